"""A mail as it is read: its text as safe blocks, its files, and the evidence about its sender."""

from collections.abc import Iterable, Mapping
from html import unescape

import apsw

from osone import __version__
from osone.bridge.ports import OpenedMessage, OpenedPicture, OpenedPiece
from osone.commands.chords import key_said
from osone.host import here
from osone.mail.blocks import BlockKind, TextBlock, escaped, mirrored
from osone.mail.bounds.drawn import drawable, set_aside
from osone.mail.bounds.letter import fingerprint
from osone.mail.direction import turned
from osone.mail.enclosed import enclosed, taken_out
from osone.mail.evidence import Tone, chips, domain, of_files
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.people import is_me
from osone.mail.pictures import told
from osone.mail.text import blocks_of_text
from osone.mail.vouched import vouched
from osone.mail.whole_head import whole_head
from osone.model.mail import Attachment, MessageRow
from osone.queries import invited
from osone.queries.invited import CalendarStanding, Invited
from osone.store import accounts, aside, listing, messages
from osone.text.catalogue import N_, _
from osone.text.dates import clocks, span
from osone.text.lines import short

HUES: Mapping[Tone, str] = {Tone.WARN: "rose", Tone.GOOD: "moss", Tone.CALM: "soft"}


def read_message(connection: apsw.Connection, row: MessageRow, raw: bytes) -> OpenedMessage:
    """A message's text as safe blocks, its files, and the evidence about its sender."""
    if aside.holds(connection, fingerprint(raw), __version__):
        return OpenedMessage((OpenedPiece("note", escaped(set_aside())),))
    parsed = parse(raw, words=False)
    page = taken_out(parsed.html)
    came = enclosed(raw, page, parsed.attachments)
    blocks = reduce_html(page.html, came) if parsed.html else ()
    blocks = blocks or blocks_of_text(parsed.text, flowed=parsed.flowed)
    shown = drawable(told(blocks, page.html, came), cut=parsed.cut)
    me = accounts.mine(connection)
    evidence = chips(
        parsed.header,
        me=me,
        # Nobody is called new while older mail is still to come.
        known=messages.known_sender(connection, row.id) or bool(listing.coming(connection)),
        answers_at=messages.answered_at(connection, row.id, me),
        zone=here.now().tzinfo,
        forged=is_me(parsed.header.sender, me)
        and not messages.is_own(connection, row.id)
        and not vouched(raw, (*map(domain, me), *accounts.hosts(connection))),
        calendar=any(a.media_type in ("text/calendar", "application/ics") for a in parsed.attachments),
    )
    seen = {block.picture for block in shown if block.picture}
    broken = {one.key for one in came.values() if not one.width}
    files = [a for a in parsed.attachments if str(a.part) not in seen and (not a.inline or str(a.part) in broken)]
    evidence = [*of_files([a.name for a in files]), *evidence]
    asked = invited.in_message(connection, raw, parsed.attachments, here.now().tzinfo)
    card = _asked(asked, row) if asked is not None else ()
    return OpenedMessage(
        tuple(_piece(block) for block in turned(shown)),
        _listed(files),
        (*card, *((c.icon, c.text, HUES[c.tone]) for c in evidence)),
        whole_head(raw),
        _listed(a for a in parsed.attachments if str(a.part) in seen),
    )


def _asked(asked: Invited, row: MessageRow) -> tuple[tuple[str, str, str], ...]:
    """What a message invites to, as chips: what and when, where, who asks, what stands there, and how to keep it."""
    now = here.now()
    when = span(asked.start, asked.end, now.date(), all_day=asked.all_day)
    title = asked.title or _("Untitled event")
    if asked.called_off:
        chips = [("calendar-x", _("Called off: {title}, {when}", title=title, when=when), "rose")]
        if asked.standing is CalendarStanding.CHANGED:
            chips.append(("keyboard", _("Press {key} to take it off your calendar", key=key_said("i")), "accent"))
        return tuple(chips)
    chips = [("calendar", _("{title}, {when}", title=title, when=when), "dusk")]
    if asked.event.location:
        chips.append(("map-pin", short(asked.event.location, invited.LONGEST_NAME), "dusk"))
    if asked.host and asked.host.lower() != row.sender.email.lower():
        chips.append(("user", _("{host} asks you", host=asked.host), "soft"))
    else:
        chips.append(("user", _("{host} asks you", host=short(row.sender.shown, invited.LONGEST_NAME)), "soft"))
    if asked.clashes:
        one = asked.clashes[0]
        clash = _("clashes with {title}, {time}", title=short(one.title), time=clocks(one.start, one.end))
        chips.append(("circle-alert", clash, "amber"))
    elif not asked.all_day:
        chips.append(("check", _("nothing else stands there"), "moss"))
    keep = {
        CalendarStanding.NEW: N_("Press {key} to add it to your calendar"),
        CalendarStanding.CHANGED: N_("Press {key} to update it in your calendar"),
        CalendarStanding.KEPT: N_("in your calendar"),
    }[asked.standing]
    chips.append(("calendar-plus", _(keep, key=key_said("i")), "accent"))
    return tuple(chips)


def _piece(block: TextBlock) -> OpenedPiece:
    if block.kind is BlockKind.IMAGE and (block.picture or block.content_id):
        picture = OpenedPicture(block.picture, block.width, block.height, unescape(block.href))
        return OpenedPiece("picture", block.html, block.depth, block.folded, picture=picture)
    return OpenedPiece(
        str(block.kind.value),
        mirrored(block.html),
        block.depth,
        block.folded,
        block.marker,
        block.level,
        block.signature,
    )


def _listed(files: Iterable[Attachment]) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((a.name, a.media_type, a.size, a.part) for a in files)

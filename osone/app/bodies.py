"""A mail as it is read: its text as safe blocks, its files, and the evidence about its sender."""

from collections.abc import Iterable, Mapping
from html import unescape

import apsw

from osone import __version__
from osone.app import invitations
from osone.bridge.ports import OpenedMessage, OpenedPicture, OpenedPiece
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
from osone.mail.spoken import INVITATION
from osone.mail.text import blocks_of_text
from osone.mail.vouched import vouched
from osone.mail.whole_head import whole_head
from osone.model.mail import Attachment, MessageRow
from osone.queries import invited
from osone.store import accounts, aside, listing, messages
from osone.text.catalogue import _

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
    asked = invited.in_message(connection, raw, parsed.attachments, here.now().tzinfo, row.id)
    # What the card says stands nowhere else.
    evidence = [chip for chip in evidence if asked is None or chip.text != _(INVITATION)]
    return OpenedMessage(
        tuple(_piece(block) for block in turned(shown)),
        _listed(files),
        tuple((c.icon, c.text, HUES[c.tone]) for c in evidence),
        whole_head(raw),
        _listed(a for a in parsed.attachments if str(a.part) in seen),
        invitations.card(asked, row.sender, here.now()) if asked is not None else None,
    )


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

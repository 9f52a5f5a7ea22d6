"""A mail as it is read: its text as safe blocks, its files, and the evidence about its sender."""

from collections.abc import Mapping

import apsw

from osone import __version__
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.host import here
from osone.mail.blocks import escaped
from osone.mail.bounds.drawn import drawable, set_aside
from osone.mail.bounds.letter import fingerprint
from osone.mail.direction import turned
from osone.mail.evidence import Tone, chips, domain, of_files
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.people import is_me
from osone.mail.pictures import told
from osone.mail.text import blocks_of_text
from osone.mail.vouched import vouched
from osone.mail.whole_head import whole_head
from osone.model.mail import MessageRow
from osone.store import accounts, aside, listing, messages

HUES: Mapping[Tone, str] = {Tone.WARN: "rose", Tone.GOOD: "moss", Tone.CALM: "soft"}


def read_message(connection: apsw.Connection, row: MessageRow, raw: bytes) -> OpenedMessage:
    """A message's text as safe blocks, its files, and the evidence about its sender."""
    if aside.holds(connection, fingerprint(raw), __version__):
        return OpenedMessage((OpenedPiece("note", escaped(set_aside())),))
    parsed = parse(raw, words=False)
    blocks = (reduce_html(parsed.html) if parsed.html else ()) or blocks_of_text(parsed.text, flowed=parsed.flowed)
    shown = drawable(told(blocks, parsed.html), cut=parsed.cut)
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
    )
    files = [a for a in parsed.attachments if not a.inline]
    evidence = [*of_files([a.name for a in files]), *evidence]
    return OpenedMessage(
        tuple(
            OpenedPiece(str(b.kind.value), b.html, b.depth, b.folded, b.marker, b.level, b.signature)
            for b in turned(shown)
        ),
        tuple((a.name, a.media_type, a.size, a.part) for a in files),
        tuple((c.icon, c.text, HUES[c.tone]) for c in evidence),
        whole_head(raw),
    )

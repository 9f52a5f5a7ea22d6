"""What stands beneath a draft: the words of the message that it answers or passes on, and what comes along of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import apsw

from osone import __version__
from osone.host import here
from osone.mail.bounds.letter import fingerprint
from osone.mail.enclosed import enclosed, taken_out
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.writing import quoting, reduced
from osone.model.drafts import Block, Draft, Relation
from osone.model.mail import Attachment, Header, Parsed
from osone.store import aside, messages
from osone.text.dates import clock, date_long


@dataclass(frozen=True, slots=True)
class Beneath:
    """The message that a draft is about, as far as it comes along."""

    blocks: tuple[Block, ...] = ()
    """Empty where nothing of it is quoted."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Of each picture that they show: by its key in that message (``mail.enclosed``) the content id it has now."""
    files: tuple[Attachment, ...] = ()
    """Of a message that is passed on: its files, those too that are left out."""


def of_draft(connection: apsw.Connection, draft: Draft) -> Beneath:
    """What would stand beneath a draft; nothing where that message is not here, or cannot be read."""
    raw = messages.raw(connection, draft.answers) if draft.answers is not None else None
    if raw is None or aside.holds(connection, fingerprint(raw), __version__):
        return Beneath()
    return beneath(draft, raw, parse(raw, words=False))


def beneath(draft: Draft, raw: bytes, parsed: Parsed) -> Beneath:
    """What stands beneath a draft: of a page what the reader shows of it, of plain text its lines.

    What is passed on keeps the pictures that came with it; in an answer their words are enough.
    """
    page = taken_out(parsed.html)
    passed_on = draft.relation is Relation.FORWARD
    came = enclosed(raw, page, parsed.attachments) if passed_on and parsed.html else {}
    shown = reduce_html(page.html, came) if parsed.html else ()
    pictures = {one.picture: f"{one.picture}.{draft.message_id}" for one in shown if one.picture}
    words = reduced.blocks_of(shown, pictures, quoting.LONGEST) if shown else quoting.lines_of(parsed.text)
    files = tuple(one for one in parsed.attachments if not one.inline and str(one.part) not in pictures)
    return Beneath(
        quoting.quoted(parsed.header, words, draft.relation, _day(parsed.header)), pictures, files if passed_on else ()
    )


def along(draft: Draft, under: Beneath) -> list[Attachment]:
    """The files of the message that is passed on that go along: those that are shown, and those that leave."""
    return [one for one in under.files if draft.passes_on(one.part)]


def _day(header: Header) -> str:
    if header.date is None:
        return ""
    at = datetime.fromtimestamp(header.date, tz=here.now().tzinfo)
    return f"{date_long(at.date())} {at.year}, {clock(at)}"

"""A draft made into what leaves: once, with its Message-ID and its date, and kept so for every further try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from osone.host import here
from osone.mail import mime
from osone.mail.writing import fields, message, quoting
from osone.mail.writing.message import Answered
from osone.mail.writing.parts import EnclosedPart, written
from osone.model.drafts import Draft, Relation
from osone.model.mail import Parsed
from osone.store import drafts, messages, sending
from osone.store.outbox import Wish
from osone.store.writing import transaction
from osone.sync.working import Files
from osone.text.dates import clock, date_long

MOST_FILES = 500
"""Of a message that is passed on."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What stands ready to be handed over."""

    sender: str
    recipients: Sequence[str]
    size: int
    pieces: Iterator[bytes]


def ready(files: Files, act: Wish, draft: Draft, *, utf8: bool) -> Sealed:
    """What leaves with an act, made now where it never was. Raises CommandError where it cannot be sent as it is."""
    sender = fields.spec(draft.sender.email, utf8=utf8)
    # Of one that has reached some already, those that are left.
    recipients = act.noted.get("recipients") or message.envelope(draft.recipients, utf8=utf8)
    body = act.body
    if body is None:
        body, _size = drafts.make_ready(files.core, _whole(files, draft, utf8=utf8))
        with transaction(files.core, durable=True) as tx:
            sending.stand_ready(tx, act, body)
    size, pieces = drafts.ready(files.core, body)
    return Sealed(sender, recipients, size, pieces)


def _whole(files: Files, draft: Draft, *, utf8: bool) -> Iterator[bytes]:
    now = here.now()
    raw = messages.raw(files.reader, draft.answers) if draft.answers is not None else None
    parsed = files.read(raw) if raw is not None else None
    answered = _answered(draft, parsed) if parsed is not None else None
    enclosed = [
        EnclosedPart(one.name, one.media_type, partial(drafts.pieces_of, files.core, one.id), one.content_id)
        for one in draft.files
    ]
    if parsed is not None and raw is not None and draft.relation is Relation.FORWARD and draft.quotes:
        enclosed += [
            EnclosedPart(one.name, one.media_type, partial(_part, raw, one.part))
            for one in parsed.attachments[:MOST_FILES]
            if not one.inline
        ]
    head = message.head(draft, now, answered, utf8=utf8)
    return written(head, message.body(draft, enclosed, answered))


def _answered(draft: Draft, parsed: Parsed) -> Answered:
    header = parsed.header
    day = ""
    if header.date is not None:
        at = datetime.fromtimestamp(header.date, tz=here.now().tzinfo)
        day = f"{date_long(at.date())} {at.year}, {clock(at)}"
    words = quoting.quoted(header, parsed.text, draft.relation, day) if draft.quotes else ()
    if draft.relation is Relation.FORWARD:
        # A message that is passed on begins a conversation of its own.
        return Answered("", (), words)
    return Answered(header.message_id, header.references, words)


def _part(raw: bytes, part: int) -> list[bytes]:
    return [mime.attachment(raw, part)]

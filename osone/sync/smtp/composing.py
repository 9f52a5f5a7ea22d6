"""A draft made into what leaves: once, with its Message-ID and its date, and kept so for every further try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from osone.host import here
from osone.host.later import later
from osone.mail import mime
from osone.mail.enclosed import bytes_of
from osone.mail.measured import measured
from osone.mail.writing import fields, message
from osone.mail.writing.message import Answered
from osone.mail.writing.parts import EnclosedPart, written
from osone.model.drafts import Draft, Relation
from osone.model.errors import CommandError
from osone.model.mail import Header, Parsed
from osone.queries.beneath import Beneath, along, beneath
from osone.store import drafts, messages, sending
from osone.store.outbox import Wish
from osone.store.writing import transaction
from osone.sync.working import Files
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.queries import invited
else:
    invited = later("osone.queries.invited")  # with all of the calendar, once an invitation is answered


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
    raw = messages.raw(files.reader, draft.answers) if draft.answers is not None else None
    enclosed = [
        EnclosedPart(one.name, one.media_type, partial(drafts.pieces_of, files.core, one.id), one.content_id)
        for one in draft.files
    ]
    answered, reply = None, ""
    if draft.relation.answer:
        reply = invited.reply_in(raw, draft.sender, draft.relation.answer, here.now()) if raw is not None else ""
        if not reply:
            raise CommandError(
                _("The invitation is gone, so it can't be answered."), remedy=_("Write to who invited you.")
            )
    if raw is not None:
        parsed = files.read(raw)
        under = beneath(draft, raw, parsed) if draft.quotes else Beneath()
        answered = _answered(draft, parsed.header, under)
        passed_on = [
            EnclosedPart(one.name, one.media_type, partial(_part, raw, one.part)) for one in along(draft, under)
        ]
        enclosed = [*passed_on, *enclosed, *_pictures(raw, parsed, under)]
    head = message.head(draft, here.now(), answered, utf8=utf8)
    return written(head, message.body(draft, enclosed, answered, reply))


def _answered(draft: Draft, header: Header, under: Beneath) -> Answered:
    if draft.relation is Relation.FORWARD:
        # A message that is passed on begins a conversation of its own.
        return Answered("", (), under.blocks)
    return Answered(header.message_id, header.references, under.blocks)


def _pictures(raw: bytes, parsed: Parsed, under: Beneath) -> Iterator[EnclosedPart]:
    """The pictures that came with the message and stand in its words."""
    names = {str(one.part): one.name for one in parsed.attachments}
    for key, content_id in under.pictures.items():
        found = measured(bytes_of(raw, key))
        if found is not None:
            yield EnclosedPart(names.get(key, ""), f"image/{found.kind}", partial(_picture, raw, key), content_id)


def _picture(raw: bytes, key: str) -> list[bytes]:
    return [bytes_of(raw, key)]


def _part(raw: bytes, part: int) -> list[bytes]:
    return [mime.attachment(raw, part)]

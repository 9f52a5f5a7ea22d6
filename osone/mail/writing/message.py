"""A whole message made of a draft: its head, its body in both forms, and the addresses it goes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from osone.mail.writing import blocks, fields, flowing
from osone.mail.writing.parts import Body, EnclosedPart
from osone.model.drafts import LOOKS, Block, Draft, Recipients, Run
from osone.model.errors import CommandError
from osone.model.mail import Address
from osone.text.catalogue import _

REFERENCES = 50
"""Message-IDs of a thread that are named: the first, and the newest before this (RFC 5322, section 3.6.4)."""
PROGRAM = "OS One"


@dataclass(frozen=True, slots=True)
class Answered:
    """The message that a draft answers, as far as the new one names it."""

    message_id: str
    references: Sequence[str] = ()
    quoted: tuple[Block, ...] = ()
    """Its words, to stand beneath what is written; empty where it is not quoted."""


def head(draft: Draft, date: datetime, answered: Answered | None = None, *, utf8: bool = False) -> bytes:
    """The header fields. Bcc is never among them. Raises ``UnsendableError`` where an address is none."""
    to = draft.recipients
    lines = [
        fields.mailboxes("From", [draft.sender], utf8=utf8),
        *(fields.mailboxes(name, some, utf8=utf8) for name, some in (("To", to.to), ("Cc", to.cc)) if some),
    ]
    if not to.to and not to.cc:
        # An empty group, for there must be a recipient's field in what some servers take (RFC 5322, section 3.4).
        lines.append(b"To: undisclosed-recipients:;\r\n")
    lines += [
        fields.field("Subject", " ".join(draft.subject.split())) if draft.subject.strip() else b"Subject:\r\n",
        fields.field("Date", format_datetime(date)),
        fields.message_ids("Message-ID", [draft.message_id]),
    ]
    if answered is not None and answered.message_id:
        named = [*answered.references, answered.message_id]
        named = [*named[:1], *named[1:][-(REFERENCES - 1) :]]
        lines += [
            fields.message_ids("In-Reply-To", [answered.message_id]),
            fields.message_ids("References", dict.fromkeys(named)),
        ]
    return b"".join([*lines, fields.field("User-Agent", PROGRAM)])


def body(draft: Draft, files: Sequence[EnclosedPart], answered: Answered | None = None, reply: str = "") -> Body:
    """The body; HTML only where there is something to show that plain text cannot.

    ``reply`` is what it answers to an invitation, as iCalendar text.
    """
    written = draft.blocks
    if draft.quotes and answered is not None and answered.quoted:
        written = (*written, Block(), *answered.quoted)
    shown = {run.picture for block in written for run in block.runs if run.picture}
    plain = flowing.flowed(blocks.as_paragraphs(written)) + "\n"
    rich = any(_rich(block) for block in written)
    return Body(
        plain,
        f"<!DOCTYPE html><html><body>{blocks.as_html(written)}</body></html>" if rich else "",
        [one for one in files if one.content_id in shown] if rich else [],
        # A picture that was taken out of the text again is none that comes along.
        [one for one in files if not one.content_id],
        reply,
    )


def envelope(recipients: Recipients, *, utf8: bool = False) -> list[str]:
    """The addresses that a message goes to, each once. Raises ``UnsendableError`` for one that is none."""
    if not recipients.everyone:
        raise CommandError(_("Nobody is named to send it to."), remedy=_("Add an address."))
    return [fields.spec(one.email, utf8=utf8) for one in recipients.everyone]


def domain_of(sender: Address) -> str:
    """The domain that a Message-ID is made under."""
    return fields.spec(sender.email, utf8=True).rpartition("@")[2]


def _rich(block: Block) -> bool:
    return bool(block.shape) or any(_marked(run) for run in block.runs)


def _marked(run: Run) -> bool:
    return bool(run.picture) or blocks.names_another(run) or any(getattr(run, look) for look in LOOKS)

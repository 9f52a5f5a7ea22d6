"""The verbs of writing: drafts begun, kept, thrown away and sent, and what is done about those that did not arrive."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated

from osone.commands.context import MAY_LEAVE, MAY_SEND_AGAIN, ON_DRAFT
from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.accounts import Account, Service
from osone.model.change import Topic
from osone.model.drafts import Draft, DraftId, Stage
from osone.model.errors import CommandError
from osone.model.mail import Address
from osone.model.services import Smtp, services_of
from osone.model.settings import number
from osone.store import accounts, effects, sending, settings
from osone.store import drafts as rows
from osone.store.effects import Effect
from osone.store.writing import Tx
from osone.text.catalogue import N_, _, plural
from osone.text.dates import day_and_clock, day_long, day_said

if TYPE_CHECKING:
    from osone.mail import threads
    from osone.mail.writing import message, parts
    from osone.queries import line as lines
else:
    # Once something is sent, and where a line says when.
    threads = later("osone.mail.threads")
    message, parts = later("osone.mail.writing.message"), later("osone.mail.writing.parts")
    lines = later("osone.queries.line")

Drafts = Annotated[list[DraftId], "the drafts"]
Written = Annotated[object, "what is written, by the columns of a draft"]
HOLD = "mail.hold"
MORNING = time(8)
"""When a message leaves that is to leave on a day."""


@command("draft.keep", N_("Keep a draft"), undoable=False, mind=False, unasked=True, offered=False)
def keep(desk: Desk, draft: Annotated[int, "its number"], written: Written) -> Done:
    """Keep what is written so far, in a new draft where there never was one of this number."""
    columns = _columns(written)
    kept = rows.save(desk.tx, draft, columns) or rows.begin(desk.tx, draft, columns)
    if not kept:
        # It was thrown away or sent meanwhile: whoever still shows it is to look again.
        desk.tx.changed(Topic.DRAFT, [draft])
    return Done("", value={"kept": kept})


@command("draft.take_out", N_("Take out a file"), mind=False, offered=False)
def take_out(
    desk: Desk,
    draft: Annotated[int, "the draft's number"],
    file: Annotated[str, "``file`` or ``part`` with its number: one that was attached, or of the message passed on"],
) -> Done:
    """Let a file of a draft not go along: one that was attached, or one of the message that is passed on."""
    found = rows.one(desk.connection, DraftId(draft))
    if found is None or found.stage is not Stage.WRITING:
        raise CommandError(_("This message is on its way already."))
    return Done(_("Removed a file"), [Effect("draft", draft, "left_out", *rows.without(desk.connection, draft, file))])


@command(
    "draft.discard", N_("Discard draft"), keys=("#", "Delete"), when=ON_DRAFT, leaves=True, mind=False, icon="trash"
)
def discard(desk: Desk, drafts: Drafts) -> Done:
    """Throw a draft away."""
    there = [draft for draft in _some(desk, drafts) if draft.stage is Stage.WRITING]
    said = plural("Discarded {count} draft", "Discarded {count} drafts", len(there))
    return Done(said, [effects.unmake(desk.connection, "draft", draft.id) for draft in there])


@command("draft.send", N_("Send"), asks=True, icon="send", offered=False)
def send(
    desk: Desk,
    drafts: Drafts,
    when: Annotated[str, "a day or time in words; nothing for now"] = "",
    remind: Annotated[str, "when to remind of it if nobody answers, in words; nothing for what the draft says"] = "",
) -> Done:
    """Send a message: at once, but for the moment in which it can be taken back; or at a time in words."""
    found: list[Effect] = []
    now = int(desk.now.timestamp())
    hold = number(settings.every(desk.connection), HOLD)
    at = leaves_at(when, desk.now)
    said = _("Sending…")
    some = _some(desk, drafts)
    if not some:
        raise CommandError(_("This message isn't saved yet, so it can't leave."))
    for draft in some:
        if draft.stage is not Stage.WRITING:
            raise CommandError(_("This message is on its way already."))
        account = accounts.one(desk.connection, draft.account)
        may_leave(account, draft.sender)
        # Whatever cannot leave is told now, and not when nobody looks.
        message.envelope(draft.recipients, utf8=True)
        given = parts.message_id(message.domain_of(draft.sender))
        until = int(at.timestamp()) if at is not None else now + hold
        left = at or desk.now
        asked = leaves_at(remind or draft.remind, left)
        reminder = (int(asked.timestamp()), threads.link_hash(threads.normalise(given))) if asked is not None else None
        found.append(effects.send(draft.id, until, given, reminder, later=at is not None))
        if at is not None:
            said = _("Leaves {when}", when=day_and_clock(day_long(at.date(), desk.now.date()), at))
        if asked is not None:
            by = day_said(asked.date(), desk.now.date())
            said = _("{said} You'll be reminded {day} if nobody answers.", said=said.rstrip("…") + "…", day=by)
    return Done(said, found)


@command("send.again", N_("Send again"), asks=True, undoable=False, mind=False, icon="send", when=MAY_SEND_AGAIN)
def again(desk: Desk, drafts: Drafts) -> Done:
    """Send again what may not have arrived, or was refused."""
    _each(desk, drafts, sending.again)
    return Done(_("Sending again…"))


@command("send.edit", N_("Edit and send again"), undoable=False, mind=False, icon="pencil", offered=False)
def edit(desk: Desk, drafts: Drafts) -> Done:
    """Take a message that has not left back to where it is written."""
    _each(desk, drafts, sending.take_back)
    return Done("")


@command("send.leave", N_("Leave it"), undoable=False, mind=False, icon="check", when=MAY_LEAVE)
def leave(desk: Desk, drafts: Drafts) -> Done:
    """Take a message that may have been sent for sent."""
    _each(desk, drafts, sending.let_be)
    return Done(_("Taken for sent."))


@command("send.seen", N_("Dismiss"), undoable=False, mind=False, icon="check", offered=False)
def seen(desk: Desk, sent: Annotated[list[int], "the numbers that their drafts had"]) -> Done:
    """What was told of a message that did not reach everybody was seen."""
    for draft in sent:
        sending.dismiss(desk.tx, draft)
    return Done("")


def _columns(written: object) -> dict[str, object]:
    columns = dict(written) if isinstance(written, Mapping) else {}
    if columns.keys() != set(rows.NAMES):
        raise CommandError(_("A draft has to be whole to be kept."))
    return {**columns, "stage": Stage.WRITING.value, "message_id": ""}


def _some(desk: Desk, drafts: Sequence[DraftId]) -> list[Draft]:
    found = [rows.one(desk.connection, draft) for draft in drafts]
    return [draft for draft in found if draft is not None]


def _each(desk: Desk, drafts: Sequence[DraftId], act: Callable[[Tx, int], bool]) -> None:
    if not all(act(desk.tx, draft) for draft in drafts):
        raise CommandError(_("It has left already."))


def may_leave(account: Account | None, sender: Address) -> None:
    """Refuse to send from where nothing can be sent. Raises CommandError with what to do."""
    if not sender.email:
        raise CommandError(
            _("There is no account to send from yet."),
            remedy=_("Add one; your message is kept."),
            command="account.add",
        )
    if account is None or not isinstance(services_of(account).get(Service.OUTGOING), Smtp):
        raise CommandError(
            _("{address} has no server to send through.", address=sender.email),
            remedy=_("Set up the account again, or choose another."),
            command="account.change",
        )


def leaves_at(when: str, now: datetime) -> datetime | None:
    """The time that words name; None where there are none. Raises CommandError where they name none, or one gone by."""
    if not when.strip():
        return None
    due = lines.as_task(f"x {when}", now).due
    if due is None:
        raise CommandError(
            _("“{words}” isn't a date I know.", words=when), remedy=_("Try “friday”, “14 nov” or “in two weeks”.")
        )
    at = due if isinstance(due, datetime) else datetime.combine(due, MORNING, now.tzinfo)
    if at <= now:
        raise CommandError(_("“{words}” is over already.", words=when), remedy=_("Choose a later time."))
    return at

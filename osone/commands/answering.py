"""The verb that answers an invitation: a message to who asks, and the answer in the guest's own calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from osone.commands.calendar import INVITATIONS
from osone.commands.registry import Desk, Done, command
from osone.commands.writing import HOLD, may_leave
from osone.host.later import later
from osone.mail.people import is_me
from osone.model.accounts import Account
from osone.model.calendar import Event
from osone.model.drafts import Block, Draft, DraftId, Recipients, Relation, Run
from osone.model.errors import CommandError
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address
from osone.model.settings import number, text
from osone.store import accounts, drafts, effects, journal, sending, settings
from osone.store import calendars as books
from osone.store import events as rows
from osone.store.effects import Effect
from osone.text.catalogue import N_, _
from osone.text.dates import span
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.calendar import ics as reading
    from osone.calendar.changes import answered
    from osone.mail.writing import message as letters
    from osone.mail.writing import parts
    from osone.queries import invited
else:
    # Once an invitation is answered.
    reading, answered = later("osone.calendar.ics"), later("osone.calendar.changes.answered")
    letters, parts = later("osone.mail.writing.message"), later("osone.mail.writing.parts")
    invited = later("osone.queries.invited")

SUBJECTS: Mapping[Relation, str] = {
    Relation.ACCEPTED: N_("Accepted: {title}"),
    Relation.TENTATIVE: N_("Maybe: {title}"),
    Relation.DECLINED: N_("Declined: {title}"),
}
WORDS: Mapping[Relation, str] = {
    Relation.ACCEPTED: N_("{name} has accepted the invitation to “{title}”, {when}."),
    Relation.TENTATIVE: N_("{name} may come to “{title}”, {when}."),
    Relation.DECLINED: N_("{name} has declined the invitation to “{title}”, {when}."),
}
SAID: Mapping[Relation, str] = {
    Relation.ACCEPTED: N_("Accepted “{title}”, {when}"),
    Relation.TENTATIVE: N_("Answered maybe to “{title}”, {when}"),
    Relation.DECLINED: N_("Declined “{title}”, {when}"),
}
ALREADY: Mapping[Relation, str] = {
    Relation.ACCEPTED: N_("You accepted already."),
    Relation.TENTATIVE: N_("You answered maybe already."),
    Relation.DECLINED: N_("You declined already."),
}
FIRST = 1_700_000_000
"""Numbers of answers count down from this second on (``_number``)."""


@command("event.answer", N_("Answer invitation"), asks=True, mind=False, offered=False)
def answer(
    desk: Desk,
    mail: Annotated[int, "the message that the invitation came in"],
    ics: Annotated[str, "the event as iCalendar text"],
    answer: Annotated[Literal["accepted", "tentative", "declined"], "what is answered"],
    before: Annotated[str, "what was answered before by the copy in Sent, as PARTSTAT"] = "",
) -> Done:
    """Tell who asks to an event whether the person comes, and keep that in the calendar; held as all that leaves is.

    The same answer again does nothing; another takes the place of one that is still held.
    """
    found = reading.read(ics).events
    is_mine = invited.whose(accounts.mine(desk.connection))
    between = answered.between(found[0].ics, found[0].uid, is_mine) if found else None
    if between is None or between.me is None or between.host is None or not invited.may_answer(between, is_mine):
        raise CommandError(
            _("This invitation can't be answered from here."), remedy=_("It doesn't name you as a guest.")
        )
    relation, came, host, guest = Relation(answer), found[0], between.host, between.me
    earlier = drafts.answer_to(desk.connection, mail)
    held = sending.held(desk.connection, earlier.id) if earlier is not None else None
    kept = rows.by_uid(desk.connection, came.uid)
    said = invited.answer_here(desk.connection, mail, kept, came) or before
    # One that the server refused has not been given.
    if said == relation.answer and (held is None or held.state != sending.REFUSED):
        return Done(_(ALREADY[relation]))
    account = _account(desk, guest.email)
    name = text(settings.every(desk.connection), "person.name").strip() or (account.name if account else "")
    me = Address(name, guest.email)
    may_leave(account, me)
    start, end, all_day = invited.local(came, desk.now.tzinfo)
    told = {
        "title": short(came.title) or _("Untitled event"),
        "when": span(start, end, desk.now.date(), all_day=all_day),
        "host": short(host.name or host.email),
        "name": me.shown,
    }
    draft = Draft(
        DraftId(_number(desk)),
        account.id if account is not None else AccountId(0),
        me,
        Recipients((Address(host.name, host.email),)),
        _(SUBJECTS[relation], **told),
        (Block((Run(_(WORDS[relation], **told)),)),),
        relation,
        MessageId(mail),
        quotes=False,
        changed=int(desk.now.timestamp()),
    )
    letters.envelope(draft.recipients, utf8=True)
    until = int(desk.now.timestamp()) + number(settings.every(desk.connection), HOLD)
    return Done(
        _(SAID[relation], **told),
        [
            *(effects.unsend(desk.connection, earlier.id) if earlier is not None else []),
            Effect("draft", draft.id, effects.WHOLE, None, drafts.row(draft)),
            effects.send(draft.id, until, parts.message_id(letters.domain_of(me))),
            *_in_calendar(desk, came, relation, is_mine),
        ],
        then=_("Telling {host}…", host=told["host"]),
    )


def _account(desk: Desk, email: str) -> Account | None:
    """The account that the person was asked at."""
    known = accounts.every(desk.connection)
    return next((one for one in known if is_me(Address("", email), frozenset({one.address.lower()}))), None)


def _number(desk: Desk) -> int:
    """A number for a draft that nobody writes in: below nought, so that none is taken which a window has begun."""
    number = min(FIRST - int(desk.now.timestamp()), -1)
    # What was replaced may be brought back under the number that it had.
    while drafts.one(desk.connection, number) or journal.that_made(desk.connection, "draft", number) is not None:
        number -= 1
    return number


def _in_calendar(desk: Desk, came: Event, relation: Relation, is_mine: "answered.IsMine") -> Sequence[Effect]:
    """What the answer means for the person's own calendar: it is there with that answer, or it is not there.

    What was written here, or is kept by a server, stays as it is.
    """
    kept = rows.by_uid(desk.connection, came.uid)
    if kept is not None and not invited.is_ours_to_change(desk.connection, kept.calendar):
        return []
    if relation is Relation.DECLINED:
        return [effects.unmake(desk.connection, "event", kept.id)] if kept is not None else []
    now = came if kept is None else invited.newer(desk.connection, kept, came) or kept
    held = kept.calendar if kept is not None else books.brought(desk.tx, _(INVITATIONS))
    marked = answered.with_answer(now.ics, now.uid, is_mine, relation.answer)
    after = rows.columns(replace(now, calendar=held, ics=marked))
    if kept is None:
        return [effects.make("event", after)]
    before = rows.kept_columns(desk.connection, kept.id)
    return [
        Effect("event", kept.id, name, before[name], value) for name, value in after.items() if before[name] != value
    ]

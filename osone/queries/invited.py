"""What a message asks to: the event in it, whether it stands on the calendar already, and what else is on then.

Nothing here, or in the verb that takes it up, leaves this machine; an answer is another verb (``event.answer``).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

import apsw

from osone.calendar import ics, writing
from osone.calendar.changes import answered
from osone.calendar.changes.answered import InvitedBy
from osone.calendar.pieces import IcsPiece
from osone.calendar.planned import Planned
from osone.calendar.sheets import decoded
from osone.mail.mime import attachment, parse
from osone.mail.people import is_me
from osone.model.calendar import OWN, Event, Occurrence
from osone.model.ids import CalendarId, seconds_of
from osone.model.mail import Address, Attachment
from osone.queries import asking, conversation, day
from osone.queries.asking import MailPlan
from osone.store import accounts, answers, calendars, drafts, effects, events, messages
from osone.store.effects import Effect
from osone.store.writing import Tx
from osone.text.lines import short

MOST_BYTES = 256 * 1024
"""A larger calendar in a message is a file to be imported, and no invitation."""
MOST_OPENED = 4 * 1024 * 1024
"""Of a larger file it is not said what it holds when it is opened."""
LOOKED_AT = 5
"""So many of the newest messages of a conversation are looked through for one."""
LONGEST_NAME = 80
TYPES = ("text/calendar", "application/ics")
REQUEST, CANCEL, REPLY = "REQUEST", "CANCEL", "REPLY"


class CalendarStanding(StrEnum):
    """How an invitation stands to the calendar."""

    NEW = "new"
    KEPT = "kept"
    """It is there as it came."""
    CHANGED = "changed"
    """It is there, and this is newer."""
    OLDER = "older"
    """It is there, and this is an earlier state of it."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An event that came in a message."""

    event: Event
    method: str
    """``REQUEST``, ``CANCEL``, ``PUBLISH``, … or empty (RFC 5546)."""
    start: datetime
    end: datetime
    all_day: bool
    between: InvitedBy
    """Who asks, and which guest the person is."""
    standing: CalendarStanding
    clashes: tuple[Occurrence, ...]
    """What else has hours then."""
    kept: tuple[datetime, datetime, bool] | None = None
    """When it is by the calendar, and whether for whole days; None where it isn't there, or was called off."""
    answer: str = ""
    """What the person has answered to this revision of it (PARTSTAT), wherever that is kept; empty where they have not.
    """
    answerable: bool = False
    """Whether it asks the person for an answer that can be sent: they are a guest by one of their own addresses."""
    many: int = 1
    """How many events came with it."""
    message: int = 0
    """The message that it came in; 0 where it is none."""

    @property
    def called_off(self) -> bool:
        """Whether it says that the event does not take place."""
        return self.method == CANCEL

    @property
    def title(self) -> str:
        """What it is called, short and safe to show."""
        return short(self.event.title, LONGEST_NAME)

    @property
    def host(self) -> str:
        """The address of who asks; empty where nobody is named."""
        return short(self.between.host.email, LONGEST_NAME) if self.between.host is not None else ""

    @property
    def host_name(self) -> str:
        """Who asks, as the event calls them; empty where it does not."""
        return short(self.between.host.name, LONGEST_NAME) if self.between.host is not None else ""


def calendar_part(files: Sequence[Attachment]) -> Attachment | None:
    """The part of a message that holds its invitation."""
    return next((one for one in files if one.media_type.lower() in TYPES and one.size <= MOST_BYTES), None)


def in_message(
    connection: apsw.Connection, raw: bytes, files: Sequence[Attachment], zone: tzinfo | None, message: int = 0
) -> Invited | None:
    """The invitation in a message; None where there is none that can be read, or only a guest's answer."""
    part = calendar_part(files)
    return in_file(connection, attachment(raw, part.part), zone, message) if part is not None else None


def in_file(connection: apsw.Connection, data: bytes, zone: tzinfo | None, message: int = 0) -> Invited | None:
    """The same of a calendar file, or of one in a message: its first event, and how many there are."""
    if len(data) > MOST_OPENED:
        return None
    found = ics.read(data)
    if not found.events or found.method in ics.ANSWERS:
        return None
    came = found.events[0]
    start, end, all_day = local(came, zone)
    kept = events.by_uid(connection, came.uid) if came.uid else None
    standing = _standing(connection, kept, came) if kept is not None else CalendarStanding.NEW
    busy: tuple[Occurrence, ...] = ()
    if not all_day and found.method != CANCEL and end - start < timedelta(days=2):
        there = day.occurrences(connection, start, max(end, start + timedelta(minutes=1)))
        busy = tuple(one for one in there if not one.all_day and (kept is None or one.event != kept.id))
    is_mine = whose(accounts.mine(connection))
    between = _between(came, is_mine)
    lives = kept is not None and not _is_off(kept)
    return Invited(
        came, found.method, start, end, all_day, between, standing, busy,
        kept=local(kept, zone) if kept is not None and lives else None,
        answer=answer_here(connection, message, kept, came) or _answer_left(connection, message, came, is_mine),
        answerable=found.method == REQUEST and standing is not CalendarStanding.OLDER and may_answer(between, is_mine),
        many=len(found.events), message=message,
    )  # fmt: skip


def whose(me: frozenset[str]) -> answered.IsMine:
    """Tells whether an address is one of the person's own (given in lower case)."""
    return lambda email: is_me(Address("", email), me)


def may_answer(between: InvitedBy, is_mine: answered.IsMine) -> bool:
    """Whether one is asked oneself, by somebody else."""
    return between.me is not None and between.host is not None and not is_mine(between.host.email)


def of_message(connection: apsw.Connection, message: int, zone: tzinfo | None) -> Invited | None:
    """The invitation in a message of this number. Needs a connection that sees the messages themselves."""
    raw = messages.raw(connection, message)
    return in_message(connection, raw, parse(raw, words=False).attachments, zone, message) if raw is not None else None


def of_thread(connection: apsw.Connection, thread: int, zone: tzinfo | None) -> Invited | None:
    """The newest invitation of a conversation. Needs a connection that sees the messages themselves."""
    for row in reversed(messages.of_thread(connection, thread)[-LOOKED_AT:]):
        found = of_message(connection, row.id, zone) if row.attachments or row.has_body else None
        if found is not None:
            return found
    return None


def answer_here(connection: apsw.Connection, message: int, kept: Event | None, came: Event) -> str:
    """What the person has answered to what came in a message (PARTSTAT), by what is on its way and by their calendar.

    Empty where neither tells, or what came asks anew.
    """
    sent = drafts.answer_to(connection, message) if message else None
    if sent is not None:
        return sent.relation.answer
    if kept is None or _is_off(kept) or _revised(kept, came):
        return ""
    return _said(kept, whose(accounts.mine(connection)))


def _answer_left(connection: apsw.Connection, message: int, came: Event, is_mine: answered.IsMine) -> str:
    """The same by what left: what was declined is in no calendar, and no copy may be among what was sent.

    Where both tell of one, the later answer holds: it may have been given in another program.
    """
    copy, given = _answer_sent(connection, message, came, is_mine), _answer_given(connection, message, came)
    return max(copy, given, key=lambda one: one[1])[0]


def _answer_given(connection: apsw.Connection, message: int, came: Event) -> tuple[str, int]:
    """What was answered here, and when, in Unix seconds; to another message of its conversation too."""
    for one in answers.in_conversation(connection, message)[:LOOKED_AT] if message else ():
        if one.message == message:
            return one.answer, one.at
        raw = messages.raw(connection, one.message)
        part = calendar_part(parse(raw, words=False).attachments) if raw is not None else None
        found = ics.read(attachment(raw, part.part)) if raw is not None and part is not None else None
        if found is not None and found.events and found.events[0].uid == came.uid:
            return ("", 0) if _revised(found.events[0], came) else (one.answer, one.at)
    return "", 0


def _answer_sent(connection: apsw.Connection, message: int, came: Event, is_mine: answered.IsMine) -> tuple[str, int]:
    """What was answered by the copy among what was sent, and when."""
    asked = messages.some(connection, [message]) if message else []
    for row in reversed(messages.of_thread(connection, asked[0].thread)[-LOOKED_AT:] if asked else []):
        own = row.id != message and messages.is_own(connection, row.id)
        raw = messages.raw(connection, row.id) if own else None
        part = calendar_part(parse(raw, words=False).attachments) if raw is not None else None
        found = ics.read(attachment(raw, part.part)) if raw is not None and part is not None else None
        if found is None or found.method != REPLY or not found.events or found.events[0].uid != came.uid:
            continue
        return ("", 0) if _revised(found.events[0], came) else (_said(found.events[0], is_mine), seconds_of(row.id))
    return "", 0


def _said(event: Event, is_mine: answered.IsMine) -> str:
    mine = _between(event, is_mine).me
    return mine.answer if mine is not None and mine.answer != answered.UNANSWERED else ""


def newer(connection: apsw.Connection, kept: Event, came: Event) -> Event | None:
    """What is kept with what came for the same event, None where nothing of that is new (``ics.merged``).

    What the person has answered stays answered until they are asked anew: with a higher SEQUENCE (RFC 5546, 2.1.4).
    """
    is_mine = whose(accounts.mine(connection))
    mine = _between(kept, is_mine).me
    if not _revised(kept, came) and mine is not None and mine.answer != answered.UNANSWERED:
        came = replace(came, ics=answered.with_answer(came.ics, came.uid, is_mine, mine.answer))
    return ics.merged(kept, came)


def _standing(connection: apsw.Connection, kept: Event, came: Event) -> CalendarStanding:
    if not looks_alike(connection, kept, came):
        return CalendarStanding.CHANGED if is_ours_to_change(connection, kept.calendar) else CalendarStanding.KEPT
    try:
        older = _lead(came).version < _lead(kept).version
    except ValueError:
        older = False
    return CalendarStanding.OLDER if older else CalendarStanding.KEPT


def looks_alike(connection: apsw.Connection, kept: Event, came: Event) -> bool:
    """Whether what came has nothing that a person would see in the calendar beyond what is kept."""
    merged = newer(connection, kept, came)
    return merged is None or _seen(merged, revised=_revised(kept, came)) == _seen(kept, revised=_revised(kept, came))


def _revised(kept: Event, came: Event) -> bool:
    """Whether who asks has changed it since (RFC 5546, section 2.1.4)."""
    try:
        return _lead(came).sequence > _lead(kept).sequence
    except ValueError:
        return True


def _seen(event: Event, *, revised: bool) -> object:
    """What a person sees of an event: not which other guest has answered by now, nor how often it was revised.

    Where it was not ``revised``, whether it is for certain is the guest's own mark.
    """
    try:
        found = ics.series(event.ics, event.uid)
    except ValueError:
        return event.ics
    pieces = (*((found.master,) if found.master is not None else ()), *found.overrides)
    kept = [replace(one, organizer="", attendees=(), contacts=(), sequence=0, stamp="", ignored=()) for one in pieces]
    return kept if revised else [replace(one, status=one.status if one.status == "CANCELLED" else "") for one in kept]


def _lead(event: Event) -> IcsPiece:
    found = ics.series(event.ics, event.uid)
    return found.master or found.overrides[0]


def _is_off(event: Event) -> bool:
    try:
        return _lead(event).status == "CANCELLED"
    except ValueError:
        return False


def _between(event: Event, is_mine: answered.IsMine) -> InvitedBy:
    return answered.between(event.ics, event.uid, is_mine)


def local(came: Event, zone: tzinfo | None) -> tuple[datetime, datetime, bool]:
    """When it begins and ends for somebody in a zone, and whether it lasts whole days."""
    if isinstance(came.start, datetime) and isinstance(came.end, datetime):
        start, end = (
            at.astimezone(zone) if at.tzinfo is not None else at.replace(tzinfo=zone) for at in (came.start, came.end)
        )
        return start, end, False
    return _midnight(came.start, zone), _midnight(came.end, zone), True


def _midnight(at: datetime | date, zone: tzinfo | None) -> datetime:
    return datetime.combine(at.date() if isinstance(at, datetime) else at, time(), zone)


def as_plan(asked: Invited) -> MailPlan:
    """An invitation as what a message is about."""
    return MailPlan(Planned(asked.title, asked.start, asked.end, asked.all_day, "", "", (), ()), asked.title)


@dataclass(frozen=True, slots=True)
class ToKeep:
    """What a conversation would put on the calendar."""

    ics: str
    method: str


def to_keep(connection: apsw.Connection, thread: int, now: datetime, message: int = 0) -> ToKeep | None:
    """The invitation of a conversation, else the first time that its newest message names; None where there is neither.

    Of a ``message`` of it, that one's alone. Needs a reader connection.
    """
    found = of_message(connection, message, now.tzinfo) if message else of_thread(connection, thread, now.tzinfo)
    if found is not None:
        return ToKeep(found.event.ics, found.method)
    letter = conversation.newest_of(connection, thread)
    plan = asking.plan_in(letter, now.tzinfo) if letter is not None else None
    if plan is None:
        return None
    return ToKeep(writing.event(plan.planned, OWN, f"{uuid.uuid4()}", now).ics, "")


def taken_up(tx: Tx, came: Event, method: str, calendar: str) -> list[Effect]:
    """What keeps an event that came from elsewhere: a new one in the calendar of this name, or what is newer in it.

    One that was written here, or that a server keeps, is left as it is; so is everything by a guest's answer.
    """
    kept = events.by_uid(tx.connection, came.uid)
    if kept is None:
        if method in ics.ANSWERS:
            return []
        return [effects.make("event", events.columns(replace(came, calendar=calendars.brought(tx, calendar))))]
    if not is_ours_to_change(tx.connection, kept.calendar):
        return []
    merged = newer(tx.connection, kept, came)
    if merged is None:
        return []
    before = events.kept_columns(tx.connection, kept.id)
    after = events.columns(replace(merged, calendar=kept.calendar))
    return [Effect("event", kept.id, key, before[key], value) for key, value in after.items() if before[key] != value]


def is_ours_to_change(connection: apsw.Connection, calendar: CalendarId) -> bool:
    """Whether what came from elsewhere may change a calendar: it is not the person's own, and no server keeps it."""
    row = calendars.one(connection, calendar)
    return calendar != OWN and row is not None and row.account is None


def reply_in(raw: bytes, guest: Address, answer: str, now: datetime) -> str:
    """What a guest answers (a PARTSTAT) to the invitation in a message, as iCalendar text; empty where it has none."""
    part = calendar_part(parse(raw, words=False).attachments)
    found = ics.read(attachment(raw, part.part)) if part is not None else None
    if found is None or not found.events or found.method != REQUEST:
        return ""
    came = found.events[0]
    asked = _between(came, whose(frozenset({guest.email.lower()}))).me
    return answered.reply(came.ics, came.uid, asked, answer, now) if asked is not None else ""


def text_of(data: bytes) -> str:
    """A calendar file as text."""
    return decoded(data)

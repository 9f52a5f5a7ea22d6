"""What a message asks to: the event in it, whether it stands on the calendar already, and what else is on then.

Nothing here or in the verb that takes it up leaves this machine: no answer is sent and no address in it is asked.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

import apsw

from osone.calendar import ics, writing
from osone.calendar.planned import Planned
from osone.mail.mime import attachment, parse
from osone.model.calendar import OWN, Event, Occurrence
from osone.model.ids import CalendarId
from osone.model.mail import Attachment
from osone.queries import asking, conversation, day
from osone.queries.asking import MailPlan
from osone.store import calendars, effects, events, messages
from osone.store.effects import Effect
from osone.store.writing import Tx
from osone.text.lines import short

MOST_BYTES = 256 * 1024
"""A larger calendar in a message is a file to be imported, and no invitation."""
LOOKED_AT = 5
"""So many of the newest messages of a conversation are looked through for one."""
LONGEST_NAME = 80
TYPES = ("text/calendar", "application/ics")


class CalendarStanding(StrEnum):
    """How an invitation stands to the calendar."""

    NEW = "new"
    KEPT = "kept"
    """It is there as it came."""
    CHANGED = "changed"
    """It is there, and this is newer."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An event that came in a message."""

    event: Event
    method: str
    """``REQUEST``, ``CANCEL``, ``PUBLISH``, … or empty (RFC 5546)."""
    start: datetime
    end: datetime
    all_day: bool
    host: str
    """Who asks, as they call themselves or by their address; empty where nobody is named."""
    standing: CalendarStanding
    clashes: tuple[Occurrence, ...]
    """What else has hours then."""

    @property
    def called_off(self) -> bool:
        """Whether it says that the event does not take place."""
        return self.method == "CANCEL"

    @property
    def title(self) -> str:
        """What it is called, short and safe to show."""
        return short(self.event.title, LONGEST_NAME)


def calendar_part(files: Sequence[Attachment]) -> Attachment | None:
    """The part of a message that holds its invitation."""
    return next((one for one in files if one.media_type.lower() in TYPES and one.size <= MOST_BYTES), None)


def in_message(
    connection: apsw.Connection, raw: bytes, files: Sequence[Attachment], zone: tzinfo | None
) -> Invited | None:
    """The invitation in a message; None where there is none that can be read, or only a guest's answer."""
    part = calendar_part(files)
    if part is None:
        return None
    found = ics.read(attachment(raw, part.part))
    if not found.events or found.method in ics.ANSWERS:
        return None
    came = found.events[0]
    start, end, all_day = local(came, zone)
    kept = events.by_uid(connection, came.uid) if came.uid else None
    standing = CalendarStanding.NEW
    if kept is not None:
        newer = _is_ours_to_change(connection, kept.calendar) and ics.merged(kept, came) is not None
        standing = CalendarStanding.CHANGED if newer else CalendarStanding.KEPT
    busy: tuple[Occurrence, ...] = ()
    if not all_day and found.method != "CANCEL" and end - start < timedelta(days=2):
        there = day.occurrences(connection, start, max(end, start + timedelta(minutes=1)))
        busy = tuple(one for one in there if not one.all_day and (kept is None or one.event != kept.id))
    return Invited(came, found.method, start, end, all_day, _host(came), standing, busy)


def of_thread(connection: apsw.Connection, thread: int, zone: tzinfo | None) -> Invited | None:
    """The newest invitation of a conversation. Needs a connection that sees the messages themselves."""
    for row in reversed(messages.of_thread(connection, thread)[-LOOKED_AT:]):
        raw = messages.raw(connection, row.id) if row.attachments or row.has_body else None
        if raw is None:
            continue
        found = in_message(connection, raw, parse(raw, words=False).attachments, zone)
        if found is not None:
            return found
    return None


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


def _host(came: Event) -> str:
    try:
        found = ics.series(came.ics, came.uid)
    except ValueError:
        return ""
    lead = found.master or next(iter(found.overrides), None)
    return short(lead.organizer.removeprefix("mailto:").removeprefix("MAILTO:"), LONGEST_NAME) if lead else ""


def as_plan(asked: Invited) -> MailPlan:
    """An invitation as what a message is about."""
    return MailPlan(Planned(asked.title, asked.start, asked.end, asked.all_day, "", "", (), ()), asked.title)


@dataclass(frozen=True, slots=True)
class ToKeep:
    """What a conversation would put on the calendar."""

    ics: str
    method: str


def to_keep(connection: apsw.Connection, thread: int, now: datetime) -> ToKeep | None:
    """The invitation of a conversation, else the first time that its newest message names; None where there is neither.

    Needs a reader connection.
    """
    if (found := of_thread(connection, thread, now.tzinfo)) is not None:
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
    if not _is_ours_to_change(tx.connection, kept.calendar):
        return []
    merged = ics.merged(kept, came)
    if merged is None:
        return []
    before = events.kept_columns(tx.connection, kept.id)
    after = events.columns(replace(merged, calendar=kept.calendar))
    return [Effect("event", kept.id, key, before[key], value) for key, value in after.items() if before[key] != value]


def _is_ours_to_change(connection: apsw.Connection, calendar: CalendarId) -> bool:
    row = calendars.one(connection, calendar)
    return calendar != OWN and row is not None and row.account is None

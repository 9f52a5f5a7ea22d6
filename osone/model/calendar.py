"""The nouns of time: calendars, events and their occurrences."""

from dataclasses import dataclass
from datetime import date, datetime

from osone.model.ids import AccountId, CalendarId, EventId

OWN = CalendarId(1)
"""The calendar of events that were written here, there from the start. Nothing that was brought in is ever in it."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar: the person's own, one that was brought in, or one that is kept in step with a server."""

    id: CalendarId
    name: str
    account: AccountId | None
    """None where it is on this computer alone."""
    href: str
    """Where it is on the server (RFC 4791); empty here."""
    etag: str
    """What the server last called its state."""
    token: str
    """How far it was read: the sync token of RFC 6578; it says nothing once the ``href`` was gone."""
    read_only: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is kept. Its iCalendar text (RFC 5545) is the truth; the rest is read from it."""

    id: EventId
    calendar: CalendarId
    """0 until it is put into one."""
    uid: str
    title: str
    location: str
    notes: str
    start: datetime | date
    """A date for an all-day event; otherwise aware, or naive where the event floats."""
    end: datetime | date
    """Exclusive."""
    rule: str
    """The RRULE's value, or empty."""
    ics: str
    """The VCALENDAR that holds the event and its overrides, unchanged; several where newer pieces came in another."""
    earliest: datetime | None = None
    """When its first happening begins, moved and extra ones too, apart from its rule; None where that is ``start``."""
    latest: datetime | None = None
    """When its last one ends, apart from its rule; None where that is ``end``."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening of an event within a window."""

    event: EventId
    title: str
    location: str
    calendar: CalendarId
    start: datetime
    """Aware, in the person's zone; midnight for an all-day event."""
    end: datetime
    all_day: bool
    tentative: bool
    slot: datetime | date | None = None
    """Which happening of its series it is: when the series has it (RECURRENCE-ID), a date for whole days, else aware;
    None for an event that happens once."""

    @property
    def at(self) -> str:
        """Which happening of its series it is, as verbs are told it (ISO 8601); empty where it happens once."""
        return "" if self.slot is None else self.slot.isoformat()

"""The nouns of time: calendars, events and their occurrences."""

from dataclasses import dataclass
from datetime import date, datetime

from osone.model.ids import EventId

OWN = "Personal"
"""The calendar of events that were written here. Nothing that was brought in is ever in it."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is kept. Its iCalendar text (RFC 5545) is the truth; the rest is read from it."""

    id: EventId
    calendar: str
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
    """The VCALENDAR that holds the event and its overrides, unchanged."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening of an event within a window."""

    event: EventId
    title: str
    location: str
    calendar: str
    start: datetime
    """Aware, in the person's zone; midnight for an all-day event."""
    end: datetime
    all_day: bool
    tentative: bool

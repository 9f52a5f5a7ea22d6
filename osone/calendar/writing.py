"""An event of one's own as iCalendar text (RFC 5545): the truth that other programs can read too."""

from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from osone.calendar import ics
from osone.calendar.planned import Planned
from osone.model.calendar import Event
from osone.model.ids import CalendarId
from osone.text.lines import clean

PRODUCT = "-//OS One//OS One//EN"
REPEATED_YEARS = 12
"""For so long ahead a zone's winters and summers are written out, for programs that do not know the zone."""


def event(planned: Planned, calendar: CalendarId, uid: str, now: datetime, contacts: tuple[str, ...] = ()) -> Event:
    """The event that a line of plain words asks for, with id 0: the store gives it one.

    ``contacts`` are people as they are to be called to mind, which invites nobody. A repeating event keeps the clock on
    the wall through summer and winter: its zone goes along, or where that has no name the event floats.
    """
    # icalendar takes a tenth of a second to load: only who writes an event pays for it.
    import icalendar

    made: Any = icalendar.Event()
    made.add("UID", uid)
    made.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    made.add("SUMMARY", planned.title)
    made.add("DTSTART", _moment(planned.start, planned))
    made.add("DTEND", _moment(planned.end, planned))
    if planned.place:
        made.add("LOCATION", planned.place)
    for contact in contacts:
        made.add("CONTACT", clean(contact))
    if planned.rule:
        made.add("RRULE", icalendar.vRecur.from_ical(planned.rule))
    sheet: Any = icalendar.Calendar()
    sheet.add("PRODID", PRODUCT)
    sheet.add("VERSION", "2.0")
    sheet.add_component(made)
    year = planned.start.year
    sheet.add_missing_timezones(date(year - 1, 1, 1), date(year + (REPEATED_YEARS if planned.rule else 1), 12, 31))
    (read,) = ics.read(sheet.to_ical()).events
    return replace(read, calendar=calendar)


def _moment(at: datetime, planned: Planned) -> datetime | date:
    if planned.all_day:
        return at.date()
    if _named(at.tzinfo):
        return at
    return at.replace(tzinfo=None) if planned.rule else at.astimezone(UTC)


def _named(zone: tzinfo | None) -> bool:
    return bool(getattr(zone, "key", ""))

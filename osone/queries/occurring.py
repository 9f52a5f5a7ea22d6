"""Which happening of an event is meant: the one that is named, or the next one from now on."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from osone.calendar import ics, recurrence
from osone.model.calendar import Event, Occurrence

AHEAD = timedelta(days=3 * 366)
"""How far ahead the next happening is looked for, and how far back the last one of what is over."""
NEAR = timedelta(days=2)
STEP = timedelta(days=61)


def happening(event: Event, at: str, now: datetime) -> Occurrence | None:
    """The happening of an event at a day or a time (ISO 8601): as ``Occurrence.at`` has it, or as it is shown.

    Without ``at`` the next one that is not over, else the last one. None where there is none; ValueError where ``at``
    is no day and no time.
    """
    zone = now.tzinfo or UTC
    if not at:
        return _next(event, now, zone)
    when: datetime | date = datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at)
    start = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, tzinfo=zone)
    start = start.replace(tzinfo=zone) if start.tzinfo is None else start
    found = recurrence.occurrences(event, start - NEAR, start + NEAR, zone)
    if not any(_is_slot(one, when, zone) for one in found):
        found += _moved_far(event, zone)
    return next((one for fits in (_is_slot, _starts, _is_on) for one in found if fits(one, when, zone)), None)


def _is_slot(one: Occurrence, when: datetime | date, _zone: tzinfo) -> bool:
    same = isinstance(one.slot, datetime) == isinstance(when, datetime)
    return same and one.slot == when


def _starts(one: Occurrence, when: datetime | date, zone: tzinfo) -> bool:
    if not isinstance(when, datetime):
        return False
    return one.start == (when if when.tzinfo is not None else when.replace(tzinfo=zone))


def _is_on(one: Occurrence, when: datetime | date, zone: tzinfo) -> bool:
    day = when.astimezone(zone).date() if isinstance(when, datetime) and when.tzinfo is not None else when
    return one.start.date() == (day.date() if isinstance(day, datetime) else day)


def _next(event: Event, now: datetime, zone: tzinfo) -> Occurrence | None:
    """The first that is not over; looked for further and further ahead, for most series are on soon."""
    since, span = now, STEP
    while since < now + AHEAD:
        for one in recurrence.occurrences(event, since, since + span, zone):
            if one.end > now:
                return one
        since, span = since + span, span * 3
    before = recurrence.occurrences(event, now - AHEAD, now, zone) or _around(event, event.start, zone)
    return before[-1] if before else None


def _moved_far(event: Event, zone: tzinfo) -> list[Occurrence]:
    """What stands for a happening elsewhere than on its day."""
    try:
        pieces = ics.series(event.ics, event.uid).overrides
    except ValueError:
        return []
    return [one for piece in pieces for one in _around(event, piece.start, zone)]


def _around(event: Event, at: datetime | date, zone: tzinfo) -> list[Occurrence]:
    start = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=zone)
    start = start.replace(tzinfo=zone) if start.tzinfo is None else start.astimezone(zone)
    return recurrence.occurrences(event, start - NEAR, start + NEAR, zone)

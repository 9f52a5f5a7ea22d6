"""Calendar files as other programs write them, and what a view shows of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from osone.calendar import ics
from osone.calendar.recurrence import occurrences

MONDAY = date(2026, 11, 16)
WEEKLY = ("DTSTART;TZID=Europe/Berlin:20261116T100000", "DTEND;TZID=Europe/Berlin:20261116T110000")


def calendar(*lines: str, end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(*lines: str, uid: str = "a", title: str = "Thing") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT")


def shown(text: str | bytes, first: date, days: int = 7, zone: str = "Europe/Berlin") -> list[str]:
    """What a view shows of a file from a day on, each as when it begins, how long it lasts, and its title."""
    there = ZoneInfo(zone)
    since = datetime(first.year, first.month, first.day, tzinfo=there)
    until = since + timedelta(days=days)
    found = [one for kept in ics.read(text).events for one in occurrences(kept, since, until, there)]
    exact = [one.end.astimezone(UTC) - one.start.astimezone(UTC) for one in found]
    lasts = [one.end - one.start if one.all_day else span for one, span in zip(found, exact, strict=True)]
    return [f"{one.start:%d %H:%M}, {span}, {one.title}" for one, span in zip(found, lasts, strict=True)]


def own_zone(tzid: str, *more: str) -> tuple[str, ...]:
    parts = (
        *("BEGIN:STANDARD", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:Winter", "END:STANDARD"),
        *("BEGIN:DAYLIGHT", "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT"),
    )
    return ("BEGIN:VTIMEZONE", f"TZID:{tzid}", *more, *parts, "END:VTIMEZONE")

"""Small things shown the same way on every screen: hues and letters for people, and the days of a sheet."""

from collections.abc import Iterable
from datetime import date, timedelta
from zlib import crc32

from osone.model.calendar import CalendarRow

HUES = ("dusk", "mauve", "rose", "moss", "amber")


def hue_of(name: str) -> str:
    """The same hue for the same name, for ever."""
    return HUES[crc32(name.strip().casefold().encode()) % len(HUES)]


def named(project: str) -> str:
    """A project as it is shown; it is kept as it was written after its #."""
    return project[:1].upper() + project[1:]


def calendar_hues(calendars: Iterable[CalendarRow]) -> dict[int, str]:
    """The hue of each calendar, by its id: its own for ever, whatever it is called and whichever others come or go.

    Ids count up, so that those made one after the other differ.
    """
    return {one.id: HUES[one.id % len(HUES)] for one in calendars}


def letters_of(name: str) -> str:
    """One or two letters that stand for a name."""
    words = [w for w in name.replace("@", " ").replace(".", " ").split() if w[0].isalnum()]
    if not words:
        return "·"
    first = words[0][0].upper()
    return first + words[-1][0].upper() if len(words) > 1 else first


def next_days(today: date, count: int) -> list[date]:
    """Today and the days after it."""
    return [today + timedelta(days=n) for n in range(count)]

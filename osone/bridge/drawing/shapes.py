"""Small things shown the same way on every screen: hues and letters for people, and the days of a sheet."""

from collections.abc import Iterable
from datetime import date, timedelta
from zlib import crc32

from osone.model.calendar import CalendarRow

HUES = ("dusk", "mauve", "rose", "moss", "amber")


def hue_of(name: str) -> str:
    """The same hue for the same name, for ever."""
    return HUES[crc32(name.strip().casefold().encode()) % len(HUES)]


def hues_of(names: Iterable[str]) -> dict[str, str]:
    """Hues for names that stand side by side: each its own while there are enough, and the same for the same names."""
    given: dict[str, str] = {}
    for name in sorted(names):
        free = [hue for hue in HUES if hue not in given.values()] or list(HUES)
        own = hue_of(name)
        given[name] = own if own in free else free[0]
    return given


def named(project: str) -> str:
    """A project as it is shown; it is kept as it was written after its #."""
    return project[:1].upper() + project[1:]


def calendar_hues(calendars: Iterable[CalendarRow]) -> dict[int, str]:
    """The hue of each calendar, by its id; calendars of one name have the same."""
    known = list(calendars)
    hues = hues_of(one.name for one in known)
    return {one.id: hues[one.name] for one in known}


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

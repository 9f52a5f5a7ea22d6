"""Small things said the same way on every screen: moments, counts, letters and hues for people."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zlib import crc32

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


def letters_of(name: str) -> str:
    """One or two letters that stand for a name."""
    words = [w for w in name.replace("@", " ").replace(".", " ").split() if w[0].isalnum()]
    if not words:
        return "·"
    first = words[0][0].upper()
    return first + words[-1][0].upper() if len(words) > 1 else first


def day_and_month(day: date) -> str:
    """``14 Nov``."""
    return f"{day.day} {day:%b}"


def when_short(second: int, now: datetime) -> str:
    """When something came, as short as it stays clear: ``07:40``, ``Sat``, ``14 Nov``, ``14 Nov 2024``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return f"{at:%H:%M}"
    if 0 < days < 7:
        return f"{at:%a}"
    return day_and_month(at) if at.year == now.year else f"{day_and_month(at)} {at.year}"


def when_long(second: int, now: datetime) -> str:
    """When something came, for reading: ``07:40``, ``Saturday 18:02``, ``14 November, 09:10``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return f"{at:%H:%M}"
    if days == 1:
        return f"yesterday, {at:%H:%M}"
    if 0 < days < 7:
        return f"{at:%A}, {at:%H:%M}"
    year = "" if at.year == now.year else f" {at.year}"
    return f"{at.day} {at:%B}{year}, {at:%H:%M}"


def day_name(day: date, today: date) -> str:
    """``Today``, ``Tomorrow``, ``Thursday``, ``Monday 7 December``."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return ("Yesterday", "Today", "Tomorrow")[days + 1]
    return (
        f"{day:%A}"
        if 0 < days < 7
        else f"{day:%A} {day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")
    )


def due_short(due: date | datetime, now: datetime) -> tuple[str, bool]:
    """A due date in few words, and whether it is past."""
    if isinstance(due, datetime):
        due = due.astimezone(now.tzinfo)
        day, clock, past = due.date(), f"{due:%H:%M}", due < now
    else:
        day, clock, past = due, "", due < now.date()
    days = (day - now.date()).days
    if days == 0:
        return clock or "today", past
    if days == 1:
        words = "tomorrow"
    elif days == -1:
        words = "yesterday"
    elif 0 < days < 7:
        words = f"by {day:%a}"
    else:
        words = f"by {day_and_month(day)}" if past is False else day_and_month(day)
    return (f"{words} {clock}".strip(), past)


def due_under_today(due: date | datetime | None, now: datetime) -> tuple[str, bool]:
    """The same under a heading that says today: the day itself is not said again, the hour and what is late are."""
    words, past = due_short(due, now) if due is not None else ("", False)
    return "" if words == "today" else words, past


def counted(number: int, one: str, many: str = "") -> str:
    """``1 letter``, ``12 letters``, ``6,046 letters``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


NAMES = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august"
    r"|september|october|november|december)\b"
)
"""Without march and may, which are words as well."""


def capitalled(words: str) -> str:
    """Days and months with their capitals, in words that were kept in small letters."""
    return NAMES.sub(lambda found: found[0].capitalize(), words)


def joined(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def size_of(count: int) -> str:
    """A file's size for people: ``840 B``, ``12 KB``, ``3.4 MB``."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"


def greeting(now: datetime, name: str) -> str:
    """What one says at this hour."""
    hour = now.hour
    words = (
        "Still up" if hour < 5 else "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
    )
    return f"{words}, {name}" if name else words


def next_days(today: date, count: int) -> list[date]:
    """Today and the days after it."""
    return [today + timedelta(days=n) for n in range(count)]

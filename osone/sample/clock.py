"""The clock of the sample world: "the second working day from now, half past nine" for whatever now is."""

import re
from datetime import date, datetime, time, timedelta

_NAMES = """
en: Monday Tuesday Wednesday Thursday Friday Saturday Sunday
en: January February March April May June July August September October November December
sv: måndag tisdag onsdag torsdag fredag lördag söndag
sv: januari februari mars april maj juni juli augusti september oktober november december
de: Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag
de: Januar Februar März April Mai Juni Juli August September Oktober November Dezember
"""
_WORDS: dict[str, list[list[str]]] = {}
for _line in _NAMES.strip().splitlines():
    _WORDS.setdefault(_line[:2], []).append(_line[4:].split())
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"([dwq]|mon|tue|wed|thu|fri|sat|sun)([+-]\d+)")
_AGO = re.compile(r"now-(\d+)([mh])")
_SLOT = re.compile(r"\{([a-z]+[+-]\d+):(w|d|wd)\}")


def day(code: str, now: datetime) -> date:
    """The day that a code means.

    ``d+2`` in two days; ``w+2`` the second working day after today, ``w+0`` today or the next one; ``q+0`` the first
    day from today on that is no Thursday, for the choir is on Thursdays; ``thu+1`` the Thursday of next week (weeks
    begin on Monday). ``ValueError`` for anything else.
    """
    match = _DAY.fullmatch(code)
    if match is None:
        raise ValueError(f"not a day: {code}")
    kind, count, today = match[1], int(match[2]), now.date()
    if kind == "d":
        return today + timedelta(days=count)
    if kind == "q":
        found = today + timedelta(days=count)
        return found + timedelta(days=1) if found.weekday() == 3 else found
    if kind == "w":
        found = today
        while found.weekday() > 4:
            found += timedelta(days=1)
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            found += timedelta(days=step)
            while found.weekday() > 4:
                found += timedelta(days=step)
        return found
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * count + _WEEKDAYS.index(kind))


def moment(code: str, now: datetime) -> datetime:
    """The moment of ``d-3 17:55`` or ``now-47m`` or ``now-2h``, in the zone of ``now``."""
    ago = _AGO.fullmatch(code)
    if ago is not None:
        minutes = int(ago[1]) * (60 if ago[2] == "h" else 1)
        return now.replace(second=0, microsecond=0) - timedelta(minutes=minutes)
    on, _, clock = code.partition(" ")
    return datetime.combine(day(on, now), time.fromisoformat(clock or "00:00"), now.tzinfo)


def filled(text: str, now: datetime, language: str = "en") -> str:
    """The text with its days written out: ``{w+2:w}`` weekday, ``{w+2:d}`` date, ``{w+2:wd}`` both."""
    names, months = _WORDS[language]
    dot = "." if language == "de" else ""

    def one(match: re.Match[str]) -> str:
        on = day(match[1], now)
        written = f"{on.day}{dot} {months[on.month - 1]}"
        weekday = names[on.weekday()]
        return {"w": weekday, "d": written, "wd": f"{weekday} {written}"}[match[2]]

    return _SLOT.sub(one, text)

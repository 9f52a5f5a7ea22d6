"""Times and repeats as one would say them: "Mon 23 Nov, 12:30 to 13:30", "every two weeks on Tuesday"."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from osone.calendar.periods import WEEK, View, count
from osone.model.calendar import Occurrence
from osone.text.lines import short

_DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
         "SU": "Sunday"}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
_WORKDAYS = {"MO", "TU", "WE", "TH", "FR"}
_OTHERS = frozenset({"BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"})
"""Parts of a rule that no short words are true of."""


LONGEST = 240
"""Letters of a name or a place that are shown: no sheet has room for more."""


def title_words(one: Occurrence) -> str:
    """What a happening is called on a screen; some come without a title."""
    return short(one.title, LONGEST) or "Something without a name"


def place_words(one: Occurrence) -> str:
    """Where it is, on a screen."""
    return short(one.location, LONGEST)


def day_words(on: date, today: date, *, long: bool = False) -> str:
    """``Mon 23 Nov``, or ``Monday 23 November``; with its year where that is another."""
    day = f"{on:%A} {on.day} {on:%B}" if long else f"{on:%a} {on.day} {on:%b}"
    return day if on.year == today.year else f"{day} {on.year}"


def span_words(start: datetime, end: datetime, today: date, *, all_day: bool = False, long: bool = False) -> str:
    """From when to when: ``Mon 23 Nov, 12:30 to 13:30``, ``Thu 19 to Fri 20 Nov``, ``Thu 19 Nov``.

    ``end`` is exclusive; of what lasts all day it is the midnight after the last day.
    """
    first = start.date()
    if all_day:
        last = (end - timedelta(days=1)).date() if end > start else first
        if last <= first:
            return day_words(first, today, long=long)
        opening = f"{first:%A} {first.day}" if long else f"{first:%a} {first.day}"
        if (first.year, first.month) != (last.year, last.month):
            opening = day_words(first, today, long=long)
        return f"{opening} to {day_words(last, today, long=long)}"
    said = f"{day_words(first, today, long=long)}, {start:%H:%M}"
    if end <= start:
        return said
    # Until after midnight is still the same evening.
    near = end.date() == first or end - start < timedelta(hours=12)
    return f"{said} to {end:%H:%M}" if near else f"{said} to {day_words(end.date(), today, long=long)}, {end:%H:%M}"


def occurrence_words(one: Occurrence, today: date) -> str:
    """When a happening is, in whole words."""
    return span_words(one.start, one.end, today, all_day=one.all_day, long=True)


def period_words(view: View, day: date, first: date, today: date) -> str:
    """What is shown, as a heading: ``November``, ``Monday 23 November``; with its year where that is another."""
    if view is View.DAY:
        words, on = f"{day:%A} {day.day} {day:%B}", day
    else:
        here = view is not View.MONTH and first <= today < first + timedelta(days=count(view, first))
        on = today if here else day if view is View.MONTH else first
        words = f"{on:%B}"
    return words if on.year == today.year else f"{words} {on.year}"


def period_note(view: View, day: date, first: date) -> str:
    """What stands beside the heading: the week's number (ISO 8601), or from when to when."""
    if view is View.MONTH:
        return ""
    if view is View.AGENDA:
        last = first + timedelta(days=count(view, first) - 1)
        return f"{first.day} {first:%b} to {last.day} {last:%b}"
    # A week is numbered by its Thursday, whichever day it begins with.
    on = day if view is View.DAY else next(d for n in range(WEEK) if (d := first + timedelta(days=n)).weekday() == 3)
    return f"week {on.isocalendar().week}"


def how_often(rule: str) -> str:
    """An RRULE (RFC 5545, section 3.3.10) in words, ``repeats`` where no short words would be true; empty for none."""
    if not rule:
        return ""
    parts = {k.upper(): v for k, _, v in (p.partition("=") for p in rule.split(";"))}
    unit = _UNITS.get(parts.get("FREQ", "").upper(), "")
    every = parts.get("INTERVAL", "1")
    if not unit or not every.isdecimal() or _OTHERS & parts.keys():
        return "repeats"
    number = int(every)
    said = f"every {unit}" if number == 1 else f"every {_counted(number)} {unit}s"
    where = _where(parts, unit)
    if where is None:
        return "repeats"
    if where == "on workdays" and unit in ("day", "week") and number == 1:
        return f"every workday{_until(parts)}"
    return f"{said} {where}".strip() + _until(parts)


def _where(parts: dict[str, str], unit: str) -> str | None:
    """On which days of its period; None where that cannot be said shortly."""
    said: list[str] = []
    months = parts.get("BYMONTH", "")
    if days := parts.get("BYDAY", "").upper():
        names = [_weekday(day) for day in days.split(",")]
        if not all(names):
            return None
        plain = set(days.split(",")) == _WORKDAYS
        said.append("on workdays" if plain else f"on {_joined(names)}")
    if dates := parts.get("BYMONTHDAY", ""):
        numbers = [_monthday(day) for day in dates.split(",")]
        if days or not all(numbers):
            return None
        said.append(f"on {_joined(numbers)}")
    if months:
        if not all(m.isdecimal() and 1 <= int(m) <= 12 for m in months.split(",")):
            return None
        said.append(f"in {_joined([_MONTHS[int(m) - 1] for m in months.split(',')])}")
    elif unit == "year" and days and not said[-1].startswith("on the"):
        return None
    return " ".join(said)


def _weekday(day: str) -> str:
    name, place = _DAYS.get(day[-2:], ""), day[:-2]
    if not name or not place:
        return name
    try:
        said = _PLACES.get(int(place), "")
    except ValueError:
        return ""
    return f"the {said} {name}" if said else ""


def _monthday(day: str) -> str:
    if day == "-1":
        return "the last day"
    return f"the {ordinal(int(day))}" if day.isdecimal() and 1 <= int(day) <= 31 else ""


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _until(parts: dict[str, str]) -> str:
    if (times := parts.get("COUNT", "")).isdecimal():
        return f", {_counted(int(times)) if int(times) != 1 else 'one'} time{'' if int(times) == 1 else 's'}"
    until = parts.get("UNTIL", "")
    try:
        last = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    except ValueError:
        return ""
    return f", until {last.day} {last:%B} {last.year}"


def _counted(number: int) -> str:
    return _NUMBERS[number] if 2 <= number < len(_NUMBERS) else str(number)


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

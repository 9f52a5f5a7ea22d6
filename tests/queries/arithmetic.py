"""The spans of days that a search names, by plain arithmetic: what the grammar of dates is held against."""

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,4})[ -]?(d|days?|w|weeks?|m|months?|y|years?)(?:[ -]ago)?")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OF_MONTH = re.compile(r"([a-z]+)[ -](\d{4})")
OPENERS = ("last", "this", "past", "previous")
"""Words that need the one after them."""


def span(words: str, today: date) -> tuple[date, date] | None:
    """The first day and the day after the last; None where the words name no span, or one beyond all calendars."""
    try:
        return _span(" ".join(words.lower().replace("-", " - ").split()).replace(" - ", "-"), today)
    except (ValueError, OverflowError):
        return None


def _span(words: str, today: date) -> tuple[date, date] | None:
    iso = _ISO.fullmatch(words)
    if iso is not None:
        year, month, day = int(iso[1]), iso[2], iso[3]
        if day is not None:
            return _day(date(year, int(month), int(day)))
        return _month(year, int(month)) if month is not None else _year(year)
    spoken = words.replace("-", " ")
    if spoken in ("today", "now"):
        return _day(today)
    if spoken == "yesterday":
        return _day(today - timedelta(1))
    if spoken == "tomorrow":
        return _day(today + timedelta(1))
    head, _, unit = spoken.partition(" ")
    if not unit and head.startswith(("last", "this")):
        head, unit = head[:4], head[4:]
    if head in OPENERS and unit:
        return _relative(head != "this", unit, today)
    if (at := _weekday(spoken)) is not None:
        return _day(today - timedelta((today.weekday() - at) % 7))
    of_month = _OF_MONTH.fullmatch(spoken)
    if of_month is not None and (number := _month_number(of_month[1])) is not None:
        return _month(int(of_month[2]), number)
    if (number := _month_number(spoken)) is not None:
        return _month(today.year - (number > today.month), number)
    ago = _AGO.fullmatch(spoken)
    if ago is not None:
        return _day(_back(today, int(ago[1]), ago[2][0]))
    return None


def _relative(before: bool, unit: str, today: date) -> tuple[date, date] | None:
    if unit == "week":
        monday = today - timedelta(today.weekday() + 7 * before)
        return monday, monday + timedelta(7)
    if unit == "weekend":
        saturday = today - timedelta(today.weekday() + 7 * before) + timedelta(5)
        return saturday, saturday + timedelta(2)
    if unit == "month":
        first = today.replace(day=1)
        first = (first - timedelta(1)).replace(day=1) if before else first
        return _month(first.year, first.month)
    if unit == "year":
        return _year(today.year - before)
    if (at := _weekday(unit)) is not None:
        back = (today.weekday() - at) % 7
        return _day(today - timedelta(back or 7 * before))
    if (number := _month_number(unit)) is not None:
        return _month(today.year - (number >= today.month and before), number)
    return None


def _back(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    return first + timedelta(min(today.day, (_month(first.year, first.month)[1] - first).days) - 1)


def _weekday(word: str) -> int | None:
    return next((at for at, name in enumerate(_DAYS) if word in (name, name[:3])), None)


def _month_number(word: str) -> int | None:
    for at, name in enumerate(_MONTH_NAMES):
        if word in (name, name[:3], name[:4]):
            return at + 1
    return None


def _day(day: date) -> tuple[date, date]:
    return day, day + timedelta(1)


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, date(year + month // 12, month % 12 + 1, 1)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)

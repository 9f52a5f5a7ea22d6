"""The few spans of days that skills ask for, read from plain words. Anything else is nothing: a miss is better."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_COUNT = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "couple of": 2, "few": 3,
}  # fmt: skip
_NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
_MONTH = "|".join(_MONTHS)

PHRASE = (
    r"today|tonight|tomorrow|yesterday|(?:the )?day (?:after tomorrow|before yesterday)|"
    r"(?:this|next|last|past|coming|the|the next|the last|the past|the coming)?\s?"
    rf"(?:weekend|week|month|year|{'|'.join(_DAYS)})|"
    r"(?:this|tomorrow|yesterday) (?:morning|afternoon|evening)|"
    rf"(?:the )?(?:next|last|past|coming) (?:{_NUMBER}) (?:days|weeks|months)|"
    rf"(?:{_NUMBER}) (?:days?|weeks?|months?) ago|"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})(?: \d{{4}})?|"
    rf"(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?: \d{{4}})?|(?:{_MONTH})(?: \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
)
"""A pattern for the words that :func:`span` reads."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days."""

    since: date
    until: date
    """Exclusive."""
    says: str
    """How a person would say it: ``today``, ``next week``."""

    @property
    def days(self) -> int:
        """How many."""
        return (self.until - self.since).days


def span(words: str, today: date, *, past: bool = False) -> Span | None:
    """The days that the words name, or None. ``past`` reads a bare weekday or month as the one that was."""
    try:
        return _span(words.strip(), today, past=past)
    except (ValueError, OverflowError):
        return None  # the year 0, the thirtieth of February, the end of the calendar


def _span(words: str, today: date, *, past: bool) -> Span | None:
    one = timedelta(days=1)
    plain = {
        "today": (0, 1), "tonight": (0, 1), "this morning": (0, 1), "this afternoon": (0, 1), "this evening": (0, 1),
        "tomorrow": (1, 1), "tomorrow morning": (1, 1), "tomorrow afternoon": (1, 1), "tomorrow evening": (1, 1),
        "day after tomorrow": (2, 1), "yesterday": (-1, 1), "yesterday morning": (-1, 1),
        "yesterday afternoon": (-1, 1), "yesterday evening": (-1, 1), "day before yesterday": (-2, 1),
    }  # fmt: skip
    bare = words.removeprefix("the ")
    if bare in plain:
        start, length = plain[bare]
        return Span(today + start * one, today + (start + length) * one, words)
    return (
        _unit(bare, words, today)
        or _weekday(bare, today, past=past)
        or _counted(bare, words, today)
        or _dated(bare, today, past=past)
    )


def _unit(bare: str, words: str, today: date) -> Span | None:
    found = re.fullmatch(r"(?:(this|next|last|past|coming) )?(weekend|week|month|year)", bare)
    if found is None:
        return None
    step = {"next": 1, "coming": 1, "last": -1, "past": -1}.get(found[1] or "", 0)
    unit = found[2]
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        if unit == "week":
            return Span(monday, monday + timedelta(days=7), words)
        saturday = monday + timedelta(days=5)
        if found[1] == "coming" and today.weekday() < 5:
            saturday -= timedelta(weeks=1)
        return Span(saturday, saturday + timedelta(days=2), words)
    if unit == "month":
        first = _month(today.year, today.month + step)
        return Span(first, _month(first.year, first.month + 1), words)
    return Span(date(today.year + step, 1, 1), date(today.year + step + 1, 1, 1), words)


def _weekday(bare: str, today: date, *, past: bool) -> Span | None:
    found = re.fullmatch(rf"(?:(this|next|last|past|coming) )?({'|'.join(_DAYS)})", bare)
    if found is None:
        return None
    day = _DAYS.index(found[2])
    back = found[1] in ("last", "past") or (past and found[1] is None)
    if back:
        start = today - timedelta(days=(today.weekday() - day) % 7 or 7)
    else:
        start = today + timedelta(days=(day - today.weekday()) % 7)
        if found[1] == "next" and start == today:
            start += timedelta(days=7)
    return Span(start, start + timedelta(days=1), f"{'last ' if back else ''}{found[2].title()}")


def _counted(bare: str, words: str, today: date) -> Span | None:
    if found := re.fullmatch(rf"(next|last|past|coming) ({_NUMBER}) (days|weeks|months)", bare):
        count = _count(found[2]) * {"days": 1, "weeks": 7, "months": 30}[found[3]]
        if found[1] in ("next", "coming"):
            return Span(today, _shift(today, count), words)
        return Span(_shift(today, -count), today + timedelta(days=1), words)
    if found := re.fullmatch(rf"({_NUMBER}) (days?|weeks?|months?) ago", bare):
        count = _count(found[1]) * {"day": 1, "week": 7, "month": 30}[found[2].removesuffix("s")]
        start = _shift(today, -count)
        return Span(start, start + timedelta(days=1), words)
    return None


def _dated(bare: str, today: date, *, past: bool) -> Span | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", bare):
        day = date.fromisoformat(bare)
        return Span(day, day + timedelta(days=1), bare)
    found = re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})(?: (\d{{4}}))?", bare)
    number, month, year = (found[1], found[2], found[3]) if found else ("", "", "")
    if found is None and (found := re.fullmatch(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?", bare)):
        number, month, year = found[2], found[1], found[3]
    if found is not None:
        place = _MONTHS.index(month) + 1
        day = date(int(year) if year else today.year, place, int(number))
        if not year and past and day > today:
            day = day.replace(year=today.year - 1) if (place, int(number)) != (2, 29) else day
        return Span(day, day + timedelta(days=1), f"{day.day} {month.title()}{f' {year}' if year else ''}")
    if found := re.fullmatch(rf"({_MONTH})(?: (\d{{4}}))?", bare):
        place = _MONTHS.index(found[1]) + 1
        first = date(int(found[2]) if found[2] else today.year, place, 1)
        if not found[2] and past and first > today:
            first = date(today.year - 1, place, 1)
        elif not found[2] and not past and place < today.month:
            first = date(today.year + 1, place, 1)
        return Span(first, _month(first.year, first.month + 1), found[0].title())
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT[word]


def _month(year: int, month: int) -> date:
    """The first day of a month; months below 1 and above 12 run into the years beside."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _shift(day: date, days: int) -> date:
    return day + timedelta(days=days)

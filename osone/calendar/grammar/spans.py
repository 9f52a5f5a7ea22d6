"""Whole days that a few words name, where words are asked for days and nothing else: a search, a question."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from osone.calendar.grammar import words as grammar
from osone.calendar.grammar.base import MONTH, YEAR, Prefer
from osone.calendar.grammar.meaning import SpanKind

_ALONE = re.compile(rf"{MONTH}|{YEAR}", re.IGNORECASE)
"""What may be another word in a line, and can be only this where days are asked for."""
_UNIT = re.compile(r"(?:the )?(week|month|year)", re.IGNORECASE)
_THIS = re.compile(r"this (?:morning|afternoon|evening)", re.IGNORECASE)
"""Of which a line would say when it is over that it is tomorrow's."""
_MEANT = (SpanKind.DATE, SpanKind.DATETIME, SpanKind.RANGE)


@lru_cache(maxsize=64)  # who types a search says the same days again with every key
def days(words: str, today: date, *, prefer: Prefer = "future") -> tuple[date, date] | None:
    """The first day and the day after the last that the words name as a whole; None where they name none.

    A part of a day is its day. What is counted from today ("the last 3 days") holds today, for who asks wants it.
    """
    said = " ".join(words.split())
    if _ALONE.fullmatch(said):
        said = f"in {said}"
    elif unit := _UNIT.fullmatch(said):
        said = f"this {unit[1]}"
    elif _THIS.fullmatch(said):
        said = "today"
    try:
        return _days(said, today, prefer) or _days(said.removeprefix("the "), today, prefer)
    except (ValueError, OverflowError):
        return None


def _days(said: str, today: date, prefer: Prefer) -> tuple[date, date] | None:
    found = grammar.find(said, datetime.combine(today, time()), prefer=prefer, asked=True)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(said)) or found[0].kind not in _MEANT:
        return None
    at, until = found[0].at, found[0].until
    if at is None or (found[0].timed and any(sign.isdigit() for sign in said)):
        return None
    first = at.date()
    return first, until.date() if until is not None and not found[0].timed else first + timedelta(days=1)

"""The few spans of days that skills ask for, read from plain words. Anything else is nothing: a miss is better."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from osone.calendar.grammar.names import DAYS, MONTH_NAMES
from osone.host.later import later

if TYPE_CHECKING:
    from osone.calendar.grammar import spans
else:
    spans = later("osone.calendar.grammar.spans")  # a large table of words, when the first day is asked for

_NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
_MONTH = "|".join(MONTH_NAMES)
_DAY = "|".join(DAYS)

PHRASE = (
    r"today|tonight|tomorrow|yesterday|(?:the )?day (?:after tomorrow|before yesterday)|"
    r"(?:this|next|last|past|coming|the|the next|the last|the past|the coming)?\s?"
    rf"(?:weekend|week|month|year|{_DAY})|"
    r"(?:this|tomorrow|yesterday) (?:morning|afternoon|evening)|"
    rf"(?:the )?(?:next|last|past|coming) (?:{_NUMBER}) (?:days|weeks|months)|"
    rf"(?:{_NUMBER}) (?:days?|weeks?|months?) ago|"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})(?: \d{{4}})?|"
    rf"(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?: \d{{4}})?|(?:{_MONTH})(?: \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
)
"""A pattern for the words that :func:`span` reads."""
_A_WEEKDAY = re.compile(rf"(?:(this|next|last|past|coming) )?({_DAY})")
_A_DATE = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?)(?: (\d{{4}}))?"
)
_A_MONTH = re.compile(rf"(?:{_MONTH})(?: \d{{4}})?")


@dataclass(frozen=True, slots=True)
class AskedSpan:
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


def span(words: str, today: date, *, past: bool = False) -> AskedSpan | None:
    """The days that the words name, or None. ``past`` reads a bare weekday or month as the one that was."""
    words = words.strip()
    found = spans.days(words, today, prefer="past" if past else "future")
    return AskedSpan(*found, _says(words.removeprefix("the "), words, past=past)) if found else None


def _says(bare: str, words: str, *, past: bool) -> str:
    if found := _A_WEEKDAY.fullmatch(bare):
        back = found[1] in ("last", "past") or (past and found[1] is None)
        return f"{'last ' if back else ''}{found[2].title()}"
    if found := _A_DATE.fullmatch(bare):
        number, month = found[1] or found[4], found[2] or found[3]
        return " ".join(part for part in (str(int(number)), month.title(), found[5]) if part)
    if _A_MONTH.fullmatch(bare):
        return bare.title()
    return words

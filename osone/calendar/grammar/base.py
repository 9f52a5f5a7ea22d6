"""The vocabulary that dates in words are made of: numbers, weekdays, months, units, and the pieces found so far."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from osone.calendar.grammar.names import MISSPELT_DAYS, MISSPELT_MONTHS, MONTHS, WEEKDAYS
from osone.text.catalogue import SMALL_NUMBERS

Prefer = Literal["future", "past"]


class GrammarPiece(StrEnum):
    """What sort of words a piece is, before pieces are joined."""

    DAY = "day"
    """A day, or a longer stretch with an end: a weekend, a week, a month."""
    CLOCK = "clock"
    HOURS = "hours"
    """From one hour of the clock to another."""
    PART = "part"
    """A part of the day: morning, evening."""
    MOMENT = "moment"
    """An exact instant: in five minutes."""
    STRETCH = "stretch"
    """From one instant to another."""
    LENGTH = "length"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as said: ``open`` where nobody said whether it is before or after noon."""

    hour: int
    minute: int = 0
    second: int = 0
    open: bool = False
    grain: str = "hour"


@dataclass(frozen=True, slots=True)
class Atom:
    """Some words with what they mean, in the clock of the person (without a zone)."""

    start: int
    end: int
    piece: GrammarPiece
    at: datetime | None = None
    until: datetime | None = None
    clock: Clock | None = None
    to: Clock | None = None
    length: timedelta | relativedelta | None = None
    rule: str = ""
    grain: str = "day"
    weak: bool = False
    """These words may mean something else altogether: they count only beside others."""
    never: bool = False
    """There is no such day or hour: 30 February, 25:00. ``at`` and ``clock`` are None."""
    again: str = ""
    """``week`` or ``year`` where such a day comes again: as an end it is the next one after the beginning."""
    vain: datetime | None = None
    """An end that was named and comes before the beginning."""


@dataclass(frozen=True, slots=True)
class GrammarSetting:
    """When the words are read."""

    now: datetime
    """Without a zone."""
    prefer: Prefer
    asked: bool = False
    """Whether somebody asks about days: today counts among those that come, which who plans leaves out."""

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()


Maker = Callable[[re.Match[str], GrammarSetting], Atom | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the table: a way to say something, and what it means."""

    name: str
    source: str
    make: Maker

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. The whole table takes half a second to compile: it waits for the first words."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


LEFT = r"(?<![\w@#$€£/\\.\-:+'’])"
RIGHT = r"(?![\w@])(?!-\d)(?!['’](?:re|ll|ve|d)\b)(?!\.[a-z])"


FOLDED = str.maketrans("\u017f\u212a\u0130\u0131", "skii")
"""Letters that a pattern without case takes for those of English, as the English ones they are taken for."""


def pattern(name: str, regex: str, make: Maker, *, right: str = RIGHT) -> Pattern:
    """A line of the table: whole words only, in any case, with any spaces."""
    return Pattern(name, LEFT + "(?:" + regex.replace(" ", r"\s+") + ")" + right, make)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NTHS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
]
_NTHS += ["fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"]

NUMBERS: dict[str, int] = {word: value for value, word in enumerate(SMALL_NUMBERS)} | _TENS
NUMBERS |= {f"{ten} {one}": value + n for ten, value in _TENS.items() for n, one in enumerate(SMALL_NUMBERS[:10]) if n}
NUMBERS |= {"a": 1, "an": 1, "a couple": 2, "a couple of": 2, "couple": 2, "couple of": 2, "few": 3, "a few": 3}
NUMBERS |= {"several": 3}
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_NTHS) if value}
ORDINALS |= {"twentieth": 20, "thirtieth": 30, "thirty first": 31}
ORDINALS |= {f"twenty {word}": 20 + value for value, word in enumerate(_NTHS[:10]) if value}


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted((word.replace(" ", r"[\s-]+") for word in words), key=len, reverse=True))


COUNT = rf"(?:\d{{1,4}}|{_choice(NUMBERS)})"
SAID = (
    rf"(?:{_choice({w: n for w, n in NUMBERS.items() if 0 < n < 60 and ' ' not in w and len(w) > 2 and w != 'few'})})"
)
NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{_choice(ORDINALS)})"


def number(text: str) -> int:
    """The value of a count or an ordinal, in digits or words."""
    plain = re.sub(r"[\s-]+", " ", text.strip().lower())
    digits = re.match(r"\d+", plain)
    if digits:
        return int(digits[0])
    return NUMBERS.get(plain) or ORDINALS.get(plain, 0)


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────

WEAK_WEEKDAYS = frozenset({"mon", "wed", "sat", "sun"})


def _folded(words: Iterable[str]) -> str:
    """A pattern for any of these words that shares their beginnings, for it stands in half the table: longest first."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    end = "" in heads
    heads.pop("", None)
    branches = [re.escape(head) + _folded(rests) for head, rests in sorted(heads.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if end else "")


WEEKDAY = _folded(WEEKDAYS) + r"\b\.?"
MONTH = _folded(MONTHS) + r"(?![a-z])\.?"
ANY_WEEKDAY = _folded(WEEKDAYS | MISSPELT_DAYS) + r"\b\.?"
"""With slips of the keys: for the plainest ways to say a day alone, for so long a pattern takes its time to compile."""
ANY_MONTH = _folded(MONTHS | MISSPELT_MONTHS) + r"(?![a-z])\.?"
YEAR = r"(?:(?:1[89]|20|21)\d\d)"
RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def weekday(text: str) -> int:
    """Monday is 0."""
    plain = text.strip().lower().rstrip(".")
    known = WEEKDAYS | MISSPELT_DAYS
    return known[plain] if plain in known else known[plain.removesuffix("s")]


def month(text: str) -> int:
    """January is 1."""
    plain = text.strip().lower().rstrip(".")
    return MONTHS[plain] if plain in MONTHS else MISSPELT_MONTHS[plain]


UNITS = {
    "second": "seconds", "sec": "seconds", "s": "seconds", "minute": "minutes", "min": "minutes", "hour": "hours",
    "hr": "hours", "h": "hours", "day": "days", "week": "weeks", "wk": "weeks", "fortnight": "fortnights",
    "month": "months", "quarter": "quarters", "year": "years", "yr": "years",
}  # fmt: skip
UNIT = r"(?:" + "|".join(sorted((unit for unit in UNITS if len(unit) > 1), key=len, reverse=True)) + r")s?"
GRAINS = {"seconds": "second", "minutes": "minute", "hours": "hour", "days": "day", "weeks": "week"}
GRAINS |= {"fortnights": "week", "months": "month", "quarters": "quarter", "years": "year"}


def unit(text: str) -> str:
    """The name of a unit as relativedelta calls it; ``fortnights`` and ``quarters`` besides."""
    plain = text.strip().lower()
    return UNITS[plain] if plain in UNITS else UNITS[plain.removesuffix("s")]


def stretch(count: int, of: str) -> relativedelta:
    """So many units of time, by the calendar."""
    if of == "fortnights":
        return relativedelta(weeks=2 * count)
    if of == "quarters":
        return relativedelta(months=3 * count)
    return relativedelta(**{of: count})  # type: ignore[arg-type]


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime(day.year, day.month, day.day)


def opening(day: date, grain: str) -> date:
    """The first day of the week, month, quarter or year that a day lies in. Weeks begin on Monday."""
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "month":
        return day.replace(day=1)
    if grain == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if grain == "year":
        return day.replace(month=1, day=1)
    return day


YEARS = range(2, 9999)
"""Years that a time may lie in: a day, a length or another zone is still within the calendar from there."""


def made(year: int, in_month: int, day: int) -> date | None:
    """That date, or None where there is none."""
    try:
        return date(year, in_month, day)
    except ValueError:
        return None


def yearly(setting: GrammarSetting, in_month: int, dom: int) -> date | None:
    """The next such date, or the last one where the past is preferred; 29 February waits for its year."""
    near = setting.today.year
    found = [one for year in range(near - 4, near + 5) if (one := made(year, in_month, dom)) is not None]
    if setting.prefer == "past":
        return max((one for one in found if one <= setting.today), default=None)
    return min((one for one in found if one >= setting.today), default=None)

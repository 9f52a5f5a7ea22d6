"""Days and months as the system's language names them, in the English that dates are read in."""

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from osone.host.later import later

if TYPE_CHECKING:
    from osone.calendar.grammar import names
else:
    names = later("osone.calendar.grammar.names")  # for what is typed

LONG = 5
"""From so many letters on the end of a name may be another: "пятница" and "в пятницу"."""


def in_english(words: str, locale: QLocale | None = None) -> str:
    """The words with names of days and months of a language, the system's where none is given, in English."""
    spoken = locale or QLocale.system()
    if spoken.language() in (QLocale.Language.English, QLocale.Language.C):
        return words
    for pattern, name in _names(spoken.name()):
        words = pattern.sub(partial(_said, name), words)
    return words


def _said(name: str, found: re.Match[str]) -> str:
    return f"{found['dom']} {name}" if found["dom"] else name


@lru_cache(maxsize=4)
def _names(locale: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What each name looks like, with the number of a day before it; the longest first."""
    spoken, known = QLocale(locale), dict[str, str]()
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    for form in forms:
        for number, name in enumerate(names.DAYS, start=1):
            for said in (spoken.standaloneDayName(number, form), spoken.dayName(number, form)):
                known.setdefault(said.lower().rstrip("."), name)
        for number, name in enumerate(names.MONTH_NAMES, start=1):
            for said in (spoken.standaloneMonthName(number, form), spoken.monthName(number, form)):
                known.setdefault(said.lower().rstrip("."), name)
    longest = sorted((said for said in known if said.strip() and not said[0].isdigit()), key=len, reverse=True)
    return tuple((_pattern(said), known[said]) for said in longest)


def _pattern(said: str) -> re.Pattern[str]:
    end = re.escape(said[:-1]) + r"\w{0,2}" if len(said) >= LONG else re.escape(said)
    return re.compile(rf"(?:(?<!\d)(?P<dom>\d{{1,2}})\.?\s*(?:de\s+)?)?(?<![^\W\d_]){end}\.?(?!\w)", re.IGNORECASE)

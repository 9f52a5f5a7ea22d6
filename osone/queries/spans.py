"""Spans of days as a search names them: ``2024``, ``2024-05``, ``9m``, and all that the grammar of dates knows."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from osone.calendar.grammar.names import DAYS, MONTH_NAMES
from osone.host.later import later

if TYPE_CHECKING:
    from osone.calendar.grammar import spans
else:
    spans = later("osone.calendar.grammar.spans")  # a large table of words, which numbers alone do without

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,4}) ?(?:(d)(?:ays?)?|(w)(?:eeks?)?|(m)(?:onths?)?|(y)(?:ears?)?)(?: ago)?")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_GLUED = re.compile(r"(last|this)([a-z]+)")
OPENERS = ("last", "this", "past", "previous")
"""Words that need the one after them."""
_WHOLE = {name[:3]: name for name in DAYS} | {name[:n]: name for name in MONTH_NAMES for n in (3, 4)}
"""As much of a name as is typed."""


def span(words: str, today: date) -> tuple[date, date] | None:
    """The first day and the day after the last; None where the words name no span, or one beyond all calendars.

    Mail has come already: a bare name of a day is the last one, today's own among them, and ``9m`` is nine months ago.
    """
    said = " ".join(words.lower().replace("-", " - ").split()).replace(" - ", "-")
    if iso := _ISO.fullmatch(said):
        return _iso(int(iso[1]), *(int(part) for part in iso.groups()[1:] if part))
    said = said.replace("-", " ")
    if ago := _AGO.fullmatch(said):
        unit = next(letter for letter in ago.groups()[1:] if letter)
        return spans.days(f"{ago[1]} {_UNITS[unit]} ago", today, prefer="past")
    if glued := _GLUED.fullmatch(said):
        said = f"{glued[1]} {glued[2]}"
    said = " ".join(_WHOLE.get(word, word) for word in said.split())
    head, _, rest = said.partition(" ")
    if head in OPENERS and head != "this":
        said = f"last {rest}"
    if said == DAYS[today.weekday()]:
        said = "today"
    return spans.days(said, today, prefer="past")


def _iso(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year + 1, 1, 1)
        if day is None:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, day), date(year, month, day) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None

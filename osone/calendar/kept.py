"""The text that is kept of an event: its own lines, but for what would be read in vain at each look."""

import re
from collections import Counter

from osone.calendar.lines import DATED
from osone.model.calendar import Event

_TELLING = ("RECURRENCE-ID", "RDATE", "RRULE")
_CANCELS = re.compile(r"METHOD[^:\r\n]*:\s*CANCEL")
_STATUS = re.compile(r"[\r\n]STATUS\s*(?:;[^:\r\n]*)?:\s*([A-Z-]*)")
LARGE = 262_144
"""Letters of an event from which on it is kept without its longest lines, and if need be without most of its lines."""
LONG_LINE = 16_384
LONG_DATES = 400_000
_LINE = re.compile(r"(?:^|(?<=[\r\n]))([A-Za-z-]+)[;:][^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+(?:\r?\n|\r|\Z)")
"""Possessive: it never goes back into a line, and need not remember each of half a million folds."""
_NEEDED = DATED | {
    "BEGIN", "END", "UID", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DURATION", "RRULE",
    "EXRULE", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "METHOD", "VERSION", "PRODID", "X-WR-TIMEZONE",
    "X-LIC-LOCATION", "ORGANIZER",
}  # fmt: skip
MOST_OF_A_NAME = 2_500
"""Lines of one name that a large event keeps: as many as it may have changed happenings, and some."""
_MARKS = frozenset({"BEGIN", "END"})


def status_alone(event: Event) -> str | None:
    """The STATUS of an event whose columns say all else of when it is; None where its text must be read.

    Told without parsing it, as most events are.
    """
    return None if event.rule else _status_in(event.ics)


def _status_in(text: str) -> str | None:
    text = text.upper()
    if any(word in text for word in _TELLING) or ("CANCEL" in text and _CANCELS.search(text)):
        return None
    times = text.count("STATUS")
    if not times:
        return ""
    if times > 1 or "BEGIN:VALARM" in text or "BEGIN:VTODO" in text:
        return None
    found = _STATUS.search(text)
    return found[1] if found is not None else ""


def plainly(text: str) -> str:
    """The text as it is; unfolded where a fold hides one of the words by which ``status_alone`` tells a series.

    What would be read at each look must not be a megabyte: of such a one the files and crowds in it are left out.
    """
    if len(text) > LARGE:
        text = _LINE.sub(_shortened, text)
    if len(text) > LARGE:
        lines: Counter[str] = Counter()

        def needed(line: re.Match[str]) -> str:
            name = line[1].upper()
            lines[name] += name not in _MARKS
            return line[0] if name in _NEEDED and lines[name] <= MOST_OF_A_NAME else ""

        text = _LINE.sub(needed, text)
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    return text if _status_in(text) == _status_in(unfolded) else unfolded


def _shortened(line: re.Match[str]) -> str:
    if line[1].upper() in DATED:
        return line[0] if len(line[0]) < LONG_DATES else line[0][:LONG_DATES].rpartition(",")[0] + "\r\n"
    return line[0] if len(line[0]) < LONG_LINE else ""

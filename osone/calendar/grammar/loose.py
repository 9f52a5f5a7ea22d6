"""Hours as they are said loosely: "tues 3-4", "sunday 7.30", "0900 friday", "7ish", "2h from 14:00", "by COB"."""
# ruff: noqa: E501 (one line a way to say it)

import re
from dataclasses import replace

from osone.calendar.grammar.base import (
    ANY_WEEKDAY,
    MONTH,
    Atom,
    Clock,
    GrammarPiece,
    GrammarSetting,
    Pattern,
    made,
    pattern,
    weekday,
    yearly,
)
from osone.calendar.grammar.clock import clock, hours, length

_DAY = rf"(?P<wd>{ANY_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|today|tonight|tomorrow|tmrw?|tmw|weekdays?|week-?end)"
_WHILE = r"(?:breakfast|brunch|coffee|lunch|tea|dinner|supper|drinks|cinema|concert|gig|movie|film|opera|party|show|theatre|theater|train|bus|flight|call|meeting|class|lesson|yoga|gym|training|practice|rehearsal|game|match|church|mass|service|standup|doors)"
"""What begins at an hour, so that a number behind it is one."""
_NO_HOUR = r"(?P<no>(?:code|pin|room|no|nr|number|ext|extension|order|ref|invoice|gate|platform|bus|line|page|model|key|ticket|bug|issue|account|case|unit|flat|apt|year|box)\.?\s+)?"
"""What a number of four digits belongs to, where it stands before it."""


def _daily_hours(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """Two numbers behind a weekday are hours and no date; the atom is the hours alone."""
    found = hours(m, setting)
    if found is None or found.never:
        return found
    return Atom(m.start("a"), m.end(), found.piece, clock=found.clock, to=found.to, grain="minute")


def _dotted(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """An hour with a dot, but where it is the date of that weekday: "fri 20.11"."""
    at = clock(m["time"])
    if at is None:
        return None
    name = m.groupdict().get("wd") or ""
    first, second = (int(part) for part in m["time"].split("."))
    if (
        name[:1].isalpha()
        and re.fullmatch(ANY_WEEKDAY, name, re.IGNORECASE)
        and second % 15
        and 1 <= second <= 12
        and 1 <= first <= 31
    ):
        there = yearly(setting, second, first)
        if there is not None and there.weekday() == weekday(name) and made(there.year, second, first):
            return None
    return Atom(m.start("time"), m.end(), GrammarPiece.CLOCK, clock=at, grain="minute")


def _four(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    said = m["time"]
    before = m.string[: m.start()].rstrip()
    if m["no"] or before[-1:].isdigit() or int(said[2:]) > 59 or int(said[:2]) > 23:
        return None
    at = Clock(int(said[:2]), int(said[2:]), grain="minute")
    return Atom(
        m.start("time") if not m["at"] else m.start("at"), m.end(), GrammarPiece.CLOCK, clock=at, grain="minute"
    )


def _ish(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    at = clock(m["time"])
    return None if at is None else Atom(m.start(), m.end(), GrammarPiece.CLOCK, clock=at, grain=at.grain)


def _long(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    found = length(m, setting)
    return None if found is None else replace(found, weak=False)


def _close(m: re.Match[str], _: GrammarSetting) -> Atom:
    return Atom(m.start(), m.end(), GrammarPiece.CLOCK, clock=Clock(17), grain="hour")


_NUMBER = r"\d{1,2}(?:[:.][0-5]\d)?"
_BETWEEN = r"\s*(?:-|–|—|to|till|until)\s*"
_NO_MORE = rf"(?!\s*[/.:-]\s?\d)(?!\s*(?:[ap]\.?m\b|days?\b|weeks?\b|people\b|pers|%|(?:of\s+)?{MONTH}|[a-z]{{3,9}} (?:19|20)\d\d))"

LOOSE: tuple[Pattern, ...] = (
    pattern("tues 3-4", rf"{_DAY}\s*,?\s*(?:from )?(?P<a>{_NUMBER}){_BETWEEN}(?P<b>{_NUMBER}){_NO_MORE}", _daily_hours),
    pattern("dinner 7-9", rf"{_WHILE}\s+(?:from )?(?P<a>{_NUMBER}){_BETWEEN}(?P<b>{_NUMBER}){_NO_MORE}", _daily_hours),
    pattern("sunday 7.30", rf"{_DAY}\s*,?\s*(?:at )?(?P<time>\d{{1,2}}\.[0-5]\d)(?![\d.])", _dotted),
    pattern("dinner 7.30", rf"{_WHILE}\s+(?:at )?(?P<time>\d{{1,2}}\.[0-5]\d)(?![\d.])", _dotted),
    pattern("0900", rf"(?P<at>(?:at|from|@) )?{_NO_HOUR}(?P<time>0\d[0-5]\d)(?!\s?\d)(?:\s*(?:h|hrs|hours))?", _four),
    pattern("at 1430", rf"(?P<at>(?:at|@) ){_NO_HOUR}(?P<time>(?:1\d|2[0-3])[0-5]\d)(?:\s*(?:h|hrs|hours))?", _four),
    pattern("1430 hrs", rf"(?P<at>at )?{_NO_HOUR}(?P<time>(?:1\d|2[0-3])[0-5]\d)\s*(?:h|hrs|hours)", _four),
    pattern(
        "7ish",
        r"(?:at |around |about |@\s?)?(?P<time>\d{1,2}(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\.?)?-?\s?ish|(?:noon|midday|midnight)-?ish)",
        _ish,
    ),
    pattern("@4pm", r"(?:@|~)\s?(?P<time>\d{1,2}(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|\d{1,2}:[0-5]\d)", _ish),
    pattern(
        "by COB",
        r"(?:by |before |at )?(?:the )?(?:cob|c\.o\.b\.|cop|eob|close of (?:business|play)|end of (?:business|play)|end of the working day)",
        _close,
    ),
    pattern(
        "2h from 14:00",
        r"(?P<for>for )?(?P<n>\d{1,2}(?:\.5)?)\s?(?P<unit>h|hrs?|hours?|mins?|minutes?)(?= (?:from|starting(?: at)?|at) \d)",
        _long,
    ),
)
"""They come before the plain ways to say an hour: of two readings of the same words the first holds."""

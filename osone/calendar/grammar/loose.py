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
_PART = r"(?:morning|afternoon|evening|night)"
_AHEAD = (
    rf"(?=\s+(?:(?:on |this |next |coming )?(?:the )?{_DAY.replace('?P<wd>', '?P<ahead>')}(?!['’]s)"
    rf"|this {_PART}|in the {_PART}|{_PART}(?=\s*(?:$|[,.;!?]|with|at|in)))\b)"
)
"""A day, or the part of one, that comes next."""
_NO_NUMBER = re.compile(
    r"(?:[£$€¥#§]\s*|\b(?:chapters?|clauses?|figures?|lines?|pages?|rated?|release|scores?|sections?|tables?|verses?|version|v|costs?|price[sd]?)\W*"
    r"|(?i:\b(?:up(?:date|grade)|downgrade|install|deploy|release|ship|migrate|roll (?:out|back)|bump|pay|paid|owe|lend"
    r"|transfer|spend|charge|tip))(?:\s+(?:to|from|the|of|[A-ZÀ-Þ]\w*|[a-z]+[A-Z]\w*))*\s*)$"
)
"""What a number with a dot belongs to that is no hour, where it stands before it: a version, a sum, a place in a book."""


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
    name = m.groupdict().get("wd") or m.groupdict().get("ahead") or ""
    if m.groupdict().get("ahead") is not None and _NO_NUMBER.search(m.string, 0, m.start("time")):
        return None
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


def _hours_ahead(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """Two numbers before a day are hours and no pages, marks or sums."""
    return None if _NO_NUMBER.search(m.string, 0, m.start("a")) else hours(m, setting)


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
_HOUR = r"\d{1,2}\.[0-5]\d"
_DOTTED = rf"(?P<time>{_HOUR})"
_BETWEEN = r"\s*(?:-|–|—|to|till|until)\s*"
_NO_MORE = rf"(?!\s*[/.:-]\s?\d)(?!\s*(?:[ap]\.?m\b|days?\b|weeks?\b|people\b|pers|%|(?:of\s+)?{MONTH}|[a-z]{{3,9}} (?:19|20)\d\d))"

LOOSE: tuple[Pattern, ...] = (
    pattern("tues 3-4", rf"{_DAY}\s*,?\s*(?:from )?(?P<a>{_NUMBER}){_BETWEEN}(?P<b>{_NUMBER}){_NO_MORE}", _daily_hours),
    pattern("dinner 7-9", rf"{_WHILE}\s+(?:from )?(?P<a>{_NUMBER}){_BETWEEN}(?P<b>{_NUMBER}){_NO_MORE}", _daily_hours),
    pattern("sunday 7.30", rf"{_DAY}\s*,?\s*(?:at )?{_DOTTED}(?![\d.])", _dotted),
    pattern("dinner 7.30", rf"{_WHILE}\s+(?:at )?{_DOTTED}(?![\d.])", _dotted),
    pattern("friday evening 8.15", rf"{_DAY} {_PART}\s*,?\s*(?:at )?{_DOTTED}(?![\d.])", _dotted),
    pattern("7.30 tomorrow evening", rf"{_DOTTED}{_AHEAD}", _dotted),
    pattern("8.30-10.30 friday", rf"(?P<a>{_HOUR}){_BETWEEN}(?P<b>{_HOUR}){_AHEAD}", _hours_ahead),
    pattern("8-10 friday evening", rf"(?P<a>{_NUMBER}){_BETWEEN}(?P<b>{_NUMBER})(?= {_DAY} {_PART}\b)", _hours_ahead),
    pattern("7.30 dinner", rf"^{_DOTTED}(?= {_WHILE}\b)", _dotted),
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

"""The times that one written line names: a day and an hour that stand apart are one, and a thing's name is no day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from osone.calendar.grammar import words
from osone.calendar.grammar.called import called
from osone.calendar.grammar.ends import ended_apart
from osone.calendar.grammar.meaning import Span
from osone.calendar.grammar.titles import things

_MEAL = re.compile(r"(?<!christmas )(?<!xmas )\b(?:breakfast|brunch|lunch|tea|dinner|supper)\b", re.IGNORECASE)
"""Words that tell the hour and are the thing itself; that of a feast is no other day's."""
_EVENING = re.compile(
    r"\b(?:cinema|concert|dinner|drinks|gig|opera|supper|table for|theater|theatre|movie|film|rehearsal|choir|pub|party"
    r"|(?:band|football|team|dance|choir|hockey|rugby|swim) practice)\b",
    re.IGNORECASE,
)
"""What one goes to in the evening: "dinner at 7:30" is not in the morning."""
_HALF = re.compile(r"\d\s*[ap]\.?m?\b|\bmorning\b|\b0\d|\b1[2-9]\b|\b2[0-3]\b|noon", re.IGNORECASE)
"""Says which half of the day is meant."""
_OWNED = re.compile(r"['’]s\b")
"""Of "Monday's meeting" and "tomorrow's talk"."""
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:the|black|cyber)\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!(?:after|and|at|before|by|for|from|i|in|of|on|or|that|then|to|until|we|when|with)\b)[^\W\d_]", re.IGNORECASE
)
_FOR = re.compile(r"(?<!\S)for\s+$", re.IGNORECASE)


def find(line: str, now: datetime, *, meals: bool = True) -> list[Span]:
    """Every time in the line, in order, as ``osone.calendar.grammar.words.find`` has them.

    A day and an hour that stand apart in it ("friday with Ann at 8") both mean the moment that they name together.
    ``meals`` says whether a meal tells its hour where nothing else does.
    """
    for start, end in names(line, now):
        line = line[:start] + "_" * (end - start) + line[end:]
    named = things(line)
    blank = _MEAL.sub(
        lambda meal: meal[0] if any(a <= meal.start() < b for a, b in named) else "_" * len(meal[0]), line
    )
    found = _days(line, words.find(blank, now))
    if meals and not any(span.timed for span in found):
        found = _days(line, words.find(line, now)) if blank != line else found
        found = _with_meal(line, found, now)
    found = _joined(line, ended_apart(line, [_without_meal(line, span) for span in found]), now)
    return [_wide(line, span, found[n - 1].end if n else 0) for n, span in enumerate(late(line, found, now))]


def names(line: str, now: datetime) -> list[tuple[int, int]]:
    """Where names stand that what is said beside them tells from days: "Tomorrow Never Dies", a party of Halloween."""

    def days(text: str) -> list[Span]:
        return [span for span in _days(text, words.find(text, now)) if span.at is not None]

    return called(line, days)


def _days(line: str, found: Sequence[Span]) -> list[Span]:
    """Without those that are part of a thing's name: "Monday's mess", "the Sunday Times"."""
    return [
        span
        for span in found
        if not _OWNED.match(line, span.end)
        and not (
            _WEEKDAY.fullmatch(line, span.start, span.end)
            and _CALLED.search(line, 0, span.start)
            and _NOUN.match(line, span.end)
        )
    ]


def _with_meal(line: str, found: list[Span], now: datetime) -> list[Span]:
    """A day that stands apart from its meal has the meal's hours: "lunch with Ann tomorrow"."""
    meal = _MEAL.search(line)
    place = next((n for n, span in enumerate(found) if span.at is not None), -1)
    if meal is None or place < 0 or found[place].timed:
        return found
    return [_meant(span, f"{meal[0]} {_said(line, span)}", now) if n == place else span for n, span in enumerate(found)]


def _without_meal(line: str, span: Span) -> Span:
    """The span without a meal at either end, for that is the title's; a meal alone is title and time in one."""
    for meal in _MEAL.finditer(line, span.start, span.end):
        if meal.start() == span.start and line[meal.end() : span.end].strip():
            behind = line[meal.end() : span.end]
            return replace(span, start=meal.end() + len(behind) - len(behind.lstrip()))
        if meal.end() == span.end and line[span.start : meal.start()].strip():
            return replace(span, end=span.start + len(line[span.start : meal.start()].rstrip()))
    return span


def _joined(line: str, found: list[Span], now: datetime) -> list[Span]:
    """The first day and the first hour of the line as one moment, where their words side by side would name one."""
    day = next((n for n, span in enumerate(found) if span.at is not None and not span.timed), -1)
    hour = next((n for n, span in enumerate(found) if span.at is not None and span.timed and not span.rule), -1)
    first = next((n for n, span in enumerate(found) if span.at is not None), -1)
    if min(day, hour) < 0 or first not in (day, hour):
        return found
    said = f"{_said(line, found[day])} {_said(line, found[hour])}"
    both = {n: _meant(found[n], said, now) for n in (day, hour)}
    if both[day] is found[day] or both[hour] is found[hour]:
        return found
    return [replace(both[n], rule=span.rule) if n in both else span for n, span in enumerate(found)]


def late(line: str, found: list[Span], now: datetime) -> list[Span]:
    """An hour that may be either half of the day is the later one of what one goes to in the evening."""
    if not _EVENING.search(line):
        return found
    out = list(found)
    for n, span in enumerate(found):
        if span.at is None or not span.timed or span.rule or span.at.hour >= 12:
            continue
        if span.until is not None:
            out[n] = _later(line, span)
            continue
        alike = [other for other in found if other.at == span.at]
        for said in (alike, alike[::-1]):
            there = _meant(span, " ".join([*(_said(line, o) for o in said), "in the evening"]), now)
            if there.at is not None and there.at.hour >= 12:
                out[n] = there
    return out


def _later(line: str, span: Span) -> Span:
    """From seven to nine in the evening, where no half of the day was named: "rehearsal wed 7-9"."""
    assert span.at is not None
    assert span.until is not None
    half = timedelta(hours=12)
    if span.at.hour < 5 or _HALF.search(line, span.start, span.end) or span.until - span.at > half / 2:
        return span
    return replace(span, at=span.at + half, until=span.until + half)


def _wide(line: str, span: Span, after: int) -> Span:
    """With the "for" before it: "tickets for friday" are tickets."""
    lead = _FOR.search(line, after, span.start) if span.at is not None else None
    return replace(span, start=lead.start()) if lead else span


def _meant(span: Span, said: str, now: datetime) -> Span:
    """The span with what other words mean, where they mean one hour on one day; else as it is."""
    asked = words.find(said, now)
    if len(asked) != 1 or not asked[0].timed or asked[0].at is None or (asked[0].start, asked[0].end) != (0, len(said)):
        return span
    return replace(asked[0], start=span.start, end=span.end)


def _said(line: str, span: Span) -> str:
    return line[span.start : span.end]

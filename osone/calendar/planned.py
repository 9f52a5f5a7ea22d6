"""One line of plain words as an event: when, how often, where and with whom, and what is left is its title."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from osone.calendar.grammar import moments, words
from osone.calendar.grammar.base import YEARS
from osone.calendar.grammar.ends import recurring
from osone.calendar.grammar.meaning import Span, SpanKind
from osone.model.marked import Marked, blanked, is_free, shut, without

HOUR = timedelta(hours=1)
"""How long something lasts that has an hour and no end."""


class EventMark(StrEnum):
    """What some words of the line are for."""

    WHEN = "when"
    REPEATS = "repeats"
    PLACE = "place"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Planned:
    """What the line says."""

    title: str
    """With the people in it, without time and place; the whole line where nothing else is left."""
    start: datetime
    """With the zone of ``now``; midnight where ``all_day``."""
    end: datetime
    """Exclusive."""
    all_day: bool
    rule: str
    """The RRULE's value, or empty."""
    place: str
    people: tuple[str, ...]
    """As they are written in the line."""
    marks: tuple[Marked, ...]
    """In order, never overlapping."""
    ended: bool = False
    """Whether it says until when it lasts or how long."""


_STOP = r"(?=\s+(?:with|at|on|in|from|for|about|to|until|till|every|and then|@)\b|\s*[,;.!?#](?:\s|$)|\s+[#!]|\s*$)"
_NAME = r"(?!(?:And|At|For|From|In|On|To|With)\b)[^\W\d_a-zà-öø-ÿ][\w'’.-]*"
_TONGUE = (
    r"(?:Arabic|Chinese|Danish|Dutch|English|Finnish|French|German|Greek|Italian|Japanese|Latin|Norwegian|Polish"
    r"|Portuguese|Russian|Spanish|Swedish|Turkish|Welsh)"
)
_PLACE = re.compile(
    rf"(?<!\S)(?:at|@)\s*(?P<place>(?:the\s+|my\s+)?(?:[^\W_a-zà-öø-ÿ]\S*|home|work|school|office|church|gym|station|airport)"
    rf"(?:\s+\S+?)*?(?:,\s+{_NAME})*){_STOP}|(?<!\S)in\s+(?!{_TONGUE}\b)(?P<town>(?:the\s+)?{_NAME}(?:\s+{_NAME})*){_STOP}"
)
_HOUR = re.compile(r"\d{1,2}(?:[.:h]\d\d)?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
"""What is no place, though it stands behind "at": an hour that was not understood stays in the title."""
_WITH = re.compile(
    rf"(?<!\S)with\s+(?P<names>{_NAME}(?:\s+{_NAME})*(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_NAME}(?:\s+{_NAME})*)*)"
)
_OWNS = re.compile(r"['’]s$")
_AND = re.compile(r"\s*,\s*|\s+and\s+|\s*&\s*")
_ANCHORED = re.compile(r"\b(?:today|tonight|now|this|in|hours?|minutes?|mins?|hrs?)\b", re.IGNORECASE)
"""Words that mean the day one is in, whichever one looks at."""
_LENGTH = re.compile(r"(?:for|lasting)\s+$", re.IGNORECASE)
_BARE_LENGTH = re.compile(
    r"(?<![\w.,:/-])(?P<n>\d{1,3})\s?-?\s?(?P<unit>min(?:ute)?s?|hours?|hrs?)\b(?!\s+(?:before|after|ago|early|late|from|until))",
    re.IGNORECASE,
)
"""So long it lasts, said without "for": "call 3pm 30 min"."""


def parse(line: str, now: datetime, *, day: date | None = None, plain: Collection[EventMark] = ()) -> Planned | None:
    """Read a line. None where it names no time and no ``day`` stands for it.

    ``day`` is where one looks while one writes: hours without a day of their own are on it, and a line without any time
    lasts all of it. Marks in ``plain`` are not looked for: their words are only words. What stands in quotes is too.
    """
    if day is not None and day.year not in YEARS:
        day = None
    quoted = [*shut(line), *(Marked(*where, "") for where in moments.names(line, now))]
    found = moments.find(line, now)
    if EventMark.REPEATS not in plain:
        found = recurring(found)
    chosen = next((s for s in found if s.at is not None and _mark(s) not in plain), None)
    alike = [s for s in found if chosen is not None and _same(s, chosen) and _mark(s) not in plain]
    span = chosen if len(alike) > 1 else _when(line, chosen, day, now)
    if span is None and day is None:
        return None
    marks: list[Marked] = []
    length: timedelta | None = None
    if span is not None:
        marks += [Marked(s.start, s.end, _mark(s)) for s in alike]
        for other in found if span.timed and span.until is None else ():
            if other.length is not None and other.kind is SpanKind.DURATION:
                # From one moment on, "a month" is a length like any other.
                try:
                    length = (now + other.length) - now
                except (ValueError, OverflowError):  # longer than the calendar
                    continue
                lead = _LENGTH.search(line, 0, other.start)
                marks.append(Marked(lead.start() if lead else other.start, other.end, EventMark.WHEN))
                break
        bare = _BARE_LENGTH.search(line) if span.timed and span.until is None and length is None else None
        if bare is not None and is_free(*bare.span(), marks):
            hours = bare["unit"].lower().startswith("h")
            length = timedelta(**{"hours" if hours else "minutes": int(bare["n"])})
            marks.append(Marked(bare.start(), bare.end(), EventMark.WHEN))

    # What is marked already must not lend a letter to a place: the 12 of "at 12".
    blank = blanked(line, marks)
    people: list[str] = []
    if EventMark.PERSON not in plain:
        for match in _WITH.finditer(blank):
            # "with Anna's parents" is not with Anna.
            if is_free(*match.span("names"), quoted + marks) and not _OWNS.search(match["names"]):
                people += [name.rstrip(".") for name in _AND.split(match["names"]) if name]
                marks.append(Marked(*match.span("names"), EventMark.PERSON))
    place, rest = "", list(marks)
    if EventMark.PLACE not in plain:
        for match in _PLACE.finditer(_hidden(blank, line, marks)):
            name = "place" if match["place"] else "town"
            if is_free(*match.span(), quoted + marks) and not _HOUR.fullmatch(match[name].strip()):
                place = match[name].strip()
                marks.append(Marked(match.start(), match.end(), EventMark.PLACE))
                rest.append(marks[-1])
                break
    gone = sorted((m for m in rest if m.mark is not EventMark.PERSON), key=lambda m: m.start)
    start, end, all_day = _times(span, day or now.date(), now, length)
    marks.sort(key=lambda m: m.start)
    return Planned(
        title=_without(line, gone) or line.strip(),
        start=start,
        end=end,
        all_day=all_day,
        rule=span.rule if span is not None else "",
        place=place,
        people=tuple(people),
        marks=tuple(marks),
        ended=length is not None or (span is not None and span.until is not None),
    )


def _mark(span: Span) -> EventMark:
    return EventMark.REPEATS if span.rule else EventMark.WHEN


def _same(one: Span, other: Span) -> bool:
    """Whether both say the same moment: a day and an hour that stand apart, or how often and until when."""
    return one is other or (one.at == other.at and (one.timed or (bool(one.rule) and one.rule == other.rule)))


def _when(line: str, span: Span | None, day: date | None, now: datetime) -> Span | None:
    """The words that say when, with what they mean on the day one looks at."""
    if span is None or day is None or span.rule or not span.timed:
        return span
    said = line[span.start : span.end]
    if _ANCHORED.search(said):
        return span
    # An hour without a day of its own is on any day that it is asked for.
    for other in (day, day + timedelta(days=1)):
        asked = words.find(said, datetime.combine(other, time(), now.tzinfo))
        if len(asked) != 1 or asked[0].at is None or asked[0].at.date() != other:
            return _moved(span, day)
    (there,) = words.find(said, datetime.combine(day, time(), now.tzinfo))
    there = replace(there, start=span.start, end=span.end)
    (late,) = moments.late(line, [there], datetime.combine(day, time(), now.tzinfo))
    return late if late.at is not None and late.at.date() == day else there


def _moved(span: Span, day: date) -> Span:
    """An hour that its neighbours told ("dinner 7.30") on the day one looks at; what names a day of its own stays."""
    if span.kind is not SpanKind.TIME or span.at is None:
        return span
    return replace(span, at=datetime.combine(day, span.at.timetz()))


def _times(span: Span | None, day: date, now: datetime, length: timedelta | None) -> tuple[datetime, datetime, bool]:
    if span is None or span.at is None:
        start = datetime.combine(day, time(), now.tzinfo)
        return start, start + timedelta(days=1), True
    if span.timed:
        return span.at, span.until or span.at + (length or HOUR), False
    start = _midnight(span.at)
    # Whole days end with a day: those of "friday for 30 hours" are two.
    end = span.until - timedelta.resolution if span.until is not None else start
    return start, max(_midnight(end), start) + timedelta(days=1), True


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _hidden(blank: str, line: str, marks: Sequence[Marked]) -> str:
    """The line for finding a place: times are blank, and people are not a place's name."""
    people = [m for m in marks if m.mark is EventMark.PERSON]
    return "".join("," if any(m.start <= n < m.end for m in people) else c for n, c in enumerate(blank[: len(line)]))


def _without(line: str, gone: Sequence[Marked]) -> str:
    return without(line, gone).removeprefix(": ").removeprefix("- ").removeprefix("– ")

"""What pieces of a line mean together: a span, with a day, an hour, an end or a repeat."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from osone.calendar.grammar.base import Atom, Clock, GrammarPiece, GrammarSetting, midnight

LONGEST_NIGHT = timedelta(hours=16)
LONGEST_DAY = timedelta(hours=10)
"""What ends on the day after without saying so lasts no longer; a later end is a slip."""
HALF_YEAR = timedelta(days=183)
"""What ends in the year after without saying so lasts no longer."""


class SpanKind(StrEnum):
    """What some words mean."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"
    RANGE = "range"
    RECURRENCE = "recurrence"
    NEVER = "never"
    """There is no such day or hour."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that mean a time: ``text[start:end]``."""

    start: int
    end: int
    kind: SpanKind
    at: datetime | None
    """Where it begins, with the zone of ``now``: midnight for a date; None for a duration, and for a recurrence without
    a first time. A recurrence without an hour has midnight."""
    until: datetime | None
    """The exclusive end of a range, or of something that lasts."""
    length: timedelta | relativedelta | None
    """Of a duration."""
    rule: str
    """The RRULE's value of a recurrence."""
    grain: str
    """``second minute hour day week month quarter year``: how exactly it was said."""
    vain: datetime | None = None
    """An end that was named and can be none, for it comes before the beginning: ``until`` is None then."""

    @property
    def timed(self) -> bool:
        """Whether an hour was named."""
        return self.grain in {"second", "minute", "hour"}


def meaning(group: list[Atom], setting: GrammarSetting) -> Span | None:
    """What pieces that belong together mean; None where it is nothing.

    ValueError or OverflowError where it lies beyond the calendar.
    """
    start, end = group[0].start, group[-1].end
    by: dict[GrammarPiece, Atom] = {atom.piece: atom for atom in reversed(group)}
    days = [atom for atom in group if atom.piece is GrammarPiece.DAY]
    day = days[0] if days else None
    hours = by.get(GrammarPiece.HOURS) or (by.get(GrammarPiece.PART) if GrammarPiece.CLOCK not in by else None)
    clock = by.get(GrammarPiece.CLOCK)
    part = by.get(GrammarPiece.PART)
    length = by[GrammarPiece.LENGTH].length if GrammarPiece.LENGTH in by else None
    moment = by.get(GrammarPiece.MOMENT) or by.get(GrammarPiece.STRETCH)

    def span(kind: SpanKind, at: datetime | None, until: datetime | None, grain: str, rule: str = "") -> Span:
        return Span(start, end, kind, at, until, length if kind is SpanKind.DURATION else None, rule, grain)

    if GrammarPiece.REPEAT in by:
        return _repeating(by[GrammarPiece.REPEAT], clock, hours, length, setting, span_of=(start, end))
    if moment is not None and moment.at is not None:
        return span(SpanKind.RANGE if moment.until else SpanKind.DATETIME, moment.at, moment.until, moment.grain)
    if len(days) == 2:
        return _between(days, setting, (start, end))
    if day is None and clock is None and hours is None:
        return span(SpanKind.DURATION, None, None, "day") if length is not None else None
    base = midnight(day.at.date()) if day is not None and day.at is not None else None
    late = day is not None and day.grain == "hour"  # tonight, last night
    if clock is not None and clock.clock is not None:
        at = _at(base, clock.clock, setting, part=part, late=late)
        until = at + length if length is not None else None
        kind = SpanKind.RANGE if until else SpanKind.DATETIME if base or part else SpanKind.TIME
        return span(kind, at, until, clock.grain)
    if hours is not None and hours.clock is not None and hours.to is not None:
        at = _at(
            base,
            hours.clock,
            setting,
            part=None if hours.piece is GrammarPiece.PART else part,
            whole=hours.piece is GrammarPiece.PART,
        )
        until = _after(at, hours.to)
        if _is_slip(at, until, hours.clock, hours.to):
            alone = span(SpanKind.DATETIME if base or part else SpanKind.TIME, at, None, hours.grain)
            return replace(alone, vain=_written(at, hours.to))
        return span(SpanKind.RANGE, at, until, hours.grain)
    if day is None or day.at is None:
        return None
    if length is not None:
        return span(SpanKind.RANGE, day.at, day.at + length, "day")
    return replace(span(SpanKind.RANGE if day.until else SpanKind.DATE, day.at, day.until, day.grain), vain=day.vain)


def _between(days: list[Atom], setting: GrammarSetting, where: tuple[int, int]) -> Span | None:
    first, last = days
    if first.at is None or last.at is None:
        return None
    until = last.until or last.at + timedelta(days=1)
    if until <= first.at:
        later = _later(last, first.at)
        if later is None:
            kind = SpanKind.RANGE if first.until else SpanKind.DATE
            return Span(*where, kind, first.at, first.until, None, "", first.grain, last.at)
        until = later + timedelta(days=1)
    return Span(*where, SpanKind.RANGE, first.at, until, None, "", "day")


def _later(day: Atom, first: datetime) -> datetime | None:
    """The next such day after the first: "fri to tue", "21 dec - 3 jan" of the year after; None where it is a slip."""
    later = day.at
    if later is None or not day.again:
        return None
    step, most = (timedelta(days=7), timedelta(days=7)) if day.again == "week" else (relativedelta(years=1), HALF_YEAR)
    while later <= first:
        later = later + step
    return later if later - first <= most else None


def _at(
    base: datetime | None,
    clock: Clock,
    setting: GrammarSetting,
    *,
    part: Atom | None = None,
    late: bool = False,
    whole: bool = False,
) -> datetime:
    """The moment of a time of day, on its day or on the next one where it still comes."""
    hour = clock.hour
    if clock.open and part is not None and part.clock is not None:
        if part.clock.hour >= 12 and hour < 12:
            hour += 12
    elif clock.open and late:
        hour = hour + 12 if 5 <= hour < 12 else hour % 12 if hour != 12 else 0
        if hour < 5 and base is not None and clock.hour == 12:
            base += timedelta(days=1)
    elif clock.open and base is not None and hour < 7:
        hour += 12
    elif clock.open and base is None:
        return _nearest(clock, setting)
    minute, second = clock.minute, clock.second
    if base is not None:
        extra = 1 if hour == 0 and not clock.open and clock.grain == "hour" and late else 0
        return datetime.combine(base.date() + timedelta(days=extra), time(hour, minute, second))
    at = datetime.combine(setting.today, time(hour % 24, minute, second))
    if whole:
        return at if setting.now < at + timedelta(hours=4) else at + timedelta(days=1)
    if setting.prefer == "past":
        return at if at <= setting.now else at - timedelta(days=1)
    return at if at >= setting.now else at + timedelta(days=1)


def _nearest(clock: Clock, setting: GrammarSetting) -> datetime:
    """Before or after noon: whichever comes next among waking hours."""
    early = datetime.combine(setting.today, time(clock.hour % 12, clock.minute, clock.second))
    halves = [early + timedelta(hours=12)] if 1 <= clock.hour < 7 else [early, early + timedelta(hours=12)]
    if clock.hour == 12:
        halves = [early + timedelta(hours=12)]
    for at in halves:
        if at >= setting.now if setting.prefer == "future" else at <= setting.now:
            return at
    return halves[0] + timedelta(days=1 if setting.prefer == "future" else -1)


def _is_slip(at: datetime, until: datetime, begin: Clock, end: Clock) -> bool:
    """Whether an end is none that anybody means: "from 15 to 14", or "9:00 to 8:00" for eleven hours."""
    written = begin.open and end.open and begin.grain == end.grain == "minute"
    return until - at > (LONGEST_DAY if written else LONGEST_NIGHT)


def _written(at: datetime, end: Clock) -> datetime:
    """An end on the day of its beginning, in the half of it that its words have."""
    return at.replace(hour=end.hour % 24, minute=end.minute)


def _after(at: datetime, clock: Clock) -> datetime:
    """The next such time of day after a moment; the half of the day nobody named is the nearer one."""
    hours = {clock.hour, (clock.hour + 12) % 24} if clock.open else {clock.hour % 24}
    ends = [datetime.combine(at.date(), time(hour, clock.minute, clock.second)) for hour in hours]
    return min(end if end > at else end + timedelta(days=1) for end in ends)


def _repeating(
    atom: Atom,
    clock: Atom | None,
    hours: Atom | None,
    length: timedelta | relativedelta | None,
    setting: GrammarSetting,
    *,
    span_of: tuple[int, int],
) -> Span | None:
    """A recurrence with its first happening from today on."""
    timed = clock or hours
    begin = midnight(setting.today)
    if timed is not None and timed.clock is not None:
        begin = _at(begin, timed.clock, setting)
    if "BY" not in atom.rule:
        first = begin if begin >= setting.now or timed is None else begin + timedelta(days=1)
    else:
        found = rrulestr(re.sub(r";INTERVAL=\d+", "", atom.rule), dtstart=begin).after(
            setting.now if timed else begin, inc=True
        )
        if found is None:
            return None
        first = found.replace(tzinfo=None)
    until, lasts, vain = None, None, None
    if length is not None and first + length - first >= timedelta(days=1):
        lasts = length  # "for 6 weeks" is how long it is repeated
    elif length is not None and timed is not None:
        until = first + length
    elif hours is not None and hours.to is not None and clock is None:
        until = _after(first, hours.to)
        if hours.clock is not None and _is_slip(first, until, hours.clock, hours.to):
            until, vain = None, _written(first, hours.to)
    grain = timed.grain if timed is not None else "day"
    return Span(*span_of, SpanKind.RECURRENCE, first, until, lasts, atom.rule, grain, vain)

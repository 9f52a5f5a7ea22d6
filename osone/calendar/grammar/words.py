"""Finds dates and times in plain English, and says nothing where words only look like one."""
# ruff: noqa: E501 (one line a way to say it)

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from osone.calendar.grammar.away import AWAY
from osone.calendar.grammar.base import Atom, Clock, GrammarPiece, GrammarSetting, Pattern, Prefer, midnight
from osone.calendar.grammar.clock import CLOCKS, LENGTHS, PART_WORDS
from osone.calendar.grammar.days import DAYS
from osone.calendar.grammar.ends import ended, last_day, zoned
from osone.calendar.grammar.loose import LOOSE
from osone.calendar.grammar.repeat import FEAST_DAYS, REPEATS
from osone.calendar.grammar.titles import things
from osone.calendar.grammar.within import WITHIN


class SpanKind(StrEnum):
    """What some words mean."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"
    RANGE = "range"
    RECURRENCE = "recurrence"


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

    @property
    def timed(self) -> bool:
        """Whether an hour was named."""
        return self.grain in {"second", "minute", "hour"}


PATTERNS: tuple[Pattern, ...] = (*REPEATS, *DAYS, *WITHIN, *AWAY, *FEAST_DAYS, *LOOSE, *CLOCKS, *PART_WORDS, *LENGTHS)
"""The whole grammar, one line a way to say it."""

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|https?://\S+|\S+@\S+\.\w+")
_GAP = re.compile(r"\s*[,;]?\s*(?:(?:-|at|on|@|from|of|of the|for|the|and|starting|starting on)\s+)?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through|thru)\s*(?:the )?", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?<![\w'’-])(?:from|between|on|at|by|due|due on|due by|starting|around|about|sometime|until|till|before)\s+)+$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\s*(?:$|[,.;:!?)\]#]|(?:with|at|on|in|for|and|or|to|until|till|from|this|next|tomorrow)\b)", re.IGNORECASE
)
_SIDES = {"from": 1, "after": 1, "before": -1}
_NUMERIC = re.compile(r"\d+\s?[/.-]\s?\d")
_ANY_HINT = re.compile(
    r"\d|day|noon|night|morning|evening|lunch|tom|tmr|tmw|now|asap|next|last|this|every|each|week|month|year|eo[dwmyq]|ly\b"
    r"|\b(?:in|at|by|a|for)\b|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|past|half"
    r"|christmas|easter|xmas|hallow|thanks|valent|new|ween|cost|mid|epiph|ascen|ago|hour|minute",
    re.IGNORECASE,
)


def warming() -> Iterator[None]:
    """Make the table ready ahead of the first words, a line of it at every step: all at once it would cost frames."""
    for line in PATTERNS:
        _ = line.regex
        yield


def find(text: str, now: datetime, *, prefer: Prefer = "future", asked: bool = False) -> list[Span]:
    """Every date, time, duration, range and recurrence in ``text``, in order, never overlapping.

    ``now`` is aware or naive and what comes back is alike. A bare weekday, day or month is the next one, with
    ``prefer="past"`` the last one; today's own weekday means the one in a week. Only whole words count; what stands in
    quotes, in a link or an address never does. Words that may mean something else (may, march, sun, second) count only
    beside others that settle it. ``asked`` is for a question about days: "the next 3 days" hold today.
    """
    if not _ANY_HINT.search(text):
        return []
    setting = GrammarSetting(now.replace(tzinfo=None), prefer, asked)
    atoms = _atoms(text, setting)
    spans: list[Span] = []
    for group in _groups(text, atoms):
        try:
            span = _meaning(text, group, setting)
        except (ValueError, OverflowError):  # what reaches beyond the calendar is no time
            continue
        if span is None:
            continue
        lead = _LEAD.search(text, spans[-1].end if spans else 0, span.start)
        begin = lead.start() if lead else span.start
        zone = now.tzinfo
        here = replace(
            span,
            start=begin,
            at=span.at.replace(tzinfo=zone) if span.at else None,
            until=span.until.replace(tzinfo=zone) if span.until else None,
        )
        if here.rule and here.length is not None and here.at is not None:
            last = here.at + here.length - timedelta(days=1)
            here = replace(here, length=None, rule=f"{here.rule};UNTIL={last_day(last, timed=here.timed)}")
        spans.append(zoned(text, here, now, dayless=here.kind is SpanKind.TIME))
    return ended(text, spans)


def _atoms(text: str, setting: GrammarSetting) -> list[Atom]:
    """The longest pieces that do not overlap; sure ones before those that may mean something else."""
    shut = [match.span() for match in _QUOTED.finditer(text)] + things(text)
    found: list[Atom] = []
    for line in PATTERNS:
        for match in line.regex.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in shut):
                continue
            try:
                atom = line.make(match, setting)
            except (ValueError, OverflowError):  # a date beyond the calendar: no date
                continue
            if atom is not None:
                found.append(atom)
    found.sort(key=lambda one: (one.weak, one.start - one.end, one.start))
    taken: list[Atom] = []
    for atom in found:
        if all(atom.end <= other.start or atom.start >= other.end for other in taken):
            taken.append(atom)
    return _related(text, sorted(taken, key=lambda one: one.start))


def _related(text: str, atoms: list[Atom]) -> list[Atom]:
    """Neighbours that are one: "two weeks from tomorrow", and "friday 7/6", where the number says which day."""
    out: list[Atom] = []
    for atom in atoms:
        before = out[-1] if out else None
        between = text[before.end : atom.start].strip().lower() if before else ""
        if before is None or atom.piece is not GrammarPiece.DAY or atom.at is None or atom.until is not None:
            out.append(atom)
        elif before.piece is GrammarPiece.LENGTH and before.weak and before.length is not None and between in _SIDES:
            try:
                at = atom.at + before.length * _SIDES[between]
            except (ValueError, OverflowError):
                out.append(atom)
                continue
            out[-1] = replace(atom, start=before.start, at=at, weak=False)
        elif (
            before.piece is GrammarPiece.DAY
            and before.until is None
            and between in {"", ","}
            and _NUMERIC.match(text, atom.start)
        ):
            out[-1] = replace(atom, start=before.start, weak=False)
        else:
            out.append(atom)
    return out


def _groups(text: str, atoms: list[Atom]) -> list[list[Atom]]:
    groups: list[list[Atom]] = []
    for atom in atoms:
        if groups and _joins(text, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return [kept for group in groups if (kept := _trimmed(text, group))]


def _joins(text: str, group: list[Atom], atom: Atom) -> bool:
    between = text[group[-1].end : atom.start]
    kinds = [one.piece for one in group]
    if atom.piece is GrammarPiece.DAY and kinds[-1] is GrammarPiece.DAY and kinds.count(GrammarPiece.DAY) == 1:
        return _TO.fullmatch(between) is not None and not (group[-1].weak and atom.weak)
    if _GAP.fullmatch(between) is None and not (
        between.strip().lower() == "in the" and atom.piece is GrammarPiece.PART
    ):
        return False
    if between.strip().lower() == "and" and atom.piece is not GrammarPiece.CLOCK:
        return False
    timed = {GrammarPiece.CLOCK, GrammarPiece.HOURS, GrammarPiece.PART}
    match atom.piece:
        case GrammarPiece.CLOCK | GrammarPiece.HOURS:
            if atom.weak and not _CLOSES.match(text, atom.end):
                return False
            return not {GrammarPiece.CLOCK, GrammarPiece.HOURS, GrammarPiece.MOMENT, GrammarPiece.STRETCH} & set(
                kinds
            ) and (kinds[-1] is not GrammarPiece.LENGTH or not group[-1].weak)
        case GrammarPiece.PART:
            return (
                GrammarPiece.PART not in kinds and GrammarPiece.HOURS not in kinds and GrammarPiece.LENGTH not in kinds
            )
        case GrammarPiece.DAY:
            whole = (
                group[-1].weak
                and kinds[-1] is GrammarPiece.CLOCK
                and not text[atom.start :].lower().startswith("tonight")
            )
            return not whole and not {
                GrammarPiece.DAY,
                GrammarPiece.MOMENT,
                GrammarPiece.STRETCH,
                GrammarPiece.REPEAT,
            } & set(kinds)
        case GrammarPiece.LENGTH:
            held = timed | {GrammarPiece.DAY, GrammarPiece.REPEAT}
            return bool(held & set(kinds)) and GrammarPiece.LENGTH not in kinds
        case GrammarPiece.REPEAT:
            return GrammarPiece.REPEAT not in kinds and GrammarPiece.DAY not in kinds
        case _:
            return False


def _trimmed(text: str, group: list[Atom]) -> list[Atom]:
    """The group, or nothing where its words may mean something else."""
    if any(not atom.weak for atom in group):
        kinds = {atom.piece for atom in group}
        named = group[0].piece is GrammarPiece.PART and text[: group[0].start].rstrip()[-1:].isalpha()
        if group[0].weak and named and GrammarPiece.CLOCK in kinds:
            group = group[1:]  # "parents evening 26th 6pm": the evening is the thing's own name
        while (
            group
            and group[0].weak
            and group[0].piece is GrammarPiece.CLOCK
            and len(group) > 1
            and group[1].piece is GrammarPiece.LENGTH
        ):
            group = group[1:]
        return group if any(not atom.weak for atom in group) else []
    pieces = {atom.piece for atom in group}
    if len(pieces) > 1 and GrammarPiece.DAY in pieces:
        return group  # "sun morning", "mon 9": each settles the other
    whole = text.strip(" .,!?") == text[group[0].start : group[-1].end].strip(" .,!?")
    return group if whole and pieces != {GrammarPiece.CLOCK} else []


# ── meaning ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _meaning(text: str, group: list[Atom], setting: GrammarSetting) -> Span | None:
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
        return span(SpanKind.RANGE, at, until, hours.grain)
    if day is None or day.at is None:
        return None
    if length is not None:
        return span(SpanKind.RANGE, day.at, day.at + length, "day")
    return span(SpanKind.RANGE if day.until else SpanKind.DATE, day.at, day.until, day.grain)


def _between(days: list[Atom], setting: GrammarSetting, where: tuple[int, int]) -> Span | None:
    first, last = days
    if first.at is None or last.at is None:
        return None
    until = last.until or last.at + timedelta(days=1)
    if until <= first.at:  # "fri to tue": the Tuesday after that Friday
        later = last.at
        while later <= first.at:
            later += timedelta(days=7)
        if later - first.at > timedelta(days=7):
            return None
        until = later + timedelta(days=1)
    return Span(*where, SpanKind.RANGE, first.at, until, None, "", "day")


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
    until, lasts = None, None
    if length is not None and first + length - first >= timedelta(days=1):
        lasts = length  # "for 6 weeks" is how long it is repeated
    elif length is not None and timed is not None:
        until = first + length
    elif hours is not None and hours.to is not None and clock is None:
        until = _after(first, hours.to)
    grain = timed.grain if timed is not None else "day"
    return Span(*span_of, SpanKind.RECURRENCE, first, until, lasts, atom.rule, grain)

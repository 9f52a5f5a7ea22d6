"""Finds dates and times in plain English, and says nothing where words only look like one."""
# ruff: noqa: E501 (one line a way to say it)

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from osone.calendar.grammar.away import AWAY
from osone.calendar.grammar.base import (
    FOLDED,
    YEARS,
    Atom,
    GrammarPiece,
    GrammarSetting,
    Pattern,
    Prefer,
)
from osone.calendar.grammar.clock import CLOCKS, LENGTHS, PART_WORDS
from osone.calendar.grammar.days import DAYS
from osone.calendar.grammar.ends import ended, last_day, reaching, zoned
from osone.calendar.grammar.loose import LOOSE
from osone.calendar.grammar.meaning import Span, SpanKind, meaning
from osone.calendar.grammar.repeat import FEAST_DAYS, REPEATS
from osone.calendar.grammar.titles import things
from osone.calendar.grammar.within import WITHIN
from osone.model.marked import QUOTED

PATTERNS: tuple[Pattern, ...] = (*REPEATS, *DAYS, *WITHIN, *AWAY, *FEAST_DAYS, *LOOSE, *CLOCKS, *PART_WORDS, *LENGTHS)
"""The whole grammar, one line a way to say it."""

_GAP = re.compile(r"\s*[,;]?\s*(?:(?:-|at|on|@|from|of|of the|for|the|and|starting|starting on)\s+)?", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through|thru)\s*(?:the )?", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?<![\w'’-])(?:from|between|on|at|by|due|due on|due by|starting|around|about|sometime|until|till|before)\s+)+$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\s*(?:$|[,.;:!?)\]#]|(?:with|at|on|in|for|and|or|to|until|till|from|this|next|tomorrow|every|each)\b)",
    re.IGNORECASE,
)
_OF_A_DAY = {GrammarPiece.CLOCK, GrammarPiece.HOURS, GrammarPiece.PART}
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
    quotes, in a link or an address never does. A day or an hour that there is none of (30 February, 25:00) is told as such,
    and the hours of such a day are no time. Words that may mean something else (may, march, sun, second) count only
    beside others that settle it. ``asked`` is for a question about days: "the next 3 days" hold today.
    """
    text = text.translate(FOLDED)
    if not _ANY_HINT.search(text):
        return []
    setting = GrammarSetting(now.replace(tzinfo=None), prefer, asked)
    atoms = _atoms(text, setting)
    spans: list[Span] = []
    apart: list[Span] = []
    """Hours without a day of their own."""
    for whole in _groups(text, atoms):
        slips = [atom for atom in whole if atom.never]
        spans += [_never(atom) for atom in slips]
        group = [atom for atom in whole if not atom.never]
        if not group or any(atom.piece is GrammarPiece.DAY for atom in slips):
            continue
        try:
            span = meaning(group, setting)
            if span is None or any(at is not None and at.year not in YEARS for at in (span.at, span.until)):
                continue
            if span.rule and span.length is not None and span.at is not None:
                last = (span.at + span.length - timedelta(days=1)).replace(tzinfo=now.tzinfo)
                span = replace(span, length=None, rule=f"{span.rule};UNTIL={last_day(last, timed=span.timed)}")
        except (ValueError, OverflowError):  # what reaches beyond the calendar is no time
            continue
        lead = _LEAD.search(text, max((one.end for one in spans if one.end <= span.start), default=0), span.start)
        here = replace(
            span,
            start=lead.start() if lead else span.start,
            at=span.at.replace(tzinfo=now.tzinfo) if span.at else None,
            until=span.until.replace(tzinfo=now.tzinfo) if span.until else None,
        )
        spans.append(zoned(text, here, now, dayless=here.kind is SpanKind.TIME))
        if all(atom.piece in _OF_A_DAY for atom in group):
            apart.append(spans[-1])
    if any(one.kind is SpanKind.NEVER and not one.timed for one in spans):
        spans = [one for one in spans if one not in apart]  # "at 8" of a day that never comes is not today's
    return ended(text, reaching(text, sorted(spans, key=lambda one: one.start)))


def _never(atom: Atom) -> Span:
    """What says that there is no such day or hour."""
    return Span(atom.start, atom.end, SpanKind.NEVER, None, None, None, "", atom.grain)


def _atoms(text: str, setting: GrammarSetting) -> list[Atom]:
    """The longest pieces that do not overlap; sure ones before those that may mean something else."""
    shut = [match.span() for match in QUOTED.finditer(text)] + things(text)
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
            told = any(one.piece is GrammarPiece.HOURS and not (one.clock and one.clock.open) for one in group)
            return GrammarPiece.PART not in kinds and GrammarPiece.LENGTH not in kinds and not told
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

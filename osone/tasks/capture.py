"""The capture line: one line of plain words becomes a task with a date, a project and a priority.

Rooms of the same height do not import each other, so what finds dates is
handed in: ``osone.calendar.grammar.words.find`` fits.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from osone.model.marked import Marked, blanked, is_free, shut, squeezed, without


class When(Protocol):
    """Words that mean a time, as ``osone.calendar.grammar.meaning.Span`` has them."""

    @property
    def start(self) -> int:
        """Where they begin."""

    @property
    def end(self) -> int:
        """Where they end."""

    @property
    def at(self) -> datetime | None:
        """What they mean."""

    @property
    def rule(self) -> str:
        """The RRULE, where they say how often."""

    @property
    def timed(self) -> bool:
        """Whether an hour was named."""


Finder = Callable[[str, datetime], Sequence[When]]


class TaskMark(StrEnum):
    """What some words of the line are for."""

    DUE = "due"
    REPEATS = "repeats"
    PROJECT = "project"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class CapturedTask:
    """What the line says."""

    title: str
    due: date | datetime | None
    """A date, or a moment with the zone of ``now`` where an hour was named."""
    project: str
    priority: int
    """1 is highest, 4 is none."""
    repeats: str
    """The RRULE's value, or empty."""
    marks: tuple[Marked, ...]
    """In order, never overlapping."""


_PROJECT = re.compile(r"(?<![\w#+/&-])[#+](?P<name>[^\W\d_][\w/-]*)")
_PRIORITY = re.compile(r"(?<!\S)(?:p(?P<p>[1-4])|!!(?P<b>[1-4]))(?![\w-])", re.IGNORECASE)


def parse(line: str, now: datetime, find: Finder, *, plain: Collection[str] = ()) -> CapturedTask:
    """Read a line. The title is what is left when the marked words are taken out.

    ``#project`` or ``+project``, ``p1`` to ``p4`` or ``!!1``, and a date in words; the first of each counts, what
    stands in quotes never does, nor the marks named in ``plain``. A line of marks alone keeps its words as the
    title, and the day in them.
    """
    marks: list[Marked] = []
    quoted = shut(line)

    project, priority, repeats = "", 4, ""
    due: date | datetime | None = None
    for match in _PROJECT.finditer(line):
        if TaskMark.PROJECT not in plain and is_free(*match.span(), quoted + marks):
            project = match["name"].rstrip("-/")
            marks.append(Marked(match.start(), match.start() + 1 + len(project), TaskMark.PROJECT))
            break
    for match in _PRIORITY.finditer(line):
        if TaskMark.PRIORITY not in plain and is_free(*match.span(), quoted + marks):
            priority = int(match["p"] or match["b"])
            marks.append(Marked(match.start(), match.end(), TaskMark.PRIORITY))
            break
    # What is marked already must not lend a letter to a time: the p of "at 9 p1".
    blank = blanked(line, marks)
    named: When | None = None
    for when in find(blank, now):
        mark = TaskMark.REPEATS if when.rule else TaskMark.DUE
        if when.at is None or mark in plain or not is_free(when.start, when.end, quoted + marks):
            continue
        if named is None:
            named, repeats = when, when.rule
            due = when.at if when.timed else when.at.date()
        elif not when.timed or when.at != named.at:  # an hour that stands apart from its day says the same moment
            continue
        marks.append(Marked(when.start, when.end, mark))
    marks.sort(key=lambda one: one.start)
    title = without(line, marks)
    if not title:
        return CapturedTask(squeezed(line), due, "", 4, repeats, ())
    return CapturedTask(title, due, project, priority, repeats, tuple(marks))

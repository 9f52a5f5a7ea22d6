"""A line of plain words: what it becomes, an event or a task."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from osone.calendar import planned
from osone.calendar.grammar import moments
from osone.calendar.grammar.meaning import Span
from osone.calendar.planned import Planned
from osone.tasks import capture
from osone.tasks.capture import CapturedTask

TASK, EVENT = "task", "event"
_DOES = re.compile(
    r"(?:answer|ask|book|bring|build|buy|call|cancel|check|choose|clean|collect|cook|do|draft|email|fetch|fill|find|finish"
    r"|fix|get|give|look|mail|make|order|pack|paint|pay|phone|pick|plan|post|prepare|print|put|read|remind|renew|repair"
    r"|reply|return|ring|send|sign|sort|submit|take|tell|text|think|try|update|wash|water|write)\b(?!\s+(?:with|about)\b)",
    re.IGNORECASE,
)
"""What one sets oneself to do begins with the doing; "call with Ann" does not."""
_BY = re.compile(r"\b(?:by|due|before|deadline)\b|(?<![\dmn]\s)\b(?:until|till)\b", re.IGNORECASE)
"""What has to be done by then; "at 9 until 11" and "noon till two" last instead."""
_LASTS = re.compile(
    r"\b(?:anniversary|away|birthday|conference|day off|fair|festival|holidays?|leave|offsite|party|retreat|trip"
    r"|vacation|visit(?:s|ing)?|wedding|workshop)\b",
    re.IGNORECASE,
)
"""Things that have days rather than hours."""
_MEETS = re.compile(
    r"\b(?:breakfast|brunch|catch[- ]?up|coffee|dinner|drinks|lunch|meet|meeting|supper|tea)\b", re.IGNORECASE
)
"""With somebody and on a day, one of these is an event whether or not its hour is known."""
_REMINDS = re.compile(
    r"\W*(?:please\s+)?(?:remind me|remember|(?:please )?(?:do not|don['’]?t)(?: let me)? forget"
    r"|(?:set|add|create|make)(?: me)? (?:a |an? new )?reminder)"
    r"(?:\s+(?:to|about|of|for|that(?: i (?:have|need|must|should|ought)(?: to)?)?)\b|(?<=remind me))\s*[:,]?\s*(?=\w)",
    re.IGNORECASE,
)
"""What asks for a task and is no part of it: "remind me to", "don't forget to"."""
LONGEST = 400
"""So many letters are understood, which takes a few milliseconds; what is pasted behind them is only words."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says, both ways, and which of them it is more likely to mean."""

    kind: str
    """``task`` or ``event``."""
    task: CapturedTask
    event: Planned | None
    """None where the line names no time."""


def understand(
    line: str, now: datetime, *, day: date | None = None, plain: Collection[str] = (), dated: bool = False
) -> Understood:
    """Read a line. ``plain`` names marks whose words are only words; ``dated`` is where a calendar is looked at."""
    head, rest = _heard(line)
    event = planned.parse(
        head, now, day=day, plain={planned.EventMark(m) for m in plain if m in set(planned.EventMark)}
    )
    task = as_task(line, now, plain=plain)
    kind = _likely(head, task, event, dated=dated)
    return Understood(kind, task, event and replace(event, title=bare(event.title) + rest))


def bare(title: str) -> str:
    """What is to be done, without the words that only ask to be reminded of it."""
    return _REMINDS.sub("", title, count=1) if _REMINDS.match(title) else title


def does(line: str) -> bool:
    """Whether a line begins with something that somebody does."""
    return _DOES.match(line.strip()) is not None


def _heard(line: str) -> tuple[str, str]:
    """What of a line is read for times and names, and what stands behind it."""
    if len(line) <= LONGEST:
        return line, ""
    head = line[:LONGEST].rpartition(" ")[0] or line[:LONGEST]
    return head, line[len(head) :].rstrip()


def as_task(line: str, now: datetime, *, plain: Collection[str] = ()) -> CapturedTask:
    """The line as a task. How often stays in its words, for a task is done once; its first time is when it is due."""
    first: list[Span] = []

    def find(text: str, at: datetime) -> list[Span]:
        found = [] if planned.EventMark.WHEN in plain else moments.find(text, at, meals=False)
        if planned.EventMark.REPEATS not in plain:
            first.extend(span for span in found if span.rule and span.at is not None)
        return [span for span in found if not span.rule]

    head, rest = _heard(line)
    caught = capture.parse(head, now, find, plain=plain)
    caught = replace(caught, title=bare(caught.title) + rest)
    if caught.due is None and first and first[0].at is not None:
        return replace(caught, due=first[0].at if first[0].timed else first[0].at.date())
    return caught


def _likely(line: str, task: CapturedTask, event: Planned | None, *, dated: bool) -> str:
    if event is None or task.project or task.priority != 4:
        return TASK
    when = next((m for m in event.marks if m.mark in (planned.EventMark.WHEN, planned.EventMark.REPEATS)), None)
    if when is not None and _BY.search(line, max(0, when.start - 9), when.end):
        return TASK
    if dated:
        return EVENT
    if does(line):
        return TASK
    timed = when is not None and not event.all_day
    company = event.people and _MEETS.search(line)
    return EVENT if timed or company or (event.end - event.start).days > 1 or _LASTS.search(line) else TASK

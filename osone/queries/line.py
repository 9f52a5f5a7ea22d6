"""A line of plain words: what it becomes, an event or a task."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from osone.calendar import planned
from osone.calendar.grammar import moments
from osone.calendar.grammar.meaning import Span, SpanKind
from osone.calendar.planned import Planned
from osone.calendar.spoken import no_end
from osone.tasks import capture
from osone.tasks.capture import CapturedTask
from osone.text.catalogue import _

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
_MUST = r"i(?:['’]ve| have)?(?: really| still)? (?:have|need|got|must|should|ought)(?: to)?"
_REMINDS = re.compile(
    r"\W*(?:(?:please|hey|ok(?:ay)?|and|also|(?:can|could|will|would) you(?: please)?|i (?:want|need|would like) you to"
    r"|i['’]d like you to)[\s,]+)*"
    r"(?:remind me|remember|(?:do not|don['’]?t)(?: let me)? forget"
    r"|(?:i|we) (?:must|may|should|can)(?: ?not|n['’]?t) forget"
    r"|(?:let me|i['’]ll|i (?:will|must|should)) (?:not forget|remember)|(?:note to self|reminder|to-?do)(?=\s*:)"
    r"|(?:(?:set|add|create|make)(?: me)?|i need|i want) (?:a |an? new )?reminder)"
    rf"(?:\s+(?:to|about|of|for|that(?: {_MUST})?)\b|(?<=remind me)|(?=\s*:))\s*[:,]?\s*(?=\w)",
    re.IGNORECASE,
)
"""What asks for a task and is no part of it: "remind me to", "don't forget to"."""
_HAS_TO = re.compile(
    r"\W*i(?:['’]ve| have)?(?: really| still| also)? (?:(?:have|need|got|ought|am supposed|are supposed) to|gotta|must"
    r"|should)(?!\s+(?:not|have|be)\b)\s+(?=\w)",
    re.IGNORECASE,
)
"""What one sets oneself to do: "I have to …"; what has to be somewhere, or has to be had, is not done."""
_LEADS = re.compile(
    r"^(?:(?:on|at|by|due|every|from|between|until|till|before|after|since|around|about|the)\s+|@\s*)+", re.IGNORECASE
)
"""What leads to a day and is no part of its name."""
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
    never: str = ""
    """Words for a day or an hour that there is none of: "feb 30"."""
    vain: str = ""
    """The sentence that it cannot end when it says, before it begins."""

    def remark(self, *, event: bool) -> str:
        """What is to be said of the line while it is written, as an event or as a task; mostly nothing."""
        if self.never and not event and self.task.due is None:
            return _("There is no “{words}”, so it has no date.", words=self.never)
        if self.never:
            return _("There is no “{words}”.", words=self.never)
        return self.vain if event else ""


def understand(
    line: str, now: datetime, *, day: date | None = None, plain: Collection[str] = (), dated: bool = False
) -> Understood:
    """Read a line. ``plain`` names marks whose words are only words; ``dated`` is where a calendar is looked at."""
    head, rest = _heard(line)
    event = planned.parse(
        head, now, day=day, plain={planned.EventMark(m) for m in plain if m in set(planned.EventMark)}
    )
    task, found = _as_task(line, now, plain)
    reminded = any(_REMINDS.match(words) for words in (head, event.title if event is not None else ""))
    kind = TASK if reminded else _likely(head, task, event, dated=dated)
    never, vain = _slips(head, found, now)
    return Understood(kind, task, event and replace(event, title=bare(event.title) + rest), never, vain)


def bare(title: str) -> str:
    """What is to be done, without the words that only ask to be reminded of it, or say that it has to be done."""
    for asks in (_REMINDS, _HAS_TO):
        title = asks.sub("", title, count=1) if asks.match(title) else title
    return title


def does(line: str) -> bool:
    """Whether a line begins with something that somebody does."""
    return _DOES.match(bare(line.strip())) is not None


def _slips(line: str, found: Sequence[Span], now: datetime) -> tuple[str, str]:
    """The words of a day or an hour that never comes, and the sentence of an end that is none; mostly both empty."""
    never = next((line[one.start : one.end] for one in found if one.kind is SpanKind.NEVER), "")
    slip = next((one for one in found if one.vain is not None), None)
    if slip is None or slip.vain is None:
        return _LEADS.sub("", never), ""
    vain = no_end(slip.vain, slip.at if slip.timed else None, now.date())
    return _LEADS.sub("", never), vain


def _heard(line: str) -> tuple[str, str]:
    """What of a line is read for times and names, and what stands behind it."""
    if len(line) <= LONGEST:
        return line, ""
    head = line[:LONGEST].rpartition(" ")[0] or line[:LONGEST]
    return head, line[len(head) :].rstrip()


def as_task(line: str, now: datetime, *, plain: Collection[str] = ()) -> CapturedTask:
    """The line as a task. How often stays in its words, for a task is done once; its first time is when it is due."""
    return _as_task(line, now, plain)[0]


def slip(line: str, now: datetime) -> str:
    """What is to be said of a line that became a task: that there is no such day as it names; mostly nothing."""
    task, found = _as_task(line, now, ())
    return Understood(TASK, task, None, *_slips(_heard(line)[0], found, now)).remark(event=False)


def _as_task(line: str, now: datetime, plain: Collection[str]) -> tuple[CapturedTask, list[Span]]:
    """The line as a task, and every time that was found in it."""
    first: list[Span] = []
    every: list[Span] = []

    def find(text: str, at: datetime) -> list[Span]:
        found = [] if planned.EventMark.WHEN in plain else moments.find(text, at, meals=False)
        every.extend(found)
        if planned.EventMark.REPEATS not in plain:
            first.extend(span for span in found if span.rule and span.at is not None)
        return [span for span in found if not span.rule]

    head, rest = _heard(line)
    caught = capture.parse(head, now, find, plain=plain)
    caught = replace(caught, title=bare(caught.title) + rest)
    if caught.due is None and first and first[0].at is not None:
        caught = replace(caught, due=first[0].at if first[0].timed else first[0].at.date())
    return caught, every


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

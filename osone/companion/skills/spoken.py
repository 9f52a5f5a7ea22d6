"""What a talk named last: that is what "these", "it" and "the second one" mean in it, whatever the screen is at."""

from dataclasses import dataclass, replace

from osone.companion.skills.intents import (
    Act,
    CancelEvent,
    ForwardTo,
    Intent,
    MoveTask,
    OfDraft,
    OpenOne,
    Plain,
    ReadMail,
    ReplyTo,
    ReviseNamed,
    ShownTime,
    TickOff,
    WhatWanted,
    Which,
    WhoIs,
)
from osone.companion.skills.telling import Answer
from osone.model.calendar import Occurrence
from osone.model.ids import TaskId, ThreadId

PLACED = (Act, OpenOne, TickOff, MoveTask, CancelEvent, ReviseNamed)
"""Wishes for one or some of those that were named."""


@dataclass(frozen=True, slots=True)
class NamedLast:
    """What "these" means now."""

    threads: tuple[ThreadId, ...] = ()
    """Conversations, in the order in which they were named."""
    tasks: tuple[TaskId, ...] = ()
    events: tuple[Occurrence, ...] = ()
    """What is on the calendar, where that was told of last."""
    last: tuple[int, ...] = ()
    """Those of them that something was done to, or that were read, since: "it" is one of these; of events by place."""
    other: bool = False
    """Whether something else was told of last, so that neither mail nor tasks can be meant."""
    did: bool = False
    """Whether the last answer was a deed, which "no" takes back."""
    begun: bool = False
    """Whether a draft was begun last, which is only the person's to throw away."""
    deed: bool = False
    """Whether a deed is what was spoken of last, small talk apart: "cancel that" takes it back."""
    waits: bool = False
    """Whether a card waits for a yes."""

    def after(self, intent: Intent, told: Answer) -> "NamedLast":
        """What is meant once this was answered; small talk, and a question which one is meant, change nothing."""
        kept = replace(self, did=told.done, deed=told.done or self.deed, waits=told.proposal is not None)
        if isinstance(intent, (ReplyTo, ForwardTo)):
            kept = replace(kept, begun=not told.unclear and not told.which)
        elif not isinstance(intent, Plain):
            kept = replace(kept, begun=False)
        anew = replace(kept, deed=told.done, last=())
        if told.events and _points(intent) and set(told.events) <= set(self.events):
            return replace(kept, last=tuple(self.events.index(one) for one in told.events))
        if told.events:
            return replace(anew, threads=(), tasks=told.tasks, other=True, events=told.events)
        named: tuple[int, ...] = told.threads or told.tasks
        if named and _points(intent) and set(named) <= {*self.threads, *self.tasks}:
            return replace(kept, last=named)
        if named:
            return replace(anew, threads=told.threads, tasks=told.tasks, other=False, events=())
        if (
            told.unclear
            or _points(intent)
            or isinstance(intent, OfDraft)
            or (isinstance(intent, Plain) and intent is not Plain.NEEDS)
        ):
            return kept
        return replace(anew, threads=(), tasks=(), other=True, events=())

    def narrowed(self, intent: Intent) -> tuple[Intent, "NamedLast"]:
        """Where events and tasks were listed together, events first: the same wish with those alone that it means."""
        if not (self.events and self.tasks) or not isinstance(intent, PLACED) or intent.which is None:
            return intent, self
        many, places = len(self.events), intent.which.places
        whole = many + len(self.tasks)
        at = [place if place > 0 else whole + 1 + place for place in places]
        if isinstance(intent, TickOff) and not places:
            return intent, replace(self, events=())
        if at and all(0 < place <= many for place in at):
            return replace(intent, which=Which(tuple(at))), replace(self, tasks=())
        if at and all(many < place <= whole for place in at):
            return replace(intent, which=Which(tuple(place - many for place in at))), replace(self, events=(), last=())
        return intent, replace(self, events=(), tasks=())

    def found(self, shown: tuple[tuple[str, int], ...]) -> "NamedLast":
        """What is meant once a mind looked these up."""
        if not shown:
            return self
        threads = tuple(ThreadId(number) for kind, number in shown if kind == "thread")
        tasks = tuple(TaskId(number) for kind, number in shown if kind == "task")
        return replace(self, last=(), threads=threads, tasks=tasks, other=not threads and not tasks)


def _points(intent: Intent) -> bool:
    """Whether it is about what was named before, rather than naming something itself."""
    if isinstance(intent, ReadMail):
        return not intent.newest
    if isinstance(intent, (WhoIs, WhatWanted, ReplyTo)):
        return not intent.name
    if isinstance(intent, (MoveTask, CancelEvent, ReviseNamed)):
        return intent.which is not None
    return isinstance(intent, (Act, OpenOne, TickOff, ShownTime))

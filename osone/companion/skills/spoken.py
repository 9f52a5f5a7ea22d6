"""What a talk named last: that is what "these", "it" and "the second one" mean in it, whatever the screen is at."""

from dataclasses import dataclass, replace

from osone.companion.skills.intents import (
    Act,
    CancelEvent,
    Intent,
    MoveTask,
    OpenOne,
    Plain,
    ReadMail,
    ReplyTo,
    ReviseNamed,
    ShownTime,
    TickOff,
    WhatWanted,
    WhoIs,
)
from osone.companion.skills.telling import Answer
from osone.model.calendar import Occurrence
from osone.model.ids import TaskId, ThreadId


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
    waits: bool = False
    """Whether a card waits for a yes."""

    def after(self, intent: Intent, told: Answer) -> "NamedLast":
        """What is meant once this was answered; small talk, and a question which one is meant, change nothing."""
        kept = replace(self, did=told.done, waits=told.proposal is not None)
        if told.events and _points(intent) and set(told.events) <= set(self.events):
            return replace(kept, last=tuple(self.events.index(one) for one in told.events))
        if told.events:
            return replace(kept, threads=(), tasks=(), last=(), other=True, events=told.events)
        named: tuple[int, ...] = told.threads or told.tasks
        if named and _points(intent) and set(named) <= {*self.threads, *self.tasks}:
            return replace(kept, last=named)
        if named:
            return replace(kept, threads=told.threads, tasks=told.tasks, last=(), other=False, events=())
        if told.unclear or _points(intent) or (isinstance(intent, Plain) and intent is not Plain.NEEDS):
            return kept
        return replace(kept, threads=(), tasks=(), last=(), other=True, events=())

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

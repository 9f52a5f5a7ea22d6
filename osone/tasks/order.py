"""The order of tasks, and which list each of them belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from osone.model.ids import TaskId
from osone.model.tasks import Task

STEP = 1024.0
"""The room between two tasks when they are numbered afresh."""

LEAST = 1e-6
"""Closer than this and the list is numbered afresh."""


def between(before: float | None, after: float | None) -> float | None:
    """A position between two neighbours, either of which may be missing; None where there is no room left."""
    if before is None and after is None:
        return 0.0
    if before is None:
        assert after is not None
        return after - STEP
    if after is None:
        return before + STEP
    middle = before + (after - before) / 2
    if after - before < LEAST or not before < middle < after:
        return None
    return middle


@dataclass(frozen=True, slots=True)
class Move:
    """Positions to write so that a task stands where it was put."""

    positions: dict[TaskId, float]


def move(tasks: Sequence[Task], task: TaskId, place: int) -> Move:
    """Put ``task`` at ``place`` (from 0) of a list in its present order.

    Usually one position changes; where two neighbours are too close, all are numbered afresh. ``KeyError`` where the
    task is not in the list.
    """
    order = [one.id for one in tasks]
    if task not in order:
        raise KeyError(task)
    others = [one for one in tasks if one.id != task]
    place = max(0, min(place, len(others)))
    before = others[place - 1].position if place else None
    after = others[place].position if place < len(others) else None
    position = between(before, after)
    if position is not None:
        return Move({task: position})
    ids = [one.id for one in others]
    ids.insert(place, task)
    return Move({one: index * STEP for index, one in enumerate(ids)})


def moment(task: Task, zone: tzinfo) -> datetime | None:
    """When it is due, as an instant: the end of its day where no hour was named."""
    if task.due is None:
        return None
    if isinstance(task.due, datetime):
        return task.due if task.due.tzinfo else task.due.replace(tzinfo=zone)
    return datetime.combine(task.due + timedelta(days=1), time.min, zone)


def due_day(task: Task, zone: tzinfo) -> date | None:
    """The day it is due, in the person's zone."""
    if isinstance(task.due, datetime):
        return (task.due.astimezone(zone) if task.due.tzinfo else task.due).date()
    return task.due


def overdue(task: Task, now: datetime, zone: tzinfo) -> bool:
    """Whether it was due before now and is not done."""
    at = moment(task, zone)
    return task.done_at is None and at is not None and at.astimezone(UTC) <= now.astimezone(UTC)


def today(tasks: Iterable[Task], now: datetime, zone: tzinfo) -> list[Task]:
    """What is due today or was before, in the person's own order."""
    on = now.astimezone(zone).date()
    due = ((task, due_day(task, zone)) for task in tasks if task.done_at is None)
    return _ordered(task for task, when in due if when is not None and when <= on)


def upcoming(tasks: Iterable[Task], now: datetime, zone: tzinfo) -> list[Task]:
    """What is due after today, the nearest first."""
    on = now.astimezone(zone).date()
    due = ((task, due_day(task, zone)) for task in tasks if task.done_at is None)
    later = [task for task, when in due if when is not None and when > on]
    return sorted(later, key=lambda task: (due_day(task, zone) or date.max, task.position, task.id))


def done(tasks: Iterable[Task]) -> list[Task]:
    """What is done, the latest first."""
    return sorted(
        (task for task in tasks if task.done_at is not None), key=lambda task: (-(task.done_at or 0), -task.id)
    )


def _ordered(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.position, task.id))

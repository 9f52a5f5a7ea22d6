"""The order of tasks: which position puts one where it was put."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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


def past(tasks: Sequence[Task], seen: Sequence[Task], task: TaskId, by: Literal[-1, 1]) -> Move:
    """Put ``task`` past its neighbour among those that are ``seen``, up (-1) or down (1); the others stay as they are.

    ``tasks`` is the whole list in its order, ``seen`` a part of it in the same order. Nothing moves where there is no
    neighbour on that side. ``KeyError`` where the task is not seen.
    """
    order = [one.id for one in seen]
    if task not in order:
        raise KeyError(task)
    at = order.index(task) + by
    if not 0 <= at < len(order):
        return Move({})
    others = [one.id for one in tasks if one.id != task]
    return move(tasks, task, others.index(order[at]) + (by > 0))


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

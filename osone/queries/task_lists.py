"""The lists of tasks: which tasks each one shows, in which order, and what a task can be moved past there."""

from collections.abc import Sequence
from datetime import datetime

from osone.model.tasks import Task
from osone.queries.day import due_today

TODAY, UPCOMING, INBOX, ANYTIME, LOGBOOK = "today", "upcoming", "inbox", "anytime", "done"
PROJECT = "#"
"""A list whose name begins with this is a project."""


def shown(view: str, every: Sequence[Task], done: Sequence[Task], now: datetime) -> list[Task]:
    """The tasks of a list in its order, given ``every`` open one in the person's order and what was ``done`` lately."""
    today = now.date()
    if view == LOGBOOK:
        return list(done)
    if view.startswith(PROJECT):
        return [t for t in every if t.project == view.removeprefix(PROJECT)]
    if view == INBOX:
        return [t for t in every if not t.project and t.due is None]
    if view == TODAY:
        return due_today(every, now)
    if view == UPCOMING:
        dated = [(d, t) for t in every if (d := t.due_on(now.tzinfo)) is not None and d > today]
        return [t for _, t in sorted(dated, key=lambda pair: (pair[0], pair[1].position))]
    return list(every)


def movable(view: str, every: Sequence[Task], task: Task, now: datetime) -> list[Task]:
    """Those of a list among which this task of it can be moved, itself among them: in Upcoming, those of its day."""
    seen = shown(view, every, (), now)
    if view != UPCOMING:
        return seen
    return [one for one in seen if one.due_on(now.tzinfo) == task.due_on(now.tzinfo)]

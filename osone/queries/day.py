"""The day: what is on, what is due and who waits for an answer, asked here for every screen, verb and talk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import apsw

from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.model.mail import Box, ThreadRow
from osone.model.tasks import Task
from osone.queries import gaps
from osone.queries.counts import mail_counts
from osone.queries.gaps import Gap
from osone.store import events, listing, tasks

if TYPE_CHECKING:
    from osone.calendar import recurrence, work
    from osone.calendar.planned import Planned
    from osone.calendar.work import StepBudget
else:
    # With the first events that are looked for.
    recurrence, work = later("osone.calendar.recurrence"), later("osone.calendar.work")

MOST = 5
"""So many of each are named where a person is told what needs them."""


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What a span of days holds."""

    occurrences: tuple[Occurrence, ...]
    """By start."""
    due: tuple[Task, ...]
    """Open tasks, in the person's order; overdue ones among them where the span begins today or before."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs the person now, each with its reason."""

    threads: tuple[ThreadRow, ...]
    tasks: tuple[Task, ...]
    """Due today or overdue."""
    more: int = 0
    """How many conversations and tasks need the person beyond these."""
    gap: Gap | None = None
    """Why something else may need the person unseen."""


def between(connection: apsw.Connection, since: date, until: date, now: datetime) -> DaySummary:
    """What is on and what is due from one day to another, the second exclusive, in the zone of ``now``."""
    start, end = (datetime.combine(day, time(), now.tzinfo) for day in (since, until))
    return DaySummary(tuple(occurrences(connection, start, end)), tuple(due(connection, since, until, now)))


def today(connection: apsw.Connection, now: datetime) -> DaySummary:
    """What today holds."""
    return between(connection, now.date(), now.date() + timedelta(days=1), now)


def occurrences(
    connection: apsw.Connection, since: datetime, until: datetime, budget: "StepBudget | None" = None
) -> list[Occurrence]:
    """All occurrences that touch a span of aware times, in the zone of ``since``, earliest first.

    ``budget`` is what it may cost, and is told whether something was left out for that.
    """
    if since.tzinfo is None:
        raise ValueError("the span needs aware times")
    found: list[Occurrence] = []
    budget = budget or work.StepBudget()
    for event in events.within(connection, int(since.timestamp()), int(until.timestamp())):
        if event.rule and budget.over:
            budget.short = True
            break  # what repeats comes last
        found += recurrence.occurrences(event, since, until, since.tzinfo, budget)
    return sorted(found, key=lambda o: (o.start, not o.all_day, o.end, o.title))


def due(connection: apsw.Connection, since: date, until: date, now: datetime) -> list[Task]:
    """Open tasks that are due in a span of days (``until`` exclusive), in the person's order."""
    return due_of(tasks.every_open(connection), since, until, now)


def due_of(every: Iterable[Task], since: date, until: date, now: datetime) -> list[Task]:
    """Those of some tasks that are due in a span of days; one that begins today or before holds what is overdue too."""
    first = date.min if since <= now.date() else since
    return [task for task in every if (day := task.due_on(now.tzinfo)) is not None and first <= day < until]


def due_today(every: Iterable[Task], now: datetime) -> list[Task]:
    """Those of some tasks that are due today or overdue."""
    return due_of(every, now.date(), now.date() + timedelta(days=1), now)


def waiting_count(connection: apsw.Connection) -> int:
    """How many conversations need the person."""
    return mail_counts(connection).waiting


def waiting(connection: apsw.Connection) -> list[ThreadRow]:
    """The newest few conversations that need the person."""
    threads = [thread for _, thread in listing.ids(connection, Box.NEEDS, MOST)]
    return listing.rows(connection, threads, Box.NEEDS)


def needs(connection: apsw.Connection, now: datetime) -> Needs:
    """What needs the person, a few of each. Needs a reader connection."""
    late = due_today(tasks.every_open(connection), now)
    threads = waiting(connection)
    more = max(0, waiting_count(connection) - len(threads)) + len(late[MOST:])
    return Needs(tuple(threads), tuple(late[:MOST]), more, gaps.of_needs(connection))


def meanwhile(connection: apsw.Connection, event: "Planned") -> list[Occurrence]:
    """What else has hours while an event would be on: nothing where one is free then."""
    if event.all_day or event.start.tzinfo is None:
        return []
    return [one for one in occurrences(connection, event.start, event.end) if not one.all_day and one.end > event.start]

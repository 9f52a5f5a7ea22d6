"""The hours of a day: what overlaps stands side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from osone.model.calendar import Occurrence

MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An occurrence with its place beside those it overlaps."""

    occurrence: Occurrence
    column: int
    """From 0."""
    columns: int
    """How many stand side by side here."""


def columns(timed: Sequence[Occurrence], least: timedelta = MOMENT) -> tuple[Placed, ...]:
    """Lay occurrences side by side where they overlap: no two in one column touch, and as few columns as may be.

    What is shorter than ``least`` takes as much room as that.
    """
    placed: list[Placed] = []
    cluster: list[tuple[Occurrence, int]] = []
    free: list[datetime] = []

    def close() -> None:
        placed.extend(Placed(one, column, len(free)) for one, column in cluster)
        cluster.clear()
        free.clear()

    for one in sorted(timed, key=lambda one: (_utc(one.start), -_utc(one.end).timestamp(), one.title)):
        start, end = _utc(one.start), max(_utc(one.end), _utc(one.start) + least)
        if free and all(until <= start for until in free):
            close()
        column = next((index for index, until in enumerate(free) if until <= start), len(free))
        if column == len(free):
            free.append(end)
        else:
            free[column] = end
        cluster.append((one, column))
    close()
    return tuple(placed)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)

"""The hours of a day: what overlaps stands side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

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
    group: int = 0
    """Which of those that overlap, one with the next, it belongs to; from 0."""


def columns(timed: Sequence[Occurrence], least: timedelta = MOMENT) -> tuple[Placed, ...]:
    """Lay occurrences side by side where they overlap: no two in one column touch, and as few columns as may be.

    What is shorter than ``least`` takes as much room as that. They overlap by the clock on the wall, as they are drawn:
    in an hour that an autumn night has twice they stand side by side too.
    """
    placed: list[Placed] = []
    cluster: list[tuple[Occurrence, int]] = []
    busy: list[tuple[datetime, int]] = []
    free: list[int] = []

    def close() -> None:
        group = placed[-1].group + 1 if placed else 0
        placed.extend(Placed(one, column, len(busy) + len(free), group) for one, column in cluster)
        for some in (cluster, busy, free):
            some.clear()

    for one in sorted(timed, key=lambda one: (_wall(one.start), -_seconds(one.end), one.title)):
        start, end = _wall(one.start), max(_wall(one.end), _wall(one.start) + least)
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if not busy:
            close()
        column = heappop(free) if free else len(busy)
        heappush(busy, (end, column))
        cluster.append((one, column))
    close()
    return tuple(placed)


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, fold=0)


def _seconds(moment: datetime) -> float:
    return (_wall(moment) - datetime.min).total_seconds()

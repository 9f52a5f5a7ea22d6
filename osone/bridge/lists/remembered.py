"""What a list of threads asks of the store, and what is remembered of a list that is not before the person now."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import apsw

from osone.bridge.lists.listed import Place
from osone.bridge.lists.runs import Steps, steps
from osone.model.mail import ThreadRow
from osone.store import listing

COMPARED = 100


class Moving(NamedTuple):
    """What the hand has asked for and the store has not done yet."""

    leaving: Set[int]
    """Threads that have gone from the list."""
    returning: Sequence[Place]
    """Those that have come back into it."""


def compared_with(connection: apsw.Connection, box: int, before: Sequence[Place], hand: Moving) -> Steps[Place]:
    """What must be done to a list to have it as the store has it, but for what the hand moves."""
    now = listing.places(connection, box)
    if hand.leaving:
        now = [p for p in now if -p[1] not in hand.leaving]
    if hand.returning:
        now = sorted({*now, *hand.returning})
    return steps(before, now)


@dataclass(slots=True)
class Kept:
    """A whole list behind what a search found, and what is different in it meanwhile."""

    box: int
    order: list[Place]
    newest: dict[int, int]
    rows: dict[int, ThreadRow]
    missed: set[int]
    missed_any: bool


def others(
    before: Sequence[Place], now: Sequence[Place], was: Mapping[int, ThreadRow], ready: Mapping[int, ThreadRow]
) -> Iterator[tuple[int, int]]:
    """The runs of places (first and last) that show something else than before, of those that both lists have.

    A key of a search leaves most rows as they were. Beyond the first ``COMPARED`` nobody looks: there to compare would
    cost more than to draw.
    """
    common = min(len(before), len(now))
    looked, first = min(common, COMPARED), -1
    for at in range(looked + 1):
        thread = -now[at][1] if at < looked else 0
        if thread and (before[at] != now[at] or was.get(thread) != ready.get(thread)):
            first = at if first < 0 else first
        elif first >= 0:
            yield first, at - 1
            first = -1
    if looked < common:
        yield looked, common - 1


def run_before(
    order: Sequence[Place], at: int, flood: list[tuple[int, int]], not_in: Callable[[int], bool]
) -> list[Place]:
    """Take from the end of a flood (newest message and thread) all that go in at the same place of a list."""
    limit = order[at] if at < len(order) else (0, 0)
    run: list[Place] = []
    while flood and flood[-1][0] and not_in(flood[-1][1]):
        place = (-flood[-1][0], -flood[-1][1])
        if place >= limit:
            break
        run.append(place)
        flood.pop()
    return run

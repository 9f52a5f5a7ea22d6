"""What a calendar asks the store: what is on, and where the events are by now that something was done to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

import apsw

from osone.bridge.drawing.shapes import calendar_hues
from osone.calendar.work import StepBudget
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.model.ids import EventId
from osone.queries.day import occurrences
from osone.store import calendars, events

if TYPE_CHECKING:
    from osone.queries import occurring
else:
    occurring = later("osone.queries.occurring")  # with all that reads a calendar, once an event is changed

NONE: frozenset[int] = frozenset()


class SheetRead(NamedTuple):
    """What the store has of some days."""

    happenings: Sequence[Occurrence] = ()
    hues: Mapping[int, str] = {}
    """Those of the calendars."""
    there: Occurrence | None = None
    """Where what was changed or came back is by now."""
    asked: tuple[tuple[int, str], ...] = ()
    """Of which events that was asked."""


class EventsSought:
    """What was written, changed or came back, until the cursor is on it."""

    def __init__(self) -> None:
        self.wanted = NONE
        """Events to which the cursor goes once one of them is shown."""
        self.asked: tuple[tuple[int, str], ...] = ()
        """Those whose place the store is asked for, and which happening of each was meant last."""
        self._meant: dict[int, str] = {}
        self._left: set[int] = set()
        self._coming: set[int] = set()

    def mean(self, event: int, at: str) -> None:
        """A happening of an event is about to be changed or taken away."""
        self._meant[event] = at

    def leave(self, ids: Collection[int]) -> None:
        """These go: what is left of a series is not what the person looks at."""
        self._left.update(ids)

    def bring_back(self, ids: Collection[int]) -> None:
        """These come back: they are looked for, unless the person goes elsewhere before the store has heard."""
        self._coming.update(ids)

    def settled(self, ids: Sequence[int]) -> None:
        """The store has heard of these."""
        self._coming.difference_update(ids)
        stay = [one for one in dict.fromkeys(ids) if one not in self._left]
        self._left.difference_update(ids)
        self.wanted = frozenset(stay)
        self.asked = tuple((one, self._meant.get(one, "")) for one in stay)

    def of(self, found: SheetRead) -> frozenset[int]:
        """What is to be looked for in this; nothing where the store was asked before it heard of the last of them."""
        return self.wanted if found.asked is self.asked else NONE

    def forget(self) -> None:
        """The cursor is somewhere by the person's own hand, or where it was to go."""
        self.wanted, self.asked = NONE, ()
        # What is still on its way back is not gone to by itself any more.
        self._left |= self._coming
        self._coming.clear()


def read(
    connection: apsw.Connection,
    days: tuple[date, int],
    budget: StepBudget,
    asked: tuple[tuple[int, str], ...],
    now: datetime,
) -> SheetRead:
    """What is on in so many days from one on, and where what was changed or came back is."""
    start, end = (datetime.combine(days[0] + timedelta(days=n), time(), now.tzinfo) for n in (0, days[1]))
    found = occurrences(connection, start, end, budget)
    return SheetRead(found, calendar_hues(calendars.in_use(connection)), _standing(connection, asked, now), asked)


def _standing(connection: apsw.Connection, asked: Sequence[tuple[int, str]], now: datetime) -> Occurrence | None:
    """Where the first of these events is that is there; of a series only the happening that was meant."""
    for event_id, at in asked:
        event = events.one(connection, EventId(event_id))
        found = occurring.happening(event, at, now) if event is not None and (at or not event.rule) else None
        if found is not None:
            return found
    return None

"""Happenings as the hand has them, before the store has heard: taken away, brought back, or changed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from osone.model.calendar import Occurrence

F = TypeVar("F")
Fits = Callable[[Occurrence], bool]
Told = Callable[[list[Occurrence]], list[Occurrence]]
KEPT = 50
"""So many deletions of one event are kept so that they can be put back."""


@dataclass(slots=True, eq=False)
class _Wish:
    """What the hand did to an event, until a look at the store shows it."""

    event: int
    told: Told
    heard: bool = False


class HappeningsShown:
    """The happenings of a calendar with what the hand did laid over them, in its order."""

    def __init__(self) -> None:
        self._wishes: list[_Wish] = []
        self._meant: dict[int, Fits] = {}
        """Which happenings of an event were meant last."""
        self._gone: defaultdict[int, list[list[Occurrence]]] = defaultdict(list)

    def mean(self, event: int, fits: Fits) -> None:
        """What leaves next of an event are the happenings that fit."""
        self._meant[event] = fits

    def leave(self, events: Sequence[int], shown: Sequence[Occurrence]) -> list[Occurrence]:
        """These events go from among what is shown, as far as they are meant; ``settled`` must follow."""
        left: list[Occurrence] = []
        for event in events:
            fits = self._meant.get(event, _every)
            gone = [one for one in shown if one.event == event and fits(one)]
            self._gone[event] = [*self._gone[event][1 - KEPT :], gone]
            self._wishes.append(_Wish(event, _without(event, fits)))
            left += gone
        return left

    def bring_back(self, events: Sequence[int]) -> None:
        """What left last of these events comes back; ``settled`` must follow."""
        for event in events:
            back = self._gone[event].pop() if self._gone[event] else []
            self._wishes.append(_Wish(event, _with(back)))

    def change(self, event: int, told: Told) -> None:
        """An event is different; ``settled`` must follow."""
        self._wishes.append(_Wish(event, told))

    def settled(self, events: Sequence[int]) -> None:
        """The store has heard of one wish about each of these, or has refused it: the next look shows it."""
        for event in events:
            wish = next((one for one in self._wishes if one.event == event and not one.heard), None)
            if wish is not None:
                wish.heard = True

    def after(self, answer: Callable[[F], None]) -> Callable[[F], None]:
        """The answer to a question that is asked now: the store is believed in all that was settled before."""
        known = [one for one in self._wishes if one.heard]

        def answered(found: F) -> None:
            self._wishes = [one for one in self._wishes if one not in known]
            answer(found)

        return answered

    def over(self, found: Sequence[Occurrence], fits: Fits) -> list[Occurrence]:
        """What the store has as the hand has it; what it adds must fit here."""
        shown = there = list(found)
        for wish in self._wishes:
            shown = wish.told(shown)
        kept = {id(one) for one in there}
        return [one for one in shown if id(one) in kept or fits(one)]


def _every(_one: Occurrence) -> bool:
    return True


def _without(event: int, fits: Fits) -> Told:
    return lambda found: [one for one in found if one.event != event or not fits(one)]


def _with(back: Sequence[Occurrence]) -> Told:
    def told(found: list[Occurrence]) -> list[Occurrence]:
        there = {(one.event, one.start, one.title) for one in found}
        return [*found, *(one for one in back if (one.event, one.start, one.title) not in there)]

    return told


def meant(at: str, which: str, found: Sequence[Occurrence], event: int) -> Fits:
    """Whether a happening is one of those that a verb is about: one of a series, those from it on, or all."""
    one = next((o for o in found if o.event == event and (o.slot is None or o.at == at)), None)
    if which == "all" or (one is not None and one.slot is None):
        return _every
    if one is None:
        return lambda _other: False  # it is not shown, or the store chooses which
    slot = one.slot
    if which == "later":
        return lambda other: _order(other) >= _order(one)
    return lambda other: other.slot == slot


def _order(one: Occurrence) -> float:
    slot = one.slot or one.start
    at = slot if isinstance(slot, datetime) else datetime(slot.year, slot.month, slot.day, tzinfo=one.start.tzinfo)
    return at.timestamp()


def moved(one: Occurrence | None, new: Occurrence | None, fits: Fits) -> Told:
    """What makes ``new`` of a happening, and of others that fit what is alike: moved as far, and called the same.

    Without one of them nothing is different yet.
    """
    if one is None or new is None:
        return list
    days = new.start.date() - one.start.date()
    clock = new.start.time() if new.start.time() != one.start.time() or new.all_day != one.all_day else None
    lasts = _length(new) if _length(new) != _length(one) or new.all_day != one.all_day else None

    def told(found: list[Occurrence]) -> list[Occurrence]:
        return [_like(other) if other.event == one.event and fits(other) else other for other in found]

    def _like(other: Occurrence) -> Occurrence:
        if other.slot == one.slot:
            return new
        day = other.start.date() + days
        start = datetime.combine(day, clock or other.start.time(), other.start.tzinfo)
        end = (start.replace(tzinfo=None) + (lasts or _length(other))).replace(tzinfo=other.start.tzinfo)
        title = new.title if other.title == one.title else other.title
        place = new.location if other.location == one.location else other.location
        all_day = new.all_day if lasts is not None else other.all_day
        return Occurrence(other.event, title, place, other.calendar, start, end, all_day, other.tentative, other.slot)

    return told


def _length(one: Occurrence) -> timedelta:
    return one.end.replace(tzinfo=None) - one.start.replace(tzinfo=None)

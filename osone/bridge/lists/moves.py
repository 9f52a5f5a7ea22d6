"""What the hand has sent away and taken back before the store has heard of it, by id, and what was kept of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F")
KEPT = 2_000
"""Nouns whose rows are kept so that they can be put back, newest first: more than one undoes by hand."""


class Moves:
    """Which nouns are on their way, out or back. Of several wishes about one the newest is shown until all are done."""

    def __init__(self) -> None:
        self.leaving: set[int] = set()
        self.returning: set[int] = set()
        self._under_way: Counter[int] = Counter()

    def leave(self, numbers: Sequence[int]) -> None:
        """These go."""
        self._under_way.update(numbers)
        self.leaving.update(numbers)
        self.returning.difference_update(numbers)

    def stay(self, numbers: Sequence[int]) -> None:
        """These go elsewhere, and are shown here as before."""
        self._under_way.update(numbers)
        self.leaving.difference_update(numbers)
        self.returning.difference_update(numbers)

    def bring_back(self, numbers: Sequence[int]) -> None:
        """These come back."""
        self._under_way.update(numbers)
        self.returning.update(numbers)
        self.leaving.difference_update(numbers)

    def stayed(self, numbers: Iterable[int]) -> list[int]:
        """The wish about each of these was refused, which is settled next. Those that no other wish takes away."""
        here = [number for number in numbers if self._under_way[number] <= 1]
        self.leaving.difference_update(here)
        return here

    def settled(self, numbers: Iterable[int]) -> None:
        """The store has heard of one wish about each of these, or has refused it."""
        for number in numbers:
            self._under_way[number] -= 1
            if self._under_way[number] <= 0:
                del self._under_way[number]
                self.leaving.discard(number)
                self.returning.discard(number)


class MovedShortly(Generic[T]):
    """Rows of one noun under the hand, laid over a list that is at hand as a whole."""

    def __init__(self, id_of: Callable[[T], int]) -> None:
        self._id_of = id_of
        self._moves = Moves()
        self._kept: dict[int, list[T]] = {}
        self._heard: Counter[int] = Counter()
        """Wishes that the store has heard of, which the rows at hand do not show yet."""

    def leave(self, numbers: Sequence[int], rows: Iterable[T]) -> None:
        """These go from among the rows that are shown; ``settled`` must follow."""
        self._moves.leave(numbers)
        if len(numbers) <= KEPT:
            gone = set(numbers)
            found: dict[int, list[T]] = {}
            for row in rows:
                if self._id_of(row) in gone:
                    found.setdefault(self._id_of(row), []).append(row)
            self._kept = {**{n: kept for n, kept in self._kept.items() if n not in found}, **found}
            for number in list(self._kept)[:-KEPT]:
                del self._kept[number]

    def bring_back(self, numbers: Sequence[int]) -> None:
        """These come back as they were; ``settled`` must follow."""
        self._moves.bring_back(numbers)

    def stayed(self, numbers: Iterable[int]) -> None:
        """The store has refused a wish about each of these, which is settled next: they are shown as they were."""
        self._moves.stayed([number for number in numbers if not self._heard[number]])

    def settled(self, numbers: Iterable[int]) -> None:
        """The store has heard of one wish about each of these, or has refused it: what is asked from now on shows it.

        Until then the rows at hand are older than that, and are shown as the hand has them.
        """
        self._heard.update(numbers)

    def after(self, answer: Callable[[F], None]) -> Callable[[F], None]:
        """The answer to a question that is asked now: the store is believed in all that was settled before."""
        heard = Counter(self._heard)

        def answered(found: F) -> None:
            known = heard & self._heard
            self._heard -= known
            self._moves.settled(known.elements())
            answer(found)

        return answered

    def over(
        self, rows: Sequence[T], order: Callable[[T], Any], fits: Callable[[T], bool] = lambda _row: True
    ) -> list[T]:
        """The rows of the store as the hand has them: without what goes, and with what comes back and ``fits`` here."""
        leaving = self._moves.leaving
        back = {number: self._kept[number] for number in self._moves.returning if number in self._kept}
        stay = [row for row in rows if (number := self._id_of(row)) not in leaving and number not in back]
        more = [row for kept in back.values() for row in kept if fits(row)]
        return sorted([*stay, *more], key=order) if more else stay

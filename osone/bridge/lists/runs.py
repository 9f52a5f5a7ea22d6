"""Differences between two lists as runs: what a list model must remove and insert, a whole run at a time."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """Runs to take out, last first, then runs to put in, first first; places count as the list stands at each step."""

    removals: tuple[tuple[int, int], ...]
    """First and last place, both included."""
    inserts: tuple[tuple[int, tuple[T, ...]], ...]

    @property
    def nothing(self) -> bool:
        """Whether both lists were the same."""
        return not self.removals and not self.inserts


def _alike(old: Sequence[T], new: Sequence[T], limit: int) -> int:
    """How many items both lists begin with, found by comparing slices: quick where nearly all is the same."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def steps(old: Sequence[T], new: Sequence[T]) -> Steps[T]:
    """How to make ``new`` of ``old``. Items are unique within a list; what changed places is taken out and put in."""
    head = _alike(old, new, min(len(old), len(new)))
    end_old, end_new = len(old), len(new)
    while end_old > head and end_new > head and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    before, after = old[head:end_old], new[head:end_new]
    staying = set(before) & set(after)
    if [i for i in before if i in staying] != [i for i in after if i in staying]:
        staying = set()
    removals: list[tuple[int, int]] = []
    for place in range(len(before) - 1, -1, -1):
        if before[place] in staying:
            continue
        at = head + place
        if removals and removals[-1][0] == at + 1:
            removals[-1] = (at, removals[-1][1])
        else:
            removals.append((at, at))
    inserts: list[tuple[int, tuple[T, ...]]] = []
    run: list[T] = []
    for place, item in enumerate(after):
        if item in staying:
            if run:
                inserts.append((head + place - len(run), tuple(run)))
                run = []
        else:
            run.append(item)
    if run:
        inserts.append((head + len(after) - len(run), tuple(run)))
    return Steps(tuple(removals), tuple(inserts))

"""Where one stood before a verb moved one on, so that one stands there again where it was refused."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

K = TypeVar("K")
KEPT = 20
"""Verbs that may be under way at once; of more it is not remembered from where they led."""


@dataclass(frozen=True, slots=True)
class _Step(Generic[K]):
    """From where a verb about these led, and to where."""

    about: frozenset[K]
    was: K
    now: K
    refused: bool = False


class Stood(Generic[K]):
    """The ways that verbs led, until it is known what came of each."""

    def __init__(self) -> None:
        self._steps: list[_Step[K]] = []

    def moved(self, about: Iterable[K], was: K, now: K) -> None:
        """A verb about these leads from one to another, before it is known what comes of it."""
        if was != now:
            self._steps = [*self._steps[1 - KEPT :], _Step(frozenset(about), was, now)]

    def back(self, about: Iterable[K], at: K) -> K:
        """Where one stands who is ``at`` somewhere when the verb about these was refused.

        Who went on by hand meanwhile stays; who pressed a key twice is back where it was pressed first.
        """
        refused = frozenset(about)
        steps = [replace(one, refused=one.refused or not one.about.isdisjoint(refused)) for one in self._steps]
        while (step := next((one for one in reversed(steps) if one.refused and one.now == at), None)) is not None:
            steps.remove(step)
            at = step.was
        # One that was refused waits only for another that began where it led, and may be refused still.
        self._steps = [
            one for one in steps if not one.refused or any(o.was == one.now and not o.refused for o in steps)
        ]
        return at

    def over(self, about: Iterable[K]) -> None:
        """What came of the verb about these is known, and it stands."""
        done = frozenset(about)
        self._steps = [one for one in self._steps if one.refused or one.about.isdisjoint(done)]

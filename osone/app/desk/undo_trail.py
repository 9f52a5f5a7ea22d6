"""What was done in this window, newest last, with the nouns that each command took away: what ``z`` shows at once.

It is a guess at what the store will say. Another hand may have done something since; then the screen is put right when
the command is written, as it is where it fails.
"""

from dataclasses import dataclass

from osone.bridge.screen import Noun
from osone.commands.running import LARGE, Outcome
from osone.store.journal import HERE

KEPT = 50


@dataclass(slots=True, eq=False)
class UndoStep:
    """One command."""

    by: str
    gone: tuple[Noun, ...]
    """What it took away; nothing where that is so many that they come back in pieces."""
    entry: int | None = None
    """Its entry of the journal, once it is written."""
    made: tuple[Noun, ...] = ()
    """What it made, once it is written."""


class UndoTrail:
    """The steps of this window that can be taken back, and those that were."""

    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def begin(self, by: str, gone: tuple[Noun, ...]) -> UndoStep:
        """A command is asked for."""
        step = UndoStep(by, gone if len(gone) <= LARGE else ())
        self._done = [*self._done[-KEPT:], step]
        if by in HERE:
            self._undone.clear()
        return step

    def written(self, step: UndoStep, outcome: Outcome) -> None:
        """It is written; without an entry of the journal there is nothing to take back."""
        step.entry, step.made = outcome.journal, outcome.made
        if outcome.journal is None:
            self.forget(step)
        elif outcome.changed > LARGE:
            step.gone = step.made = ()

    def forget(self, step: UndoStep) -> None:
        """It came to nothing."""
        if step in self._done:
            self._done.remove(step)

    def back(self, entry: object = None) -> UndoStep | None:
        """The step that is taken back now: the one of this entry, or the last that was done here."""
        for step in reversed(self._done):
            if step.by in HERE if entry is None else step.entry == entry:
                self._done.remove(step)
                self._undone.append(step)
                return step
        return None

    def again(self) -> UndoStep | None:
        """The step that is done again now."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def stands(self, step: UndoStep, *, done: bool) -> None:
        """Taking it back or doing it again has failed: it stands as before."""
        here, there = (self._done, self._undone) if done else (self._undone, self._done)
        if step in there:
            there.remove(step)
            here.append(step)

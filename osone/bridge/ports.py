"""The two openings through which a view-model reaches the house: it asks the store, and it runs verbs."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import apsw

T = TypeVar("T")


class Asked(Protocol):
    """A question on its way."""

    def drop(self) -> None:
        """Nobody waits for it any more: it is not begun, or broken off, and its answer is never called."""


class Reads(Protocol):
    """Questions to the store, answered off the GUI thread."""

    def ask(
        self, question: Callable[[apsw.Connection], T], answer: Callable[[T], None], *, later: bool = False
    ) -> Asked:
        """Run ``question`` on the reader thread with a read-only connection, then ``answer`` on the GUI thread.

        Questions are answered in the order they were asked, but those that nobody waits for (``later``) only when
        none of the others is left. An error in a question is logged and shown as a toast; its answer is never called.
        """


class Acts(Protocol):
    """Verbs, run for the person."""

    def run(self, command: str, arguments: Mapping[str, object]) -> None:
        """Run a verb of the registry by its id; its result comes back as a toast, a card or a change of the store."""

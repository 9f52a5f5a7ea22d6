"""The openings through which a view-model reaches the house: it asks the store, it runs verbs, it keeps settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

import apsw

from osone.calendar.periods import monday
from osone.model.mail import MessageRow

T = TypeVar("T")
TAKE = "take"
"""What is done to an invitation that puts it on the calendar, or takes it off there."""


class PendingQuestion(Protocol):
    """A question on its way."""

    def drop(self) -> None:
        """Nobody waits for it any more: it is not begun, or broken off, and its answer is never called."""


class Reads(Protocol):
    """Questions to the store, answered off the GUI thread."""

    def ask(
        self, question: Callable[[apsw.Connection], T], answer: Callable[[T], None], *, later: bool = False
    ) -> PendingQuestion:
        """Run ``question`` on the reader thread with a read-only connection, then ``answer`` on the GUI thread.

        Questions are answered in the order they were asked, but those that nobody waits for (``later``) only when
        none of the others is left; one of these that is being answered when another comes is broken off, and asked
        again after that. An error in a question is logged and shown as a toast; its answer is never called.
        """


class Acts(Protocol):
    """Verbs, run for the person."""

    def run(
        self,
        command: str,
        arguments: Mapping[str, object],
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a verb of the registry by its id; its result comes back as a toast, a card or a change of the store.

        ``done`` is called when it is written, or has failed. Who gives ``failed`` tells the person what went wrong:
        then that is called in its place where it has failed, and nothing else is said.
        """


class Settings(Protocol):
    """What the person has chosen."""

    def value(self, key: str) -> object:
        """A setting's value, or its default."""

    def text(self, key: str) -> str:
        """A setting in words, or its default."""

    def switch(self, key: str) -> bool:
        """A setting that is on or off, or its default."""

    def remember(self, key: str, value: object) -> None:
        """Keep a way of looking: shown in this frame, and nothing that undo takes back."""


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A picture in its place."""

    key: str
    """What it is known by in its message; empty for one that is broken."""
    width: int
    height: int
    """How large it is drawn where there is room."""
    href: str = ""
    """Where it leads."""


@dataclass(frozen=True, slots=True)
class OpenedPiece:
    """One block of a letter, safe to show."""

    kind: str
    """``paragraph``, ``heading``, ``list``, ``quote``, ``code``, ``rule``, ``note``, ``picture``."""
    html: str
    """Of the subset that Qt's rich text draws."""
    depth: int = 0
    """How deep in quotes."""
    folded: bool = False
    marker: str = ""
    """Of a list item: what stands beside it."""
    level: int = 0
    """Of a heading 1 to 6; of a list item 1 for the outermost."""
    signature: bool = False
    picture: OpenedPicture | None = None


@dataclass(frozen=True, slots=True)
class OpenedInvitation:
    """What a message asks to, as it is read."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """When, where, who asks, what else is on then: icon and words."""
    state: str
    """How it stands to the calendar, in a sentence; empty where that goes without saying."""
    hue: str
    """``dusk``, or ``rose`` where it is called off."""
    acts: tuple[tuple[str, str, str], ...]
    """What may be done: what it is called here, its words, and its key."""

    @property
    def asks(self) -> bool:
        """Whether an answer can be given."""
        return any(what != TAKE for what, _words, _key in self.acts)


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """The body of one message as it is read."""

    pieces: tuple[OpenedPiece, ...]
    files: tuple[tuple[str, str, int, int], ...] = ()
    """Name, media type, size in bytes, and which part of the message it is."""
    chips: tuple[tuple[str, str, str], ...] = ()
    """Evidence about the sender: icon, words, hue."""
    fields: tuple[tuple[str, str], ...] = ()
    """All that stands in its head: names and values."""
    shown: tuple[tuple[str, str, int, int], ...] = ()
    """Files that are no more than pictures in its text."""
    invitation: OpenedInvitation | None = None


Body = Callable[[apsw.Connection, MessageRow, bytes], OpenedMessage]


@dataclass(frozen=True, slots=True)
class Parts:
    """All that the screens need of the house."""

    reads: Reads
    acts: Acts
    now: Callable[[], datetime]
    """Aware, in the person's zone."""
    body: Body | None = None
    """Makes a letter of a raw message, on the reader thread."""
    still: bool = False
    """Whether the system asks for reduced motion."""
    week: Callable[[], int] = monday
    """Asks for the day that a week begins with, 0 for Monday, once a calendar is looked at."""

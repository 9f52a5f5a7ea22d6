"""What a conversation needs of the rest of the house: a transcript, the verbs, and somebody who listens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from osone.commands.registry import Properties
from osone.companion.minds.protocol import Call, ToolSpec
from osone.model.errors import MindError
from osone.model.ids import ThreadId, TurnId
from osone.model.talk import Speaker, Turn


class Transcript(Protocol):
    """What was said, kept for good."""

    async def add(self, speaker: Speaker, text: str, origin: str, threads: tuple[ThreadId, ...] = ()) -> TurnId:
        """Keep a turn, which speaks of ``threads``. ``origin`` is ``person``, ``skill:NAME`` or ``mind:NAME``."""

    async def behind(self, turn: TurnId) -> Turn | None:
        """The companion's turn that this one is, or that answers it; None where there is none."""

    async def update(self, turn: TurnId, text: str, *, stopped: bool) -> None:
        """Put the words that have come by now."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a verb came to, for the mind."""

    text: str
    """Ids, typed fields and the person's own words, never the text of mail, nor what is told to the person of it."""
    others: tuple[str, ...] = ()
    """What in it others may have written all the same: while that stands before the mind, what it writes is shown."""
    shown: tuple[tuple[str, int], ...] = ()
    """The nouns that it names, by kind and id: from now on the mind may name them too."""


class Tools(Protocol):
    """The verbs that a mind may call."""

    def fresh(self) -> None:
        """A new talk begins: what was done in the one before is out of a mind's reach."""

    def specs(self) -> Sequence[ToolSpec]:
        """All of them, the most used first, in a fixed order: the list is frozen when a talk begins."""

    def properties(self, command: str) -> Properties:
        """What carrying out a verb means."""

    def ready(self, command: str) -> bool:
        """Whether its condition holds now."""

    async def run(self, command: str, arguments: Mapping[str, object]) -> Result:
        """Run it for the companion; what it takes back is its own and of this talk. OsOneError where it cannot be."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something that waits for the person's yes."""

    id: int
    call: Call
    title: str
    """What would happen, in a few words."""
    why: str
    """Why it is shown first, in one sentence."""
    about: str = ""
    """What it is about, where that is known already."""
    asked: bool = False
    """Whether the person wished it in words, and not a mind: then it is their deed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A reply that has come to its end."""

    turn: TurnId
    text: str
    origin: str
    stopped: bool = False
    """The person cut it off."""
    error: MindError | None = None
    threads: tuple[ThreadId, ...] = ()
    """Threads that it speaks of, in its order."""
    cut_short: bool = False
    """It met the limit of its length."""
    offers: tuple[str, ...] = ()
    """What it offers to do, as sentences that may be said; nothing of it was asked for."""


class Listener(Protocol):
    """Who hears a reply as it comes. All calls are made on the event loop and must return at once."""

    offers_beneath: bool
    """Whether what a reply offers is shown beneath it, to be pressed: its words need not name it again."""

    def kept(self, turn: TurnId, text: str) -> None:
        """What the person said is kept as this turn."""

    def began(self, turn: TurnId, origin: str) -> None:
        """A reply begins."""

    def said(self, turn: TurnId, text: str) -> None:
        """The next words."""

    def card(self, card: Card) -> None:
        """Something waits for a yes."""

    def withdrawn(self, card: int) -> None:
        """It waits no longer: nothing is done."""

    def agreed(self, card: int) -> None:
        """The person said yes to it in words: it is being done."""

    def note(self, text: str) -> None:
        """A quiet line beside the talk: what it is, or what was let go."""

    def ended(self, ended: Ended) -> None:
        """The reply is over, whole or not."""

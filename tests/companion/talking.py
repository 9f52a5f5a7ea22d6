"""A talk for tests: a mind that says what was written down, verbs that only note what was run, and who listens."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field

from osone.commands.registry import Properties
from osone.companion.conversation import Conversation
from osone.companion.minds.protocol import (
    NOTHING,
    PLAIN,
    MindPace,
    Options,
    Piece,
    PromptMessage,
    ReplyDone,
    ToolSpec,
    Warmth,
    Words,
)
from osone.companion.persona import Persona
from osone.companion.ports import Card, Ended, Result
from osone.model.errors import CommandError, MindError
from osone.model.ids import ThreadId, TurnId
from osone.model.talk import Speaker, Turn
from tests.companion.rooms import Rooms

THREADS = {
    "type": "object",
    "properties": {"threads": {"type": "array", "items": {"type": "integer"}}},
    "required": ["threads"],
}
SPECS = (
    ToolSpec("mail.archive", "Take threads out of the inbox.", THREADS, "Archive"),
    ToolSpec("mail.send", "Send it.", {"type": "object"}, "Send"),
)


@dataclass
class Verbs:
    """The verbs, with what was run."""

    ran: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    away: bool = False
    broken: bool = False
    many: tuple[ToolSpec, ...] = SPECS
    others: tuple[str, ...] = ()
    finds: tuple[tuple[str, int], ...] = ()
    begun: int = 0

    def fresh(self) -> None:
        self.begun += 1

    def specs(self) -> Sequence[ToolSpec]:
        return self.many

    def properties(self, command: str) -> Properties:
        sends = Properties(undoable=False, asks=True)
        return {"mail.archive": Properties(), "mail.note": Properties(), "mail.send": sends}[command]

    def ready(self, command: str) -> bool:
        return not self.away

    async def run(self, command: str, arguments: Mapping[str, object]) -> Result:
        if self.broken:
            raise CommandError("It is gone.", remedy="Look in the archive.")
        self.ran.append((command, dict(arguments)))
        return Result(" ".join(["changed 1", *self.others]), self.others, self.finds)


@dataclass
class Page:
    """The transcript and the listener in one: what was kept, and what was heard."""

    turns: dict[int, tuple[Speaker, str, str, bool]] = field(default_factory=dict)
    heard: str = ""
    asked: list[tuple[TurnId, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    ends: list[Ended] = field(default_factory=list)
    spoken: asyncio.Event = field(default_factory=asyncio.Event)
    offers_beneath: bool = False

    async def add(self, speaker: Speaker, text: str, origin: str, threads: tuple[ThreadId, ...] = ()) -> TurnId:
        turn = TurnId(len(self.turns) + 1)
        self.turns[turn] = (speaker, text, origin, False)
        return turn

    async def behind(self, turn: TurnId) -> Turn | None:
        there = [(number, *self.turns[number]) for number in sorted(self.turns) if number >= turn][:2]
        if not there or there[0][0] != turn:
            return None
        found = [one for one in there if one[1] is Speaker.COMPANION]
        return Turn(TurnId(found[0][0]), 0, *found[0][1:]) if found else None

    async def update(self, turn: TurnId, text: str, *, stopped: bool) -> None:
        speaker, _, origin, _ = self.turns[turn]
        self.turns[turn] = (speaker, text, origin, stopped)

    def kept(self, turn: TurnId, text: str) -> None:
        self.asked.append((turn, text))

    def began(self, turn: TurnId, origin: str) -> None:
        self.heard = ""

    def said(self, turn: TurnId, text: str) -> None:
        self.heard += text
        self.spoken.set()

    def card(self, card: Card) -> None:
        self.cards.append(card)

    def withdrawn(self, card: int) -> None:
        self.cards = [one for one in self.cards if one.id != card]

    def agreed(self, card: int) -> None:
        self.cards = [one for one in self.cards if one.id != card]

    def note(self, text: str) -> None:
        self.notes.append(text)

    def ended(self, ended: Ended) -> None:
        self.ends.append(ended)


BEFORE_THEM = (ThreadId(7), ThreadId(8))
"""What the person has chosen, and a mind may therefore name."""
DONE = ReplyDone("stop", 0, 0, 0.0)
Step = Piece | MindError | float


@dataclass
class Scripted:
    """A mind that says what a test wrote down: a reply is pieces, a pause in seconds, or a failure."""

    replies: list[list[Step]]
    context: int = 8000
    small: bool = False
    name: str = "scripted"
    given: list[tuple[PromptMessage, ...]] = field(default_factory=list)
    tools: list[tuple[ToolSpec, ...]] = field(default_factory=list)
    closed: int = 0
    reads: float = 0.0
    parameters: float = 7.0
    warms: float = 0.0
    warmed: asyncio.Event = field(default_factory=asyncio.Event)

    async def talk(
        self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec] = (), options: Options = PLAIN
    ) -> AsyncGenerator[Piece, None]:
        self.given.append(tuple(messages))
        self.tools.append(tuple(tools))
        try:
            for step in self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]:
                if isinstance(step, MindError):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed += 1

    async def warm(self, warmth: Warmth = NOTHING) -> None:
        self.given.append(warmth.messages)
        self.warmed.set()
        await asyncio.sleep(self.warms)

    async def billions(self) -> float:
        return self.parameters

    async def pace(self) -> MindPace:
        return MindPace(self.reads)

    async def close(self) -> None:
        pass


def talk(
    *replies: list[Step], house: Rooms | None = None, verbs: Verbs | None = None
) -> tuple[Conversation, Page, Scripted]:
    page = Page()
    mind = Scripted(list(replies) or [[Words("Yes."), DONE]])
    conversation = Conversation(
        house=house or Rooms(selected=BEFORE_THEM),
        tools=verbs or Verbs(),
        transcript=page,
        listener=page,
        persona=Persona("Iris", "Theodore"),
        mind=mind,
    )
    return conversation, page, mind


def talking(house: Rooms) -> tuple[Conversation, Page]:
    """A talk in this house without a mind, and what is shown of it."""
    page = Page()
    return Conversation(
        house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Mara"), mind=None
    ), page

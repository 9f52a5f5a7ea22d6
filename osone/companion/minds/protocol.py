"""What a mind is to the rest of the house: it is given messages and streams words, calls and a closing count."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PromptRole(StrEnum):
    """Who a message of the prompt is from."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A verb as the mind sees it."""

    name: str
    """The command's id, e.g. ``mail.archive``."""
    summary: str
    """One sentence: what it does."""
    schema: Mapping[str, object]
    """JSON schema (draft 2020-12) of its arguments, an object."""
    title: str = ""
    """What the person's card calls it, marked for the catalogue; a mind is not told it."""


@dataclass(frozen=True, slots=True)
class Call:
    """The mind asks for a verb. Nothing has been checked yet."""

    name: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """The next words of the reply, as they come."""

    text: str


@dataclass(frozen=True, slots=True)
class ReplyDone:
    """The reply is whole."""

    reason: str
    """``stop`` where it came to an end, ``length`` where it met the limit."""
    prompt_tokens: int
    """Tokens of the whole prompt, those already known included; 0 where the server does not say."""
    evaluated_tokens: int
    """Tokens of the prompt that had to be evaluated anew; 0 where the server does not say."""
    prompt_s: float
    """Seconds spent on the prompt."""


Piece = Words | Call | ReplyDone


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of the prompt."""

    role: PromptRole
    text: str
    calls: tuple[Call, ...] = ()
    """What an assistant's message asked for."""
    tool: str = ""
    """Whose result a tool's message is."""
    others: tuple[str, ...] = ()
    """What in it others wrote, or may have written. It is not sent: it is what the guard goes by."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to speak this time. None of these makes a server load its model again."""

    limit: int = 700
    """Most tokens of the reply."""
    temperature: float = 0.6
    seed: int | None = None
    schema: Mapping[str, object] | None = None
    """Answer in this JSON schema; never together with tools, which would then never be called."""
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a server has on its disk."""

    name: str
    size: int
    """Bytes on the disk; 0 where the model is not on this machine."""
    family: str = ""
    parameters: str = ""
    """As the server says it, e.g. ``4.0B``."""

    @property
    def billions(self) -> float:
        """Its parameters in thousand millions, from ``1.5B`` or ``494.03M``; 0 where it tells none."""
        number, unit = self.parameters[:-1], self.parameters[-1:].upper()
        told = number.replace(".", "", 1).isdecimal() and unit in "BM" and bool(unit)
        return float(number) / (1 if unit == "B" else 1000) if told else 0.0


@dataclass(frozen=True, slots=True)
class MindTimeouts:
    """How long to wait, in seconds, before a silence counts as a fault."""

    connect: float = 3.0
    answer: float = 15.0
    """For a short question: which models are there, what can one do."""
    first: float = 300.0
    """For the first piece of a reply: a large model may have to be read from the disk first."""
    between: float = 45.0
    """Between two pieces."""
    pull: float = 30.0
    """Without a new byte of a download, before it is asked for again."""


@dataclass(frozen=True, slots=True)
class Warmth:
    """What should be ready before the first word: the frozen head of the prompt."""

    messages: tuple[PromptMessage, ...] = ()
    tools: tuple[ToolSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class MindPace:
    """How fast a mind reads here."""

    tokens: float = 0.0
    """Tokens of a prompt in a second; 0 where it cannot say."""
    again: bool = False
    """True where its form puts the verbs into the newest message, so that they are read with every turn."""


PLAIN = Options()
PATIENCE = MindTimeouts()
NOTHING = Warmth()


class Mind(Protocol):
    """A model that can be talked with.

    Every failure is a :class:`osone.model.errors.MindError` with one sentence and a way on; the kinds are in
    ``minds.errors``. To stop a reply, close the generator or cancel the task that reads it: the server stops too.
    """

    @property
    def name(self) -> str:
        """Who speaks, for the transcript: ``ollama/qwen3:4b``, ``starter``."""

    @property
    def context(self) -> int:
        """Tokens that prompt and reply may take together."""

    @property
    def small(self) -> bool:
        """True where it may chat and phrase but must never state facts or use tools."""

    def talk(
        self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec] = (), options: Options = PLAIN
    ) -> AsyncGenerator[Piece, None]:
        """Reply to the messages, piece by piece; the last piece is a :class:`Done`."""

    async def warm(self, warmth: Warmth = NOTHING) -> None:
        """Load the model and evaluate the head of the prompt, so that the first turn costs only its own words."""

    async def pace(self) -> MindPace:
        """How fast it reads, tried on words that it has never seen."""

    async def billions(self) -> float:
        """How many parameters it has, in thousand millions; 0 where nobody knows."""

    async def close(self) -> None:
        """Let go of connections and processes. A mind can be talked with again afterwards."""

"""What the meeting is given in its tests: time, settings, voices, names, minds, servers and disks that obey."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field

from qasync import QEventLoop

from osone.bridge.onboarding.ports import (
    BrowserWay,
    MindOffer,
    MindsHere,
    OnDisk,
    Proposal,
    ServerChoice,
    Servers,
    VoiceOffer,
)
from osone.companion.minds.pulling import Pulling
from osone.model.errors import OsOneError

GIGABYTE = 1_000_000_000
PEOPLE = ("Heart", "Bella", "Nova", "Sarah", "Michael", "Fenrir", "Emma", "Isabella", "George", "Lewis")
PROVIDER = Servers(
    ServerChoice("imap.example.org", 993, "tls", "ada@example.org"),
    ServerChoice("smtp.example.org", 465, "tls", "ada@example.org"),
    "Found at autoconfig.example.org.",
)


class Now:
    """Starts work on the window's loop."""

    def __init__(self, loop: QEventLoop) -> None:
        self._loop = loop
        self.tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task: asyncio.Task[None] = self._loop.create_task(work)
        self.tasks.add(task)
        return task


@dataclass
class Kept:
    """Settings that are written down, in order."""

    values: dict[str, object] = field(default_factory=dict)
    writes: list[dict[str, str | bool]] = field(default_factory=list)

    def keep(self, values: Mapping[str, str | bool]) -> None:
        self.writes.append(dict(values))
        self.values.update(values)


@dataclass
class Choir:
    """Voices that are noted instead of sounded; ``hold`` keeps each speaking."""

    said: list[tuple[str, str]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    sound: bool = True
    error: OsOneError | None = None
    hold: bool = False

    def offers(self) -> Sequence[VoiceOffer]:
        accents = ("American", "British")
        kokoro = [
            VoiceOffer(
                f"kokoro:{name.lower()}",
                name,
                f"{'Masculine' if name in ('Michael', 'Fenrir', 'George', 'Lewis') else 'Feminine'}, "
                f"{accents[place > 5]}, on this computer",
                True,
            )
            for place, name in enumerate(PEOPLE)
        ]
        return [
            *kokoro,
            VoiceOffer("system", "Your system's voice", "fast and light", False),
            VoiceOffer("none", "No voice", "we write to each other", False),
        ]

    def mixed(self, first: str, second: str, share: float) -> str:
        return f"{first}+{second.removeprefix('kokoro:')}@{share:.1f}"

    async def say(self, voice: str, words: str, level: Callable[[float], None]) -> bool:
        self.said.append((voice, words))
        if self.error is not None:
            raise self.error
        if not self.sound:
            return False
        try:
            level(0.8)
            if self.hold:
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.stopped.append(voice)
            raise
        return True


class FewNames:
    """Three names."""

    def propose(self, before: Sequence[str], person: str) -> Proposal:
        names = (
            Proposal(
                "Iris",
                "I read through 312 names while you were listening. This is the part of the eye that decides how much "
                "light to let in. I liked that.",
            ),
            Proposal("Juno", "Short, and easy to call across a room."),
            Proposal("Marlow", "It sounds like someone who knows the way home."),
        )
        return next((name for name in names if name.name not in before), names[0])


@dataclass
class Library:
    """Models to look at and to fetch."""

    here: MindsHere = field(
        default_factory=lambda: MindsHere(
            ollama=True,
            absent="",
            installed=(MindOffer("qwen3:4b-instruct", "Quick, and good with tools", 2_500_000_000),),
            fitting=(
                MindOffer("gemma4:e4b", "The warmest talker of these", 9_600_000_000),
                MindOffer("llama3.2:3b", "Small and friendly", 2_000_000_000),
            ),
            rule="Fits this computer (half of 23 GB of memory)",
        )
    )
    looks: int = 0
    steps: "asyncio.Queue[Pulling | OsOneError | None]" = field(default_factory=asyncio.Queue)
    closed: list[str] = field(default_factory=list)

    async def look(self) -> MindsHere:
        self.looks += 1
        return self.here

    async def pull(self, model: str) -> AsyncGenerator[Pulling, None]:
        try:
            while (step := await self.steps.get()) is not None:
                if isinstance(step, OsOneError):
                    raise step
                yield step
        finally:
            self.closed.append(model)


@dataclass
class Post:
    """A provider's servers."""

    servers: Servers | None = PROVIDER
    password: str = "right horse"
    refusal: OsOneError | None = None
    name: str = ""
    """The one user name that is let in; empty where any is."""
    says: tuple[str, ...] = ()
    hold: bool = False
    checked: list[tuple[str, Servers]] = field(default_factory=list)
    saved: list[tuple[str, Servers, str, str]] = field(default_factory=list)
    way: BrowserWay | None = None
    later_way: BrowserWay | None = None
    """How one signs in once the domain has said who does it."""
    client_id: str = ""
    clients: list[str] = field(default_factory=list)

    async def discover(self, address: str, said: Callable[[str], None]) -> Servers | None:
        for sentence in self.says:
            said(sentence)
        if self.hold:
            await asyncio.Event().wait()
        return self.servers

    async def check(self, address: str, servers: Servers, password: str) -> str:
        self.checked.append((address, servers))
        if self.hold:
            await asyncio.Event().wait()
        right = password == self.password and self.name in ("", servers.incoming.user)
        if not right and self.refusal is not None:
            raise self.refusal
        return "Six folders and 6,046 messages. The newest came this morning; I begin with those."

    async def save(self, address: str, servers: Servers, password: str, uid: str) -> None:
        self.saved.append((address, servers, password, uid))

    def browser(self, servers: Servers) -> BrowserWay | None:
        return self.way or (self.later_way if servers.published is not None else None)

    async def client(self, way: BrowserWay) -> str:
        return self.client_id

    async def sign_in(
        self, address: str, servers: Servers, client: str, uid: str, opens: Callable[[str], object]
    ) -> str:
        self.clients.append(client)
        opens(f"{self.way.authority.authorize}?login_hint={address}" if self.way is not None else "")
        if self.hold:
            await asyncio.Event().wait()
        if self.refusal is not None:
            raise self.refusal
        self.saved.append((address, servers, "what the browser brought", uid))
        return "Your inbox is empty."


@dataclass
class Disk:
    """Mail on a disk."""

    mail: tuple[OnDisk, ...] = (
        OnDisk("/home/ada/.thunderbird/x", "Thunderbird, ada@example.org", "4 folders, 1.2 GB"),
    )
    brought: list[str] = field(default_factory=list)
    samples: int = 0
    refusal: OsOneError | None = None

    async def found(self) -> Sequence[OnDisk]:
        return self.mail

    async def inspect(self, path: str) -> OnDisk:
        if self.refusal is not None:
            raise self.refusal
        return OnDisk(path, "Maildir", "12 messages")

    async def complete(self, path: str) -> Sequence[str]:
        return [name for name in ("/srv/mail/ada/", "/srv/mail/adam/", "/srv/post/") if name.startswith(path)]

    async def bring(self, mail: OnDisk) -> None:
        self.brought.append(mail.path)

    async def sample(self) -> None:
        self.samples += 1

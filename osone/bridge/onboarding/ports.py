"""What the meeting needs of the house: openings that are filled with the real voices, minds and mailboxes."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from osone.accounts.oauth.authorities import Authority
from osone.companion.minds.pulling import Pulling


class Running(Protocol):
    """Work that has been started. An ``asyncio.Task`` is one."""

    def cancel(self) -> object:
        """Stop it at its next wait."""


class Later(Protocol):
    """Starts work that takes time on the window's own loop, keeps hold of it, and logs what it did not catch."""

    def start(self, work: Coroutine[object, object, None]) -> Running:
        """Begin now; return at once."""


class OneAtATime:
    """One piece of work at a time: what is started replaces what was running."""

    def __init__(self, later: Later) -> None:
        self._later = later
        self._running: Running | None = None

    def run(self, work: Coroutine[object, object, None]) -> None:
        """Stop what runs and start this."""
        self.stop()
        self._running = self._later.start(work)

    def stop(self) -> None:
        """Stop what runs, if anything does. Stopping twice is no harm."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()


class Keeper(Protocol):
    """Keeps settings for good."""

    def keep(self, values: Mapping[str, str | bool]) -> None:
        """Write these settings at once."""


@dataclass(frozen=True, slots=True)
class VoiceOffer:
    """A voice that can be chosen."""

    id: str
    """What is kept; ``none`` is no voice."""
    title: str
    note: str
    """How it sounds and where it comes from."""
    mixable: bool
    """Whether it can be mixed with another mixable one."""


class Voices(Protocol):
    """The voices of this computer."""

    def offers(self) -> Sequence[VoiceOffer]:
        """All that can be chosen, the best first, no voice last."""

    def mixed(self, first: str, second: str, share: float) -> str:
        """The id of a mixture: ``share`` (0 to 1) of the second voice in the first."""

    async def say(self, voice: str, words: str, level: Callable[[float], None]) -> bool:
        """Speak, and return when it is said; cancelling stops the sound at once. False where nothing can sound.

        ``level`` is told how loud it is, 0 to 1, some thirty times a second. Raises ``VoiceError`` where there is no
        such voice or it does not come.
        """


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that the companion would like."""

    name: str
    reason: str


class Names(Protocol):
    """Names to choose from."""

    def propose(self, before: Sequence[str], person: str) -> Proposal:
        """One that is not among those proposed ``before``, nor the person's own; when all were, the first again."""


@dataclass(frozen=True, slots=True)
class MindOffer:
    """A model that can think for the companion."""

    model: str
    """Its name in Ollama."""
    note: str
    """What it is good for, in a few words."""
    size: int
    """Bytes on the disk; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class MindsHere:
    """What there is to think with on this machine."""

    ollama: bool
    """Whether Ollama answers."""
    absent: str
    """Where it does not: one sentence that says how to get or start it."""
    installed: tuple[MindOffer, ...]
    fitting: tuple[MindOffer, ...]
    """Not installed, but of a size that this machine carries, the best first."""
    rule: str
    """The heading over them, which says how that size was found; empty where nobody knows."""


class Minds(Protocol):
    """Where minds come from."""

    async def look(self) -> MindsHere:
        """See what is there. Never fails for Ollama's absence, which it tells in its answer."""

    def pull(self, model: str) -> AsyncGenerator[Pulling, None]:
        """Fetch a model, telling how far it is; ends when the model can be used. Closing it stops; it resumes later.

        Raises ``MindError`` or ``NetworkError``.
        """


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """One server of a mailbox."""

    host: str
    port: int
    security: str
    """``tls``, ``starttls``, or ``none`` for this computer itself."""
    user: str


@dataclass(frozen=True, slots=True)
class Servers:
    """Where an address is read and sent from, and how that is known."""

    incoming: ServerChoice
    outgoing: ServerChoice | None
    """None where mail can only be read."""
    source: str
    """One sentence that says where this was found."""
    notes: tuple[str, ...] = ()
    """Sentences to read before a password is typed."""
    confirm: bool = False
    """Whether the person has to look at the servers and take them before a password is asked for."""
    app_password_page: str = ""
    """Where the provider gives out passwords for programs; empty where the usual one serves."""
    provider: str = ""
    """The provider's name, where it is known."""
    published: Authority | None = None
    """Who signs people in with a browser, as the domain says itself."""
    token: bool = False
    """Whether the account, which is here, signs in with a browser."""


@dataclass(frozen=True, slots=True)
class BrowserWay:
    """Signing in with a browser, where a provider offers it."""

    authority: Authority
    only: bool
    """Whether that is what to ask for first: a password is not taken, or is not what the account had."""
    client: str = ""
    """A client ID that came along with it."""

    @property
    def name(self) -> str:
        """The provider's name."""
        return self.authority.name

    @property
    def place(self) -> str:
        """The host that the browser goes to."""
        return self.authority.place

    @property
    def page(self) -> str:
        """Where a client ID is registered; empty where nobody knows."""
        return self.authority.page


class Mailboxes(Protocol):
    """Mail accounts on servers."""

    async def discover(self, address: str, said: Callable[[str], None]) -> Servers | None:
        """Find the servers of an address; ``said`` hears a short sentence as each source is asked.

        None where nothing was found. Raises ``NetworkError`` where nobody could be asked.
        """

    async def check(self, address: str, servers: Servers, password: str) -> str:
        """Log in to both servers and return a sentence of what was seen.

        Raises ``AccountError`` or ``NetworkError`` with a sentence and a way on.
        """

    async def save(self, address: str, servers: Servers, password: str, uid: str) -> None:
        """Keep an account, its password in the keyring, and begin to fetch. Raises ``SecretError``.

        ``uid`` names the account that is changed; empty, a new one is added.
        """

    def browser(self, servers: Servers) -> BrowserWay | None:
        """How one signs in to these servers with a browser; None where one does not."""

    async def client(self, way: BrowserWay) -> str:
        """The client ID that is kept for it, as ``sign_in`` takes it; empty where there is none yet."""

    async def sign_in(
        self, address: str, servers: Servers, client: str, uid: str, opens: Callable[[str], object]
    ) -> str:
        """Open a browser and wait for it; then log in to both servers, keep the account, and say what was seen.

        ``client`` is the client ID, and after a blank what came with it; it is kept too. Cancelling stops waiting.
        Raises ``AccountError``, ``NetworkError`` or ``SecretError``.
        """


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Mail that lies on this computer."""

    path: str
    title: str
    """E.g. "Thunderbird, ada@example.org"."""
    note: str
    """How much, as far as is known."""


class Imports(Protocol):
    """Mail that is here already, and mail to try things with."""

    async def found(self) -> Sequence[OnDisk]:
        """What lies in the usual places."""

    async def inspect(self, path: str) -> OnDisk:
        """What lies at a path. Raises ``OsOneError`` with a sentence where that is no mail."""

    async def complete(self, path: str) -> Sequence[str]:
        """Paths that begin so, for the Tab key."""

    async def bring(self, mail: OnDisk) -> None:
        """Begin to bring it in; returns when it is under way."""

    async def sample(self) -> None:
        """Fill this profile with the sample world."""

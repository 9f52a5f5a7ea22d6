"""What the engine and those who join it say to each other: one frozen value a message, one JSON line on the wire.

Nothing here is data of the person's but what accounts sign in with, where there is no keyring; everything else says
"look again", or how the work stands. Fields that are not known are passed over and kinds that are not known are
ignored, so that a field or a kind may be added freely. ``PROTOCOL`` counts up when a message changes its meaning:

- an engine tells every guest its number (``Hello``) and serves all of them, as far as it understands them;
- a guest of the same number listens;
- a shell that meets an older engine asks it to stop, in the words of every protocol, and starts its own;
- a shell that meets a newer engine says that OS One was updated, and listens no further.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import ClassVar

from osone.model.errors import whole
from osone.store.refusals import KeptRefusal

PROTOCOL = 1
"""0 is what spoke before messages had kinds."""
SECRET = {"secret": True}


class Standing(StrEnum):
    """How an account stands with its server."""

    SYNCING = "syncing"
    QUIET = "quiet"
    """Everything is here, and news is waited for."""
    OFFLINE = "offline"
    """The server cannot be reached; it is tried again."""
    REFUSED = "refused"
    """The server would not let us in; that is for the person to mend."""
    GONE = "gone"
    """The account is served no longer: it was taken away, or its settings are new and it begins again."""


class Work(StrEnum):
    """What is under way."""

    HEADERS = "headers"
    BODIES = "bodies"
    INDEXING = "indexing"
    IMPORT = "import"
    MENDING = "mending"
    """After a crash: what it left half done is put right."""
    ROOM = "room"
    """None, for the disk is full: what is to be done waits for room."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The engine's first word to everyone who joins."""

    kind: ClassVar[str] = "hello"
    protocol: int


@dataclass(frozen=True, slots=True)
class Beat:
    """The engine lives."""

    kind: ClassVar[str] = "beat"


@dataclass(frozen=True, slots=True)
class WakeUp:
    """The store is different: look again."""

    kind: ClassVar[str] = "wake-up"
    upto: int = 0
    """The last row of the change feed; 0 where it was not looked for."""


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """How one service of an account stands, with sentences for the person where it is in trouble."""

    kind: ClassVar[str] = "account"
    account: int
    standing: Standing
    sentence: str = ""
    remedy: str = ""
    command: str = ""
    """The verb that mends it, where there is one."""
    service: str = "incoming"
    """A ``Service``."""

    @property
    def whole(self) -> str:
        """The sentence and, where there is one, what to do about it."""
        return whole(self.sentence, self.remedy)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some work is. It is over where nothing is ``left``."""

    kind: ClassVar[str] = "progress"
    work: Work
    count: int
    """Messages done."""
    left: int
    """Messages to go, as far as that is known; -1 where it is not."""
    account: int = 0
    """0 for work that belongs to no account."""
    folder: str = ""
    rate: int = 0
    """Messages a second; 0 where nobody measured it."""


@dataclass(frozen=True, slots=True)
class FolderRefused:
    """The server will not open a folder, or keeps something of it back; all else is read all the same."""

    kind: ClassVar[str] = "folder-refused"
    account: int
    folder: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FolderUnsure:
    """Several folders could be for one thing: the person chooses with ``folder.purpose``."""

    kind: ClassVar[str] = "folder-unsure"
    account: int
    purpose: str
    """A ``Role``."""
    sentence: str


@dataclass(frozen=True, slots=True)
class JobDone:
    """What was asked for once is done."""

    kind: ClassVar[str] = "job-done"
    job: int
    said: str
    of: str = ""
    """What kind of job it was (``store.jobs.Job.kind``)."""


@dataclass(frozen=True, slots=True)
class JobFailed:
    """What was asked for once could not be done."""

    kind: ClassVar[str] = "job-failed"
    job: int
    sentence: str
    remedy: str = ""

    @property
    def whole(self) -> str:
        """The sentence and, where there is one, what to do about it."""
        return whole(self.sentence, self.remedy)


@dataclass(frozen=True, slots=True)
class WishRefused:
    """A server would not do what was wished, for good, and what was shown is put back."""

    kind: ClassVar[str] = "wish-refused"
    account: int
    messages: tuple[int, ...]
    wish: str
    value: int
    source: int
    """The folder it was to be done in."""
    code: str = ""
    """Why, as a response code of RFC 5530."""
    words: str = ""
    """What the server said."""
    entries: tuple[int, ...] = ()
    """The journal's entries that wished it."""
    number: int = 0
    """Its row among what is kept until a person was told of it (``store.refusals``)."""


@dataclass(frozen=True, slots=True)
class ShowWindow:
    """The command line asks for the window: ``raise`` or ``toggle``. The engine passes it on to whoever is it."""

    kind: ClassVar[str] = "window"
    window: str
    mailto: str = ""
    """The address of a message that is to be begun in it (RFC 6068); empty for none."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What an account signs in with was replaced; for the shell to keep, where the engine reaches no keyring."""

    kind: ClassVar[str] = "renewed"
    uid: str
    """The account's."""
    secret: str = field(repr=False, metadata=SECRET)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An account is taken away: what it signed in with is for the shell to forget, where the engine has no keyring."""

    kind: ClassVar[str] = "forgotten"
    uid: str


@dataclass(frozen=True, slots=True)
class Join:
    """A guest's first word: what shows that it may read the profile."""

    kind: ClassVar[str] = "join"
    token: str = field(repr=False, metadata=SECRET)
    protocol: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """A shell's first line on the standard input of an engine that it has started."""

    kind: ClassVar[str] = "start"
    key: str = field(repr=False, metadata=SECRET)
    """The store's, in hexadecimal."""
    protocol: int = 0
    vault: str = ""
    """The kind of the shell's vault: where it is the system's, the engine asks the keyring itself."""
    passwords: Mapping[str, str] = field(repr=False, metadata=SECRET, default_factory=dict)
    """By the accounts' uids."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Something was wished or asked for."""

    kind: ClassVar[str] = "look"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords that no keyring keeps, by the accounts' uids; they are tried at once."""

    kind: ClassVar[str] = "passwords"
    passwords: Mapping[str, str] = field(repr=False, metadata=SECRET)


@dataclass(frozen=True, slots=True)
class Stop:
    """The engine shall end, in good order."""

    kind: ClassVar[str] = "stop"
    stop: bool = True
    """What engines of protocol 0 listen for; so every one that ever was understands this."""


Message = (
    Hello | Beat | WakeUp | AccountStanding | Progress | FolderRefused | FolderUnsure | JobDone | JobFailed
    | WishRefused | ShowWindow | Renewed | Forgotten | Join | Start | LookAgain | Passwords | Stop
)  # fmt: skip
KINDS: Mapping[str, type[Message]] = {
    each.kind: each
    for each in (
        Hello, Beat, WakeUp, AccountStanding, Progress, FolderRefused, FolderUnsure, JobDone, JobFailed, WishRefused,
        ShowWindow, Renewed, Forgotten, Join, Start, LookAgain, Passwords, Stop,
    )
}  # fmt: skip
Report = Callable[[Message], None]
"""Tells the others, from any thread."""


def as_told(kept: KeptRefusal) -> WishRefused:
    """What is kept of a wish that came to nothing, as a window is told of it."""
    return WishRefused(
        kept.account, kept.messages, kept.wish, kept.value, kept.source, kept.code, kept.words, kept.entries, kept.id
    )


def encode(message: Message) -> bytes:
    """A message as its line, end of line included."""
    said: dict[str, object] = {"kind": message.kind}
    for one in fields(message):
        value = getattr(message, one.name)
        said[one.name] = dict(value) if isinstance(value, Mapping) else value
    return json.dumps(said).encode() + b"\n"


def decode(line: bytes) -> Message | None:
    """The message of a line; None where it is none, is of a kind that is not known, or lacks what it must say."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    kind = said.get("kind") if isinstance(said, dict) else None
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        return None
    values: dict[str, object] = {}
    for one in fields(made):
        if one.name in said:
            try:
                values[one.name] = READERS[one.type](said[one.name])
            except (TypeError, ValueError):
                return None
        elif one.default is MISSING and one.default_factory is MISSING:
            return None
    return made(**values)  # type: ignore[arg-type]


def _exactly(wanted: type) -> Callable[[object], object]:
    def read(value: object) -> object:
        if type(value) is not wanted:  # to JSON true is no number
            raise TypeError(value)
        return value

    return read


def _numbers(value: object) -> object:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_exactly(int)(one) for one in value)


def _words(value: object) -> object:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise TypeError(value)
    return value


READERS: Mapping[object, Callable[[object], object]] = {
    int: _exactly(int),
    str: _exactly(str),
    bool: _exactly(bool),
    tuple[int, ...]: _numbers,
    Mapping[str, str]: _words,
    Standing: lambda value: Standing(str(value)),
    Work: lambda value: Work(str(value)),
}
"""How a field of each type is read. TypeError or ValueError where it is something else."""

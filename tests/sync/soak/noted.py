"""What is noted of a world: who can do what, what can go wrong, and what anybody wanted of a message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from osone.model.mail import Address
from osone.sync.source import Lane
from tests.parts.memory import Fault

ME = Address("Amy", "amy@example.test")
ABILITIES: Mapping[str, str] = {
    "all": "IMAP4rev1 UIDPLUS MOVE CONDSTORE ENABLE NAMESPACE",
    "no MOVE": "IMAP4rev1 UIDPLUS CONDSTORE ENABLE NAMESPACE",
    "neither": "IMAP4rev1 NAMESPACE",
}
"""What the server can do beside what every server can."""
Held = dict[str, dict[str, tuple[bool, bool]]]
"""By subject: where it stands, by the folder's path, and whether it is seen and starred there."""


class Disk(StrEnum):
    """What may become of one commit of the engine."""

    FULL = "there is no room for it"
    UNSYNCED = "it is written, and the disk says that it may not last"
    KILLED = "the engine is killed before it"


@dataclass(frozen=True)
class Trouble:
    """What goes wrong in one step, and where: the ``at``th thing that is said, or commit that is made."""

    what: Fault | Disk | None
    at: int = 0
    late: bool = False
    """Of what others do meanwhile: once it was carried out, and before it is answered."""
    others: "Act | None" = None
    """What somebody does at that moment."""


@dataclass(frozen=True)
class Act:
    """Something that somebody does. ``which`` and ``where`` choose among the messages and folders there are."""

    who: str
    """``person``, ``other`` or ``engine``."""
    what: str
    which: int = 0
    where: int = 0


PERSON = (
    "archive", "trash", "star", "read or not", "move", "inbox", "erase", "undo", "redo",
    "write", "write", "discard or not", "again", "leave it", "edit", "send what was taken back",
)  # fmt: skip
OTHER = (
    "deliver",
    "star",
    "unstar",
    "read",
    "unread",
    "move",
    "delete",
    "mark as deleted",
    "renumber",
    "rename",
    "remove",
)
ENGINE = ("receive", "act", "send")
LANES = {"receive": Lane.RECEIVE, "act": Lane.ACT, "send": Lane.SEND}


def letter(number: int, *, named: bool = True) -> bytes:
    """A mail with a subject of its own."""
    name = f"Message-ID: <{number}@example.test>\r\n" if named else ""
    return (
        f"From: Bo <bo@example.test>\r\nTo: Amy <{ME.email}>\r\nSubject: letter {number}\r\n{name}"
        f"Date: Mon, 02 Nov 2026 09:{number % 60:02d}:00 +0000\r\n\r\nSome words. {number}\r\n"
    ).encode()


def subject_of(raw: bytes) -> str:
    """The subject of a mail of ours."""
    return raw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode()


def id_of(raw: bytes) -> str:
    """Its Message-ID."""
    return raw.partition(b"Message-ID: <")[2].partition(b">")[0].decode()


@dataclass
class Said:
    """What must have become of one message on the server, as far as anybody had a say in it."""

    places: set[str] = field(default_factory=set)
    seen: set[bool] = field(default_factory=set)
    starred: set[bool] = field(default_factory=set)
    copies: int = 1
    """How many there may be: more where somebody moved it while a server without MOVE had it copied."""
    gone: bool = False
    """Whether it may be seen nowhere any more: somebody deleted it or marked it so, or the person did for good."""
    expunged: bool = False
    """Whether there may be nothing left of it."""

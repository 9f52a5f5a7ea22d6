"""What a person may want that the skills surely understand, one type each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from osone.companion.skills.when import AskedSpan


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on in these days."""

    span: AskedSpan
    only: str = ""
    """``events`` or ``tasks``; empty for both."""


@dataclass(frozen=True, slots=True)
class FindMail:
    """Mail that is looked for."""

    sender: str = ""
    """In the person's words, as they were typed."""
    about: str = ""
    since: date | None = None
    until: date | None = None
    """Exclusive."""
    unread: bool = False
    starred: bool = False
    attachments: bool = False
    says: str = ""
    """The days, or the first of them, in the person's words, for the answer."""
    before: str = ""
    """The day that it ends before, where one was named."""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """Read a message to the person: the newest, or the one before them."""

    newest: bool
    unread: bool = False


class Verb(StrEnum):
    """What can be done to what is before the person, as the ids of commands."""

    ARCHIVE = "mail.archive"
    STAR = "mail.star"
    UNSTAR = "mail.unstar"
    TRASH = "mail.trash"
    UNREAD = "mail.unread"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Act:
    """Do this to it."""

    verb: Verb


@dataclass(frozen=True, slots=True)
class AddTask:
    """Put it on the list, in the person's own words; dates in them are the capture line's to read."""

    words: str


class Plain(StrEnum):
    """Wishes without slots."""

    NEEDS = "needs"
    TIME = "time"
    DATE = "date"
    WHO = "who"
    FEELINGS = "feelings"
    HELP = "help"
    HELLO = "hello"
    HOW_ARE_YOU = "how_are_you"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    CRISIS = "crisis"
    STOP = "stop"
    SORRY = "sorry"
    INSULT = "insult"
    JOKE = "joke"
    WEATHER = "weather"
    MUSIC = "music"
    NEWS = "news"
    CALLED = "called"
    LOW = "low"
    LONELY = "lonely"
    WORRIED = "worried"
    ANGRY = "angry"
    TIRED = "tired"
    GLAD = "glad"
    BORED = "bored"


Intent = Agenda | FindMail | ReadMail | Act | AddTask | Plain


def name_of(intent: Intent) -> str:
    """The short name that the transcript keeps as where an answer came from."""
    if isinstance(intent, Plain):
        return str(intent)
    names: dict[type, str] = {Agenda: "agenda", FindMail: "find", ReadMail: "read", Act: "act", AddTask: "task"}
    return names[type(intent)]

"""What a person may want that the skills surely understand, one type each."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from osone.companion.skills.when import AskedSpan


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on in these days."""

    span: AskedSpan
    only: str = ""  # ``events`` or ``tasks``; empty for both


@dataclass(frozen=True, slots=True)
class FindMail:
    """Mail that is looked for."""

    sender: str = ""  # in the person's words, as they were typed
    about: str = ""
    since: date | None = None
    until: date | None = None  # exclusive
    unread: bool = False
    starred: bool = False
    attachments: bool = False
    says: str = ""
    """The days, or the first of them, in the person's words, for the answer."""
    before: str = ""  # the day that it ends before, where one was named
    sort: str = ""  # ``newsletters``, ``people`` or ``rest``; empty for all that is in the inbox


@dataclass(frozen=True, slots=True)
class Which:
    """Which of what was named before: one where nothing is said, ``every`` one, or those at places from 1."""

    places: tuple[int, ...] = ()
    """Counted from the end below 0."""
    every: bool = False


@dataclass(frozen=True, slots=True)
class ReadMail:
    """Read a message to the person: the newest, or the one that is meant."""

    newest: bool
    unread: bool = False
    which: Which = Which()


class Verb(StrEnum):
    """What can be done to what is meant, as the ids of commands."""

    ARCHIVE = "mail.archive"
    STAR = "mail.star"
    UNSTAR = "mail.unstar"
    TRASH = "mail.trash"
    UNREAD = "mail.unread"
    JUNK = "mail.spam"
    SNOOZE = "mail.snooze"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Act:
    """Do this to it, or to those."""

    verb: Verb
    which: Which = Which()
    unread: bool = True
    """Of what is marked as unread or read: which of them."""
    when: str = ""
    """Of what is snoozed: until when, in words."""


@dataclass(frozen=True, slots=True)
class OpenOne:
    """Show it in the window."""

    which: Which


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """All that is still to do, or what of it is in one list."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class TickOff:
    """Mark a task as done: by its name, or one that was named before."""

    what: str = ""
    which: Which | None = None
    told: bool = False
    """Whether it was told, and not wished: where there is no such task, nothing was asked for."""


@dataclass(frozen=True, slots=True)
class AddTask:
    """Put it on the list, in the person's own words; dates in them are the capture line's to read."""

    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that stands in a sentence."""

    since: datetime
    until: datetime
    """Exclusive; of a moment it is the moment itself."""
    timed: bool
    """Whether hours were named, and not only days."""
    says: str
    """The person's own words for it."""


@dataclass(frozen=True, slots=True)
class NextUp:
    """What comes first: from now on, or within a time. ``last`` asks for the end of it."""

    slot: Slot | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Free:
    """Whether the person is free then: ``busy`` asks the other way round, ``gaps`` when, ``room`` whether at all."""

    slot: Slot
    busy: bool = False
    gaps: bool = False
    room: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """What is on within some hours."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class WhenIs:
    """When something is that the calendar or the tasks know by its name; ``where`` asks for its place."""

    what: str
    where: bool = False
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class WhoIs:
    """Who somebody is; empty is who wrote what is before the person."""

    name: str
    other: int = 0  # how many likelier people of that name are not meant


@dataclass(frozen=True, slots=True)
class WhoWrote:
    """Who wrote in these days."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class LastFrom:
    """When somebody wrote last. ``answered`` asks whether they answered."""

    name: str
    answered: bool = False
    other: int = 0


@dataclass(frozen=True, slots=True)
class WhatWanted:
    """What somebody wants, by their newest message; empty is the one before the person."""

    name: str = ""
    other: int = 0


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many there are of something."""

    of: FindMail | str  # mail, or ``tasks``, ``overdue``, ``events`` or ``needs``
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Sweep:
    """Do this to all of a set, once it was seen and agreed to."""

    verb: str  # the id of a command that takes conversations
    of: FindMail
    unread: bool | None = None  # which of the two it is to be, where that is asked for


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Begin an answer to somebody with these words; an empty name is the message before the person."""

    name: str
    words: str = ""
    which: Which = Which()


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """A line that is kept as the capture line would keep it: an event, or a task."""

    line: str
    event: bool


@dataclass(frozen=True, slots=True)
class ShownTime:
    """When what the message before the person is about takes place; ``add`` puts it on the calendar."""

    add: bool = False


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Another day for a task, named or pointed at."""

    what: str
    when: str  # in the person's words
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class DropTask:
    """Delete a task that is named."""

    what: str


@dataclass(frozen=True, slots=True)
class SaidDone:
    """Something was done, by what a person tells: it may be a task."""

    did: str
    does: str  # the same verb as a task would say it
    of: str


@dataclass(frozen=True, slots=True)
class CancelEvent:
    """Delete an event that is named, has its time, or was named before."""

    what: str
    slot: Slot | None = None
    which: Which | None = None
    every: bool = False  # all of a series


@dataclass(frozen=True, slots=True)
class ReviseNamed:
    """Another name for a task or an event, or another place for an event, which is named or was named before."""

    what: str
    title: str = ""
    place: str = ""
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class ForwardTo:
    """Begin to pass mail on to somebody: what it is about, or what is pointed at."""

    name: str
    what: str
    which: Which | None


@dataclass(frozen=True, slots=True)
class OfDraft:
    """Do this with the draft that is open: ``send``, ``discard``, ``copy`` or ``attach``."""

    what: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class BlockSender:
    """Block somebody's mail, or no longer: by name or address, or where neither is said who wrote what is open."""

    name: str
    off: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """What the person said to somebody that they would do."""

    name: str


@dataclass(frozen=True, slots=True)
class InvitationOf:
    """Take up an invitation: somebody's, or the one before the person."""

    name: str


@dataclass(frozen=True, slots=True)
class TimeIn:
    """What time it is in a place; ``zone`` is empty where nobody knows its zone."""

    place: str
    zone: str


@dataclass(frozen=True, slots=True)
class HowShort:
    """How much the companion is to say: a value of the setting."""

    manner: str


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
    GOODNIGHT = "good_night"
    CRISIS = "crisis"
    DANGER = "danger"
    STOP = "stop"
    HUSH = "hush"
    NO = "no"
    CANCEL = "cancel"
    OKAY = "okay"
    SORRY = "sorry"
    INSULT = "insult"
    JOKE = "joke"
    WEATHER = "weather"
    MUSIC = "music"
    NEWS = "news"
    CALLED = "called"
    YES = "yes"
    REPEAT = "repeat"
    WHY = "why"
    UNCLEAR = "unclear"
    WHICHEVER = "whichever"
    CHAT = "chat"
    TOLD = "told"
    AHA = "aha"
    WISHES = "wishes"
    ALARM = "alarm"
    SUMS = "sums"
    TRANSLATION = "translation"
    RECIPE = "recipe"
    KNOWLEDGE = "knowledge"
    PLACES = "places"
    TRAVEL = "travel"
    ORDER = "order"
    SOCIAL = "social"
    MEMORY = "memory"
    SNOOZE = "snooze"
    UNSUBSCRIBE = "unsubscribe"
    SENDING = "sending"
    CONTACTS = "contacts"
    GRIEF = "grief"
    LOW = "low"
    LONELY = "lonely"
    WORRIED = "worried"
    ANGRY = "angry"
    TIRED = "tired"
    GLAD = "glad"
    BORED = "bored"


Asked = (
    NextUp | Free | Between | WhenIs | WhoIs | WhoWrote | LastFrom | WhatWanted | HowMany | Sweep | ReplyTo |
    CaptureLine | ShownTime | OpenOne | OpenTasks | TickOff | MoveTask | DropTask | SaidDone | CancelEvent |
    ReviseNamed | ForwardTo | OfDraft | BlockSender | Promised | InvitationOf | TimeIn | HowShort
)  # fmt: skip
"""Questions and wishes with slots."""
Intent = Agenda | FindMail | ReadMail | Act | AddTask | Plain | Asked

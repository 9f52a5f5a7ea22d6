"""How the messages of a thread become one row in each list: a pure function of what is shown now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from osone.model.ids import SECOND_SHIFT
from osone.model.mail import BETWEEN, FOLDER_BASE, Box, Flag, Kind, Role
from osone.text.names import given

BOX_OF_ROLE: Mapping[Role, Box] = {
    Role.INBOX: Box.INBOX,
    Role.ARCHIVE: Box.ARCHIVE,
    Role.ALL: Box.ARCHIVE,
    Role.SENT: Box.SENT,
    Role.DRAFTS: Box.DRAFTS,
    Role.TRASH: Box.TRASH,
    Role.JUNK: Box.JUNK,
}
AWAY = (Role.TRASH, Role.JUNK)
MINE = (Role.SENT, Role.DRAFTS)
NAMES_SHOWN = 3
# Whole numbers: an IntFlag's own operators cost more than all the rest of a row.
SEEN, FLAGGED = int(Flag.SEEN), int(Flag.FLAGGED)


LATEST_WAKE = 1 << 34
"""The year 2514: what sleeps wakes before it."""
AT_END = (1 << SECOND_SHIFT) - 1


class PutOff(NamedTuple):
    """A conversation that sleeps, or has woken."""

    asleep: bool
    until: int
    """When it wakes, or woke; Unix seconds."""
    why: str
    """Why it woke, as reasons are kept."""
    called: bool
    """Whether it is in the inbox only because it woke."""


class ThreadLine(NamedTuple):
    """One message as its thread's row sees it."""

    id: int
    sender_name: str
    sender_email: str
    subject: str
    snippet: str
    attachments: bool
    kind: str
    reason: str
    shown: tuple[tuple[int, int], ...]
    """Pairs of folder id and flags."""
    put_off: PutOff | None = None
    """Of a message whose conversation was put off with it as the newest."""


@dataclass(slots=True)
class Summary:
    """A thread's row, and the lists it stands in."""

    people: str
    subject: str
    snippet: str
    count: int
    starred: bool
    attachments: bool
    kind: str
    reason: str
    boxes: Mapping[int, tuple[int, bool]]
    """By box: the newest message there, and whether one there is unread."""


def summarise(lines: Sequence[ThreadLine], roles: Mapping[int, Role]) -> Summary:
    """Make a thread's row of its messages, oldest first. Messages shown nowhere do not count."""
    boxes: dict[int, tuple[int, bool]] = {}
    names: dict[str, str] = {}
    here = [line for line in lines if line.shown]
    starred = False
    newest = last_in = None
    all_away = True
    put_off: PutOff | None = None
    for line in here:
        put_off = line.put_off or put_off
        mine, away = False, True
        for folder, flags in line.shown:
            role = roles.get(folder, Role.OTHER)
            mine = mine or role in MINE
            away = away and role in AWAY
            _enter(boxes, BOX_OF_ROLE.get(role, FOLDER_BASE + folder), line.id, not flags & SEEN)
            if flags & FLAGGED and role not in AWAY:
                starred = True
                _enter(boxes, Box.STARRED, line.id, not flags & SEEN)
        # What is in the trash speaks for the conversation only where all of it is there.
        if not away and all_away:
            all_away, last_in = False, None
        if not away or all_away:
            newest = line
            last_in = last_in if mine else line
        names[line.sender_email] = "me" if mine else line.sender_name or line.sender_email
    if newest is None:
        return Summary("", "", "", 0, False, False, Kind.NOTICE, "", {})
    about = last_in or newest
    # A need is met by answering: what the person wrote last puts the thread at rest.
    reason = about.reason if about is newest else ""
    if put_off is not None and not all_away:
        reason = _put_off(boxes, put_off, newest.id, reason)
    if Box.INBOX in boxes:
        _enter(boxes, split(about.kind, reason), *boxes[Box.INBOX])
    return Summary(
        people=people(list(names.values())),
        subject=here[0].subject or newest.subject,
        snippet=newest.snippet,
        count=len(here),
        starred=starred,
        attachments=any(line.attachments for line in here),
        kind=about.kind,
        reason=reason,
        boxes=boxes,
    )


def alone(line: ThreadLine, folder: int, flags: int, role: Role) -> Summary:
    """What ``summarise`` makes of a thread of one message that is shown in one folder, in a third of the time."""
    unread = not flags & SEEN
    box = BOX_OF_ROLE.get(role)
    boxes: dict[int, tuple[int, bool]] = {FOLDER_BASE + folder if box is None else box: (line.id, unread)}
    starred = bool(flags & FLAGGED) and role not in AWAY
    if starred:
        boxes[Box.STARRED] = (line.id, unread)
    if box is Box.INBOX:
        boxes[split(line.kind, line.reason)] = (line.id, unread)
    return Summary(
        "me" if role in MINE else line.sender_name or line.sender_email,
        line.subject, line.snippet, 1, starred, line.attachments, line.kind, line.reason, boxes,
    )  # fmt: skip


def _put_off(boxes: dict[int, tuple[int, bool]], put_off: PutOff, newest: int, reason: str) -> str:
    """Take what sleeps out of the inbox, or lift what woke to its top; the reason why it is there then.

    What came after the waking speaks for itself.
    """
    if put_off.asleep:
        _, unread = boxes.pop(Box.INBOX, (0, False))
        boxes[Box.SNOOZED] = (place_of_wake(put_off.until), unread)
        return reason
    lifted = put_off.until << SECOND_SHIFT | AT_END
    if lifted <= newest or not (put_off.called or Box.INBOX in boxes):
        return reason
    _, unread = boxes.get(Box.INBOX, (0, False))
    boxes[Box.INBOX] = (lifted, unread)
    return BETWEEN.join(filter(None, (put_off.why, reason)))


def place_of_wake(until: int) -> int:
    """What orders the list of what sleeps, in the place of the newest message: the next to wake comes first."""
    return LATEST_WAKE - until << SECOND_SHIFT


def wakes_of(place: int) -> int:
    """The instant that ``place_of_wake`` was given."""
    return LATEST_WAKE - (place >> SECOND_SHIFT)


def _enter(boxes: dict[int, tuple[int, bool]], box: int, message: int, unread: bool) -> None:
    old = boxes.get(box)
    boxes[box] = (message, unread) if old is None else (max(old[0], message), old[1] or unread)


def split(kind: str, reason: str) -> Box:
    """The part of the inbox that a thread belongs to: every one is in exactly one."""
    if reason:
        return Box.NEEDS
    if kind == Kind.PERSON:
        return Box.PEOPLE
    return Box.NEWSLETTERS if kind == Kind.LETTER else Box.REST


def people(names: Sequence[str]) -> str:
    """Who wrote: one whole name, or up to three first names, the newest last."""
    if len(names) <= 1:
        return "".join(names)
    short = list(dict.fromkeys(first_name(name) for name in names))
    if len(short) > NAMES_SHOWN:
        short = [short[0], "…", *short[-(NAMES_SHOWN - 1) :]]
        return ", ".join(short).replace(", …, ", " … ")
    return ", ".join(short)


def first_name(name: str) -> str:
    """What a person is called; what is before the @ of an address; the given part of ``Family, Given``."""
    if "@" in name and " " not in name:
        return name.partition("@")[0]
    family, comma, first = name.partition(",")
    words = (first if comma and first.strip() else family).split()
    return given(words) if words else name

"""The nouns of mail: addresses, flags, folders, messages as rows, and threads as rows of a list."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag, StrEnum
from typing import NamedTuple

from osone.model.ids import AccountId, FolderId, MessageId, ThreadId
from osone.text.catalogue import N_

BETWEEN = ", "
"""Between several reasons why a conversation needs the person, as they are kept."""
UNTIL_NOW, ANSWERED = N_("snoozed until now"), N_("answered while it was snoozed")
SILENT = N_("nobody has answered")
WOKEN = frozenset({UNTIL_NOW, ANSWERED, SILENT})
"""The reasons of one that woke: it is at the top of the inbox though its messages are older."""


class Flag(IntFlag):
    """The system flags of RFC 9051, section 2.3.2, as one integer."""

    SEEN = 1
    ANSWERED = 2
    FLAGGED = 4
    DELETED = 8
    DRAFT = 16


class Role(StrEnum):
    """What a folder is for (RFC 6154). ``OTHER`` is a folder of the person's own."""

    INBOX = "inbox"
    ARCHIVE = "archive"
    SENT = "sent"
    DRAFTS = "drafts"
    TRASH = "trash"
    JUNK = "junk"
    ALL = "all"
    OTHER = "other"


class Box(IntEnum):
    """The lists of threads that are kept ready. A folder's own list is ``FOLDER_BASE + folder id``."""

    INBOX = 1
    STARRED = 2
    ARCHIVE = 3
    SENT = 4
    DRAFTS = 5
    TRASH = 6
    JUNK = 7
    SNOOZED = 8
    NEEDS = 11
    PEOPLE = 12
    NEWSLETTERS = 13
    REST = 14


FOLDER_BASE = 1000


class Kind(StrEnum):
    """What sort of mail it is, by rules over its header and text alone."""

    PERSON = "person"
    LETTER = "letter"
    """A newsletter, or a list on which only its owner writes."""
    RECEIPT = "receipt"
    NOTICE = "notice"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322, section 3.4: a name to show (may be empty) and ``local@domain``."""

    name: str
    email: str

    @property
    def shown(self) -> str:
        """The name, or else the address."""
        return self.name or self.email


def untagged(email: str) -> str:
    """An address without the ``+tag`` of its local part, which leads to the same mailbox."""
    local, at, domain = email.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if at else email


class Header(NamedTuple):
    """What the head of a message says, decoded. A tuple, for a first sync makes one a message."""

    message_id: str
    """Without its angle brackets; empty where there is none."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    """Oldest first, at most the last 50."""
    subject: str
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    date: int | None
    """Unix seconds UTC; None where it is missing or cannot be read."""
    list_id: str
    """Of the list that it came over (RFC 2919), also where older software of lists names it in another way."""
    list_unsubscribe: str
    auto_submitted: bool
    """RFC 3834, or a Precedence of junk, or one of bulk that comes over no list."""
    media_type: str
    """Of the whole message, e.g. ``multipart/mixed``; ``text/plain`` by default."""
    list_closed: bool = False
    """Whether only its owner writes to the list."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that a message carries."""

    part: int
    """Its place among all leaf parts, from 0."""
    name: str
    """Made safe: no path, no control or direction marks."""
    media_type: str
    size: int
    """Bytes after decoding."""
    content_id: str
    inline: bool
    """Whether what is read already shows it, in its place or in another form; everything else is offered as a file."""
    location: str = ""
    """The name that its Content-Location gives it (RFC 2557)."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole message as the reader needs it."""

    header: Header
    text: str
    """The plain text body (all text/plain parts that are shown), or the text of the HTML."""
    html: str
    """The HTML body as it came, empty where there is none. Never shown unreduced."""
    attachments: tuple[Attachment, ...]
    cut: bool = False
    """Whether there is more of its text, or more files, than are read."""
    own_text: bool = True
    """Whether the text is a body of its own, and not that of the HTML."""
    flowed: bool = False
    """Whether its soft line breaks are gone, so that every one that is left was meant."""
    mended: bool = False
    """Whether its head was read by what only the text says, the charset."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A mailbox of an account."""

    id: FolderId
    account: AccountId
    path: str
    """Unicode, with the server's delimiter."""
    role: Role
    name: str
    """What a person reads."""

    @property
    def whole_name(self) -> str:
        """Its name behind those of the folders that it lies in, whatever sign the server has between them.

        In a list of all folders its own may say too little. Of one with a purpose its own is enough, and the inbox is
        not told where folders lie in that.
        """
        parent = self.path.removesuffix(self.name)
        if self.role is not Role.OTHER or len(parent) < 2 or parent == self.path:
            return self.name
        above = [part for part in parent[:-1].split(parent[-1]) if part]
        above = above[1:] if above and above[0].casefold() == "inbox" else above
        return "/".join([*above, self.name])


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A conversation as one row of a list."""

    id: ThreadId
    newest: MessageId
    """The newest message of the thread in this list; its second is the row's time."""
    people: str
    """Who wrote, shortest names, newest last, joined by commas."""
    subject: str
    snippet: str
    count: int
    unread: bool
    starred: bool
    attachments: bool
    kind: Kind
    reason: str
    """Why it needs you, in a few words; empty where it does not."""
    draft: bool = False
    """True in the list of drafts."""
    to: tuple[Address, ...] = ()
    """Whom the newest message is to, in the lists of what the person wrote; empty in all others."""
    wakes: int = 0
    """When it wakes, in the list of what is snoozed, Unix seconds; 0 in all others. There ``newest`` only orders."""
    muted: bool = False
    """Whether what is written in it next skips the inbox."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message of a thread, without its body."""

    id: MessageId
    thread: ThreadId
    account: AccountId
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    snippet: str
    date: int
    """Unix seconds UTC, as the header says."""
    flags: Flag
    folders: tuple[FolderId, ...]
    """Where it is shown now."""
    size: int
    attachments: bool
    has_body: bool

"""One account's connection at its folders: what is asked of a message, and opening a folder with care."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from osone.mail.header import HEADER_FIELDS
from osone.mail.relayed import PIECE
from osone.store import folders, placements, withheld
from osone.store.placements import FolderMark
from osone.store.writing import transaction
from osone.sync.imap import answers, mailboxes
from osone.sync.imap.answers import Selected
from osone.sync.imap.following import WholeLook
from osone.sync.imap.mailboxes import Spaces, is_listed
from osone.sync.imap.names import called, encode_name, quoted
from osone.sync.imap.wire import CommandRefusedError, Wire
from osone.sync.messages import FolderRefused, Report
from osone.sync.source import NotYetError
from osone.sync.working import Files, Pace
from osone.text.catalogue import _

BASICS = "UID FLAGS INTERNALDATE RFC822.SIZE"
WAY = f"BODY.PEEK[HEADER.FIELDS (Received)]<0.{PIECE}>"
"""Of the servers on the way of a message the last one is enough."""
RENEWED_FREE = 2
"""So often a folder may be numbered anew and be looked at again at once; from then on it is left alone for longer."""


@dataclass(slots=True)
class Bulk:
    """One account's bulk connection and its way into the store."""

    wire: Wire
    files: Files
    account: int
    me: frozenset[str]
    pace: Pace
    report: Report
    slices: dict[int, int] = field(default_factory=dict)
    """Without CONDSTORE: by folder, the UID below which the next slice of flags begins."""
    away: Callable[[], bool] = lambda: False
    """Whether something more pressing than bodies has come up."""
    give_way: Callable[[], bool] = lambda: False
    """Lets whoever is more pressing have this connection for a moment; whether somebody did."""
    pressed: Callable[[], bool] = lambda: False
    """Whether somebody more pressing waits for this connection."""
    stale: bool = False
    """A folder was found to be numbered anew: it must be looked at before anything else is done there."""
    spaces: Spaces | None = None
    """Where the account's top level is; None until somebody asked."""

    look: WholeLook = field(default_factory=WholeLook)
    """The reading of all folders that is under way."""

    def was_read(self, folder: int) -> None:
        """A folder was read, or cannot be: what the look says of wishes that are astray is found with its last one."""
        again = self.look.read(self.files.core, self.account, folder, self.report)
        self.stale = self.stale or again

    def items(self, *, way: bool = False) -> str:
        """What is asked of every new message; with ``way`` also which server was the last on its way, and when."""
        server_id = " X-GM-MSGID" if self.wire.has("X-GM-EXT-1") else " EMAILID" if self.wire.has("OBJECTID") else ""
        fields = f"BODY.PEEK[HEADER.FIELDS ({' '.join(HEADER_FIELDS)})]"
        # That is apart from the fields that name the message.
        return f"({BASICS}{server_id} {fields}{f' {WAY}' if way else ''})"

    def trouble(self, path: str, sentence: str) -> None:
        """Tell that a folder cannot be read, or not all of it."""
        self.report(FolderRefused(self.account, path, sentence))


def select(wire: Wire, name: bytes, *, write: bool = False) -> Selected:
    """Open a mailbox by its own name, for reading unless ``write``."""
    wire.opened = b""
    condstore = b" (CONDSTORE)" if wire.has("CONDSTORE") else b""
    lines = wire.call(b"%b %b%b" % (b"SELECT" if write else b"EXAMINE", quoted(name), condstore))
    wire.opened = name
    return answers.selected(lines)


class RenewedError(NotYetError):
    """A folder's UIDVALIDITY is another than we know: its UIDs name other messages now."""


class MissingError(NotYetError):
    """A folder is no more where it was: it was renamed or deleted elsewhere, and the next look finds out which."""


def missing(bulk: Bulk, at: FolderMark, error: CommandRefusedError) -> MissingError | None:
    """The error for a folder that was refused because it is not there any more; None where it is."""
    if error.passing or is_listed(bulk.wire, called(at)):
        return None
    return MissingError(_("{path} was renamed or deleted on the server.", path=at.path))


class RestlessError(NotYetError):
    """A folder was numbered anew again and again, and is left alone for a while."""


def rests(bulk: Bulk, folder: int) -> bool:
    """Whether a folder is left alone for now."""
    return withheld.resting(bulk.files.core, folder, int(time.time()))


def renewed(bulk: Bulk, folder: int, path: str) -> None:
    """Note that a folder was numbered anew. Where that goes on and on, it is looked at ever less often, and told."""
    now = int(time.time())
    with transaction(bulk.files.core) as tx:
        withheld.renumbered(tx, folder)
        again = withheld.put(tx, folder, 0, withheld.FOLDER, "", now, free=RENEWED_FREE)
    if again > now:
        bulk.trouble(
            path,
            _(
                "The mail server renumbers the mail in {folder} at every look. OS One will look less often.",
                folder=path,
            ),
        )


def settled(bulk: Bulk, folder: int) -> None:
    """Note that a folder is numbered as it was."""
    if withheld.of_folder(bulk.files.core, folder, withheld.FOLDER):
        with transaction(bulk.files.core) as tx:
            withheld.given(tx, folder, [0], withheld.FOLDER)


def enter(bulk: Bulk, folder: int, *, write: bool = False) -> Selected:
    """Open a folder to act on UIDs that we know.

    Raises RenewedError where they hold no more (RFC 9051, 2.3.1.1), RestlessError where that has been so at every
    look, MissingError where the folder is gone.
    """
    at = placements.mark(bulk.files.core, folder)
    if rests(bulk, folder):
        raise RestlessError(_("The mail server has numbered the mail in {path} anew.", path=at.path))
    try:
        now = select(bulk.wire, called(at), write=write)
    except CommandRefusedError as error:
        if (gone := missing(bulk, at, error)) is not None:
            raise gone from error
        raise
    if at.uidvalidity != now.uidvalidity:
        raise RenewedError(_("The mail server has numbered the mail in {path} anew.", path=at.path))
    return now


def step_aside(bulk: Bulk, folder: int) -> None:
    """Between two commands: let somebody more pressing have this connection, and open the folder again."""
    if bulk.give_way():
        enter(bulk, folder)


def looked_at(bulk: Bulk, name: bytes) -> Selected:
    """Open a folder for reading, and see to it that UIDNEXT is known: old servers leave it out."""
    now = select(bulk.wire, name)
    if now.uidnext:
        return now
    highest = 0
    if now.total:
        for line in bulk.wire.call(f"FETCH {now.total} (UID)"):
            one = answers.fetched(line)
            highest = max(highest, one.uid if one else 0)
    return replace(now, uidnext=highest + 1)


def asked(bulk: Bulk, to: FolderMark) -> Selected:
    """What the server tells of a folder without opening it. Raises MissingError where it is gone."""
    try:
        return _status(bulk, called(to))
    except CommandRefusedError as error:
        if (gone := missing(bulk, to, error)) is not None:
            raise gone from error
        raise


def _status(bulk: Bulk, name: bytes) -> Selected:
    return answers.status(bulk.wire.call(b"STATUS %b (UIDNEXT)" % quoted(name)))


class MakeRefusedError(CommandRefusedError):
    """A folder could not be made. What forbids it today forbids it tomorrow, unless the server says otherwise."""

    @property
    def lasting(self) -> bool:
        """Whether asking again would not mend it."""
        return not self.passing


def made(bulk: Bulk, to: FolderMark) -> Selected:
    """Make a folder that so far was only here, at the account's top level (RFC 2342); or find that it is there."""
    wire = bulk.wire
    if bulk.spaces is None:
        bulk.spaces = mailboxes.spaces_of(wire, mailboxes.all_mailboxes(wire))
    refused: CommandRefusedError | None = None
    for path in bulk.spaces.places(to.path):
        name = encode_name(path)
        try:
            wire.call(b"CREATE %b" % quoted(name))
        except CommandRefusedError as error:
            refused = refused or error
            # Somebody else may have made it a moment ago (not every server has a code for that).
            if not is_listed(wire, name):
                continue
        with contextlib.suppress(CommandRefusedError):
            wire.call(b"SUBSCRIBE %b" % quoted(name))
        now = _status(bulk, name)
        with transaction(bulk.files.core) as tx:
            folders.named(tx, to.folder, name, path)
        return now
    raise MakeRefusedError(str(refused)) from refused

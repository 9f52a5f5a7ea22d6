"""An IMAP account as a source: a line for the bulk, one for what a person waits for, and one that listens."""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from osone.accounts.connect import connect, login
from osone.model.accounts import Account, Service
from osone.model.errors import AccountError
from osone.model.mail import Role
from osone.model.services import Imap, services_of
from osone.store import accounts, outbox, placements
from osone.sync.imap import outgoing
from osone.sync.imap.bulk import Bulk, fetch_bodies, select, sync_folder
from osone.sync.imap.folders import list_folders
from osone.sync.imap.names import called
from osone.sync.imap.outgoing import Outgoing
from osone.sync.imap.wire import CommandRefusedError, Wire, WireLine
from osone.sync.messages import FolderRefused
from osone.sync.source import Ground, Lane, NotYetError
from osone.text.catalogue import _

TIMEOUT_S = 60.0
IDLE_S = 50.0
"""An IDLE is begun again this often: one that a changed network has killed is noticed within a minute (RFC 2177)."""
ASK_S = 60.0
"""Without IDLE the inbox is asked this often."""
NEWS = (b" EXISTS", b" EXPUNGE", b" FETCH", b"VANISHED")


class ImapSource:
    """Mail on a server (``osone.sync.source.Source``)."""

    lanes = (Lane.RECEIVE, Lane.ACT, Lane.LISTEN)

    def open(self, lane: Lane, ground: Ground, secret: str | None) -> "ImapLine":
        """Connect and log in; the line that listens opens the inbox."""
        wire = dial(ground.account, secret)
        core = ground.files.core
        bulk = Bulk(wire, ground.files, ground.account.id, accounts.mine(core), ground.pace, ground.report)
        if lane is Lane.LISTEN:
            inbox = accounts.folder_for(core, ground.account.id, Role.INBOX)
            try:
                select(wire, called(placements.mark(core, inbox)) if inbox else b"INBOX")
            except BaseException:
                wire.close()
                raise
        return ImapLine(bulk, ground)


@dataclass(slots=True, eq=False)
class ImapLine(Outgoing):
    """One connection, logged in (``osone.sync.source.Line``)."""

    def receive(self, newer: Callable[[], bool]) -> None:
        """Headers of every folder, then every body."""
        bulk = self.hand
        bulk.away = newer
        folders = list_folders(bulk)
        for folder in folders:
            _tolerant(sync_folder, bulk, folder)
        for folder in folders:
            # New mail comes before old bodies: what is left is fetched after the next look.
            if not newer() and not bulk.stale:
                _tolerant(fetch_bodies, bulk, folder)

    def wanted(self) -> int:
        """Bring in mail that was opened before its text was here."""
        return outgoing.fetch_wanted(self.hand)

    def moved(self) -> bool:
        """Whether a folder was numbered anew, or something that left has yet to be seen where it went."""
        core, account = self.hand.files.core, self.hand.account
        came_of_it = self.sent and bool(outbox.of_account(core, account, outbox.DONE, limit=1))
        moved, self.sent, self.hand.stale = self.hand.stale or came_of_it, False, False
        return moved

    def listen(self) -> bool:
        """Listen to the inbox (RFC 2177); without IDLE, ask after a minute."""
        wire, stop = self.hand.wire, self.hand.pace.stop
        if wire.has("IDLE"):
            return _idle(wire, stop)
        stop.wait(ASK_S)
        return not stop.is_set() and any(map(_is_news, wire.call("NOOP")))

    def stay(self) -> None:
        """NOOP."""
        self.hand.wire.call("NOOP")

    def hang_up(self) -> None:
        """Break the connection from another thread."""
        self.hand.wire.hang_up()

    def close(self) -> None:
        """Log out without waiting for the answer."""
        self.hand.wire.close()


def dial(account: Account, secret: str | None, timeout: float = TIMEOUT_S) -> Wire:
    """Connect and log in. Raises NetworkError or AccountError with a sentence."""
    incoming = services_of(account).get(Service.INCOMING)
    if not isinstance(incoming, Imap):
        raise AccountError(
            _("The server settings of {address} can't be read.", address=account.address),
            remedy=_("Set up the account again."),
            command="account.change",
        )
    if secret is None:
        raise AccountError(
            _("There is no password for {address} in the keyring.", address=account.address),
            remedy=_("Type it again."),
            command="account.change",
        )
    connection = connect(incoming.server, timeout=timeout, ca=Path(incoming.ca) if incoming.ca else None)
    try:
        login(connection, incoming.username, secret, account.way)
        connection.sock.settimeout(timeout)
        wire = Wire(connection, frozenset())
        lines = wire.call("CAPABILITY")
    except BaseException:
        with contextlib.suppress(OSError):
            connection.shutdown()
        raise
    offered = next((line.text for line in lines if line.text.upper().startswith(b"* CAPABILITY")), b"")
    wire.capabilities = frozenset(offered.decode("ascii", "replace").upper().split()[2:])
    return wire


def _tolerant(work: Callable[[Bulk, int], object], bulk: Bulk, folder: int) -> None:
    """A folder that the server will not open must not keep the others from being read."""
    try:
        work(bulk, folder)
    except NotYetError:
        bulk.stale = True
    except CommandRefusedError as error:
        bulk.was_read(folder)
        path = placements.mark(bulk.files.core, folder).path
        sentence = _("The mail server won't open {folder}: {answer}", folder=path, answer=error)
        bulk.report(FolderRefused(bulk.account, path, sentence))


def _is_news(line: WireLine) -> bool:
    text = line.text.upper()
    return text.startswith(b"* ") and any(word in text for word in NEWS)


def _idle(wire: Wire, stop: threading.Event) -> bool:
    """One IDLE: until there is news, or it has lasted so long that it is begun again."""
    tag = wire.send("IDLE")
    heard = False
    while not (line := wire.line()).text.startswith(b"+"):
        if line.text.startswith(tag):
            raise CommandRefusedError(line.text.decode("utf-8", "replace"))
        heard = heard or _is_news(line)
    until = time.monotonic() + IDLE_S
    while not heard and time.monotonic() < until and not stop.is_set():
        if wire.waiting(0.25):
            heard = _is_news(wire.line())
    wire.raw(b"DONE\r\n")
    rest = list(wire.until(tag))
    return heard or any(map(_is_news, rest))

"""One account's workers: bulk, hand and the one that listens, each a thread with its own connection to the server."""

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from osone.accounts.connect import connect, login
from osone.model.accounts import Account
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.ids import AccountId, FolderId
from osone.model.mail import Role
from osone.model.services import Imap, Service, services_of
from osone.store import accounts, outbox, placements
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync.imap import answers, outgoing
from osone.sync.imap.bulk import Bulk, RenewedError, fetch_bodies, select, sync_folder
from osone.sync.imap.wire import Line, RefusedError, Wire
from osone.sync.messages import AccountStanding, FolderRefused, Report, Standing, WakeUp
from osone.sync.working import Pace, StoppedError, open_files
from osone.text.catalogue import _

LOG = logging.getLogger(__name__)
TIMEOUT_S = 60.0
FIRST_WAIT_S = 0.5
IDLE_S = 50.0
"""An IDLE is begun again this often: one that a changed network has killed is noticed within a minute (RFC 2177)."""
LOOK_S = 300.0
"""All folders are looked at this often, for IDLE tells of one only."""
LONGEST_WAIT_S = 60.0
REFUSED_WAIT_S = 900.0
NEWS = (b" EXISTS", b" EXPUNGE", b" FETCH", b"VANISHED")
ORDER = (Role.INBOX, Role.SENT, Role.DRAFTS, Role.ARCHIVE, Role.OTHER, Role.ALL, Role.TRASH, Role.JUNK)


class StillRefusedError(AccountError):
    """The server refused this login before, and nothing has changed since."""


@dataclass(slots=True)
class Worker:
    """What the threads of one account share."""

    store: Store
    account: Account
    secret: Callable[[Account], str | None]
    pace: Pace
    report: Report
    kick_bulk: threading.Event = field(default_factory=threading.Event)
    kick_hand: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    wires: set[Wire] = field(default_factory=set)
    asked: int = 0
    """Counts up when somebody asks to try again now: a person, or a new password."""
    refused_at: int = -1
    """What ``asked`` was when the server last refused the login: until it moves, no thread tries that again."""
    door: threading.Lock = field(default_factory=threading.Lock)
    """One login at a time: a wrong password is said once, not three times."""

    def start(self) -> None:
        """Start the three threads."""
        for name, work in (("bulk", bulk_work), ("hand", hand_work), ("idle", idle_work)):
            thread = threading.Thread(target=_keep_going, args=(self, work), name=f"{name}-{self.account.id}")
            thread.daemon = True
            thread.start()
            self.threads.append(thread)

    def kick(self) -> None:
        """Look at the server now, and if it cannot be reached or refused us, try again now."""
        self.asked += 1
        self.kick_bulk.set()
        self.kick_hand.set()

    def stop(self) -> None:
        """Let the threads go; what waits for an answer of the server waits no longer."""
        self.pace.stop.set()
        self.kick_bulk.set()
        self.kick_hand.set()
        for wire in list(self.wires):
            wire.hang_up()

    def stands(self, standing: Standing, error: OsOneError | None = None) -> None:
        """Report how this account stands, and why."""
        why = (str(error), error.way_on, error.command) if error is not None else ()
        self.report(AccountStanding(self.account.id, standing, *why))


def dial(account: Account, secret: str | None, timeout: float = TIMEOUT_S) -> Wire:
    """Connect and log in. Raises NetworkError or AccountError with a sentence."""
    incoming = services_of(account).get(Service.INCOMING)
    if not isinstance(incoming, Imap):
        raise AccountError(
            f"What was kept about the server of {account.address} cannot be read.",
            way_on="Set the mailbox up again.",
            command="account.change",
        )
    if secret is None:
        raise AccountError(
            f"There is no password for {account.address} in the keyring.",
            way_on="Type it again.",
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


def _keep_going(worker: Worker, work: Callable[[Worker, Bulk], None]) -> None:
    """Run a worker until the engine closes: a lost line is dialled again, ever more patiently."""
    stop, tries = worker.pace.stop, 0
    files = open_files(worker.store)
    try:
        while not stop.is_set():
            wire: Wire | None = None
            wait, asked, began = 0.0, worker.asked, time.monotonic()
            try:
                wire = _let_in(worker)
                me = accounts.mine(files.core)
                work(worker, Bulk(wire, files, worker.account.id, me, worker.pace, worker.report))
            except StoppedError:
                return
            except NetworkError as error:
                tries = 0 if time.monotonic() - began > LONGEST_WAIT_S else tries + 1
                wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**tries) * random.uniform(0.7, 1.3)
                if not stop.is_set():
                    worker.stands(Standing.OFFLINE, error)
            except StillRefusedError:
                wait = REFUSED_WAIT_S
            except OsOneError as error:
                wait = REFUSED_WAIT_S
                worker.stands(Standing.REFUSED, error)
            except Exception:
                # Whatever it was, a thread that ends in silence would leave mail standing still.
                LOG.exception("%s fell", threading.current_thread().name)
                tries += 1
                wait = min(REFUSED_WAIT_S, FIRST_WAIT_S * 2**tries)
                fell = _("Something went wrong with this account. OS One will try again.")
                worker.stands(Standing.OFFLINE, OsOneError(fell))
            finally:
                if wire is not None:
                    worker.wires.discard(wire)
                    wire.close()
            until = time.monotonic() + wait
            while time.monotonic() < until and worker.asked == asked and not stop.is_set():
                stop.wait(0.05)
    finally:
        files.close()


def _let_in(worker: Worker) -> Wire:
    """Connect and log in, one thread after the other; a login that was refused is not tried again unasked."""
    with worker.door:
        asked = worker.asked
        if worker.refused_at == asked:
            worker.pace.gap()
            raise StillRefusedError("The account waits for another password.")
        try:
            wire = dial(worker.account, worker.secret(worker.account))
        except AccountError:
            worker.refused_at = asked
            raise
    worker.wires.add(wire)
    if worker.pace.stop.is_set():
        # ``stop`` may have looked through the lines before this one was among them.
        wire.hang_up()
    return wire


def list_folders(bulk: Bulk) -> list[FolderId]:
    """Bring the list of folders up to date, and return those with mail in them, the most wanted first."""
    found = answers.listed(bulk.wire.call('LIST "" "*"'))
    core = bulk.files.core
    order: list[tuple[int, str, FolderId]] = []
    for one in found:
        if not one.selectable:
            continue
        name = "Inbox" if one.role is Role.INBOX else one.path.rpartition(one.delimiter or "\0")[2]
        with transaction(core) as tx:
            folder = accounts.folder(tx, AccountId(bulk.account), one.path, one.role, name)
        order.append((ORDER.index(one.role), one.path, folder))
    return [folder for _, _, folder in sorted(order)]


def bulk_work(worker: Worker, bulk: Bulk) -> None:
    """Headers of every folder, then every body; then again whenever something moves."""
    bulk.away = worker.kick_bulk.is_set
    while True:
        worker.kick_bulk.clear()
        worker.stands(Standing.SYNCING)
        folders = list_folders(bulk)
        for folder in folders:
            _tolerant(worker, sync_folder, bulk, folder)
        for folder in folders:
            # New mail comes before old bodies: a kick ends this, and what is left is fetched after the next look.
            if not worker.kick_bulk.is_set():
                _tolerant(worker, fetch_bodies, bulk, folder)
        if not worker.kick_bulk.is_set():
            worker.stands(Standing.QUIET)
            _rest(worker, bulk)


def _tolerant(worker: Worker, work: Callable[[Bulk, int], object], bulk: Bulk, folder: int) -> None:
    """A folder that the server will not open must not keep the others from being read."""
    try:
        work(bulk, folder)
    except RenewedError:
        worker.kick_bulk.set()
    except RefusedError as error:
        path = placements.mark(bulk.files.core, folder).path
        sentence = _("The mail server won't open {folder}: {answer}", folder=path, answer=error)
        worker.report(FolderRefused(worker.account.id, path, sentence))


def _rest(worker: Worker, bulk: Bulk) -> None:
    """Wait for something to do; now and then a word keeps the line open."""
    until = time.monotonic() + LOOK_S
    said = time.monotonic()
    while time.monotonic() < until and not worker.kick_bulk.wait(0.25):
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        if time.monotonic() - said > IDLE_S:
            bulk.wire.call("NOOP")
            said = time.monotonic()


def hand_work(worker: Worker, bulk: Bulk) -> None:
    """What the person waits for: opened mails, then wishes."""
    outgoing.settle_doubts(bulk)
    last = time.monotonic()
    while True:
        worker.kick_hand.clear()
        came = outgoing.fetch_wanted(bulk)
        left = outgoing.send_wishes(bulk)
        if came or left:
            worker.report(WakeUp())
            last = time.monotonic()
        if bulk.stale or (left and outbox.of_account(bulk.files.core, worker.account.id, outbox.DONE, limit=1)):
            bulk.stale = False
            worker.kick_bulk.set()
        if left or came:
            continue
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        # Every commit kicks, and so does the engine's alarm when a wish that was held or put back is due.
        worker.kick_hand.wait(max(0.0, IDLE_S - (time.monotonic() - last)))
        if time.monotonic() - last >= IDLE_S:
            bulk.wire.call("NOOP")
            last = time.monotonic()


def idle_work(worker: Worker, bulk: Bulk) -> None:
    """Listen to the inbox (RFC 2177); without IDLE, ask every minute."""
    inbox = accounts.folder_for(bulk.files.core, worker.account.id, Role.INBOX)
    path = placements.mark(bulk.files.core, inbox).path if inbox else "INBOX"
    select(bulk.wire, path)
    # What came between the last look and now will not be told.
    worker.kick_bulk.set()
    while True:
        if not bulk.wire.has("IDLE"):
            worker.pace.stop.wait(LONGEST_WAIT_S)
            news = not worker.pace.stop.is_set() and any(map(_is_news, bulk.wire.call("NOOP")))
        else:
            news = _listen(worker, bulk.wire)
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        if news:
            worker.kick_bulk.set()


def _is_news(line: Line) -> bool:
    text = line.text.upper()
    return text.startswith(b"* ") and any(word in text for word in NEWS)


def _listen(worker: Worker, wire: Wire) -> bool:
    """One IDLE: until there is news, or it has lasted so long that it is begun again."""
    tag = wire.send("IDLE")
    heard = False
    while not (line := wire.line()).text.startswith(b"+"):
        if line.text.startswith(tag):
            raise RefusedError(line.text.decode("utf-8", "replace"))
        heard = heard or _is_news(line)
    until = time.monotonic() + IDLE_S
    while not heard and time.monotonic() < until and not worker.pace.stop.is_set():
        if wire.waiting(0.25):
            heard = _is_news(wire.line())
    wire.raw(b"DONE\r\n")
    rest = list(wire.until(tag))
    return heard or any(map(_is_news, rest))

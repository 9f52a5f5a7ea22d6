"""One account's workers: bulk, hand and the one that listens, each a thread with its own connection to the server."""

import random
import select as waiting
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from osone.accounts.connect import connect, login
from osone.accounts.server import Server
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.ids import AccountId, FolderId
from osone.model.mail import Account, Role
from osone.store import accounts, outbox
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import answers, hand, places
from osone.sync.bulk import Bulk, fetch_bodies, select, sync_folder
from osone.sync.wire import RefusedError, Wire
from osone.sync.working import Pace, Report, StoppedError, open_files

TIMEOUT_S = 60.0
IDLE_S = 50.0
"""An IDLE is begun again this often: one that a changed network has killed is noticed within a minute (RFC 2177)."""
LOOK_S = 300.0
"""All folders are looked at this often, for IDLE tells of one only."""
LONGEST_WAIT_S = 60.0
REFUSED_WAIT_S = 900.0
ORDER = (Role.INBOX, Role.SENT, Role.DRAFTS, Role.ARCHIVE, Role.OTHER, Role.ALL, Role.TRASH, Role.JUNK)


@dataclass(slots=True)
class Worker:
    """What the threads of one account share."""

    store: Store
    account: Account
    password: Callable[[Account], str | None]
    pace: Pace
    report: Report
    kick_bulk: threading.Event = field(default_factory=threading.Event)
    kick_hand: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start the three threads."""
        for name, work in (("bulk", bulk_work), ("hand", hand_work), ("idle", idle_work)):
            thread = threading.Thread(target=_keep_going, args=(self, name, work), name=f"{name}-{self.account.id}")
            thread.daemon = True
            thread.start()
            self.threads.append(thread)

    def kick(self) -> None:
        """Wake the threads: there is something to look at."""
        self.kick_bulk.set()
        self.kick_hand.set()

    def tell(self, **what: object) -> None:
        """Report progress of this account."""
        self.report({"account": self.account.id, **what})


def dial(account: Account, password: str | None, timeout: float = TIMEOUT_S) -> Wire:
    """Connect and log in. Raises NetworkError or AccountError with a sentence."""
    settings: Mapping[str, object] = account.settings
    if password is None:
        raise AccountError(
            f"There is no password for {account.address} in the keyring.",
            way_on="Type it again.",
            command="account.password",
        )
    ca = settings.get("ca")
    connection = connect(Server.from_settings(settings.get("imap")), timeout=timeout, ca=Path(str(ca)) if ca else None)
    login(connection, str(settings.get("username") or account.address), password)
    connection.sock.settimeout(timeout)
    wire = Wire(connection, frozenset())
    lines = wire.call("CAPABILITY")
    offered = next((line.text for line in lines if line.text.upper().startswith(b"* CAPABILITY")), b"")
    wire.capabilities = frozenset(offered.decode("ascii", "replace").upper().split()[2:])
    return wire


def _keep_going(worker: Worker, name: str, work: Callable[[Worker, Bulk], None]) -> None:
    """Run a worker until the engine closes: a lost line is dialled again, ever more patiently."""
    stop, tries = worker.pace.stop, 0
    files = open_files(worker.store)
    kick = worker.kick_bulk if name == "bulk" else worker.kick_hand
    try:
        while not stop.is_set():
            wire: Wire | None = None
            wait = 0.0
            began = time.monotonic()
            try:
                wire = dial(worker.account, worker.password(worker.account))
                me = accounts.mine(files.core)
                work(worker, Bulk(wire, files, worker.account.id, me, worker.pace, worker.report))
            except StoppedError:
                return
            except NetworkError as error:
                tries = 0 if time.monotonic() - began > LONGEST_WAIT_S else tries + 1
                wait = min(LONGEST_WAIT_S, 0.5 * 2**tries) * random.uniform(0.7, 1.3)
                worker.tell(state="offline", sentence=str(error), way_on=error.way_on)
            except OsOneError as error:
                wait = REFUSED_WAIT_S
                worker.tell(state="refused", sentence=str(error), way_on=error.way_on, command=error.command)
            finally:
                if wire is not None:
                    wire.close()
            # A kick (a new password, the network is back, the person asks) does not wait the time out.
            until = time.monotonic() + wait
            while time.monotonic() < until and not stop.is_set() and not (tries > 1 and kick.is_set()):
                stop.wait(0.05)
    finally:
        files.close()


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
    while True:
        worker.kick_bulk.clear()
        folders = list_folders(bulk)
        worker.tell(state="syncing")
        for folder in folders:
            _tolerant(worker, sync_folder, bulk, folder)
        for folder in folders:
            _tolerant(worker, fetch_bodies, bulk, folder)
        worker.tell(state="quiet")
        _rest(worker, bulk, worker.kick_bulk)


def _tolerant(worker: Worker, work: Callable[[Bulk, int], object], bulk: Bulk, folder: int) -> None:
    """A folder that the server will not open must not keep the others from being read."""
    try:
        work(bulk, folder)
    except RefusedError as error:
        worker.tell(folder_refused=str(error))


def _rest(worker: Worker, bulk: Bulk, kick: threading.Event) -> None:
    until = time.monotonic() + LOOK_S
    while time.monotonic() < until:
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        if kick.wait(0.1):
            return
        if int(until - time.monotonic()) % 60 == 59:
            bulk.wire.call("NOOP")
            time.sleep(1)


def hand_work(worker: Worker, bulk: Bulk) -> None:
    """What the person waits for: opened mails, then wishes."""
    hand.settle_doubts(bulk)
    last = time.monotonic()
    while True:
        worker.kick_hand.clear()
        came = hand.fetch_wanted(bulk)
        left = hand.send_wishes(bulk)
        if came or left:
            worker.report({"poke": True})
            last = time.monotonic()
        if left and outbox.of_account(bulk.files.core, worker.account.id, outbox.DONE, limit=1):
            worker.kick_bulk.set()
        if left or came:
            continue
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        worker.kick_hand.wait(0.25)
        if time.monotonic() - last > IDLE_S:
            bulk.wire.call("NOOP")
            last = time.monotonic()


def idle_work(worker: Worker, bulk: Bulk) -> None:
    """Listen to the inbox (RFC 2177); without IDLE, ask every minute."""
    inbox = accounts.folder_for(bulk.files.core, worker.account.id, Role.INBOX)
    path = places.mark(bulk.files.core, inbox).path if inbox else "INBOX"
    select(bulk.wire, path)
    while True:
        if not bulk.wire.has("IDLE"):
            worker.pace.stop.wait(LONGEST_WAIT_S)
            news = any(not line.text.startswith(b"o") for line in bulk.wire.call("NOOP"))
        else:
            news = _listen(worker, bulk.wire)
        if worker.pace.stop.is_set():
            raise StoppedError("The engine is closing.")
        if news:
            worker.kick_bulk.set()


def _listen(worker: Worker, wire: Wire) -> bool:
    tag = wire.send("IDLE")
    if not wire.line().text.startswith(b"+"):
        return True
    until, heard = time.monotonic() + IDLE_S, False
    while not heard and time.monotonic() < until and not worker.pace.stop.is_set():
        readable, _, _ = waiting.select([wire.socket], [], [], 0.25)
        pending = getattr(wire.socket, "pending", lambda: 0)()
        if readable or pending:
            text = wire.line().text.upper()
            heard = any(word in text for word in (b"EXISTS", b"EXPUNGE", b"FETCH", b"VANISHED"))
    wire.raw(b"DONE\r\n")
    for line in wire.until(tag):
        heard = heard or b"EXISTS" in line.text.upper() or b"EXPUNGE" in line.text.upper()
    return heard

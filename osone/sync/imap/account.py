"""An IMAP account as a source: a line for the bulk, one for what a person waits for, and one that listens."""

import contextlib
import math
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from osone.accounts.connect import IDENTITY, connect, login
from osone.model.accounts import Account, Service
from osone.model.mail import Role
from osone.model.services import Imap
from osone.store import accounts, bodies, outbox, placements
from osone.store.outbox import Wish
from osone.sync.imap.bulk import fetch_bodies, fetch_wanted, sync_folder
from osone.sync.imap.folders import list_folders
from osone.sync.imap.names import called
from osone.sync.imap.opened import Bulk, RestlessError, select
from osone.sync.imap.outgoing import Outgoing
from osone.sync.imap.turns import Turns
from osone.sync.imap.wire import Budget, CommandRefusedError, Wire, WireLine, endless
from osone.sync.source import Ground, Lane, LentError, Line, NotYetError, signing_in
from osone.text.catalogue import _

TIMEOUT_S = 60.0
IDLE_S = 50.0
"""An IDLE is begun again this often: one that a changed network has killed is noticed within a minute (RFC 2177)."""
ASK_S = 60.0
"""Without IDLE the inbox is asked this often."""
NEWS = (b" EXISTS", b" EXPUNGE", b" FETCH", b"VANISHED")


class ImapSource:
    """Mail on a server (``osone.sync.source.Source`` and ``Sharing``)."""

    lanes = (Lane.RECEIVE, Lane.ACT, Lane.LISTEN)

    def open(self, lane: Lane, ground: Ground, secret: str | None) -> "ImapLine":
        """Connect and log in; the line that listens opens the inbox."""
        wire = dial(ground.account, secret, begun=ground.opening.begun)
        line = _line(wire, lane, ground, Turns(wire.hang_up))
        if lane is Lane.LISTEN:
            try:
                line.tune()
            except BaseException:
                wire.close()
                raise
        return line

    def share(self, line: Line, lane: Lane, ground: Ground, seconds: float) -> "ImapLine":
        """Another lane on the connection of a line of ours, in turns with it."""
        assert isinstance(line, ImapLine)
        return _line(line.hand.wire, lane, ground, line.turns, time.monotonic() + seconds)


def _line(wire: Wire, lane: Lane, ground: Ground, turns: Turns, until: float = math.inf) -> "ImapLine":
    core = ground.files.core
    bulk = Bulk(wire, ground.files, ground.account.id, accounts.mine(core), ground.pace, ground.report)
    bulk.give_way, bulk.pressed = partial(turns.give_way, lane), partial(turns.pressed, lane)
    return ImapLine(bulk, ground, lane=lane, turns=turns, until=until)


@dataclass(slots=True, eq=False)
class ImapLine(Outgoing):
    """A lane on a connection that is logged in, maybe in turns with others (``osone.sync.source.Line``)."""

    lane: Lane = Lane.RECEIVE
    turns: Turns = field(default_factory=Turns)
    until: float = math.inf
    """Monotonic seconds; a connection that is lent is given back then."""
    heard: int = 0
    """The turn in which this lane last listened."""
    told: tuple[int, int] = (0, 0)
    """UIDNEXT and count of the inbox when that was last taken for news."""

    def turn(self) -> AbstractContextManager[None]:
        """Have the connection for a while."""
        if time.monotonic() > self.until:
            raise LentError(_("The connection was lent for a while."))
        return self.turns.turn(self.lane)

    deaf: bool = False
    """Whether the server offers IDLE and refuses it."""

    def receive(self, newer: Callable[[], bool]) -> bool:
        """Headers of every folder, then every body."""
        bulk = self.hand
        bulk.away = newer
        different = False
        with self.turn():
            folders = list_folders(bulk)
            for folder in folders:
                bulk.give_way()
                different = bool(_tolerant(sync_folder, bulk, folder)) or different
            for folder in folders:
                bulk.give_way()
                # New mail comes before old bodies: what is left is fetched after the next look.
                if not newer() and not bulk.stale:
                    different = bool(_tolerant(fetch_bodies, bulk, folder)) or different
        return different

    def wanted(self) -> int:
        """Bring in mail that was opened before its text was here."""
        if not bodies.wanted(self.hand.files.core, self.hand.account, 1):
            return 0
        with self.turn():
            return fetch_wanted(self.hand)

    def send(self, acts: Sequence[Wish]) -> int:
        """Carry out wishes that ``together`` put together; how many left."""
        with self.turn():
            return Outgoing.send(self, acts)

    def settle(self, act: Wish) -> None:
        """Find out about a wish whose answer was lost."""
        with self.turn():
            Outgoing.settle(self, act)

    def moved(self) -> bool:
        """Whether a folder was numbered anew, or something that left has yet to be seen where it went."""
        core, account = self.hand.files.core, self.hand.account
        came_of_it = self.sent and bool(outbox.of_account(core, account, outbox.DONE, limit=1))
        moved, self.sent, self.hand.stale = self.hand.stale or came_of_it, False, False
        return moved

    def listen(self) -> bool:
        """Listen to the inbox (RFC 2177); without IDLE, ask after a minute."""
        wire, stop = self.hand.wire, self.hand.pace.stop
        idle = wire.has("IDLE") and not self.deaf
        if not idle:
            stop.wait(ASK_S)
            if stop.is_set():
                return False
        with self.turn():
            if self.tune():
                return True
            if not idle:
                return _asked(wire)
            try:
                return _idle(wire, lambda: stop.is_set() or self.hand.pressed())
            except CommandRefusedError:
                self.deaf = True
        return False

    def tune(self) -> bool:
        """Open the inbox, where others had the connection; whether it holds what came while nobody listened."""
        core, wire = self.hand.files.core, self.hand.wire
        inbox = accounts.folder_for(core, self.hand.account, Role.INBOX)
        at = placements.mark(core, inbox) if inbox else None
        name = called(at) if at else b"INBOX"
        alone, self.heard = self.turns.number == self.heard + 1, self.turns.number
        if wire.opened == name and alone:
            return False
        now = select(wire, name)
        count = (now.uidnext or (at.uidnext if at else 0), now.total)
        news = at is not None and count not in ((at.uidnext, at.total), self.told)
        self.told = count
        return news

    def stay(self) -> None:
        """NOOP."""
        with self.turn():
            _asked(self.hand.wire)

    def hang_up(self) -> None:
        """Break the connection from another thread."""
        self.hand.wire.hang_up()

    def close(self) -> None:
        """Log out without waiting for the answer; what was lent is left to whom it belongs."""
        if self.until == math.inf:
            self.hand.wire.close()


def dial(
    account: Account,
    secret: str | None,
    timeout: float = TIMEOUT_S,
    begun: Callable[[Callable[[], None]], None] = lambda _breaks: None,
) -> Wire:
    """Connect and log in; ``begun`` is told how that can be broken. NetworkError or AccountError with a sentence."""
    incoming, word = signing_in(account, Service.INCOMING, Imap, secret)
    connection = connect(incoming.server, timeout=timeout, ca=Path(incoming.ca) if incoming.ca else None)
    begun(connection.hang_up)
    try:
        login(connection, incoming.username, word, account.way)
        connection.sock.settimeout(timeout)
        wire = Wire(connection, frozenset())
        wire.learn()
        if wire.has("ID"):
            # Some open no mailbox to a stranger (RFC 2971), and none may mind.
            with contextlib.suppress(CommandRefusedError):
                wire.call(IDENTITY)
    except BaseException:
        with contextlib.suppress(OSError):
            connection.shutdown()
        raise
    return wire


def _tolerant(work: Callable[[Bulk, int], int], bulk: Bulk, folder: int) -> int:
    """A folder that the server will not open must not keep the others from being read."""
    try:
        return work(bulk, folder)
    except RestlessError:
        pass
    except NotYetError:
        bulk.stale = True
    except CommandRefusedError as error:
        if not error.passing:
            bulk.was_read(folder)
        path = placements.mark(bulk.files.core, folder).path
        sentence = _("The mail server won't open {folder}: {answer}", folder=path, answer=error)
        bulk.trouble(path, sentence)
    return 0


def _is_news(line: WireLine) -> bool:
    text = line.text.upper()
    return text.startswith(b"* ") and any(word in text for word in NEWS)


def _asked(wire: Wire) -> bool:
    """Ask for news with a NOOP. One that is refused is an answer all the same: the line stands."""
    news = False
    with contextlib.suppress(CommandRefusedError):
        for line in wire.until(wire.send("NOOP")):
            news = news or _is_news(line)
    return news


def _idle(wire: Wire, enough: Callable[[], bool]) -> bool:
    """One IDLE: until there is news, or it has lasted so long that it is begun again."""
    tag = wire.send("IDLE")
    heard, most = False, Budget().lines
    while not (line := wire.line()).text.startswith(b"+"):
        if line.text[: len(tag) + 1].lower() == tag + b" ":
            raise CommandRefusedError.of(line.text[len(tag) + 1 :])
        heard, most = heard or _is_news(line), most - 1
        if most < 0:
            raise endless()
    until = time.monotonic() + IDLE_S
    while not heard and time.monotonic() < until and not enough():
        if wire.waiting(0.25):
            heard = _is_news(wire.line())
    wire.raw(b"DONE\r\n")
    for line in wire.until(tag):
        heard = heard or _is_news(line)
    return heard

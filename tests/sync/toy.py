"""A source of a made-up kind: a server in memory that gives mail and takes flags, refuses some, and cuts the line."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import apsw

from osone.model.accounts import Service
from osone.model.errors import AccountError, NetworkError
from osone.model.mail import Flag, Role
from osone.store import outbox
from osone.store.outbox import Wish
from osone.store.shown import refresh
from osone.store.writing import transaction
from osone.sync.importing import FoundMessage, bring_in
from osone.sync.source import Ground, Lane, RefusedError


@dataclass
class ToyServer:
    """What is on the other side of every line, and how it behaves."""

    mails: list[bytes] = field(default_factory=list)
    flags: dict[int, dict[int, bool]] = field(default_factory=dict)
    """By message and flag, as they were accepted."""
    password: str = "open sesame"
    no_to: set[int] = field(default_factory=set)
    """Messages whose flags it will not change."""
    cut: str = ""
    """Where the next act loses its line: before it was ``heard``, or before it was ``answered``."""
    gone: bool = False
    """Whether nobody reaches it."""
    full: bool = False
    """Whether the disk of this machine takes nothing of what it gives."""
    answers: threading.Event = field(default_factory=threading.Event)
    """Set unless it keeps whoever calls waiting."""
    lines: int = 0
    lanes = (Lane.RECEIVE, Lane.ACT)

    def open(self, lane: Lane, ground: Ground, secret: str | None) -> "ToyLine":
        self.answers.wait(20)
        if self.gone:
            raise NetworkError("The toy server cannot be reached.")
        if secret != self.password:
            raise AccountError("The toy server does not know that password.", command="account.change")
        self.lines += 1
        return ToyLine(self, ground)

    def __post_init__(self) -> None:
        self.answers.set()


@dataclass(eq=False)
class ToyLine:
    server: ToyServer
    ground: Ground
    service: Service = Service.INCOMING

    def receive(self, newer: Callable[[], bool]) -> bool:
        if self.server.full:
            raise apsw.FullError("database or disk is full")
        mails = [FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, 0) for raw in self.server.mails]
        return bool(bring_in(self.ground.files, self.ground.account.id, mails, self.ground.pace, self.ground.report))

    def together(self, ready: Sequence[Wish]) -> Iterable[Sequence[Wish]]:
        return [[act] for act in ready]

    def send(self, acts: Sequence[Wish]) -> int:
        (act,) = acts
        with transaction(self.ground.files.core, durable=True) as tx:
            outbox.leave(tx, acts, {}, {})
        cut, self.server.cut = self.server.cut, ""
        if act.noun_id in self.server.no_to:
            raise RefusedError("The toy server keeps that as it is.")
        if cut != "heard":
            self.server.flags.setdefault(act.noun_id, {})[act.flags] = bool(act.value)
        if cut:
            raise NetworkError("The line was cut.")
        self._over(act)
        return 1

    def unsettled(self) -> Sequence[Wish]:
        return ()

    def settle(self, act: Wish) -> None:
        if self.server.flags.get(act.noun_id, {}).get(act.flags) == bool(act.value):
            self._over(act)
        else:
            with transaction(self.ground.files.core) as tx:
                outbox.put_back(tx, [act], 0, "")

    def _over(self, act: Wish) -> None:
        with transaction(self.ground.files.core) as tx:
            sql = "UPDATE placement SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END WHERE message = ?3"
            tx.connection.execute(sql, (act.value, act.flags, act.noun_id))
            outbox.fulfil(tx, [act])
            refresh(tx, [act.noun_id])

    def wanted(self) -> int:
        return 0

    def moved(self) -> bool:
        return False

    def listen(self) -> bool:
        return False

    def stay(self) -> None: ...

    def hang_up(self) -> None: ...

    def close(self) -> None:
        self.server.lines -= 1

"""A profile, the servers of its account and another client of them, where anything may happen at any moment.

The engine's lanes are worked a step at a time, in whatever order a test says, on their real lines over servers in
memory. A step may meet trouble: the line is cut, an answer lost or late, the server refuses, the disk is full, the
engine is killed, or somebody else acts in the middle of it. What the person was shown, and what others did, is noted;
``laws`` says what must hold of it.
"""

import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import apsw

from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.accounts import Account, Service
from osone.model.errors import OsOneError
from osone.model.mail import Flag
from osone.model.services import Imap, Server, Services, Smtp, encode
from osone.store import accounts, files, outbox, sending
from osone.store.files import Store
from osone.store.outbox import SEND
from osone.store.writing import transaction
from osone.sync import acting, recovery
from osone.sync.imap.account import ImapSource
from osone.sync.messages import Message, WishRefused
from osone.sync.smtp.account import SmtpSource
from osone.sync.source import Ground, Lane, Line
from osone.sync.working import Files, Pace, open_files
from tests.parts.mailboxes import Folder, Letter, Mailboxes
from tests.parts.memory import KilledError, Net, Planned, Post
from tests.sync.soak import others, person
from tests.sync.soak.noted import ABILITIES, LANES, ME, Act, Disk, Held, Said, Trouble, id_of, subject_of

BEGAN = 1_796_000_000
"""When the clock of every world begins, Unix seconds."""
LONG_S = 700
"""So long nothing that was put back waits (``due.LONGEST_WAIT_S``)."""
KEY = bytes(range(32))


@dataclass
class Engine:
    """The lanes of the account: each with its own files, and a line as long as one holds."""

    store: Store
    files: dict[Lane, Files] = field(default_factory=dict)
    lines: dict[Lane, Line] = field(default_factory=dict)


@dataclass
class World:
    """Everybody there is."""

    net: Net
    store: Store
    mine: Files
    """The window's."""
    engine: Engine
    account: Account
    abilities: str
    clock: float = BEGAN
    told: list[Message] = field(default_factory=list)
    full: bool = False
    """Whether the disk has no room, for anybody."""
    kind: Disk | None = None
    """What becomes of one commit of the engine…"""
    commits: int = 0
    """… once so many more were made."""
    letters: int = 0
    written: int = 0
    by_others: dict[str, Said] = field(default_factory=lambda: defaultdict(lambda: Said(copies=0)))
    """What others wanted of each message, by subject, since all was quiet."""
    by_person: dict[str, Said] = field(default_factory=dict)
    """What the person saw of each after wanting it so."""
    first: dict[str, Said] = field(default_factory=dict)
    """How each was when all was quiet."""
    queued: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    """The draft of every message that the person ever sent, and whom it is to, by Message-ID."""
    struck: set[str] = field(default_factory=set)
    """Which of them were taken back."""
    again: Counter[str] = field(default_factory=Counter)
    """How often the person had one sent again that was in doubt."""
    let_be: set[str] = field(default_factory=set)
    """Which the person took for sent."""
    handled: set[str] = field(default_factory=set)
    """Whose copy somebody moved or deleted since."""
    renames: dict[str, str] = field(default_factory=dict)
    """What folders are called that had another name, by that."""
    removed: set[str] = field(default_factory=set)
    """Folders that somebody removed."""
    diary: list[str] = field(default_factory=list)
    """All that was done, for whoever reads of a failure."""

    # What anybody does.

    def do(self, act: Act) -> None:
        """Let somebody do something."""
        self.diary.append(f"{act.who}: {act.what} {act.which} {act.where}")
        match act.who:
            case "person":
                person.acts(self, act)
            case "other":
                others.acts(self, act)
            case _:
                self.step(LANES[act.what])

    def now(self) -> float:
        """What the clock says, in place of ``time.time``."""
        return self.clock

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        self.clock += seconds

    # The engine.

    def step(self, lane: Lane, trouble: Trouble | None = None) -> None:
        """Let a lane work until it has nothing to do, or is in trouble."""
        outer = self.net.planned, self.net.count, self.kind, self.commits
        self._plan(trouble)
        try:
            self._work(lane)
        except KilledError:
            self.killed()
        except (OsOneError, apsw.Error, OSError) as error:
            # As ``serving`` has it: whatever it was, the line is let go, and there will be another.
            self.diary.append(f"  {lane}: {type(error).__name__} {error}")
            self._let_go(lane)
        finally:
            self.net.planned, self.net.count, self.kind, self.commits = outer

    def killed(self) -> None:
        """The engine dies as it stands, and begins anew."""
        self.diary.append("  killed")
        self.net.plan(None)
        self.kind = None
        for lane in list(self.engine.lines):
            self._let_go(lane, politely=False)
        for held in self.engine.files.values():
            held.close()
        self.engine.files.clear()
        with suppress(apsw.FullError):
            recovery.begin(self.store, self.told.append)

    def _plan(self, trouble: Trouble | None) -> None:
        self.net.plan(None)
        self.kind = None
        if trouble is None:
            return
        self.diary.append(f"  trouble: {trouble}")
        if isinstance(trouble.what, Disk):
            self.kind, self.commits = trouble.what, trouble.at
            return
        act = trouble.others
        self.net.plan(
            Planned(trouble.at, trouble.what, None if act is None else lambda: self.do(act), trouble.late)
        )  # fmt: skip

    def _files(self, lane: Lane) -> Files:
        if lane not in self.engine.files:
            held = self.engine.files[lane] = open_files(self.store)
            for one in (held.core, held.raw):
                one.set_commit_hook(self._committing)
        return self.engine.files[lane]

    def _committing(self) -> bool:
        if self.full:
            raise apsw.FullError("database or disk is full")
        if self.kind in (Disk.FULL, Disk.KILLED):
            self.commits -= 1
            if self.commits < 0:
                kind, self.kind = self.kind, None
                raise KilledError if kind is Disk.KILLED else apsw.FullError("database or disk is full")
        return False

    def saving(self) -> bool:
        if self.full:
            raise apsw.FullError("database or disk is full")
        return False

    def synced(self, _connection: apsw.Connection) -> None:
        """The disk was waited for (in place of ``writing._wait_for_disk``)."""
        if self.kind is Disk.UNSYNCED:
            self.commits -= 1
            if self.commits < 0:
                self.kind = None
                raise OSError(28, "No space left on device")

    def _line(self, lane: Lane) -> Line:
        if lane not in self.engine.lines:
            source = SmtpSource() if lane is Lane.SEND else ImapSource()
            ground = Ground(self.account, self._files(lane), Pace(), self.told.append)
            line = self.engine.lines[lane] = source.open(lane, ground, "correct horse")
            if lane is not Lane.RECEIVE:
                acting.settle(line)
        return self.engine.lines[lane]

    def _let_go(self, lane: Lane, *, politely: bool = True) -> None:
        line = self.engine.lines.pop(lane, None)
        if line is not None and politely:
            line.close()

    def _work(self, lane: Lane) -> None:
        if lane is Lane.SEND and not self._anything_to_send():
            return
        line = self._line(lane)
        if lane is Lane.RECEIVE:
            line.receive(lambda: False)
        else:
            for _turn in range(10):
                if not line.wanted() and not acting.let_leave(line):
                    break
        line.moved()

    def _anything_to_send(self) -> bool:
        core, account = self.mine.core, self.account.id
        return bool(
            outbox.of_account(core, account, "leaving", service=Service.OUTGOING)
            or outbox.ready(core, account, int(self.clock), service=Service.OUTGOING)
        )

    # The person.

    def shown(self) -> Held:
        """What the person sees."""
        held: Held = defaultdict(dict)
        for path, subject, flags in self.mine.core.execute(
            "SELECT f.path, m.subject, s.flags FROM shown s JOIN message m ON m.id = s.message"
            " JOIN folder f ON f.id = s.folder"
        ):
            held[str(subject)][str(path)] = bool(flags & Flag.SEEN), bool(flags & Flag.FLAGGED)
        return held

    # The other client.

    def folders(self) -> list[Folder]:
        """Those that somebody moves mail about in."""
        return [folder for folder in self.net.mail.folders.values() if not folder.attributes.endswith("Sent")]

    def standing(self) -> list[tuple[Folder, Letter]]:
        """Every letter that somebody can do something to."""
        found = [(folder, one) for folder in self.net.mail.folders.values() for one in folder.letters]
        return sorted(found, key=lambda pair: (subject_of(pair[1].raw), pair[0].name))

    def now_called(self, place: str) -> str:
        """What a folder is called now."""
        while place in self.renames:
            place = self.renames[place]
        return place

    def held(self) -> Held:
        """What stands on the server, but for what is marked as deleted."""
        held: Held = defaultdict(dict)
        for folder, one in self.standing():
            if "\\Deleted" not in one.flags:
                seen, starred = held[subject_of(one.raw)].get(folder.name, (False, False))
                held[subject_of(one.raw)][folder.name] = (
                    "\\Seen" in one.flags or seen,
                    "\\Flagged" in one.flags or starred,
                )
        return held

    # All comes to rest.

    def rest(self) -> None:
        """Let everybody finish: no more trouble, and time for everything that waits for it."""
        self.diary.append("rest")
        self.full = False
        quiet = 0
        for _round in range(40):
            before = self._state()
            self.wait(LONG_S)
            self.net.post.file()
            for lane in (Lane.RECEIVE, Lane.ACT, Lane.SEND):
                self.step(lane)
            quiet = quiet + 1 if self._state() == before else 0
            if quiet == 2:
                return
        raise AssertionError(f"it never comes to rest: {before}")

    def _state(self) -> object:
        core = self.mine.core
        return (
            core.execute("SELECT id, kind, noun_id, state, source, value FROM outbox ORDER BY id").fetchall(),
            core.execute("SELECT folder, uid, message, flags FROM placement ORDER BY folder, uid").fetchall(),
            core.execute("SELECT id, path, missed FROM folder ORDER BY id").fetchall(),
            self.held(),
        )

    @property
    def refused(self) -> set[str]:
        """The subjects of messages of which the person was told that a wish came to nothing."""
        some = {message for said in self.told if isinstance(said, WishRefused) for message in said.messages}
        rows = self.mine.core.execute("SELECT id, subject FROM message")
        return {str(subject) for number, subject in rows if number in some}

    def acts(self, kind: str = SEND) -> list[sending.OnTheWay]:
        """What is on its way of that kind."""
        return [one for one in sending.on_the_way(self.mine.core) if one.kind == kind]

    def deliveries(self, message_id: str) -> Counter[str]:
        """Whom a message was handed over for, and how often."""
        taken = [one for one in self.net.post.sent if id_of(one.raw) == message_id]
        return Counter(address for one in taken for address in one.recipients)

    def close(self) -> None:
        """Close everything."""
        for lane in list(self.engine.lines):
            self._let_go(lane)
        for held in (*self.engine.files.values(), self.mine):
            held.close()


def template(folder: Path, *, keeps_copies: bool) -> Path:
    """A profile with the account alone, to be copied."""
    made = folder / f"profile-{keeps_copies}"
    if not made.exists():
        store = files.open_store(made, KEY)
        core = store.writer("core")
        host = "smtp.office365.com" if keeps_copies else "smtp.example.test"
        services: Services = {
            Service.INCOMING: Imap(Server("imap.example.test", 993), "amy"),
            Service.OUTGOING: Smtp(Server(host, 465), "amy"),
        }
        with transaction(core) as tx:
            accounts.add(tx, "imap", ME.email, "Amy", encode(services))
        core.close()
    return made


@contextmanager
def world(
    folder: Path,
    *,
    abilities: str = "all",
    keeps_copies: bool = False,
    letters: int = 3,
    known: bool = True,
) -> Iterator[World]:
    """A world with so many letters in the inbox; where they are ``known``, everything was received once."""
    folder.mkdir(exist_ok=True)
    profile = Path(tempfile.mkdtemp(dir=folder)) / "profile"
    shutil.copytree(template(folder.parent, keeps_copies=keeps_copies), profile)
    mail = Mailboxes(ABILITIES[abilities])
    for name, attributes in (
        ("INBOX", ""),
        ("Sent", "\\Sent"),
        ("Trash", "\\Trash"),
        ("Archive", "\\Archive"),
        ("Work", ""),
    ):
        mail.make(name, attributes)
    net = Net(mail, Post(mail.folders["Sent"], keeps_copies))
    store = files.open_store(profile, KEY)
    mine = open_files(store)
    here = World(net, store, mine, Engine(store), accounts.every(mine.core)[0], abilities)
    mine.core.set_commit_hook(here.saving)
    with ExitStack() as stack:
        stack.enter_context(net.plugged())
        stack.enter_context(mock.patch.object(time, "time", here.now))
        stack.enter_context(mock.patch("osone.store.writing._wait_for_disk", here.synced))
        stack.enter_context(mock.patch("osone.sync.imap.heads.FIRST_WINDOW", 2))
        stack.callback(here.close)
        for _letter in range(letters):
            others.deliver(here)
        if known:
            here.step(Lane.RECEIVE)
        yield here

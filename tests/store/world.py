"""A small world of mail for the store's tests: a profile to copy, letters to send, and what must always hold."""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from osone.model.ids import AccountId
from osone.model.mail import Address, Flag, Header, Role
from osone.store import accounts, arrivals, files
from osone.store.arrivals import Arrival
from osone.store.files import Store
from osone.store.lines import PutOff, ThreadLine, summarise
from osone.store.writing import Tx, transaction

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
START = 1_700_000_000
KEY = bytes(range(32))
FOLDERS = (
    ("INBOX", Role.INBOX),
    ("Archive", Role.ARCHIVE),
    ("Sent", Role.SENT),
    ("Trash", Role.TRASH),
    ("Junk", Role.JUNK),
    ("House", Role.OTHER),
)
PEOPLE = ("Amy Ferrante", "Ben Okri", "Chloe Adler", "Dev Rao")
KINDS = ("person", "letter", "receipt", "notice")


@dataclass(frozen=True)
class World:
    """An open profile with one account at a server and one without."""

    store: Store
    core: apsw.Connection
    imap: AccountId
    local: AccountId
    folders: dict[tuple[int, str], int]

    def folder(self, account: int, path: str) -> int:
        return self.folders[account, path]

    def close(self) -> None:
        self.core.close()


def make(folder: Path) -> World:
    """A new profile with two accounts and their folders."""
    store = files.open_store(folder, KEY)
    core = store.writer()
    with transaction(core) as tx:
        imap = accounts.add(tx, "imap", "me@there.example", "There", {})
        local = accounts.add(tx, "local", "here@this.computer", "Here", {})
        for account in (imap, local):
            for path, role in FOLDERS:
                accounts.folder(tx, account, path, role, path.capitalize())
    return _world(store, core)


def _world(store: Store, core: apsw.Connection) -> World:
    every = accounts.every(core)
    return World(
        store, core, every[0].id, every[1].id, {(f.account, f.path): f.id for f in accounts.folders(core)}
    )  # fmt: skip


def copied(template: Path, to: Path) -> World:
    """A copy of a profile that nobody has open."""
    shutil.copytree(template, to)
    store = Store(to, KEY)
    return _world(store, store.writer())


def settle(world: World) -> Path:
    """Close a world so that its files are whole and can be copied."""
    world.core.pragma("wal_checkpoint", "truncate")
    world.core.close()
    return world.store.folder


def number(text: str) -> int:
    """A signed 64-bit number for a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def header(n: int, refs: Sequence[int] = (), subject: str = "") -> Header:
    """The head of letter ``n``, which answers others by their numbers."""
    who = PEOPLE[n % len(PEOPLE)]
    return Header(
        f"m{n}@x", (), tuple(f"m{r}@x" for r in refs), subject or f"About {n}",
        Address(who, f"{who.split()[0].lower()}@x"), (), (Address("Me", "me@there.example"),), (), START + n * 60,
        "", "", False, "text/plain",
    )  # fmt: skip


def letter(n: int, uid: int, refs: Sequence[int] = (), flags: int = 0) -> Arrival:
    """Letter ``n`` as a folder holds it."""
    return Arrival(
        uid=uid,
        flags=flags,
        identity=number(f"letter {n}"),
        links=tuple(number(f"m{r}@x") for r in (*refs, n)),
        header=header(n, refs),
        received=START + n * 60,
        size=1_000 + n,
        snippet=f"Words of {n}",
        kind=KINDS[n % len(KINDS)],
        reason="Asks you something" if n % 5 == 0 else "",
    )


def send(tx: Tx, account: int, folder: int, letters: Sequence[Arrival]) -> list[int]:
    """Bring letters into a folder."""
    return arrivals.add(tx, account, folder, letters)


Shown = dict[int, dict[int, int]]


def shown_now(core: apsw.Connection) -> Shown:
    """What the store shows: flags by message and folder."""
    found: Shown = defaultdict(dict)
    for message, folder, flags in core.execute("SELECT message, folder, flags FROM shown"):
        found[int(str(message))][int(str(folder))] = int(str(flags))
    return dict(found)


def shown_by_law(core: apsw.Connection) -> Shown:
    """What should be shown: placements with the wishes over them, said here once more and simply."""
    found: Shown = defaultdict(dict)
    for message, folder, flags in core.execute("SELECT message, folder, flags FROM placement"):
        m, f, bits = int(str(message)), int(str(folder)), int(str(flags))
        if not bits & Flag.DELETED:
            found[m][f] = found[m].get(f, 0) | bits
    for message, kind, value, source, flags, state in core.execute(
        "SELECT noun_id, kind, value, source, flags, state FROM outbox WHERE noun = 'message' ORDER BY id"
    ):
        here = found[int(str(message))]
        target = int(str(value))
        if kind == "mail.move":
            if int(str(source)) in here:
                carried = here.pop(int(str(source)))
                here[target] = here.get(target, 0) | carried
            elif state != "waiting" and target not in here:
                here[target] = int(str(flags))
        elif kind == "mail.expunge":
            here.pop(int(str(source)), None)
        elif kind == "mail.flag":
            bit = int(str(flags))
            for folder in here:
                here[folder] = here[folder] | bit if value else here[folder] & ~bit
    return {m: places for m, places in found.items() if places}


def lists_by_law(core: apsw.Connection) -> tuple[set[tuple[object, ...]], dict[int, tuple[object, ...]]]:
    """All listings and all thread rows, made afresh from the messages and what is shown of them."""
    roles: dict[int, Role] = {f.id: f.role for f in accounts.folders(core)}
    shown = shown_now(core)
    put_off = {
        int(str(message)): PutOff(state == "asleep", int(str(until)), str(why), state == "called")
        for message, state, until, why in core.execute("SELECT message, state, until, why FROM snooze")
    }
    threads: dict[int, list[ThreadLine]] = {int(str(t)): [] for (t,) in core.execute("SELECT id FROM thread")}
    for thread, i, name, email, subject, snippet, files_, kind, reason in core.execute(
        "SELECT thread, id, sender_name, sender_email, subject, snippet, attachments, kind, reason FROM message"
        " ORDER BY id"
    ):
        threads[int(str(thread))].append(
            ThreadLine(
                int(str(i)), str(name), str(email), str(subject), str(snippet), bool(files_), str(kind), str(reason),
                tuple(sorted(shown.get(int(str(i)), {}).items())), put_off.get(int(str(i))),
            )
        )  # fmt: skip
    listing: set[tuple[object, ...]] = set()
    rows: dict[int, tuple[object, ...]] = {}
    for thread, lines in threads.items():
        s = summarise(lines, roles)
        listing |= {(box, newest, thread, int(unread)) for box, (newest, unread) in s.boxes.items()}
        rows[thread] = (
            s.people, s.subject, s.snippet, s.count, int(s.starred), int(s.attachments), s.kind, s.reason,
        )  # fmt: skip
    return listing, rows


def listings(core: apsw.Connection) -> set[tuple[object, ...]]:
    """All listings as they are kept."""
    return set(core.execute("SELECT box, newest, thread, unread FROM listing"))


def rows(core: apsw.Connection) -> dict[int, tuple[object, ...]]:
    """All thread rows as they are kept."""
    return {
        int(str(t)): tuple(row)
        for t, *row in core.execute(
            "SELECT id, people, subject, snippet, count, starred, attachments, kind, reason FROM thread"
        )
    }


def tallies(core: apsw.Connection) -> dict[int, tuple[int, int]]:
    """Total and unread by list, without lists that are empty."""
    return {
        int(str(b)): (int(str(t)), int(str(u)))
        for b, t, u in core.execute("SELECT box, total, unread FROM tally")
        if t or u
    }


def hold(core: apsw.Connection) -> None:
    """What must hold after every step, whatever was done."""
    assert shown_now(core) == shown_by_law(core)
    listing, thread_rows = lists_by_law(core)
    assert listings(core) == listing
    assert rows(core) == thread_rows
    counted: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for box, _newest, _thread, unread in listing:
        counted[int(str(box))][0] += 1
        counted[int(str(box))][1] += int(str(unread))
    assert tallies(core) == {box: (total, unread) for box, (total, unread) in counted.items()}
    assert not core.execute("SELECT 1 FROM content WHERE journal NOT IN (SELECT id FROM journal)").fetchall()
    assert not core.execute("SELECT 1 FROM effect WHERE journal NOT IN (SELECT id FROM journal)").fetchall()
    assert not core.execute("SELECT id FROM message GROUP BY identity HAVING count(*) > 1").fetchall()


Snapshot = dict[str, list[tuple[object, ...]]]


def snapshot(core: apsw.Connection) -> Snapshot:
    """All nouns and the net wishes: what undoing must bring back. Ids of rows that only serve are left out."""
    ask = {
        "shown": "SELECT message, folder, flags FROM shown ORDER BY 1, 2",
        "wishes": "SELECT noun, noun_id, kind, value, source, CASE kind WHEN 'mail.flag' THEN flags END, state"
        " FROM outbox ORDER BY 1, 2, 3, 4, 5, 6, 7",
        "listing": "SELECT box, newest, thread, unread FROM listing ORDER BY 1, 2, 3",
        "thread": "SELECT * FROM thread ORDER BY id",
        "task": "SELECT * FROM task ORDER BY id",
        "event": "SELECT * FROM event ORDER BY id",
        "setting": "SELECT * FROM setting ORDER BY key",
        "snooze": "SELECT * FROM snooze ORDER BY message",
        "message": "SELECT * FROM message ORDER BY id",
    }
    found = {name: [tuple(row) for row in core.execute(query)] for name, query in ask.items()}
    # Two copies in one folder are one place.
    placed: dict[tuple[int, int], int] = defaultdict(int)
    for folder, message, flags in core.execute("SELECT folder, message, flags FROM placement"):
        placed[int(str(folder)), int(str(message))] |= int(str(flags))
    found["placement"] = [(*spot, flags) for spot, flags in sorted(placed.items())]
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        p.name: p.read_bytes()
        for p in sorted(folder.iterdir())
        if p.is_file() and p.name != "profile.lock" and not p.name.endswith("-shm")
    }

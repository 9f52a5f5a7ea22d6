"""An account's folders as the engine keeps them: by the names that the server has for them, and what each is for."""

from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.model.ids import FolderId
from osone.model.mail import Role
from osone.store import values
from osone.store.shown import MOVE, refresh, refresh_threads
from osone.store.writing import Tx

MADE_HERE = "account = ? AND wire IS NULL AND coalesce(uidvalidity, 0) = 0"
UNNAMED = "SELECT id FROM folder WHERE account = ? AND wire IS NULL AND path = ?"
TAKEN = "SELECT 1 FROM folder WHERE account = ? AND path = ? AND id <> ?"


@dataclass(frozen=True, slots=True)
class Known:
    """One folder of an account."""

    id: FolderId
    wire: bytes
    """Its name as the server writes it; empty where no server has named it yet."""
    path: str
    role: Role
    maybe: Role
    """What it may be for, where several may be: the person is asked. ``OTHER`` where there is nothing to ask."""
    chosen: Role | None
    """What the person said that it is for."""
    missed: int
    """In how many looks running the server did not name it."""
    uidvalidity: int
    uidnext: int
    total: int

    @property
    def here_only(self) -> bool:
        """Whether it was made here and is yet to be made on the server."""
        return not self.wire and not self.uidvalidity


def known(connection: apsw.Connection, account: int) -> list[Known]:
    """Every folder of an account."""
    rows = connection.execute(
        "SELECT id, coalesce(wire, x''), path, role, maybe, chosen, missed, coalesce(uidvalidity, 0),"
        " coalesce(uidnext, 0), coalesce(total, -1) FROM folder WHERE account = ? ORDER BY id",
        (account,),
    )
    return [
        Known(FolderId(i), wire, path, Role(role), Role(maybe or Role.OTHER), Role(chosen) if chosen else None, *rest)
        for i, wire, path, role, maybe, chosen, *rest in rows
    ]


def put(tx: Tx, account: int, wire: bytes, path: str, delimiter: str, role: Role, maybe: Role = Role.OTHER) -> FolderId:
    """The folder that the server calls so, made if it is new, with its path, role and name brought up to date.

    One that was made here, to be the same, becomes it. Two names may read alike: then the second's is shown with what
    the server writes for it.
    """
    connection = tx.connection
    made_here = values.numbers(
        connection, f"SELECT id FROM folder WHERE {MADE_HERE} AND role = ?", (account, role.value)
    )
    mine = (
        values.number(connection, "SELECT id FROM folder WHERE account = ? AND wire = ?", (account, wire))
        or values.number(connection, UNNAMED, (account, path))
        or (made_here[0] if made_here and role is not Role.OTHER else None)
    )
    for other in made_here if role is not Role.OTHER else ():
        if mine is not None and other != mine:
            _become(tx, other, mine)
    shown, tried = path, 0
    while values.anything(connection, TAKEN, (account, shown, mine or 0)):
        shown, tried = _apart(path, wire) + "+" * tried, tried + 1
    name = "Inbox" if role is Role.INBOX else shown.rpartition(delimiter or "\0")[2]
    columns = (wire, shown, role.value, "" if maybe is Role.OTHER else maybe.value, name)
    if mine is None:
        tx.connection.execute(
            "INSERT INTO folder (account, wire, path, role, maybe, name) VALUES (?, ?, ?, ?, ?, ?)", (account, *columns)
        )
        mine = tx.connection.last_insert_rowid()
        tx.changed(Topic.FOLDER, [mine])
        return FolderId(mine)
    before = values.numbers(connection, "SELECT id FROM folder WHERE id = ? AND role = ?", (mine, role.value))
    tx.connection.execute(
        "UPDATE folder SET wire = ?1, path = ?2, role = ?3, maybe = ?4, name = ?5, missed = 0 WHERE id = ?6"
        " AND (wire IS NOT ?1 OR path <> ?2 OR role <> ?3 OR maybe <> ?4 OR name <> ?5 OR missed <> 0)",
        (*columns, mine),
    )
    if tx.connection.changes():
        tx.changed(Topic.FOLDER, [mine])
    if not before:
        relist(tx, mine)
    return FolderId(mine)


def _apart(path: str, wire: bytes) -> str:
    return f"{path} ({wire.decode('ascii', 'backslashreplace')})"


def _become(tx: Tx, made: int, real: int) -> None:
    """What was to be moved into a folder that was made here goes into the one that the server has."""
    messages = values.numbers(tx.connection, f"SELECT noun_id FROM outbox WHERE kind = '{MOVE}' AND value = ?", (made,))
    tx.connection.execute(f"UPDATE outbox SET value = ? WHERE kind = '{MOVE}' AND value = ?", (real, made))
    tx.connection.execute("DELETE FROM folder WHERE id = ?", (made,))
    refresh(tx, messages)
    tx.changed(Topic.FOLDER, [made])


def named(tx: Tx, folder: int, wire: bytes, path: str, name: str = "") -> None:
    """Write what the server calls a folder: one that was just made there, or was given another ``name``."""
    taken = values.anything(
        tx.connection,
        "SELECT 1 FROM folder WHERE account = (SELECT account FROM folder WHERE id = ?1) AND path = ?2 AND id <> ?1",
        (folder, path),
    )
    shown = _apart(path, wire) if taken else path
    tx.connection.execute(
        "UPDATE folder SET wire = ?1, path = ?2, name = coalesce(nullif(?3, ''), name), missed = 0 WHERE id = ?4",
        (wire, shown, name, folder),
    )
    tx.changed(Topic.FOLDER, [folder])


def miss(tx: Tx, folder: int) -> int:
    """Count that the server did not name a folder; how often running, now."""
    tx.connection.execute("UPDATE folder SET missed = missed + 1 WHERE id = ?", (folder,))
    return values.count(tx.connection, "SELECT missed FROM folder WHERE id = ?", (folder,))


def make_again(tx: Tx, folder: int) -> None:
    """Write that a folder is to be made on the server once more when something goes into it."""
    tx.connection.execute(
        "UPDATE folder SET wire = NULL, uidvalidity = NULL, uidnext = NULL, modseq = NULL, total = NULL,"
        " low_uid = NULL, frozen = 0, missed = 0 WHERE id = ?",
        (folder,),
    )
    tx.changed(Topic.FOLDER, [folder])


def forget(tx: Tx, folder: int) -> bool:
    """Take away an empty folder that the server has no more; not while an act that has left still speaks of it."""
    spoken_of = "SELECT 1 FROM outbox WHERE noun = 'message' AND (source = ?1 OR (kind = 'mail.move' AND value = ?1))"
    if values.anything(tx.connection, spoken_of, (folder,)):
        return False
    tx.connection.execute("DELETE FROM folder WHERE id = ?", (folder,))
    tx.changed(Topic.FOLDER, [folder])
    return True


def maybe(connection: apsw.Connection, account: int, role: Role) -> list[str]:
    """The names of the folders of which the person has to say which is for this; none where there is nothing to ask."""
    query = "SELECT name FROM folder WHERE account = ? AND maybe = ? ORDER BY id"
    return [str(name) for (name,) in connection.execute(query, (account, role.value))]


def relist(tx: Tx, folder: int) -> None:
    """Bring the threads of a folder whose purpose changed into the lists where they belong now."""
    threads = values.numbers(
        tx.connection,
        "SELECT DISTINCT m.thread FROM message m WHERE m.id IN"
        " (SELECT message FROM placement WHERE folder = ?1 UNION SELECT noun_id FROM outbox"
        "  WHERE kind = 'mail.move' AND value = ?1)",
        (folder,),
    )
    refresh_threads(tx, threads)

"""What the engine writes of placements: flags, messages that are gone, and how far a folder was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.store import outbox
from osone.store.shown import refresh
from osone.store.threads import chunks, marks
from osone.store.writing import Tx


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder was read."""

    folder: int
    account: int
    path: str
    uidvalidity: int
    uidnext: int
    """All UIDs from ``low_uid`` up to here are known."""
    modseq: int
    total: int
    low_uid: int


def mark(connection: apsw.Connection, folder: int) -> Mark:
    """Read how far a folder was read; zeros for one that never was."""
    row = connection.execute(
        "SELECT id, account, path, coalesce(uidvalidity, 0), coalesce(uidnext, 0), coalesce(modseq, 0),"
        " coalesce(total, -1), coalesce(low_uid, 0) FROM folder WHERE id = ?",
        (folder,),
    ).fetchone()
    if row is None:
        raise KeyError(folder)
    return Mark(*row)


def set_mark(tx: Tx, folder: int, **columns: int) -> None:
    """Write how far a folder has been read."""
    names = ", ".join(f"{name} = ?" for name in columns)
    tx.connection.execute(f"UPDATE folder SET {names} WHERE id = ?", (*columns.values(), folder))


def counted(connection: apsw.Connection, folder: int) -> int:
    """How many messages a folder holds, as far as is known."""
    return int(str(connection.execute("SELECT count(*) FROM placement WHERE folder = ?", (folder,)).get))


def uids(connection: apsw.Connection, folder: int, low: int = 1) -> list[int]:
    """The known UIDs of a folder from ``low`` up."""
    rows = connection.execute("SELECT uid FROM placement WHERE folder = ? AND uid >= ? ORDER BY uid", (folder, low))
    return [int(u) for (u,) in rows]


def set_flags(tx: Tx, folder: int, flags: Mapping[int, int]) -> None:
    """Write the flags that the server said, by UID, and show what is different."""
    connection = tx.connection
    changed: list[int] = []
    for part in chunks(list(flags)):
        for uid, message, old in connection.execute(
            f"SELECT uid, message, flags FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})",
            (folder, *part),
        ).fetchall():
            if old != flags[int(str(uid))]:
                changed.append(int(str(message)))
                connection.execute(
                    "UPDATE placement SET flags = ? WHERE folder = ? AND uid = ?",
                    (flags[int(str(uid))], folder, uid),
                )
    refresh(tx, changed)


def remove(tx: Tx, folder: int, gone: Sequence[int]) -> None:
    """Take away placements whose UIDs the server has no more."""
    for part in chunks(gone):
        messages = [
            int(m)
            for (m,) in tx.connection.execute(
                f"SELECT message FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})", (folder, *part)
            )
        ]
        tx.connection.execute(
            f"DELETE FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})", (folder, *part)
        )
        outbox.forget_lost(tx, messages)
        refresh(tx, messages)


def put(tx: Tx, folder: int, uid: int, message: int, flags: int) -> None:
    """Write that a message is at this UID of a folder."""
    tx.connection.execute(
        "INSERT INTO placement (folder, uid, message, flags) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (folder, uid) DO UPDATE SET message = excluded.message, flags = excluded.flags",
        (folder, uid, message, flags),
    )


def where(connection: apsw.Connection, message: int) -> list[tuple[int, int, int]]:
    """Triples of folder, UID and flags: every place of a message on the server."""
    return [
        (int(f), int(u), int(flags))
        for f, u, flags in connection.execute(
            "SELECT folder, uid, flags FROM placement WHERE message = ? ORDER BY folder, uid", (message,)
        )
    ]


def set_aside(tx: Tx, folder: int) -> None:
    """Keep a folder's placements under negative UIDs while it is matched again after its UIDVALIDITY changed."""
    tx.connection.execute("DELETE FROM placement WHERE folder = ? AND uid < 0", (folder,))
    tx.connection.execute("UPDATE placement SET uid = -uid WHERE folder = ?", (folder,))
    tx.connection.execute("UPDATE folder SET frozen = 1 WHERE id = ?", (folder,))


def drop_aside(tx: Tx, folder: int) -> None:
    """Forget the placements that were not found again, and let the folder's wishes leave."""
    gone = [
        int(u) for (u,) in tx.connection.execute("SELECT uid FROM placement WHERE folder = ? AND uid < 0", (folder,))
    ]
    remove(tx, folder, gone)
    tx.connection.execute("UPDATE folder SET frozen = 0 WHERE id = ?", (folder,))

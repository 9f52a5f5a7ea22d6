"""Where messages are on the server, as the engine writes it: flags, what is gone, and how far a folder was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.model.mail import Flag
from osone.store import values
from osone.store.shown import refresh
from osone.store.threads import chunks, marks
from osone.store.writing import Tx


@dataclass(frozen=True, slots=True)
class FolderMark:
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
    wire: bytes
    """Its name as the server writes it, byte for byte; empty for one that no server has named yet."""


def mark(connection: apsw.Connection, folder: int) -> FolderMark:
    """Read how far a folder was read; zeros for one that never was."""
    row = connection.execute(
        "SELECT id, account, path, coalesce(uidvalidity, 0), coalesce(uidnext, 0), coalesce(modseq, 0),"
        " coalesce(total, -1), coalesce(low_uid, 0), coalesce(wire, x'') FROM folder WHERE id = ?",
        (folder,),
    ).fetchone()
    if row is None:
        raise KeyError(folder)
    return FolderMark(*row)


def set_mark(tx: Tx, folder: int, **columns: int) -> None:
    """Write how far a folder has been read."""
    names = ", ".join(f"{name} = ?" for name in columns)
    whole = columns.get("low_uid") == 1 and not values.anything(
        tx.connection, "SELECT 1 FROM folder WHERE id = ? AND low_uid = 1", (folder,)
    )
    tx.connection.execute(f"UPDATE folder SET {names} WHERE id = ?", (*columns.values(), folder))
    if whole:
        # What was said of its lists until now may be otherwise.
        tx.changed(Topic.FOLDER, [folder])


def counted(connection: apsw.Connection, folder: int) -> int:
    """How many messages a folder holds, as far as is known."""
    return values.count(connection, "SELECT count(*) FROM placement WHERE folder = ?", (folder,))


def uids(connection: apsw.Connection, folder: int, low: int = 1) -> list[int]:
    """The known UIDs of a folder from ``low`` up."""
    query = "SELECT uid FROM placement WHERE folder = ? AND uid >= ? ORDER BY uid"
    return values.numbers(connection, query, (folder, low))


def next_uid(connection: apsw.Connection, folder: int) -> int:
    """The UID after the last of a folder that has no server."""
    return values.count(connection, "SELECT max(uid) FROM placement WHERE folder = ?", (folder,)) + 1


def folders_of(connection: apsw.Connection, messages: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of folder and message: every place of these messages."""
    found: list[tuple[int, int]] = []
    for part in chunks(messages):
        query = f"SELECT folder, message FROM placement WHERE message IN ({marks(len(part))})"
        found += connection.execute(query, tuple(part))
    return found


def frozen(connection: apsw.Connection) -> set[int]:
    """Folders that are being matched anew: nothing leaves for them."""
    return set(values.numbers(connection, "SELECT id FROM folder WHERE frozen"))


def set_flags(tx: Tx, folder: int, flags: Mapping[int, int]) -> None:
    """Write the flags that the server said, by UID, and show what is different."""
    connection = tx.connection
    changed: list[int] = []
    for part in chunks(list(flags)):
        known = f"SELECT uid, message, flags FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})"
        for uid, message, old in values.rows(connection, known, (folder, *part)):
            if old != flags[uid]:
                changed.append(message)
                write = "UPDATE placement SET flags = ? WHERE folder = ? AND uid = ?"
                connection.execute(write, (flags[uid], folder, uid))
    refresh(tx, changed)


def set_flag(tx: Tx, folder: int, uids: Iterable[int], flag: Flag, *, on: bool) -> None:
    """Write one flag as the server has it now; the caller shows the messages anew."""
    tx.connection.executemany(
        "UPDATE placement SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END WHERE folder = ?3 AND uid = ?4",
        [(on, int(flag), folder, uid) for uid in uids],
    )


def take_out(tx: Tx, folder: int, uids: Iterable[int]) -> None:
    """Write that messages have left a folder; the caller shows them anew."""
    tx.connection.executemany("DELETE FROM placement WHERE folder = ? AND uid = ?", [(folder, uid) for uid in uids])


def remove(tx: Tx, folder: int, gone: Sequence[int]) -> None:
    """Take away placements whose UIDs the server has no more."""
    for part in chunks(gone):
        held = f"SELECT message FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})"
        messages = values.numbers(tx.connection, held, (folder, *part))
        tx.connection.execute(
            f"DELETE FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})", (folder, *part)
        )
        tx.connection.execute(f"DELETE FROM withheld WHERE folder = ? AND uid IN ({marks(len(part))})", (folder, *part))
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
    query = "SELECT folder, uid, flags FROM placement WHERE message = ? ORDER BY folder, uid"
    return [(folder, uid, flags) for folder, uid, flags in connection.execute(query, (message,))]


def set_aside(tx: Tx, folder: int) -> None:
    """Keep a folder's placements under negative UIDs while it is matched again after its UIDVALIDITY changed."""
    tx.connection.execute("DELETE FROM placement WHERE folder = ? AND uid < 0", (folder,))
    tx.connection.execute("UPDATE placement SET uid = -uid WHERE folder = ?", (folder,))
    tx.connection.execute("UPDATE folder SET frozen = 1 WHERE id = ?", (folder,))


def drop_aside(tx: Tx, folder: int) -> None:
    """Forget the placements that were not found again, and let the folder's wishes leave."""
    aside = "SELECT uid FROM placement WHERE folder = ? AND uid < 0"
    remove(tx, folder, values.numbers(tx.connection, aside, (folder,)))
    tx.connection.execute("UPDATE folder SET frozen = 0 WHERE id = ?", (folder,))

"""Conversations that are muted: what others write in them from then on skips the inbox.

A row belongs to a message, the newest of its conversation when that was muted: whatever conversation the message is in
later, that one is muted.
"""

from collections.abc import Sequence

import apsw

from osone.model.ids import MessageId
from osone.store import values
from osone.store.threads import chunks, marks, resolve
from osone.store.writing import Tx

# The few that are muted are looked through, and not every message of these conversations.
AMONG = "SELECT DISTINCT m.thread FROM muted u CROSS JOIN message m ON m.id = u.message WHERE m.thread IN ({marks})"
OF_THREAD = "SELECT u.message FROM muted u CROSS JOIN message m ON m.id = u.message WHERE m.thread = ? ORDER BY 1"
WRITTEN = (
    "SELECT id FROM message WHERE id BETWEEN ? AND ?"
    " AND thread IN (SELECT m.thread FROM muted u CROSS JOIN message m ON m.id = u.message) ORDER BY id DESC"
)


def any_muted(connection: apsw.Connection) -> bool:
    """Whether any conversation is muted."""
    return values.anything(connection, "SELECT 1 FROM muted LIMIT 1")


def holds(connection: apsw.Connection, message: int) -> bool:
    """Whether the conversation of this message is muted by it."""
    return values.anything(connection, "SELECT 1 FROM muted WHERE message = ?", (message,))


def put(tx: Tx, message: int, *, muted: bool) -> None:
    """Mute the conversation of a message, or no longer. ``refresh`` must follow."""
    tx.connection.execute("DELETE FROM muted WHERE message = ?", (message,))
    if muted:
        tx.connection.execute("INSERT INTO muted (message) VALUES (?)", (message,))


def of_thread(connection: apsw.Connection, thread: int) -> list[MessageId]:
    """The messages by which a conversation is muted; none where it is not."""
    return [MessageId(i) for i in values.numbers(connection, OF_THREAD, (resolve(connection, thread),))]


def among(connection: apsw.Connection, threads: Sequence[int]) -> set[int]:
    """Those of these conversations that are muted."""
    found: set[int] = set()
    for part in chunks(threads) if any_muted(connection) else ():
        found.update(values.numbers(connection, AMONG.format(marks=marks(len(part))), part))
    return found


def messages(connection: apsw.Connection, first: int, last: int) -> list[MessageId]:
    """All messages of muted conversations, within a range of ids, newest first."""
    return [MessageId(i) for i in values.numbers(connection, WRITTEN, (first, last))]

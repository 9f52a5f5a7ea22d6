"""Bodies: which are waited for, which are still to come, and which belong to no message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from osone.store import values
from osone.store.messages import WITH_RAW
from osone.store.opening import settle
from osone.store.threads import chunks
from osone.store.writing import Tx

WANTED = (
    "SELECT w.message, p.folder, p.uid FROM wanted w JOIN message m ON m.id = w.message"
    " JOIN placement p ON p.message = w.message WHERE m.account = ? AND p.uid > 0 ORDER BY w.message DESC LIMIT ?"
)
MISSING = (
    "SELECT p.uid, p.message, m.size FROM placement p JOIN message m ON m.id = p.message"
    " WHERE p.folder = ? AND p.uid BETWEEN 1 AND ? AND m.size <= ?"
    f" AND NOT {WITH_RAW} AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.folder = p.folder AND w.uid = p.uid"
    " AND w.part = 'body' AND w.again > unixepoch()) ORDER BY p.uid DESC LIMIT ?"
)
LEFT = (
    "SELECT count(*) FROM placement p JOIN message m ON m.id = p.message"
    f" WHERE p.folder = ? AND m.size <= ? AND NOT {WITH_RAW}"
    " AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.folder = p.folder AND w.uid = p.uid AND w.part = 'body')"
)
ORPHANS = "SELECT message FROM raw.{table} WHERE message NOT IN (SELECT id FROM message)"
UNDESCRIBED = (
    "SELECT m.id FROM message m WHERE m.snippet = '' AND EXISTS (SELECT 1 FROM raw.raw r WHERE r.message = m.id)"
)
TABLES = ("raw", "words")


@dataclass(frozen=True, slots=True)
class Missing:
    """A message whose body is on the server alone."""

    uid: int
    message: int
    size: int
    """Bytes."""


def wanted(connection: apsw.Connection, account: int, most: int) -> list[tuple[int, int, int]]:
    """Triples of message, folder and UID: where the bodies are that somebody waits for, the newest message first."""
    return [(message, folder, uid) for message, folder, uid in values.rows(connection, WANTED, (account, most))]


def wanted_no_more(tx: Tx, messages: Iterable[int]) -> None:
    """Wait no longer for these bodies."""
    tx.connection.executemany("DELETE FROM wanted WHERE message = ?", [(m,) for m in messages])


def missing(reader: apsw.Connection, folder: int, below: int, largest: int, most: int) -> list[Missing]:
    """Messages of a folder, no larger than that, whose bodies are to come: the highest UIDs up to ``below`` first.

    What the server refused a short while ago is left out.
    """
    return [Missing(*row) for row in values.rows(reader, MISSING, (folder, below, largest, most))]


def left(reader: apsw.Connection, folder: int, largest: int) -> int:
    """How many bodies of a folder are still to come, as far as is known."""
    return values.count(reader, LEFT, (folder, largest))


def here(raw: apsw.Connection, message: int, identity: int) -> bool:
    """Whether a message's own body is kept; asked of ``raw`` alone."""
    query = "SELECT 1 FROM raw WHERE message = ?1 AND coalesce(identity, ?2) = ?2"
    return values.anything(raw, query, (message, identity))


def drop(raw: apsw.Connection, messages: Sequence[int]) -> None:
    """Take bodies away (a writer connection to ``raw``): of messages that are no more, or that shall come again."""
    with raw:
        for table in TABLES:
            raw.executemany(f"DELETE FROM {table} WHERE message = ?", [(m,) for m in messages])


def sweep(reader: apsw.Connection, raw: apsw.Connection) -> int:
    """Take away what belongs to no message; how many rows that were."""
    swept = 0
    for table in TABLES:
        lost = values.numbers(reader, ORPHANS.format(table=table))
        for part in chunks(lost):
            with raw:
                raw.executemany(f"DELETE FROM {table} WHERE message = ?", [(m,) for m in part])
            settle(raw)
        swept += len(lost)
    return swept


def undescribed(reader: apsw.Connection) -> list[int]:
    """Messages whose body is here and was never read."""
    return values.numbers(reader, UNDESCRIBED)

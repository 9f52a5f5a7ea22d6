"""The journal: who did what and when, and how it is taken back and done again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import apsw

from osone.store import effects
from osone.store.writing import Tx

PERSON = "person"
DONE, UNDONE, DEAD = "done", "undone", "dead"
KEEP_ENTRIES = 5_000
KEEP_SECONDS = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """One command that was carried out."""

    id: int
    at: int
    by: str
    command: str
    arguments: Mapping[str, object]
    said: str
    state: str
    """``done``, ``undone``, or ``dead``: undone, and something else was done since."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking back or doing again."""

    entry: Entry
    made: int
    """Differences that were made."""
    left: int
    """Differences left alone, because something changed there since."""


def write(tx: Tx, at: int, by: str, command: str, arguments: Mapping[str, object], said: str) -> int:
    """Begin an entry. What the person had undone can no longer be done again after a new command of theirs."""
    if by == PERSON:
        tx.connection.execute("UPDATE journal SET state = 'dead' WHERE by = ? AND state = 'undone'", (by,))
    tx.connection.execute(
        "INSERT INTO journal (at, by, call, said, state) VALUES (?, ?, ?, ?, 'done')",
        (at, by, json.dumps([command, dict(arguments)]), said),
    )
    return tx.connection.last_insert_rowid()


def last_done(connection: apsw.Connection, by: str = PERSON) -> Entry | None:
    """What ``z`` takes back: the last command that stands."""
    return _one(connection, "by = ? AND state = 'done' ORDER BY id DESC", (by,))


def next_undone(connection: apsw.Connection, by: str = PERSON) -> Entry | None:
    """What Shift+Z does again: the oldest of those taken back."""
    return _one(connection, "by = ? AND state = 'undone' ORDER BY id", (by,))


def one(connection: apsw.Connection, entry: int) -> Entry | None:
    """An entry by its id."""
    return _one(connection, "id = ?", (entry,))


def _one(connection: apsw.Connection, which: str, bound: tuple[object, ...]) -> Entry | None:
    row = connection.execute(
        f"SELECT id, at, by, call, said, state FROM journal WHERE {which} LIMIT 1", bound
    ).fetchone()
    if row is None:
        return None
    command, arguments = json.loads(row[3])
    return Entry(row[0], row[1], row[2], command, arguments, row[4], row[5])


def undo(tx: Tx, entry: Entry) -> Taken:
    """Take an entry back, message by message, wherever what it made still stands."""
    wanted = effects.turned(effects.read(tx.connection, entry.id))
    made = effects.apply(tx, wanted, entry.id)
    # Only what was taken back now may be done again.
    _replace(tx, entry.id, effects.turned(made), UNDONE)
    return Taken(entry, len(made), len(wanted) - len(made))


def redo(tx: Tx, entry: Entry) -> Taken:
    """Do again what was taken back."""
    wanted = effects.read(tx.connection, entry.id)
    made = effects.apply(tx, wanted, entry.id)
    _replace(tx, entry.id, made, DONE)
    return Taken(entry, len(made), len(wanted) - len(made))


def _replace(tx: Tx, entry: int, made: list[effects.Effect], state: str) -> None:
    tx.connection.execute("DELETE FROM effect WHERE journal = ?", (entry,))
    effects.write(tx, entry, made)
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (state, entry))


def trim(tx: Tx, now: int, keep: int = KEEP_ENTRIES, seconds: int = KEEP_SECONDS) -> None:
    """Forget entries that are too old or too many."""
    tx.connection.execute(
        "DELETE FROM journal WHERE at < ? OR id <= (SELECT max(id) FROM journal) - ?", (now - seconds, keep)
    )
    tx.connection.execute("DELETE FROM effect WHERE journal NOT IN (SELECT id FROM journal)")

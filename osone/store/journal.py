"""The journal: who did what and when, and how it is taken back and done again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.store import effects, sending, values
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

PERSON, COMPANION = "person", "companion"
HERE = (PERSON, COMPANION)
"""Whose deeds are taken back as the newest of this machine. What rules and other machines do is taken back entry by
entry."""
FOR_GOOD = "for good"
"""Who stands by a large command that nothing takes back, so that undo passes it by."""
DONE, UNDONE = "done", "undone"
UNDER_WAY = ("doing", "redoing")
STANDING = (DONE, *UNDER_WAY)
"""States of what can be taken back."""
SAID, ENDED = -1, -3
"""The numbers under which the content of an entry keeps what was said, and what is said once a large one is done."""
LAST = "by = ? AND state = ? ORDER BY id DESC"
NEXT = "by = ? AND state = 'undone' ORDER BY id"
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
    """``done``, ``undone``, or ``dead``: undone, and something else was done since. A large one that is under way is
    ``doing``, ``undoing`` or ``redoing``."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking back or doing again."""

    entry: Entry
    made: int
    """Differences that were made."""
    left: int
    """Differences left alone, because something changed there since."""


def begin(tx: Tx, at: int, by: str, command: str, arguments: Mapping[str, object], said: str) -> int:
    """Begin an entry that may yet turn out to change nothing."""
    tx.connection.execute(
        "INSERT INTO journal (at, by, call, state) VALUES (?, ?, ?, 'done')",
        (at, by, json.dumps([command, dict(arguments)])),
    )
    entry = tx.connection.last_insert_rowid()
    tx.connection.execute("INSERT INTO content (journal, n, words) VALUES (?, ?, ?)", (entry, SAID, said))
    return entry


def supersede(tx: Tx, by: str) -> None:
    """What was undone here is over once something else is done here; what it held is forgotten.

    So what is done again is always the newest, and is what is taken back next.
    """
    if by not in HERE:
        return
    over = tx.connection.execute(
        f"SELECT id FROM journal WHERE by IN ({marks(len(HERE))}) AND state = 'undone'", HERE
    ).fetchall()
    for table in ("effect", "content"):
        tx.connection.executemany(f"DELETE FROM {table} WHERE journal = ?", over)
    tx.connection.executemany("UPDATE journal SET state = 'dead' WHERE id = ?", over)


def drop(tx: Tx, entry: int) -> None:
    """Forget an entry that changed nothing."""
    for table, column in (("journal", "id"), ("effect", "journal"), ("content", "journal"), ("intent", "journal")):
        tx.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (entry,))


def forget(tx: Tx, noun: str, numbers: Iterable[int]) -> None:
    """Forget what entries keep of these nouns, and what was said of them. One that keeps nothing else is gone."""
    for number in numbers:
        found = values.rows(
            tx.connection, "SELECT journal, n FROM effect WHERE noun = ? AND noun_id = ?", (noun, number)
        )
        for entry, n in found:
            effects.forget(tx, entry, [n])
        for entry in {entry for entry, _ in found}:
            tx.connection.execute("DELETE FROM content WHERE journal = ? AND n IN (?, ?)", (entry, SAID, ENDED))
            if not values.anything(tx.connection, "SELECT 1 FROM effect WHERE journal = ?", (entry,)):
                drop(tx, entry)


def that_made(connection: apsw.Connection, noun: str, number: int) -> int | None:
    """The entry that made this noun, as long as it is kept."""
    return values.number(
        connection,
        "SELECT max(journal) FROM effect WHERE noun = ? AND noun_id = ? AND field = ?",
        (noun, number, effects.WHOLE),
    )


def came(tx: Tx, entry: int, said: str, *, asked: str = "") -> None:
    """An entry tells from now on what came of it.

    Of the kind of noun ``asked`` nothing is part of it then: what it asked for is done, and no more to be taken back.
    One of which nothing is left is gone.
    """
    if asked:
        found = values.rows(tx.connection, "SELECT n FROM effect WHERE journal = ? AND noun = ?", (entry, asked))
        effects.forget(tx, entry, [n for (n,) in found])
        if not values.anything(tx.connection, "SELECT 1 FROM effect WHERE journal = ?", (entry,)):
            drop(tx, entry)
            return
    tx.connection.execute("UPDATE content SET words = ? WHERE journal = ? AND n = ?", (said, entry, SAID))


def last_done(connection: apsw.Connection, by: Sequence[str] = HERE) -> Entry | None:
    """What ``z`` takes back: the last command of these that stands, or is still under way."""
    found = [_one(connection, LAST, (who, state)) for who in by for state in STANDING]
    return max((e for e in found if e is not None), key=lambda e: e.id, default=None)


def next_undone(connection: apsw.Connection, by: Sequence[str] = HERE) -> Entry | None:
    """What Shift+Z does again: the oldest of those taken back."""
    found = [_one(connection, NEXT, (who,)) for who in by]
    return min((e for e in found if e is not None), key=lambda e: e.id, default=None)


def one(connection: apsw.Connection, entry: int) -> Entry | None:
    """An entry by its id."""
    return _one(connection, "id = ?", (entry,))


def standing(connection: apsw.Connection, entries: Sequence[int]) -> set[int]:
    """Those of some entries that can be taken back."""
    found = (one(connection, entry) for entry in entries)
    return {entry.id for entry in found if entry is not None and entry.state in STANDING}


def _one(connection: apsw.Connection, which: str, bound: tuple[object, ...]) -> Entry | None:
    row = connection.execute(f"SELECT id, at, by, call, state FROM journal WHERE {which} LIMIT 1", bound).fetchone()
    if row is None:
        return None
    command, arguments = json.loads(row[3])
    said = connection.execute("SELECT words FROM content WHERE journal = ? AND n = ?", (row[0], SAID)).fetchone()
    return Entry(row[0], row[1], row[2], command, arguments, said[0] if said else "", row[4])


def undo(tx: Tx, entry: Entry) -> Taken:
    """Take an entry back, message by message, wherever what it made still stands."""
    wanted = effects.turned(effects.read(tx.connection, entry.id))
    # What was done along with a message stands as long as the message does: it says so to others.
    sent = [e.id for e in wanted if e.field == effects.SENDING and e.after is None]
    left = len(sent) < len(wanted) and any(not sending.stays_here(tx.connection, draft) for draft in sent)
    made = [] if left else effects.apply(tx, wanted, entry.id, exact=True)
    # Only what was taken back now may be done again.
    _replace(tx, entry.id, effects.turned(made), UNDONE)
    return Taken(entry, len(made), len(wanted) - len(made))


def redo(tx: Tx, entry: Entry) -> Taken:
    """Do again what was taken back."""
    wanted = effects.read(tx.connection, entry.id)
    made = effects.apply(tx, wanted, entry.id, exact=True)
    _replace(tx, entry.id, made, DONE)
    return Taken(entry, len(made), len(wanted) - len(made))


def _replace(tx: Tx, entry: int, made: list[effects.Effect], state: str) -> None:
    if not made:
        # Nothing of it is left to be done again, or taken back.
        drop(tx, entry)
        return
    effects.forget(tx, entry)
    effects.write(tx, entry, made)
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (state, entry))


def asked_for(connection: apsw.Connection, entries: Sequence[int]) -> bool:
    """Whether somebody asked for any of these: not the shell by itself, which marks as read what is opened."""
    return any(
        values.anything(
            connection, f"SELECT 1 FROM journal WHERE by <> 'shell' AND id IN ({marks(len(part))}) LIMIT 1", part
        )
        for part in chunks(entries)
    )


def trim(tx: Tx, now: int, keep: int = KEEP_ENTRIES, seconds: int = KEEP_SECONDS) -> None:
    """Forget entries that are too old or too many, but none that is under way."""
    over = tx.connection.execute(
        "SELECT id FROM journal WHERE (at < ? OR id <= (SELECT max(id) FROM journal) - ?)"
        " AND state NOT IN ('doing', 'undoing', 'redoing')",
        (now - seconds, keep),
    ).fetchall()
    for table, column in (("journal", "id"), ("effect", "journal"), ("content", "journal")):
        tx.connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", over)

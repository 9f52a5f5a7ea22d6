"""Large commands in pieces: what is still to be done of them, kept so that a crash or a stop leaves a whole state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.store import effects
from osone.store.writing import Tx

DOING, UNDOING, REDOING = "doing", "undoing", "redoing"
AFTER = {DOING: "done", UNDOING: "undone", REDOING: "done"}


@dataclass(frozen=True, slots=True)
class Work:
    """A journal entry that is not finished."""

    entry: int
    state: str
    by: str
    command: str
    arguments: Mapping[str, object]


def begin(tx: Tx, entry: int, state: str, items: Sequence[int]) -> None:
    """Write down what is still to be done: ids for ``doing``, numbers of effects for the others, in order."""
    tx.connection.executemany(
        "INSERT INTO intent (journal, n, noun_id) VALUES (?, ?, ?)", [(entry, n, i) for n, i in enumerate(items)]
    )
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (state, entry))


def oldest(connection: apsw.Connection) -> Work | None:
    """The first unfinished entry, or None."""
    row = connection.execute(
        "SELECT id, state, by, call FROM journal WHERE state IN ('doing', 'undoing', 'redoing') ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    command, arguments = json.loads(row[3])
    return Work(row[0], row[1], row[2], command, arguments)


def take(tx: Tx, work: Work, count: int) -> list[int]:
    """Take the next few items out of what is left."""
    rows = [
        (int(n), int(i))
        for n, i in tx.connection.execute(
            "SELECT n, noun_id FROM intent WHERE journal = ? ORDER BY n LIMIT ?", (work.entry, count)
        )
    ]
    tx.connection.executemany("DELETE FROM intent WHERE journal = ? AND n = ?", [(work.entry, n) for n, _ in rows])
    return [i for _, i in rows]


def step(tx: Tx, work: Work, numbers: Sequence[int]) -> None:
    """Take back (or do again) these effects; what cannot be is dropped from the entry."""
    for number in numbers:
        row = tx.connection.execute(
            "SELECT noun, noun_id, field, before, after FROM effect WHERE journal = ? AND n = ?", (work.entry, number)
        ).fetchone()
        if row is None:
            continue
        effect = effects.Effect(row[0], row[1], row[2], json.loads(row[3]), json.loads(row[4]))
        if not effects.apply(tx, [effect.turned() if work.state == UNDOING else effect], work.entry):
            tx.connection.execute("DELETE FROM effect WHERE journal = ? AND n = ?", (work.entry, number))


def finish(tx: Tx, work: Work) -> None:
    """Close the entry once nothing is left of it."""
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (AFTER[work.state], work.entry))


def stop(tx: Tx, work: Work) -> None:
    """Leave a large command as far as it came. What was done of it can be undone; what was undone stays so."""
    rest = [int(i) for (i,) in tx.connection.execute("SELECT noun_id FROM intent WHERE journal = ?", (work.entry,))]
    tx.connection.execute("DELETE FROM intent WHERE journal = ?", (work.entry,))
    if work.state == UNDOING:
        # Only the effects that still stand remain with the entry.
        kept = set(rest)
        tx.connection.executemany(
            "DELETE FROM effect WHERE journal = ? AND n = ?",
            [(work.entry, n) for n in _numbers(tx, work.entry) if n not in kept],
        )
    tx.connection.execute("UPDATE journal SET state = 'done' WHERE id = ?", (work.entry,))


def begin_back(tx: Tx, entry: int, *, again: bool) -> None:
    """Begin to take a large entry back, last effect first, or to do it again."""
    numbers = _numbers(tx, entry)
    begin(tx, entry, REDOING if again else UNDOING, numbers if again else numbers[::-1])


def _numbers(tx: Tx, entry: int) -> list[int]:
    return [int(n) for (n,) in tx.connection.execute("SELECT n FROM effect WHERE journal = ? ORDER BY n", (entry,))]


def size(connection: apsw.Connection, entry: int) -> int:
    """How many effects an entry has."""
    return int(str(connection.execute("SELECT count(*) FROM effect WHERE journal = ?", (entry,)).get))

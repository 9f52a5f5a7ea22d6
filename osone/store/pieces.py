"""Large commands in pieces: what is still to be done of them, kept so that a crash or a stop leaves a whole state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from osone.store import effects, values
from osone.store.journal import ENDED, SAID
from osone.store.writing import Tx

DOING, UNDOING, REDOING = "doing", "undoing", "redoing"
AFTER = {DOING: "done", UNDOING: "undone", REDOING: "done"}
ASKED = -2
"""The number under which the content of an entry keeps what a large command was asked."""
UNFINISHED = "SELECT id, state, by, call FROM journal WHERE state IN ('doing', 'undoing', 'redoing') ORDER BY id"


@dataclass(frozen=True, slots=True)
class LargeWork:
    """A journal entry that is not finished."""

    entry: int
    state: str
    by: str
    command: str
    arguments: Mapping[str, object]


def begin(
    tx: Tx,
    entry: int,
    state: str,
    items: Sequence[int],
    arguments: Mapping[str, object] | None = None,
    *,
    ended: str = "",
) -> None:
    """Write down what is still to be done: ids for ``doing``, numbers of effects for the others, in order.

    ``arguments`` are those that every piece needs, words included; they are forgotten when it is done, and the entry
    says ``ended`` from then on.
    """
    if ended:
        tx.connection.execute("INSERT INTO content (journal, n, words) VALUES (?, ?, ?)", (entry, ENDED, ended))
    if arguments is not None:
        tx.connection.execute(
            "INSERT INTO content (journal, n, words) VALUES (?, ?, ?)",
            (entry, ASKED, json.dumps(dict(arguments), ensure_ascii=False)),
        )
    tx.connection.executemany(
        "INSERT INTO intent (journal, n, noun_id) VALUES (?, ?, ?)", [(entry, n, i) for n, i in enumerate(items)]
    )
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (state, entry))


def oldest(connection: apsw.Connection) -> LargeWork | None:
    """The unfinished entry whose turn it is, or None."""
    rows = values.rows(connection, UNFINISHED)
    if not rows:
        return None
    # What is being taken back goes first, the latest of it before the earlier: each stands on the one before.
    back = [row for row in rows if row[1] == UNDOING]
    return _work(connection, back[-1] if back else rows[0])


def of_entry(connection: apsw.Connection, entry: int) -> LargeWork | None:
    """This entry, if it is unfinished."""
    row = next((r for r in values.rows(connection, UNFINISHED) if r[0] == entry), None)
    return _work(connection, row) if row else None


def _work(connection: apsw.Connection, row: tuple[Any, ...]) -> LargeWork:
    entry, state, by, call = row
    command, arguments = json.loads(call)
    asked = connection.execute("SELECT words FROM content WHERE journal = ? AND n = ?", (entry, ASKED)).fetchone()
    return LargeWork(entry, state, by, command, json.loads(asked[0]) if asked else arguments)


def take(tx: Tx, work: LargeWork, count: int) -> list[int]:
    """Take the next few items out of what is left."""
    rows = [
        (int(n), int(i))
        for n, i in tx.connection.execute(
            "SELECT n, noun_id FROM intent WHERE journal = ? ORDER BY n LIMIT ?", (work.entry, count)
        )
    ]
    tx.connection.executemany("DELETE FROM intent WHERE journal = ? AND n = ?", [(work.entry, n) for n, _ in rows])
    return [i for _, i in rows]


def step(tx: Tx, work: LargeWork, numbers: Sequence[int]) -> None:
    """Take back (or do again) these effects; what cannot be is dropped from the entry."""
    for number in numbers:
        for effect in effects.read(tx.connection, work.entry, number):
            wanted = effect.turned() if work.state == UNDOING else effect
            if not effects.apply(tx, [wanted], work.entry, exact=True):
                effects.forget(tx, work.entry, [number])


def finish(tx: Tx, work: LargeWork) -> None:
    """Close the entry once nothing is left of it."""
    tx.connection.execute("UPDATE journal SET state = ? WHERE id = ?", (AFTER[work.state], work.entry))
    tx.connection.execute(
        "UPDATE content SET words = (SELECT words FROM content WHERE journal = ?1 AND n = ?2)"
        " WHERE journal = ?1 AND n = ?3 AND EXISTS (SELECT 1 FROM content WHERE journal = ?1 AND n = ?2)",
        (work.entry, ENDED, SAID),
    )
    _forget(tx, work)


def stop(tx: Tx, work: LargeWork) -> None:
    """Leave a large command as far as it came. What was done of it can be undone; what was undone stays so.

    What was to be taken back after it stands beneath what is left of it, and is left too.
    """
    rest = [int(i) for (i,) in tx.connection.execute("SELECT noun_id FROM intent WHERE journal = ?", (work.entry,))]
    tx.connection.execute("DELETE FROM intent WHERE journal = ?", (work.entry,))
    _forget(tx, work)
    # Only the effects that stand remain with the entry.
    if work.state == UNDOING:
        effects.forget(tx, work.entry, set(_numbers(tx, work.entry)) - set(rest))
    elif work.state == REDOING:
        effects.forget(tx, work.entry, rest)
    tx.connection.execute("UPDATE journal SET state = 'done' WHERE id = ?", (work.entry,))
    if work.state == UNDOING:
        beneath = "SELECT max(id) FROM journal WHERE state = ? AND id < ?"
        following = values.number(tx.connection, beneath, (UNDOING, work.entry))
        if following is not None and (waiting := of_entry(tx.connection, following)) is not None:
            stop(tx, waiting)


def _forget(tx: Tx, work: LargeWork) -> None:
    """Forget what only the work itself needed."""
    tx.connection.execute("DELETE FROM content WHERE journal = ? AND n IN (?, ?)", (work.entry, ASKED, ENDED))


def begin_back(tx: Tx, entry: int, *, again: bool) -> None:
    """Begin to take a large entry back, last effect first, or to do it again."""
    numbers = _numbers(tx, entry)
    begin(tx, entry, REDOING if again else UNDOING, numbers if again else numbers[::-1])


def _numbers(tx: Tx, entry: int) -> list[int]:
    return values.numbers(tx.connection, "SELECT n FROM effect WHERE journal = ? ORDER BY n", (entry,))


def size(connection: apsw.Connection, entry: int) -> int:
    """How many effects an entry has."""
    return values.count(connection, "SELECT count(*) FROM effect WHERE journal = ?", (entry,))

"""Wishes on their way to a server: made, struck, sent, doubted and fulfilled.

A row names a message and a wish, never a UID: the UID is found when the wish leaves. Its states are ``waiting``,
``leaving`` (synced to disk before the first byte), ``doubtful`` (the answer was lost), and ``done`` (accepted, but the
message has not been seen in its new folder yet). A row that is no longer needed is deleted. Every row that is there
counts in what is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.store.shown import FLAG_OF_WISH, MOVE
from osone.store.writing import Tx

WAITING, LEAVING, DOUBTFUL, DONE = "waiting", "leaving", "doubtful", "done"
COLUMNS = (
    "id, account, message, wish, value, source, flags, state, hold_until, tries, next_try, uidnext, journal, error"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One row of the outbox."""

    id: int
    account: int
    message: int
    wish: str
    """``seen``, ``flagged``, ``answered``, ``move`` or ``expunge``."""
    value: int
    """0 or 1 for a flag; the destination folder of a move."""
    source: int
    """The folder a message leaves."""
    flags: int
    """What a move carried along, once it was accepted."""
    state: str
    hold_until: int
    tries: int
    next_try: int
    uidnext: int | None
    """The destination's UIDNEXT when a move left."""
    journal: int | None
    error: str


def wish_flag(tx: Tx, account: int, message: int, flag: str, value: bool, journal: int | None) -> None:
    """Want a flag set or cleared. An opposite wish that still waits is struck instead, where nothing else remains."""
    waiting = tx.connection.execute(
        "SELECT id FROM outbox WHERE message = ? AND wish = ? AND state = 'waiting'", (message, flag)
    ).fetchall()
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", waiting)
    pending = [
        bool(v)
        for (v,) in tx.connection.execute("SELECT value FROM outbox WHERE message = ? AND wish = ?", (message, flag))
    ]
    bit = FLAG_OF_WISH[flag]
    said = [int(f) for (f,) in tx.connection.execute("SELECT flags FROM placement WHERE message = ?", (message,))]
    settled = not pending and bool(said) and all(bool(f & bit) == value for f in said)
    if not settled and (not pending or pending[-1] != value):
        _insert(tx, account, message, flag, int(value), 0, journal)
    tx.changed(Topic.OUTBOX)


def wish_move(tx: Tx, account: int, message: int, source: int, target: int, journal: int | None) -> None:
    """Want a message moved. A waiting move that brought it to ``source`` is struck and the two become one."""
    row = tx.connection.execute(
        "SELECT id, source FROM outbox WHERE message = ? AND wish = 'move' AND value = ? AND state = 'waiting'"
        " ORDER BY id DESC LIMIT 1",
        (message, source),
    ).fetchone()
    if row is not None:
        tx.connection.execute("DELETE FROM outbox WHERE id = ?", (row[0],))
        source = int(row[1])
    if source != target:
        _insert(tx, account, message, MOVE, target, source, journal)
    tx.changed(Topic.OUTBOX)


def _insert(tx: Tx, account: int, message: int, wish: str, value: int, source: int, journal: int | None) -> None:
    tx.connection.execute(
        "INSERT INTO outbox (account, message, wish, value, source, state, journal)"
        " VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
        (account, message, wish, value, source, journal),
    )


def of_account(connection: apsw.Connection, account: int, *states: str, limit: int = 500) -> list[Wish]:
    """The wishes of an account in these states, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE account = ? AND state IN ({', '.join('?' * len(states))})"
        " ORDER BY id LIMIT ?",
        (account, *states, limit),
    )
    return [Wish(*row) for row in rows]


def ready(connection: apsw.Connection, account: int, now: int, limit: int = 500) -> list[Wish]:
    """Waiting wishes that may leave now, oldest first; a message whose earlier wish is still out waits behind it."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM outbox o WHERE account = ? AND state = 'waiting' AND hold_until <= ? AND next_try <= ?"
        " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.message = o.message AND e.id < o.id AND e.state != 'done')"
        " ORDER BY id LIMIT ?",
        (account, now, now, limit),
    )
    return [Wish(*row) for row in rows]


def leave(tx: Tx, wishes: Sequence[Wish], uidnext: int | None = None, flags: Mapping[int, int] | None = None) -> None:
    """Mark wishes as leaving. The transaction must be durable, and over before the first byte is sent.

    For a move, ``uidnext`` is the destination's and ``flags`` what each message carries along, so that it can be
    found again and shown as it was should the answer be lost.
    """
    tx.connection.executemany(
        "UPDATE outbox SET state = 'leaving', tries = tries + 1, uidnext = ?, flags = ? WHERE id = ?",
        [(uidnext, (flags or {}).get(w.message, 0), w.id) for w in wishes],
    )


def put_back(tx: Tx, wishes: Sequence[Wish], next_try: int, error: str) -> None:
    """Let wishes wait again, because they surely did not happen."""
    tx.connection.executemany(
        "UPDATE outbox SET state = 'waiting', next_try = ?, error = ? WHERE id = ?",
        [(next_try, error, w.id) for w in wishes],
    )
    tx.changed(Topic.OUTBOX)


def doubt(tx: Tx, account: int) -> None:
    """Whatever was leaving when the line was cut may or may not have happened."""
    tx.connection.execute("UPDATE outbox SET state = 'doubtful' WHERE account = ? AND state = 'leaving'", (account,))


def fulfil(tx: Tx, wishes: Sequence[Wish]) -> None:
    """Forget wishes that the server has carried out, in the same transaction that writes the new placement."""
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(w.id,) for w in wishes])
    tx.changed(Topic.OUTBOX)


def await_arrival(tx: Tx, wish: Wish, flags: int) -> None:
    """Keep an accepted move until its message is seen in the new folder, so that it does not vanish meanwhile."""
    tx.connection.execute("UPDATE outbox SET state = 'done', flags = ? WHERE id = ?", (flags, wish.id))


def counts(connection: apsw.Connection) -> dict[str, int]:
    """How many wishes are in each state."""
    return {str(s): int(n) for s, n in connection.execute("SELECT state, count(*) FROM outbox GROUP BY state")}

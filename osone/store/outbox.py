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
from osone.store.shown import FLAG_OF_WISH, MOVE, laid, refresh
from osone.store.writing import Tx

WAITING, DOUBTFUL, DONE = "waiting", "doubtful", "done"
COLUMNS = (
    "id, account, message, wish, value, source, flags, state, hold_until, tries, next_try, uidnext, journal, error"
)
READY = (
    f"SELECT {COLUMNS} FROM outbox o WHERE account = ? AND state = 'waiting' AND hold_until <= ? AND next_try <= ?"
    " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.message = o.message AND e.id < o.id)"
    " ORDER BY id LIMIT ?"
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
    """What a move carried along, once it was accepted; of a flag, 1 where it took the place of an opposite wish."""
    state: str
    hold_until: int
    tries: int
    next_try: int
    uidnext: int | None
    """The destination's UIDNEXT when a move left."""
    journal: int | None
    error: str


def wish_flag(tx: Tx, account: int, message: int, flag: str, value: bool, journal: int | None) -> None:
    """Want a flag set or cleared. An opposite wish that still waits is struck instead, where nothing else remains.

    A wish that took the place of an opposite one gives it back when it is struck itself: copies that differ may look as
    they should without it, because one is on its way to the other.
    """
    struck = [
        bool(replaces)
        for value_then, replaces in tx.connection.execute(
            "DELETE FROM outbox WHERE message = ? AND wish = ? AND state = 'waiting' RETURNING value, flags",
            (message, flag),
        )
        if bool(value_then) != value
    ]
    bit = FLAG_OF_WISH[flag]
    # What is on its way already, and what the server said, may come to this without another wish.
    coming = laid(tx.connection, [message])[message]
    if any(struck) or any(bool(flags & bit) != value for flags in coming.values()):
        replaces = bool(struck) and not any(struck)
        _insert(tx, account, message, flag, int(value), 0, journal, flags=int(replaces))
    tx.changed(Topic.OUTBOX)


def wish_move(tx: Tx, account: int, message: int, source: int, target: int, journal: int | None) -> list[int]:
    """Want a message moved. Waiting moves that brought it to ``source`` are struck, and each becomes one with this.

    Returns the folders that the message now leaves for ``target``.
    """
    # A message with copies in several folders may have come here by more than one move.
    into = [
        (int(i), int(origin))
        for i, origin in tx.connection.execute(
            "SELECT id, source FROM outbox WHERE message = ? AND wish = 'move' AND value = ? AND state = 'waiting'"
            " ORDER BY id",
            (message, source),
        )
    ]
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(i,) for i, _ in into])
    origins = [origin for _, origin in into]
    if source != target and (not into or source in laid(tx.connection, [message])[message]):
        origins.append(source)
    for origin in origins:
        if origin != target:  # else it is home again
            _insert(tx, account, message, MOVE, target, origin, journal)
    tx.changed(Topic.OUTBOX)
    return origins


def part_again(
    tx: Tx, account: int, message: int, origins: Sequence[int], target: int, back: int, journal: int | None
) -> bool:
    """Take back that a message left ``back`` for ``target``, where its other copies stay.

    ``origins`` is what ``wish_move`` returned then. False where some of it has left already.
    """
    waiting = {
        int(source): int(i)
        for i, source in tx.connection.execute(
            "SELECT id, source FROM outbox WHERE message = ? AND wish = 'move' AND value = ? AND state = 'waiting'",
            (message, target),
        )
    }
    if not origins or not waiting.keys() >= set(origins) - {target}:
        return False
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(waiting[o],) for o in origins if o != target])
    for origin in origins:
        if origin != back:
            _insert(tx, account, message, MOVE, back, origin, journal)
    if target in origins:
        # What goes out of the target again must go before what comes into it.
        for origin, row in waiting.items():
            if origin not in origins:
                tx.connection.execute("DELETE FROM outbox WHERE id = ?", (row,))
                _insert(tx, account, message, MOVE, target, origin, journal)
    tx.changed(Topic.OUTBOX)
    return True


def strike_flag(tx: Tx, message: int, flag: str) -> bool:
    """Take back the wish for a flag where all of it still waits; False where some has left, or there is none."""
    states = {
        str(state)
        for (state,) in tx.connection.execute(
            "SELECT state FROM outbox WHERE message = ? AND wish = ?", (message, flag)
        )
    }
    if states != {WAITING}:
        return False
    tx.connection.execute("DELETE FROM outbox WHERE message = ? AND wish = ?", (message, flag))
    tx.changed(Topic.OUTBOX)
    return True


def _insert(
    tx: Tx, account: int, message: int, wish: str, value: int, source: int, journal: int | None, flags: int = 0
) -> None:
    tx.connection.execute(
        "INSERT INTO outbox (account, message, wish, value, source, flags, state, journal)"
        " VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)",
        (account, message, wish, value, source, flags, journal),
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
    """Waiting wishes that may leave now, oldest first; a message whose earlier wish is still out waits behind it.

    That holds for a move that is done too: until its message is seen in the new folder there is no UID to name.
    """
    rows = connection.execute(READY, (account, now, now, limit))
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
    arrived = tx.connection.execute(
        "SELECT 1 FROM outbox o JOIN placement p ON p.message = o.message AND p.folder = o.value"
        " WHERE o.id = ? AND p.uid >= coalesce(o.uidnext, 1) LIMIT 1",
        (wish.id,),
    ).fetchone()
    if arrived is not None:
        # The listener was quicker: the message has been seen there while the answer was on its way.
        fulfil(tx, [wish])
        return
    tx.connection.execute("UPDATE outbox SET state = 'done', flags = ? WHERE id = ?", (flags, wish.id))


def expected(connection: apsw.Connection, folder: int) -> list[int]:
    """Rows of accepted moves into a folder whose message has not been seen there yet: read before looking there."""
    rows = connection.execute("SELECT id FROM outbox WHERE state = 'done' AND value = ? ORDER BY id", (folder,))
    return [int(str(i)) for (i,) in rows]


def never_came(tx: Tx, rows: Sequence[int]) -> list[int]:
    """Forget those of these accepted moves that are still there after the folder was read whole: others took the mail.

    ``rows`` is what was ``expected`` before that look began; no clock can say it as well. Returns the messages, which
    are shown as they are now.
    """
    lost = []
    for row in rows:
        found = tx.connection.execute("SELECT message FROM outbox WHERE id = ? AND state = 'done'", (row,)).get
        if found is not None:
            tx.connection.execute("DELETE FROM outbox WHERE id = ?", (row,))
            lost.append(int(str(found)))
    if lost:
        refresh(tx, lost)
        tx.changed(Topic.OUTBOX)
    return lost

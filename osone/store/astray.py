"""Wishes whose message is not where it was: moved or deleted elsewhere, together with its folder or alone."""

from collections.abc import Sequence

import apsw

from osone.model.change import Topic
from osone.model.mail import Flag
from osone.store import erasing, outbox
from osone.store.outbox import COLUMNS, DOUBTFUL, WAITING, Wish
from osone.store.shown import EXPUNGE, MOVE, OVERLAY, refresh
from osone.store.threads import marks
from osone.store.writing import Tx

MOST = 500
OURS = f"account = ? AND noun = 'message' AND state = '{WAITING}' AND kind IN ({marks(len(OVERLAY))})"
# What has left and was not seen yet says where its message will be.
UNDER_WAY = "SELECT 1 FROM outbox e WHERE e.noun_id = o.noun_id AND e.noun = o.noun AND e.state <> 'waiting'"
NOWHERE = (
    f"SELECT {COLUMNS} FROM outbox o WHERE {OURS} AND NOT EXISTS (SELECT 1 FROM placement WHERE message = o.noun_id)"
    f" AND NOT EXISTS ({UNDER_WAY}) ORDER BY id LIMIT {MOST}"
)
ELSEWHERE = (
    f"SELECT {COLUMNS} FROM outbox o WHERE {OURS} AND kind = '{MOVE}'"
    " AND EXISTS (SELECT 1 FROM placement WHERE message = o.noun_id)"
    " AND NOT EXISTS (SELECT 1 FROM placement WHERE message = o.noun_id AND folder = o.source)"
    f" AND NOT EXISTS ({UNDER_WAY} UNION ALL SELECT 1 FROM outbox e WHERE e.noun_id = o.noun_id AND e.noun = o.noun"
    f" AND e.id < o.id AND e.kind = '{MOVE}' AND e.value = o.source) ORDER BY id LIMIT {MOST}"
)


def nowhere(connection: apsw.Connection, account: int) -> list[Wish]:
    """Waiting wishes about messages that are in no folder any more, and are on their way to none."""
    return [Wish(*row) for row in connection.execute(NOWHERE, (account, *OVERLAY))]


def elsewhere(connection: apsw.Connection, account: int) -> list[Wish]:
    """Waiting moves whose message has left the folder that they are to take it from, and is in another."""
    return [Wish(*row) for row in connection.execute(ELSEWHERE, (account, *OVERLAY))]


def follow(tx: Tx, wish: Wish) -> bool:
    """Let a move take its message from where it is now; False where that was its aim, or nothing was moved at all.

    A copy that was there already when the move was wished is no place where the message went.
    """
    places = {
        int(folder)
        for folder, uid, flags in tx.connection.execute(
            "SELECT folder, uid, flags FROM placement WHERE message = ? ORDER BY folder", (wish.noun_id,)
        )
        if uid > 0 and not flags & Flag.DELETED
    }
    others = _sources(tx.connection, wish)
    new = sorted(places - set(wish.places) - others)
    if wish.value in places or not new:
        outbox.fulfil(tx, [wish])
        refresh(tx, [wish.noun_id])
        return False
    # Whoever put it elsewhere meant to keep it: it follows into the trash, and is not deleted out of it.
    erasing.strike(tx, wish.noun_id)
    tx.connection.execute("UPDATE outbox SET source = ?, next_try = 0 WHERE id = ?", (new[0], wish.id))
    tx.changed(Topic.OUTBOX)
    refresh(tx, [wish.noun_id])
    return True


def _sources(connection: apsw.Connection, wish: Wish) -> set[int]:
    """The folders that other moves take the same message from."""
    query = f"SELECT source FROM outbox WHERE noun_id = ? AND noun = 'message' AND kind = '{MOVE}' AND id <> ?"
    return {int(source) for (source,) in connection.execute(query, (wish.noun_id, wish.id))}


def wake(tx: Tx, account: int) -> None:
    """A whole look is over: what waited for nothing else may leave now."""
    tx.connection.execute(
        f"UPDATE outbox SET next_try = 0 WHERE account = ? AND state = '{WAITING}' AND error = '' AND next_try > 0",
        (account,),
    )
    if tx.connection.changes():
        tx.changed(Topic.OUTBOX)


def give_up(tx: Tx, wishes: Sequence[Wish]) -> None:
    """Forget wishes that nothing can be done about any more."""
    outbox.fulfil(tx, wishes)
    erasing.ask(tx, [wish.noun_id for wish in wishes if wish.kind == EXPUNGE])
    refresh(tx, [wish.noun_id for wish in wishes])


def sure(tx: Tx, folder: int) -> None:
    """A folder is gone: moves out of it or into it are in doubt no longer. Where their messages are, a look tells."""
    tx.connection.execute(
        f"UPDATE outbox SET state = '{WAITING}', next_try = 0 WHERE kind = '{MOVE}' AND state = '{DOUBTFUL}'"
        " AND (source = ?1 OR value = ?1)",
        (folder,),
    )


def into(connection: apsw.Connection, folder: int, state: str) -> list[Wish]:
    """The moves into a folder that are in this state."""
    query = f"SELECT {COLUMNS} FROM outbox WHERE kind = '{MOVE}' AND value = ? AND state = ? ORDER BY id"
    return [Wish(*row) for row in connection.execute(query, (folder, state))]

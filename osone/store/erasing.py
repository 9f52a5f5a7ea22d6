"""Deleting for good: wished of the server that holds a message, and forgotten here once it is gone there.

A wish names the UIDs that the message had when it was made, so that what was moved out of the folder meanwhile, and
perhaps in again, is left alone. What is kept of a message here (``forgetting``) goes only when it stands nowhere.
"""

import json
from collections.abc import Iterable, Sequence

import apsw

from osone.model.mail import Flag
from osone.store import outbox, placements, snooze, talk, values
from osone.store.ids import bury
from osone.store.messages import account_of
from osone.store.outbox import Wish
from osone.store.shown import EXPUNGE, refresh_threads
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

TABLES = ("placement", "shown", "to_index", "wanted", "snooze", "muted", "answer")
"""What hangs on a message by its number, beside its row."""
WAITING = f"SELECT 1 FROM outbox WHERE noun = 'message' AND noun_id = ? AND kind = '{EXPUNGE}' AND source = ?"
ABOUT = "outbox WHERE noun = 'message' AND noun_id = to_forget.message"
# A draft that answers it still shows its words, and so may a message that waits to leave.
READY = (
    "SELECT message FROM to_forget WHERE NOT EXISTS (SELECT 1 FROM placement WHERE message = to_forget.message)"
    f" AND NOT EXISTS (SELECT 1 FROM {ABOUT}) AND NOT EXISTS (SELECT 1 FROM draft WHERE answers = to_forget.message)"
    " ORDER BY message"
)
# One that is marked as deleted alone may go at any time; one that is not was brought back, or has a copy that stays.
STAYS = (
    "DELETE FROM to_forget WHERE EXISTS"
    f" (SELECT 1 FROM placement WHERE message = to_forget.message AND NOT flags & {int(Flag.DELETED)})"
)


def wish(tx: Tx, message: int, folder: int, *, through: int | None = None) -> None:
    """Want a message deleted for good out of one folder; where it has no server it is gone at once.

    ``through`` is the trash by which it goes where deleting anywhere else would only take it out of a folder. The
    caller shows the message anew.
    """
    account, kind = account_of(tx.connection, message)
    if kind == "local":
        tx.connection.execute("DELETE FROM placement WHERE message = ? AND folder = ?", (message, folder))
        ask(tx, [message])
        return
    if through is not None and through != folder:
        outbox.wish_move(tx, account, message, folder, through, None)
        folder = through
    if values.anything(tx.connection, WAITING, (message, folder)):
        return
    row = outbox.add(tx, account, EXPUNGE, "message", message, source=folder)
    mark = placements.mark(tx.connection, folder)
    held = [uid for where, uid, _flags in placements.where(tx.connection, message) if where == folder and uid > 0]
    noted = json.dumps({"uids": held, "uidvalidity": mark.uidvalidity})
    tx.connection.execute("UPDATE outbox SET evidence = ? WHERE id = ?", (noted, row))


def gone(connection: apsw.Connection, message: int) -> bool:
    """Whether a message was deleted for good, here or by a wish, and is seen nowhere any more."""
    if values.anything(connection, "SELECT 1 FROM shown WHERE message = ?", (message,)):
        return False
    wished = f"SELECT 1 FROM outbox WHERE noun = 'message' AND noun_id = ? AND kind = '{EXPUNGE}'"
    if any(values.anything(connection, q, (message,)) for q in (wished, "SELECT 1 FROM to_forget WHERE message = ?")):
        return True
    return not values.anything(connection, "SELECT 1 FROM message WHERE id = ?", (message,))


def means(one: Wish, uid: int, uidvalidity: int) -> bool:
    """Whether a wish is about the message at this UID: what came there later is not what was to be deleted."""
    known = one.noted.get("uids")
    return not known or one.noted.get("uidvalidity") != uidvalidity or uid in known


def strike(tx: Tx, message: int) -> None:
    """Want a message deleted for good no more: somebody has put it elsewhere."""
    tx.connection.execute(
        f"DELETE FROM outbox WHERE noun = 'message' AND noun_id = ? AND kind = '{EXPUNGE}' AND state = 'waiting'",
        (message,),
    )


def ask(tx: Tx, messages: Iterable[int]) -> None:
    """Ask for what is kept of these to be forgotten, as soon as they stand nowhere."""
    for message in messages:
        snooze.put(tx, message, None)  # its alarm would keep it
        tx.connection.execute("INSERT OR IGNORE INTO to_forget (message) VALUES (?)", (message,))


def asked(connection: apsw.Connection) -> bool:
    """Whether anything is to be forgotten."""
    return values.anything(connection, "SELECT 1 FROM to_forget LIMIT 1", ())


def ready(tx: Tx) -> list[int]:
    """What is to be forgotten and stands nowhere. What has come back is asked for no longer."""
    tx.connection.execute(STAYS)
    return values.numbers(tx.connection, READY)


def erase(tx: Tx, messages: Sequence[int]) -> None:
    """Take the rows of messages, wherever they stand; conversations that hold others stay, without them.

    Their numbers are never given again.
    """
    connection = tx.connection
    for part in chunks(messages):
        these = marks(len(part))
        threads = values.numbers(connection, f"SELECT DISTINCT thread FROM message WHERE id IN ({these})", part)
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE message IN ({these})", part)
        connection.execute(f"DELETE FROM outbox WHERE noun = 'message' AND noun_id IN ({these})", part)
        talk.forget_messages(tx, part)
        connection.execute(f"DELETE FROM message WHERE id IN ({these})", part)
        bury(connection, part)
        refresh_threads(tx, threads)
        for table, column in (("link", "thread"), ("thread", "id")):
            connection.execute(
                f"DELETE FROM {table} WHERE {column} IN ({marks(len(threads))})"
                f" AND NOT EXISTS (SELECT 1 FROM message m WHERE m.thread = {table}.{column})",
                tuple(threads),
            )


def forgotten(tx: Tx, messages: Sequence[int]) -> None:
    """Nothing is left of these."""
    tx.connection.executemany("DELETE FROM to_forget WHERE message = ?", [(m,) for m in messages])

"""Conversations that are put off: out of the inbox until an instant or an answer, and then at its top.

A row belongs to a message, the newest of its conversation when that was put off: whatever conversation the message is
in later, that one is asleep. One that woke says why until something newer is written in it.
"""

from collections.abc import Sequence
from enum import StrEnum

import apsw

from osone.model.ids import SECOND_SHIFT, MessageId
from osone.store import outbox, values
from osone.store.lines import AT_END
from osone.store.messages import account_of
from osone.store.outbox import WAKE
from osone.store.shown import refresh
from osone.store.threads import chunks, marks, resolve
from osone.store.writing import Tx

COLUMNS = ("state", "until", "since", "why")
OF_THREAD = (
    f"SELECT s.message, {', '.join(COLUMNS)} FROM snooze s JOIN message m ON m.id = s.message"
    " WHERE m.thread = ? ORDER BY s.message"
)
ASLEEP_IN = (
    "SELECT s.message, m.thread, s.since FROM message m JOIN snooze s ON s.message = m.id"
    " WHERE s.state = 'asleep' AND m.thread IN ({marks})"
)
IN_INBOX = (
    "SELECT 1 FROM message o JOIN message m ON m.thread = o.thread JOIN shown s ON s.message = m.id"
    " JOIN folder f ON f.id = s.folder WHERE o.id = ? AND f.role = 'inbox' LIMIT 1"
)

NEWER = (
    "SELECT 1 FROM message o JOIN message m ON m.thread = o.thread JOIN shown s ON s.message = m.id"
    " JOIN folder f ON f.id = s.folder WHERE o.id = ? AND m.id > ? AND f.role NOT IN ('trash', 'junk') LIMIT 1"
)
Value = dict[str, object]
"""A row as an effect keeps it."""


class SnoozeState(StrEnum):
    """How it stands with one that was put off."""

    ASLEEP = "asleep"
    AWAKE = "awake"
    CALLED = "called"
    """Awake, and in the inbox only because it woke: its server has none of its messages there."""


def asleep(until: int, now: int) -> Value:
    """It sleeps until then; Unix seconds."""
    return {"state": SnoozeState.ASLEEP.value, "until": until, "since": now, "why": ""}


def of_thread(connection: apsw.Connection, thread: int) -> dict[MessageId, Value]:
    """What of a conversation was put off, or woke, by message."""
    rows = values.rows(connection, OF_THREAD, (resolve(connection, thread),))
    return {MessageId(message): dict(zip(COLUMNS, row, strict=True)) for message, *row in rows}


def of_message(connection: apsw.Connection, message: int) -> Value | None:
    """The row of a message."""
    row = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM snooze WHERE message = ?", (message,)).fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row is not None else None


def put(tx: Tx, message: int, value: Value | None, journal: int | None = None) -> None:
    """Put the conversation of a message off, or no longer; the alarm rings when it is over. ``refresh`` must follow."""
    connection = tx.connection
    connection.execute("DELETE FROM snooze WHERE message = ?", (message,))
    connection.execute(f"DELETE FROM outbox WHERE kind = '{WAKE}' AND noun = 'message' AND noun_id = ?", (message,))
    if value is None:
        return
    connection.execute(
        f"INSERT INTO snooze (message, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?)",
        (message, *(value[name] for name in COLUMNS)),
    )
    if value["state"] == SnoozeState.ASLEEP:
        account, _kind = account_of(connection, message)
        until = values.count(connection, "SELECT until FROM snooze WHERE message = ?", (message,))
        outbox.add(tx, account, WAKE, "message", message, hold_until=until, journal=journal)


def wake(tx: Tx, messages: Sequence[int], now: int, why: str) -> None:
    """Wake the conversations of these messages, which sleep, and show them at the top of the inbox."""
    woken = []
    for message in messages:
        value = of_message(tx.connection, message)
        if value is not None and value["state"] == SnoozeState.ASLEEP:
            here = values.anything(tx.connection, IN_INBOX, (message,))
            state = SnoozeState.AWAKE if here else SnoozeState.CALLED
            put(tx, message, {**value, "state": state.value, "until": now, "why": why})
            woken.append(message)
    refresh(tx, woken)


def call(tx: Tx, message: int, now: int, why: str) -> None:
    """Show a conversation at the top of the inbox though it did not sleep, and say why."""
    here = values.anything(tx.connection, IN_INBOX, (message,))
    state = SnoozeState.AWAKE if here else SnoozeState.CALLED
    put(tx, message, {"state": state.value, "until": now, "since": now, "why": why})
    refresh(tx, [message])


def tidy(tx: Tx) -> None:
    """Forget of what woke what changes no list any more: something newer is in it, or it has left the inbox."""
    query = f"SELECT message, state, until FROM snooze WHERE state <> '{SnoozeState.ASLEEP}'"
    for message, state, until in values.rows(tx.connection, query):
        newer = values.anything(tx.connection, NEWER, (message, until << SECOND_SHIFT | AT_END))
        if newer or (state == SnoozeState.AWAKE and not values.anything(tx.connection, IN_INBOX, (message,))):
            put(tx, message, None)


def any_asleep(connection: apsw.Connection) -> bool:
    """Whether any conversation sleeps."""
    return values.anything(connection, "SELECT 1 FROM snooze WHERE state = 'asleep' LIMIT 1")


def asleep_in(connection: apsw.Connection, threads: Sequence[int]) -> list[tuple[int, int, int]]:
    """Of these conversations those that sleep: the message that says so, the conversation, and since when."""
    found: list[tuple[int, int, int]] = []
    for part in chunks(threads):
        found += values.rows(connection, ASLEEP_IN.format(marks=marks(len(part))), part)
    return found

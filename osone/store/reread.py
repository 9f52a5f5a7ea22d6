"""By which way of reading the messages are kept: what an earlier OS One read is read again, the newest first.

What a way of reading gives is kept beside the message: its head's words, its plain text, its row in a list, its place
in the index. Until a message is read again, what was read before serves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from osone.store import values
from osone.store.search import HIGHEST
from osone.store.writing import Tx

READING = 7
"""Goes up by one whenever a message gives other words, another row or other entries in the index than before."""


@dataclass(frozen=True, slots=True)
class RereadHead:
    """What the head of a message says now."""

    message: int
    sender_name: str
    sender_email: str
    recipients: str
    """JSON, as ``arrivals`` keeps it."""
    subject: str
    evidence: str


def begin(tx: Tx) -> None:
    """See whether there is mail that was read in an earlier way, and if so begin with its newest."""
    version, _below = _state(tx.connection)
    if version < READING:
        anything = values.anything(tx.connection, "SELECT 1 FROM message LIMIT 1", ())
        _put(tx, HIGHEST if anything else 0)


def under_way(connection: apsw.Connection) -> bool:
    """Whether some messages still stand as they were read before."""
    version, below = _state(connection)
    return version < READING or below > 0


def following(connection: apsw.Connection, most: int) -> list[int]:
    """The next messages to read again, the newest first."""
    version, below = _state(connection)
    if version < READING or below <= 0:
        return []
    return values.numbers(connection, "SELECT id FROM message WHERE id < ? ORDER BY id DESC LIMIT ?", (below, most))


def left(connection: apsw.Connection) -> int:
    """How many messages are still to be read again."""
    _version, below = _state(connection)
    return values.count(connection, "SELECT count(*) FROM message WHERE id < ?", (below,)) if below > 0 else 0


def reached(tx: Tx, messages: Sequence[int]) -> None:
    """These were read again, in the transaction that keeps what came of it; none: there are no more."""
    _put(tx, min(messages, default=0))


def keep(tx: Tx, heads: Iterable[RereadHead]) -> None:
    """Keep what the heads of messages say now."""
    tx.connection.executemany(
        "UPDATE message SET sender_name = ?, sender_email = ?, recipients = ?, subject = ?, evidence = ? WHERE id = ?",
        [(h.sender_name, h.sender_email, h.recipients, h.subject, h.evidence, h.message) for h in heads],
    )


def _state(connection: apsw.Connection) -> tuple[int, int]:
    """The way by which messages from an id on are read, and that id; of a profile from before, none is."""
    row = connection.execute("SELECT version, below FROM reading").fetchone()
    return row if row is not None else (1, HIGHEST)


def _put(tx: Tx, below: int) -> None:
    tx.connection.execute("DELETE FROM reading")
    tx.connection.execute("INSERT INTO reading (version, below) VALUES (?, ?)", (READING, below))

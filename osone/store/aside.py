"""Messages that felled who read them: after the second fall they are set aside, until a newer program reads better."""

from collections.abc import Iterable

import apsw

from osone.store import values
from osone.store.writing import Tx

FALLS = 2
"""So many falls are enough."""


def fell(tx: Tx, prints: Iterable[int], version: str, falls: int = 1) -> None:
    """Count a fall for each of these messages (``letter.fingerprint``); an older program's count for nothing."""
    tx.connection.executemany(
        "INSERT INTO aside (print, falls, version) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET"
        " falls = CASE version WHEN ?3 THEN falls ELSE 0 END + ?2, version = ?3",
        [(one, falls, version) for one in prints],
    )


def passed(tx: Tx, one: int) -> None:
    """Forget the falls of a message that was read after all."""
    tx.connection.execute("DELETE FROM aside WHERE print = ?", (one,))


def known(connection: apsw.Connection, version: str) -> dict[int, int]:
    """Every message that felled this version of the program, and how often."""
    return dict(values.rows(connection, "SELECT print, falls FROM aside WHERE version = ?", (version,)))


def holds(connection: apsw.Connection, one: int, version: str) -> bool:
    """Whether a message is set aside."""
    return values.anything(
        connection, "SELECT 1 FROM aside WHERE print = ? AND version = ? AND falls >= ?", (one, version, FALLS)
    )

"""Calendars as rows, and what was brought in with them and could not be read."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from osone.model.calendar import OWN, CalendarRow
from osone.model.change import Topic
from osone.model.ids import AccountId, CalendarId
from osone.store import messages, values
from osone.store.writing import Tx

COLUMNS = "id, name, account, href, etag, token, read_only"
IN_USE = (
    f"SELECT {COLUMNS} FROM calendar WHERE EXISTS (SELECT 1 FROM event WHERE event.calendar = calendar.id)"
    " ORDER BY name, id"
)


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """A component of a calendar file that could not be read, as a calendar of its own."""

    id: int
    calendar: str
    """The name of the calendar that it came with."""
    ics: str


def in_use(connection: apsw.Connection) -> list[CalendarRow]:
    """The calendars that have events, by name."""
    return [_calendar(row) for row in connection.execute(IN_USE)]


def one(connection: apsw.Connection, calendar: int) -> CalendarRow | None:
    """A calendar by its id."""
    row = connection.execute(f"SELECT {COLUMNS} FROM calendar WHERE id = ?", (calendar,)).fetchone()
    return _calendar(row) if row else None


def brought(tx: Tx, name: str) -> CalendarId:
    """The calendar of this name for what is brought in and no server has, made if there is none.

    Never the person's own: the words of what others wrote are not theirs.
    """
    own = tx.connection.execute("SELECT name FROM calendar WHERE id = ?", (OWN,)).get
    if name.strip().casefold() == str(own).casefold():
        name = f"{name} (imported)"
    row = tx.connection.execute(
        "SELECT id FROM calendar WHERE account IS NULL AND name = ? AND id <> ? ORDER BY id LIMIT 1", (name, OWN)
    ).fetchone()
    if row is None:
        tx.connection.execute("INSERT INTO calendar (name) VALUES (?)", (name,))
        tx.changed(Topic.EVENT)
    return CalendarId(row[0] if row else tx.connection.last_insert_rowid())


def keep_unread(tx: Tx, calendar: str, parts: Iterable[str], reading: int) -> None:
    """Keep what could not be read of a calendar file, each part once, with how it was read (``ics.READING``)."""
    rows = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(calendar.encode("utf-8", "surrogatepass") + b"\0" + data).digest()
        rows.append((digest, calendar, reading, messages.press(data)))
    tx.connection.executemany(
        "INSERT OR IGNORE INTO unread (digest, calendar, reading, zstd) VALUES (?, ?, ?, ?)", rows
    )


def unread(connection: apsw.Connection, below: int, most: int) -> list[UnreadPart]:
    """Parts that were not read yet as they are read from the reading ``below`` on, the first so many."""
    query = "SELECT id, calendar, zstd FROM unread WHERE reading < ? ORDER BY id LIMIT ?"
    return [
        UnreadPart(int(i), str(calendar), messages.unpack(data).decode("utf-8", "surrogatepass"))
        for i, calendar, data in values.rows(connection, query, (below, most))
    ]


def read_now(tx: Tx, parts: Sequence[int]) -> None:
    """Keep these parts no longer: what is in them was read."""
    tx.connection.executemany("DELETE FROM unread WHERE id = ?", [(part,) for part in parts])


def read_in_vain(tx: Tx, parts: Sequence[int], reading: int) -> None:
    """Write that these parts could not be read as they are read now either."""
    tx.connection.executemany("UPDATE unread SET reading = ? WHERE id = ?", [(reading, part) for part in parts])


def _calendar(row: tuple[Any, ...]) -> CalendarRow:
    i, name, account, href, etag, token, read_only = row
    return CalendarRow(
        CalendarId(i), name, AccountId(account) if account is not None else None, href, etag, token, bool(read_only),
    )  # fmt: skip

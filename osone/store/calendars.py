"""Calendars as rows."""

from typing import Any

import apsw

from osone.model.calendar import OWN, CalendarRow
from osone.model.change import Topic
from osone.model.ids import AccountId, CalendarId
from osone.store.writing import Tx

COLUMNS = "id, name, account, href, etag, token, read_only"
IN_USE = (
    f"SELECT {COLUMNS} FROM calendar WHERE EXISTS (SELECT 1 FROM event WHERE event.calendar = calendar.id)"
    " ORDER BY name, id"
)


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


def _calendar(row: tuple[Any, ...]) -> CalendarRow:
    i, name, account, href, etag, token, read_only = row
    return CalendarRow(
        CalendarId(i), name, AccountId(account) if account is not None else None, href, etag, token, bool(read_only),
    )  # fmt: skip

"""Tasks as rows."""

from datetime import date, datetime

import apsw

from osone.model.ids import TaskId
from osone.model.tasks import Task

COLUMNS = "id, title, notes, project, priority, due, done_at, position, created, uid"
OPEN = f"SELECT {COLUMNS} FROM task WHERE done_at IS NULL ORDER BY position, id"
DONE = f"SELECT {COLUMNS} FROM task WHERE done_at >= ? ORDER BY done_at DESC, position DESC, id DESC LIMIT ?"


def due_text(due: date | datetime | None) -> str | None:
    """A due date as it is kept: ISO 8601, a date alone or a time with its offset."""
    return due.isoformat() if due else None


def due_value(text: str | None) -> date | datetime | None:
    """What ``due_text`` wrote, read again."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


Row = tuple[int, str, str, str, int, str | None, int | None, float, int, str]
"""A row, as its columns are declared."""


def _task(row: Row) -> Task:
    i, title, notes, project, priority, due, done, position, created, uid = row
    return Task(TaskId(i), title, notes, project, priority or 4, due_value(due), done, position, created, uid)


def _many(connection: apsw.Connection, query: str, bound: tuple[object, ...] = ()) -> list[Task]:
    return [_task(row) for row in connection.execute(query, bound)]


def every_open(connection: apsw.Connection) -> list[Task]:
    """What is still to do, in the person's order."""
    return _many(connection, OPEN)


def done_since(connection: apsw.Connection, second: int, limit: int = 200) -> list[Task]:
    """What was done since, newest first."""
    return _many(connection, DONE, (second, limit))


def last_position(connection: apsw.Connection) -> float:
    """Where the last of what is still to do stands."""
    return float(connection.execute("SELECT max(position) FROM task WHERE done_at IS NULL").get or 0.0)


def by_uid(connection: apsw.Connection, uid: str) -> tuple[Task, str] | None:
    """The task that was brought in under this iCalendar UID, with the text that it came as."""
    row = connection.execute(f"SELECT {COLUMNS}, ics FROM task WHERE uid = ? ORDER BY id LIMIT 1", (uid,)).fetchone()
    return None if row is None else (_task(row[:-1]), str(row[-1]))


def one(connection: apsw.Connection, task: int) -> Task | None:
    """A task by its id."""
    found = _many(connection, f"SELECT {COLUMNS} FROM task WHERE id = ?", (task,))
    return found[0] if found else None

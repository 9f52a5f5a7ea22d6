"""Tasks as rows."""

from collections.abc import Mapping
from datetime import date, datetime

import apsw

from osone.model.ids import TaskId
from osone.model.tasks import Task

COLUMNS = "id, title, notes, project, priority, due, done_at, position, created"
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


def of_row(row: Mapping[str, object]) -> Task:
    """A task from its columns by name."""
    due = row.get("due")
    done = row.get("done_at")
    return Task(
        TaskId(int(str(row["id"]))),
        str(row["title"]),
        str(row.get("notes") or ""),
        str(row.get("project") or ""),
        int(str(row.get("priority") or 4)),
        due_value(str(due)) if due else None,
        int(str(done)) if done is not None else None,
        float(str(row.get("position") or 0.0)),
        int(str(row.get("created") or 0)),
    )


def _many(connection: apsw.Connection, query: str, bound: tuple[object, ...] = ()) -> list[Task]:
    names = COLUMNS.split(", ")
    return [of_row(dict(zip(names, row, strict=True))) for row in connection.execute(query, bound)]


def every_open(connection: apsw.Connection) -> list[Task]:
    """What is still to do, in the person's order."""
    return _many(connection, OPEN)


def done_since(connection: apsw.Connection, second: int, limit: int = 200) -> list[Task]:
    """What was done since, newest first."""
    return _many(connection, DONE, (second, limit))


def one(connection: apsw.Connection, task: int) -> Task | None:
    """A task by its id."""
    found = _many(connection, f"SELECT {COLUMNS} FROM task WHERE id = ?", (task,))
    return found[0] if found else None

"""A to-do that came in a calendar file, as a task: a new one, or what is newer in it (RFC 5545, VTODO)."""

from collections.abc import Mapping
from datetime import date, datetime

from osone.calendar.todos import Todo, of_text
from osone.store import effects, tasks
from osone.store.effects import Effect
from osone.store.writing import Tx
from osone.text.catalogue import _


def taken_up(tx: Tx, came: Todo, position: float, now: datetime, *, cancels: bool) -> list[Effect]:
    """What keeps a to-do as a task: a new one at this position, or what the file says otherwise than it did before.

    What the person changed here stays where the file says of it what it always said. ``cancels`` where the file only
    calls off what is here.
    """
    found = tasks.by_uid(tx.connection, came.uid)
    after = _columns(came, now)
    if found is None:
        if cancels:
            return []
        written = int((came.written or now).timestamp())
        more = {"position": position, "created": written, "uid": came.uid, "ics": came.ics}
        return [effects.make("task", {**after, **more})]
    kept, ics = found
    known = of_text(ics)
    if known is not None and came.version < known.version:
        return []
    here: Mapping[str, object] = {
        "title": kept.title,
        "notes": kept.notes,
        "due": tasks.due_text(kept.due),
        "priority": kept.priority,
        "done_at": kept.done_at,
    }
    before = _columns(known, now) if known is not None else here
    new = {
        name: value
        for name, value in after.items()
        if value != before[name]
        and value != here[name]
        and (name != "done_at" or (value is None) != (kept.done_at is None))
    }
    changes = {**new, "ics": came.ics} if new else {}
    return [
        Effect("task", kept.id, name, ics if name == "ics" else here[name], value) for name, value in changes.items()
    ]


def _columns(one: Todo, now: datetime) -> dict[str, object]:
    over = int((one.over_since or now).timestamp()) if one.over else None
    return {
        "title": one.title or _("Untitled task"),
        "notes": one.notes,
        "due": tasks.due_text(_here(one.due, now)),
        "priority": one.priority,
        "done_at": over,
    }


def _here(due: datetime | date | None, now: datetime) -> datetime | date | None:
    """When it is due for somebody here: what floats is meant by the clock on their wall."""
    if not isinstance(due, datetime):
        return due
    try:
        return due.replace(tzinfo=now.tzinfo) if due.tzinfo is None else due.astimezone(now.tzinfo)
    except OverflowError:  # a day from the ends of time
        return due.date()

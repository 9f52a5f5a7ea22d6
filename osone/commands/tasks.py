"""The verbs of tasks."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from osone.commands.context import IN_TASKS, ON_TASK
from osone.commands.mail import plural
from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.errors import CommandError
from osone.model.ids import TaskId
from osone.model.tasks import Task
from osone.model.whose import Own
from osone.store import effects
from osone.store import tasks as rows
from osone.store.effects import Effect
from osone.tasks import order
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.queries import line as lines
else:
    lines = later("osone.queries.line")  # a large table of words, for a line that is typed

PRIORITIES = {1: "first", 2: "high", 3: "medium", 4: "none"}
Tasks = Annotated[list[TaskId], "the tasks"]


def _columns(task: Task) -> dict[str, object]:
    return {
        "title": task.title,
        "notes": task.notes,
        "project": task.project,
        "priority": task.priority,
        "due": rows.due_text(task.due),
        "done_at": task.done_at,
        "position": task.position,
        "created": task.created,
    }


def _set(desk: Desk, tasks: list[TaskId], field: str, value: object) -> list[Effect]:
    found = []
    for i in tasks:
        task = rows.one(desk.connection, i)
        if task is not None and _columns(task)[field] != value:
            found.append(Effect("task", i, field, _columns(task)[field], value))
    return found


@command("task.add", icon="square-check")
def add(
    desk: Desk,
    line: Annotated[str, "what to do, with a date, #project or p1 to p4 in plain words"],
    plain: Annotated[list[str] | None, "what in the line is only words: when, project, priority"] = None,
) -> Done:
    """Add a task, in plain words."""
    caught = lines.as_task(line, desk.now, plain=plain or ())
    if not caught.title.strip():
        raise CommandError("A task needs a few words that say what to do.")
    last = max((t.position for t in rows.every_open(desk.connection)), default=0.0)
    columns: Mapping[str, object] = {
        "title": caught.title,
        "notes": "",
        "project": caught.project,
        "priority": caught.priority,
        "due": rows.due_text(caught.due),
        "position": last + order.STEP,
        "created": int(desk.now.timestamp()),
    }
    value = {"title": Own(caught.title), "due": columns["due"], "priority": caught.priority}
    return Done(f"Added “{short(caught.title)}”", [effects.make("task", columns)], value)


@command("task.done", keys="e", when=ON_TASK, leaves=True, icon="check")
def done(desk: Desk, tasks: Tasks) -> Done:
    """Done: tick it off."""
    found = _set(desk, tasks, "done_at", int(desk.now.timestamp()))
    return Done(f"Done: {plural(len(tasks), 'task')}" if len(tasks) > 1 else "Done.", found)


@command("task.reopen", when=ON_TASK, leaves=True, icon="rotate-ccw")
def reopen(desk: Desk, tasks: Tasks) -> Done:
    """Take the tick away: it is still to do."""
    return Done("It is to do again.", _set(desk, tasks, "done_at", None))


@command("task.delete", keys=("#", "Delete"), when=ON_TASK, leaves=True, icon="trash")
def delete(desk: Desk, tasks: Tasks) -> Done:
    """Delete the task."""
    there = [i for i in dict.fromkeys(tasks) if rows.one(desk.connection, i) is not None]
    return Done(f"Deleted {plural(len(there), 'task')}", [effects.unmake(desk.connection, "task", i) for i in there])


@command("task.today", keys="t", when=ON_TASK, icon="sun")
def today(desk: Desk, tasks: Tasks) -> Done:
    """Put it on today."""
    return Done("It is for today.", _set(desk, tasks, "due", desk.now.date().isoformat()))


@command("task.due", keys="d", when=ON_TASK, icon="calendar-clock")
def due(desk: Desk, tasks: Tasks, when: Annotated[str, "a date in words; nothing takes the date away"]) -> Done:
    """Give it a day, in plain words."""
    if not when.strip():
        return Done("It has no date now.", _set(desk, tasks, "due", None))
    caught = lines.as_task(f"x {when}", desk.now)
    if caught.due is None:
        raise CommandError(f"“{when}” is not a day that I know.", way_on="Try “friday”, “14 nov” or “in two weeks”.")
    day = caught.due if type(caught.due) is date else caught.due.strftime("%Y-%m-%d %H:%M")
    text = rows.due_text(caught.due)
    return Done(f"It is for {day}.", _set(desk, tasks, "due", text), {"due": text})


@command("task.rename", when=ON_TASK, icon="pencil", first=True)
def rename(desk: Desk, tasks: Tasks, title: Annotated[str, "the new words"]) -> Done:
    """Change its words."""
    if not title.strip():
        raise CommandError("A task needs a few words that say what to do.")
    return Done("Changed.", _set(desk, tasks[:1], "title", title.strip()))


@command("task.up", keys="Mod+Up", when=ON_TASK & IN_TASKS, icon="arrow-up", first=True)
def up(desk: Desk, tasks: Tasks) -> Done:
    """Move it up in the list."""
    return _shift(desk, tasks, -1)


@command("task.down", keys="Mod+Down", when=ON_TASK & IN_TASKS, icon="arrow-down", first=True)
def down(desk: Desk, tasks: Tasks) -> Done:
    """Move it down in the list."""
    return _shift(desk, tasks, 1)


def _shift(desk: Desk, tasks: list[TaskId], by: Literal[-1, 1]) -> Done:
    here = rows.every_open(desk.connection)
    places = [n for n, task in enumerate(here) if tasks and task.id == tasks[0]]
    if not places:
        return Done()
    found = []
    for i, position in order.move(here, tasks[0], places[0] + by).positions.items():
        found += _set(desk, [i], "position", position)
    return Done("", found)


@command("task.priority", keys={f"y {n}": {"number": n} for n in range(1, 5)}, when=ON_TASK, icon="flag")
def priority(desk: Desk, tasks: Tasks, number: Annotated[int, "1 is first, 4 is none"]) -> Done:
    """Set how much it matters, from 1 to 4."""
    if number not in PRIORITIES:
        raise CommandError("A priority is a number from 1 to 4.")
    return Done(f"Priority: {PRIORITIES[number]}.", _set(desk, tasks, "priority", number))

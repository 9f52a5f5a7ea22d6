"""The verbs of tasks."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from osone.commands.context import IN_TASKS, ON_TASK
from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.model.errors import CommandError
from osone.model.ids import TaskId
from osone.model.tasks import Task
from osone.model.whose import Own
from osone.queries import task_lists
from osone.store import effects
from osone.store import tasks as rows
from osone.store.effects import Effect
from osone.tasks import order
from osone.text.catalogue import N_, _, plural
from osone.text.dates import day_and_clock, day_long
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.queries import line as lines
else:
    lines = later("osone.queries.line")  # a large table of words, for a line that is typed

PRIORITIES = {1: N_("Priority: highest"), 2: N_("Priority: high"), 3: N_("Priority: medium"), 4: N_("No priority")}
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


@command("task.add", N_("Add task"), icon="square-check")
def add(
    desk: Desk,
    line: Annotated[str, "what to do, in their own words, with the day, #project or p1 to p4"],
    plain: Annotated[list[str] | None, "what in the line is only words: when, project, priority"] = None,
) -> Done:
    """Add a task, in plain words."""
    caught = lines.as_task(line, desk.now, plain=plain or ())
    if not caught.title.strip():
        raise CommandError(_("Say what needs doing, in a few words."))
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
    title = short(caught.title)
    said = _("Added “{title}”", title=title)
    if caught.due is not None:
        day = day_long(caught.due, desk.now.date())
        day = day_and_clock(day, caught.due) if isinstance(caught.due, datetime) else day
        said = _("Added “{title}”, due {day}", title=title, day=day)
    if remark := lines.slip(line, desk.now):
        said = _("{sentence}. {remark}", sentence=said, remark=remark)
    return Done(said, [effects.make("task", columns)], value)


@command("task.done", N_("Mark as done"), keys="e", when=ON_TASK, leaves=True, icon="check")
def done(desk: Desk, tasks: Tasks) -> Done:
    """Done: tick it off."""
    found = [e for e in _set(desk, tasks, "done_at", int(desk.now.timestamp())) if e.before is None]
    said = plural("Completed {count} task", "Completed {count} tasks", desk.counted(found))
    return Done(said if found or desk.of else _("Already done."), found)


@command("task.reopen", N_("Mark as not done"), when=ON_TASK, leaves=True, icon="rotate-ccw")
def reopen(desk: Desk, tasks: Tasks) -> Done:
    """Take the tick away: it is still to do."""
    found = _set(desk, tasks, "done_at", None)
    said = plural("Marked {count} task as not done", "Marked {count} tasks as not done", desk.counted(found))
    return Done(said if found or desk.of else _("Not done yet, as it was."), found)


@command("task.delete", N_("Delete task"), keys=("#", "Delete"), when=ON_TASK, leaves=True, icon="trash")
def delete(desk: Desk, tasks: Tasks) -> Done:
    """Delete the task."""
    there = [i for i in dict.fromkeys(tasks) if rows.one(desk.connection, i) is not None]
    said = plural("Deleted {count} task", "Deleted {count} tasks", desk.counted(there))
    return Done(said, [effects.unmake(desk.connection, "task", i) for i in there])


@command("task.today", N_("Move to Today"), keys="t", when=ON_TASK, icon="sun")
def today(desk: Desk, tasks: Tasks) -> Done:
    """Put it on today."""
    found = _set(desk, tasks, "due", desk.now.date().isoformat())
    return Done(_("Moved to Today") if found or desk.of else _("Already due today."), found)


@command("task.due", N_("Set date"), keys=("d", "h"), when=ON_TASK, icon="calendar-clock")
def due(desk: Desk, tasks: Tasks, when: Annotated[str, "a date in words; nothing takes the date away"]) -> Done:
    """Give it a day, in plain words."""
    if not when.strip():
        found = _set(desk, tasks, "due", None)
        return Done(_("Date removed") if found or desk.of else _("It has no date."), found)
    caught = lines.as_task(f"x {when}", desk.now)
    if caught.due is None:
        raise CommandError(
            _("“{words}” isn't a date I know.", words=when), remedy=_("Try “friday”, “14 nov” or “in two weeks”.")
        )
    day = day_long(caught.due, desk.now.date())
    if isinstance(caught.due, datetime):
        day = day_and_clock(day, caught.due)
    text = rows.due_text(caught.due)
    return Done(_("Due {day}", day=day), _set(desk, tasks, "due", text), {"due": text})


@command("task.rename", N_("Rename task"), when=ON_TASK, icon="pencil", first=True)
def rename(desk: Desk, tasks: Tasks, title: Annotated[str, "the new words"]) -> Done:
    """Change its words."""
    if not title.strip():
        raise CommandError(_("Say what needs doing, in a few words."))
    found = _set(desk, tasks[:1], "title", title.strip())
    return Done(_("Renamed") if found or desk.of else _("It is called that already."), found)


View = Annotated[str, "the list that is seen: today, upcoming, inbox, anytime or #project"]


@command("task.up", N_("Move up"), keys="Mod+Up", when=ON_TASK & IN_TASKS, icon="arrow-up", first=True)
def up(desk: Desk, tasks: Tasks, view: View = task_lists.ANYTIME) -> Done:
    """Move it up in the list, past the one that is seen above it."""
    return _shift(desk, tasks[0], view, -1)


@command("task.down", N_("Move down"), keys="Mod+Down", when=ON_TASK & IN_TASKS, icon="arrow-down", first=True)
def down(desk: Desk, tasks: Tasks, view: View = task_lists.ANYTIME) -> Done:
    """Move it down in the list, past the one that is seen below it."""
    return _shift(desk, tasks[0], view, 1)


def _shift(desk: Desk, number: TaskId, view: str, by: Literal[-1, 1]) -> Done:
    if view == task_lists.LOGBOOK:
        return Done(_("The logbook goes by when tasks were done."))
    every = rows.every_open(desk.connection)
    task = next((one for one in every if one.id == number), None)
    seen = task_lists.movable(view, every, task, desk.now) if task is not None else []
    if task is None or task not in seen:
        raise CommandError(_("That task isn't in this list."))
    positions = order.past(every, seen, number, by).positions
    if not positions and view == task_lists.UPCOMING:
        return Done(_("Upcoming goes by date: set another date to move it further."))
    if not positions:
        return Done(_("Already first.") if by < 0 else _("Already last."))
    found = [e for i, position in positions.items() for e in _set(desk, [i], "position", position)]
    return Done(_("Moved up") if by < 0 else _("Moved down"), found)


@command(
    "task.priority",
    N_("Set priority 1–4"),
    keys={f"y {n}": {"number": n} for n in range(1, 5)},
    when=ON_TASK,
    icon="flag",
)
def priority(desk: Desk, tasks: Tasks, number: Annotated[int, "1 is first, 4 is none"]) -> Done:
    """Set how much it matters, from 1 to 4."""
    if number not in PRIORITIES:
        raise CommandError(_("A priority is a number from 1 to 4."))
    return Done(_(PRIORITIES[number]), _set(desk, tasks, "priority", number))

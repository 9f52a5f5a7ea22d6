"""Tasks as they are spoken of: what is open, and what was done."""

from datetime import date

from osone.companion.skills.asking import pointing
from osone.companion.skills.house import House
from osone.companion.skills.intents import OpenTasks, TickOff, Which
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer, counted, listed, task_line
from osone.model.tasks import Task
from osone.queries.asking import fold
from osone.text.catalogue import _, plural
from osone.text.markdown import plain
from osone.text.numbers import first_up

MOST = 7
"""Tasks that are named."""


async def open_tasks(asked: OpenTasks, house: House) -> Answer:
    """What is open: what is due by today first, then by its day, then what has none."""
    now = house.now()
    today = now.date()

    def order(task: Task) -> tuple[date, float]:
        return task.due_on(now.tzinfo) or date.max, task.position

    every = sorted(await house.tasks(""), key=order)
    if asked.of:
        every = [task for task in every if fold(task.project) == fold(asked.of)]
    note = f"(I listed {counted(len(every), 'task')}.)"
    if not every and asked.of:
        return Answer(_("Nothing is on a list called “{name}”.", name=plain(asked.of)), note)
    if not every:
        return Answer(_("Nothing is on your list. The time is yours."), note)
    due = len([task for task in every if (day := task.due_on(now.tzinfo)) is not None and day <= today])
    heading = plural("{number} open task", "{number} open tasks", len(every))
    if due:
        heading = _("{tasks}, {due}", tasks=heading, due=plural("{number} due today", "{number} due today", due))
    shown = every[:MOST]
    lines = [f"- {task_line(task, now)}" for task in shown]
    if more := len(every) - len(shown):
        lines.append("- " + plural("and {number} more", "and {number} more", more))
    return Answer(listed(f"{first_up(heading)}:", lines), note, tasks=tuple(task.id for task in shown))


async def tick_off(asked: TickOff, house: House) -> Answer:
    """Mark as done what was named, or what the talk named before."""
    if asked.which is not None:
        if house.spoken.tasks:
            return await pointing.tasks("task.done", asked.which, house)
        return Answer(
            _("I'm not sure which task you mean. Say its name, or ask “what are my tasks?”"), pointing.NOTHING
        )
    found = await house.tasks(asked.what)
    same = [task for task in found if fold(task.title).strip() == fold(asked.what).strip()]
    found = tuple(same) or found
    if not found:
        if asked.told:
            return Answer("", "", known=False)
        text = _("I see no open task “{what}”. Nothing was done.", what=plain(asked.what))
        return Answer(text, "(There was no task of that name.)", known=False)
    house.spoken = NamedLast(tasks=tuple(task.id for task in found))
    if len(found) == 1:
        return await pointing.tasks("task.done", Which(), house)
    now = house.now()
    lines = [f"- {task_line(task, now)}" for task in found[:MOST]]
    heading = _("Which one do you mean? Say “mark the first one as done”.")
    ids = tuple(task.id for task in found[:MOST])
    return Answer(listed(heading, lines), pointing.NOTHING, tasks=ids, which=True)

"""The task list: lists at the left, one column of work."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import apsw
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.drawing.shapes import hue_of, named
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.lists.moves import MovedShortly
from osone.bridge.lists.stood import Stood
from osone.bridge.ports import Acts, Reads
from osone.host import here
from osone.host.later import later
from osone.model.tasks import Task
from osone.queries.task_lists import shown
from osone.store import tasks
from osone.text.catalogue import N_, _, plural
from osone.text.dates import due_short, due_under_today
from osone.text.numbers import first_up

if TYPE_CHECKING:
    from osone.queries import line as lines
else:
    lines = later("osone.queries.line")  # a large table of words, for a line that is typed

QML_IMPORT_NAME = "OSOne.Tasks"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("key", "title", "project", "hue", "notes", "when", "past", "done", "priority", "selected")
VIEWS: tuple[tuple[str, str, str], ...] = (
    ("today", N_("Today"), "sun"),
    ("upcoming", N_("Upcoming"), "calendar-days"),
    ("inbox", N_("Inbox"), "inbox"),
    ("anytime", N_("Anytime"), "layers"),
    ("done", N_("Logbook"), "book-check"),
)
EMPTY = {
    "today": (N_("Nothing due today"), N_("Press q to add a task or an event in plain words.")),
    "upcoming": (N_("Nothing upcoming"), N_("Tasks with a later date appear here.")),
    "inbox": (N_("Inbox is empty"), N_("Tasks without a project or date appear here.")),
    "anytime": (N_("Nothing to do"), N_("Press q and write what's on your mind.")),
    "done": (N_("Nothing done yet"), N_("Completed tasks stay here for a month.")),
}
EMPTY_PROJECT = (N_("No tasks in this project"), N_("Tasks you add here belong to it."))
MONTH_S = 31 * 86_400

NO_PRIORITY = 4


@QmlElement
@QmlSingleton
class TaskList(KeyedModel):
    """What is to do."""

    viewChanged = Signal()
    listsChanged = Signal()
    cursorChanged = Signal()
    addAsked = Signal()
    """A line is to be added here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._view = "today"
        self._open: list[Task] = []
        self._done: list[Task] = []
        self._cursor = 0
        self._spots: dict[str, int] = {}
        """The task under the cursor of each list that was left."""
        self._selected: set[int] = set()
        self._moved: MovedShortly[Task] = MovedShortly(lambda t: t.id)
        self._stood: Stood[int] = Stood()
        self._let_go: set[int] = set()
        """Tasks that were selected when they left last, and are again where they stay."""
        self._known = False

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts and read the tasks."""
        self._reads, self._acts, self._now = reads, acts, now
        self.look()

    def look(self) -> None:
        """Read the tasks anew."""
        since = int((self._now() - timedelta(seconds=MONTH_S)).timestamp())

        def question(connection: apsw.Connection) -> tuple[list[Task], list[Task]]:
            return tasks.every_open(connection), tasks.done_since(connection, since)

        if self._reads is not None:
            self._reads.ask(question, self._moved.after(self._took))

    def _took(self, found: tuple[list[Task], list[Task]]) -> None:
        self._open, self._done = found
        self._known = True
        self._lay()
        self.listsChanged.emit()

    def _lay(self) -> None:
        here = shown(self._view, *self._under_hand(), self._now())
        kept = self.current
        self._selected &= {t.id for t in here}
        self.put([self._row(t) for t in here])
        at = self.place_of(kept)
        self.set_cursor(at if at >= 0 else self._cursor)
        self.viewChanged.emit()

    def _under_hand(self) -> tuple[list[Task], list[Task]]:
        """What is to do and what is done, as the hand has them and the store will."""
        still = self._moved.over(self._open, lambda t: (t.position, t.id), lambda t: t.done_at is None)
        latest = self._moved.over(
            self._done, lambda t: (-(t.done_at or 0), -t.position, -t.id), lambda t: t.done_at is not None
        )
        return still, latest

    def _row(self, t: Task) -> Row:
        if t.due is None or self._view == "today":
            when, past = due_under_today(t.due, self._now())
        else:
            when, past = due_short(t.due, self._now())
        return {
            "key": t.id, "title": t.title, "project": "" if self._view == f"#{t.project}" else named(t.project),
            "hue": hue_of(t.project), "notes": " ".join(t.notes.split()), "when": when,
            "past": past and t.done_at is None, "done": t.done_at is not None, "priority": t.priority,
            "selected": t.id in self._selected,
        }  # fmt: skip

    @property
    def current(self) -> int:
        """The task under the cursor, or 0."""
        return self.key_at(self._cursor)

    @property
    def targets(self) -> list[int]:
        """What a verb acts on."""
        if self._selected:
            return [self.key_at(n) for n, row in enumerate(self.rows) if row["key"] in self._selected]
        return [self.current] if self.current else []

    def leave(self, ids: Sequence[int]) -> None:
        """Let rows go in this very frame; ``settled`` must follow."""
        still, done = self._under_hand()
        was, self._let_go = self.current, self._selected & set(ids)
        self._moved.leave(ids, [*still, *done])
        self._lay()
        self._stood.moved(ids, was, self.current)

    def bring_back(self, ids: Sequence[int]) -> None:
        """Put rows back in this very frame, with the cursor on the first of them; ``settled`` must follow."""
        was = self.current
        self._moved.bring_back(ids)
        self._lay()
        if here := [at for at in (self.place_of(task) for task in ids) if at >= 0]:
            self.set_cursor(min(here))
            self._stood.moved(ids, was, self.current)

    def stayed(self, ids: Sequence[int]) -> None:
        """The verb that moved these was refused: they, the cursor and what was selected are as before."""
        self._moved.stayed(ids)
        self._selected |= self._let_go.intersection(ids)
        self._lay()
        at = self.place_of(self._stood.back(ids, self.current))
        if at >= 0:
            self.set_cursor(at)

    def settled(self, ids: Sequence[int]) -> None:
        """What was done is done, or has failed."""
        self._moved.settled(ids)
        self._stood.over(ids)
        self.look()

    def toggle(self, task: int, on: bool | None = None) -> None:
        """Select a task or not."""
        on = task not in self._selected if on is None else on
        (self._selected.add if on else self._selected.discard)(task)
        self.alter(self.place_of(task), selected=on)

    @property
    def selecting(self) -> bool:
        """Whether any task is selected."""
        return bool(self._selected)

    def select_none(self) -> None:
        """Let go of the selection."""
        for task in list(self._selected):
            self.toggle(task, False)

    @Slot(int)
    def set_cursor(self, at: int) -> None:
        """Put the cursor on a row."""
        self._cursor = max(0, min(at, len(self.rows) - 1))
        self.cursorChanged.emit()

    @Slot(str)
    def go(self, view: str) -> None:
        """Show another list, where one was in it; the one at hand from its top."""
        self._spots[self._view] = self.current
        task = self._spots.get(view, 0) if view != self._view else 0
        self._view = view
        self._lay()
        self.set_cursor(self.place_of(task))
        self.listsChanged.emit()

    def seek(self, task: int) -> None:
        """Put the cursor on a task: in the list at hand, else in the first that holds it."""
        self.select_none()
        under_hand, now = self._under_hand(), self._now()
        for view in (self._view, *(str(one["view"]) for one in self._get_lists())):
            if any(t.id == task for t in shown(view, *under_hand, now)):
                if view != self._view:
                    self.go(view)
                self.set_cursor(self.place_of(task))
                return

    def view_number(self, number: int) -> None:
        """The list of that number, from 1."""
        lists = self._get_lists()
        if 1 <= number <= len(lists):
            self.go(str(lists[number - 1]["view"]))

    @Slot(str)
    def add(self, line: str) -> None:
        """Add a line in plain words; what it does not say itself, the list that is shown says."""
        if self._acts is not None and line.strip():
            said = lines.as_task(line, self._now())
            added = ""
            if self._view.startswith("#") and not said.project:
                added = f" #{self._view[1:]}"
            elif self._view == "today" and said.due is None:
                added = " today"
            self._acts.run("task.add", {"line": line.strip() + added})

    @Slot(str, str, str, str, int, bool, bool, result=str)
    def told(self, title: str, project: str, notes: str, when: str, priority: int, past: bool, selected: bool) -> str:
        """What a screen reader says of a task, in one sentence; whether it is done is its tick."""
        due = _("overdue, {when}", when=when) if past and when else when
        rank = _("priority {number}", number=priority) if priority < NO_PRIORITY else ""
        chosen = _("selected") if selected else ""
        return ", ".join(words for words in (title, due, rank, project, notes, chosen) if words)

    @Slot(int)
    def tick(self, at: int) -> None:
        """Tick a task off, or take the tick away."""
        if self._acts is not None and 0 <= at < len(self.rows):
            verb = "task.reopen" if self.rows[at]["done"] else "task.done"
            self._acts.run(verb, {"tasks": [self.key_at(at)]})

    def _get_lists(self) -> list[dict[str, object]]:
        now = self._now()
        lists: list[dict[str, object]] = [
            {"view": v, "name": _(n), "icon": i, "hue": "", "current": v == self._view,
             "count": 0 if v in ("done", "anytime", "upcoming") else len(shown(v, self._open, self._done, now))}
            for v, n, i in VIEWS
        ]  # fmt: skip
        for project in sorted({t.project for t in self._open if t.project}, key=str.casefold):
            lists.append({
                "view": f"#{project}", "name": named(project), "icon": "circle-dot", "hue": hue_of(project),
                "current": self._view == f"#{project}", "count": sum(t.project == project for t in self._open),
            })  # fmt: skip
        return lists

    def _get_title(self) -> str:
        return named(self._view[1:]) if self._view.startswith("#") else _({v: n for v, n, _icon in VIEWS}[self._view])

    def _get_sentence(self) -> str:
        count = len(self.rows)
        if not count:
            return ""
        if self._view == "done":
            return plural("{count} task done in the last month.", "{count} tasks done in the last month.", count)
        past = sum(bool(r["past"]) for r in self.rows)
        words = plural("{number} task", "{number} tasks", count)
        if past == count:
            late = plural("{tasks}, late.", "{tasks}, all of them late.", count, tasks=words)
        elif past:
            late = plural("{tasks}, {number} of them late.", "{tasks}, {number} of them late.", past, tasks=words)
        return first_up(late if past else _("{tasks}.", tasks=words))

    def _get_empty(self) -> list[str]:
        return [_(words) for words in EMPTY.get(self._view, EMPTY_PROJECT)]

    def _get_state(self) -> str:
        return "list" if self.rows else "empty" if self._known else "loading"

    def _get_cursor(self) -> int:
        return self._cursor

    def _get_view(self) -> str:
        return self._view

    view = Property(str, _get_view, notify=viewChanged)
    lists = Property("QVariantList", _get_lists, notify=listsChanged)  # type: ignore[arg-type]
    title = Property(str, _get_title, notify=viewChanged)
    sentence = Property(str, _get_sentence, notify=viewChanged)
    empty = Property("QVariantList", _get_empty, notify=viewChanged)  # type: ignore[arg-type]
    state = Property(str, _get_state, notify=viewChanged)
    cursor = Property(int, _get_cursor, notify=cursorChanged)

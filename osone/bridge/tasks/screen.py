"""The tasks as a screen."""

from collections.abc import Mapping, Sequence

from PySide6.QtQml import QQmlEngine

from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Noun, Screen, ids, one
from osone.bridge.tasks.tasks import TaskList
from osone.model.change import Change, Topic

FACTS = frozenset({"list", "creates"})


class TasksScreen(Screen):
    """What is to do."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.tasks = one(engine, "OSOne.Tasks", TaskList)

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the tasks."""
        self.tasks.begin(parts.reads, parts.acts, parts.now)

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the tasks anew where one changed."""
        if any(change.topic is Topic.TASK for change in changes):
            self.tasks.look()

    def facts(self) -> frozenset[str]:
        """A cursor moves here, and something can be written."""
        return FACTS

    def targets(self) -> Sequence[Noun]:
        """What is selected, else what the cursor is on."""
        return [("task", task) for task in self.tasks.targets]

    def given(self) -> Mapping[str, object]:
        """The list that is seen: what is moved goes past its neighbour there."""
        return {"view": self.tasks.property("view")}

    def called(self, noun: Noun) -> str:
        """The title of a task that is shown."""
        at = self.tasks.place_of(noun[1]) if noun[0] == "task" else -1
        return str(self.tasks.rows[at]["title"]) if at >= 0 else ""

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let tasks go from their list."""
        if tasks := ids(nouns, "task"):
            self.tasks.leave(tasks)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put tasks back into their list."""
        if tasks := ids(nouns, "task"):
            self.tasks.bring_back(tasks)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """They are in their list, and the cursor is where it was."""
        if tasks := ids(nouns, "task"):
            self.tasks.stayed(tasks)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show tasks as the store has them."""
        if ids((*moved, *touched), "task"):
            self.tasks.settled(ids(moved, "task"))

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.tasks.set_cursor(int(self.tasks.property("cursor")) + by)

    def open(self) -> None:
        """Open the words of the task that the cursor is on."""
        if self.tasks.current:
            self.around.press("task.rename")

    def show(self, noun: Noun) -> bool:
        """Put the cursor on a task, which may be in another list."""
        if noun[0] == "task":
            self.tasks.seek(noun[1])
        return noun[0] == "task"

    def back(self) -> bool:
        """Let go of the selection."""
        selecting = self.tasks.selecting
        self.tasks.select_none()
        return selecting

    def select(self, on: bool | None = None) -> None:
        """Select the task that the cursor is on."""
        if self.tasks.current:
            self.tasks.toggle(self.tasks.current, on)

    def view(self, number: int) -> None:
        """Show the list of that number."""
        self.tasks.view_number(number)

    def create(self) -> None:
        """Write a task here."""
        self.tasks.addAsked.emit()

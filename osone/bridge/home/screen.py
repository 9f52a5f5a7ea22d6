"""Home as a screen: what needs the person and what is due, under one cursor."""

from collections.abc import Callable, Sequence

from PySide6.QtQml import QQmlEngine

from osone.bridge.home.home import Day
from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Noun, Screen, one
from osone.model.change import Change, Topic

SHOWN = {Topic.THREAD, Topic.EVENT, Topic.TASK, Topic.ACCOUNT, Topic.FOLDER}
FACTS = frozenset({"list", "creates"})


class HomeScreen(Screen):
    """The day at hand."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.day = one(engine, "OSOne.Home", Day)
        self.day.opened.connect(lambda thread: around.show(("thread", thread)))
        self.day.boxAsked.connect(lambda box: around.gesture("box", box))
        self._old = False

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the day."""
        self.day.begin(parts.reads, parts.acts, parts.now)

    def enter(self) -> None:
        """Read the day where it is old."""
        if self._old:
            self._look()

    def settle(self, value: Callable[[str], object]) -> None:
        """Greet the person by their name."""
        self.day.set_name(str(value("person.name")))

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the day anew where something of it changed."""
        if any(change.topic in SHOWN for change in changes):
            self._look()

    def _look(self) -> None:
        """Read the day anew, or when one comes home: what nobody sees must not cost a key its frame."""
        self._old = not self.seen
        if self.seen:
            self.day.look()

    def facts(self) -> frozenset[str]:
        """A cursor moves here, and a message can be begun."""
        return FACTS | {"focus:box"} if self.day.box is not None or self.day.on_more else FACTS

    def targets(self) -> Sequence[Noun]:
        """What the cursor is on."""
        kind, number = self.day.current
        return [(kind, number)] if kind else ()

    def known(self, noun: Noun) -> object:
        """The row of a conversation that needs the person."""
        return self.day.row_of(noun[1]) if noun[0] == "thread" else None

    def called(self, noun: Noun) -> str:
        """The subject of what needs the person, or the title of what is due."""
        kind, number = noun
        if kind == "thread":
            row = self.day.row_of(number)
            return row.subject if row is not None else ""
        due = self.day.property("due").rows if kind == "task" else ()
        return next((str(row["title"]) for row in due if row["key"] == number), "")

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let these go from the day."""
        self.day.leave(nouns)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put these back into the day."""
        self.day.bring_back(nouns)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """They are in the day, and the cursor is where it was."""
        self.day.stayed(nouns)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Read the day as the store has it."""
        self.day.settled(moved)
        if moved or touched:
            self._look()

    def move(self, by: int) -> None:
        """Move the cursor: first through what needs the person, then through what is due."""
        self.day.set_cursor(int(self.day.property("cursor")) + by)

    def open(self) -> None:
        """Open what the cursor is on, where it is shown."""
        if self.day.box is not None:
            self.day.boxAsked.emit(self.day.box)
        elif self.day.on_more:
            self.around.go("tasks")
        for noun in self.targets():
            self.around.show(noun)

    def create(self) -> None:
        """Begin a message."""
        self.around.gesture("compose")

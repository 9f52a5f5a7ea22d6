"""Writing as a screen: drafts at the left, the one that is open beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtQml import QQmlEngine

from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Gestures, Noun, Screen, ids, one
from osone.bridge.writing.drafts import Drafts
from osone.bridge.writing.writing import Writing
from osone.model.change import Change, Topic
from osone.model.drafts import Relation

EDIT = "send.edit"
LIST = frozenset({"list", "creates"})
OPEN = LIST | {"writing"}


class WritingScreen(Screen):
    """What is being written, and what is on its way."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.drafts = one(engine, "OSOne.Writing", Drafts)
        self.writing = one(engine, "OSOne.Writing", Writing)
        self.drafts.chosen.connect(self._resume)
        self.writing.left.connect(self._leave)
        self.writing.stayed.connect(self._write_on)
        self._came_from = ""

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the drafts."""
        self.drafts.begin(parts.reads, parts.acts, parts.now)
        self.writing.begin(parts.reads, parts.acts, parts.now)
        self.drafts.look()

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the drafts anew where one changed, or something left."""
        if any(change.topic in (Topic.DRAFT, Topic.OUTBOX) for change in changes):
            self.drafts.look()
        if any(change.topic is Topic.DRAFT for change in changes):
            self.writing.look()

    def facts(self) -> frozenset[str]:
        """A cursor moves here, something can be begun, and whether a draft is open."""
        return OPEN if self.writing.property("opened") else LIST

    def targets(self) -> Sequence[Noun]:
        """The draft that is open, else the one that the cursor is on."""
        number = self.writing.number or self.drafts.current
        return [("draft", number)] if number else ()

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show drafts as the store has them."""
        if ids((*moved, *touched), "draft"):
            self.drafts.look()
            self.writing.look()

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.drafts.set_cursor(int(self.drafts.property("cursor")) + by)

    def open(self) -> None:
        """Write on at the draft that the cursor is on."""
        number = self.drafts.current
        if number and not self.drafts.written(number) and self.drafts.offers(number, EDIT):
            self.drafts.act(number, EDIT)
        elif number:
            self._resume(number)

    def leave_line(self) -> None:
        """Out of the text, to the list; out of a line beside the screen, one comes back to the text."""
        if self.writing.held:
            self.writing.rest(True)

    def back(self) -> bool:
        """Put the open draft away: what is written is kept. From there back to where one began it."""
        if not self.writing.property("opened"):
            return False
        self.writing.put_away()
        self._leave()
        return True

    def _leave(self) -> None:
        """Back to where it was begun."""
        came_from, self._came_from = self._came_from, ""
        if came_from and self.seen:
            self.around.go(came_from)

    def create(self) -> None:
        """Begin a message."""
        self._start(Relation.NEW)

    def gestures(self) -> Gestures:
        """To begin a message or an answer anywhere, and what is done with the one that is open."""
        return {
            "compose": lambda _value: self._start(Relation.NEW),
            "answer": lambda value: self._start(Relation(str(value))),
            "write": lambda value: self._do(str(value)),
            "send later": lambda value: self.writing.send(str(value)),
        }

    def _start(self, relation: Relation) -> None:
        thread = next((number for noun, number in self.around.at.targets() if noun == "thread"), 0)
        if relation is not Relation.NEW and not thread:
            return
        self._came_from = self.around.at.name if self.around.at is not self else self._came_from
        self.writing.start(relation, thread)
        self.around.go(self.name)

    def _resume(self, number: int) -> None:
        if self.drafts.written(number):
            self._write_on(number)

    def _write_on(self, number: int) -> None:
        if not self.seen:
            self._came_from = self.around.at.name
        self.writing.resume(number)
        self.around.go(self.name)

    def _do(self, what: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "send": lambda: self.writing.send(""),
            "discard": self.writing.discard,
            "copies": self.writing.widen,
            "quote": self.writing.turn_quote,
            "bold": lambda: self.writing.lookAsked.emit("bold"),
            "italic": lambda: self.writing.lookAsked.emit("italic"),
        }
        acts[what]()

"""Mail as a screen: the list and the conversation that is open beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtQml import QQmlEngine

from osone.bridge.mail.inbox import Inbox
from osone.bridge.mail.reading import Reading
from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Gestures, Noun, Screen, ids, one
from osone.model.change import Change, Topic
from osone.model.mail import ThreadRow
from osone.model.values import whole

AHEAD_MS = 20
"""Where the cursor has stood this long, its conversation is read ahead."""
LIST, READING = frozenset({"list"}), frozenset({"list", "reading"})


class MailScreen(Screen):
    """The mail."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.inbox = one(engine, "OSOne.Mail", Inbox)
        self.reading = one(engine, "OSOne.Mail", Reading)
        self._ahead = QTimer(self.inbox)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self.inbox.cursorChanged.connect(self._ahead.start)
        self.inbox.opened.connect(self._open)
        self.inbox.splitsChanged.connect(lambda: around.mark(name, self.inbox.unread))

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the first list."""
        self.inbox.begin(parts.reads, parts.now)
        self.reading.begin(parts.reads, parts.acts, parts.now, parts.body)

    def settle(self, value: Callable[[str], object]) -> None:
        """Whether what is opened is read by that."""
        self.reading.mark_read = bool(value("mail.mark_read"))

    def changed(self, changes: Sequence[Change]) -> None:
        """Look at the rows, the text and the counts that changed."""
        for change in changes:
            if change.topic is Topic.THREAD:
                self.inbox.changed(change.ids)
                self.reading.changed(change.ids)
                self._ahead.start()
            elif change.topic is Topic.BODY:
                self.reading.arrived(change.ids)
        if any(change.topic in (Topic.THREAD, Topic.FOLDER) for change in changes):
            self.inbox.count_again()

    def _read_ahead(self) -> None:
        """Have read what would be opened next: where the cursor stands, or below it while one reads."""
        if self.seen:
            self.reading.read_ahead(self.inbox.neighbours(1 if self.reading.open_thread else 0))

    # What keys and verbs need to know.

    def facts(self) -> frozenset[str]:
        """Whether one reads."""
        return READING if self.reading.open_thread else LIST

    def targets(self) -> Sequence[Noun]:
        """What is selected, else what is open, else what the cursor is on."""
        reads = self.reading.open_thread if not self.inbox.property("selection") else 0
        return [("thread", thread) for thread in ([reads] if reads else self.inbox.targets)]

    def known(self, noun: Noun) -> object:
        """The row of a conversation of the list."""
        return self.inbox.row_of(noun[1]) if noun[0] == "thread" else None

    # What a verb does to it.

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let conversations go from the list; what is open and goes is closed."""
        threads = ids(nouns, "thread")
        if threads:
            self.inbox.leave(threads)
            self.inbox.select_none()
            if self.reading.open_thread in threads:
                self.reading.close()

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put conversations back into their list."""
        if threads := ids(nouns, "thread"):
            self.inbox.bring_back(threads)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show these conversations as the store has them."""
        self.inbox.settled(ids(moved, "thread"))
        self.inbox.look(ids((*moved, *touched), "thread"))

    # What the person does.

    def move(self, by: int) -> None:
        """Move the cursor; while one reads, what it comes to is opened."""
        self.inbox.set_cursor(max(0, int(self.inbox.property("cursor")) + by))
        if self.reading.open_thread:
            self.open()

    def open(self) -> None:
        """Open the conversation that the cursor is on."""
        if self.inbox.current:
            self._open(self.inbox.current)

    def _open(self, thread: int) -> None:
        self.reading.open(thread, self.inbox.row_of(thread))

    def show(self, noun: Noun) -> bool:
        """Open a conversation that may be in another list."""
        if noun[0] != "thread":
            return False
        row = self.around.known(noun)
        self.reading.open(noun[1], row if isinstance(row, ThreadRow) else None)
        return True

    def back(self) -> bool:
        """Let go of the selection, close what is open, or leave the search."""
        if self.inbox.property("selection"):
            self.inbox.select_none()
        elif self.reading.open_thread:
            self.reading.close()
        elif self.inbox.property("searching"):
            self.inbox.leave_search()
        else:
            return False
        return True

    def select(self, on: bool | None = None) -> None:
        """Select the conversation that the cursor is on."""
        if self.inbox.current:
            self.inbox.toggle(self.inbox.current, on)

    def view(self, number: int) -> None:
        """Show the split of that number."""
        self.inbox.view(number)

    def gestures(self) -> Gestures:
        """To the message before or after, to a list, and to what a search finds."""
        return {
            "message": lambda value: self.reading.step(whole(value)),
            "box": lambda value: self._go_box(whole(value)),
            "search": lambda value: self._search(str(value or "")),
        }

    def _go_box(self, box: int) -> None:
        self.inbox.go(box)
        self.reading.close()
        self.around.go(self.name)

    def _search(self, words: str) -> None:
        self.around.go(self.name)
        self.inbox.start_search()
        if words:
            self.inbox.search(words)

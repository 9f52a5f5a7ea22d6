"""Mail as a screen: the list and the conversation that is open beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtQml import QQmlEngine

from osone.bridge.drawing.pictures import PROVIDER, PictureProvider
from osone.bridge.lists.stood import Stood
from osone.bridge.mail.attached import Attached
from osone.bridge.mail.inbox import Inbox
from osone.bridge.mail.linked import Linked
from osone.bridge.mail.pictures import Pictures
from osone.bridge.mail.reading import Reading
from osone.bridge.ports import TAKE, Parts
from osone.bridge.screen import Around, Gestures, Noun, Screen, ids, one
from osone.commands.context import IN_JUNK, IN_TRASH, MUTED
from osone.host.later import later
from osone.model.change import Change, Topic, touched
from osone.model.mail import Box, ThreadRow
from osone.model.values import whole
from osone.queries.counts import said_of_inbox
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.queries import invited
    from osone.queries.invited import Invited, ToKeep
else:
    invited = later("osone.queries.invited")  # with all of the calendar, once something is put there

AHEAD_MS = 20
"""Where the cursor has stood this long, its conversation is read ahead."""
LIST = frozenset({"list", "creates"})
READING = LIST | {"reading"}
IN_READER = READING | {"reader"}
HELD: Mapping[int, frozenset[str]] = {Box.TRASH: frozenset({IN_TRASH}), Box.JUNK: frozenset({IN_JUNK})}
KEPT = 200
"""Conversations that were open when they left, kept so that they open again when they come back."""


class MailScreen(Screen):
    """The mail."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.inbox = one(engine, "OSOne.Mail", Inbox)
        self.reading = one(engine, "OSOne.Mail", Reading)
        self.attached, self._pictures = one(engine, "OSOne.Mail", Attached), one(engine, "OSOne.Mail", Pictures)
        self.linked = one(engine, "OSOne.Mail", Linked)
        self._provider = PictureProvider()
        engine.addImageProvider(PROVIDER, self._provider)
        self._ahead = QTimer(self.inbox)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self.inbox.cursorChanged.connect(self._ahead.start)
        self._goes_on = True
        self._parts: Parts | None = None
        self._was_open: dict[int, None] = {}
        self._read_on: Stood[int] = Stood()
        self._came_from = self._comes_from = ""
        """The screen from which what is open was opened, and to which Esc goes back; and while one is on the way."""
        self._let_go: dict[int, None] = {}
        """Conversations that were selected when they left, kept so that they are selected when they come back."""
        self.inbox.opened.connect(self._open)
        self.inbox.turned.connect(self.reading.close)
        self.reading.ranOut.connect(self.move)
        self.reading.invitationAsked.connect(self._do_invited)
        self.inbox.splitsChanged.connect(lambda: self._mark())

    def _mark(self) -> None:
        counts = self.inbox.counts
        self.around.mark(self.name, counts.unread_of(Box.INBOX), said_of_inbox(_("Mail"), counts))

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the first list."""
        self._parts = parts
        self.inbox.begin(parts.reads, parts.now)
        self.reading.begin(parts.reads, parts.acts, parts.now, parts.body)
        self.attached.begin(self.reading)
        self.linked.begin(self.reading)
        self._pictures.begin(parts.reads, self._provider.ready)

    def enter(self) -> None:
        """What was opened from another screen goes back there, until one has been elsewhere."""
        self._came_from, self._comes_from = self._comes_from, ""

    def settle(self, value: Callable[[str], object]) -> None:
        """Whether what is opened is read by that, and what follows when what is open leaves."""
        self.reading.mark_read = bool(value("mail.mark_read"))
        self._goes_on = value("mail.after") != "list"

    def changed(self, changes: Sequence[Change]) -> None:
        """Look at the rows, the text and the counts that changed."""
        # All batches in one: a sync writes many small ones, and each would be a question and a change of the list.
        if (threads := touched(changes, Topic.THREAD)) is not None:
            self.inbox.changed(threads)
            self.reading.changed(threads)
            self._ahead.start()
        if (mails := touched(changes, Topic.BODY)) is not None:
            self.reading.arrived(mails)
        if any(change.topic in (Topic.EVENT, Topic.OUTBOX) for change in changes):
            # An answer that is on its way, or no more, is told on the card too.
            self.reading.calendar_changed()
        if any(change.topic in (Topic.THREAD, Topic.FOLDER) for change in changes):
            self.inbox.count_again()

    def _read_ahead(self) -> None:
        """Have read what would be opened next: where the cursor stands, or below it while one reads."""
        if self.seen:
            self.reading.read_ahead(self.inbox.neighbours(1 if self.reading.open_thread else 0))

    # What keys and verbs need to know.

    def facts(self) -> frozenset[str]:
        """Whether one reads, and with the keyboard there."""
        held = self._held() | self._muted()
        if not self.reading.open_thread:
            return LIST | held
        held |= {"invited"} if self.reading.asks else frozenset()
        return (IN_READER if self.reading.focused else READING) | held | self.attached.facts() | self.linked.facts()

    def _held(self) -> frozenset[str]:
        """Whether the list at hand is that of what was deleted, or of junk."""
        searches = bool(self.inbox.property("searching"))
        return frozenset() if searches else HELD.get(whole(self.inbox.property("box")), frozenset())

    def _muted(self) -> frozenset[str]:
        """Whether all conversations at hand are muted."""
        rows = (self.inbox.row_of(t) or self.reading.row(t) for _noun, t in self.targets())
        # One at least, for of none everything is true.
        return frozenset({MUTED}) if all(r is not None and r.muted for r in rows) and self.targets() else frozenset()

    def targets(self) -> Sequence[Noun]:
        """What is selected, else what is open, else what the cursor is on."""
        reads = self.reading.open_thread if not self.inbox.property("selection") else 0
        return [("thread", thread) for thread in ([reads] if reads else self.inbox.targets)]

    def given(self) -> Mapping[str, object]:
        """The message of the open conversation that an answer is to."""
        reads = self.reading.open_thread and not self.inbox.property("selection")
        return {"message": self.reading.hand} if reads else {}

    def account(self) -> int:
        """The one that what is being read came to."""
        return self.reading.account

    def known(self, noun: Noun) -> object:
        """The row of a conversation of the list."""
        return self.inbox.row_of(noun[1]) if noun[0] == "thread" else None

    def called(self, noun: Noun) -> str:
        """The subject of a conversation of the list, or of the one that is open."""
        kind, thread = noun
        row = self.inbox.row_of(thread) if kind == "thread" else None
        if row is not None:
            return row.subject
        return str(self.reading.property("subject")) if kind == "thread" and thread == self.reading.open_thread else ""

    # What a verb does to it.

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let conversations go from the list. Where what is open goes, the next one is opened, or the list is back."""
        if threads := ids(nouns, "thread"):
            reads = self.reading.open_thread
            self._leave(threads, reads)
            self._read_on.moved(threads, reads, self.reading.open_thread)

    def _leave(self, threads: list[int], reads: int) -> None:
        goes = reads in threads
        at = self.inbox.place_of(reads) if goes else -1
        if at >= 0:
            self.inbox.set_cursor(at)
        for thread in threads:
            self._let_go.pop(thread, None)
            if self.inbox.is_selected(thread):
                self._let_go[thread] = None
        for old in list(self._let_go)[: -KEPT * KEPT]:
            del self._let_go[old]
        self.inbox.leave(threads)
        self.inbox.select_none()
        if not goes:
            return
        self._was_open.pop(reads, None)
        self._was_open[reads] = None
        for old in list(self._was_open)[:-KEPT]:
            del self._was_open[old]
        # What was open may have left its list before, as what one answered does: its next is under the cursor.
        if self.seen and self._goes_on and self.inbox.current not in (0, reads):
            self._open(self.inbox.current)
        else:
            self.reading.close()

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put conversations back into their list, open or selected as they were when they left."""
        if threads := ids(nouns, "thread"):
            reads = self.reading.open_thread
            self.inbox.bring_back(threads)
            self._select_again(threads)
            back = next((t for t in threads if t in self._was_open and self.inbox.place_of(t) >= 0), 0)
            if back:
                del self._was_open[back]
                self.inbox.set_cursor(self.inbox.place_of(back))
                self._open(back)
            self._read_on.moved(threads, reads, self.reading.open_thread)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """Select again what was selected and is here still, and open what was open."""
        if threads := ids(nouns, "thread"):
            self.inbox.stayed(threads)
            self._select_again(threads)
            reads = self.reading.open_thread
            back = self._read_on.back(threads, reads)
            if back and back != reads:
                self.reading.open(back, self.inbox.row_of(back))
            elif back != reads:
                self.reading.close()

    def _select_again(self, threads: Sequence[int]) -> None:
        for thread in threads:
            if thread in self._let_go and self.inbox.place_of(thread) >= 0:
                del self._let_go[thread]
                self.inbox.toggle(thread, True)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show these conversations as the store has them."""
        self._read_on.over(ids(moved, "thread"))
        self.inbox.settled(ids(moved, "thread"))
        self.inbox.look(ids((*moved, *touched), "thread"))

    # What the person does.

    def move(self, by: int) -> None:
        """Move the cursor; while one reads, what it comes to is opened."""
        self.inbox.go_to(max(0, int(self.inbox.property("cursor")) + by))
        if self.reading.open_thread and self.inbox.current:
            self._open(self.inbox.current)

    def open(self) -> None:
        """Open the conversation that the cursor is on, or the file or link that the keyboard is on."""
        if self.attached.held:
            self.attached.open("")
        elif self.linked.held:
            self.linked.follow()
        elif self.inbox.current:
            self._open(self.inbox.current)

    def _open(self, thread: int) -> None:
        self._came_from = ""
        self.reading.mark(self.inbox.wanted, self.inbox.expression)
        self.reading.open(thread, self.inbox.row_of(thread))

    def show(self, noun: Noun) -> bool:
        """Open a conversation that may be in another list, which is shown then with the cursor on it."""
        if noun[0] != "thread":
            return False
        row = self.around.known(noun)
        self._came_from, self._comes_from = "", "" if self.seen else self.around.at.name
        self.inbox.seek(noun[1])
        self.reading.mark(())
        self.reading.open(noun[1], row if isinstance(row, ThreadRow) else None)
        return True

    def back(self) -> bool:
        """Let go of the selection, close what is open (back to where it was opened from), or leave the search."""
        if self.inbox.property("selection"):
            self.inbox.select_none()
        elif self.attached.held:
            self.attached.let_go()
        elif self.linked.held:
            self.linked.let_go()
        elif self.reading.open_thread:
            self.reading.close()
            if self._came_from:
                self.around.go_back(self._came_from)
        elif self.inbox.property("searching"):
            self.inbox.leave_search()
        else:
            return False
        return True

    def leave_line(self) -> bool:
        """Out of the search line to what was found, or was not; where nothing was asked, to the list from before."""
        if self.inbox.writing and not str(self.inbox.property("words")).strip():
            self.inbox.leave_search()
        return True

    def select(self, on: bool | None = None) -> None:
        """Select the conversation that the cursor is on."""
        if self.inbox.current:
            self.inbox.toggle(self.inbox.current, on)

    def view(self, number: int) -> None:
        """Show the split of that number."""
        self.inbox.view(number)

    def create(self) -> None:
        """Begin a message."""
        self.around.gesture("compose")

    def gestures(self) -> Gestures:
        """To the message before or after, to a list, and to what a search finds."""
        return {
            "read": lambda value: self.reading.leafed.emit(str(value)),
            "message": lambda value: self.reading.step(whole(value)),
            "file": lambda value: self.attached.step(whole(value)),
            "file_open": lambda _value: self.attached.open(""),
            "file_save": lambda _value: self.attached.save(""),
            "file_all": lambda _value: self.attached.save_all(""),
            "link": lambda value: self.linked.tabbed.emit(whole(value)),
            "link_open": lambda value: self._open_link(str(value)),
            "take": lambda _value: self._take(),
            "invited": lambda value: self._answer(self.reading.asks, str(value)),
            "box": lambda value: self._go_box(whole(value)),
            "search": lambda value: self._search(str(value or "")),
        }

    def _open_link(self, link: str) -> None:
        if not self.linked.open(link):
            self.around.toast(_("I find no such link in this message."), fault=True)

    def _do_invited(self, message: str, what: str) -> None:
        """What was pressed on the invitation in a message."""
        if what == TAKE:
            self._take(int(message))
        else:
            self._answer(int(message), what)

    def _answer(self, message: int, answer: str) -> None:
        """Answer the invitation in a message, and keep the answer in the calendar."""
        if self._parts is None or not message:
            return
        parts, zone = self._parts, self._parts.now().tzinfo

        def tell(found: "Invited | None") -> None:
            if found is not None:
                given = {"mail": message, "ics": found.event.ics, "answer": answer, "before": found.answer}
                parts.acts.run("event.answer", given)

        parts.reads.ask(lambda connection: invited.of_message(connection, message, zone), tell)

    def _take(self, message: int = 0) -> None:
        """Put what a message, or the conversation before the person, invites to or names a time for on the calendar."""
        thread = next((number for noun, number in self.around.at.targets() if noun == "thread"), 0)
        if self._parts is None or not (thread or message):
            return
        parts, now = self._parts, self._parts.now()

        def keep(found: "ToKeep | None") -> None:
            if found is None:
                self.around.toast(_("I find no date in this message."), fault=True)
            else:
                given = {"ics": found.ics, "method": found.method}
                parts.acts.run("event.bring", given)

        parts.reads.ask(lambda connection: invited.to_keep(connection, thread, now, message), keep)

    def _go_box(self, box: int) -> None:
        self.inbox.go(box)
        self.around.go(self.name)

    def _search(self, words: str) -> None:
        self.around.go(self.name)
        if self.reading.alone:
            self.reading.close()  # the line to write on is in the list, whose place it takes
        self.inbox.start_search()
        if words:
            self.inbox.search(words)

"""The list of mail: its splits with counts, the cursor, the selection, and search in place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.mail.marks import MarkedRows
from osone.bridge.mail.nothing import MailState, mail_state, of_nothing, of_search, of_words
from osone.bridge.mail.search import Found, threads_of
from osone.bridge.mail.views import OTHERS, SPLITS
from osone.bridge.mail.ways import Ways
from osone.bridge.ports import PendingQuestion, Reads
from osone.host.later import later
from osone.model.mail import Box
from osone.model.values import whole
from osone.queries.counts import MailCounts, said_of_list
from osone.queries.gaps import Gap
from osone.text.catalogue import N_, _, plural

if TYPE_CHECKING:
    from osone.queries import marking, query, search
else:
    # Once somebody searches.
    marking = later("osone.queries.marking")
    query, search = later("osone.queries.query"), later("osone.queries.search")

QML_IMPORT_NAME = "OSOne.Mail"
QML_IMPORT_MAJOR_VERSION = 1
COUNT_MS = 120
"""Counts follow a change after this long, so that they never share the frame of a key."""
LOOKING_MS = 300
"""What was asked for is said to be looked for after this long; what comes sooner needs no word."""


@QmlElement
@QmlSingleton
class Inbox(MarkedRows):
    """The list of mail at hand."""

    boxChanged = Signal()
    splitsChanged = Signal()
    searchChanged = Signal()
    hintsChanged = Signal()
    stateChanged = Signal()
    atChanged = Signal()
    chosenChanged = Signal()
    searchAsked = Signal()
    """The search line should take the keyboard."""
    opened = Signal("qlonglong")  # type: ignore[arg-type]
    turned = Signal()
    """Other rows than those at hand were asked for: what is open is none of them any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at = int(Box.NEEDS)
        self.counts = MailCounts()
        self._counted = False
        self._mail_state = MailState(self.counts, {}, None, False)
        self._searching = False
        self._words = ""
        self._found_for = self._found_by = ""
        self._near, self._more = "", False
        self._folders: Mapping[str, str] = {}
        self._gap: Gap | None = None
        """Why what was searched for may be found another time."""
        self.ways = Ways(self)
        self._question: PendingQuestion | None = None
        """The search that has not been answered yet."""
        self._looking = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOOKING_MS)
        self._slow.timeout.connect(self._say_so)
        self._tally = QTimer(self)
        self._tally.setSingleShot(True)
        self._tally.setInterval(COUNT_MS)
        self._tally.timeout.connect(self._count)
        # A property cannot be told of by an inherited signal: PySide mistakes its number.
        self.cursorChanged.connect(self.atChanged)
        self.searchChanged.connect(lambda: self.ways.follow(self._words if self._searching else None))
        self.ways.changed.connect(self.hintsChanged)
        self.selectionChanged.connect(self.chosenChanged)
        self.countChanged.connect(self._came)

    def begin(self, reads: Reads, now: Callable[[], datetime]) -> None:
        """Give it its parts and show the first list."""
        self.provide(reads, now)
        self._count()
        self._show()

    def _show(self) -> None:
        """Show the list at hand. What is drawn of another stays until its first rows are here, or are late."""
        self._looking = False
        self.show_box(self._at)
        if not self._loaded:
            self._slow.start()
            self.stateChanged.emit()

    def _say_so(self) -> None:
        self._looking = True
        if not self._searching:
            self.show_nothing()
        self.stateChanged.emit()

    def _came(self) -> None:
        """The rows are others: what was waited for is here, unless it is a search that still goes on."""
        if self._loaded and self._question is None:
            self._slow.stop()
            self._looking = False
        self.stateChanged.emit()

    def count_again(self) -> None:
        """Read the counts of all lists anew; in a flood only a few times a second."""
        if not self._tally.isActive():
            self._tally.start()

    def _count(self) -> None:
        if self._reads is not None:
            self._reads.ask(mail_state, self._take_mail_state, later=self._counted)

    def _take_mail_state(self, found: MailState) -> None:
        if found != self._mail_state or not self._counted:
            self._mail_state, self.counts = found, found.counts
            self._counted = True
            self.splitsChanged.emit()
            self.stateChanged.emit()

    @property
    def writing(self) -> bool:
        """Whether the keyboard is on the search line."""
        return self.ways.writing

    def _get_box(self) -> int:
        return self._at

    def _get_splits(self) -> list[dict[str, object]]:
        shown = list(SPLITS)
        if self._at not in {box for box, _ in SPLITS}:
            shown.append((self._at, self._mail_state.names.get(self._at) or dict(OTHERS).get(self._at, N_("Folder"))))
        return [
            {
                "box": int(box),
                "name": _(name),
                "count": self.counts.all_of(box),
                "told": said_of_list(_(name), self.counts, box),
                "current": box == self._at,
            }
            for box, name in shown
        ]

    def _get_words(self) -> str:
        return self._words

    def _get_searching(self) -> bool:
        return self._searching

    def _get_state(self) -> str:
        if self._searching:
            if not self._words.strip():
                return "waiting"
            if self.rowCount():
                return "list"
            return "finding" if self._found_for != self._words else "nothing"
        if self.rowCount():
            return "list"
        return "empty" if self._loaded else "loading"

    def _get_title(self) -> str:
        if self._get_state() == "nothing":
            found = N_("Nothing found for “{words}”") if self._gap is None else N_("Nothing found so far for “{words}”")
            return _(found, words=self._words.strip())
        return _(self._said()[0])

    def _get_sentence(self) -> str:
        if self._get_state() == "nothing":
            today = self._now().date()
            return of_search(self._words, self._gap, today, near=bool(self._near), folders=self._folders)
        words = self._said()[1]
        return _(words) if words else ""

    def _said(self) -> tuple[str, str]:
        return of_nothing(self._at, self._mail_state) if self._counted else ("", "")

    def _get_bare(self) -> bool:
        return self._counted and self._mail_state.bare

    def _get_found(self) -> str:
        if not self._searching or self._get_state() != "list":
            return ""
        if self._more:
            return _("{count}+ found", count=self.rowCount())
        if self._gap is not None:
            return plural("{count} found so far", "{count} found so far", self.rowCount())
        return plural("{count} found", "{count} found", self.rowCount())

    def _get_note(self) -> str:
        """What is quietly said above what was found."""
        if not self._searching or self._get_state() != "list" or ":" not in self._found_for:
            return ""
        return of_words(self._found_for, self._now().date(), self._folders)

    def _get_selection(self) -> int:
        return len(self._selected)

    def _get_cursor(self) -> int:
        return self._cursor

    @Slot(int)
    def go(self, box: int) -> None:
        """Show another list, where one was in it; the one at hand from its top."""
        self.turned.emit()
        self._drop()
        self.leave_place()
        if box == self._at and not self._searching:
            self.forget_place(box)
        self._turn(box)

    def seek(self, thread: int) -> None:
        """Put the cursor on a conversation: in the list at hand, else in the first that holds it."""
        self._drop()
        self.select_none()
        if self._loaded and not self._searching and self.place_of(thread) >= 0:
            self.set_cursor(self.place_of(thread))
        else:
            self.look_for(thread, lambda box: self._turn(box or self._at))

    def _turn(self, box: int) -> None:
        if self._searching:
            self._searching = False
            self._words = self._near = ""
            self.want(())
            self.searchChanged.emit()
        self.select_none()
        if box != self._at:
            self._at = box
            self.boxChanged.emit()
            self.splitsChanged.emit()
        self._show()

    def view(self, number: int) -> None:
        """The split of that number, from 1."""
        splits = self._get_splits()
        if 1 <= number <= len(splits):
            self.go(whole(splits[number - 1]["box"]))

    @Slot(int)
    def open_at(self, at: int) -> None:
        """Open a row, as a click does."""
        self.set_cursor(at)
        if self.current:
            self.opened.emit(self.current)

    @Slot()
    def start_search(self) -> None:
        """Make ready to search in place."""
        if not self._searching:
            self._searching = True
            self._words = self._found_for = self._near = ""
            self.searchChanged.emit()
            self.stateChanged.emit()
        self.searchAsked.emit()

    @Slot()
    def leave_search(self) -> None:
        """Back to the list that was there before."""
        if self._searching and self._box is not None:
            self._drop()
            self.leave_place()
            self._turn(self._at)  # nothing was found yet: the list stands as it was, and what is open of it
        elif self._searching:
            self.go(self._at)

    @Slot(str)
    def search(self, words: str) -> None:
        """Find these words; called at every key. Only the newest question is answered."""
        if not self._searching:
            self.start_search()
        if words != self._words:
            self.turned.emit()
            self._words = words
            self._drop()
            self.select_none()
            self.searchChanged.emit()
            self._ask_search()

    def _ask_search(self) -> None:
        words = self._words
        if self._reads is None:
            return
        if not words.strip():
            self._found_for, self._near = words, ""
            self.want(())
            self.show_found([], [])
            return
        now = self._now()

        def found(answer: Found) -> None:
            self._question = None
            places, rows, self._more, self._near, self._found_by, people, self._folders, self._gap = answer
            self._found_for = words
            self.want(marking.wanted(search.looked_for(self._found_by)))
            self.ways.know(people, self._folders)
            self.show_found(places, rows)

        if not self._slow.isActive():
            # From the first of several keys on, each of which asks anew.
            self._slow.start()
        self._question = self._reads.ask(lambda connection: threads_of(connection, words, now), found)

    def settled(self, threads: Sequence[int]) -> None:
        """One wish about each of these is written, or has failed: a search may find some of them no more."""
        super().settled(threads)
        if self._box is not None or self._reads is None or not threads:
            return
        source, words, now = self._source, self._found_by, self._now()

        def found(places: Sequence[int]) -> None:
            if source == self._source:
                self.lose([thread for thread in threads if thread not in places])

        self._reads.ask(lambda connection: [t for _, t in search.typed(connection, words, now)[0]], found)

    @property
    def expression(self) -> str:
        """What the messages of the results match (FTS5); empty where a list is at hand."""
        if not self.wanted:
            return ""
        now, words = self._now(), search.looked_for(self._found_by)
        asked = query.parse(words, today=now.date(), typing=True, zone=now.tzinfo, folders=self._folders)
        return asked.match

    @Slot(int)
    def complete(self, number: int) -> None:
        """Take one of the ways on from what is typed, whether or not they are shown yet."""
        if words := self.ways.words(number):
            self.search(words)

    @Slot()
    def take_near(self) -> None:
        """Search for nearly the same words, which are held."""
        if self._near:
            self.search(self._near)

    @Slot(bool)
    def set_writing(self, writing: bool) -> None:
        """Whether the keyboard is on the search line."""
        self.ways.set_writing(writing)

    def _drop(self) -> None:
        """Let go of a search that is not answered yet: what it looks for is not wanted any more."""
        if self._question is not None:
            self._question.drop()
            self._question = None

    box = Property(int, _get_box, notify=boxChanged)
    splits = Property("QVariantList", _get_splits, notify=splitsChanged)  # type: ignore[arg-type]
    words = Property(str, _get_words, notify=searchChanged)
    searching = Property(bool, _get_searching, notify=searchChanged)
    hints = Property("QVariantList", lambda self: self.ways.shown, notify=hintsChanged)  # type: ignore[arg-type]
    goesOn = Property(bool, lambda self: self.ways.goes_on, notify=hintsChanged)
    near = Property(str, lambda self: self._near, notify=stateChanged)
    found = Property(str, _get_found, notify=stateChanged)
    note = Property(str, _get_note, notify=stateChanged)
    state = Property(str, _get_state, notify=stateChanged)
    looking = Property(bool, lambda self: self._looking, notify=stateChanged)
    stale = Property(bool, lambda self: self._looking and self._found_for != self._words, notify=stateChanged)
    title = Property(str, _get_title, notify=stateChanged)
    bare = Property(bool, _get_bare, notify=stateChanged)
    sentence = Property(str, _get_sentence, notify=stateChanged)
    selection = Property(int, _get_selection, notify=chosenChanged)
    cursor = Property(int, _get_cursor, notify=atChanged)

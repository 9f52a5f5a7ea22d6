"""One conversation as a flat list for reading: heads of messages, blocks of text, folded quotes, attachments."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.lists.listed import subject_of
from osone.bridge.mail import laid
from osone.bridge.mail.marks import MARK
from osone.bridge.mail.opened import Opened, chips_of, links_in, look, told
from osone.bridge.mail.search import marked
from osone.bridge.ports import Acts, Body, OpenedMessage, Reads
from osone.host import here
from osone.host.later import later
from osone.model.mail import Flag, MessageRow, ThreadRow
from osone.text.dates import came_long

if TYPE_CHECKING:
    from osone.mail import link_text
    from osone.queries import marking
    from osone.queries.marking import Wanted
else:
    link_text = later("osone.mail.link_text")  # once somebody rests on a link
    marking = later("osone.queries.marking")  # once somebody searches

QML_IMPORT_NAME = "OSOne.Mail"
QML_IMPORT_MAJOR_VERSION = 1

AHEAD = 6
"""Conversations that are kept read, because they may be opened next."""
ROLES = ("key", "drawn", "message", "kind", "html", "depth", "name", "address", "when", "letters", "hue", "snippet",
         "expanded", "progress", "files", "folded", "rich", "marker", "level", "columns", "said",
         "signature", "hand", "details", "acts")  # fmt: skip


@QmlElement
@QmlSingleton
class Reading(KeyedModel):
    """The conversation that is open."""

    threadChanged = Signal()
    headChanged = Signal()
    messageChanged = Signal()
    linkAsked = Signal(str)
    invitationAsked = Signal(str, str)
    """Something is to be done about the invitation in a message: it is to be taken up, or answered."""
    openedAfresh = Signal()
    leafed = Signal(str)
    """The conversation is to be read ``on`` or ``back`` by a page, ``down`` or ``up`` by a line, or at an end."""
    ranOut = Signal(int)
    """Its end is on screen, or with -1 its beginning, and one reads on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._body: Body | None = None
        self._thread = 0
        self._about: ThreadRow | None = None
        self._head: tuple[str, list[dict[str, object]], str] = ("", [], "")
        self._ahead: OrderedDict[int, Opened] = OrderedDict()
        self._coming: set[int] = set()
        self._rows_of: tuple[MessageRow, ...] = ()
        self._opened: dict[int, OpenedMessage] = {}
        self._kept_back: dict[int, OpenedMessage] = {}
        self._expanded: set[int] = set()
        self._bared: set[int] = set()
        """Messages of whose head all fields are shown."""
        self._unfolded: set[str] = set()
        self._at = -1
        self.hand = 0
        """The message that an answer is to: what others wrote last, until one goes to another."""
        self._asked: set[int] = set()
        self._read: set[int] = set()
        """Messages that were on screen since it was opened."""
        self.focused = self.alone = False
        self.in_view = (0, 0)
        """The first and the last row that is on screen."""
        self._wanted: Wanted = ()
        """Words that are marked, because they were searched for."""
        self._match = ""
        self.offline: frozenset[int] = frozenset()
        """The accounts whose server cannot be reached."""
        self.mark_read = True

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime], body: Body | None) -> None:
        """Give it its parts. ``body`` makes a letter of a raw message; it runs on the reader thread."""
        self._reads, self._acts, self._now, self._body = reads, acts, now, body

    @property
    def open_thread(self) -> int:
        """The conversation that is open, or 0."""
        return self._thread

    @property
    def account(self) -> int:
        """The account that the newest message of what is open came to; 0 where nothing is open."""
        return self._rows_of[-1].account if self._thread and self._rows_of else 0

    def row(self, thread: int) -> ThreadRow | None:
        """The row of the conversation that is open, where it is this one."""
        return self._about if thread == self._thread else None

    def read_ahead(self, threads: Sequence[int]) -> None:
        """Have these conversations read, because one of them may be opened next."""
        for thread in threads:
            if thread in self._ahead:
                self._ahead.move_to_end(thread)
            elif thread and thread != self._thread and thread not in self._coming:
                self._coming.add(thread)
                self._ask(thread, None, partial(self._came, thread), later=True)

    def _came(self, thread: int, found: Opened) -> None:
        self._coming.discard(thread)
        self._ahead[thread] = found
        while len(self._ahead) > AHEAD:
            self._ahead.popitem(last=False)

    def open(self, thread: int, row: ThreadRow | None = None) -> None:
        """Open a conversation, in this very frame where it was read ahead; else ``row`` gives its subject there."""
        if thread == self._thread or self._reads is None:
            return
        self._thread = thread
        self._opened, self._asked, self._unfolded, self._expanded = {}, set(), set(), set()
        self._rows_of, self._read, self._bared, self.hand = (), set(), set(), 0
        ready = self._ahead.pop(thread, None)
        if ready is not None:
            self._take(ready, first=True)
        else:
            self._about = row
            self._tell()
            self.put([])
        self.threadChanged.emit()
        self.openedAfresh.emit()
        if ready is None:
            self._look(None, first=True)

    def close(self) -> None:
        """Close it. What is drawn of it stays, unseen, and is drawn over by what is opened next."""
        if self._thread:
            self._thread = 0
            self._opened, self._rows_of, self.hand = {}, (), 0
            self.threadChanged.emit()

    def changed(self, threads: Sequence[int]) -> None:
        """These conversations may be different now; none means all."""
        for thread in threads or list(self._ahead):
            self._ahead.pop(thread, None)
        if self._thread and (not threads or self._thread in threads):
            self._look(sorted(self._expanded))

    def arrived(self, mails: Sequence[int]) -> None:
        """The text of these messages came; none means any."""
        come = set(mails)
        for thread, found in list(self._ahead.items()):
            if not mails or not come.isdisjoint(m.id for m in found.rows):
                del self._ahead[thread]
        if self._thread and (not mails or self._asked.intersection(mails)):
            self._look(sorted(self._expanded))

    def calendar_changed(self) -> None:
        """What the invitations say of the calendar may be different now."""
        for thread, found in list(self._ahead.items()):
            if any(letter.invitation for letter in found.letters.values()):
                del self._ahead[thread]
        if asked := [m for m, opened in self._opened.items() if opened.invitation]:
            self._ask(self._thread, asked, partial(self._took, self._thread, False))

    def _look(self, bodies: Sequence[int] | None, *, first: bool = False) -> None:
        thread = self._thread
        wanted = None if bodies is None else [m for m in bodies if m not in self._opened]
        self._ask(thread, wanted, partial(self._took, thread, first))

    def _ask(
        self, thread: int, bodies: Sequence[int] | None, answer: Callable[[Opened], None], *, later: bool = False
    ) -> None:
        body, match = self._body, self._match
        if self._reads is not None:
            self._reads.ask(lambda connection: look(connection, thread, bodies, body, match), answer, later=later)

    def _took(self, thread: int, first: bool, found: Opened) -> None:
        if thread == self._thread:
            self._take(found, first=first)

    def _take(self, found: Opened, *, first: bool) -> None:
        if found.thread is not None:
            self._about = found.thread
        self._rows_of, self._kept_back = found.rows, dict(found.kept_back)
        self._opened.update(found.letters)
        if first:
            unread = [n for n, m in enumerate(found.rows) if not m.flags & Flag.SEEN]
            self._expanded = {found.rows[n].id for n in unread} | {m.id for m in found.rows[-1:]} | found.hits
            hits = [n for n, m in enumerate(found.rows) if m.id in found.hits]
            # Where many hold what was searched for, as all do by their subject, none of them was meant.
            self._at = [*(hits if len(hits) == 1 else unread or hits), len(found.rows) - 1][0]
            self.hand = found.answered
        missing = [m.id for m in found.rows if m.id in self._expanded and not m.has_body and m.id not in self._asked]
        if missing and self._acts is not None:
            self._asked.update(missing)
            self._acts.run("mail.want", {"mails": missing})
        self._tell()
        self._lay(afresh=first)

    def _tell(self) -> None:
        """Tell of the subject and of what is known about the letter, where they are different now."""
        about = self._about
        newest = self._opened.get(self._rows_of[-1].id) if self._rows_of else None
        subject = subject_of(about.subject if about is not None else "")
        found = marked(subject, marking.wanted_in(self._wanted, "subject"), MARK) if self._wanted else ""
        head = (subject, chips_of(about, self._rows_of, newest), found)
        if head != self._head:
            self._head = head
            self.headChanged.emit()

    def _lay(self, *, afresh: bool = False) -> None:
        rows: list[Row] = []
        now, count = self._now(), len(self._rows_of)
        for place, m in enumerate(self._rows_of):
            opened = self._opened.get(m.id, self._kept_back.get(m.id))
            state = "ready" if opened is not None else "offline" if m.account in self.offline else "coming"
            said = told(m, place, count, came_long(m.date, now))
            hand = count > 1 and m.id == self.hand
            if m.id not in self._expanded:
                rows.append(laid.head(m, now, state, said, expanded=False, hand=hand))
            else:
                bare, unfolded = m.id in self._bared, self._unfolded
                rows += laid.message(
                    m, opened, now, state, said, bare=bare, unfolded=unfolded, wanted=self._wanted, hand=hand
                )
        if afresh:
            self.overlay(rows, "drawn")
        else:
            self.put(rows)

    @Slot(str)
    def toggle(self, message: str) -> None:
        """Expand or collapse one message. What is expanded is at hand."""
        number = int(message)
        if number in self._expanded:
            self._expanded.discard(number)
            self._lay()
        else:
            self._expanded.add(number)
            self.hand = number
            self._lay()
            self._look(sorted(self._expanded))

    @Slot(str)
    def open_head(self, message: str) -> None:
        """Show all fields of a message's head, or fold them away."""
        self._bared ^= {int(message)}
        self._lay()

    @Slot(str)
    def follow(self, link: str) -> None:
        """A link of the letter was pressed: the application asks before anything is opened."""
        self.linkAsked.emit(link)

    @Slot(str, result=str)
    def leads_to(self, link: str) -> str:
        """Where a link leads, for showing while the pointer rests on it."""
        return link_text.shown(link)

    @Slot(str, result="QVariantList")
    def links_in(self, words: str) -> list[dict[str, str]]:
        """The links of a block, for who hears them apart from its words."""
        return links_in(words)

    def claimed(self, link: str) -> str:
        """The address that the words of a link name, where it leads elsewhere; else empty."""
        return link_text.claimed((piece.html for opened in self._opened.values() for piece in opened.pieces), link)

    @Slot(str, str)
    def invited(self, message: str, what: str) -> None:
        """Something was pressed on an invitation."""
        self.invitationAsked.emit(message, what)

    @property
    def asks(self) -> int:
        """The newest message that is open and asks for an answer to its invitation; 0 where none does."""
        found = (m.id for m in reversed(self._rows_of) if (one := self._opened.get(m.id)) and one.invitation)
        newest = next(found, 0)
        asked = self._opened[newest].invitation if newest else None
        return newest if asked is not None and asked.asks else 0

    @Slot(str)
    def fold(self, group: str) -> None:
        """Show a quote or fold it away."""
        self._unfolded ^= {group}
        self._lay()

    def mark(self, wanted: "Wanted", match: str = "") -> None:
        """Mark these words in what is open and in what will be opened, at the messages that ``match`` them (FTS5)."""
        if (wanted, match) != (self._wanted, self._match):
            self._wanted, self._match = wanted, match
            self._ahead.clear()
            if self._thread:
                self._tell()
            self._lay()

    @Slot(bool)
    def set_focused(self, focused: bool) -> None:
        """Whether the keyboard is on what is read."""
        self.focused = focused

    @Slot(bool)
    def set_alone(self, alone: bool) -> None:
        """Whether it takes the place of the list, which a narrow window has no room for."""
        self.alone = alone

    @Slot(int)
    def run_out(self, by: int) -> None:
        """One reads on beyond its end, or with -1 back before its beginning."""
        self.ranOut.emit(by)

    @Slot(int, int)
    def saw(self, first: int, last: int) -> None:
        """These rows are on screen: the messages whose text is among them are read by that, each once."""
        self.in_view = (max(0, first), last)
        if self._acts is None or not self.mark_read or not self._thread:
            return
        with_text = {row["message"] for row in self.rows if row["what"] != "head"}
        shown = {
            row["message"]
            for row in self.rows[max(0, first) : last + 1]
            if row["what"] not in ("head", "wait") or (row["expanded"] and row["message"] not in with_text)
        }
        read = [m.id for m in self._rows_of if str(m.id) in shown and not m.flags & Flag.SEEN]
        if fresh := [mail for mail in read if mail not in self._read]:
            self._read.update(fresh)
            self._acts.run("mail.read", {"threads": [self._thread], "mails": fresh})

    def file_of(self, key: str) -> tuple[int, int, str] | None:
        """The message, the part and the name of a file that is shown. Two files of one name are two."""
        message, _slash, part = key.partition("/")
        if not (message.isdecimal() and part.isdecimal()) or (opened := self._opened.get(int(message))) is None:
            return None
        files = (*opened.files, *opened.shown)
        found = next((name for name, _type, _size, at in files if at == int(part)), None)
        return (int(message), int(part), found) if found is not None else None

    def files_with(self, key: str) -> list[tuple[int, int, str]]:
        """All files that are offered of the message which this one belongs to."""
        message = key.partition("/")[0]
        opened = self._opened.get(int(message)) if message.isdecimal() else None
        return [(int(message), at, name) for name, _type, _size, at in opened.files] if opened is not None else []

    def step(self, by: int) -> None:
        """To the next or the previous message of the conversation, which is at hand then."""
        if self._rows_of:
            self._at = max(0, min(self._at + by, len(self._rows_of) - 1))
            self.hand = self._rows_of[self._at].id
            if self.hand in self._expanded:
                self._lay()
            else:
                self.toggle(str(self.hand))
            self.messageChanged.emit()

    def _get_place(self) -> int:
        return self.place_of(f"{self._rows_of[self._at].id}") if 0 <= self._at < len(self._rows_of) else -1

    def _get_open(self) -> bool:
        return self._thread != 0

    def _get_subject(self) -> str:
        return self._head[0]

    def _get_marked(self) -> str:
        return self._head[2]

    def _get_chips(self) -> list[dict[str, object]]:
        return self._head[1]

    opened = Property(bool, _get_open, notify=threadChanged)
    subject = Property(str, _get_subject, notify=headChanged)
    marked = Property(str, _get_marked, notify=headChanged)
    chips = Property("QVariantList", _get_chips, notify=headChanged)  # type: ignore[arg-type]
    place = Property(int, _get_place, notify=messageChanged)

"""What a list of threads shows of its rows, where its cursor stands, and what is selected."""

from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QByteArray, QObject, Signal

from osone.bridge.drawing.numbers import DISPLAY_ROLE, USER_ROLE
from osone.bridge.lists.keyed import NOWHERE, Index
from osone.host import here
from osone.host.later import later
from osone.mail import spoken
from osone.model.ids import seconds_of
from osone.model.mail import Kind, ThreadRow
from osone.text.catalogue import _, plural
from osone.text.dates import came_short, until_short
from osone.text.numbers import first_up

if TYPE_CHECKING:
    from osone.mail import people
else:
    people = later("osone.mail.people")  # with the first list of what the person wrote

Place = tuple[int, int]
"""Minus the newest message, minus the thread: so that newest first is the natural order."""
ROLES = ("thread", "people", "subject", "snippet", "when", "unread", "starred", "attachments", "kind", "reason")
SELECTED = USER_ROLE + len(ROLES)
COUNT = SELECTED + 1
READY = SELECTED + 2
MARKED = SELECTED + 3
AWAY = SELECTED + 4
WOKE = SELECTED + 5
MUTED = SELECTED + 6


def people_of(row: ThreadRow) -> str:
    """Who a conversation is with: who wrote, or in the lists of what the person wrote, to whom."""
    if row.draft:
        return _("Draft to {people}", people=people.recipients(row.to)) if row.to else _("Draft")
    return _("To {people}", people=people.recipients(row.to)) if row.to else spoken.people(row.people)


def subject_of(subject: str) -> str:
    """What a conversation is called where it has no subject too."""
    return subject or _("(no subject)")


def told(
    people: str, subject: str, when: str, kind: str, count: int, *, unread: bool, starred: bool, files: bool,
    selected: bool, away: bool = False, muted: bool = False,
) -> str:  # fmt: skip
    """All that a row shows, in one sentence for who listens: first what sets it apart."""
    facts = [
        words
        for words, on in (
            (_("Selected"), selected),
            (_("Moved"), away),
            (_("Unread"), unread),
            (_("Starred"), starred),
            (_("Muted"), muted),
            (_("Invitation"), kind == Kind.INVITATION.value),
            (_("With files"), files),
        )
        if on
    ]
    if count > 1:
        facts.append(plural("{count} message", "{count} messages", count))
    if not facts:
        return _("{people}: {subject}, {when}", people=people, subject=subject, when=when)
    known = ", ".join(facts)
    return _("{facts}. {people}: {subject}, {when}", facts=known, people=people, subject=subject, when=when)


class ListedRows(QAbstractListModel):
    """Threads in their order. Who inherits it fills ``_order``, ``_newest`` and ``_ready``."""

    countChanged = Signal()
    cursorChanged = Signal()
    selectionChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Callable[[], datetime] = here.now
        self._order: list[Place] = []
        self._newest: dict[int, int] = {}
        self._ready: dict[int, ThreadRow] = {}
        self._selected: set[int] = set()
        self._cursor = -1
        self._aim = -1
        """Where the cursor is to be once the list is read so far; -1 where it is there."""
        self._loaded = False
        """Whether the rows are of the list at hand, and not what is still drawn of the one before."""

    def _fetch_around(self, at: int) -> None:
        """Have the rows about a place read."""

    # What QML sees.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many threads there are."""
        return 0 if parent.isValid() else len(self._order)

    def roleNames(self) -> dict[int, QByteArray]:
        """The fields as QML sees them."""
        names = (*ROLES, "selected", "messages", "ready", "marked", "away", "woke", "muted")
        return {USER_ROLE + n: QByteArray(name.encode()) for n, name in enumerate(names)}

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> object:
        """One field of one thread; asks for the page where it is not here yet."""
        at = index.row()
        if not 0 <= at < len(self._order):
            return None
        thread = -self._order[at][1]
        row = self._ready.get(thread)
        if role == USER_ROLE:
            self._fetch_around(at)
            return thread
        if role == SELECTED:
            return thread in self._selected
        if role == READY:
            return row is not None
        if role == AWAY:
            return self.is_away(thread)
        if row is None:
            self._fetch_around(at)
            # It may be here by now; who draws the row hears of no change while it is being made.
            row = self._ready.get(thread)
            if row is None:
                return _BLANK.get(role, "")
        if role == MARKED:
            return self._marked(row)
        read = _FIELDS.get(role)
        if read is not None:
            return read(row)
        if role != _WHEN:
            return None
        return until_short(row.wakes, self._now()) if row.wakes else came_short(seconds_of(row.newest), self._now())

    def _marked(self, row: ThreadRow) -> Sequence[str]:
        """People, subject and first words with marks on what was searched for; nothing where nothing is."""
        del row
        return ()

    def row_of(self, thread: int) -> ThreadRow | None:
        """A thread's row, where it is ready."""
        return self._ready.get(thread)

    def place_of(self, thread: int) -> int:
        """Where a thread stands, or -1."""
        newest = self._newest.get(thread)
        return -1 if newest is None else bisect_left(self._order, (-newest, -thread))

    # Cursor and selection.

    @property
    def current(self) -> int:
        """The thread under the cursor, or 0. What is still drawn of another list is nothing that keys act on."""
        return -self._order[self._cursor][1] if self._loaded and 0 <= self._cursor < len(self._order) else 0

    def neighbours(self, below: int) -> list[int]:
        """The thread under the cursor and so many below it."""
        first = max(0, self._cursor)
        return [-thread for _, thread in self._order[first : first + 1 + below]]

    def _settle_cursor(self, thread: int) -> None:
        at, aim = self.place_of(thread), self._aim
        self.set_cursor(at if at >= 0 else self._cursor if self._cursor >= 0 else 0)
        self._aim = aim

    def set_cursor(self, at: int) -> None:
        """Put the cursor on a place, held within the list."""
        at = max(-1, min(at, len(self._order) - 1))
        self._aim = -1
        if at != self._cursor:
            self._cursor = at
            self.cursorChanged.emit()

    def toggle(self, thread: int, on: bool | None = None) -> None:
        """Select a thread or not."""
        on = thread not in self._selected if on is None else on
        (self._selected.add if on else self._selected.discard)(thread)
        at = self.place_of(thread)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at), [SELECTED])
        self.selectionChanged.emit()

    def is_selected(self, thread: int) -> bool:
        """Whether a thread is selected."""
        return thread in self._selected

    def is_away(self, thread: int) -> bool:
        """Whether a thread that is shown here was just sent elsewhere."""
        del thread
        return False

    def select_none(self) -> None:
        """Let go of the selection."""
        for thread in list(self._selected):
            self.toggle(thread, False)

    def _select_of(self, here: Container[int]) -> None:
        """Let go of what was selected and is not here any more: what is told of the selection is always seen."""
        if gone := {thread for thread in self._selected if thread not in here}:
            self._selected -= gone
            self.selectionChanged.emit()

    @property
    def targets(self) -> list[int]:
        """What a verb acts on: the selection in its order, or the thread under the cursor."""
        if self._selected:
            return sorted(self._selected, key=self.place_of)
        return [self.current] if self.current else []


_WHEN = USER_ROLE + ROLES.index("when")
_FIELDS: dict[int, Callable[[ThreadRow], object]] = {
    USER_ROLE + 1: people_of,
    USER_ROLE + 2: lambda r: subject_of(r.subject),
    USER_ROLE + 3: lambda r: r.snippet,
    USER_ROLE + 5: lambda r: r.unread,
    USER_ROLE + 6: lambda r: r.starred,
    USER_ROLE + 7: lambda r: r.attachments,
    USER_ROLE + 8: lambda r: r.kind.value,
    USER_ROLE + 9: lambda r: spoken.reason(r.reason),
    COUNT: lambda r: r.count,
    MUTED: lambda r: r.muted,
    WOKE: lambda r: first_up(spoken.woke(r.reason)) if r.reason else "",
}
_BLANK: dict[int, object] = {
    **{USER_ROLE + n: False for n in (5, 6, 7)},
    COUNT: 0,
    MARKED: (),
    MUTED: False,
}

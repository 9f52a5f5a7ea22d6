"""The lists of the meeting: rows that do not flicker, a cursor that keys move, and the keys shown in the corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from osone.bridge.drawing.numbers import USER_ROLE
from osone.commands.onboarding import OnboardingAct
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    from osone.companion.onboarding import Onboarding

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose."""

    id: str
    title: str
    note: str = ""
    mark: str = ""
    """A short word at the right, e.g. a size."""
    heading: str = ""
    """Said above the row, where a new group begins."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys of this page, taught in the corner; a click does the last of what they do."""

    words: str
    acts: tuple[OnboardingAct, ...] = ()
    shown: str = ""
    """What stands for the keys where they are no key of the meeting's, such as any letter."""

    def plain(self, keys: Callable[[OnboardingAct], str]) -> dict[str, object]:
        """As QML reads it; ``keys`` says how a key is written."""
        shown = _(self.shown) or " ".join(filter(None, map(keys, self.acts)))
        return {"shown": shown, "words": _(self.words), "act": self.acts[-1].value if self.acts else ""}


MOVE = Hint(N_("move"), (OnboardingAct.UP, OnboardingAct.DOWN))
CHOOSE = Hint(N_("choose"), (OnboardingAct.TAKE,))


MOVES = {OnboardingAct.DOWN: 1, OnboardingAct.UP: -1, OnboardingAct.PAGE_DOWN: 5, OnboardingAct.PAGE_UP: -5}
"""By how many rows the cursor moves."""
LISTED = frozenset({*MOVES, OnboardingAct.FIRST, OnboardingAct.LAST, OnboardingAct.TAKE})
"""What every list takes."""
ROLES = ("title", "note", "mark", "heading")
FIRST_ROLE = USER_ROLE + 1
NO_PARENT = QModelIndex()


@QmlElement
class OnboardingRows(QAbstractListModel):
    """Rows of a page. Those that only changed their words are told to be changed, so that nothing jumps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def all(self) -> tuple[Row, ...]:
        """The rows, in order."""
        return self._rows

    def put(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        new, old = tuple(rows), self._rows
        if [row.id for row in new] == [row.id for row in old]:
            self._rows = new
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        if old:
            self.beginRemoveRows(NO_PARENT, 0, len(old) - 1)
            self._rows = ()
            self.endRemoveRows()
        if new:
            self.beginInsertRows(NO_PARENT, 0, len(new) - 1)
            self._rows = new
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = FIRST_ROLE) -> Any:
        """One word of one row."""
        place = role - FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(ROLES) or index.row() >= len(self._rows):
            return None
        return getattr(self._rows[index.row()], ROLES[place])

    def roleNames(self) -> dict[int, QByteArray]:
        """Title, note, mark and heading."""
        return {FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(ROLES)}


@QmlElement
class OnboardingPage(QObject):
    """One page of the meeting: it is entered and left, says what can be done on it, does it, and teaches the keys."""

    hintsChanged = Signal()
    chosen = Signal(str)
    """The page's answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()

    def enter(self, meeting: Onboarding) -> None:
        """The page is shown, with what was answered so far."""

    def leave(self) -> None:
        """The page is no longer shown: whatever it was doing stops."""

    def acts(self) -> frozenset[OnboardingAct]:
        """What this page takes now; the rest is the meeting's, or belongs to the text that is being written."""
        return frozenset()

    def act(self, what: OnboardingAct) -> None:
        """Do one of these."""

    def default(self) -> str:
        """What skipping this page answers; empty leaves what was kept."""
        return ""

    def teach(self, *hints: Hint) -> None:
        """Show these keys in the corner."""
        if hints != self._hints:
            self._hints = hints
            self.hintsChanged.emit()

    @property
    def taught(self) -> tuple[Hint, ...]:
        """The keys of this page."""
        return self._hints


@QmlElement
class OnboardingList(OnboardingPage):
    """A page with a list to choose from; a click moves the cursor and chooses."""

    cursorChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = OnboardingRows(self)
        self._cursor = 0

    def _get_rows(self) -> OnboardingRows:
        return self._rows

    def _get_cursor(self) -> int:
        return self._cursor

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        rows = self._rows.all
        return rows[self._cursor] if 0 <= self._cursor < len(rows) else None

    def put(self, rows: Sequence[Row]) -> None:
        """Show these rows, with the cursor on the same thing as before where it is still there."""
        before = self.current
        self._rows.put(rows)
        ids = [row.id for row in rows]
        if before is not None and before.id in ids:
            self._settle(ids.index(before.id))
        else:
            self._settle(max(0, min(self._cursor, len(ids) - 1)))

    def seek(self, id: str) -> None:
        """Put the cursor on the row of that id, if there is one."""
        for place, row in enumerate(self._rows.all):
            if row.id == id:
                self._settle(place)

    def _settle(self, place: int) -> None:
        if place != self._cursor:
            self._cursor = place
            self.cursorChanged.emit()

    def moved(self) -> None:
        """The person moved the cursor."""

    def choose(self) -> None:
        """The person took the row under the cursor."""

    @Slot(int)
    def move(self, by: int) -> None:
        """Move the cursor, to the ends at most."""
        place = max(0, min(self._cursor + by, len(self._rows.all) - 1))
        if place != self._cursor:
            self._settle(place)
            self.moved()

    @Slot(int)
    def point(self, place: int) -> None:
        """A click: the first brings the cursor, one on the row under the cursor takes it."""
        if place == self._cursor:
            self.choose()
        else:
            self.move(place - self._cursor)

    def acts(self) -> frozenset[OnboardingAct]:
        """The cursor moves, and what is under it can be taken."""
        return LISTED

    def act(self, what: OnboardingAct) -> None:
        """Move the cursor, or take what is under it."""
        if what is OnboardingAct.TAKE:
            self.choose()
        else:
            self.move(
                {OnboardingAct.FIRST: -1, OnboardingAct.LAST: 1}.get(what, 0) * len(self._rows.all)
                or MOVES.get(what, 0)
            )

    rows = Property(OnboardingRows, _get_rows, constant=True)
    cursor = Property(int, _get_cursor, notify=cursorChanged)

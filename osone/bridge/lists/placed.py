"""Where one was in each list: its cursor and how far it was scrolled come back with it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from osone.bridge.lists.listed import Place, told
from osone.bridge.lists.moved import MovedRows
from osone.model.mail import ThreadRow
from osone.store import listing

DEEPEST = 20_000
"""Rows beyond which a list that was left begins at its top again."""
ABOVE = 3
"""Rows that are seen above one that was looked for."""


class Spot(NamedTuple):
    """Where one was in a list."""

    thread: int
    """Under the cursor."""
    at: int
    top: int
    """The uppermost thread that was seen, or 0 where the list is to be shown about the other one."""
    top_at: int
    cut: int
    """So much of it was out of sight, in pixels."""


class PlacedRows(MovedRows):
    """A list of threads that knows where one was in those it showed before."""

    topAsked = Signal()
    """How far is it scrolled? The view answers at once with ``keep_top``."""
    roomAsked = Signal()
    """Rows come in above those that are seen, which stay where they are."""
    topGiven = Signal(int, int)
    """Show this row uppermost, with so many pixels of it out of sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spots: dict[int, Spot] = {}
        self._top = (0, 0)

    @Slot(int, int)
    def keep_top(self, at: int, cut: int) -> None:
        """How far the list is scrolled: the uppermost row, and so many pixels of it out of sight."""
        self._top = (at, cut)

    @Slot(str, str, str, str, int, bool, bool, bool, bool, bool, bool, result=str)
    def told(
        self, people: str, subject: str, when: str, kind: str, count: int, unread: bool, starred: bool, files: bool,
        selected: bool, away: bool, muted: bool,
    ) -> str:  # fmt: skip
        """What a screen reader says of a row, in one sentence."""
        return told(
            people, subject, when, kind, count,
            unread=unread, starred=starred, files=files, selected=selected, away=away, muted=muted,
        )  # fmt: skip

    def leave_place(self) -> None:
        """Remember where one is in the list at hand, before another takes its place."""
        if self._box is not None and self._loaded and self._order:
            self._top = (0, 0)
            self.topAsked.emit()
            at, cut = self._top
            self._spots[self._box] = Spot(self.current, self._cursor, self._thread_at(at), at, cut)

    def forget_place(self, box: int) -> None:
        """Begin at the top of a list when it is shown the next time."""
        self._spots.pop(box, None)

    def show_found(self, found: Sequence[Place], rows: Sequence[ThreadRow]) -> None:
        """Show what a search found; where one was in the list that it stands before is remembered.

        What was found is drawn over the rows that are seen, however far down these are: those above them go.
        """
        if self._box is None:
            super().show_found(found, rows)
            return
        self.leave_place()
        whole = self._order
        self._take_above(self._top[0] if self._loaded else 0)
        super().show_found(found, rows)
        if self._kept is not None:
            self._kept.order = whole

    def _take_above(self, rows: int) -> None:
        if 0 < rows < len(self._order):
            self.beginRemoveRows(QModelIndex(), 0, rows - 1)
            self._order = self._order[rows:]
            self.endRemoveRows()

    def show_box(self, box: int) -> None:
        """Show another list. One that a search stands before is drawn over what was found, wherever one was in it."""
        kept, spot = self._kept, self._spots.get(box)
        if kept is not None and spot is not None and kept.box == box and spot.top in kept.newest:
            self._top = (0, 0)
            self.topAsked.emit()
            above = bisect_left(kept.order, (-kept.newest[spot.top], -spot.top)) - self._top[0]
            if above > 0 and self._order:
                self.roomAsked.emit()
                self.beginInsertRows(QModelIndex(), 0, above - 1)
                self._order = kept.order[:above] + self._order
                self.endInsertRows()
            else:
                self._take_above(-above)
        super().show_box(box)

    def look_for(self, thread: int, found: Callable[[int], None]) -> None:
        """Find the first list that holds a thread, and tell of it (0: there is none): it begins with the cursor there.

        ``found`` must show a list. Until then keys act on no row.
        """
        if self._reads is None:
            return
        self.leave_place()
        source = self._begin()

        def stood(place: tuple[int, int] | None) -> None:
            if source != self._source:
                return
            box, above = place if place is not None else (0, 0)
            if box:
                self._spots[box] = Spot(thread, above, 0, max(0, above - ABOVE), 0)
            found(box)

        self._reads.ask(lambda connection: listing.holding(connection, thread), stood)

    def _thread_at(self, at: int) -> int:
        return -self._order[at][1] if 0 <= at < len(self._order) else 0

    def _deep(self, box: int) -> int:
        spot = self._spots.get(box)
        deep = max(spot.at, spot.top_at) if spot is not None else 0
        return deep if deep < DEEPEST or (spot is not None and not spot.top) else 0

    def _begin_cursor(self) -> None:
        spot = self._spots.pop(self._box, None) if self._box is not None else None
        # The view goes there first: it would else draw what lies about the cursor, and then what is to be seen.
        if spot is None or not self._order:
            self.topGiven.emit(0, 0)
            super()._begin_cursor()
            return
        at, top = self.place_of(spot.thread), self.place_of(spot.top)
        # New mail above does not move what one was looking at.
        self.topGiven.emit(*((top, spot.cut) if top >= 0 else (min(spot.top_at, len(self._order) - 1), 0)))
        self.set_cursor(at if at >= 0 else spot.at)

    def bring_back(self, threads: Sequence[int]) -> None:
        """Put rows back in this very frame, with the cursor on the first of them. ``settled`` must follow."""
        was = self.current
        super().bring_back(threads)
        if here := [at for at in (self.place_of(thread) for thread in threads) if at >= 0]:
            self.set_cursor(min(here))
            self._stood.moved(threads, was, self.current)

"""Rows that the hand sends away and takes back: each goes and comes in the frame of its key, before the store hears."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject

from osone.bridge.lists.followed import SINGLE
from osone.bridge.lists.listed import Place
from osone.bridge.lists.moves import KEPT, Moves
from osone.bridge.lists.rows import RowsModel
from osone.model.mail import ThreadRow

END: Place = (0, 0)
"""Behind every place of a list."""


class MovedRows(RowsModel):
    """A list of threads under the hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moves = Moves()
        self._leaving, self._returning = self._moves.leaving, self._moves.returning
        self._gone: dict[tuple[int, int], tuple[Place, ThreadRow | None]] = {}
        """What left, by its list and its thread: where it stood, and its row where that was ready."""

    def leave(self, threads: Sequence[int]) -> None:
        """Let rows go in this very frame, before the store has heard of it. ``settled`` must follow."""
        cursor = self._cursor
        self._moves.leave(threads)
        for thread in threads:
            at = self.place_of(thread)
            if at >= 0 and len(threads) <= KEPT:
                self._gone.pop((self._shown, thread), None)
                self._gone[self._shown, thread] = (self._order[at], self._ready.get(thread))
            if 0 <= at < cursor:
                cursor -= 1
            self._take_out(thread)
        for kept in list(self._gone)[:-KEPT]:
            del self._gone[kept]
        self._cursor = -2  # what stands there is another thread now: tell of it even where the place is the same
        self.set_cursor(cursor)

    @property
    def _shown(self) -> int:
        """Which list this is: its box, or a number below 0 for what one search found."""
        return -self._source if self._box is None else self._box

    def bring_back(self, threads: Sequence[int]) -> None:
        """Put rows back in this very frame, before the store has heard of it. ``settled`` must follow.

        What left another list than the one at hand has no place in this one.
        """
        self._moves.bring_back(threads)
        gone = {t: self._gone[self._shown, t] for t in threads if (self._shown, t) in self._gone}
        rows = {t: kept for t, kept in gone.items() if t not in self._newest} if self._loaded else {}
        self._ready.update({thread: row for thread, (_, row) in rows.items() if row is not None})
        kept, left = self.current, sorted(place for place, _ in rows.values())
        while left:
            at = bisect_left(self._order, left[0])
            limit = self._order[at] if at < len(self._order) else END
            run = left[: bisect_left(left, limit)]
            self._put_run(at, run)
            del left[: len(run)]
        if rows:
            self._settle_cursor(kept)
            self.countChanged.emit()

    def settled(self, threads: Sequence[int]) -> None:
        """One wish about each of these is written, or has failed. ``look`` should follow."""
        self._moves.settled(threads)

    def look(self, threads: Sequence[int]) -> None:
        """Show these threads as the store has them, before all that waits: it is what the hand did."""
        self._miss(threads)
        if len(threads) > SINGLE:
            self._waiting.update(threads)
            self._look_again(later=False)
        elif threads:
            self._waiting.difference_update(threads)
            self._look_at(list(threads), later=False)

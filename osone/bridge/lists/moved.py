"""Rows that the hand sends away and takes back: each goes and comes in the frame of its key, before the store hears."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject

from osone.bridge.lists.followed import SINGLE
from osone.bridge.lists.listed import AWAY, Place
from osone.bridge.lists.moves import KEPT, Moves
from osone.bridge.lists.rows import RowsModel
from osone.bridge.lists.stood import Stood
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
        self._sent: set[int] = set()
        """What was sent elsewhere out of what a search found, and is found still."""
        self._stood: Stood[int] = Stood()

    def _begin(self, *, same: bool = False) -> int:
        self._sent.clear()
        return super()._begin(same=same)

    def leave(self, threads: Sequence[int]) -> None:
        """Let rows go in this very frame, before the store has heard of it. ``settled`` must follow.

        What a search found stays in its place and is marked, for it is found wherever it goes (``lose`` what is not).
        """
        was = self.current
        if self._box is None:
            self._pass_by(threads)
        else:
            self._let_go(threads)
        self._stood.moved(threads, was, self.current)

    def _let_go(self, threads: Sequence[int]) -> None:
        cursor = self._cursor
        self._moves.leave(threads)
        for thread in threads:
            at = self.place_of(thread)
            if at >= 0 and len(threads) <= KEPT:
                self._remember(thread, at)
            if 0 <= at < cursor:
                cursor -= 1
            self._take_out(thread)
        self._select_of(self._newest)
        self._cursor = -2  # what stands there is another thread now: tell of it even where the place is the same
        self.set_cursor(cursor)

    def _remember(self, thread: int, at: int) -> None:
        self._gone.pop((self._shown, thread), None)
        self._gone[self._shown, thread] = (self._order[at], self._ready.get(thread))
        for old in list(self._gone)[:-KEPT]:
            del self._gone[old]

    def _pass_by(self, threads: Sequence[int]) -> None:
        """Mark what goes elsewhere. The cursor goes to the next that does not, behind the last to the one before."""
        self._moves.stay(threads)
        here = [thread for thread in threads if thread in self._newest]
        self._dim(here, on=True)
        if self.current in here:
            going, at = set(here), self._cursor
            below = (n for n in range(at + 1, len(self._order)) if -self._order[n][1] not in going)
            above = (n for n in range(at - 1, -1, -1) if -self._order[n][1] not in going)
            self.set_cursor(next(below, next(above, at)))

    def _dim(self, threads: Sequence[int], *, on: bool) -> None:
        (self._sent.update if on else self._sent.difference_update)(threads)
        for at in (self.place_of(thread) for thread in threads):
            if at >= 0:
                self.dataChanged.emit(self.index(at), self.index(at), [AWAY])

    def lose(self, threads: Sequence[int]) -> None:
        """Take out what a search does not find any more where it is now."""
        kept = self.current
        for thread in threads:
            if (at := self.place_of(thread)) >= 0:
                self._remember(thread, at)
                self._take_out(thread)
        self._select_of(self._newest)
        self._settle_cursor(kept)

    def stayed(self, threads: Sequence[int]) -> None:
        """What was to go elsewhere has not: it is where it was, and so is the cursor. ``settled`` must follow."""
        self._dim(threads, on=False)
        self._put_back(self._moves.stayed(threads))
        at = self.place_of(self._stood.back(threads, self.current))
        if at >= 0:
            self.set_cursor(at)

    def is_away(self, thread: int) -> bool:
        """Whether it was sent elsewhere out of what a search found."""
        return thread in self._sent

    @property
    def _shown(self) -> int:
        """Which list this is: its box, or a number below 0 for what one search found."""
        return -self._source if self._box is None else self._box

    def bring_back(self, threads: Sequence[int]) -> None:
        """Put rows back in this very frame, before the store has heard of it. ``settled`` must follow.

        What left another list than the one at hand has no place in this one.
        """
        self._moves.bring_back(threads)
        self._dim(threads, on=False)
        self._put_back(threads)

    def _put_back(self, threads: Sequence[int]) -> None:
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
        self._stood.over(threads)

    def look(self, threads: Sequence[int]) -> None:
        """Show these threads as the store has them, before all that waits: it is what the hand did."""
        self._miss(threads)
        if len(threads) > SINGLE:
            self._waiting.update(threads)
            self._look_again(later=False)
        elif threads:
            self._waiting.difference_update(threads)
            self._look_at(list(threads), later=False)

"""Rows that the hand sends away and takes back: each goes and comes in the frame of its key, before the store hears."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from osone.bridge.lists.listed import Place
from osone.bridge.lists.rows import SINGLE, RowsModel
from osone.model.mail import ThreadRow

END: Place = (0, 0)
"""Behind every place of a list."""


class Gone(NamedTuple):
    """Rows that one command took out of a list, kept so that they can be put back."""

    source: int
    """Which list: its box, or a number below 0 for what one search found."""
    rows: tuple[tuple[Place, ThreadRow | None], ...]
    """In the order of the list, with what stood there where it was ready."""

    @property
    def threads(self) -> list[int]:
        """Which they are."""
        return [-place[1] for place, _ in self.rows]


class MovedRows(RowsModel):
    """A list of threads under the hand."""

    def leave(self, threads: Sequence[int]) -> Gone:
        """Let rows go in this very frame, before the store has heard of it. ``settled`` must follow."""
        cursor, rows = self._cursor, []
        self._leaving.update(threads)
        self._returning.difference_update(threads)
        for thread in threads:
            at = self.place_of(thread)
            if at >= 0:
                rows.append((self._order[at], self._ready.get(thread)))
            if 0 <= at < cursor:
                cursor -= 1
            self._take_out(thread)
        self._cursor = -2  # what stands there is another thread now: tell of it even where the place is the same
        self.set_cursor(cursor)
        return Gone(self._shown, tuple(sorted(rows, key=lambda row: row[0])))

    @property
    def _shown(self) -> int:
        return -self._source if self._box is None else self._box

    def bring_back(self, gone: Gone) -> list[int]:
        """Put rows back in this very frame, before the store has heard of it; ``returned`` must follow for these.

        Where another list is at hand by now, there is nothing to put back.
        """
        if gone.source != self._shown or not self._loaded:
            return []
        rows = [(place, row) for place, row in gone.rows if -place[1] not in self._newest]
        threads = [-place[1] for place, _ in rows]
        self._leaving.difference_update(threads)
        self._returning.update(threads)
        self._ready.update({-place[1]: row for place, row in rows if row is not None})
        kept, left = self.current, [place for place, _ in rows]
        while left:
            at = bisect_left(self._order, left[0])
            limit = self._order[at] if at < len(self._order) else END
            run = left[: bisect_left(left, limit)]
            self._put_run(at, run)
            del left[: len(run)]
        if threads:
            self._settle_cursor(kept)
            self.countChanged.emit()
        return threads

    def returned(self, threads: Sequence[int]) -> None:
        """The store has heard that these are taken back, or has refused it. ``settled`` must follow."""
        self._returning.difference_update(threads)

    def settled(self, threads: Sequence[int]) -> None:
        """What was done to these threads is done, or has failed: show them as the store has them."""
        self._leaving.difference_update(threads)
        self._miss(threads)
        if len(threads) > SINGLE:
            self._waiting.update(threads)
            self._look_again(later=False)
        elif threads:
            # Not behind what else may be waiting: this is what the hand did.
            self._waiting.difference_update(threads)
            self._look_at(list(threads), later=False)

"""Rows that the hand sends away: each goes in the frame of its key, before the store hears."""

from collections.abc import Sequence

from osone.bridge.rows import SINGLE, RowsModel


class MovedRows(RowsModel):
    """A list of threads under the hand."""

    def leave(self, threads: Sequence[int]) -> None:
        """Let rows go in this very frame, before the store has heard of it. ``settled`` must follow."""
        cursor = self._cursor
        self._leaving.update(threads)
        for thread in threads:
            at = self.place_of(thread)
            if 0 <= at < cursor:
                cursor -= 1
            self._take_out(thread)
        self._cursor = -2  # what stands there is another thread now: tell of it even where the place is the same
        self.set_cursor(cursor)

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

"""A list of threads for QML: of a box or of what a search found, its first rows at once and then all of it."""

from collections.abc import Mapping, Sequence

import apsw

from osone.bridge.lists.followed import FollowedRows
from osone.bridge.lists.listed import Place
from osone.bridge.lists.paged import PAGE
from osone.bridge.lists.remembered import Kept, others
from osone.model.mail import ThreadRow
from osone.store import listing

FIRST = 200
"""So many places of a list are read first; the others come when they are drawn."""


class RowsModel(FollowedRows):
    """Threads of a box (or of a search), newest first."""

    def show_box(self, box: int) -> None:
        """Show another list: its first rows at once, then all of it. The one a search stood before is still at hand."""
        kept, self._kept = self._kept, None
        # What is drawn of this very list stays what keys act on.
        same = self._loaded and box == self._box
        self._box = box
        source = self._begin(same=same)
        if same:
            # At once: the next key is about what is seen then, and where it goes one stays.
            self._begin_cursor()
        if kept is not None and kept.box == box:
            self._fill(kept.order, kept.rows, kept.newest)
            self._whole = True
            self._waiting, self._wholly = kept.missed, kept.missed_any
            self._look_again()
            return
        if self._reads is None:
            return

        deep = self._deep(box)
        most = max(FIRST, deep + PAGE * 2)

        def first(connection: apsw.Connection) -> tuple[list[Place], list[ThreadRow]]:
            head = listing.places(connection, box, most)
            begins = max(0, deep - PAGE)
            return head, listing.rows(connection, [-t for _, t in head[begins : begins + PAGE * 2]], box)

        def shown(answer: tuple[list[Place], list[ThreadRow]]) -> None:
            if source == self._source:
                head, rows = answer
                if same and self._cursor >= len(head) > 0:
                    self._read_wholly()  # one has gone further down meanwhile
                    return
                self._fill(head, {row.id: row for row in rows} if deep else rows, hand=self.current if same else 0)
                self._whole = len(head) < most
                if not self._whole:
                    self._read_wholly()

        self._reads.ask(first, shown)

    def show_found(self, found: Sequence[Place], rows: Sequence[ThreadRow]) -> None:
        """Show these threads instead of a box, such as what a search found."""
        if self._box is not None and self._whole:
            missed = self._waiting | {thread for _, thread in self._flood}
            self._kept = Kept(self._box, self._order, self._newest, self._ready, missed, missed_any=self._wholly)
        self._box = None
        self._begin()
        self._fill(list(found), list(rows))

    def show_nothing(self) -> None:
        """Take away what is still drawn of another list: the rows of this one are late."""
        self._overwrite([], {})
        self.set_cursor(-1)

    def _begin(self, *, same: bool = False) -> int:
        self._source += 1
        self._waiting = set()
        self._flood = []
        self._wholly = False
        self._loaded, self._whole, self._aim = same, False, -1
        return self._source

    def _fill(
        self,
        order: list[Place],
        rows: Mapping[int, ThreadRow] | Sequence[ThreadRow],
        newest: dict[int, int] | None = None,
        hand: int = 0,
    ) -> None:
        """Be these rows. The cursor stays on the thread ``hand``; without one it goes where the list begins."""
        self._version += 1
        before, was = self._order, self._ready
        if isinstance(rows, Mapping):
            self._ready, self._asked = dict(rows), set()
        else:
            self._ready = {row.id: row for row in rows}
            self._asked = {n for n in range(len(order) // PAGE + 1) if n * PAGE < len(rows)}
        self._overwrite(order, newest)
        self._select_of(self._newest)
        self._loaded = True
        if hand:
            self._settle_cursor(hand)
        else:
            self._begin_cursor()  # first: where the view moves far, it draws no row that was there
        for first, last in others(before, self._order, was, self._ready):
            self.dataChanged.emit(self.index(first), self.index(last))
        self.countChanged.emit()

    def _begin_cursor(self) -> None:
        """Put the cursor where a list begins that is shown now."""
        self.set_cursor(0 if self._order else -1)

    def _deep(self, box: int) -> int:
        """How far down in a list its rows are needed first."""
        del box
        return 0

"""A list of threads that follows the store: few changes at once, a flood by runs and in slices, else all of it anew."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from osone.bridge.lists.listed import Place
from osone.bridge.lists.paged import PAGE, PagedRows
from osone.bridge.lists.remembered import Kept, Moving, compared_with, run_before
from osone.bridge.lists.runs import Steps
from osone.model.mail import ThreadRow
from osone.store import listing

SINGLE = 20
"""Up to so many changed threads are looked up with their rows and put in one by one; a run costs as much as a row."""
FEW = 200
"""Up to so many changes are looked at in what a search found."""
MANY = 5_000
"""Up to so many, only where they stand is looked up, and not all ids."""
GAP_MS = 4
"""Between two such pieces of work, so that a key which came meanwhile is heard and seen."""
CALM_MS = 100
SLICE_MS = 2
"""How long the changes of a flood may be worked at before a frame gets its turn."""


class FollowedRows(PagedRows):
    """Threads that stand where the store has them, but for what the hand moves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaving: set[int] = set()
        self._returning: set[int] = set()
        self._waiting: set[int] = set()
        """Threads to look at again."""
        self._wholly = False
        """Whether any may be different."""
        self._flood: list[tuple[int, int]] = []
        self._slice = QTimer(self)
        self._slice.setSingleShot(True)
        self._slice.setInterval(GAP_MS)
        self._slice.timeout.connect(self._work)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._look_again)
        self._since = QElapsedTimer()
        self._whole = False
        """Whether all places of the list are here."""
        self._kept: Kept | None = None

    def changed(self, threads: Sequence[int]) -> None:
        """Look at these threads again (none means any). A few at once, where it is quiet; a flood every 100 ms."""
        self._miss(threads)
        if self._box is None and not threads:
            return
        if threads:
            self._waiting.update(threads)
        else:
            self._wholly = True
        if self._calm.isActive():
            return
        few = not self._wholly and len(self._waiting) <= SINGLE
        if not few and self._since.isValid() and self._since.elapsed() < CALM_MS:
            self._calm.start()
        else:
            self._look_again()

    def go_to(self, at: int) -> None:
        """Put the cursor on a place. One beyond what is read of the list so far is gone to once all of it is."""
        if self._box is not None and not self._whole and at >= len(self._order) > 0:
            self._aim = at
            self._read_wholly(later=False)
        else:
            self.set_cursor(at)

    def _miss(self, threads: Sequence[int]) -> None:
        """Note what is different in the list that waits behind a search."""
        if self._kept is not None:
            self._kept.missed.update(threads)
            self._kept.missed_any = self._kept.missed_any or not threads

    def _look_again(self, *, later: bool = True) -> None:
        self._since.start()
        threads = list(self._waiting)
        if self._wholly or len(threads) > (FEW if self._box is None else MANY):
            self._wholly = False
            self._waiting.clear()
            return self._read_wholly()
        if len(threads) > SINGLE and self._flood:
            return self._calm.start()  # what came before is still being put in its place
        self._waiting.clear()
        if not threads or self._reads is None:
            return
        if self._box is None or len(threads) <= SINGLE:
            return self._look_at(threads, later=later)
        box, source = self._box, self._source

        def stood(found: dict[int, int]) -> None:
            if source == self._source:
                # Lowest first, so that what is taken from the end goes in from the top of the list downwards.
                self._flood = sorted((found.get(t, 0), t) for t in threads)
                self._work()
            else:
                self._miss(threads)

        self._reads.ask(lambda connection: listing.stand(connection, threads, box), stood, later=later)

    def _look_at(self, threads: list[int], *, later: bool) -> None:
        """Read the rows of these threads and put each in its place."""
        box, source = self._box, self._source

        def looked(rows: list[ThreadRow]) -> None:
            if source == self._source:
                self._looked(threads, rows)
            else:
                self._miss(threads)

        if self._reads is not None:
            self._reads.ask(lambda connection: listing.rows(connection, threads, box), looked, later=later)

    def _looked(self, threads: list[int], rows: list[ThreadRow]) -> None:
        here = {row.id: row for row in rows}
        kept = self.current
        for thread in threads:
            row = here.get(thread)  # type: ignore[call-overload]
            if row is None or thread in self._leaving:
                if thread not in self._returning:
                    self._take_out(thread)
                continue
            if self._box is None and thread not in self._newest:
                continue
            if self._box is not None and self._newest.get(thread) != row.newest:
                self._take_out(thread)
                self._put_in((-row.newest, -thread))
            elif row == self._ready.get(thread):
                continue
            self._ready[thread] = row
            at = self.place_of(thread)
            self.dataChanged.emit(self.index(at), self.index(at))
        self._select_of(self._newest)
        self._settle_cursor(kept)

    def _work(self) -> None:
        """Put a flood of changes in their places, neighbours as one run, for as long as a frame can wait."""
        clock = QElapsedTimer()
        clock.start()
        kept, before = self.current, len(self._order)
        shown: list[int] = []
        while self._flood and clock.elapsed() < SLICE_MS:
            newest, thread = self._flood.pop()
            same = self._newest.get(thread) == newest if newest else thread in self._returning
            if same or thread in self._leaving:
                shown.append(thread)
                continue
            if thread in self._newest:
                shown.append(thread)
                self._take_out(thread, quietly=True)
            if not newest:
                continue
            place = (-newest, -thread)
            at = bisect_left(self._order, place)
            self._put_run(at, [place, *run_before(self._order, at, self._flood, self._is_new)])
        self._select_of(self._newest)
        self._settle_cursor(kept)
        if len(self._order) != before:
            self.countChanged.emit()
        known = [t for t in shown if t in self._ready]
        near = {t for t in known if abs(self.place_of(t) - self._cursor) < PAGE}
        for thread in known:
            if thread not in near:
                # Old news: it is asked for again when it is looked at.
                del self._ready[thread]
        if known:
            self._asked.clear()
        if near:
            self._see_again(list(near))
        if self._flood:
            self._slice.start()

    def _is_new(self, thread: int) -> bool:
        return thread not in self._newest and thread not in self._leaving

    def _read_wholly(self, *, later: bool = True) -> None:
        if self._reads is None or self._box is None:
            return
        box, source, version, before = self._box, self._source, self._version, list(self._order)
        hand = Moving(set(self._leaving), [p for p in before if -p[1] in self._returning])

        def compared(told: Steps[Place]) -> None:
            if source != self._source:
                self._miss(())
                return
            self._whole = True
            if version != self._version:
                self.changed(())
                return
            kept = self.current
            # Rows that stay may have changed too: they are asked for again as they are looked at.
            self._ready = {t: row for t, row in self._ready.items() if abs(self.place_of(t) - self._cursor) < PAGE * 2}
            self._apply(told)
            self._select_of(self._newest)
            # Another answer to the same question is about a list that is no more: its steps would be taken twice.
            self._version += 1
            self._asked.clear()
            if self._aim >= 0:
                self.set_cursor(self._aim)
            else:
                self._settle_cursor(kept)
            if self._order:
                first, last = max(0, self._cursor - PAGE), min(len(self._order), self._cursor + PAGE) - 1
                self._see_again([-t for _, t in self._order[first : last + 1]])
            self.countChanged.emit()

        self._reads.ask(lambda connection: compared_with(connection, box, before, hand), compared, later=later)

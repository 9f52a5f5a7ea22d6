"""A list of threads for QML: all ids at hand, rows by the page from the reader thread, changes by runs."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import apsw
from PySide6.QtCore import QElapsedTimer, QModelIndex, QObject, QTimer

from osone.bridge.lists.listed import ListedRows, Place
from osone.bridge.lists.remembered import Kept, Moving, compared_with, others, run_before
from osone.bridge.lists.runs import Steps
from osone.bridge.ports import Reads
from osone.model.mail import ThreadRow
from osone.store import listing

PAGE = 50
KEEP = 4_000
"""Rows kept ready; beyond that, those far from what is looked at are let go."""
SINGLE = 20
"""Up to so many changed threads are looked up with their rows and put in one by one; a run costs as much as a row."""
FEW = 200
"""Up to so many changes are looked at in what a search found."""
MANY = 5_000
"""Up to so many, only where they stand is looked up, and not all ids."""
GAP_MS = 4
"""Between two such pieces of work, so that a key which came meanwhile is heard and seen."""
CALM_MS = 100
FIRST = 200
SLICE_MS = 2
"""How long the changes of a flood may be worked at before a frame gets its turn."""


class RowsModel(ListedRows):
    """Threads of a box (or of a search), newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._box: int | None = None
        self._asked: set[int] = set()
        self._leaving: set[int] = set()
        self._returning: set[int] = set()
        self._version = 0
        self._source = 0
        self._waiting: set[int] = set()
        self._wholly = False
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
        self._kept: Kept | None = None

    # Filling.

    def provide(self, reads: Reads, now: Callable[[], datetime]) -> None:
        """Give it its reader and its clock."""
        self._reads = reads
        self._now = now

    def show_box(self, box: int) -> None:
        """Show another list: its first rows at once, then all of it. The one a search stood before is still at hand."""
        kept, self._kept = self._kept, None
        # What is drawn of this very list stays what keys act on.
        same = self._loaded and box == self._box
        self._box = box
        source = self._begin(same=same)
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
                self._fill(head, {row.id: row for row in rows} if deep else rows)
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
        self._loaded, self._whole = same, False
        return self._source

    def _fill(
        self,
        order: list[Place],
        rows: Mapping[int, ThreadRow] | Sequence[ThreadRow],
        newest: dict[int, int] | None = None,
    ) -> None:
        self._version += 1
        before, was = self._order, self._ready
        if isinstance(rows, Mapping):
            self._ready, self._asked = dict(rows), set()
        else:
            self._ready = {row.id: row for row in rows}
            self._asked = {n for n in range(len(order) // PAGE + 1) if n * PAGE < len(rows)}
        self._overwrite(order, newest)
        self._selected &= self._newest.keys()
        self._loaded = True
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

    def _overwrite(self, order: list[Place], newest: dict[int, int] | None) -> None:
        """Be another list: what is drawn stays and shows other threads, which costs a tenth of drawing it anew."""
        before, now = len(self._order), len(order)
        if now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self._order = order
            self.endRemoveRows()
        elif now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self._order = order
            self.endInsertRows()
        else:
            self._order = order
        self._newest = newest if newest is not None else {-thread: -place for place, thread in order}

    def _apply(self, told: Steps[Place]) -> None:
        for first, last in told.removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            for _, thread in self._order[first : last + 1]:
                self._newest.pop(-thread, None)
            del self._order[first : last + 1]
            self.endRemoveRows()
        for at, run in told.inserts:
            self.beginInsertRows(QModelIndex(), at, at + len(run) - 1)
            self._order[at:at] = run
            self._newest.update({-thread: -newest for newest, thread in run})
            self.endInsertRows()
        if not told.nothing:
            self._asked.clear()

    def _fetch_around(self, at: int) -> None:
        page = at // PAGE
        for wanted in (page, page + 1, page - 1):
            if wanted >= 0 and wanted * PAGE < len(self._order) and wanted not in self._asked:
                self._fetch(wanted)

    def _fetch(self, page: int) -> None:
        self._asked.add(page)
        missing = [-t for _, t in self._order[page * PAGE : (page + 1) * PAGE] if -t not in self._ready]
        if not missing or self._reads is None:
            return
        box, source = self._box, self._source

        def took(rows: list[ThreadRow]) -> None:
            if source == self._source:
                self._took(rows, page)

        self._reads.ask(lambda connection: listing.rows(connection, missing, box), took)

    def _took(self, rows: list[ThreadRow], page: int) -> None:
        self._ready.update({row.id: row for row in rows})
        found = [at for at in (self.place_of(row.id) for row in rows) if at >= 0]
        if found:
            self.dataChanged.emit(self.index(min(found)), self.index(max(found)))
        if len(self._ready) > KEEP:
            near = self._order[max(0, page * PAGE - KEEP // 4) : page * PAGE + KEEP // 4]
            self._ready = {-t: self._ready[-t] for _, t in near if -t in self._ready}
            self._asked.clear()

    # Changes.

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

    def _put_run(self, at: int, run: list[Place]) -> None:
        self._version += 1
        self.beginInsertRows(QModelIndex(), at, at + len(run) - 1)
        self._order[at:at] = run
        self._newest.update({-thread: -newest for newest, thread in run})
        self.endInsertRows()
        self._asked.clear()

    def _see_again(self, threads: list[int]) -> None:
        box, source = self._box, self._source

        def took(rows: list[ThreadRow]) -> None:
            if source == self._source:
                self._took(rows, max(0, self._cursor) // PAGE)

        if self._reads is not None:
            self._reads.ask(lambda connection: listing.rows(connection, threads, box), took, later=True)

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
        self._settle_cursor(kept)

    def _read_wholly(self) -> None:
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
            self._asked.clear()
            self._settle_cursor(kept)
            if self._order:
                first, last = max(0, self._cursor - PAGE), min(len(self._order), self._cursor + PAGE) - 1
                self._see_again([-t for _, t in self._order[first : last + 1]])
            self.countChanged.emit()

        self._reads.ask(lambda connection: compared_with(connection, box, before, hand), compared, later=True)

    def _take_out(self, thread: int, *, quietly: bool = False) -> None:
        at = self.place_of(thread)
        if at < 0:
            return
        self._version += 1
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._order[at]
        del self._newest[thread]
        self.endRemoveRows()
        self._asked.clear()
        if thread in self._selected:
            self._selected.discard(thread)
            self.selectionChanged.emit()
        if not quietly:
            self.countChanged.emit()

    def _put_in(self, place: Place) -> None:
        self._put_run(bisect_left(self._order, place), [place])
        self.countChanged.emit()

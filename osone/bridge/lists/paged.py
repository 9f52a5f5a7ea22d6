"""Threads of a list by the page: all places at hand, rows read as they are looked at, and runs put in and taken out."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, Slot

from osone.bridge.lists.listed import ListedRows, Place
from osone.bridge.lists.runs import Steps
from osone.bridge.ports import Reads
from osone.model.mail import ThreadRow
from osone.store import listing

PAGE = 50
KEEP = 4_000
"""Rows kept ready; beyond that, those far from what is looked at are let go."""


class PagedRows(ListedRows):
    """Threads whose rows come from the reader thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._box: int | None = None
        """The list at hand; None for what a search found."""
        self._asked: set[int] = set()
        """Pages whose rows were asked for."""
        self._version = 0
        """Goes up with every change of the order."""
        self._source = 0
        """Goes up with every list that is shown."""

    def provide(self, reads: Reads, now: Callable[[], datetime]) -> None:
        """Give it its reader and its clock."""
        self._reads = reads
        self._now = now

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

    @Slot(int)
    def drawn_blank(self, at: int) -> None:
        """A row was made without its words: where these came meanwhile, it missed being told, and is told now."""
        if 0 <= at < len(self._order) and -self._order[at][1] in self._ready:
            self.dataChanged.emit(self.index(at), self.index(at))

    def _see_again(self, threads: list[int]) -> None:
        box, source = self._box, self._source

        def took(rows: list[ThreadRow]) -> None:
            if source == self._source:
                self._took(rows, max(0, self._cursor) // PAGE)

        if self._reads is not None:
            self._reads.ask(lambda connection: listing.rows(connection, threads, box), took, later=True)

    def _took(self, rows: list[ThreadRow], page: int) -> None:
        self._ready.update({row.id: row for row in rows})
        found = [at for at in (self.place_of(row.id) for row in rows) if at >= 0]
        if found:
            self.dataChanged.emit(self.index(min(found)), self.index(max(found)))
        if len(self._ready) > KEEP:
            near = self._order[max(0, page * PAGE - KEEP // 4) : page * PAGE + KEEP // 4]
            self._ready = {-t: self._ready[-t] for _, t in near if -t in self._ready}
            self._asked.clear()

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

    def _put_run(self, at: int, run: list[Place]) -> None:
        self._version += 1
        self.beginInsertRows(QModelIndex(), at, at + len(run) - 1)
        self._order[at:at] = run
        self._newest.update({-thread: -newest for newest, thread in run})
        self.endInsertRows()
        self._asked.clear()

    def _put_in(self, place: Place) -> None:
        self._put_run(bisect_left(self._order, place), [place])
        self.countChanged.emit()

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
        if not quietly:
            self.countChanged.emit()

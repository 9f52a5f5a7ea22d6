"""A list of threads with marks on what was searched for, which are drawn once the rows themselves are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from osone.bridge.lists.listed import MARKED, Place, people_of
from osone.bridge.lists.paged import PAGE
from osone.bridge.lists.placed import PlacedRows
from osone.bridge.mail.search import framed, marked
from osone.host.later import later
from osone.model.mail import ThreadRow
from osone.store import search

if TYPE_CHECKING:
    from osone.queries import marking
    from osone.queries.marking import Wanted
else:
    marking = later("osone.queries.marking")  # once somebody searches

MARK = ('<a href="#">', "</a>")
"""About a word that was searched for: drawn in the colour of links."""
MARKS_MS = 40
"""Marks follow what was found after this long: a row costs twice as much with them, and who types on needs none."""
FILES = 2
"""Names of files that are shown of a row at most."""
SEEN = 12
"""Rows from the top whose marks are compared while one types; those below are drawn anew."""


class Marks:
    """What is marked in the rows of a list: found out once for each, and told of where it became different."""

    def __init__(self) -> None:
        self._wanted: Wanted = ()
        self._known: dict[int, tuple[ThreadRow, Sequence[str]]] = {}
        self._files: Mapping[int, Sequence[str]] = {}
        """The names of the files in each conversation, where they were looked up."""
        self._held = False
        self._before: Mapping[int, Sequence[str]] | None = None
        """What was drawn before other words were marked, until somebody is told."""

    def hold(self) -> None:
        """Other rows come, whose marks can wait: what is drawn with marks stays so, and nothing else is marked yet."""
        self._held = True

    def mark(self, wanted: "Wanted") -> None:
        """Mark these words from now on."""
        if self._held or wanted != self._wanted:
            self._before = {thread: marks for thread, (_, marks) in self._known.items()}
            self._wanted, self._known, self._held = wanted, {}, False

    def of(self, row: ThreadRow) -> Sequence[str]:
        """People, subject and first words with marks, each empty where it has none; nothing where none has any."""
        known = self._known.get(row.id)
        if known is not None and known[0] == row:
            return known[1]
        if self._held or not self._wanted:
            # A row that is another now is drawn without.
            self._known.pop(row.id, None)
            return ()
        shown = ((people_of(row), "people"), (row.subject, "subject"), (row.snippet, "text"))
        marks = [marked(text, marking.wanted_in(self._wanted, place), MARK) for text, place in shown]
        if (names := self._files.get(row.id)) and (file := self._file(names, shown)):
            marks[2] = file
        self._known[row.id] = row, marks if any(marks) else ()
        return self._known[row.id][1]

    def _file(self, names: Sequence[str], shown: Sequence[tuple[str, str]]) -> str:
        """The names of files that hold what stands nowhere else in a row: they say why it was found."""
        wanted = marking.wanted_in(self._wanted, "files")
        lacking = tuple(
            one for one in wanted if not any(one[2] in ("", at) and marking.places(text, (one,)) for text, at in shown)
        )
        found = [name for name in names if lacking and marking.in_name(name, lacking)]
        return ", ".join(framed(name, marking.in_name(name, wanted), MARK) for name in found[:FILES])

    @property
    def looks_at_files(self) -> bool:
        """Whether what is marked may stand in the name of a file."""
        return bool(marking.wanted_in(self._wanted, "files")) if self._wanted else False

    def learn(self, files: Mapping[int, Sequence[str]]) -> list[int]:
        """The names of the files in these conversations. Those of them that are drawn, and show something else now."""
        self._files = files
        was = {thread: self._known.pop(thread) for thread in files if thread in self._known}
        return [thread for thread, (row, marks) in was.items() if self.of(row) != marks]

    def others(
        self, was: Sequence[Place], now: Sequence[Place], ready: Mapping[int, ThreadRow]
    ) -> Iterator[tuple[int, int]]:
        """The runs of places (first and last) that show the same conversation as before with other marks."""
        before, self._before = self._before, None
        if before is None:
            return
        for at, (old, new) in enumerate(zip(was, now[:SEEN], strict=False)):
            row = ready.get(-new[1])
            if old == new and row is not None and self.of(row) != before.get(row.id, ()):
                yield at, at
        if (common := min(len(was), len(now), PAGE)) > SEEN:
            yield SEEN, common - 1


class MarkedRows(PlacedRows):
    """A list of threads whose words can be marked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted: Wanted = ()
        """The words of the search whose results are at hand; nothing where a list is."""
        self._marks = Marks()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(MARKS_MS)
        self._soon.timeout.connect(self._mark)

    def want(self, wanted: "Wanted") -> None:
        """Mark these words: before long in the rows that come now, at once where there are none."""
        self.wanted = wanted
        if wanted:
            self._marks.hold()
            self._soon.start()
        else:
            self._marks.mark(())
            self._soon.stop()

    def _mark(self) -> None:
        self._marks.mark(self.wanted)
        self._tell(self._order)
        if self._reads is None or self._box is not None or not self._marks.looks_at_files:
            return
        source, threads = self._source, [-thread for _, thread in self._order]

        def named(files: Mapping[int, Sequence[str]]) -> None:
            if source == self._source:
                for at in map(self.place_of, self._marks.learn(files)):
                    self.dataChanged.emit(self.index(at), self.index(at), [MARKED])

        self._reads.ask(lambda connection: search.file_names(connection, threads), named, later=True)

    def _tell(self, was: Sequence[Place]) -> None:
        for first, last in self._marks.others(was, self._order, self._ready):
            self.dataChanged.emit(self.index(first), self.index(last), [MARKED])

    def _fill(
        self,
        order: list[Place],
        rows: Mapping[int, ThreadRow] | Sequence[ThreadRow],
        newest: dict[int, int] | None = None,
        hand: int = 0,
    ) -> None:
        was = self._order
        super()._fill(order, rows, newest, hand)
        self._tell(was)

    def _marked(self, row: ThreadRow) -> Sequence[str]:
        return self._marks.of(row)

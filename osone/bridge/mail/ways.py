"""How what is typed on the search line can go on: shown at a pause, and in step with every key from then on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from osone.host.later import later

if TYPE_CHECKING:
    from osone.model.mail import Address
    from osone.queries import completing
    from osone.queries.completing import Completion
else:
    completing = later("osone.queries.completing")  # once somebody searches

HINTS_MS = 150
"""Who stops typing for so long is shown how it can go on."""


class Ways(QObject):
    """The ways on from what is typed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: list[dict[str, str]] = []
        self.goes_on = False
        """Whether what is typed can go on, shown or not."""
        self.writing = False
        """Whether the keyboard is on the search line."""
        self._words: str | None = None
        self._people: Sequence[Address] = ()
        """Whom the last word may mean, where it asks for a person."""
        self._folders: Mapping[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(HINTS_MS)
        self._pause.timeout.connect(self._show)

    def follow(self, words: str | None) -> None:
        """Something else is typed (None: nobody searches). What is shown follows at once, else it comes at a pause."""
        self._words = words
        self._show(shown=bool(self.shown))
        if words is not None:
            self._pause.start()
        else:
            self._pause.stop()

    def know(self, people: "Sequence[Address]", folders: Mapping[str, str]) -> None:
        """Who may be meant is known only now, which may be after the pause."""
        self._people, self._folders = people, folders
        self._show(shown=bool(self.shown) or not self._pause.isActive())

    def set_writing(self, writing: bool) -> None:
        """Whether the keyboard is on the search line."""
        if writing != self.writing:
            self.writing = writing
            self.follow(self._words)

    def words(self, number: int) -> str:
        """What one of the ways on makes of what is typed, whether or not it is shown yet; empty where there is none."""
        ways = self._all() if self._words is not None else []
        return ways[number].words if 0 <= number < len(ways) else ""

    def _all(self) -> "list[Completion]":
        """All of them. Who may be meant is known a moment later; until then those of before who fit."""
        words = self._words or ""
        known = completing.of_people(words, self._people), completing.of_folders(words, self._folders)
        return [*completing.completions(words), *known[0], *known[1]]

    def _show(self, *, shown: bool = True) -> None:
        here = self._words is not None and (self.writing if self._words else shown)
        ways: Sequence[Completion] = self._all() if here else ()
        hints = [{"operator": way.operator, "sentence": way.sentence} for way in ways] if shown else []
        if (hints, bool(ways)) != (self.shown, self.goes_on):
            self.shown, self.goes_on = hints, bool(ways)
            self.changed.emit()

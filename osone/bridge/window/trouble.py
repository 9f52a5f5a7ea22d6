"""What keeps the window from opening, as a person can read it, and the ways on."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "OSOne.Shell"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Stuck(QObject):
    """One sentence, one way on, and a few buttons of which one is pressed."""

    changed = Signal()
    chosen = Signal(str, str)
    """A way, and what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = self._sentence = self._remedy = ""
        self._ways: list[dict[str, str]] = []
        self._asks = ""

    def tell(
        self, title: str, sentence: str, remedy: str, ways: Sequence[tuple[str, str, str]], asks: str = ""
    ) -> None:
        """Say what is wrong. ``ways`` are what can be done: a name, its words and its key.

        ``asks`` names a secret that is to be typed for the first of them.
        """
        self._asks = asks
        self._title, self._sentence, self._remedy = title, sentence, remedy
        self._ways = [{"way": way, "words": words, "key": key} for way, words, key in ways]
        self.changed.emit()

    @Slot(str, str)
    def choose(self, way: str, words: str) -> None:
        """A button was pressed, with these words in the line."""
        if words or not self._asks or way != self._ways[0]["way"]:
            self.chosen.emit(way, words)

    asks = Property(str, lambda self: self._asks, notify=changed)
    title = Property(str, lambda self: self._title, notify=changed)
    sentence = Property(str, lambda self: self._sentence, notify=changed)
    remedy = Property(str, lambda self: self._remedy, notify=changed)
    ways = Property("QVariantList", lambda self: self._ways, notify=changed)  # type: ignore[arg-type]

"""Words of a text field in inks of their own, while they are being written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QSyntaxHighlighter
from PySide6.QtQuick import QQuickTextDocument


class Ink(QSyntaxHighlighter):
    """Colours stretches of one line."""

    def __init__(self, document: QObject, inks: Mapping[str, object], parent: QObject) -> None:
        if not isinstance(document, QQuickTextDocument):
            raise TypeError("ink needs the document of a text field")
        super().__init__(parent)
        self._inks = {hue: QColor(colour) for hue, colour in inks.items() if isinstance(colour, QColor | str)}
        self._marks: Sequence[tuple[int, int, str]] = ()
        self.setDocument(document.textDocument())

    def mark(self, marks: Sequence[tuple[int, int, str]]) -> None:
        """Colour these: from, to (exclusive), and the hue."""
        if list(marks) != list(self._marks):
            self._marks = marks
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Lay the inks over one line; called by Qt."""
        for start, end, hue in self._marks:
            if hue in self._inks and start < len(text):
                self.setFormat(start, min(end, len(text)) - start, self._inks[hue])

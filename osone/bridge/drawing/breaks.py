"""Where the names of events may be broken as they are drawn: between words, in any script, and never within one."""

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QObject, QTextBoundaryFinder, Slot
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.drawing.fonts import FAMILY

QML_IMPORT_NAME = "OSOne.Controls"
QML_IMPORT_MAJOR_VERSION = 1
LETTERS = 13
"""Pixels of the letters of an event's name, which are demibold."""


@QmlElement
@QmlSingleton
class Breaks(QObject):
    """Words that are to be drawn on several lines of little width."""

    @Slot(str, float, int, result=str)
    def fitted(self, name: str, width: float, letters: int) -> str:
        """An event's name with each word cut that is wider than a line of ``width`` pixels; ``letters`` are as high."""
        return fitted(name, width, letters)


@lru_cache(maxsize=4)
def names(letters: int = LETTERS) -> QFontMetricsF:
    """How wide the letters of events' names are."""
    font = QFont(FAMILY)
    font.setPixelSize(letters)
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetricsF(font)


def pieces(words: str, by: QTextBoundaryFinder.BoundaryType = QTextBoundaryFinder.BoundaryType.Line) -> Iterator[str]:
    """The words up to each place where a line may end, in any script (Unicode TR 14)."""
    finder, start = QTextBoundaryFinder(by, words), 0
    while (end := finder.toNextBoundary()) != -1:
        yield words[start:end]
        start = end


def fitted(name: str, width: float, letters: int = LETTERS) -> str:
    """A name with an ellipsis in each word that no line of ``width`` pixels has room for."""
    metrics = names(letters)
    if metrics.horizontalAdvance(name) <= width:
        return name
    return "".join(_cut(piece, width, metrics) for piece in pieces(name))


def _cut(piece: str, width: float, metrics: QFontMetricsF) -> str:
    # By hand: to name a way of cutting, Qt would have to build all of its enums before the first frame.
    word = piece.rstrip()
    if metrics.horizontalAdvance(word) <= width:
        return piece
    kept = list(pieces(word, QTextBoundaryFinder.BoundaryType.Grapheme))
    while kept and metrics.horizontalAdvance("".join(kept) + "…") > width:
        kept.pop()
    return "".join(kept) + "…" + piece[len(word) :]

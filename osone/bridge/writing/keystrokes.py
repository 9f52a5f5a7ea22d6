"""What is typed, put into a document so that undo takes it back by words and by pauses, as other editors do.

Qt itself makes one step of all that is typed in one place.
"""

import time
from collections.abc import Callable

from PySide6.QtGui import QTextCursor, QTextDocument

from osone.bridge.drawing.numbers import Held

PAUSE_S = 1.5
"""Who stops typing for so long begins another step."""


def writes(text: str, modifiers: int) -> bool:
    """Whether a key writes this text, rather than do something; Ctrl and Alt together are AltGr on some systems."""
    held = modifiers & (Held.CONTROL | Held.ALT)
    return bool(text) and text.isprintable() and held not in (Held.CONTROL, Held.ALT)


class Keystrokes:
    """Types into documents."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: tuple[int, int, bool, float] = (-1, -1, False, 0.0)
        """Of the last: where it ended, the document's revision then, whether it was a blank, and when."""

    def type(self, document: QTextDocument, start: int, end: int, text: str) -> None:
        """Put text in the place of a stretch; it goes on with the last step where it goes on with its word."""
        place, revision, blank, at = self._last
        follows = start == end == place and document.revision() == revision and self._clock() - at < PAUSE_S
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if follows and (text.isspace() or not blank):
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self._last = cursor.position(), document.revision(), text.isspace(), self._clock()

"""Whether somebody listens to the window instead of looking at it, and what they hear that the cursor is on."""

from itertools import pairwise

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickItem

QML_IMPORT_NAME = "OSOne.Theme"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 1_000
"""A screen reader may be started at any time, and Qt tells nobody but its own plugins."""


@QmlElement
@QmlSingleton
class Access(QObject):
    """A screen reader, and where in the window the keyboard is while a list has its cursor."""

    activeChanged = Signal()
    heardChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._active = QAccessible.isActive()
        self._resting = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """See whether there is a screen reader now."""
        active = QAccessible.isActive()
        if active != self._active:
            self._active = active
            self.activeChanged.emit()

    @Slot(bool)
    def rest(self, resting: bool) -> None:
        """Whether the keyboard is on a screen itself, and keys move the cursor of its list."""
        if resting != self._resting:
            self._resting = resting
            self.heardChanged.emit()

    @Slot(QObject)
    def point(self, item: QObject | None) -> None:
        """Tell a screen reader that the cursor is on this, as if the keyboard were. Nothing where there is none."""
        if item is None or not self._active:
            return
        within = item.property("spoken")
        meant = within if isinstance(within, QObject) else item
        QAccessible.updateAccessibility(QAccessibleEvent(meant, QAccessible.Event.Focus))

    @Slot(QObject)
    def order(self, within: QObject | None) -> None:
        """Tell the rows of a list from the top down: it makes them upwards, where it is scrolled to its end."""
        rows = sorted(within.childItems(), key=QQuickItem.y) if isinstance(within, QQuickItem) else []
        for before, row in pairwise(rows):
            row.stackAfter(before)

    active = Property(bool, lambda self: self._active, notify=activeChanged)
    heard = Property(bool, lambda self: self._resting, notify=heardChanged)
    """Whether what the cursor of a screen comes to is what keys act on."""

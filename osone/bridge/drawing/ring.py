"""The presence as a drawn item: the ring in its moods and the line that closes into it."""

from itertools import pairwise

from PySide6.QtCore import Property, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from osone.bridge.drawing import curves

QML_IMPORT_NAME = "OSOne.Controls"
QML_IMPORT_MAJOR_VERSION = 1

SMALL = 96.0
"""Below this size, in pixels, the ring is one calm line."""


@QmlElement
class RingLine(QQuickPaintedItem):
    """Draws the ring (``boot`` below 0) or the boot line (``boot`` 0 to 1). QML moves ``phase``."""

    moodChanged = Signal()
    phaseChanged = Signal()
    levelChanged = Signal()
    bootChanged = Signal()
    inkChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._mood = "still"
        self._phase = 0.0
        self._level = 0.0
        self._boot = -1.0
        self._ink = QColor("#D1684E")
        self.setAntialiasing(True)

    def paint(self, painter: QPainter) -> None:
        """Draw it into the item's square."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        painter.translate(self.width() / 2, self.height() / 2)
        if self._boot >= 0:
            self._paint_boot(painter, side)
        else:
            self._paint_ring(painter, side)

    def _pen(self, side: float, share: float = 1.0, alpha: float = 1.0, *, ends: bool = False) -> QPen:
        """The pen of a line; where it has ``ends``, they are round."""
        # Without naming or guessing at an enum of Qt's, see bridge.numbers: the ring at rest is in the first frame.
        colour = self._ink.toRgb()
        colour.setAlphaF(colour.alphaF() * alpha)
        width = max(1.6, 1.2 + side * 0.034 if side < SMALL else 1.2 + side * 0.016) * share
        pen = QPen()
        pen.setColor(colour)
        pen.setWidthF(width)
        if ends:
            from PySide6.QtCore import Qt  # a ring at rest has none

            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _paint_boot(self, painter: QPainter, side: float) -> None:
        points = curves.boot(self._boot, self._phase)
        half = side / 2
        for before, after in pairwise(points):
            near = (before.near + after.near) / 2
            painter.setPen(self._pen(side, 0.55 + 0.45 * near, 0.30 + 0.70 * near, ends=True))
            painter.drawLine(QPointF(before.x * half, before.y * half), QPointF(after.x * half, after.y * half))

    def _paint_ring(self, painter: QPainter, side: float) -> None:
        thinking = self._mood == "thinking"
        if side >= SMALL and not thinking:
            lively = self._mood == "speaking"
            for lean, alpha in ((0.55, 0.28), (-0.45, 0.38)):
                points = curves.ring(self._mood, self._phase, self._level, lean * (1 if lively else 2.0))
                painter.strokePath(self._path(points, side / 2), self._pen(side, 0.9, alpha))
        points = curves.ring(self._mood, self._phase, self._level)
        if thinking:
            painter.strokePath(self._path(points, side / 2), self._pen(side, 1.0, 0.26))
            start, share = curves.thinking_span(self._phase)
            first = round(start * len(points))
            count = max(2, round(share * len(points)))
            points = [points[(first + n) % len(points)] for n in range(count)]
            painter.strokePath(self._path(points, side / 2, closed=False), self._pen(side, ends=True))
            return
        painter.strokePath(self._path(points, side / 2), self._pen(side))

    @staticmethod
    def _path(points: list[curves.Point], half: float, *, closed: bool = True) -> QPainterPath:
        path = QPainterPath(QPointF(points[0].x * half, points[0].y * half))
        for point in points[1:]:
            path.lineTo(point.x * half, point.y * half)
        if closed:
            path.closeSubpath()
        return path

    def boundingRect(self) -> QRectF:
        """The whole item: the line swells up to its edge."""
        return QRectF(0, 0, self.width(), self.height())

    def _get_mood(self) -> str:
        return self._mood

    def _set_mood(self, mood: str) -> None:
        if mood != self._mood:
            self._mood = mood
            self.moodChanged.emit()
            self.update()

    def _get_phase(self) -> float:
        return self._phase

    def _set_phase(self, phase: float) -> None:
        if phase != self._phase:
            self._phase = phase
            self.phaseChanged.emit()
            self.update()

    def _get_level(self) -> float:
        return self._level

    def _set_level(self, level: float) -> None:
        if level != self._level:
            self._level = level
            self.levelChanged.emit()
            self.update()

    def _get_boot(self) -> float:
        return self._boot

    def _set_boot(self, boot: float) -> None:
        if boot != self._boot:
            self._boot = boot
            self.bootChanged.emit()
            self.update()

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, ink: QColor) -> None:
        if ink != self._ink:
            self._ink = ink
            self.inkChanged.emit()
            self.update()

    mood = Property(str, _get_mood, _set_mood, notify=moodChanged)
    phase = Property(float, _get_phase, _set_phase, notify=phaseChanged)
    level = Property(float, _get_level, _set_level, notify=levelChanged)
    boot = Property(float, _get_boot, _set_boot, notify=bootChanged)
    ink = Property(QColor, _get_ink, _set_ink, notify=inkChanged)

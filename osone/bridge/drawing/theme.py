"""How the window looks: day or night, how large, and whether things move."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "OSOne.Theme"
QML_IMPORT_MAJOR_VERSION = 1

MODES = ("auto", "day", "night")
SMALLEST, LARGEST = 0.8, 2.0


@QmlElement
@QmlSingleton
class Look(QObject):
    """The person's choices of look. ``auto`` follows the system's own day and night."""

    nightChanged = Signal()
    scaleChanged = Signal()
    calmChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = "auto"
        self._night = False
        self._scale = 1.0
        self._base = 1.0
        self._calm = False
        self._dark = False

    @Slot(bool)
    def follow(self, dark: bool) -> None:
        """Whether it is night by the system. QML tells it: Python would build every enum of Qt's to ask."""
        self._dark = dark
        self._settle()

    def _settle(self) -> None:
        night = self._mode == "night" or (self._mode == "auto" and self._dark)
        if night != self._night:
            self._night = night
            self.nightChanged.emit()

    def set_mode(self, mode: str) -> None:
        """``auto``, ``day`` or ``night``; anything else is ``auto``."""
        mode = mode if mode in MODES else "auto"
        if mode != self._mode:
            self._mode = mode
            self._settle()

    def _get_night(self) -> bool:
        return self._night

    def _get_scale(self) -> float:
        return self._scale / self._base

    def set_base(self, base: float) -> None:
        """What Qt itself scales by since the start (``QT_SCALE_FACTOR``): only the difference is left to do here.

        Scaled by Qt everything is drawn afresh at that size; scaled in the scene it is exact on a GPU alone.
        """
        self._base = base
        self.scaleChanged.emit()

    def set_scale(self, scale: float) -> None:
        """The size that the person wants, 1.0 as drawn, held between 0.8 and 2."""
        scale = min(LARGEST, max(SMALLEST, scale))
        if abs(scale - self._scale) > 0.001:
            self._scale = scale
            self.scaleChanged.emit()

    def _get_calm(self) -> bool:
        return self._calm

    def set_calm(self, calm: bool) -> None:
        """True under reduced motion: nothing moves by itself."""
        if calm != self._calm:
            self._calm = calm
            self.calmChanged.emit()

    night = Property(bool, _get_night, notify=nightChanged)
    scale = Property(float, _get_scale, set_scale, notify=scaleChanged)
    calm = Property(bool, _get_calm, set_calm, notify=calmChanged)

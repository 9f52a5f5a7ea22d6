"""The pictures of what is read: fetched from the store when they come into view, never from anywhere else."""

from typing import TYPE_CHECKING

import apsw
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.ports import Reads
from osone.host.later import later
from osone.store import messages

if TYPE_CHECKING:
    from osone.bridge.drawing import decoding
    from osone.mail import enclosed
else:
    decoding = later("osone.bridge.drawing.decoding")  # once a picture is in view
    enclosed = later("osone.mail.enclosed")

QML_IMPORT_NAME = "OSOne.Mail"
QML_IMPORT_MAJOR_VERSION = 1
WIDEST = 4_096
KEPT = 160
"""A picture that is as wide is one to keep, and keys reach it."""


@QmlElement
@QmlSingleton
class Pictures(QObject):
    """Pictures by message and key."""

    came = Signal(str, str, bool)
    """A picture can be drawn: its key, where from, and whether what is behind it shows through."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self.ready: dict[str, QImage] = {}
        self._number = 0

    def begin(self, reads: Reads, ready: dict[str, QImage]) -> None:
        """Give it its parts; what is decoded waits in ``ready`` until it is drawn."""
        self._reads, self.ready = reads, ready

    @Slot(str, int)
    def want(self, key: str, wide: int) -> None:
        """A picture comes into view, this many pixels of the screen wide: ``message/key``."""
        message, _slash, name = key.partition("/")
        if self._reads is None or not message.isdecimal():
            return

        def question(connection: apsw.Connection) -> QImage | None:
            raw = messages.raw(connection, int(message))
            data = enclosed.bytes_of(raw, name) if raw is not None else b""
            return decoding.decoded(data, max(1, min(wide, WIDEST))) if data else None

        self._reads.ask(question, lambda image: self._took(key, image), later=True)

    def _took(self, key: str, image: QImage | None) -> None:
        if image is None:
            self.failed.emit(key)
            return
        self._number += 1
        name = f"{self._number}"
        self.ready[name] = image
        self.came.emit(key, f"image://mail/{name}", image.hasAlphaChannel())

    kept = Property(int, lambda _self: KEPT, constant=True)

"""Pictures that came with a message, decoded: off the window's thread, within bounds, no larger than they are drawn."""

from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QSize
from PySide6.QtGui import QImage, QImageReader

from osone.mail.measured import showable


def decoded(data: bytes, wide: int) -> QImage | None:
    """The first frame of a picture, turned upright and no wider than ``wide``; None where it cannot be read.

    Its kind is told by its bytes and is one of five: what only calls itself a picture is never given to a decoder.
    """
    size = showable(data)
    if size is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODeviceBase.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(size.kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(size.kind == "jpeg")
    if size.width > wide:
        width, height = wide, max(1, size.height * wide // size.width)
        reader.setScaledSize(QSize(height, width) if size.turned else QSize(width, height))
    image = reader.read()
    return None if image.isNull() else image

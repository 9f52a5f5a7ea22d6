"""Where QML finds the pictures of messages (``image://mail/…``)."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

PROVIDER = "mail"


class PictureProvider(QQuickImageProvider):
    """Hands over what was decoded, once; QML keeps it for as long as it is drawn. Install it as ``mail``."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.ready: dict[str, QImage] = {}

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:
        """Give a picture away. Called by Qt on the GUI thread."""
        del requested_size
        image = self.ready.pop(id, None) or QImage()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

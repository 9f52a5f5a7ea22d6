"""Line icons for QML: Lucide's drawings, tinted, at any size (``image://icon/mail/6b5c51``)."""

from importlib.util import find_spec
from pathlib import Path

import apsw
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

STROKE = "1.6"
PROVIDER = "icon"


def lucide_file() -> Path:
    """Where the package keeps its drawings. Found without importing it, which would cost the first frame 50 ms."""
    spec = find_spec("lucide")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("The icons are missing: the package python-lucide is not installed.")
    return Path(spec.submodule_search_locations[0]) / "data" / "lucide-icons.db"


class Icons:
    """The drawings as SVG text, read once each."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._connection: apsw.Connection | None = None
        self._svg: dict[str, str] = {}

    def svg(self, name: str) -> str:
        """The drawing of that name; ``KeyError`` where there is none. A file in ``own`` shadows Lucide's."""
        if name not in self._svg:
            self._svg[name] = self._find(name)
        return self._svg[name]

    def _find(self, name: str) -> str:
        if self._own is not None and (file := self._own / f"{name}.svg").is_file():
            return file.read_text(encoding="utf-8")
        if self._connection is None:
            where = lucide_file().as_uri() + "?mode=ro&immutable=1"
            self._connection = apsw.Connection(where, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        row = self._connection.execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return str(row[0]).replace('stroke-width="2"', f'stroke-width="{STROKE}"')


class IconProvider(QQuickImageProvider):
    """Answers ``name/rrggbb`` with the drawing in that colour. Install it as ``icon``."""

    def __init__(self, own: Path | None = None) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._icons = Icons(own)
        self._ready: dict[tuple[str, int, int], QImage] = {}

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:
        """Draw (or find again) one icon. Called by Qt on the GUI thread."""
        width = requested_size.width() if requested_size.width() > 0 else 24
        height = requested_size.height() if requested_size.height() > 0 else width
        key = (id, width, height)
        if key not in self._ready:
            self._ready[key] = self._draw(id, width, height)
        image = self._ready[key]
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

    def _draw(self, id: str, width: int, height: int) -> QImage:
        name, _, colour = id.partition("/")
        # Transparent from the start: to fill it with a colour would build every enum of Qt's, see ``bridge.numbers``.
        clear = bytes(4 * width * height)
        image = QImage(clear, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
        text = self._icons.svg(name).replace("currentColor", f"#{colour or '000000'}")
        renderer = QSvgRenderer(QByteArray(text.encode()))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, width, height))
        painter.end()
        return image

"""The one typeface, loaded from the files that travel with the application."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FAMILY = "Manrope"


def load_fonts(folder: Path) -> list[str]:
    """Make every ``.ttf`` of ``folder`` known to Qt, make Manrope the default, and return the families found.

    Call it once, after the application exists and before a window does.
    """
    found: list[str] = []
    for file in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            found.extend(QFontDatabase.applicationFontFamilies(number))
    if FAMILY in found:
        font = QFont(FAMILY)
        font.setPixelSize(15)
        QGuiApplication.setFont(font)
    return sorted(set(found))

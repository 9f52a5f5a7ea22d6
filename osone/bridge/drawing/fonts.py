"""The one typeface, loaded from the files that travel with the application, and the families that help it out."""

from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FAMILY = "Manrope"
SANS = "Noto Sans"
SCRIPTS = (
    *("Arabic", "Hebrew", "Armenian", "Georgian", "Ethiopic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"),
    *("Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar"),
)
"""Scripts for which the system would choose a typeface of another kind, with serifs or of one weight, though it has
one that goes with ours. All others it finds by itself."""
QUIET = "qt.text.font.db=false\nqt.gui.imageio*=false"
"""What the log is not told: of each script that the typeface cannot shape it, whereupon Qt takes another, as it should;
and what is wrong with the bytes of a picture, which are what somebody sent."""


def load_fonts(folder: Path) -> list[str]:
    """Make every ``.ttf`` of ``folder`` known to Qt, make Manrope the default, and return the families found.

    Letters that it lacks come from the system's fonts. Call it once, after the application exists and before a window
    does.
    """
    found: list[str] = []
    for file in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            found.extend(QFontDatabase.applicationFontFamilies(number))
    if FAMILY in found:
        QFont.insertSubstitutions(FAMILY, [SANS, *(f"{SANS} {script}" for script in SCRIPTS)])
        QLoggingCategory.setFilterRules(QUIET)
        font = QFont(FAMILY)
        font.setPixelSize(15)
        QGuiApplication.setFont(font)
    return sorted(set(found))

"""QML's ``qsTr`` speaks the language of everything else, from the form of its catalogue that Qt reads by itself.

A translator written in Python would be asked by the thread that loads QML while this one waits for it: both for ever.
"""

from PySide6.QtCore import QCoreApplication, QTranslator

from osone.text import catalogue


def install() -> QTranslator | None:
    """Let QML speak the chosen language too, from the next file on that it reads; English needs nobody to ask."""
    folder = catalogue.folder()
    if folder is None:
        return None
    translator = QTranslator(QCoreApplication.instance())
    if translator.load(str(folder / f"{catalogue.DOMAIN}.qm")):
        QCoreApplication.installTranslator(translator)
    return translator

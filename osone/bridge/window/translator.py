"""QML's ``qsTr`` speaks the language of everything else, from the form of its catalogue that Qt reads by itself.

A translator written in Python would be asked by the thread that loads QML while this one waits for it: both for ever.
"""

from PySide6.QtCore import QCoreApplication, QTranslator

from osone.text import catalogue

NAME = "the chosen language"
"""What Qt knows it by."""


def install() -> QTranslator | None:
    """Let QML speak the chosen language, and no other, from the next file on that it reads; English asks nobody."""
    application, folder = QCoreApplication.instance(), catalogue.folder()
    if application is None:
        return None
    for old in application.findChildren(QTranslator, NAME):
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    if folder is None:
        return None
    translator = QTranslator(application)
    translator.setObjectName(NAME)
    if translator.load(str(folder / f"{catalogue.DOMAIN}.qm")):
        QCoreApplication.installTranslator(translator)
    return translator

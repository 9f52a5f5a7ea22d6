"""QML's ``qsTr`` asks the same catalogue as everything else."""

from PySide6.QtCore import QCoreApplication, QTranslator

from osone.text import catalogue


class Translator(QTranslator):
    """What Qt asks for a sentence: the file that asks is no matter, qsTr's second argument is gettext's context."""

    def isEmpty(self) -> bool:
        """Never, or Qt would not take it."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The sentence in the chosen language; what counts comes from Python, so ``n`` says nothing."""
        return catalogue.in_context(disambiguation, text) if disambiguation else catalogue._(text)


def install() -> None:
    """Let QML speak the chosen language too, from the next file on that it reads; English needs nobody to ask."""
    if catalogue.in_use() is not None:
        QCoreApplication.installTranslator(Translator(QCoreApplication.instance()))

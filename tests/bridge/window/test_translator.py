"""QML asks the catalogue that Python asks."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

from osone.bridge.window import translator
from osone.text import catalogue
from tests.ui.stage import application

application()


class Loud(gettext.NullTranslations):
    """A language of capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}: {message.upper()}"


@pytest.fixture
def loud() -> Iterator[None]:
    catalogue.use(Loud())
    yield
    catalogue.use(None)


def shown() -> tuple[object, object]:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b"import QtQml\nQtObject {\n"
        b'property string a: qsTr("Inbox, %1").arg("x")\nproperty string b: qsTr("May", "short") }',
        "",
    )
    made = component.create()
    assert made is not None, component.errorString()
    return made.property("a"), made.property("b")


def test_qml_says_what_the_catalogue_says(loud: None) -> None:
    translator.install()
    assert shown() == ("INBOX, x", "short: MAY")
    catalogue.use(None)
    assert shown() == ("Inbox, x", "May")


def test_english_needs_no_translator(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[object] = []
    monkeypatch.setattr(QCoreApplication, "installTranslator", installed.append)
    translator.install()
    assert installed == []

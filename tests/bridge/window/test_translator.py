"""QML speaks the language that Python speaks."""

from collections.abc import Iterator
from pathlib import Path

import catalogue as packaging
import po
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtQml import QQmlComponent, QQmlEngine
from sentences import Sentence

from osone.bridge.window import translator
from osone.text import catalogue
from tests.ui.stage import application

application()

SAID = [
    po.Entry(Sentence("Inbox, %1"), ("Posteingang, %1",)),
    po.Entry(Sentence("May"), ("Mai",)),
    po.Entry(Sentence("May", context="short"), ("Mai.",)),
    po.Entry(Sentence("{count} task", "{count} tasks"), ("eine Aufgabe", "{count} Aufgaben")),
]


@pytest.fixture
def german(tmp_path: Path) -> Iterator[QTranslator]:
    (tmp_path / "de.po").write_text(po.write(SAID), "utf-8")
    packaging.make(tmp_path / "de.po")
    assert catalogue.choose(["de"], tmp_path) == "de"
    installed = translator.install()
    assert installed is not None
    yield installed
    QCoreApplication.removeTranslator(installed)
    catalogue.use(None)


def shown() -> list[object]:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b'import QtQml\nQtObject {\nproperty string a: qsTr("Inbox, %1").arg("x")\nproperty string b: qsTr("May")\n'
        b'property string c: qsTr("May", "short")\nproperty string d: qsTr("Nobody said it")\n}',
        "",
    )
    made = component.create()
    assert made is not None, component.errorString()
    return [made.property(name) for name in "abcd"]


def test_qml_says_what_the_catalogue_says(german: QTranslator) -> None:
    assert shown() == ["Posteingang, x", "Mai", "Mai.", "Nobody said it"]
    assert catalogue.plural("{count} task", "{count} tasks", 2) == "2 Aufgaben"


def test_it_is_read_by_qt_alone_so_that_a_thread_that_loads_waits_for_nobody(german: QTranslator) -> None:
    assert type(german) is QTranslator


def test_english_needs_no_translator() -> None:
    assert translator.install() is None
    assert shown() == ["Inbox, x", "May", "May", "Nobody said it"]


@pytest.mark.usefixtures("german")
def test_the_language_before_is_spoken_no_longer() -> None:
    catalogue.use(None)
    assert translator.install() is None
    assert shown() == ["Inbox, x", "May", "May", "Nobody said it"]

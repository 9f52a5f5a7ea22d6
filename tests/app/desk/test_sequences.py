"""Keys that are pressed one after the other mean one thing together, however busy the window is meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from osone.app.desk.keys import SEQUENCE_MS, KeyFilter
from osone.commands import everything
from osone.commands.keymap import default
from tests.ui.stage import application

application()
assert everything
FACTS = frozenset({"screen:mail", "focus:thread"})


class Typed:
    """A window whose keys are watched, and what they meant."""

    def __init__(self) -> None:
        self.window, self.meant = QQuickWindow(), list[str]()
        self.filter = KeyFilter(
            self.window, default(), lambda _typing: FACTS, lambda found: self.meant.append(found.command.id),
            lambda: False, lambda: None,
        )  # fmt: skip

    def press(self, letter: str, ms: int) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(ms)
        QCoreApplication.sendEvent(self.window, event)


@pytest.fixture
def typed() -> Iterator[Typed]:
    made = Typed()
    yield made
    made.window.deleteLater()


def test_two_keys_that_a_busy_window_hears_late_are_still_one_sequence(typed: Typed) -> None:
    typed.press("g", 5_000)
    QCoreApplication.processEvents()
    typed.press("i", 5_000 + SEQUENCE_MS)
    assert typed.meant == ["go.mail"]


def test_a_key_long_after_another_means_what_it_means_alone(typed: Typed) -> None:
    typed.press("g", 5_000)
    typed.press("m", 5_001 + SEQUENCE_MS)
    assert typed.meant == ["mail.mute"]


def test_a_sequence_that_is_over_leaves_nothing_for_the_next_key(typed: Typed) -> None:
    typed.press("g", 5_000)
    typed.press("i", 5_100)
    typed.press("m", 5_200)
    assert typed.meant == ["go.mail", "mail.mute"]


def test_a_letter_that_no_sequence_goes_on_with_touches_nothing(typed: Typed) -> None:
    typed.press("g", 5_000)
    typed.press("m", 5_100)
    assert typed.meant == []
    typed.press("m", 5_200)
    assert typed.meant == ["mail.mute"]

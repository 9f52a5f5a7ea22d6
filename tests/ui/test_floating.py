"""What floats over a screen: toasts that keep out of the way, a question for the keyboard, and the names of icons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem

from osone.model.mail import Box
from tests.ui import world
from tests.ui.stage import Stage


@pytest.fixture(scope="module")
def made() -> Iterator[Stage]:
    stage = Stage(world.lived_in(), 820, 560)
    yield stage
    stage.close()


@pytest.fixture
def stage(made: Stage) -> Iterator[Stage]:
    yield made
    shell = made.screens.shell
    for row in list(shell.property("toasts").rows):
        shell.drop(str(row["key"]))
    while shell.property("asking"):
        shell.decide_last(False)
    made.settle()


def under(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from under(child)


def shown(stage: Stage, kind: str) -> list[QQuickItem]:
    whole = stage.window.contentItem()  # type: ignore[attr-defined]
    return [i for i in under(whole) if i.metaObject().className().startswith(f"{kind}_QML") and i.isVisible()]


def press(stage: Stage, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(stage.window, event)
    stage.settle(30)


def test_of_many_toasts_the_newest_is_shown_and_the_others_are_a_count(stage: Stage) -> None:
    for text in ("Archived", "Moved", "Starred"):
        stage.screens.shell.toast(text, "Undo", "z", "undo")
    stage.settle()
    (toast,) = shown(stage, "Toast")
    assert (toast.property("text"), toast.property("before")) == ("Starred", 2)
    toast.unfolded.emit()  # type: ignore[attr-defined]
    stage.settle()
    assert [t.property("text") for t in shown(stage, "Toast")] == ["Archived", "Moved", "Starred"]


def test_what_was_said_before_comes_back_when_the_newest_is_gone(stage: Stage) -> None:
    stage.screens.shell.toast("The folder is full.", "Show", "", "mail.check", fault=True)
    newest = stage.screens.shell.toast("Archived", "Undo", "z", "undo")
    stage.screens.shell.drop(newest)
    stage.settle()
    (toast,) = shown(stage, "Toast")
    assert (toast.property("text"), toast.property("before")) == ("The folder is full.", 0)


@pytest.mark.parametrize("screen", ["home", "calendar", "tasks", "settings"])
def test_a_toast_lies_below_the_rows_and_no_key_is_taught_beneath_it(screen: str, stage: Stage) -> None:
    stage.go(screen)
    stage.screens.shell.toast("Archived 1 conversation", "Undo", "z", "undo")
    stage.settle()
    (toast,) = shown(stage, "Toast")
    left = toast.mapToScene(toast.boundingRect().topLeft())
    assert left.y() >= 560 - 72
    for hint in shown(stage, "KeyHint"):
        assert hint.mapToScene(hint.boundingRect().topRight()).x() <= left.x()


def test_what_went_wrong_takes_two_lines_and_lies_on_nothing_that_is_to_do(stage: Stage) -> None:
    stage.go("home")
    words = "The mail server does not know this password. Check the password and the user name, then try again."
    stage.screens.shell.toast(words, "Fix", "", "account.add", fault=True)
    stage.settle()
    (toast,) = shown(stage, "Toast")
    (home,) = shown(stage, "HomeScreen")
    page = next(i for i in under(home) if i.metaObject().className() == "QQuickFlickable")
    assert toast.height() > 60, "two lines"
    assert page.mapToScene(page.boundingRect().bottomLeft()).y() <= toast.mapToScene(toast.boundingRect().topLeft()).y()


def test_what_went_wrong_lies_on_no_words_of_what_is_read(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.gesture("open")
    stage.settle()
    stage.screens.shell.toast("The folder is full, and takes nothing. " * 4, "Fix", "", "account.add", fault=True)
    stage.settle()
    (toast,) = shown(stage, "Toast")
    (read,) = shown(stage, "ReadingList")
    assert toast.height() > 60, "three lines"
    assert read.mapToScene(read.boundingRect().bottomLeft()).y() <= toast.mapToScene(toast.boundingRect().topLeft()).y()
    stage.screens.gesture("back")


def test_a_toast_stands_beside_the_companion_that_lies_over_the_screen(stage: Stage) -> None:
    stage.go("tasks")
    stage.screens.shell.toast("Archived 1 conversation", "Undo", "z", "undo")
    stage.screens.shell.unfold()
    stage.settle(400)
    (toast,), (side,) = shown(stage, "Toast"), shown(stage, "Sidebar")
    right, left = toast.mapToScene(toast.boundingRect().topRight()), side.mapToScene(side.boundingRect().topLeft())
    assert side.property("over")
    assert right.x() <= left.x()
    stage.screens.shell.dismiss()


def test_the_list_that_is_shown_is_named_whole_beside_the_soft_edge(stage: Stage) -> None:
    stage.go("mail")
    for box in (*Box,):
        stage.screens.inbox.go(box)
        stage.settle()
        (splits,) = shown(stage, "Splits")
        tabs = [one for one in under(splits) if one.property("current") is True and one.property("label")]
        for tab in tabs:
            at = tab.mapToItem(splits, QPointF(0, 0)).x()
            assert at >= (float(splits.property("edge")) if float(splits.property("contentX")) > 0 else 0)
            assert at + tab.width() <= splits.width() + 1
    stage.screens.inbox.go(Box.NEEDS)


def test_a_question_has_the_keyboard_on_the_answer_that_changes_nothing(stage: Stage) -> None:
    answers: list[tuple[str, bool]] = []
    stage.screens.shell.cardDecided.connect(lambda key, yes: answers.append((key, yes)))
    stage.screens.shell.card("one", "Send it?", "It goes out.", "Send it", "Cancel")
    stage.settle()
    press(stage, Qt.Key.Key_Return)
    stage.screens.shell.card("two", "Send it?", "It goes out.", "Send it", "Cancel")
    stage.settle()
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Return)
    assert answers == [("one", False), ("two", True)]


def test_an_icon_says_its_name_where_the_keyboard_rests_on_it(stage: Stage) -> None:
    stage.screens.gesture("pane", -1)
    stage.settle(600)
    (tip,) = shown(stage, "Tip")
    assert tip.property("shown")
    assert "Home" in [words.property("text") for words in under(tip)]

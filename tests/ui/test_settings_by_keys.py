"""The settings by keys alone: the keyboard goes from line to line, is seen there, and stays as values change."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.ui import world
from tests.ui.stage import Stage


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    made = Stage(world.lived_in(), 1280, 700)
    made.go("settings")
    yield made
    made.close()


def at(stage: Stage) -> QQuickItem:
    item: QQuickItem = stage.window.activeFocusItem()  # type: ignore[attr-defined]
    return item


def in_view(stage: Stage) -> bool:
    item = at(stage)
    top = item.mapToScene(item.boundingRect().topLeft()).y()
    return top >= 0 and top + item.height() <= stage.window.height() - 72  # type: ignore[attr-defined]


def test_every_line_is_reached_and_seen_and_the_ends_hold(stage: Stage) -> None:
    stage.screens.gesture("edge", -1)
    stage.settle(30)
    first = at(stage)
    reached = [first]
    for _ in range(40):
        stage.screens.gesture("cursor", 1)
        stage.settle(10)
        assert in_view(stage)
        if at(stage) == reached[-1]:
            break
        reached.append(at(stage))
    assert len(reached) > 12
    stage.screens.gesture("edge", -1)
    stage.settle(30)
    assert at(stage) == first
    assert in_view(stage)


def test_a_choice_is_one_stop_and_keeps_the_keyboard_as_it_changes(stage: Stage) -> None:
    stage.screens.gesture("edge", -1)
    for _ in range(30):
        if at(stage).property("word") is not None:
            break
        stage.screens.gesture("cursor", 1)
    line = at(stage)
    stage.screens.preferences.choose("companion.interrupt", 2)
    stage.settle(30)
    assert at(stage) == line, "the line is the same, with another value"
    stage.screens.gesture("cursor", 1)
    assert at(stage).property("word") != line.property("word")

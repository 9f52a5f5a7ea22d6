"""The hours of a week are scrolled to where one is, and events are read, however little room there is for them."""

from datetime import timedelta

import pytest
from PySide6.QtQml import QQmlExpression
from PySide6.QtQuick import QQuickItem

from osone.bridge.drawing.breaks import names
from tests.ui import world
from tests.ui.stage import NOW, Stage
from tests.ui.test_event_card import every, of_type

WORD_WRAP = 1
"""Text.WordWrap of QML."""
STEP = 52.0
"""How high an hour is drawn."""


@pytest.mark.parametrize("view", ["day", "week"])
@pytest.mark.parametrize("size", [(960, 600), (1440, 900)], ids=str)
def test_the_next_hours_are_seen_when_the_calendar_is_opened_and_then_those_of_the_event_under_the_cursor(
    size: tuple[int, int], view: str
) -> None:
    store = world.empty()
    world.event(store, 1, "Late train", NOW.replace(hour=22, minute=30) + timedelta(days=1), 1, "Home")
    stage = Stage(store, *size)
    stage.go("calendar")
    stage.screens.calendar.set_view(view)
    stage.settle()
    (sheet,) = of_type(stage, "HourSheet")
    hours: QQuickItem = next(one for one in every(sheet) if one.inherits("QQuickFlickable"))

    def seen() -> tuple[float, float]:
        top = float(hours.property("contentY"))
        return top / STEP, (top + hours.height()) / STEP

    now, (_, until) = float(stage.screens.calendar.property("nowAt")), seen()
    stage.screens.calendar.look_at(f"{NOW.date() + timedelta(days=1)}")
    stage.until(lambda: stage.screens.calendar.current, "the cursor is on the event of the next day")
    stage.settle()
    late = seen()
    stage.window.setHeight(size[1] - 120)  # type: ignore[attr-defined]
    stage.settle()
    lower = seen()
    stage.close()
    assert until >= min(24.0, now + 2.5)
    for begins, ends in (late, lower):
        assert begins < 22.5 < 23.5 <= ends, "what the cursor is on is seen, in a window that is made smaller too"


@pytest.mark.parametrize("size", [(800, 600), (1024, 700)], ids=str)
def test_no_word_of_an_event_is_torn_however_narrow_it_is(size: tuple[int, int]) -> None:
    store = world.empty()
    for number, title in enumerate(("Dentist", "Clash with Amy", "Rindfleischetikettierung", "Choir"), 1):
        world.event(store, number, title, NOW.replace(hour=10, minute=6 * number), 2, "Home")
    stage = Stage(store, *size)
    stage.go("calendar")
    torn = []
    for block in of_type(stage, "EventBlock"):
        label = next(one for one in every(block) if one.inherits("QQuickText"))
        letters = names(int(label.property("font").pixelSize()))
        assert QQmlExpression(stage.engine.rootContext(), label, "wrapMode").evaluate()[0] == WORD_WRAP
        words = str(label.property("text")).split()
        torn += [word for word in words if letters.horizontalAdvance(word) > label.width() and word != "…"]
    stage.close()
    assert torn == []

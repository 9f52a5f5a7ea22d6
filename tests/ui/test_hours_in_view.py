"""The hours of a week are scrolled to where one is in the day, however little room there is for them."""

import pytest
from PySide6.QtQuick import QQuickItem

from tests.ui import world
from tests.ui.stage import Stage
from tests.ui.test_event_card import every, of_type

STEP = 52.0
"""How high an hour is drawn."""


@pytest.mark.parametrize("view", ["day", "week"])
@pytest.mark.parametrize("size", [(960, 600), (1440, 900)], ids=str)
def test_the_next_hours_are_seen_when_the_calendar_is_opened(size: tuple[int, int], view: str) -> None:
    stage = Stage(world.empty(), *size)
    stage.go("calendar")
    stage.screens.calendar.set_view(view)
    stage.settle()
    (sheet,) = of_type(stage, "HourSheet")
    hours: QQuickItem = next(one for one in every(sheet) if one.inherits("QQuickFlickable"))
    seen = (float(hours.property("contentY")) + hours.height()) / STEP
    now = float(stage.screens.calendar.property("nowAt"))
    stage.close()
    assert seen >= min(24.0, now + 2.5)

"""What is told of an event stands beside it: on the side that has room, inside the window, wherever the event goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.ui import world
from tests.ui.stage import Stage

SIZES = [(1024, 700), (1440, 900), (2560, 1440)]
NEAR = 12.0
"""How far from its event the card may stand."""


@pytest.fixture(params=SIZES, ids=str)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(world.lived_in(), *request.param)
    made.go("calendar")
    yield made
    said = made.said
    made.close()
    assert said == []


def every(one: QQuickItem) -> Iterator[QQuickItem]:
    yield one
    for child in one.childItems():
        yield from every(child)


def of_type(stage: Stage, *names: str) -> list[QQuickItem]:
    root: QQuickItem = stage.window.contentItem()  # type: ignore[attr-defined]
    return [
        one for one in every(root) if one.metaObject().className().partition("_QMLTYPE")[0] in names and one.isVisible()
    ]


def rect(one: QQuickItem) -> QRectF:
    return one.mapRectToScene(QRectF(0, 0, one.width(), one.height()))


def card(stage: Stage) -> QRectF:
    """Where the card is, once it has come to rest: its lines are laid out in the frames after it was told."""
    (found,) = of_type(stage, "EventSheet")
    before = QRectF()
    while before != (now := rect(found)):
        before = now
        stage.settle(60)
    return now


def event(stage: Stage) -> QRectF | None:
    """Where the event under the cursor is drawn; None where its day has no room for it."""
    drawn = [one for one in of_type(stage, "EventBlock", "EventBar", "MonthLine") if one.property("current")]
    return rect(drawn[0]) if drawn else None


def apart(one: QRectF, other: QRectF) -> tuple[float, float]:
    """How far two are from each other across and down; 0 where they stand side by side in that direction."""
    across = max(one.left() - other.right(), other.left() - one.right(), 0.0)
    down = max(one.top() - other.bottom(), other.top() - one.bottom(), 0.0)
    return across, down


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_every_event_has_its_card_beside_it_and_inside_the_screen(stage: Stage, view: str) -> None:
    calendar = stage.screens.calendar
    calendar.set_view(view)
    stage.settle()
    calendar.move(-1000)
    window = QRectF(0, 0, stage.window.width(), stage.window.height())  # type: ignore[attr-defined]
    seen = set()
    for _ in range(60):
        calendar.open()
        stage.settle(40)
        if (at := calendar.property("detail")["title"], calendar.current) in seen:
            break
        seen.add(at)
        shown, where = card(stage), event(stage)
        assert window.contains(shown), at
        if where is not None:
            across, down = apart(shown, where)
            assert not shown.intersects(where), at
            assert across <= NEAR, at
            assert down <= NEAR, at
        calendar.move(1)
        stage.settle(20)
    assert len(seen) > (0 if view == "day" else 2)


def test_the_card_goes_along_when_the_hours_are_scrolled_and_when_the_window_changes(stage: Stage) -> None:
    calendar = stage.screens.calendar
    calendar.move(-1000)
    calendar.open()
    stage.settle()
    root: QQuickItem = stage.window.contentItem()  # type: ignore[attr-defined]
    hours = next(one for one in every(root) if (one.property("contentHeight") or 0) > 1200 and one.isVisible())
    before, at = card(stage), event(stage)
    assert at is not None
    hours.setProperty("contentY", float(hours.property("contentY")) + 40)
    stage.settle(40)
    after, now = card(stage), event(stage)
    assert now is not None
    assert now.top() == at.top() - 40
    assert after.top() < before.top() or after.bottom() < now.bottom() + after.height()
    stage.window.setWidth(900)  # type: ignore[attr-defined]
    stage.settle()
    shown, there = card(stage), event(stage)
    assert there is not None
    assert not shown.intersects(there)
    assert shown.right() <= 900


def test_the_event_of_the_card_stays_in_sight_as_the_room_for_the_hours_changes(stage: Stage) -> None:
    calendar = stage.screens.calendar
    calendar.set_view("day")
    calendar.move(1000)
    calendar.open()
    root: QQuickItem = stage.window.contentItem()  # type: ignore[attr-defined]
    hours = next(one for one in every(root) if (one.property("contentHeight") or 0) > 1200 and one.isVisible())
    span = calendar.property("cursorSpan")
    assert span, "it has hours"
    for height in (620, 700):
        stage.window.setHeight(height)  # type: ignore[attr-defined]
        stage.settle()
        drawn = event(stage)
        assert drawn is not None
        assert rect(hours).top() <= drawn.top() < rect(hours).bottom()

"""Home by keys: the cursor comes to everything that can be opened, and what can wait is in sight in a small window."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.app.seen import content, every


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.until(lambda: running.screens.day.property("known"), "the day is read")
        yield running


def test_the_cursor_comes_to_the_rest_and_to_what_can_wait_and_enter_opens_them(house: Running) -> None:
    assert house.house.window is not None
    house.house.window.resize(1024, 700)
    house.turn(0.3)
    day, inbox = house.screens.day, house.screens.inbox
    boxes: list[int] = []
    kinds: list[str] = []
    house.press("Home")
    for _ in range(20):
        if day.box is not None and day.box not in boxes:
            boxes.append(day.box)
        kinds.append(day.current[0])
        house.press("j")
    assert boxes == [int(Box.NEEDS), int(Box.NEWSLETTERS), int(Box.REST), int(Box.PEOPLE)]
    assert kinds[0] == "thread"
    assert kinds[-1] == "task", "and what is due comes last"
    house.press("Home")
    while day.box != Box.NEWSLETTERS:
        house.press("j")
    house.press("Enter")
    house.until(lambda: house.screens.at.name == "mail" and inbox.property("box") == Box.NEWSLETTERS, "the newsletters")


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (960, 600), (1440, 900)])
def test_what_can_wait_is_in_sight(house: Running, width: int, height: int) -> None:
    assert house.house.window is not None
    house.house.window.resize(width, height)
    house.turn(0.5)
    day = house.screens.day
    shown = len(day.property("needs").rows)
    total = house.number("SELECT total FROM tally WHERE box = ?", int(Box.NEEDS))
    assert day.property("others") == total - shown
    heading = next(item for item in every(content(house)) if item.property("text") == "Can wait" and item.isVisible())
    foot = heading.mapToScene(heading.boundingRect().bottomLeft()).y() + 34
    assert foot <= height - 60

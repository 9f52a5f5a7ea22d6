"""Home by keys: the cursor comes to everything that can be opened, and what can wait is in sight in a small window."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.app.seen import content, every, type_of


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
    assert "task" in kinds
    assert day.on_more == bool(day.property("more")), "and the rest of what is due comes last"
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
    heading = next(
        item for item in every(content(house)) if item.property("text") == "Unread, but can wait" and item.isVisible()
    )
    foot = heading.mapToScene(heading.boundingRect().bottomLeft()).y() + 34
    assert foot <= height - 60


def _is_rest(one: QQuickItem) -> bool:
    return one.property("plain") is False and str(one.property("text")).endswith(" more")


MARKED = ("NeedRow", "DueRow", "Chip", "QuietButton")


def marked(house: Running) -> list[QQuickItem]:
    """What wears the mark of the cursor."""
    return [
        one
        for one in every(content(house))
        if one.isVisible()
        and type_of(one) in MARKED
        and (one.property("current") or one.property("marked") or _is_rest(one))
    ]


def in_sight(house: Running) -> bool:
    """Whether all of that lies between the window's edges, above the keys that are taught."""
    window = house.house.window
    assert window is not None
    shown = [(one.mapToScene(one.boundingRect().topLeft()).y(), one.height()) for one in marked(house)]
    return any(top >= 0 and top + high <= window.height() - 60 for top, high in shown)


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (820, 560)])
def test_what_the_cursor_is_on_is_in_sight(house: Running, width: int, height: int) -> None:
    window = house.house.window
    assert window is not None
    window.resize(width, height)
    house.until(lambda: (window.width(), window.height()) == (width, height), "the window is small")
    house.turn(0.2)
    house.press("Home")
    last = -1
    while last != (last := int(house.screens.day.property("cursor"))):
        house.until(lambda: in_sight(house), f"line {last} is in sight")
        house.press("j")


def test_a_key_of_the_list_takes_the_keyboard_from_the_rail_back_to_the_list(house: Running) -> None:
    day, inbox = house.screens.day, house.screens.inbox
    house.press("Home")
    while day.box != Box.NEWSLETTERS:
        house.press("j")
    assert ringed(house), "the cursor is on what can wait"
    to_rail(house)
    assert not ringed(house), "one ring only"
    house.press("j", "k")
    assert day.box == Box.NEWSLETTERS
    assert not on_rail(house)
    assert ringed(house)
    house.press("Enter")
    house.until(lambda: house.screens.at.name == "mail" and inbox.property("box") == Box.NEWSLETTERS, "the newsletters")


def ringed(house: Running) -> bool:
    """Whether a chip that the cursor is on wears its ring."""
    return any(type_of(one) == "Chip" and one.property("ringed") for one in every(content(house)))


def on_rail(house: Running) -> bool:
    """Whether the keyboard is on a button of the rail."""
    assert house.house.window is not None
    at = house.house.window.activeFocusItem()
    return at is not None and bool(at.property("away"))


def to_rail(house: Running) -> None:
    """Go on by Tab, until the keyboard is on the rail."""
    for _ in range(60):
        if on_rail(house):
            return
        house.press("Tab")
    raise AssertionError("Tab never came to the rail")


@pytest.mark.parametrize("way", ["i", "t"])
def test_on_other_screens_too_a_key_of_the_list_takes_the_keyboard_back_to_it(house: Running, way: str) -> None:
    house.press("g", way)
    house.until(lambda: house.screens.at.targets(), "the list is there")
    for key in ("j", "k", "End", "Home", "PageDown"):
        to_rail(house)
        house.press(key)
        assert not on_rail(house), f"{key} takes the keyboard back"
    to_rail(house)
    house.press("/")
    house.until(lambda: house.screens.at.name == "mail", "a line that is written on")
    house.write("jk")
    assert house.screens.inbox.property("words") == "jk", "keeps its letters"

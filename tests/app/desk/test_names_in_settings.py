"""A name in the settings is written by who asks to write it, and keys that go from line to line go on from there."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        yield running


def name_of(house: Running) -> str:
    return str(house.screens.preferences.property("person"))


def line_of(house: Running) -> object:
    assert house.house.window is not None
    return house.house.window.activeFocusItem()


def shown(line: object) -> str:
    assert isinstance(line, QQuickItem)
    return str(line.property("text"))


def at_first_name(house: Running) -> object:
    house.press("Esc", "Esc", "g", "s", "Home")
    for _step in range(10):
        line = line_of(house)
        if getattr(line, "property", lambda _name: None)("cursorVisible") is not None:
            return line
        house.press("j")
    raise AssertionError("no line with a name")


def test_j_and_k_go_on_from_a_name_and_write_nothing_into_it(house: Running) -> None:
    before, line = name_of(house), at_first_name(house)
    house.press("j", "j", "k", "k")
    house.until(lambda: line_of(house) is not None)
    assert name_of(house) == before
    house.press("j", "j")
    assert line_of(house) != line


def test_enter_begins_to_write_over_the_name_and_enter_again_keeps_it(house: Running) -> None:
    before = name_of(house)
    at_first_name(house)
    house.press("Enter")
    house.write("Wendela")
    house.press("Enter")
    house.until(lambda: name_of(house) == "Wendela", "the name is kept")
    house.press("Esc", "z")
    house.until(lambda: name_of(house) == before, "and can be taken back")


def test_esc_leaves_a_name_as_it_was_and_end_goes_to_the_last_line(house: Running) -> None:
    before = name_of(house)
    line = at_first_name(house)
    house.press("Enter")
    house.write("Zed")
    assert shown(line) == "Zed"
    house.press("Esc")
    house.until(lambda: line_of(house) is not line, "the line is left")
    at_first_name(house)
    house.press("j", "k")
    assert (shown(line), name_of(house)) == (before, before), "what was typed is neither kept nor left in the line"
    house.press("Esc", "Esc", "g", "s", "End")
    last = line_of(house)
    house.press("j")
    assert line_of(house) is last, "the first key goes to the last line too"
    house.press("Home")
    assert line_of(house) is not last

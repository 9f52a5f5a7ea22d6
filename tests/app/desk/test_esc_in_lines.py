"""Esc leads out of a line that is being written in, and keeps what is in it."""

from collections.abc import Iterator

import pytest

from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        yield running


def typing(house: Running) -> bool:
    assert house.house.window is not None
    focus = house.house.window.activeFocusItem()
    return focus is not None and focus.property("cursorVisible") is not None


@pytest.mark.parametrize(
    ("there", "line"),
    [
        ("g t", "c"),
        ("g h", "Mod+J"),
        ("g i", "Mod+J"),
        ("g c", "Mod+J"),
        ("g s", "Home Down Enter"),
        ("g i", "q"),
        ("g i", "Mod+K"),
    ],
)
def test_esc_leads_out_of_the_line_to_where_single_keys_act(house: Running, there: str, line: str) -> None:
    house.press("Esc", "Esc", *there.split(), *line.split())
    house.until(lambda: typing(house), "the line has the keyboard")
    house.write("zz")
    house.press("Esc")
    house.until(lambda: not typing(house), "the keyboard is on the screen again")
    house.press("g", "t")
    assert house.screens.shell.property("screen") == "tasks"

"""What lies over the house has the keyboard for as long as it is there, whatever Tab does; Esc leads back."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened) as made:
        yield made


@pytest.fixture
def house(running: Running) -> Running:
    running.press("Esc", "Esc", "Esc", "g", "i", "2")
    running.until(lambda: running.screens.inbox.current, "the list of people")
    return running


def focused(house: Running) -> QQuickItem:
    assert house.house.window is not None
    item = house.house.window.activeFocusItem()
    assert item is not None
    return item


def above(house: Running) -> list[str]:
    """The types of what the item with the keyboard lies in."""
    found, item = [], focused(house)
    while item is not None:
        found.append(item.metaObject().className().partition("_QML")[0])
        item = item.parentItem()
    return found


@pytest.mark.parametrize(
    ("keys", "kind"),
    [("Mod+K", "PaletteBox"), ("h", "PaletteBox"), ("v", "PaletteBox"), ("?", "KeySheet"), ("q", "CaptureBox")],
)
@pytest.mark.parametrize("tab", ["Tab", "Shift+Tab"])
def test_tab_stays_in_what_lies_over_the_house_and_esc_leads_out_of_it(
    house: Running, keys: str, kind: str, tab: str
) -> None:
    house.press(keys)
    house.until(lambda: kind in above(house), "it has the keyboard")
    for _n in range(12):
        house.press(tab)
        house.turn(0.02)
        assert kind in above(house)
    house.press("Esc", "Esc")
    house.until(lambda: kind not in above(house), "the keyboard is where it was")
    before = house.screens.inbox.current
    house.press("j")
    house.until(lambda: house.screens.inbox.current != before, "keys act on the list again")
    house.press("k")


@pytest.mark.parametrize("tab", ["Tab", "Shift+Tab"])
def test_tab_stays_in_a_question(house: Running, tab: str) -> None:
    answers: list[tuple[str, bool]] = []
    house.screens.shell.cardDecided.connect(lambda key, yes: answers.append((key, yes)))
    house.screens.shell.card("one", "Send it?", "It goes out.", "Send it", "Cancel")
    house.until(lambda: "Cards" in above(house), "it has the keyboard")
    for _n in range(5):
        house.press(tab)
        house.turn(0.02)
        assert "Cards" in above(house)
    house.press("Esc")
    house.until(lambda: answers, "it is answered")
    assert answers == [("one", False)]


def test_tab_goes_through_the_lines_of_the_palette(house: Running) -> None:
    finder = house.screens.finder
    house.press("Mod+K")
    house.until(lambda: "PaletteBox" in above(house), "it has the keyboard")
    house.press("Tab", "Tab")
    assert finder.property("cursor") == 2
    house.press("Shift+Tab", "z")
    assert finder.property("words") == "z"
    house.press("Esc")

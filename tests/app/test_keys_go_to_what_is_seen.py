"""The screen that one goes to takes the keys, and what is being written elsewhere none of them."""

from collections.abc import Iterator

import pytest

from tests.app.house import Running, living, sample

AWAY = {"home": "Mod+1", "mail": "Mod+2", "calendar": "Mod+3", "tasks": "Mod+4"}
"""Screens, and the keys that go there from a line of text too."""
ASKED = {screen: f"go to {screen}" for screen in AWAY} | {"settings": "open settings"}
"""What the palette is asked for."""


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as found:
        found.press("g", "i")
        found.until(lambda: found.screens.inbox.current, "the list is there")
        # Every screen was there before: each has had the keyboard once.
        for key in AWAY.values():
            found.press(key)
        yield found


def begin(house: Running) -> str:
    """A message is begun, and words stand in it."""
    house.press("Mod+1", "Esc")
    house.until(lambda: house.screens.shell.property("screen") == "home")
    house.press("c")
    house.until(lambda: house.screens.writing.number and house.screens.shell.property("screen") == "writing")
    house.until(lambda: writes(house), "a line of it has the keyboard")
    house.press("Tab", "Tab")
    house.write("some words")
    return written(house)


def written(house: Running) -> str:
    lines = (str(house.screens.lines.property("to")), str(house.screens.writing.property("subject")))
    return "|".join((*lines, *(block.words for block in house.screens.text.blocks())))


def writes(house: Running) -> bool:
    assert house.house.window is not None
    focus = house.house.window.activeFocusItem()
    return focus is not None and focus.property("cursorVisible") is not None


@pytest.mark.parametrize("screen", AWAY)
def test_another_screen_takes_the_keys_by_its_own_key(house: Running, screen: str) -> None:
    before = begin(house)
    house.press(AWAY[screen])
    house.until(lambda: house.screens.shell.property("screen") == screen)
    assert not writes(house)
    house.press("j", "k")
    assert written(house) == before


@pytest.mark.parametrize("screen", ASKED)
def test_another_screen_takes_the_keys_when_the_palette_goes_there(house: Running, screen: str) -> None:
    before = begin(house)
    house.press("Mod+K")
    house.until(lambda: writes(house))
    house.write(ASKED[screen])
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("screen") == screen)
    house.until(lambda: not writes(house), "the keyboard is on that screen")
    house.press("j", "k")
    assert written(house) == before


def test_what_was_being_written_has_the_keyboard_again_when_one_comes_back(house: Running) -> None:
    before = begin(house)
    house.press("Mod+3")
    house.until(lambda: not writes(house))
    house.press("Mod+5")
    house.until(lambda: house.screens.shell.property("screen") == "writing")
    house.until(lambda: writes(house), "the draft has the keyboard")
    house.write("!")
    assert written(house).replace("!", "") == before
    assert written(house) != before

"""Esc beside the screen leads to the screen, where keys are commands, and the talk gives its room back."""

from collections.abc import Iterator

import pytest

from osone.app.profile.profile import Profile
from tests.app.house import Running, living
from tests.app.talking import settle

SIZES = {"wide": (1440, 900), "narrow": (1024, 700), "least": (820, 560)}


@pytest.fixture(scope="module")
def running(world: Profile) -> Iterator[Running]:
    settle(world, {"mind.choice": "none"})
    with living(world) as made:
        yield made


@pytest.fixture(params=[*SIZES.values()], ids=[*SIZES])
def house(running: Running, request: pytest.FixtureRequest) -> Running:
    return sized(running, request.param)


@pytest.fixture(params=[SIZES["narrow"], SIZES["least"]], ids=["narrow", "least"])
def narrow(running: Running, request: pytest.FixtureRequest) -> Running:
    return sized(running, request.param)


def sized(running: Running, size: tuple[int, int]) -> Running:
    assert running.house.window is not None
    running.house.window.resize(*size)
    running.until(lambda: bool(running.screens.shell.property("narrow")) is (size[0] < 1280), "it has its size")
    running.press("Esc", "Esc", "Esc", "Esc", "g", "h")
    running.until(lambda: running.screens.at.name == "home" and not writes(running), "at home")
    return running


def writes(house: Running) -> bool:
    """Whether keys are words now: the keyboard is in a line or in a text."""
    assert house.house.window is not None
    focus = house.house.window.activeFocusItem()
    return focus is not None and focus.property("cursorVisible") is not None


def lies_over(house: Running) -> bool:
    """Whether the talk lies over the screen."""
    shell = house.screens.shell
    return bool(shell.property("narrow")) and not shell.property("folded")


def draft(house: Running) -> str:
    """Begin a draft, with the keyboard in its text; what stands in it."""
    house.press("c")
    house.until(lambda: house.screens.writing.property("opened") and writes(house), "one writes on a draft")
    house.write("Ann")
    return stands(house)


def stands(house: Running) -> str:
    """All that stands in the open draft."""
    assert house.screens.writing.property("opened"), "the draft is open"
    kept = house.screens.writing.draft()
    return f"{kept} {house.screens.lines.property('to')}".partition("changed=")[0]


@pytest.mark.parametrize(
    "before", [(), ("Mod+K", "Esc"), ("Mod+K", "Esc", "Mod+K", "Esc")], ids=["", "palette", "twice"]
)
def test_esc_leads_from_the_talk_to_the_screen_and_never_into_the_text_of_a_draft(
    house: Running, before: tuple[str, ...]
) -> None:
    written = draft(house)
    house.press("Mod+J", *before, *"hm")
    assert writes(house), "what lay over the talk gave the keyboard back to it"
    assert stands(house) == written
    house.press("Esc")
    assert not writes(house)
    assert not lies_over(house)
    house.press("j", "k", "x")
    assert stands(house) == written, "keys are commands here"
    house.press("Esc")
    assert not house.screens.writing.property("opened"), "the second goes back"
    house.press("Mod+J", "Backspace", "Backspace", "Esc")


def test_esc_on_the_rail_leads_to_the_screen_and_not_into_the_text_of_a_draft(house: Running) -> None:
    written = draft(house)
    house.press("F6", "F6")
    assert house.screens.shell.away, "the rail has the keyboard"
    house.press("Esc")
    assert not writes(house)
    assert stands(house) == written


def test_a_question_that_comes_while_one_talks_gives_the_keyboard_back_to_the_talk(house: Running) -> None:
    written = draft(house)
    house.press("Mod+J", *"on")
    house.screens.shell.card("test", "Really?", "It is for good.", "Yes", "No")
    house.until(lambda: not writes(house), "it asks")
    house.press("Esc")
    house.until(lambda: writes(house), "one writes on")
    house.write("ward")
    assert stands(house) == written, "not into the draft"
    house.press(*["Backspace"] * 6, "Esc")


def test_what_is_asked_in_the_palette_is_answered_over_the_screen_until_one_leaves_it(narrow: Running) -> None:
    asked = len(narrow.talk())
    narrow.press("Mod+K")
    narrow.write("who is Idris?")
    narrow.press("Mod+Enter")
    narrow.until(lambda: lies_over(narrow) and writes(narrow), "the talk is there, with the keyboard")
    narrow.until(lambda: len(narrow.talk()) > asked + 1 and narrow.answered(), "it is answered")
    narrow.press("Esc")
    narrow.until(lambda: not lies_over(narrow) and not writes(narrow), "one Esc gives the room back")


@pytest.mark.parametrize(("keys", "there"), [("gt", "tasks"), ("gh", "home"), ("gi", "mail")])
def test_a_screen_that_one_goes_to_is_seen(narrow: Running, keys: str, there: str) -> None:
    narrow.press("Mod+J")
    assert lies_over(narrow)
    # The keyboard is at the talk, and not on its line: a key is a command there.
    narrow.press("Shift+Tab")
    narrow.until(lambda: not writes(narrow), "on something beside the line")
    narrow.press(*keys)
    narrow.until(lambda: narrow.screens.at.name == there and not lies_over(narrow), "it is seen")
    narrow.press("j")
    assert not writes(narrow)


def test_what_she_opens_on_the_screen_beneath_is_seen(narrow: Running) -> None:
    narrow.press("g", "i")
    narrow.ask("find mail from Idris")
    assert lies_over(narrow)
    narrow.say("open the first one")
    narrow.until(lambda: narrow.screens.reading.open_thread and not lies_over(narrow), "it is open, and is seen")


def test_a_screen_that_the_palette_leads_to_from_the_talk_is_seen_and_has_the_keyboard(narrow: Running) -> None:
    narrow.press("Mod+J", "Mod+K")
    narrow.write("go to tasks")
    narrow.press("Enter")
    narrow.until(lambda: narrow.screens.at.name == "tasks" and not lies_over(narrow), "it is seen")
    narrow.until(lambda: not narrow.screens.shell.away, "the keyboard is there")

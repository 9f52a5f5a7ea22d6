"""Sizes and other settings by keys: larger and smaller as everywhere, and the palette takes a setting by its label."""

from collections.abc import Iterator

import pytest

from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        yield running


def scale(house: Running) -> object:
    return house.screens.preferences.value("look.scale")


def test_larger_smaller_and_back_are_the_keys_of_every_program_and_can_be_taken_back(house: Running) -> None:
    assert scale(house) == 100
    house.press("Mod+=", "Mod++")
    house.until(lambda: scale(house) == 125, "two larger")
    house.until(lambda: house.screens.look.property("scale") == 1.25, "and it is drawn so")
    assert house.toasts() == ["Text size: 125 %"], "only what is so now is said"
    house.press("Mod+-")
    house.until(lambda: scale(house) == 110, "one smaller")
    house.press("z")
    house.until(lambda: scale(house) == 125, "taken back")
    house.press("Mod+0")
    house.until(lambda: scale(house) == 100, "as at first")
    for _ in range(6):
        house.press("Mod+-")
    house.until(lambda: scale(house) == 80, "no smaller than there is")
    assert house.toasts()[-1] == "Text size: 80 %"


def test_while_words_are_written_the_size_changes_and_the_words_do_not(house: Running) -> None:
    house.press("/")
    house.write("lea")
    house.press("Mod++")
    house.until(lambda: scale(house) == 110, "larger")
    assert house.screens.inbox.property("words") == "lea"


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("appearance: light", "look.mode", "day"),
        ("Appearance: Light", "look.mode", "day"),
        ("text size: 125 %", "look.scale", 125),
        ("text size: 80", "look.scale", 80),
        ("reply length: brief", "companion.talk", "brief"),
    ],
)
def test_a_settings_own_label_sets_it_and_asks_nobody(house: Running, words: str, key: str, value: object) -> None:
    house.press("Mod+K")
    house.write(words)
    house.press("Enter")
    house.until(lambda: house.screens.preferences.value(key) == value, "it is set")
    assert not [kind for kind, _words in house.talk() if kind == "person"]


def test_what_a_setting_may_be_begins_at_what_it_is(house: Running) -> None:
    house.press("Mod++")
    house.until(lambda: scale(house) == 110, "larger")
    house.press("Mod+K")
    house.write("text size")
    house.press("Enter")
    finder = house.screens.finder
    house.until(lambda: len(finder.rows) == 8, "all sizes")
    at = int(finder.property("cursor"))
    assert (finder.rows[at]["title"], finder.rows[at]["detail"]) == ("110 %", "In use")
    assert [row["detail"] for row in finder.rows].count("In use") == 1
    house.press("Down", "Enter")
    house.until(lambda: scale(house) == 125, "the next larger")

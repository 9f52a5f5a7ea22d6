"""Moving to a folder by keys: one that is not there is made, and what was selected stays so until it goes."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.app.seen import words

IN = "SELECT count(DISTINCT m.thread) FROM shown s JOIN message m ON m.id = s.message JOIN folder f ON f.id = s.folder"


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.press("g", "i", "2")
        inbox = running.screens.inbox
        running.until(
            lambda: inbox.property("box") == Box.PEOPLE and inbox.current and inbox.rowCount() > 4, "the list of people"
        )
        running.turn(0.2)
        running.press("g", "g", "x", "j", "j", "x")
        assert inbox.property("selection") == 2
        yield running


def test_a_name_that_is_not_there_is_offered_to_be_made_and_all_that_is_selected_goes_there(house: Running) -> None:
    inbox = house.screens.inbox
    chosen = set(inbox.targets)
    house.press("v")
    house.write("Boat plans")
    line = "Create the folder “Boat plans” and move there"
    house.until(lambda: line in words(house), "it is offered")
    house.press("Enter")
    house.until(lambda: house.number(f"{IN} WHERE f.path = 'Boat plans'") == 2, "both are there")
    assert inbox.property("selection") == 0
    house.press("z")
    house.until(lambda: house.number(f"{IN} WHERE f.path = 'Boat plans'") == 0, "both are back")
    house.until(lambda: inbox.current in chosen, "and the cursor is on one of them")


def test_every_folder_can_be_gone_to_by_its_name_and_moved_to_by_keys_alone(house: Running) -> None:
    inbox = house.screens.inbox
    house.press("v")
    house.write("Boat plans")
    house.press("Enter")
    house.until(lambda: house.number(f"{IN} WHERE f.path = 'Boat plans'") == 2, "both are there")
    house.turn(0.3)
    house.press("Mod+K")
    house.write("boat")
    house.until(lambda: "Go to Boat plans" in words(house, "PaletteRow"), "it is offered")
    house.press("Esc", "Mod+K")
    house.write("go to boat")
    house.press("Enter")
    house.until(lambda: inbox.rowCount() == 2 and not inbox.property("searching"), "what is in it is listed")
    house.until(lambda: [one for one in inbox.property("splits") if one["current"] and one["name"] == "Boat plans"], "")
    house.press("g", "g", "v")
    house.write("Rowing")
    house.press("Enter")
    house.until(lambda: house.number(f"{IN} WHERE f.path = 'Rowing'") == 1, "one more folder")
    house.turn(0.3)
    house.press("v")
    house.turn(0.2)
    finder = house.screens.finder
    there = house.number("SELECT count(DISTINCT name) FROM folder WHERE role <> 'all'")
    assert len(finder.rows) == there > 7, "all of them, however many"
    house.press("Esc")


def test_what_is_selected_stays_so_where_one_thinks_better_of_it(house: Running) -> None:
    inbox = house.screens.inbox
    chosen = set(inbox.targets)
    house.press("v")
    house.write("Boat plans")
    house.turn(0.1)
    house.press("Esc")
    house.turn(0.1)
    assert set(inbox.targets) == chosen
    assert inbox.property("selection") == 2
    assert house.number("SELECT count(*) FROM folder WHERE path = 'Boat plans'") == 0


def test_a_folder_that_is_there_is_offered_and_not_made_again(house: Running) -> None:
    house.press("v")
    house.write("boat plans")
    house.turn(0.1)
    house.press("Enter")
    house.until(lambda: house.number(f"{IN} WHERE f.path = 'boat plans'") == 2, "made")
    house.turn(0.5)
    house.press("x", "v")
    house.write("Boat plans")
    house.until(lambda: any("boat plans" in one for one in words(house, "PaletteRow")), "the one that is there")
    assert not [one for one in words(house, "PaletteRow") if one.startswith("Create")]
    house.press("Esc")

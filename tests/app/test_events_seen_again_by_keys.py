"""What was done to an event is seen where the event is: by keys, in every view, and when it is taken back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from osone.host import here
from tests.app.house import Running, free_days


@pytest.fixture
def house() -> Iterator[Running]:
    with free_days() as running:
        yield running


def add(house: Running, line: str) -> None:
    """An event that was written, with the cursor on it."""
    before = house.number("SELECT count(*) FROM event")
    house.press("q")
    house.until(lambda: house.screens.capture.property("opened"), "the line is open")
    house.write(line)
    house.press("Enter")
    house.until(lambda: house.number("SELECT count(*) FROM event") > before, f"{line} is written")
    house.until(lambda: under(house) == line.split()[0], f"the cursor is on {line}")


def under(house: Running) -> str:
    """The title of what the cursor is on."""
    one = house.screens.calendar.occurrence
    return "" if one is None else one.title


def change(house: Running, words: str) -> None:
    """Write over the line of the event under the cursor."""
    before = house.rows("SELECT start FROM event ORDER BY id")
    house.press("Mod+E")
    house.until(lambda: house.screens.capture.property("opened"), "its line is open")
    house.press("Mod+A", "Backspace")
    house.write(words)
    house.press("Enter")
    house.until(lambda: house.rows("SELECT start FROM event ORDER BY id") != before, "it is written")


@pytest.mark.parametrize("view", ["1", "2", "3", "4"])
def test_an_event_that_comes_back_to_its_week_is_seen_there(house: Running, view: str) -> None:
    house.press("g", "c", view)
    add(house, "review next monday 10:00")
    day = house.screens.calendar.day
    change(house, "in 8 weeks")
    away = house.screens.calendar.day
    assert away > day + timedelta(days=30)
    house.press("z")
    house.until(lambda: (under(house), house.screens.calendar.day) == ("review", day), "one sees it where it is again")
    house.press("Shift+Z")
    house.until(lambda: (under(house), house.screens.calendar.day) == ("review", away), "and where it went once more")


def test_an_event_that_was_deleted_comes_back_into_sight_from_another_week(house: Running) -> None:
    house.press("g", "c", "2")
    add(house, "review next monday 10:00")
    day = house.screens.calendar.day
    house.press("#")
    house.until(lambda: house.number("SELECT count(*) FROM event") == 0, "it is gone")
    house.press("n", "n", "n", "z")
    house.until(lambda: (under(house), house.screens.calendar.day) == ("review", day), "one sees it where it is again")


def test_one_of_a_series_that_comes_back_is_seen_in_its_own_week(house: Running) -> None:
    house.press("g", "c", "2")
    add(house, "standup every monday at 9:30 from next monday")
    house.press("n")
    house.until(lambda: under(house) == "standup", "another one of them is there")
    day = house.screens.calendar.day
    house.press("Mod+E")
    house.until(lambda: house.screens.capture.property("opened"), "its line is open")
    house.press("Mod+A", "Backspace")
    house.write("by 16 days")
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked which")
    house.turn(0.05)
    house.press("Enter")
    house.until(lambda: house.screens.calendar.day == day + timedelta(days=16), "that one is seen where it went")
    house.until(lambda: any("Moved “standup”" in words for words in house.toasts()), "it is told")
    house.press("z")
    house.until(lambda: (under(house), house.screens.calendar.day) == ("standup", day), "and where it is again")


@pytest.mark.parametrize("view", ["1", "2", "3", "4"])
def test_the_next_of_the_day_takes_the_cursor_of_one_that_goes(house: Running, view: str) -> None:
    house.press("g", "c", view)
    for line in ("early next monday 8:00", "late next monday 18:00", "talk next monday 12:00", "first in 2 days 9:00"):
        add(house, line)
    house.press("g", "c")
    house.screens.calendar.show(here.now().date() + timedelta(days=7 - here.now().weekday()))
    house.until(lambda: under(house) == "early", "the cursor is on the first of the day")
    day = house.screens.calendar.day
    house.press("j")
    house.until(lambda: under(house) == "talk", "on the next")
    house.press("#")
    assert under(house) == "late"
    house.until(lambda: house.number("SELECT count(*) FROM event") == 3, "it is gone")
    house.turn(0.05)
    assert under(house) == "late"
    house.press("#")
    assert under(house) == "early"
    house.until(lambda: house.number("SELECT count(*) FROM event") == 2, "that one too")
    house.turn(0.05)
    assert (under(house), house.screens.calendar.day) == ("early", day)


def test_what_goes_alone_from_a_day_of_a_month_leaves_one_on_its_day(house: Running) -> None:
    house.press("g", "c", "3")
    for line in ("first in 40 days 9:00", "review in 44 days 10:00", "last in 46 days 9:00"):
        add(house, line)
    house.press("p", "n")
    house.until(lambda: under(house) == "last", "its month was come to again")
    day = house.screens.calendar.day
    house.press("#")
    house.until(lambda: house.number("SELECT count(*) FROM event") == 2, "it is gone")
    house.turn(0.05)
    assert (under(house), house.screens.calendar.day) == ("", day)
    house.press("k")
    house.until(lambda: under(house) == "review", "and the one before it is near")


def test_of_a_series_the_next_thing_of_the_day_follows_and_not_the_next_happening(house: Running) -> None:
    house.press("g", "c", "3")
    add(house, "standup every weekday at 9:30")
    add(house, "review next monday 10:00")
    house.press("k")
    house.until(lambda: under(house) == "standup", "the one of that day")
    day = house.screens.calendar.day
    house.press("#")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked which")
    house.turn(0.05)
    house.press("Enter")
    house.until(lambda: any("The others stay" in words for words in house.toasts()), "it is told")
    house.turn(0.05)
    assert (under(house), house.screens.calendar.day) == ("review", day)
    house.press("z")
    house.until(lambda: (under(house), house.screens.calendar.day) == ("standup", day), "it is back under the cursor")

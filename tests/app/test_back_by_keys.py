"""Esc on every screen: what is open there goes first, then one is back where one came from, and never to and fro."""

from collections.abc import Iterator

import pytest

from osone.commands.screens import SCREENS
from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.until(lambda: running.screens.inbox.current, "the mail is read")
        yield running


def at(house: Running) -> str:
    return str(house.screens.shell.property("screen"))


def go(house: Running, *screens: str) -> None:
    for screen in screens:
        house.screens.shell.go(screen)
        house.turn()


@pytest.mark.parametrize("before", [row.name for row in SCREENS if row.name != "settings"])
def test_esc_in_the_settings_goes_back_to_where_one_came_from(house: Running, before: str) -> None:
    go(house, before)
    house.press("g", "s")
    assert at(house) == "settings"
    house.press("Esc")
    assert at(house) == before


def test_going_back_is_no_way_on_from_which_one_would_be_sent_back_again(house: Running) -> None:
    go(house, "calendar", "settings")
    house.screens.gesture("compose")
    house.until(lambda: at(house) == "writing", "a message is begun")
    house.press("Esc", "Esc")
    house.until(lambda: at(house) == "settings", "it is put away")
    house.press("Esc")
    assert at(house) == "calendar"


@pytest.mark.parametrize("screen", ["home", "mail", "calendar", "tasks"])
def test_esc_leaves_no_screen_that_one_went_to_by_oneself(house: Running, screen: str) -> None:
    go(house, "settings", screen)
    house.press("Esc", "Esc")
    assert at(house) == screen


@pytest.mark.parametrize(("noun", "table", "there"), [("thread", "thread", "mail"), ("task", "task", "tasks")])
def test_what_was_opened_from_another_screen_leads_back_there(
    house: Running, noun: str, table: str, there: str
) -> None:
    go(house, "calendar")
    house.screens.show((noun, house.number(f"SELECT min(id) FROM {table}")))
    house.turn()
    assert at(house) == there
    house.press("Esc")
    assert at(house) == "calendar"
    go(house, there, "calendar", there)
    house.press("Esc", "Esc")
    assert at(house) == there, "one came here by oneself since"

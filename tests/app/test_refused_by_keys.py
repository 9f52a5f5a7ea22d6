"""Deeds that the disk refuses: the row, the cursor and what is open are where they were, on every screen."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.full_disk import full
from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as made:
        made.until(lambda: made.screens.day.property("known"), "Home is there")
        yield made


def in_vain(house: Running, *keys: str) -> None:
    """Press a key whose deed is refused, and wait until that is told."""
    told = [str(row["key"]) for row in house.screens.shell.property("toasts").rows]

    def fresh() -> list[str]:
        rows = house.screens.shell.property("toasts").rows
        return [str(row["text"]) for row in rows if row["fault"] and str(row["key"]) not in told]

    house.press(*keys)
    house.until(fresh, f"{keys} is refused")
    assert all("full" in one for one in fresh())


def test_in_a_list_of_mail_and_in_the_reader(house: Running) -> None:
    inbox, reading = house.screens.inbox, house.screens.reading
    house.screens.gesture("box", int(Box.INBOX))
    house.until(lambda: inbox.rowCount() > 3 and inbox.current, "mail is listed")
    house.press("j")
    second = inbox.current
    house.press("Enter")
    house.until(lambda: len(reading.rows) > 1, "it is open")
    house.until(lambda: not house.rows("SELECT 1 FROM listing WHERE thread = ? AND unread", second), "it is read")
    with full(house, "journal"):
        for key in ("e", "#"):
            in_vain(house, key)
            assert (inbox.place_of(second), inbox.current, reading.open_thread) == (1, second, second)
        house.press("Esc")
        house.until(lambda: not reading.open_thread, "the list is back")
        house.press("x")
        in_vain(house, "!")
        assert (inbox.current, inbox.targets, inbox.property("selection")) == (second, [second], 1)
        house.press("Esc")
        in_vain(house, "e")
        assert (inbox.current, inbox.property("cursor")) == (second, 1)
    house.press("e")
    house.until(lambda: inbox.place_of(second) < 0, "once there is room it goes")
    listed = "SELECT 1 FROM listing WHERE thread = ? AND box = 1"
    house.until(lambda: not house.rows(listed, second), "in the store too")
    third = inbox.current
    with full(house, "journal"):
        in_vain(house, "z")
        assert inbox.current == third, "nor does what cannot be taken back lead away"
    house.until(lambda: inbox.place_of(second) < 0, "it is still where it went")
    house.press("z")
    house.until(lambda: inbox.current == second, "once there is room it comes back")


def test_among_the_tasks(house: Running) -> None:
    tasks = house.screens.tasks
    house.press("g", "t", "4")
    house.until(lambda: len(tasks.rows) > 2, "tasks are listed")
    house.press("j")
    second = tasks.current
    with full(house, "journal"):
        for key in ("e", "#"):
            in_vain(house, key)
            assert (tasks.place_of(second), tasks.current) == (1, second)


def test_at_home(house: Running) -> None:
    day = house.screens.day
    house.press("g", "h")
    house.until(lambda: len(day.property("needs").rows) > 2, "somebody waits")
    house.press("Home", "j")
    second = day.current
    with full(house, "journal"):
        in_vain(house, "e")
        house.until(lambda: day.current == second, "the cursor is back")

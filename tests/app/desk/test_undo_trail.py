"""What ``z`` shows before the store has heard of it, and how the screen is put right where the store says otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from osone.app.profile.profile import Direct
from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.parts.rows import threads

FULL = (
    "CREATE TRIGGER full BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    "DROP TRIGGER full",
)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened) as made:
        yield made


@pytest.fixture
def house(running: Running) -> Running:
    running.press("Esc", "Esc", "g", "i", "2")
    inbox = running.screens.inbox
    running.until(lambda: inbox.property("box") == Box.PEOPLE and inbox.current, "the list of people")
    running.until(lambda: listed(running) == stored(running), "its rows")
    running.press("g", "g")
    return running


@contextmanager
def held(house: Running) -> Iterator[None]:
    """Nothing can be written meanwhile."""
    lock = house.house.profile.store.writer()
    lock.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        lock.execute("ROLLBACK")
        lock.close()


def listed(house: Running) -> list[int]:
    return threads(house.screens.inbox)


def stored(house: Running) -> list[int]:
    rows = house.rows("SELECT thread FROM listing WHERE box = ? ORDER BY newest DESC", int(Box.PEOPLE))
    return [int(str(thread)) for (thread,) in rows]


def archive(house: Running) -> tuple[int, list[int]]:
    """Archive what the cursor is on; the thread, and the list as it was."""
    before, thread = listed(house), house.screens.inbox.current
    house.press("e")
    house.until(lambda: thread not in stored(house), "it is archived")
    house.until(lambda: not house.screens.inbox._leaving, "the window has heard of it")
    return thread, before


def test_a_row_comes_back_before_the_store_has_heard_and_stays(house: Running) -> None:
    _thread, before = archive(house)
    with held(house):
        house.press("z")
        assert listed(house) == before
        house.turn(0.2)
        assert listed(house) == before
    house.until(lambda: stored(house) == before, "it is taken back")
    house.until(lambda: not house.screens.inbox._returning, "the window has heard of it")
    house.turn(0.2)
    assert listed(house) == before


def test_what_was_not_written_yet_is_taken_back_in_its_turn(house: Running) -> None:
    before = listed(house)
    with held(house):
        house.press("e")
        assert listed(house) == before[1:]
        house.press("z")
        assert listed(house) == before
    house.until(lambda: not house.screens.inbox._returning, "both are written")
    house.turn(0.2)
    assert listed(house) == stored(house) == before


def test_a_selection_comes_back_together_each_row_in_its_place(house: Running) -> None:
    before = listed(house)
    house.press("x", "j", "j", "x", "j", "x", "e")
    house.until(lambda: len(stored(house)) == len(before) - 3, "three are archived")
    with held(house):
        house.press("z")
        assert listed(house) == before
    house.until(lambda: stored(house) == before, "they are taken back")


def test_what_is_done_again_leaves_before_the_store_has_heard(house: Running) -> None:
    _thread, before = archive(house)
    house.press("z")
    house.until(lambda: stored(house) == before and not house.screens.inbox._returning, "it is taken back")
    with held(house):
        house.press("Shift+Z")
        assert listed(house) == before[1:]
    house.until(lambda: stored(house) == before[1:], "it is done again")
    house.press("z")
    house.until(lambda: stored(house) == before, "and taken back again")


def test_where_it_cannot_be_written_the_row_goes_again_and_it_is_said_why(house: Running) -> None:
    thread, before = archive(house)
    core = house.house.profile.store.writer()
    core.execute(FULL[0])
    house.press("z")
    assert listed(house) == before
    house.until(lambda: thread not in listed(house), "the row is gone again")
    assert "That couldn't be saved." in house.toasts()
    core.execute(FULL[1])
    core.close()
    with held(house):
        house.press("z")
        assert listed(house) == before, "it still stands to be taken back"
    house.until(lambda: stored(house) == before, "it is taken back")


def test_where_another_hand_did_something_since_the_screen_shows_what_was_taken_back(house: Running) -> None:
    thread, before = archive(house)
    other = before[1]
    direct = Direct(house.house.profile.store)
    starred = bool(house.number("SELECT starred FROM thread WHERE id = ?", other))
    direct.run("mail.star", {"threads": [other]}, "person")
    house.press("z")
    assert listed(house) == before, "the window knows of its own alone"
    house.until(lambda: thread not in listed(house), "but it was the other that was taken back")
    assert bool(house.number("SELECT starred FROM thread WHERE id = ?", other)) is starred
    house.press("z")
    house.until(lambda: listed(house) == stored(house) == before, "and this is next")
    direct.close()


def test_what_left_one_list_is_not_put_into_another(house: Running) -> None:
    thread, before = archive(house)
    house.press("3")
    house.until(lambda: house.screens.inbox._loaded and thread not in listed(house), "another list")
    letters = listed(house)
    with held(house):
        house.press("z")
        assert listed(house) == letters
    house.until(lambda: stored(house) == before, "it is taken back all the same")


def test_the_toast_of_an_entry_brings_back_the_rows_of_that_one(house: Running) -> None:
    _thread, before = archive(house)
    archive(house)
    toasts, undo = house.screens.shell.property("toasts"), "SELECT 'undo.entry:' || id FROM journal ORDER BY id DESC"
    commands = [str(command) for (command,) in house.rows(undo)]

    def told() -> dict[object, object]:
        return {row["command"]: row["key"] for row in toasts.rows}

    house.until(lambda: told().keys() >= {*commands[:2]}, "both are told of")
    with held(house):
        house.screens.shell.take(str(told()[commands[1]]))
        assert listed(house) == [before[0], *before[2:]]
    house.press("z")
    house.until(lambda: stored(house) == before, "both are taken back")


def test_what_cannot_be_written_is_nothing_to_take_back(house: Running) -> None:
    before = listed(house)
    core = house.house.profile.store.writer()
    core.execute(FULL[0].replace("UPDATE", "INSERT"))
    house.press("e")
    house.until(lambda: listed(house) == before and not house.screens.inbox._leaving, "the row is back")
    core.execute(FULL[1])
    core.close()
    assert [step for step in house.house.dispatcher._undo_trail._done if step.entry is None] == []

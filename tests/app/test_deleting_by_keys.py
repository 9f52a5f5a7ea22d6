"""Deleting for good by keys: shown first with how much it is, Esc leaves all as it was, Enter does it."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample

IN_TRASH = (
    "SELECT count(DISTINCT m.thread) FROM shown s JOIN message m ON m.id = s.message"
    " JOIN folder f ON f.id = s.folder WHERE f.role = 'trash'"
)


def go(house: Running, words: str, box: Box) -> None:
    house.press("Mod+K")
    house.write(words)
    house.press("Enter")
    inbox = house.screens.inbox
    house.until(lambda: inbox.property("box") == box and inbox.property("state") in ("list", "empty"), words)


def card(house: Running) -> dict[str, object]:
    rows = house.screens.shell.property("cards").rows
    return dict(rows[-1]) if rows else {}


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.press("g", "i", "2")
        inbox = running.screens.inbox
        running.until(
            lambda: inbox.property("box") == Box.PEOPLE and inbox.current and inbox.rowCount() > 4, "the list of people"
        )
        running.turn(0.2)
        before = running.number(IN_TRASH)
        running.press("g", "g", "x", "j", "x", "j", "x")
        assert inbox.property("selection") == 3
        running.press("#")
        running.until(lambda: running.number(IN_TRASH) == before + 3, "three more are in the trash")
        go(running, "go to trash", Box.TRASH)
        yield running


def test_what_is_in_the_trash_is_deleted_for_good_after_one_was_asked(house: Running) -> None:
    inbox, before = house.screens.inbox, house.number(IN_TRASH)
    house.until(lambda: inbox.current, "a row")
    thread = inbox.current
    house.press("#")
    house.until(lambda: card(house), "it is asked first")
    assert str(card(house)["title"]).startswith("Delete “")
    assert "can’t be undone" in str(card(house)["body"])
    house.press("Esc")
    house.until(lambda: not card(house), "the card is gone")
    assert house.number(IN_TRASH) == before
    assert inbox.current == thread
    house.press("#")
    house.until(lambda: card(house), "it is asked again")
    house.press("Enter")
    house.until(lambda: house.number(IN_TRASH) == before - 1, "it is gone")
    house.until(lambda: "Deleted 1 conversation for good" in house.toasts(), "and it is said")
    assert inbox.place_of(thread) < 0
    house.press("z")
    house.turn(0.3)
    assert not house.rows("SELECT 1 FROM listing WHERE thread = ? AND box = ?", thread, int(Box.TRASH))


def test_several_are_counted_and_go_together(house: Running) -> None:
    before = house.number(IN_TRASH)
    house.press("g", "g", "x", "j", "x", "#")
    house.until(lambda: card(house), "it is asked first")
    assert card(house)["title"] == "Delete 2 conversations for good?"
    house.press("Enter")
    house.until(lambda: house.number(IN_TRASH) == before - 2, "both are gone")


def test_the_trash_is_emptied_from_anywhere_by_the_palette(house: Running) -> None:
    count = house.number(IN_TRASH.replace("m.thread", "m.id"))
    house.press("g", "h", "Mod+K")
    house.write("empty trash")
    house.press("Enter")
    house.until(lambda: card(house), "it is asked first")
    assert card(house)["title"] == "Empty Trash?"
    assert str(card(house)["body"]).startswith(f"{count} messages")
    house.press("Enter")
    house.until(lambda: house.number(IN_TRASH) == 0, "nothing is left")
    house.press("Mod+K")
    house.write("empty trash")
    house.press("Enter")
    house.until(lambda: "Trash is empty." in house.toasts(), "there is nothing to empty")
    assert not card(house)


def test_what_is_no_junk_goes_to_the_inbox_by_the_key_that_brought_it_there(house: Running) -> None:
    go(house, "go to inbox", Box.INBOX)
    inbox = house.screens.inbox
    house.until(lambda: inbox.current, "a row")
    thread = inbox.current
    house.press("!")
    house.until(lambda: house.rows("SELECT 1 FROM listing WHERE thread = ? AND box = ?", thread, int(Box.JUNK)), "junk")
    go(house, "go to junk", Box.JUNK)
    house.until(lambda: inbox.place_of(thread) >= 0, "it is listed")
    while inbox.current != thread:
        house.press("j")
    house.press("!")
    house.until(
        lambda: house.rows("SELECT 1 FROM listing WHERE thread = ? AND box = ?", thread, int(Box.INBOX)), "it is back"
    )

"""Conversations muted by a key in the whole window: gone from the inbox, said where they are shown, and unmuted."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.press("Mod+2")
        running.until(lambda: running.screens.inbox.rowCount() > 2, "mail is listed")
        yield running


def is_muted(house: Running, thread: int) -> bool:
    row = house.screens.inbox.row_of(thread)
    return row is not None and row.muted


def test_the_key_mutes_and_unmutes_and_is_taken_back(house: Running) -> None:
    inbox = house.screens.inbox
    thread = inbox.current
    house.press("m")
    assert inbox.place_of(thread) == -1, "it leaves in the frame of its key"
    house.until(lambda: "Muted 1 conversation" in house.toasts(), "it is said")
    house.press("z")
    house.until(lambda: inbox.place_of(thread) >= 0, "it is back")
    house.until(lambda: not is_muted(house, thread), "and not muted")
    house.press("m")
    house.until(lambda: house.rows("SELECT message FROM muted"), "it is muted")
    house.press("/")
    house.write("is:muted")
    house.press("Enter")
    house.until(lambda: inbox.current == thread, "it is found")
    house.until(lambda: is_muted(house, thread), "and its row says so")
    assert "Muted" in inbox.told("a", "b", "c", "person", 1, False, False, False, False, False, True)
    house.press("Enter")
    chips = house.screens.reading
    house.until(lambda: "muted" in [chip["text"] for chip in chips.property("chips")], "and so does the reader")
    assert "muted" in house.screens.facts()
    house.press("m")
    house.until(lambda: not house.rows("SELECT message FROM muted"), "the same key unmutes")
    house.until(lambda: "muted" not in [chip["text"] for chip in chips.property("chips")], "the word is gone")
    house.screens.gesture("box", int(Box.ARCHIVE))
    house.until(lambda: inbox.place_of(thread) >= 0, "it stays archived")

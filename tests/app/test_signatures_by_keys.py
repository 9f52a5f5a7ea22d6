"""Signatures in the whole window: written in the settings, beneath what is written, and nobody's words, by keys."""

from collections.abc import Iterator

import pytest

from osone.bridge.screen import one
from osone.bridge.writing.drafts import Drafts
from osone.store import accounts
from osone.store.writing import transaction
from tests.app.house import Running, living, sample

SIGNED = ["", "", "-- ", "Mara Dahl", "Harbour Press"]
OTHER = ("Work", "amy@work.example")


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened:
        core = opened.store.writer()
        with transaction(core) as tx:
            accounts.add(tx, "imap", OTHER[1], OTHER[0], {})
        core.close()
        with living(opened) as running:
            come(running)
            running.write("Mara Dahl")
            running.press("Enter")
            running.write("Harbour Press")
            running.press("Esc")
            running.until(lambda: signature(running) == "Mara Dahl\nHarbour Press", "it is kept")
            yield running


def come(house: Running) -> None:
    """To the signature of the first account, from wherever one is."""
    house.press("Mod+K")
    house.write("change signature")
    house.press("Enter")
    house.until(lambda: len(house.screens.finder.rows) == 2, "it asks of which account")
    house.press("Enter")
    house.until(lambda: is_in_it(house), "the keyboard is there")


def signature(house: Running) -> object:
    return house.rows("SELECT signature FROM account ORDER BY id")[0][0]


def is_in_it(house: Running) -> bool:
    window = house.house.window
    item = window.activeFocusItem() if window is not None else None
    return item is not None and item.property("textDocument") is not None


def begun(house: Running, *keys: str) -> list[str]:
    house.press(*keys)
    house.until(lambda: house.screens.writing.number, "it is begun")
    house.turn(0.05)
    return [block.words for block in house.screens.text.blocks()]


def lines(house: Running) -> list[str]:
    return [block.words for block in house.screens.text.blocks()]


def test_it_is_taken_back_with_z_and_gone_on_from_with_the_arrows(house: Running) -> None:
    house.press("z")
    house.until(lambda: signature(house) == "", "taken back")
    house.press("Shift+Z")
    house.until(lambda: signature(house) == "Mara Dahl\nHarbour Press", "done again")
    come(house)
    house.press("End")
    for _line in range(3):
        if is_in_it(house):
            house.press("Down")
    assert not is_in_it(house), "from its last line the keyboard goes on"
    house.press("Up")
    house.until(lambda: is_in_it(house), "and back")
    house.write("e")
    house.press("Enter")
    house.turn(0.05)
    house.press("Home")
    house.write("Dr ")
    assert signature(house) == "Mara Dahl\nHarbour Press"
    house.press("Tab")
    house.until(lambda: str(signature(house)).endswith("Dr Harbour Press"), "Enter begins to write, Tab keeps it")


def test_a_message_and_an_answer_begin_above_it_and_leave_nothing_where_nothing_was_written(house: Running) -> None:
    assert begun(house, "g", "w", "c") == SIGNED
    house.press("Tab", "Tab")
    house.write("Hi")
    assert lines(house) == ["Hi", *SIGNED[1:]]
    for _ in "Hi":
        house.press("Backspace")
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away")
    house.press("g", "i")
    house.until(lambda: house.screens.inbox.current, "the list is there")
    assert begun(house, "r") == SIGNED
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away too")
    drafts = one(house.house.engine, "OSOne.Writing", Drafts)
    drafts.look()
    house.turn(0.1)
    assert [row["snippet"] for row in drafts.rows if "Mara" in str(row["snippet"])] == []
    assert house.number("SELECT count(*) FROM draft WHERE blocks LIKE '%Harbour Press%'") == 0


def test_it_changes_with_the_account_as_long_as_nobody_wrote_in_it(house: Running) -> None:
    begun(house, "g", "w", "c")
    writing = house.screens.writing
    house.press("Tab", "Tab")
    house.write("Hi")
    writing.choose_sender(1)
    assert lines(house) == ["Hi"], "the other account has none"
    writing.choose_sender(0)
    assert lines(house) == ["Hi", *SIGNED[1:]], "and never twice"
    writing.choose_sender(0)
    assert lines(house) == ["Hi", *SIGNED[1:]]
    house.press("Down", "Down", "Down")
    house.write("Dr ")
    written = lines(house)
    assert "Dr " in "".join(written)
    writing.choose_sender(1)
    assert lines(house) == written, "what was written in is left alone"


def test_a_draft_that_is_opened_again_is_written_on_above_it(house: Running) -> None:
    begun(house, "g", "w", "c")
    house.press("Tab", "Tab")
    house.write("Hello")
    number = house.screens.writing.number
    house.press("Esc", "Esc")
    house.until(lambda: not house.screens.writing.number, "it is put away")
    house.screens.writing.resume(number)
    house.until(lambda: house.screens.writing.number == number, "it is open again")
    assert lines(house) == ["Hello", *SIGNED[1:]], "once"
    house.screens.writing.focusAsked.emit("end")
    house.turn(0.05)
    house.write(" again")
    assert lines(house) == ["Hello again", *SIGNED[1:]]

"""Searching by keys: how many there are, operators taught and completed, near words, and hits that are marked."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Flag
from tests.app.house import Running, living, sample
from tests.app.seen import focus, item, place, texts, words


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened, engine=True) as made:
        made.until(lambda: made.number("SELECT count(*) FROM to_index") == 0, "the engine has indexed it all")
        yield made


@pytest.fixture
def house(running: Running) -> Iterator[Running]:
    running.press("Esc", "Esc", "Esc", "g", "i", "/")
    running.turn(0.05)
    yield running
    running.press("Esc", "Esc", "Esc")


def line(house: Running) -> str:
    at = focus(house)
    assert at is not None
    return str(at.property("text"))


def test_how_many_there_are_stands_beside_the_words(house: Running) -> None:
    house.write("ferry")
    inbox = house.screens.inbox
    house.until(lambda: inbox.property("found"), "they are counted")
    assert f"{inbox.rowCount()} found" in words(house, "SearchLine")
    house.write(" zzzz")
    house.until(lambda: inbox.property("state") == "nothing", "nothing is found")
    assert not [one for one in words(house, "SearchLine") if one.endswith("found")]


def test_operators_are_taught_before_a_word_is_typed_and_completed_by_tab(house: Running) -> None:
    house.until(lambda: "is:unread" in words(house, "SearchHints"), "they are taught")
    house.write("is:st")
    house.until(lambda: "is:starred" in words(house, "SearchHints"), "what it may become")
    house.press("Tab")
    assert line(house) == "is:starred"
    inbox = house.screens.inbox
    starred = house.number(
        "SELECT count(DISTINCT m.thread) FROM shown s JOIN message m ON m.id = s.message WHERE s.flags & ?",
        int(Flag.FLAGGED),
    )
    house.until(lambda: inbox.rowCount() == starred and inbox.property("found"), "they are found")


def test_how_a_line_can_go_on_hides_nothing_of_what_is_found(house: Running) -> None:
    house.write("from:to")
    inbox = house.screens.inbox
    house.until(lambda: inbox.property("found") and inbox.property("hints"), "both are shown")
    house.turn(0.05)
    assert inbox.rowCount()
    hints, first = place(item(house, "SearchHints")), place(item(house, "MailRow"))
    assert hints.bottom() <= first.top()


def test_a_folder_of_ones_own_is_completed_and_searched(house: Running) -> None:
    inbox = house.screens.inbox
    house.press("Esc", "Esc", "2", "g", "g")
    house.until(lambda: inbox.current, "something to move")
    moved = inbox.current
    house.press("v")
    house.write("Boat plans")
    house.press("Enter")
    house.until(lambda: house.number("SELECT count(*) FROM folder WHERE name = 'Boat plans'"), "it is made")
    house.press("/")
    house.write("in:boat")
    house.until(lambda: "in:Boat plans" in words(house, "SearchHints"), "it is offered")
    house.press("Tab")
    assert line(house) == 'in:"Boat plans" '
    house.until(lambda: inbox.property("found") == "1 found", "it is found")
    assert inbox.current == moved
    house.press("Esc", "Esc", "z")
    house.turn(0.2)


def test_a_near_word_is_offered_where_nothing_was_found_and_enter_takes_it(house: Running) -> None:
    house.write("harbuor")
    inbox = house.screens.inbox
    house.until(lambda: "Search for “harbour”" in words(house, "MailList"), "it is offered")
    house.press("Enter")
    house.until(lambda: inbox.property("state") == "list" and inbox.rowCount(), "they are found")
    assert inbox.property("words") == "harbour"


def test_what_was_found_is_marked_in_the_list_and_in_the_message(house: Running) -> None:
    house.write("ferry")
    inbox, reading = house.screens.inbox, house.screens.reading
    house.until(lambda: inbox.property("found"), "something is found")

    def marked(within: str, mark: str) -> list[str]:
        return [str(one.property("text")) for one in texts(house, within) if mark in str(one.property("text"))]

    def whole() -> bool:
        # While one still types, rows bear the marks of the letters that were there before.
        found = marked("MailRow", '<a href="#">')
        return bool(found) and all(">ferr" in one.lower() for one in found)

    house.until(whole, "rows are marked with what was typed")
    house.press("Enter", "Enter")
    house.until(lambda: reading.open_thread and len(reading.rows) > 1, "it is open")
    house.until(lambda: marked("MessageBlock", '<span class="hit">'), "so is the message")
    assert item(house, "ReadingList").isVisible()


def test_esc_leads_out_of_the_line_first_whether_or_not_anything_was_found(house: Running) -> None:
    inbox = house.screens.inbox
    for asked, state in (("ferry", "list"), ("zzqqzz", "nothing")):
        house.press("Esc", "Esc", "/")
        house.write(asked)
        house.until(lambda state=state: inbox.property("state") == state, f"it says {state}")  # type: ignore[misc]
        house.press("Esc")
        assert inbox.property("words") == asked, "what was asked stands"
        assert not inbox.writing
        house.press("Esc")
        assert not inbox.property("searching")
    house.press("/", "Esc")
    assert not inbox.property("searching"), "where nothing was asked there is nothing to stay with"

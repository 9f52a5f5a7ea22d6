"""Reading by keys alone: on through what is open, on to the next, out and back, with every list where it was left."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample
from tests.app.seen import every, focused, item, type_of


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened, engine=True) as made:
        made.until(lambda: made.number("SELECT count(*) FROM to_index") == 0, "the engine has indexed it all")
        yield made


@pytest.fixture
def house(running: Running) -> Running:
    running.press("Esc", "Esc", "Esc", "Esc", "g", "i", "1", "2")
    inbox = running.screens.inbox
    running.until(lambda: inbox.property("box") == Box.PEOPLE and inbox.current, "the list of people")
    running.until(lambda: inbox.rowCount() == running.number("SELECT total FROM tally WHERE box = ?", int(Box.PEOPLE)))
    running.press("g", "g")
    return running


def opened(house: Running) -> int:
    house.press("Enter")
    house.until(lambda: house.screens.reading.open_thread == house.screens.inbox.current, "it is open")
    house.until(lambda: len(house.screens.reading.rows) > 1, "its text is here")
    house.turn(0.1)
    return house.screens.reading.open_thread


def test_space_opens_reads_on_and_goes_on_to_the_next_and_shift_space_goes_back(house: Running) -> None:
    house.press("Space")
    reading = house.screens.reading
    house.until(lambda: reading.open_thread == house.screens.inbox.current, "Space opens")
    first, presses = reading.open_thread, 0
    while reading.open_thread == first:
        house.press("Space")
        house.turn(0.2)
        presses += 1
        assert presses < 60
    assert house.screens.inbox.property("cursor") == 1
    house.until(lambda: len(reading.rows) > 1, "its text is here")
    house.turn(0.2)
    house.press("Shift+Space")
    house.until(lambda: reading.open_thread == first, "back to the one before")


def test_a_page_goes_further_in_what_is_open_and_not_in_the_list(house: Running) -> None:
    opened(house)
    reading = house.screens.reading
    at = house.screens.inbox.property("cursor")
    sheet = item(house, "ReadingList")
    longer = float(sheet.property("contentHeight")) > sheet.height()
    before = float(sheet.property("contentY"))
    house.press("PageDown")
    house.turn(0.25)
    if longer:
        assert float(sheet.property("contentY")) > before
        assert house.screens.inbox.property("cursor") == at
    else:
        house.until(lambda: house.screens.inbox.property("cursor") == int(at) + 1, "it was all read")
    assert reading.open_thread


def test_f6_reaches_what_is_open_and_its_arrows_scroll_there(house: Running) -> None:
    opened(house)
    house.press("F6")
    assert "ReadingSheet" in focused(house)
    assert "reader" in house.screens.facts()
    assert focused(house)[0] == "ReadingList", "on all of it, and no part of it takes Space or Enter"
    at = house.screens.inbox.property("cursor")
    house.press("Down")
    assert house.screens.inbox.property("cursor") == at, "the arrows are the text's"
    house.press("j")
    assert house.screens.inbox.property("cursor") == int(at) + 1
    house.press("F6")
    assert "Sidebar" in focused(house)
    house.press("F6", "F6")
    assert "ReadingSheet" not in focused(house)
    house.press("F6")
    assert "ReadingSheet" in focused(house)
    house.press("Esc")
    assert not house.screens.reading.open_thread
    assert "ReadingSheet" not in focused(house), "the list has the keyboard again"


def test_what_leaves_is_followed_by_the_next_and_comes_back_with_it(house: Running) -> None:
    inbox, reading = house.screens.inbox, house.screens.reading
    house.press("j", "j")
    first = opened(house)
    house.press("e")
    following = inbox.current
    assert following not in (0, first)
    assert reading.open_thread == following, "the next one is open"
    house.turn(0.3)
    house.press("z")
    assert (reading.open_thread, inbox.current, inbox.property("cursor")) == (first, first, 2)
    house.until(lambda: not inbox._returning, "it is taken back")


def test_a_setting_sends_one_back_to_the_list_instead(house: Running) -> None:
    house.screens.preferences.change("mail.after", "list")
    try:
        first = opened(house)
        house.press("e")
        assert not house.screens.reading.open_thread
        house.turn(0.3)
        house.press("z")
        assert house.screens.reading.open_thread == first
    finally:
        house.screens.preferences.change("mail.after", "next")
        house.until(lambda: not house.screens.inbox._returning)


def test_every_list_keeps_its_cursor_and_how_far_it_was_scrolled(house: Running) -> None:
    inbox = house.screens.inbox
    view = next(one for one in every(item(house, "MailList")) if "ListView" in type_of(one))
    house.press(*["j"] * 12)
    house.turn(0.05)

    def down() -> float:
        # Rows that come in above those that are seen move the origin, and not what is seen.
        return float(view.property("contentY")) - float(view.property("originY"))

    thread, scrolled = inbox.current, down()
    assert scrolled > 0
    house.press("3")
    house.until(lambda: inbox.property("box") == Box.NEWSLETTERS and inbox.current not in (0, thread), "another")
    house.press("j", "2")
    house.until(lambda: inbox.current == thread, "the cursor is where it was")
    house.until(lambda: abs(down() - scrolled) < 2, "and so is the list")
    house.press("3")
    house.until(lambda: inbox.property("cursor") == 1 and inbox.property("box") == Box.NEWSLETTERS, "the other too")
    house.press("2")
    house.until(lambda: inbox.current == thread)
    house.press("/")
    house.write("ferry")
    house.until(lambda: inbox.property("found"), "something is found")
    house.press("Esc", "Esc")
    house.until(lambda: inbox.current == thread, "after a search too")
    house.until(lambda: abs(down() - scrolled) < 2)
    house.press("2")
    house.until(lambda: inbox.property("cursor") == 0, "its own key goes to the top")


def test_esc_from_beside_the_screen_comes_to_it_and_changes_nothing_there(house: Running) -> None:
    thread = opened(house)
    house.press("F6", "F6")
    assert "Sidebar" in focused(house)
    house.press("Tab", "Tab")
    house.press("Esc")
    if "Sidebar" in focused(house):
        house.press("Esc")
    assert "Sidebar" not in focused(house)
    assert house.screens.reading.open_thread == thread, "what is seen there stays"
    house.press("Esc")
    assert not house.screens.reading.open_thread

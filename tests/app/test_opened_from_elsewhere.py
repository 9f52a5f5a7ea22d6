"""What is opened from another screen, by keys: what is open, what the list's cursor is on and what acts are one."""

from collections.abc import Iterator

import pytest

from osone.model.mail import Box
from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened, engine=True) as made:
        made.until(lambda: made.number("SELECT count(*) FROM to_index") == 0, "the engine has indexed it all")
        yield made


@pytest.fixture(params=[Box.STARRED, Box.NEWSLETTERS, Box.INBOX])
def house(request: pytest.FixtureRequest, running: Running) -> Running:
    """At Home on the second that needs the person, with another list left in Mail."""
    running.press("Esc", "Esc", "Esc", "Esc", "g", "i")
    inbox = running.screens.inbox
    inbox.go(int(request.param))
    running.until(lambda: inbox.current, "another list")
    running.press("j", "g", "h")
    day = running.screens.day
    running.until(lambda: day.current[0] == "thread", "somebody waits")
    day.set_cursor(1)
    return running


def opened(house: Running) -> int:
    """Press Enter on the line of Home, and wait for the list that holds it."""
    kind, thread = house.screens.day.current
    assert kind == "thread"
    house.press("Enter")
    reading, inbox = house.screens.reading, house.screens.inbox
    assert (house.screens.shell.property("screen"), reading.open_thread) == ("mail", thread)
    assert inbox.current in (0, thread), "keys act on no other row meanwhile"
    house.until(lambda: inbox.current == thread, "the list stands where it is")
    return thread


def in_inbox(house: Running, thread: int) -> bool:
    return bool(house.number("SELECT count(*) FROM listing WHERE box = ? AND thread = ?", int(Box.INBOX), thread))


def test_the_list_stands_where_it_is_and_the_next_follows(house: Running) -> None:
    first = opened(house)
    inbox, reading = house.screens.inbox, house.screens.reading
    second = inbox.neighbours(1)[1]
    house.press("e")
    assert (reading.open_thread, inbox.current) == (second, second), "the next one of that list"
    house.until(lambda: not in_inbox(house, first), "it is archived")
    house.turn(0.1)
    house.press("z")
    assert (reading.open_thread, inbox.current) == (first, first), "reader and cursor are back"
    house.until(lambda: in_inbox(house, first) and not inbox._returning, "it is taken back")


def test_esc_goes_back_home_to_its_line(house: Running) -> None:
    thread = opened(house)
    house.press("Esc")
    assert house.screens.shell.property("screen") == "home"
    assert (house.screens.reading.open_thread, house.screens.day.current) == (0, ("thread", thread))
    house.press("g", "i")
    assert house.screens.inbox.current == thread


def test_who_has_gone_on_in_the_list_stays_there(house: Running) -> None:
    opened(house)
    inbox, reading = house.screens.inbox, house.screens.reading
    house.press("j")
    thread = reading.open_thread
    assert thread == inbox.current
    house.press("Esc")
    assert (house.screens.shell.property("screen"), reading.open_thread, inbox.current) == ("mail", 0, thread)


def test_what_was_selected_in_the_list_before_is_not_what_keys_act_on(house: Running) -> None:
    house.press("g", "i", "x", "g", "h")
    thread = opened(house)
    assert house.screens.selection() == {"thread": [thread]}


def test_another_view_puts_away_what_is_open(house: Running) -> None:
    thread = opened(house)
    house.press("3")
    inbox, reading = house.screens.inbox, house.screens.reading
    assert not reading.open_thread
    house.until(lambda: inbox.property("box") == Box.NEWSLETTERS and inbox.current not in (0, thread), "another list")
    assert house.screens.selection() == {"thread": [inbox.current]}


def test_a_search_puts_away_what_is_open_once_something_is_looked_for(house: Running) -> None:
    thread = opened(house)
    inbox, reading = house.screens.inbox, house.screens.reading
    house.press("/")
    house.until(lambda: inbox.writing, "the search line")
    house.press("Esc")
    assert (reading.open_thread, inbox.current) == (thread, thread), "nothing was looked for"
    house.press("/")
    house.until(lambda: inbox.writing, "the search line")
    house.write("ferry")
    house.until(lambda: inbox.property("found"), "something is found")
    house.press("Esc")
    assert not reading.open_thread
    assert house.screens.selection() == {"thread": [inbox.current]}
    house.press("Esc")
    house.until(lambda: not inbox.property("searching") and inbox.current == thread, "where one was")


def test_a_conversation_that_leaves_its_list_while_it_is_read_is_followed_by_the_next(house: Running) -> None:
    thread = opened(house)
    inbox, reading = house.screens.inbox, house.screens.reading
    following = inbox.neighbours(1)[1]
    inbox._take_out(thread)
    inbox._settle_cursor(thread)
    assert (reading.open_thread, inbox.current) == (thread, following)
    house.press("e")
    assert reading.open_thread == following
    house.until(lambda: not in_inbox(house, thread), "it is archived")
    house.turn(0.1)
    house.press("z")
    house.until(lambda: in_inbox(house, thread) and not inbox._returning, "it is taken back")


def test_what_leaves_unseen_opens_nothing(house: Running) -> None:
    thread = opened(house)
    house.press("g", "h")
    assert house.screens.day.current == ("thread", thread)
    house.press("e")
    assert not house.screens.reading.open_thread
    house.until(lambda: not in_inbox(house, thread), "it is archived")
    house.turn(0.1)
    house.press("z")
    house.until(lambda: in_inbox(house, thread) and not house.screens.inbox._returning, "it is taken back")


def test_a_task_that_is_opened_from_home_is_under_the_cursor(running: Running) -> None:
    running.press("Esc", "Esc", "Esc", "g", "t")
    running.screens.tasks.go("done")
    running.press("g", "h")
    day = running.screens.day
    _needs, due = day.property("sizes")
    assert due > 1
    day.set_cursor(int(day.property("firstDue")) + 1)
    kind, task = day.current
    running.press("Enter")
    assert kind == "task"
    assert running.screens.shell.property("screen") == "tasks"
    assert running.screens.selection() == {"task": [task]}

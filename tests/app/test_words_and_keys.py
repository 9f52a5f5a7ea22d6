"""Keys that are meant for words never act on mail, and Esc leads out of every line."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from osone.app.desk import layouts
from osone.model.mail import Box
from tests.app.house import Running, living, sample


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened, engine=True) as made:
        made.until(lambda: made.number("SELECT count(*) FROM to_index") == 0, "the engine has indexed it all")
        yield made


@pytest.fixture(params=[(1440, 900), (1024, 700), (820, 560)], ids=["wide", "narrow", "least"])
def house(running: Running, request: pytest.FixtureRequest) -> Running:
    assert running.house.window is not None
    running.house.window.resize(*request.param)
    running.turn(0.05)
    running.press("Esc", "Esc", "Esc", "Esc", "g", "i", "2")
    inbox = running.screens.inbox
    running.until(lambda: inbox.property("box") == Box.PEOPLE and inbox.current, "the list of people")
    running.press("g", "g")
    return running


def written(house: Running) -> str | None:
    """What stands in the line that has the keyboard; None where no line has it."""
    assert house.house.window is not None
    focus = house.house.window.activeFocusItem()
    text = focus.property("text") if focus is not None and focus.property("cursorVisible") is not None else None
    return str(text) if text is not None else None


def deeds(house: Running) -> int:
    """What the person did; that something on screen was read by that is none of it."""
    return house.number("SELECT count(*) FROM journal WHERE call NOT LIKE '%mail.read%'")


@pytest.mark.parametrize("reads", [False, True])
@pytest.mark.parametrize("keys", ["a", "Mod+J", "/", "q", "Mod+K"])
def test_words_follow_a_key_that_asks_for_them_at_once(house: Running, keys: str, reads: bool) -> None:
    if reads:
        house.press("Enter")
        house.until(lambda: house.screens.reading.open_thread, "it is open")
        house.turn(0.1)
    before, mail = deeds(house), house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX))
    house.press(keys, *"eu#z")
    assert written(house) == "eu#z"
    house.turn(0.05)
    assert deeds(house) == before
    assert house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX)) == mail
    house.press(*["Backspace"] * 4)
    house.press("Esc")
    assert written(house) is None
    house.press("Esc", "Esc")


def test_a_is_about_what_the_cursor_is_on_and_sends_nothing_by_itself(house: Running) -> None:
    talk, inbox = house.screens.talk, house.screens.inbox
    subject = house.screens.called(("thread", inbox.current))
    said: list[str] = []
    talk.said.connect(said.append)
    house.press("a")
    assert subject
    assert talk.property("about") == subject
    house.press("Enter", "Space", "Enter")
    assert (said, talk.property("about")) == ([], subject)
    house.press("Backspace", "Backspace")
    assert talk.property("about") == "", "it is taken away like a letter"
    house.press("Esc")
    talk.said.disconnect(said.append)


def test_the_words_are_about_what_they_were_begun_with_wherever_the_cursor_went(running: Running) -> None:
    running.press("Esc", "Esc", "Esc", "g", "i", "2")
    inbox, talker = running.screens.inbox, running.house.talker
    running.until(lambda: inbox.property("box") == Box.PEOPLE and inbox.current, "the list of people")
    running.press("g", "g")
    thread, subject = inbox.current, running.screens.called(("thread", inbox.current))
    running.press("a", *"thanks")
    inbox.set_cursor(3)
    running.press("Enter")
    running.until(lambda: running.screens.talk.property("about") == "", "it is sent")
    running.until(lambda: talker._meant() == {"thread": [thread]}, "it is about what was chosen")
    running.until(
        lambda: any(kind == "note" and subject in words for kind, words in running.talk()), "the talk says so"
    )
    running.press("Esc", "Esc")


def test_what_is_selected_is_what_is_talked_about(house: Running) -> None:
    house.press("x", "j", "x", "a")
    assert house.screens.talk.property("about") == "2 conversations"
    assert len(house.screens.talk.take_about()) == 2
    house.press("Esc", "Esc")


def test_esc_leaves_the_line_then_goes_back_and_the_words_stay(house: Running) -> None:
    house.press("Enter")
    reading = house.screens.reading
    house.until(lambda: reading.open_thread, "it is open")
    house.press("Mod+J", "h", "i")
    house.press("Esc")
    assert written(house) is None
    assert reading.open_thread, "the first Esc is the line's"
    house.press("Esc")
    assert not reading.open_thread, "the second goes back"
    house.press("Mod+J")
    assert written(house) == "hi"
    house.press("Backspace", "Backspace", "Esc")


def test_esc_in_a_search_goes_to_what_was_found_and_then_to_the_list(house: Running) -> None:
    inbox = house.screens.inbox
    house.press("/")
    house.write("ferry")
    house.until(lambda: inbox.property("found"), "something is found")
    house.press("Esc")
    assert written(house) is None
    assert inbox.property("words") == "ferry"
    house.press("Esc")
    assert not inbox.property("searching")
    house.press("/", "Esc")
    assert not inbox.property("searching"), "where nothing was asked there is nothing to go to"
    house.press("/", *"qzqz")
    house.until(lambda: inbox.property("state") == "nothing", "nothing is found")
    house.press("Esc")
    assert written(house) is None, "the line is left, where nothing was found as well"
    assert inbox.property("searching")
    house.press("Esc")
    assert not inbox.property("searching")


def test_no_key_acts_on_what_lies_under_a_question_or_the_sheet_of_keys(house: Running) -> None:
    before, cursor = deeds(house), house.screens.inbox.current
    house.screens.shell.card("test", "Really?", "It is for good.", "Yes", "No")
    house.turn(0.02)
    house.press("e", "#", "j", "s", "g", "t")
    assert house.screens.shell.property("screen") == "mail"
    assert (deeds(house), house.screens.inbox.current) == (before, cursor)
    house.press("Esc")
    assert not house.screens.shell.property("asking")
    house.press("?")
    house.press("e", "#")
    assert written(house) == "e#"
    house.press("Esc")
    assert (deeds(house), house.screens.shell.property("sheet")) == (before, False)


def test_the_companion_lies_over_a_narrow_window_for_as_long_as_one_talks(house: Running) -> None:
    shell = house.screens.shell
    narrow = bool(shell.property("narrow"))
    assert bool(shell.property("folded")) is narrow
    house.press("Mod+J")
    assert not shell.property("folded")
    house.press("Esc")
    assert bool(shell.property("folded")) is narrow


def test_space_that_is_held_talks_and_does_not_read_on(running: Running) -> None:
    running.press("Esc", "Esc", "Esc", "g", "i", "2")
    heard: list[bool] = []
    running.screens.talk.set_hears(True)
    running.screens.talk.earAsked.connect(lambda: heard.append(True))
    window = running.house.window
    assert window is not None
    for kind, seconds in ((QEvent.Type.KeyPress, 0.7), (QEvent.Type.KeyRelease, 0.05)):
        event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
        running.loop.call_soon(QCoreApplication.sendEvent, window, event)
        running.turn(seconds)
    assert heard == [True]
    assert not running.screens.reading.open_thread
    running.screens.talk.set_hears(False)


@pytest.mark.parametrize(
    ("down", "up", "tasks"),
    [("о", "л", "пе"), ("ξ", "κ", "γτ"), ("ت", "ن", "لف"), ("ח", "ל", "עא"), ("ㅓ", "ㅏ", "ㅎㅅ")],
    ids=["Russian", "Greek", "Arabic", "Hebrew", "Korean"],
)
def test_the_keys_of_a_keyboard_of_another_script_do_what_stands_on_the_caps(
    house: Running, down: str, up: str, tasks: str
) -> None:
    inbox = house.screens.inbox
    first = inbox.current
    house.press(down)
    assert inbox.property("cursor") == 1
    house.press(up)
    assert inbox.current == first
    house.press(*tasks)
    assert house.screens.shell.property("screen") == "tasks"


@pytest.mark.parametrize(("four", "two"), [("'", "é"), ("č", "ě")], ids=["French", "Czech"])
def test_the_upper_row_of_other_keyboards_goes_to_the_views(house: Running, four: str, two: str) -> None:
    inbox, window = house.screens.inbox, house.house.window
    assert window is not None
    for sign, place, box in ((four, "4", Box.REST), (two, "2", Box.PEOPLE)):
        # X11's number of the key is all that tells a French ' from that of another keyboard.
        code = layouts.X11_OFFSET + next(number for number, cap in layouts.PLACES.items() if cap == place)
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(sign.upper())), none, code, 0, 0, sign)
        house.loop.call_soon(QCoreApplication.sendEvent, window, event)
        house.turn(0.05)
        house.until(lambda box=box: inbox.property("box") == box, "the view")  # type: ignore[misc]


def test_esc_does_nothing_to_a_screen_that_is_not_seen(house: Running) -> None:
    house.press("g", "t", "4")
    house.until(lambda: house.screens.tasks.property("state") == "list", "tasks")
    house.press("Home", "x")
    assert house.screens.tasks.selecting
    house.press("g", "i", "Enter")
    house.until(lambda: house.screens.reading.open_thread, "it is open")
    house.press("g", "c", "Esc", "Esc", "Esc")
    assert house.screens.reading.open_thread, "nobody sees it"
    house.press("g", "i", "Esc")
    assert not house.screens.reading.open_thread
    house.press("Esc", "Esc")
    assert house.screens.tasks.selecting
    house.press("g", "t", "Esc")
    assert not house.screens.tasks.selecting


def test_every_list_of_tasks_keeps_its_cursor(house: Running) -> None:
    house.press("g", "t", "4")
    tasks = house.screens.tasks
    house.until(lambda: tasks.property("state") == "list" and len(tasks.rows) > 3, "tasks")
    house.press("Home", "j", "j")
    at = tasks.rows[int(tasks.property("cursor"))]["key"]
    house.press("1")
    house.turn(0.1)
    house.press("4")
    house.until(lambda: tasks.rows[int(tasks.property("cursor"))]["key"] == at, "the cursor is where it was")
    house.press("g", "c", "g", "t")
    house.turn(0.1)
    assert tasks.rows[int(tasks.property("cursor"))]["key"] == at

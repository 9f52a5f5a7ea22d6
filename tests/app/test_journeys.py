"""Journeys through the house by keys, with the sample world in it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from osone.model.calendar import OWN
from osone.model.mail import Box, Flag
from tests.app.house import Running, living, sample
from tests.parts.rows import rows

ROLE = "SELECT count(*) FROM shown s JOIN folder f ON f.id = s.folder WHERE f.role = ?"
STARRED = f"SELECT count(*) FROM shown WHERE flags & {int(Flag.FLAGGED)}"
UNREAD = f"SELECT count(*) FROM shown WHERE NOT flags & {int(Flag.SEEN)}"


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened, engine=True) as running:
        running.until(lambda: running.number("SELECT count(*) FROM to_index") == 0, "the engine has indexed it all")
        yield running


def to_people(house: Running) -> None:
    house.press("Esc", "Esc", "Esc", "g", "i", "2")
    inbox = house.screens.inbox
    house.until(lambda: inbox.property("box") == Box.PEOPLE and inbox.current, "the list of people")
    listed = "SELECT total FROM tally WHERE box = ?"
    house.until(lambda: inbox.rowCount() == house.number(listed, int(Box.PEOPLE)), "its rows")
    house.press("g", "g")


def test_keys_go_through_the_list(house: Running) -> None:
    to_people(house)
    inbox = house.screens.inbox
    house.press("j", "j", "k")
    assert inbox.property("cursor") == 1
    house.press("Enter")
    house.until(lambda: house.screens.reading.open_thread == inbox.current, "the letter is open")
    house.press("j")
    house.until(lambda: house.screens.reading.open_thread == inbox.current, "the next letter is open")
    house.press("Esc")
    assert house.screens.reading.open_thread == 0


@pytest.mark.parametrize(
    ("key", "query", "bound"),
    [("e", ROLE, ("archive",)), ("#", ROLE, ("trash",)), ("!", ROLE, ("junk",)), ("s", STARRED, ()), ("u", UNREAD, ())],
)
def test_a_key_acts_and_z_takes_it_back(key: str, query: str, bound: tuple[str, ...], house: Running) -> None:
    to_people(house)
    before = house.number(query, *bound)
    house.press(key)
    house.until(lambda: house.number(query, *bound) != before, f"{key} was done")
    after = house.number(query, *bound)
    house.press("z")
    house.until(lambda: house.number(query, *bound) == before, f"{key} was taken back")
    house.press("Shift+Z")
    house.until(lambda: house.number(query, *bound) == after, f"{key} was done again")
    house.press("z")
    house.until(lambda: house.number(query, *bound) == before, f"{key} was taken back again")


def test_what_is_selected_is_archived_together_and_comes_back_together(house: Running) -> None:
    to_people(house)
    listed = house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX))
    house.press("x", "j", "x", "Shift+J")
    assert house.screens.inbox.property("selection") == 3
    house.press("e")
    house.until(lambda: house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX)) == listed - 3)
    assert house.screens.inbox.property("selection") == 0
    house.until(lambda: any("3 conversations" in words for words in house.toasts()), "it is told of")
    house.press("z")
    assert house.screens.inbox.property("selection") == 3, "selected as they were"
    house.until(lambda: house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX)) == listed)


def test_search_answers_as_one_types_and_esc_leaves_it(house: Running) -> None:
    to_people(house)
    inbox = house.screens.inbox
    rows = inbox.rowCount()
    house.press("/")
    house.until(lambda: inbox.property("searching"), "the search line")
    house.turn(0.02)
    house.write("ferry")
    house.until(lambda: inbox.property("words") == "ferry" and 0 < inbox.rowCount() < rows, "something is found")
    house.press("Esc")
    assert inbox.property("searching"), "out of the line, to what was found"
    house.press("Esc")
    house.until(lambda: not inbox.property("searching"), "the search is left")
    house.until(lambda: inbox.rowCount() == rows, "the list is back")


def test_what_a_search_found_is_acted_on_in_its_place(house: Running) -> None:
    to_people(house)
    inbox, reading = house.screens.inbox, house.screens.reading
    house.press("/")
    house.until(lambda: inbox.property("searching"), "the search line")
    house.turn(0.02)
    house.write("ferry")
    house.until(lambda: inbox.property("found") and not inbox._question, "something is found")
    house.press("Esc", "g", "g")
    found, said, first = inbox.rowCount(), inbox.property("found"), inbox.current
    archived = house.number(ROLE, "archive")
    assert found > 1
    house.press("e")
    second = inbox.current
    assert second not in (0, first)
    house.until(lambda: house.number(ROLE, "archive") > archived, "it is archived")
    house.turn(0.2)
    assert (inbox.rowCount(), inbox.property("found"), inbox.is_away(first)) == (found, said, True)
    house.press("z")
    assert (inbox.current, inbox.is_away(first)) == (first, False)
    house.until(lambda: house.number(ROLE, "archive") == archived, "it is taken back")
    house.press("Enter")
    house.until(lambda: reading.open_thread == first, "it is open")
    house.press("#")
    assert (reading.open_thread, inbox.current) == (second, second), "the next is open"
    house.until(lambda: inbox.rowCount() == found - 1, "nothing is looked for in the trash")
    house.press("z")
    assert (reading.open_thread, inbox.current, inbox.rowCount()) == (first, first, found)
    house.until(lambda: not inbox._returning, "it is taken back")
    house.press("Esc", "Esc")
    house.until(lambda: not inbox.property("searching"), "the search is left")


def test_the_palette_takes_one_anywhere(house: Running) -> None:
    to_people(house)
    house.press("Mod+K")
    house.until(lambda: house.screens.finder.property("opened"), "the palette")
    house.turn(0.02)
    house.write("calendar")
    house.press("Enter")
    assert house.screens.shell.property("screen") == "calendar"
    assert not house.screens.finder.property("opened")
    house.press("g", "t")
    assert house.screens.shell.property("screen") == "tasks"
    house.press("Mod+1")
    assert house.screens.shell.property("screen") == "home"


def test_the_palette_finds_a_setting_by_its_name_and_by_its_value_and_sets_it(house: Running) -> None:
    finder, preferences = house.screens.finder, house.screens.preferences
    for words, key, value in (("text size 110", "look.scale", 110), ("dark", "look.mode", "night")):
        house.press("Mod+K")
        house.until(lambda: finder.property("opened"), "the palette")
        house.turn(0.02)
        finder.type(words)
        at = next(n for n, row in enumerate(finder.rows) if row["kind"] == "given")
        finder.point(at)
        house.press("Enter")
        assert preferences.value(key) == value
        house.until(lambda key=key: house.rows("SELECT 1 FROM setting WHERE key = ?", key), "it is kept")  # type: ignore[misc]
        house.press("z")
        house.until(lambda key=key, value=value: preferences.value(key) != value, "it is taken back")  # type: ignore[misc]
    house.press("Mod+K")
    house.until(lambda: finder.property("opened"), "the palette")
    house.turn(0.02)
    finder.type("zoom")
    titles = [row["title"] for row in finder.rows]
    assert titles[:2] == ["Larger text", "Smaller text"]
    finder.point(titles.index("Text size"))
    house.press("Enter")
    assert [row["title"] for row in finder.rows][:2] == ["80 %", "90 %"]
    finder.type("30")
    house.press("Enter")
    house.until(lambda: any("Text size is one of these" in words for words in house.toasts()), "what it can be is told")
    assert preferences.value("look.scale") == 100


def test_c_at_home_begins_a_message(house: Running) -> None:
    house.press("Esc", "Esc", "g", "h", "c")
    house.until(lambda: house.screens.writing.number, "a message is begun")
    assert house.screens.shell.property("screen") == "writing"
    house.turn(0.05)
    house.press("Esc", "Esc")
    assert house.screens.shell.property("screen") == "home", "and back to where it was begun"


def test_a_task_is_captured_in_plain_words_done_moved_and_taken_back(house: Running) -> None:
    house.press("g", "t")
    before = house.number("SELECT count(*) FROM task")
    house.press("q")
    house.until(lambda: house.screens.capture.property("opened"), "the line to write on")
    house.turn(0.02)
    house.write("water the fig today")
    house.press("Enter")
    house.until(lambda: house.number("SELECT count(*) FROM task") == before + 1, "the task is there")
    newest = house.rows("SELECT title, due FROM task ORDER BY id DESC LIMIT 1")
    assert newest == [("water the fig", date.today().isoformat())]
    tasks = house.screens.tasks
    own = house.number("SELECT max(id) FROM task")
    house.until(lambda: tasks.place_of(own) >= 0, "it is in the list")
    tasks.set_cursor(tasks.place_of(own))
    place = "SELECT position FROM task WHERE id = ?"
    stood = house.rows(place, own)
    house.press("Mod+Up")
    house.until(lambda: house.rows(place, own) != stood, "it moved up")
    ticked = "SELECT count(*) FROM task WHERE id = ? AND done_at IS NOT NULL"
    house.press("e")
    house.until(lambda: house.number(ticked, own) == 1, "it is done")
    house.press("z")
    house.until(lambda: house.number(ticked, own) == 0, "it is to do again")


def test_an_event_is_written_in_plain_words_opened_deleted_and_taken_back(house: Running) -> None:
    house.press("g", "c", "2")
    calendar, capture = house.screens.calendar, house.screens.capture
    house.until(lambda: calendar.property("state") == "list", "the week")
    every = "SELECT count(*) FROM event"
    before = house.number(every)
    house.press("q")
    house.until(lambda: capture.property("opened"), "the line to write on")
    house.turn(0.02)
    house.write("soup with noor tomorrow 5:15")
    house.press("Down", "Up", "Enter")
    house.until(lambda: house.number(every) == before + 1, "the event is there")
    own = house.number("SELECT max(id) FROM event")
    assert house.rows("SELECT title, calendar FROM event WHERE id = ?", own) == [("soup with noor", OWN)]
    house.until(lambda: any(str(r["key"]).startswith(f"{own}/") for r in rows(calendar, "blocks")), "it is in the week")
    calendar.point(next(str(r["occurrence"]) for r in rows(calendar, "blocks") if str(r["key"]).startswith(f"{own}/")))
    house.press("Enter")
    house.until(lambda: calendar.property("opened"), "it opens")
    house.press("#")
    house.until(lambda: house.number(every) == before, "it is deleted")
    house.press("z")
    house.until(lambda: house.number(every) == before + 1, "it is back")
    house.press("Esc", "z")
    house.until(lambda: house.number(every) == before, "it was never written")


def test_the_calendar_goes_by_keys_to_any_day_and_in_any_view(house: Running) -> None:
    house.press("g", "c", "3")
    calendar = house.screens.calendar
    house.until(lambda: calendar.property("view") == "month", "the month")
    house.press("2", "t", "Right", "Right", "Left")
    house.until(lambda: calendar.day == date.today() + timedelta(days=1), "tomorrow")
    house.press("g", "d")
    house.until(lambda: house.screens.finder.property("opened"), "which day?")
    house.turn(0.02)
    house.write("3 march 2027")
    house.press("Enter")
    house.until(lambda: calendar.day == date(2027, 3, 3), "that day")
    house.press("n", "n", "p")
    house.until(lambda: calendar.day == date(2027, 3, 10), "the week after")
    house.press("t")
    house.until(lambda: calendar.day == date.today(), "today again")
    kept = "SELECT value FROM setting WHERE key = 'calendar.view'"
    house.until(lambda: house.rows(kept) == [('"week"',)], "the view is kept")


def test_looking_is_no_deed_that_z_takes_back(house: Running) -> None:
    to_people(house)
    listed = house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX))
    house.press("e")
    house.until(lambda: house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX)) == listed - 1)
    before = house.number("SELECT count(*) FROM journal")
    house.press("g", "c", "3", "1", "2", "g", "t", "1", "2", "g", "c", "1")
    house.screens.gesture("fold")
    house.screens.gesture("mode")
    kept = "SELECT value FROM setting WHERE key = ?"
    house.until(lambda: house.rows(kept, "calendar.view") == [('"day"',)], "the view is kept")
    house.until(lambda: house.rows(kept, "look.mode") == [('"night"',)], "and so is the night")
    assert house.number("SELECT count(*) FROM journal") == before
    house.press("z")
    house.until(lambda: any("Undone: archived" in words for words in house.toasts()), "what was done is taken back")
    assert house.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX)) == listed
    house.press("2")
    house.screens.gesture("fold")
    house.screens.gesture("mode")
    house.until(lambda: house.rows(kept, "look.mode") == [('"day"',)])


def test_the_companion_knows_the_day_without_any_mind(house: Running) -> None:
    assert "<strong>Today</strong>" in house.ask("what is today?")
    assert house.number("SELECT count(*) FROM turn") >= 2
    house.press("Esc")


def test_the_sheet_says_everywhere_of_keys_alone_that_act_everywhere(house: Running) -> None:
    house.press("Mod+1", "?")
    verbs = {line.command: line for line in house.screens.shell._every}
    places = {line.group for line in verbs.values()}
    assert {"Everywhere", "Writing", "Reading"} <= places
    for name, line in verbs.items():
        if line.group == "Everywhere":
            needs = [clause.needs for clause in house.house.dispatcher.verbs[name].when.clauses]
            assert frozenset() in needs, name
    house.press("Esc")


def test_the_sheet_of_keys_opens_and_closes(house: Running) -> None:
    house.press("Mod+1", "?")
    assert house.screens.shell.property("sheet")
    house.press("Esc")
    assert not house.screens.shell.property("sheet")

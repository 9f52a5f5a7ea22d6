"""Events are changed and taken away by keys: the line of one, and which of a series is meant."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from osone.host import here
from tests.app.house import Running, free_days


@pytest.fixture
def house() -> Iterator[Running]:
    with free_days() as running:
        yield running


def add(house: Running, line: str) -> None:
    """An event that was written, with the cursor on it in its week."""
    house.press("g", "c", "2", "q")
    house.turn(0.05)
    house.write(line)
    house.press("Enter")
    house.until(lambda: house.screens.calendar.current, f"{line} is written")


def shown(house: Running) -> list[str]:
    """What is drawn of the week, in order."""
    rows = house.screens.calendar.property("blocks").rows
    return [f"{row['column']} {row['clock']} {row['title']}" for row in rows]


def on_line(house: Running) -> str:
    return str(house.screens.capture.property("words")) if house.screens.capture.property("opened") else ""


def over(house: Running, words: str) -> None:
    """Write over the whole line, as after Ctrl+A."""
    house.press("Mod+A", "Backspace")
    house.write(words)


def cards(house: Running) -> list[str]:
    return [str(row["body"]) for row in house.screens.shell.property("cards").rows]


def titles(house: Running) -> list[tuple[object, ...]]:
    return house.rows("SELECT title, location, notes FROM event ORDER BY id")


def every(one: QQuickItem) -> Iterator[QQuickItem]:
    yield one
    for child in one.childItems():
        yield from every(child)


def drawn(house: Running, kind: str) -> list[QQuickItem]:
    """What is seen of a kind of item."""
    assert house.house.window is not None
    root: QQuickItem = house.house.window.contentItem()
    names = ((one, one.metaObject().className().partition("_QMLTYPE")[0]) for one in every(root))
    return [one for one, name in names if name == kind and one.isVisible()]


def next_monday() -> datetime:
    today = here.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


def test_an_event_is_changed_in_its_own_words_and_taken_back(house: Running) -> None:
    add(house, "lunch with Ann next monday 12:30 at Rosa's")
    house.press("Enter")
    house.until(lambda: house.screens.calendar.property("opened"), "it is open")
    house.press("Enter")
    house.until(lambda: on_line(house), "its line is open")
    day = next_monday()
    assert on_line(house) == f"lunch with Ann Mon {day.day} {day:%b} 12:30 to 13:30 at Rosa's" + (
        f" {day.year}" if day.year != here.now().year else ""
    )
    over(house, "long lunch tuesday 15:00 for 2 hours at the Harbour")
    chips = [str(row["text"]) for row in house.screens.capture.property("chips").rows]
    assert chips[0] == "New name “long lunch”"
    assert "→" in chips[1]
    assert "the Harbour" in chips
    house.press("Tab")
    house.write("bring cash")
    house.press("Mod+Enter")
    house.until(lambda: titles(house) == [("long lunch", "the Harbour", "bring cash")], "it is kept")
    house.press("Esc", "z")
    house.until(lambda: titles(house) == [("lunch with Ann", "Rosa's", "")], "it is taken back")


def test_a_change_is_shown_in_the_frame_of_its_key_and_the_line_that_was_left_changes_nothing(house: Running) -> None:
    add(house, "review next monday 10:00")
    house.press("Mod+E")
    house.until(lambda: on_line(house), "its line is open")
    over(house, "walk 16:00")
    house.press("Esc")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked after what was written")
    house.turn(0.05)
    house.press("Down", "Enter")
    house.until(lambda: not house.screens.shell.property("asking"), "it is not to be saved")
    assert shown(house) == ["0 10:00 review"]
    house.press("h")
    house.until(lambda: on_line(house), "its line is open again")
    assert on_line(house).startswith("review Mon ")
    over(house, "16:00")
    house.press("Enter")
    assert shown(house) == ["0 16:00 review"]
    house.until(lambda: any("Moved “review”" in words for words in house.toasts()), "it is told")
    assert shown(house) == ["0 16:00 review"]
    house.press("h")
    house.until(lambda: on_line(house), "its line is open once more")
    over(house, "by two weeks")
    house.press("Enter")
    away = next_monday() + timedelta(days=14)
    house.until(lambda: house.screens.calendar.day == away.date(), "one is where it went")
    house.until(lambda: shown(house) == ["0 16:00 review"], "and sees it there")


def test_which_of_a_series_is_asked_first_and_this_one_is_the_default(house: Running) -> None:
    add(house, "standup every weekday at 9:30")
    house.press("n")
    house.until(lambda: len(shown(house)) == 5, "a whole week is drawn")
    house.press("Home", "#")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked")
    house.press("Esc")
    assert len(shown(house)) == 5
    house.press("#")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked again")
    house.turn(0.05)
    house.press("Enter")
    house.until(lambda: [row[0] for row in shown(house)] == ["1", "2", "3", "4"], "that one is gone, and no other")
    house.until(lambda: any("The others stay" in words for words in house.toasts()), "it is told")
    house.press("z")
    house.until(lambda: len(shown(house)) == 5, "it is back")
    house.press("Home", "j", "j", "#")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked")
    house.turn(0.05)
    house.press("Down", "Enter")
    house.until(lambda: [row[0] for row in shown(house)] == ["0", "1"], "that one and those after it are gone")
    house.press("z")
    house.until(lambda: len(shown(house)) == 5, "they are back")


def test_a_change_of_a_series_is_of_this_one_or_of_more(house: Running) -> None:
    add(house, "standup every weekday at 9:30")
    house.press("n")
    house.until(lambda: len(shown(house)) == 5, "a whole week is drawn")
    house.press("Home", "j", "Mod+E")
    house.until(lambda: on_line(house), "its line is open")
    over(house, "11:00")
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked")
    house.turn(0.05)
    house.press("Esc")
    house.until(lambda: on_line(house) == "11:00", "nothing that was written is lost")
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked again")
    house.turn(0.05)
    house.press("Down", "Enter")
    moved = ["0 09:30 standup", *(f"{day} 11:00 standup" for day in range(1, 5))]
    house.until(lambda: shown(house) == moved, "those from it on are moved")
    house.until(lambda: house.rows("SELECT count(*) FROM event") == [(2,)], "the series is parted")
    assert shown(house) == moved
    house.press("z")
    house.until(lambda: house.rows("SELECT count(*) FROM event") == [(1,)], "it is whole again")
    house.until(lambda: {row[2:7] for row in shown(house)} == {"09:30"}, "and shown so")


def test_the_cursor_stays_on_the_one_that_was_moved_and_the_card_names_its_hour(house: Running) -> None:
    add(house, "standup every weekday at 10:00")
    house.press("n")
    house.until(lambda: len(shown(house)) == 5, "a whole week is drawn")
    house.press("Home", "j", "j", "Mod+E")
    house.until(lambda: on_line(house), "its line is open")
    day = house.screens.calendar.day + timedelta(days=1)
    over(house, f"{day.day} {day:%B} 15:00")
    house.press("Enter")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked")
    house.turn(0.05)
    house.press("Enter")
    house.until(lambda: any("Moved “standup”" in words for words in house.toasts()), "it is told")
    house.turn(0.2)
    one = house.screens.calendar.occurrence
    assert one is not None
    assert f"{one.start:%w %H:%M}" == "4 15:00"
    house.press("#")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked")
    house.turn(0.05)
    assert "15:00 to 16:00" in cards(house)[-1]
    house.press("Enter")
    house.until(lambda: "3 15:00 standup" not in shown(house), "that one goes, and no other")
    assert "3 10:00 standup" in shown(house)


def test_notes_that_were_written_outlast_esc_until_they_are_saved_or_not(house: Running) -> None:
    add(house, "lunch next monday 12:30")
    house.press("h")
    house.until(lambda: on_line(house), "its line is open")
    house.press("Tab")
    house.write("bring cash")
    house.press("Esc")
    assert on_line(house).startswith("lunch"), "the first Esc goes back to the line"
    house.press("Esc")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked whether to save")
    house.turn(0.05)
    house.press("Esc")
    house.until(lambda: on_line(house), "the line is there as it was left")
    assert house.screens.capture.property("notes") == "bring cash"
    house.press("Esc")
    house.until(lambda: house.screens.shell.property("asking"), "it is asked again")
    house.turn(0.05)
    house.press("Enter")
    house.until(lambda: [row[2] for row in titles(house)] == ["bring cash"], "they are saved")
    house.press("h")
    house.until(lambda: on_line(house), "its line is open again")
    house.press("Esc")
    house.turn(0.05)
    assert not house.screens.shell.property("asking"), "nothing is asked where nothing was changed"


def test_an_event_whose_line_was_left_has_its_card_again(house: Running) -> None:
    add(house, "lunch with Ann next monday 12:30")
    house.press("h")
    house.until(lambda: on_line(house), "its line is open")
    house.press("Esc")
    house.until(lambda: not on_line(house), "it is left")
    house.press("Enter")
    house.until(lambda: drawn(house, "EventSheet"), "the card is seen")


def test_the_day_and_the_advice_of_an_empty_line_stand_beneath_each_other(house: Running) -> None:
    house.press("g", "c", "2", "c")
    house.until(lambda: drawn(house, "CaptureChip"), "the day is told")
    house.turn(0.1)
    (chip,), (foot,) = drawn(house, "CaptureChip"), drawn(house, "CaptureFoot")
    where, beneath = (one.mapRectToScene(QRectF(0, 0, one.width(), one.height())) for one in (chip, foot))
    assert where.bottom() < beneath.top()


def test_the_line_stays_and_says_why_where_nothing_of_it_can_be_done(house: Running) -> None:
    add(house, "review next monday 10:00")
    house.press("Mod+E")
    house.until(lambda: on_line(house), "its line is open")
    over(house, "10:00 to 9:00")
    why: list[str] = []
    house.screens.capture.doubted.connect(why.append)
    house.press("Enter")
    assert on_line(house) == "10:00 to 9:00"
    assert why == ["It can't end at 09:00, before it begins."] == [house.screens.capture.property("remark")]
    over(house, "10:00 to 11:30")
    house.press("Enter")
    house.until(lambda: any("10:00 to 11:30" in words for words in house.toasts()), "it is kept")
    assert not on_line(house)

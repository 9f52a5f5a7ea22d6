"""The capture line's view-model: chips as the words are understood, words that can be only words, and what is kept."""

from collections.abc import Iterator

import pytest

from osone.bridge.drawing.ink import Ink
from osone.bridge.window.capture import Capture
from tests.parts.rows import rows
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()
LINE = "lunch with Amira tomorrow 12:30 at Rosa's"


@pytest.fixture
def acts() -> Acted:
    return Acted()


@pytest.fixture
def capture(acts: Acted) -> Iterator[Capture]:
    made = Capture()
    made.begin(Answers(world.lived_in()), acts, lambda: NOW)
    yield made
    made.deleteLater()


def chips(capture: Capture) -> list[str]:
    return [("–" if row["off"] else "") + str(row["text"]) for row in rows(capture, "chips")]


def test_words_become_chips_with_names_that_the_store_knows(capture: Capture) -> None:
    capture.open(LINE)
    assert chips(capture) == ["Event", "Tue 24 Nov, 12:30 to 13:30", "Amira Farouk", "Rosa's"]
    assert capture.property("free") == "You have Lease with Amira then, 11:00 to 13:00"
    assert capture.property("clash")
    capture.type(LINE.replace("12:30", "14:30"))
    assert capture.property("free") == "You're free then"
    assert not capture.property("clash")


def test_an_event_is_kept_with_the_people_it_names(capture: Capture, acts: Acted) -> None:
    capture.open(LINE)
    capture.keep()
    assert not capture.property("opened")
    (verb, arguments), *rest = acts.ran
    assert not rest
    assert verb == "event.add"
    assert arguments["line"] == LINE
    assert str(arguments["people"]).startswith("['Amira Farouk <")


def test_tab_makes_it_a_task_and_an_event_again(capture: Capture, acts: Acted) -> None:
    capture.open(LINE)
    capture.turn()
    assert chips(capture) == ["Task", "Tue 24 Nov, 12:30"]
    capture.turn()
    assert chips(capture)[0] == "Event"
    capture.turn()
    capture.keep()
    assert acts.ran == [("task.add", {"line": LINE, "plain": []})]


def test_a_line_without_a_time_is_a_task_and_as_an_event_it_is_today(capture: Capture, acts: Acted) -> None:
    capture.open("write to Marlow #book p2")
    assert chips(capture) == ["Task", "Book", "priority 2"]
    capture.turn()
    assert chips(capture) == ["Event", "Mon 23 Nov"]
    capture.keep()
    assert acts.ran == [
        ("event.add", {"line": "write to Marlow #book p2", "day": "2026-11-23", "plain": [], "people": []})
    ]


def test_a_chip_can_be_only_words_and_mean_it_after_all(capture: Capture, acts: Acted) -> None:
    capture.open(LINE)
    assert not capture.drop(), "the keyboard is on the line"
    for _ in range(3):
        capture.step(1)
    assert [row["text"] for row in rows(capture, "chips") if row["current"]] == ["Rosa's"]
    assert capture.drop()
    assert chips(capture)[-1] == "–Rosa's"
    assert capture.drop()
    assert chips(capture)[-1] == "Rosa's"
    capture.drop()
    capture.keep()
    assert acts.ran[0][1]["plain"] == ["place"]


def test_the_day_one_looks_at_is_the_day_of_what_names_none(capture: Capture, acts: Acted) -> None:
    capture.open("", day="2026-11-27", dated=True)
    capture.type("review 14:30")
    assert chips(capture) == ["Event", "Fri 27 Nov, 14:30 to 15:30"]
    capture.keep()
    assert acts.ran[0][1]["day"] == "2026-11-27"


def test_what_repeats_says_how_often_and_as_a_task_keeps_its_words(capture: Capture) -> None:
    capture.open("standup every weekday at 9:30")
    assert "every workday" in chips(capture)
    capture.turn()
    assert chips(capture) == ["Task", "Tue 24 Nov, 09:30"]


def test_an_empty_line_keeps_nothing_and_stays(capture: Capture, acts: Acted) -> None:
    capture.open("")
    assert chips(capture) == []
    capture.keep()
    assert acts.ran == []
    assert capture.property("opened")
    capture.close()
    assert not capture.property("opened")


def test_what_was_put_away_unkept_is_there_again_and_what_was_kept_is_not(capture: Capture) -> None:
    capture.open("")
    capture.type(LINE)
    capture.close()
    capture.open("")
    assert (capture.property("words"), chips(capture)[0]) == (LINE, "Event")
    capture.keep()
    capture.open("")
    assert capture.property("words") == ""


def test_a_line_that_is_pasted_with_breaks_is_one_line(capture: Capture) -> None:
    capture.open("")
    capture.type("lunch tomorrow\n12:30")
    assert chips(capture)[0] == "Event"


def test_an_answer_for_words_that_have_changed_is_not_shown() -> None:
    reads = Answers(world.lived_in())
    made = Capture()
    made.begin(reads, Acted(), lambda: NOW)
    reads.held = []
    made.open(LINE)
    made.type("lunch tomorrow 18:00")
    held, reads.held = reads.held, None
    held[0]()
    assert made.property("free") == ""
    held[1]()
    assert made.property("free") == "You're free then"


def test_ink_wants_the_document_of_a_text_field(capture: Capture) -> None:
    with pytest.raises(TypeError):
        Ink(capture, {}, capture)

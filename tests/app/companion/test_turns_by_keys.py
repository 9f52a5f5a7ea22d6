"""What was said is copied, asked again, explained and deleted by keys, from an empty line with Up."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from osone.app.profile.profile import Profile
from tests.app.house import Running, living, sample
from tests.app.seen import item, items, place

SAID = "SELECT count(*) FROM turn"


@pytest.fixture
def world() -> Iterator[Profile]:
    with sample() as opened:
        yield opened


def wait(house: Running) -> None:
    house.until(lambda: house.house.talker._conversation is not None, "somebody answers")


def persons(house: Running) -> list[str]:
    return [words for kind, words in house.talk() if kind == "person"]


def deeds(house: Running, field: str) -> list[str]:
    return [str(row[field]) for row in house.screens.talk.rows if row["kind"] == "deed"]


def choose(house: Running, steps: int) -> None:
    """From the line up to the turn so many before the end."""
    house.press("Mod+J", *["Up"] * steps)
    house.until(lambda: house.screens.turns.on, "a turn is chosen")


def test_an_answer_is_copied_as_it_reads(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("tell me a joke")
        choose(house, 1)
        house.press("Mod+C")
        house.until(lambda: "Copied" in house.toasts(), "it is copied")
        answer = [str(row["heard"]) for row in house.screens.talk.rows if row["kind"] == "paragraph"][-1]
        assert QGuiApplication.clipboard().text().endswith(answer)
        assert "<" not in QGuiApplication.clipboard().text()


def test_a_question_is_changed_and_asked_again(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("what's on today?")
        choose(house, 2)
        assert house.screens.turns.property("mine")
        house.press("Mod+E")
        house.press(*["Backspace"] * len("today?"))
        house.write("tomorrow?")
        house.press("Enter")
        house.until(lambda: persons(house) == ["what's on today?", "what's on tomorrow?"], "it is asked")
        house.until(house.answered, "it is answered")


def test_why_an_older_answer_was_given_is_told_by_its_key(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("what's on today?")
        house.ask("tell me a joke")
        choose(house, 3)
        assert not house.screens.turns.property("mine")
        house.press("w")
        house.until(lambda: "You asked what is on" in house.answered(), "it is explained")
        assert persons(house) == ["what's on today?", "tell me a joke"], "nobody said anything for them"


def test_what_can_be_done_is_in_view_however_long_the_words_are(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.screens.talk.say("\n".join(f"- It is said for the {n}th time." for n in range(80)))
        choose(house, 1)
        list_, line = item(house, "TalkList"), item(house, "TalkLine")

        def seen() -> bool:
            acts = [place(one) for one in items(house, "TalkActs") if one.isVisible()]
            return bool(acts) and acts[0].bottom() <= place(line).top() and acts[0].top() >= place(list_).top()

        house.until(seen, "it is in view")


def test_esc_and_down_lead_back_to_the_line(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("tell me a joke")
        for back in ("Esc", "Down"):
            choose(house, 1)
            house.press(back)
            assert not house.screens.turns.on
            house.write("k")
            house.press("Backspace")
            assert "text" in house.house.facts(True)
            assert house.screens.inbox is not None
        assert len(persons(house)) == 1


def test_a_question_goes_with_its_answer_once_that_was_agreed_to(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("tell me a joke")
        house.ask("what's on today?")
        before = house.number(SAID)
        house.press("Mod+J", "Up", "Up")
        house.press("#")
        house.until(lambda: house.screens.shell.property("asking"), "it is asked first")
        house.press("Esc")
        assert house.number(SAID) == before
        house.press("Mod+J", "Up", "Up", "#")
        house.until(lambda: house.screens.shell.property("asking"), "it is asked first")
        house.press("Enter")
        house.until(lambda: house.number(SAID) == before - 2, "both are gone")
        house.until(lambda: persons(house) == ["tell me a joke"], "they are off the screen")
        assert house.ask("say that again") == "I haven't said anything yet.", "and out of mind"


def test_the_whole_talk_is_deleted_from_the_palette(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("tell me a joke")
        house.press("Esc", "Mod+K")
        house.write("delete the whole talk")
        house.press("Enter")
        house.until(lambda: house.screens.shell.property("asking"), "it is asked first")
        house.press("Enter")
        house.until(lambda: house.number(SAID) == 0, "it is gone")
        house.until(lambda: not persons(house), "it is off the screen")
        house.until(lambda: house.screens.talk.property("starters"), "one can begin again")


def test_what_fits_the_screen_is_offered_before_anything_was_said(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.press("g", "t", "Mod+J")
        assert house.screens.talk.property("starters")[0] == "What are my tasks?"
        house.press("1")
        house.until(lambda: persons(house) == ["What are my tasks?"], "it is said")
        house.until(house.answered, "it is answered")
        assert house.screens.talk.property("starters") == []


def test_a_deed_is_a_line_from_which_it_is_taken_back(world: Profile) -> None:
    with living(world) as house:
        wait(house)
        house.ask("add task water the ferns")
        house.until(lambda: items(house, "TalkDeed"), "a line for it")
        [row] = [row for row in house.screens.talk.rows if row["kind"] == "deed"]
        assert row["yes"] == "Undo"
        house.screens.talk.undo(str(row["key"]))
        house.until(lambda: house.number("SELECT count(*) FROM task WHERE title = 'Water the ferns'") == 0, "undone")
        house.until(lambda: deeds(house, "no") == ["Undone"], "told")
        house.press("Esc", "Shift+Z")
        house.until(lambda: deeds(house, "yes") == ["Undo"], "done again")

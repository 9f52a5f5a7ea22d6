"""The companion in the window with nobody to think: its rules answer, and it says so."""

import psutil
from PySide6.QtGui import QAccessible

from osone.app.profile.profile import Profile
from tests.app.house import living
from tests.app.seen import every, item, items
from tests.app.talking import SKILL, kinds, settle


def test_with_nobody_to_think_the_rules_answer_and_it_is_said(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        assert SKILL in house.ask("what is today?")
        assert house.screens.talk.property("notice") == "", "nobody was needed"
        assert "I didn't understand that" in house.ask("xyzzy plugh")
        assert "No model is selected" in house.screens.talk.property("notice")
        assert house.screens.talk.property("noticeAction") == "Choose a model"
        assert "fault" not in kinds(house)
        assert "I'm sorry" in house.ask("I'm so sad today")
        assert house.screens.talk.property("notice") == "", "it does not stand for ever"


def test_the_small_mind_that_comes_along_is_never_asked_for_words(world: Profile) -> None:
    settle(world, {"mind.choice": "starter"})
    with living(world, warm=True) as house:
        house.until(lambda: house.house.talker.ready, "it is awake")
        house.ask("archive everything that my mother ever felt about the sea")
        assert kinds(house)[-1] == "offers", "one honest line with two things it can do"
        assert not [one for one in psutil.Process().children() if "starter_child" in " ".join(one.cmdline())]


def test_words_that_come_before_the_companion_is_awake_are_answered(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world, warm=True) as house:
        house.screens.talk.send("what is today?")
        house.until(lambda: SKILL in house.answered(), "it is answered")


def test_what_is_nearest_is_offered_and_one_key_or_tab_and_enter_takes_it(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        talk = house.screens.talk
        assert house.ask("xyzzy") == "I didn't understand that. Maybe one of these?"
        house.until(lambda: kinds(house)[-1] == "offers", "two things are offered")
        house.until(lambda: len(items(house, "TalkOffers")) == 1, "they are drawn")
        chips = [one for one in every(item(house, "TalkOffers")) if one.property("pressable")]
        faces = [QAccessible.queryAccessibleInterface(one) for one in chips]
        assert [face.text(QAccessible.Text.Name) for face in faces] == ["What's on today", "What needs me"]
        assert [face.role() for face in faces] == [QAccessible.Role.Button] * 2
        house.write("3")
        house.press("Backspace", "2")
        house.until(lambda: ("person", "What needs me") in house.talk(), "the second is said")
        house.until(house.answered, "and answered")
        assert "offers" not in [row["kind"] for row in talk.rows], "what was taken is offered no more"
        house.ask("plugh")
        house.until(lambda: kinds(house)[-1] == "offers", "two things are offered again")
        house.until(lambda: len(items(house, "TalkOffers")) == 1, "they are drawn too")
        chips = [one for one in every(item(house, "TalkOffers")) if one.property("pressable")]
        house.until(lambda: all(one.property("visible") and one.property("width") for one in chips), "and laid out")
        house.press("Shift+Tab", "Shift+Tab", "Enter")
        house.until(lambda: ("person", "What's on today") in house.talk(), "the first is said")
        house.until(house.answered, "and answered")
        house.press("Mod+J")
        house.write("12 eggs")
        house.press("Enter")
        house.until(lambda: ("person", "12 eggs") in house.talk(), "where nothing is offered a digit is a letter")


def test_a_set_of_mail_is_shown_before_it_goes_and_one_key_brings_it_back(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    letters = "SELECT count(*) FROM listing WHERE box = 13"
    with living(world) as house:
        there = house.number(letters)
        assert there > 1
        house.ask("archive all newsletters")
        house.until(lambda: kinds(house)[-1] == "card", "a card asks")
        row = house.screens.talk.rows[-1]
        assert row["title"] == f"Archive {there} newsletters?"
        assert house.number(letters) == there, "nothing is done yet"
        house.screens.talk.decide(str(row["key"]), False)
        house.turn(0.1)
        assert house.number(letters) == there
        house.ask("archive all newsletters")
        house.until(lambda: kinds(house)[-1] == "card", "a card asks again")
        house.screens.talk.decide(str(house.screens.talk.rows[-1]["key"]), True)
        house.until(lambda: house.number(letters) == 0, "they are gone")
        house.press("Esc", "z")
        house.until(lambda: house.number(letters) == there, "and are back")


def test_what_was_listed_in_the_talk_is_what_these_means_and_not_the_row_that_the_cursor_is_on(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    inbox = "SELECT thread FROM listing WHERE box = 1 ORDER BY thread"
    stars = "SELECT count(*) FROM thread WHERE starred"
    with living(world) as house:
        house.press("g", "i")
        house.until(lambda: house.screens.selection().get("thread"), "the cursor is on a row")
        house.press("j", "j")
        (under,) = house.screens.selection()["thread"]
        kept = house.number("SELECT starred FROM thread WHERE id = ?", under)
        there = house.rows(inbox)
        told = house.ask("find mail from Idris")
        assert "Idris" in told
        house.ask("archive these")
        if kinds(house)[-1] == "card":
            assert "Idris" in str(house.screens.talk.rows[-1]["text"])
            assert house.rows(inbox) == there, "nothing is done yet"
            assert house.ask("no") == "All right. Nothing was done."
            assert "card" not in [row["kind"] for row in house.screens.talk.rows], "it asks no more"
        assert house.rows(inbox) == there
        starred = house.number(stars)
        assert "Idris" in house.ask("star the first one")
        house.until(lambda: house.number(stars) == starred + 1, "it is starred")
        assert house.number("SELECT starred FROM thread WHERE id = ?", under) == kept
        assert "Undone" in house.ask("no")
        house.until(lambda: house.number(stars) == starred, "and not any more")


def test_an_answer_that_is_said_stands_in_a_draft_before_the_person(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        told = house.ask("reply to Idris that I will come")
        assert told == "Here's your draft to Idris Okafor. It isn't sent."
        house.until(lambda: house.screens.at.name == "writing", "it is shown")
        house.until(lambda: "I will come." in [block.words for block in house.screens.text.blocks()], "with the words")
        assert house.number("SELECT count(*) FROM outbox WHERE kind = 'send'") == 0


def test_what_is_captured_in_talk_is_what_the_line_would_keep_and_is_said_back(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        assert house.ask("dinner with Zoë friday 19:00").startswith("Added “dinner with Zoë”, Fri")
        assert house.number("SELECT count(*) FROM event WHERE title = 'dinner with Zoë'") == 1
        assert ", due " in house.ask("remind me to call Ann tomorrow at 9")
        assert house.ask("am I free on friday at 19:30?").startswith("No, one thing stands there on Friday at 19:30:")
        for _n in range(2):
            house.ask("what is the meaning of the sea?")
        assert house.screens.talk.property("notice") == "", "why nobody chats is said once"


def test_where_she_leads_the_words_that_are_written_next_are_still_for_her(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.ask("what needs me?")
        assert house.screens.shell.at.name == "home"
        house.say("open the second one")
        house.until(lambda: house.screens.shell.at.name == "mail", "it is open")
        house.until(lambda: house.screens.talk.property("presence") == "still", "all is said")
        house.write("delete it")
        (line,) = items(house, "TalkLine")
        assert [one.property("text") for one in every(line) if one.property("cursorPosition")] == ["delete it"]
        house.press("Esc")
        house.until(lambda: not line.property("activeFocus"), "a key is one of the screen's again")


def test_what_was_moved_is_shown_where_it_is_now_when_it_is_to_be_deleted(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.ask("put coffee with Bo on the calendar in 3 days at 15:00")
        house.ask("move it to 16:30")
        house.ask("delete it")
        house.until(lambda: house.screens.talk.rows[-1]["kind"] == "card", "a card asks")
        assert "16:30" in str(house.screens.talk.rows[-1])

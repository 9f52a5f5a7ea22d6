"""The companion in the window with nobody to think: its rules answer, and it says so."""

import psutil

from osone.app.profile.profile import Profile
from tests.app.house import living
from tests.app.talking import SKILL, kinds, settle


def test_with_nobody_to_think_the_rules_answer_and_it_is_said(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.until(lambda: house.house.talker.ready or house.screens.talk.property("presence"), "it is there")
        assert SKILL in house.ask("what is today?")
        assert house.screens.talk.property("notice") == "", "nobody was needed"
        assert "I didn't understand that" in house.ask("why is the sea salt and the river sweet?")
        assert "No model is selected" in house.screens.talk.property("notice")
        assert house.screens.talk.property("noticeAction") == "Choose a model"
        assert "fault" not in kinds(house)
        assert "I'm sorry" in house.ask("I'm so sad today")
        assert house.screens.talk.property("notice") == "", "it does not stand for ever"


def test_the_small_mind_that_comes_along_is_never_asked_for_words(world: Profile) -> None:
    settle(world, {"mind.choice": "starter"})
    with living(world, warm=True) as house:
        house.until(lambda: house.house.talker.ready, "it is awake")
        told = house.ask("archive everything that my mother ever felt about the sea")
        assert told.count("“") == 2, "one honest line with two things it can do"
        assert not [one for one in psutil.Process().children() if "starter_child" in " ".join(one.cmdline())]


def test_words_that_come_before_the_companion_is_awake_are_answered(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world, warm=True) as house:
        house.screens.talk.send("what is today?")
        house.until(lambda: SKILL in house.answered(), "it is answered")

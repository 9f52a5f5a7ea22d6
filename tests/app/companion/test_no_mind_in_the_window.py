"""The companion in the window with nobody to think: its rules answer, and it says so."""

from osone.app.profile.profile import Profile
from tests.app.house import living
from tests.app.talking import SKILL, kinds, settle


def test_with_nobody_to_think_the_rules_answer_and_it_is_said(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.until(lambda: house.screens.talk.property("notice"), "a notice")
        assert "No model is selected" in house.screens.talk.property("notice")
        assert SKILL in house.ask("what is today?")
        assert "I have no model" in house.ask("why is the sea salt and the river sweet?")
        assert kinds(house)[-1] == "fault"


def test_words_that_come_before_the_companion_is_awake_are_answered(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.screens.talk.send("what is today?")
        house.until(lambda: SKILL in house.answered(), "it is answered")

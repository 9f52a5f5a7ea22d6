"""Why something was said: the rule, what of the words was taken for what, and the entries, which can be opened."""

import pytest

from osone.companion.minds.protocol import Call, Words
from osone.companion.skills.intents import Plain
from osone.companion.skills.origins import NAMES
from osone.companion.skills.recognise import recognise
from osone.companion.skills.why import RULES
from osone.model.ids import TurnId
from osone.model.talk import Speaker
from tests.companion.rooms import NOW, Rooms, occurrence, thread
from tests.companion.talking import DONE, talk, talking


@pytest.mark.parametrize(
    "said",
    [
        "why did you say that?", "why?", "how do you know that?", "where did you get that from?", "says who?",
        "what makes you think so?", "why are you telling me this?", "why do you show me these?", "why is that?",
        "how did you find that?", "what's your source?", "Iris, why did you say that?",
    ],
)  # fmt: skip
def test_a_question_for_the_reason_is_known_by_its_words(said: str) -> None:
    assert recognise(said, NOW, "Iris") is Plain.WHY


@pytest.mark.parametrize("said", ["why am I so tired?", "why did Tomasz write?", "how do you know Tomasz?"])
def test_other_questions_why_are_not_about_what_she_said(said: str) -> None:
    assert recognise(said, NOW, "Iris") is not Plain.WHY


def test_every_kind_of_answer_that_looks_at_anything_has_its_reason() -> None:
    assert set(NAMES.values()) <= RULES.keys()


async def test_the_rule_the_days_and_the_entries_behind_an_answer_are_told_and_open() -> None:
    house = Rooms(occurrences=(occurrence("Dentist", 9), occurrence("Lunch with Noor", 12)))
    conversation, page = talking(house)
    await conversation.ask("what's on tomorrow?")
    ended = await conversation.ask("why did you say that?")
    assert "You asked what is on, so I read your calendar" in ended.text
    assert "I took “tomorrow” for Tuesday 24 November." in ended.text
    assert "No model was asked." in ended.text
    assert "Dentist" in ended.text
    assert "Lunch with Noor" in ended.text
    assert page.heard == ended.text, "what can be opened is offered beside it, not in place of it"
    assert ended.offers == ("open the first one", "open the second one")
    await conversation.ask(ended.offers[1])
    assert house.opened == [("event", 1)]


async def test_to_ask_why_is_no_answer_to_ask_about_and_leaves_the_thread_as_it_was() -> None:
    conversation, _page = talking(Rooms(occurrences=(occurrence("Dentist", 9),)))
    await conversation.ask("what's on tomorrow?")
    first = await conversation.ask("why?")
    assert (await conversation.ask("how do you know that?")).text == first.text
    after = await conversation.ask("and on Friday?")
    assert after.origin == "skill:agenda"


async def test_before_anything_was_said_there_is_nothing_to_explain() -> None:
    conversation, _page = talking(Rooms())
    ended = await conversation.ask("why did you say that?")
    assert ended.text == "I haven't said anything yet."


async def test_mail_that_was_found_is_told_with_what_was_looked_for() -> None:
    house = Rooms(mail=(thread("The lease"),))
    conversation, _page = talking(house)
    await conversation.ask("find mail from Amy about the lease")
    ended = await conversation.ask("why?")
    assert "I looked for mail from **Amy** about **lease**." in ended.text
    assert "The lease" in ended.text
    assert ended.offers == ("open the first one",)


async def test_small_talk_rests_on_nothing_and_says_so() -> None:
    conversation, _page = talking(Rooms())
    await conversation.ask("tell me a joke")
    ended = await conversation.ask("why did you say that?")
    assert ended.text == "Those words were written beforehand for what you said. They say nothing about your data."
    assert not ended.offers


async def test_what_was_not_understood_says_that_no_rule_was_sure() -> None:
    conversation, _page = talking(Rooms())
    await conversation.ask("the purple giraffe of arithmetic")
    assert "No rule of mine was sure of your words" in (await conversation.ask("why?")).text


async def test_words_of_a_model_are_told_to_be_its_own_with_what_it_ran() -> None:
    house = Rooms(selected=(thread("The lease").id,))
    archive = Call("mail.archive", {"threads": [7]})
    conversation, _page, _mind = talk([archive, DONE], [Words("The giraffe is filed."), DONE], house=house)
    await conversation.ask("please file the giraffe conversation in the archive, dear")
    ended = await conversation.ask("why did you say that?")
    assert "scripted wrote that itself. It may be wrong" in ended.text
    assert "It ran: Archive." in ended.text


async def test_an_older_answer_is_explained_by_its_turn_or_by_the_sentence_that_asked() -> None:
    conversation, page = talking(Rooms(occurrences=(occurrence("Dentist", 9),)))
    await conversation.ask("what's on tomorrow?")
    await conversation.ask("tell me a joke")
    (asked, _said), answered = page.asked[0], TurnId(2)
    for turn in (asked, answered):
        ended = await conversation.why(turn)
        assert "You asked what is on" in ended.text
    assert [one[1] for one in page.turns.values()].count("why?") == 0


async def test_of_an_answer_of_another_day_the_rule_is_told_and_that_no_more_is_kept() -> None:
    conversation, page = talking(Rooms())
    turn = await page.add(Speaker.COMPANION, "**Today**: one event.", "skill:agenda")
    ended = await conversation.why(turn)
    assert "You asked what is on" in ended.text
    assert "What I looked at then isn't kept." in ended.text

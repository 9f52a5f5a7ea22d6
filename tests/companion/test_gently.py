"""After heavy words: nothing breezy, no telephone numbers where they are not needed, and towards people."""

import pytest

from osone.companion.conversation import Conversation
from osone.companion.persona import Persona
from osone.companion.skills.crisis import in_crisis, in_danger
from osone.companion.skills.intents import Plain
from osone.companion.skills.recognise import recognise
from tests.companion.rooms import NOW, Rooms
from tests.companion.talking import Page, Verbs, talk

NUMBERS = ("112", "911", "988", "116 123", "findahelpline")


def alone() -> tuple[Conversation, Page]:
    page = Page()
    house = Rooms()
    return Conversation(
        house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Theodore"), mind=None
    ), page


@pytest.mark.parametrize("last", ["good night", "bye", "that's all", "I'm off to bed", "good night Iris, sleep well"])
async def test_after_words_of_harm_no_goodbye_is_breezy(last: str) -> None:
    conversation, page = alone()
    await conversation.ask("I want to kill myself")
    await conversation.ask(last)
    assert "any hour" in page.heard
    assert "Theodore" not in page.heard, "nothing that is said on any evening"
    conversation.fresh()
    await conversation.ask(last)
    assert "any hour" in page.heard, "a new talk makes it no lighter"


@pytest.mark.parametrize(
    "said", ["tell me a joke", "thanks", "never mind", "hello", "are you there? hello", "yes", "ok"]
)
async def test_after_words_of_harm_small_talk_points_to_people(said: str) -> None:
    conversation, page = alone()
    await conversation.ask("I don't want to live anymore")
    await conversation.ask(said)
    assert not any(
        joke in page.heard for joke in ("walks into a bar", "numbered", "You're welcome", "didn't understand")
    )


async def test_after_words_of_harm_what_is_not_understood_offers_no_errands() -> None:
    conversation, page = alone()
    await conversation.ask("I'm thinking about ending it")
    for said in ("it just got worse since october", "there is nobody who would notice", "what is the use"):
        await conversation.ask(said)
        assert "what's on today" not in page.heard
        assert "person" in page.heard or "any hour" in page.heard or "someone" in page.heard


@pytest.mark.parametrize(
    "said",
    ["my dog died", "My dog Rex died this morning", "we had to put our cat down yesterday", "I lost my father in May",
     "our grandmother passed away", "my best friend just died", "my little brother is dying",
     "Anna passed away last night", "I had a miscarriage", "my sister in law was killed", "we buried my uncle today"],
)  # fmt: skip
async def test_a_loss_is_met_with_sorrow_and_with_no_telephone_numbers(said: str) -> None:
    conversation, page = alone()
    assert recognise(said, NOW, "Iris") is Plain.GRIEF
    await conversation.ask(said)
    assert "sorry" in page.heard
    assert not any(number in page.heard for number in NUMBERS)
    await conversation.ask("good night")
    assert page.heard == "Good night. Be gentle with yourself."
    await conversation.ask("he was fourteen")
    assert "what's on today" not in page.heard
    assert not any(number in page.heard for number in NUMBERS)
    await conversation.ask("what's on today?")
    assert "Nothing is planned" in page.heard, "and what is asked is answered"


@pytest.mark.parametrize(
    "said",
    ["my phone died", "the battery died again", "my boss passed on the offer", "my parents are gone for the weekend",
     "who died in the film", "the deal is dead", "I lost my keys", "we lost the match"],
)  # fmt: skip
def test_what_is_no_loss_of_somebody_is_not_mourned(said: str) -> None:
    assert recognise(said, NOW, "Iris") is not Plain.GRIEF


@pytest.mark.parametrize(
    "said",
    ["I want to kill myself", "I want to die", "I don't want to live any more", "I don't want to be here anymore",
     "there's no point in living", "everyone would be better off without me", "I wish I was never born",
     "I keep thinking about suicide", "I can't go on", "I took all my pills", "I've been cutting myself",
     "I want to jump off a bridge", "what's the point of living", "I'd rather be dead", "I want to sleep forever",
     "I’m going to hang myself", "life isn't worth living", "please just kill me", "I don't want to exist"],
)  # fmt: skip
def test_words_of_harm_are_heard(said: str) -> None:
    assert in_crisis(said)


@pytest.mark.parametrize(
    "said",
    ["this meeting is killing me", "my boss will kill me if I'm late", "cut me some slack", "cut me a copy",
     "I could die of embarrassment", "I'm dying to see it", "I cut myself shaving", "I hurt myself playing football",
     "that would really hurt me", "I'd rather die than go to that dinner", "I don't want to wake up early tomorrow",
     "we end it at five", "I can't go on Friday", "kill the process", "don't overdo it", "jump off the train at Lund",
     "find mail about suicide prevention"],
)  # fmt: skip
def test_a_figure_of_speech_or_a_scratch_is_no_crisis(said: str) -> None:
    assert not in_crisis(said)


@pytest.mark.parametrize(
    "said",
    ["I think I'm having a heart attack", "I can't breathe", "call an ambulance", "my husband hits me",
     "someone is following... I'm being followed", "he threatened to kill me", "the kitchen is on fire",
     "I was raped", "my father beat me"],
)  # fmt: skip
async def test_danger_is_answered_with_the_emergency_number(said: str) -> None:
    conversation, page = alone()
    assert in_danger(said)
    await conversation.ask(said)
    assert "112" in page.heard
    assert "can't call" in page.heard, "no rescue is promised"


@pytest.mark.parametrize(
    "said",
    ["Anna beat me at chess", "he hit me up for lunch", "remind me to call the police about the bike",
     "add task get the fire brigade form", "it was a stroke of luck", "my phone is fire"],
)  # fmt: skip
def test_what_only_sounds_of_danger_is_none(said: str) -> None:
    assert not in_danger(said)


async def test_every_small_thing_has_its_words_and_none_is_a_blank() -> None:
    house = Rooms()
    for intent in Plain:
        for weight_said in ("", "my dog died", "I want to die"):
            conversation, _page, _mind = talk(house=house)
            if weight_said:
                await conversation.ask(weight_said)
            ended = await conversation._by_skill("x", intent, other=False)
            assert ended is not None
            assert ended.text.strip()


async def test_what_rules_only_decline_goes_to_a_mind_where_there_is_one() -> None:
    conversation, page, mind = talk()
    await conversation.ask("translate good morning into french")
    assert page.heard == "Yes."
    assert len(mind.given) == 1
    conversation, page = alone()
    await conversation.ask("translate good morning into french")
    assert "translat" in page.heard.casefold()


@pytest.mark.parametrize(
    ("said", "words"),
    [("what's 12 + 7", "sums"), ("set an alarm for seven", "alarm"), ("translate hello", "translat"),
     ("play some jazz", "mail"), ("will it rain tomorrow", "window"), ("tell me a joke", "later"),
     ("order a pizza", "order"), ("unsubscribe from Slow Loaf", "Shift+U"),
     ("snooze the newsletters", "until when"),
     ("remember that I don't drink coffee", "facts about you"), ("what's 15% of 80", "sums")],
)  # fmt: skip
async def test_what_cannot_be_done_is_said_in_plain_words(said: str, words: str) -> None:
    conversation, page = alone()
    ended = await conversation.ask(said)
    assert words in page.heard
    assert ended.origin != "skill:none"


async def test_the_same_words_do_not_come_twice_in_a_row() -> None:
    conversation, page = alone()
    heard = []
    for _turn in range(3):
        await conversation.ask("my cat died")
        heard.append(page.heard)
    assert len(set(heard)) == 3


async def test_after_a_lonely_word_and_two_errands_the_talk_is_of_other_things() -> None:
    conversation, page = alone()
    await conversation.ask("I feel so lonely tonight")
    await conversation.ask("blorf it")
    assert "rather not guess" in page.heard
    for errand in ("what is on today?", "what are my tasks?"):
        await conversation.ask(errand)
    await conversation.ask("blorf it")
    assert "rather not guess" not in page.heard
    await conversation.ask("thanks")
    assert "gentle" not in page.heard
    await conversation.ask("good night")
    assert "gentle" in page.heard, "who goes is told good night by what was said"


async def test_after_words_of_harm_no_errand_makes_the_talk_one_of_other_things() -> None:
    conversation, page = alone()
    await conversation.ask("I want to kill myself")
    for errand in ("what is on today?", "what are my tasks?", "what is on tomorrow?"):
        await conversation.ask(errand)
    await conversation.ask("blorf it")
    assert "any hour" in page.heard

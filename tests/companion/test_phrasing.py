"""A model may put a short fact into words: what it adds, drops or turns round is not said, nor what comes too late."""

import pytest

from osone.companion.conversation import Conversation
from osone.companion.minds import errors
from osone.companion.minds.protocol import Words
from osone.companion.persona import Persona
from osone.companion.phrasing import fits
from tests.companion.rooms import Rooms, occurrence
from tests.companion.talking import DONE, Page, Scripted, Step, Verbs

FACT = "**Dentist**, today, 15:00 to 16:00."
ASKED = "when is the dentist?"
TRUE = "Your dentist appointment is today from 15:00 to 16:00."


def phrasing(*reply: Step, parameters: float = 7.0, phrases: bool = True) -> tuple[Conversation, Page, Scripted]:
    page, mind = Page(), Scripted([list(reply)], parameters=parameters)
    house = Rooms(occurrences=(occurrence("Dentist", 15),))
    return (
        Conversation(
            house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Mara"), mind=mind,
            phrases=phrases,
        ),
        page,
        mind,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [TRUE, "The dentist is today, 15:00 to 16:00.", "You have the Dentist today at 15:00; it ends at 16:00."],
)
async def test_true_words_are_said_in_place_of_the_rules_own(words: str) -> None:
    conversation, page, mind = phrasing(Words(words), DONE)
    ended = await conversation.ask(ASKED)
    assert ended.text == page.heard == words
    assert ended.origin == "skill:when", "a rule found it"
    told = await conversation.ask("why did you say that?")
    assert "scripted put it into words, and no fact in them is its own." in told.text
    assert len(mind.given) == 1, "nobody is asked to explain"


BAD: list[list[Step]] = [
    [Words("Your dentist is today at 14:00."), DONE],
    [Words("Your dentist is tomorrow, 15:00 to 16:00."), DONE],
    [Words("Your dentist is today at 15:00."), DONE],
    [Words("Your dentist Dr. Molar is today, 15:00 to 16:00."), DONE],
    [Words("Your dentist is cancelled today, 15:00 to 16:00."), DONE],
    [Words("You have no dentist today, 15:00 to 16:00."), DONE],
    [Words("Your dentist is not today, 15:00 to 16:00."), DONE],
    [Words("You have something today from 15:00 to 16:00."), DONE],
    [Words('{"event": "Dentist", "day": "today", "from": "15:00", "to": "16:00"}'), DONE],
    [Words("- Dentist\n- today, 15:00 to 16:00"), DONE],
    [Words("Dentist, today, 15:00 to 16:00. See https://dentist.example"), DONE],
    [Words("Dentist, today, “they said” 15:00 to 16:00."), DONE],
    [Words(TRUE), Words(" "), *[Words("so it is ")] * 400, DONE],
    [DONE],
    [errors.stalled("m", 3)],
    [Words("<think>"), Words("I wonder"), DONE],
]


@pytest.mark.parametrize("reply", BAD)
async def test_whatever_else_a_model_says_the_rules_own_sentence_stands(reply: list[Step]) -> None:
    conversation, page, _mind = phrasing(*reply)
    ended = await conversation.ask(ASKED)
    assert ended.text == page.heard
    assert ended.text.startswith("**Dentist**, today, 15:00 to 16:00")
    assert ended.error is None


async def test_what_comes_too_late_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation, _page, mind = phrasing(3600.0, Words(TRUE), DONE)
    monkeypatch.setattr("osone.companion.conversation.WAIT_S", 0.05)
    assert (await conversation.ask(ASKED)).text.startswith("**Dentist**")
    assert mind.closed == 1, "and is stopped"


async def test_a_model_is_given_the_fact_alone_and_no_verbs() -> None:
    conversation, _page, mind = phrasing(Words(TRUE), DONE)
    before = conversation.prompt
    await conversation.ask(ASKED)
    (given,) = mind.given
    assert len(given) == 2
    assert "Dentist" in given[1].text
    assert mind.tools == [()]
    assert conversation.prompt.messages()[: len(before.messages())] == before.messages(), "the talk's own only grows"
    assert "Dentist" not in str(conversation.prompt.messages()), "and hears no word that others wrote"


@pytest.mark.parametrize(
    ("said", "parameters", "phrases"),
    [
        (ASKED, 0.5, True), (ASKED, 0.0, True), (ASKED, 7.0, False), ("what's on today?", 7.0, True),
        ("add task water the ferns", 7.0, True), ("tell me a joke", 7.0, True), ("what's the time?", 7.0, True),
    ],
)  # fmt: skip
async def test_small_models_deeds_lists_and_small_talk_are_left_alone(
    said: str, parameters: float, phrases: bool
) -> None:
    conversation, _page, mind = phrasing(Words("Hello."), DONE, parameters=parameters, phrases=phrases)
    await conversation.ask(said)
    assert mind.given == []


@pytest.mark.parametrize(
    ("words", "facts", "said", "holds"),
    [
        ("Yes, you're free on Friday.", "Yes, you're free on Friday.", "am I free on Friday?", True),
        ("No, you're free on Friday.", "Yes, you're free on Friday.", "am I free on Friday?", False),
        ("You're busy on Friday.", "Yes, you're free on Friday.", "am I free on Friday?", False),
        ("You have two tasks.", "You have two tasks.", "how many tasks?", True),
        ("You have 2 tasks.", "You have two tasks.", "how many tasks?", False),
        ("You have three tasks.", "You have two tasks.", "how many tasks?", False),
        ("It's 12:30 in Tokyo.", "It's 12:30 in Tokyo.", "what time is it in Tokyo?", True),
        ("It's 12:30 in Kyoto.", "It's 12:30 in Tokyo.", "what time is it in Tokyo?", False),
        ("Haircut is on Friday, 12:00.", "**Haircut**, on Friday, 12:00 (Klipp).", "when is my haircut?", True),
        ("Haircut is on Friday, 12:00.", "**Haircut**, on Friday, 12:00 (Klipp).", "where is my haircut?", False),
        ("Haircut is on Friday, 12:00, at Kanon.", "**Haircut**, on Friday, 12:00 (Klipp).", "when is it?", False),
        ("Hana wrote last on Monday.", "**Hana Berg** wrote last on Monday.", "when did Hana write?", False),
    ],
)
def test_the_sieve_lets_through_what_the_facts_say(words: str, facts: str, said: str, holds: bool) -> None:
    assert fits(words, facts, said) is holds

"""Feelings, small things and what no rule understands: written words, and one honest line with two ways on."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.skills.feelings import feeling
from osone.companion.skills.intents import Plain
from osone.companion.skills.kind import WRITTEN, written
from osone.companion.skills.lost import OFFERS, lost
from osone.companion.skills.recognise import recognise
from osone.companion.skills.words import hear

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def wish(words: str) -> object:
    return recognise(words, NOW, "Iris")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("I'm sad", Plain.LOW),
        ("ugh, today was awful", Plain.LOW),
        ("I feel so empty since he left", Plain.LOW),
        ("My grandmother passed away last night", Plain.GRIEF),
        ("I'm not doing very well", Plain.LOW),
        ("nobody ever listens? no one cares about me", None),
        ("no one cares about me", Plain.LONELY),
        ("I feel a bit lonely tonight", Plain.LONELY),
        ("I'm so stressed about the move", Plain.WORRIED),
        ("I don't know where to start", Plain.WORRIED),
        ("I can't sleep", Plain.WORRIED),
        ("I am really annoyed with my landlord", Plain.ANGRY),
        ("we're exhausted", Plain.TIRED),
        ("I've got the flu", Plain.TIRED),
        ("I have a headache", Plain.TIRED),
        ("I passed my exam!", Plain.GLAD),
        ("I had such a lovely day", Plain.GLAD),
        ("Iris, I'm bored", Plain.BORED),
        ("never mind", Plain.STOP),
        ("no, stop", Plain.STOP),
        ("oh sorry about that", Plain.SORRY),
        ("you're no help at all", Plain.INSULT),
        ("tell me another joke", Plain.JOKE),
        ("will it rain tomorrow?", Plain.WEATHER),
        ("play something by Nina Simone", Plain.MUSIC),
        ("what's in the news", Plain.NEWS),
        ("Iris?", Plain.CALLED),
        ("thanks, that's all", Plain.GOODBYE),
    ],
)
def test_how_somebody_is_and_small_things_are_heard_as_what_they_are(words: str, meant: Plain | None) -> None:
    assert wish(words) is meant


@pytest.mark.parametrize(
    "words",
    [
        "I'm worried about the invoice, can you find it",
        "I'm in Berlin on Friday",
        "I was thinking about the lease",
        "I am the one who signs",
        "my mother's address",
        "I have a meeting at four",
        "we are a small studio",
    ],
)
def test_a_wish_or_a_plain_statement_is_no_feeling(words: str) -> None:
    assert feeling(hear(words, "Iris").text) is None


def test_words_of_harm_come_before_any_feeling() -> None:
    assert wish("I'm so sad I want to die") is Plain.CRISIS
    assert wish("I hate my life and I want to end it all") is Plain.CRISIS


def test_every_kind_has_words_that_claim_no_feeling_and_no_deed() -> None:
    for intent, words in WRITTEN.items():
        for times in range(len(words)):
            said = written(intent, times).casefold()
            assert said
            for claimed in (
                "i feel",
                "i know how you",
                "i've sent",
                "i moved",
                "i archived",
                "love you",
                "i miss",
                "don't go",
            ):
                assert claimed not in said
        assert written(intent, len(words)) == written(intent, 0)


def test_what_is_not_understood_gets_the_two_nearest_things() -> None:
    people = ["Ann", "Tomasz"]
    assert "find mail from Tomasz" in lost("whatever did that Tomasz write in the mail", people).text
    assert "find mail from Ann" in lost("whatever was in that mail", people).text, "somebody who is there"
    assert "find mail from" not in lost("whatever did that Tomasz write in the mail").text, "nobody is made up"
    assert "what are my tasks" in lost("I should buy some milk").text
    assert lost("xyzzy") == lost("plugh"), "where nothing is near, the day and what needs somebody"


@given(st.text(max_size=80))
def test_whatever_is_said_gets_one_honest_line(said: str) -> None:
    line = lost(said)
    assert all(recognise(offer, NOW) is not None for offer in line.offers), "what is offered is understood"
    assert "I didn't understand that." in line.text or "I only understand English so far." in line.text
    assert line.text.count("“") == len(line.offers) == 2
    assert "“" not in line.brief, "what stands beneath it is not named twice"
    assert len(OFFERS) > 2

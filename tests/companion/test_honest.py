"""What the starter mind may not say: taken from what it did say, and held against what people ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.honest import HONEST, Sieve, asks_for_a_fact, stated

KNOWN = "Iris\nMara\nsay something kind about Monday mornings\n**Today**: Call with Tomasz at 10:00"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The doctor said it was 9:30pm.", "number"),
        ("You can reach me at 1234567890.", "number"),
        ("You have three letters from your sister.", "number"),
        ("It falls on the last Friday in March.", "date"),
        ("I am sure it was yesterday.", "date"),
        ("The letter came from a woman named Alejandra.", "name"),
        ("Elena said that this was not a joke.", "name"),
        ("Write to me at iris@example.com.", "name"),
        ("They say that “the new normal” is here.", "quote"),
        ("You have a meeting today.", "claim"),
        ("The letter was sent.", "claim"),
        ("I have archived it.", "claim"),
        ("I'll keep you updated on the news.", "claim"),
        ("She said that it is fine.", "claim"),
        ("The weather will be nice today.", "claim"),
        ("My daughter is busy with her own projects.", "life"),
        ("I used to love going to bed after breakfast.", "life"),
        ("My name is Iris, a wonderful person with many talents.", "life"),
        ("I am a kind woman.", "life"),
    ],
)
def test_what_it_made_up_is_known_for_what_it_is(sentence: str, kind: str) -> None:
    assert stated(sentence, KNOWN) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm sorry to hear that.",
        "That sounds like a long day, and I am glad that you told me.",
        "I hope your day is gentle.",
        "Monday mornings can be kind, Mara.",
        "Tomasz is on your mind, then.",
        "I am Iris, a program on this computer.",
        "One thing at a time.",
        "Take two deep breaths.",
        "What would you like to talk about?",
        "Some letters are hard to write, and it helps to begin.",
        "10:00 it is.",
    ],
)
def test_kind_words_and_what_was_said_before_are_let_through(sentence: str) -> None:
    assert stated(sentence, KNOWN) == ""


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("who wrote to me about the lease?", True),
        ("what time is my dentist appointment", True),
        ("do I have anything important?", True),
        ("when is Anna's birthday?", True),
        ("what did Tomasz say about the paper?", True),
        ("how many mails do I have from my sister", True),
        ("did you send the letter", True),
        ("what is the capital of France", True),
        ("please tell me who Idris is", True),
        ("how are you", False),
        ("who are you?", False),
        ("what's your name", False),
        ("what do you think about Mondays?", False),
        ("can you tell me a story about what is lost at sea", False),
        ("I am a bit sad today", False),
        ("tell me something kind", False),
        ("whoever thought of that was clever", False),
    ],
)
def test_a_question_for_a_fact_is_known_and_a_word_between_two_is_not(said: str, fact: bool) -> None:
    assert asks_for_a_fact(said) is fact


def test_in_a_story_people_have_names_and_numbers_and_the_person_is_still_left_out_of_it() -> None:
    sieve = Sieve("", "tell me a story about a lighthouse")
    text = "On an island named Luna lived three keepers. Elena said hello. You have 3 letters from them. The end."
    assert sieve.feed(text) + sieve.end() == (
        f"On an island named Luna lived three keepers. Elena said hello. {HONEST} The end."
    )


def test_the_honest_line_is_said_once_and_what_is_sound_stays() -> None:
    sieve = Sieve("Iris", "I am tired")
    text = "That is no wonder.\n\nYou had 4 meetings. Anna wrote twice, and Ben too. Rest a little."
    assert sieve.feed(text) + sieve.end() == f"That is no wonder.\n\n{HONEST} Rest a little."


WORDS = st.sampled_from(
    [
        "You ",
        "have ",
        "4 ",
        "meetings",
        ". ",
        "Rest",
        " a little",
        "! ",
        "Anna ",
        "said",
        "\n\n",
        "my house",
        "…",
        '?" ',
    ]
)


@given(st.lists(WORDS, max_size=30).map("".join), st.data())
def test_however_the_words_come_the_same_is_heard(text: str, data: st.DataObject) -> None:
    whole = Sieve("", "hello")
    at_once = whole.feed(text) + whole.end()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    sieve = Sieve("", "hello")
    assert "".join(map(sieve.feed, pieces)) + sieve.end() == at_once
    assert "4" not in at_once
    assert at_once.count(HONEST) <= 1

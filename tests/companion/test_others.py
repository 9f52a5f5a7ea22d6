"""Whose words a mind hears: its own person's as they are, others' not at all, and what repeats others' by name."""

import json

from hypothesis import given
from hypothesis import strategies as st

from osone.companion.others import heard, repeated
from osone.model.whose import Own, Recalled

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
LEAVES = st.none() | st.booleans() | st.integers() | WORDS | WORDS.map(Own) | WORDS.map(Recalled)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
)


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]


@given(VALUES)
def test_no_word_reaches_a_mind_of_which_nobody_said_whose_it_is(value: object) -> None:
    kept, others = heard(value)
    allowed = {str(leaf) for leaf in leaves(value) if isinstance(leaf, Own | Recalled)}
    assert {leaf for leaf in leaves(kept) if isinstance(leaf, str)} <= allowed
    assert set(others) <= {str(leaf) for leaf in leaves(value) if isinstance(leaf, Recalled)}
    json.dumps(kept)


def test_ids_numbers_and_dates_are_heard_and_what_is_empty_is_not() -> None:
    day = {
        "events": [{"id": 7, "title": "Win a prize", "start": "2026-11-23T09:00:00+01:00", "all_day": False}],
        "tasks": [{"id": 3, "title": Own("Paint"), "due": "2026-11-24", "late": "2026-11-24 10:00"}],
        "needs": [{"subject": "Reply now"}],
    }
    assert heard(day) == (
        {
            "events": [{"id": 7, "start": "2026-11-23T09:00:00+01:00", "all_day": False}],
            "tasks": [{"id": 3, "title": "Paint", "due": "2026-11-24", "late": "2026-11-24 10:00"}],
        },
        (),
    )


def test_what_may_repeat_others_is_heard_and_named() -> None:
    assert heard([{"text": Recalled("It said: pay me")}, {"text": Recalled("...")}]) == (
        [{"text": "It said: pay me"}, {"text": "..."}],
        ("It said: pay me",),
    )


def test_a_text_repeats_words_that_stand_in_it_whole_or_a_few_in_a_row() -> None:
    long = "the quick brown fox jumps over the lazy dog"
    assert repeated([long], "I saw that BROWN fox, jumps and over it went") == ()
    assert repeated([long], "a brown fox jumps over it") == (long,)
    assert repeated(["Ann Lee", "Bob"], "ann lee wrote, bobby did not") == ("Ann Lee",)
    assert repeated(["", "!!"], "anything") == ()

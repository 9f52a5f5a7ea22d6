"""A typed yes or no is one only where it says nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.skills.consent import consent

WORDS = st.lists(
    st.sampled_from(["delete", "the", "lease", "from", "amy", "on", "friday", "archive", "them", "all", "later"]),
    min_size=1,
)


@pytest.mark.parametrize(
    "words", ["yes", "Yes.", "YES!", "ok", "okay, do it", "sure", "yes please", "go ahead", "do it", "yeah, of course"]
)
def test_a_yes(words: str) -> None:
    assert consent(words) is True


@pytest.mark.parametrize(
    "words", ["no", "No!", "nope", "cancel", "don't", "don’t do it", "no thanks", "never mind", "stop", "not now"]
)
def test_a_no(words: str) -> None:
    assert consent(words) is False


@pytest.mark.parametrize("words", ["", "please", "yes but not that one", "no one wrote", "ok what is on today", "why"])
def test_what_says_more_is_none(words: str) -> None:
    assert consent(words) is None


@given(st.sampled_from(["yes", "no", "ok", "cancel", ""]), WORDS)
def test_nothing_that_asks_for_something_is_taken_for_an_answer(begins: str, rest: list[str]) -> None:
    assert consent(" ".join([begins, *rest])) is None

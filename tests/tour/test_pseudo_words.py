"""The language that nobody speaks: longer, accented and in brackets, with everything kept that is filled in."""

import string

from hypothesis import given
from hypothesis import strategies as st

from tests.parts.pseudo import CLOSES, KEPT, OPENS, pseudo

WORDS = st.text(string.ascii_letters + " ,.'", min_size=2).filter(lambda words: any(a.isalpha() for a in words))
FIELDS = st.sampled_from(["{folder}", "{count}", "%1", "%2", "<b>", "</b>", "`osone doctor`"])


def test_a_sentence_grows_and_has_accents_and_brackets() -> None:
    assert pseudo("Moved to {folder}") == "[Mmóvééd ttó {folder}]"
    assert pseudo("Undo") == "[Úúñdóó]"


def test_what_has_no_words_stays() -> None:
    for text in ("", "%1", "{first}, {next}", "<b>{count}</b>", ","):
        assert pseudo(text) == text


@given(st.lists(st.one_of(WORDS, FIELDS), max_size=6).map("".join))
def test_all_that_is_filled_in_is_kept_in_its_order(text: str) -> None:
    assert KEPT.findall(pseudo(text)) == KEPT.findall(text)


@given(st.text(string.ascii_letters, min_size=2, max_size=80))
def test_it_is_about_a_third_longer(word: str) -> None:
    said = pseudo(word)
    assert said.startswith(OPENS)
    assert said.endswith(CLOSES)
    assert 1.3 <= (len(said) - 2) / len(word) <= 1.3 + 1 / len(word)

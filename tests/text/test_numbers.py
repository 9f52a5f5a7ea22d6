"""Sizes, lists and the order of things in words."""

import pytest

from osone.text.catalogue import digits, in_words
from osone.text.numbers import capitalled, joined, ordinal, size


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (840, "840 B"), (824_000, "824 KB"), (3_440_000, "3.4 MB"), (986_000_000, "986 MB"),
     (1_100_000_000, "1.1 GB")],
)  # fmt: skip
def test_a_size_is_said_in_decimal_units(count: int, words: str) -> None:
    assert size(count) == words


def test_small_numbers_are_words_and_large_ones_have_their_thousands_apart() -> None:
    assert [in_words(n) for n in (0, 1, 12, 13, 6046)] == ["no", "one", "twelve", "13", "6,046"]
    assert digits(6046) == "6,046"


def test_what_stands_in_a_row_is_joined_as_one_says_it() -> None:
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_days_and_months_get_their_capitals() -> None:
    kept = "asks you a question, due wednesday, may march on"
    assert capitalled(kept) == "asks you a question, due Wednesday, may march on"


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
    ]  # fmt: skip

"""Values are given back as the numbers that they are, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.values import real, whole


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_comes_back_from_itself_and_from_its_words(number: int) -> None:
    assert whole(number) == number
    assert whole(str(number)) == number
    assert real(number) == float(number)


@pytest.mark.parametrize("value", [None, 1.5, [], {}, b"1", object()])
def test_what_is_no_whole_number_is_not_taken_for_one(value: object) -> None:
    with pytest.raises(TypeError):
        whole(value)


@pytest.mark.parametrize("value", ["", "two", "1.5"])
def test_words_that_name_none_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        whole(value)
    with pytest.raises(TypeError):
        real(value)

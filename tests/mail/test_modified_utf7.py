"""Folders' names in modified UTF-7: read as well as can be, and told apart from those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.modified_utf7 import decoded, encoded, strictly

NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")))


@given(NAMES)
def test_what_is_encoded_is_read_as_it_was_by_both(name: str) -> None:
    written = encoded(name).decode("ascii")
    assert decoded(written) == name
    assert strictly(written) == name


@pytest.mark.parametrize("name", ["R&D", "AT&T-Bills", "Q&A-", "a&AGE-b", "&AAo-", "&2D0-", "Entwürfe", "&AOR-"])
def test_what_no_program_writes_so_is_no_modified_utf7(name: str) -> None:
    assert strictly(name) is None


def test_runs_that_stand_side_by_side_are_read_one_by_one() -> None:
    assert strictly("&AOQ-&APY-") == decoded("&AOQ-&APY-") == "äö"

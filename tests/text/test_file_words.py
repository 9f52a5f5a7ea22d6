"""The names of files as search knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.text.file_words import SIGN, named, of_files
from osone.text.folding import folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Contract_Kiel-2024.pdf", ["contract", "kiel", "2024", "pdf"]),
        ("ContractKiel.pdf", ["contract", "kiel", "contractkiel"]),
        ("IMG20240112.jpg", ["img", "20240112", "img20240112"]),
        ("Straße (Entwürfe).docx", ["strasse", "entwurfe", "docx"]),
    ],
)
def test_a_name_is_found_by_the_words_that_a_person_sees_in_it(name: str, words: list[str]) -> None:
    found = of_files(name).lower().split()
    for word in words:
        assert f"{SIGN}{word}" in found, "as a word of a name"
        assert any(word in one for one in found if SIGN not in one), "and as a word of its message"


def test_a_name_in_a_script_without_blanks_is_asked_for_as_it_is_kept() -> None:
    assert named(folded("契約")) in of_files("東京契約書.pdf")


def test_no_phrase_goes_over_from_one_name_to_the_next() -> None:
    assert f"{SIGN}pdf {SIGN}plan" not in of_files("lease.pdf\nplan.pdf")


def test_a_message_without_files_is_indexed_as_it_is() -> None:
    assert of_files("") == ""


@given(st.text(max_size=40))
def test_no_name_makes_it_raise(name: str) -> None:
    of_files(name)

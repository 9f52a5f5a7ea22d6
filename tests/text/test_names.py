"""What people are called."""

import pytest

from osone.store.lines import people
from osone.text.names import given


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Amy Ferrante", "Amy"),
        ("Mr. FoRK", "Mr. FoRK"),
        ("Dr. Amy Ferrante", "Amy"),
        ("Prof. Dr. Ben Okri", "Ben"),
        ("J. Smith", "J. Smith"),
        ("Udhay", "Udhay"),
        ("Mr.", "Mr."),
    ],
)
def test_one_is_called_by_a_name_and_not_by_a_title(name: str, called: str) -> None:
    assert given(name.split()) == called


def test_the_names_of_a_conversation_are_names() -> None:
    assert people(["Mr. FoRK", "Udhay Shankar", "Stephen Hill"]) == "Mr. FoRK, Udhay, Stephen"
    assert people(["Ferrante, Dr. Amy", "bo@y.example"]) == "Dr. Amy, bo"

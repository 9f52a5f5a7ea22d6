"""What is typed behind a verb on the command line, as the arguments that it means."""

import pytest

from osone.commands import checking
from osone.commands.everything import REGISTRY
from osone.model.errors import CommandError


@pytest.mark.parametrize(
    ("verb", "words", "read"),
    [
        ("mail.archive", ["1,2"], {"threads": [1, 2]}),
        ("mail.move", ["threads=4", "House"], {"threads": [4], "folder": "House"}),
        ("mail.move", ["4", "folder=A=B"], {"threads": [4], "folder": "A=B"}),
        ("mail.star", ["1", "on=no"], {"threads": [1], "on": False}),
        ("task.add", ["a=b"], {"line": "a=b"}),
        ("today", ["3"], {"days": 3}),
        ("today", [], {}),
    ],
)
def test_a_command_line_is_read_into_arguments(verb: str, words: list[str], read: dict[str, object]) -> None:
    assert checking.from_text(REGISTRY[verb], words) == read


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("mail.archive", ["--1"]),
        ("mail.archive", ["²"]),
        ("today", ["--5"]),
        ("today", ["1", "2"]),
        ("mail.move", ["1"]),
    ],
)
def test_a_command_line_that_cannot_be_read_is_refused_with_a_sentence(verb: str, words: list[str]) -> None:
    with pytest.raises(CommandError):
        checking.from_text(REGISTRY[verb], words)

"""The page that tells by example what is understood: every sentence of it is tried."""

import re
from pathlib import Path

import pytest

from osone.companion.skills.recognise import recognise
from tests.companion.rooms import NOW

PAGE = Path(__file__).parents[2] / "docs" / "talk.md"
AFTER = "## One thing leads to another"
"""What stands here goes on from something else (``tests/companion/test_everyday.py``, ``test_pointing.py``)."""


def sentences() -> list[str]:
    text = PAGE.read_text("utf-8")
    there, after = text.split(AFTER)
    rest = there + after[after.index("\n## ") :]
    return [said for line in rest.splitlines() if line.startswith("- ") for said in re.findall("“([^”]+)”", line)]


@pytest.mark.parametrize("said", sentences())
def test_what_the_page_says_is_understood_is_understood(said: str) -> None:
    assert recognise(said, NOW, "Iris") is not None


def test_the_page_has_many_examples() -> None:
    assert len(sentences()) > 50

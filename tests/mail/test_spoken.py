"""What is kept of a conversation in English is read in the person's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.mail import spoken
from osone.text import catalogue
from tests.parts.pseudo import TAG, pseudo, speak

TEMPLATE = Path(__file__).resolve().parents[2] / "resources" / "locale" / "osone.pot"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[None]:
    speak(TEMPLATE, tmp_path)
    assert catalogue.choose([TAG], tmp_path) == TAG
    yield
    catalogue.use(None)


@pytest.mark.usefixtures("elsewhere")
def test_only_oneself_is_called_otherwise_in_another_language() -> None:
    assert spoken.people("Idris, me") == f"Idris, {pseudo('me')}"


@pytest.mark.usefixtures("elsewhere")
def test_nothing_stands_twice_in_another_language_either() -> None:
    shown = [pseudo("answers yours of {day}").format(day="21 Nov"), pseudo("first mail from them")]
    assert spoken.unsaid("first mail from them, answers yours", shown) == ""
    assert spoken.unsaid("first mail from them, asks you a question", shown) == pseudo("asks you a question")


@pytest.mark.usefixtures("elsewhere")
def test_a_day_stays_as_the_message_says_it() -> None:
    assert spoken.reason("due noon on tuesday") == pseudo("due {day}").format(day="noon on Tuesday")


def test_english_stays_what_is_kept() -> None:
    assert spoken.reason("asks you a question, due wednesday") == "asks you a question, due Wednesday"
    assert spoken.people("me") == "me"

"""Leaves out what needs a part that this machine does not have, and says so in a line."""

from collections.abc import Iterator

import pytest

from osone.app.profile.profile import Profile
from tests.app.house import sample
from tests.parts import dovecot, left_out, ollama

collect_ignore: list[str] = []

if not ollama.available():
    collect_ignore.append("companion/test_ollama_in_the_window.py")
    left_out.note(
        "No Ollama server (`make ollama` builds one): tests/app/companion/test_ollama_in_the_window.py was left out."
    )
if not dovecot.found():
    collect_ignore.append("notices/test_refused.py")
    left_out.note("No Dovecot here: tests/app/notices/test_refused.py was left out.")


@pytest.fixture(scope="module")
def world() -> Iterator[Profile]:
    """A throw-away profile with the sample world in it, for the tests of one file."""
    with sample() as opened:
        yield opened

"""The real window is quit by its key amid writing and sending: nothing is lost, and nothing stays behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.written import Written, written

pytestmark = pytest.mark.timeout(200)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        yield found


def test_a_message_leaves_though_one_quits_in_the_moment_after_it_was_sent(at: Written) -> None:
    win = at.win
    at.hold(30)
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.press("ctrl+Return")
    win.leave()
    assert [one["Subject"] for one in at.sent()] == ["The list"]
    win.start()
    win.until(lambda: not at.draft(), "its draft has done its work")
    win.press("g", "w")
    win.until(lambda: at.shows("Nothing is being written"), "and nothing waits")
    assert len(at.sent()) == 1
    with at.dovecot.client("amy") as client:
        assert client.select("Sent")[1] == [b"1"]


def test_the_last_words_are_there_at_the_next_start(at: Written) -> None:
    win = at.win
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.write(" And the last words.")
    win.leave()
    win.start()
    win.press("g", "w", "Return")
    win.until(lambda: at.shows("text: Message"), "it is open again")
    assert "Here it comes. And the last words." in str(at.draft("blocks"))

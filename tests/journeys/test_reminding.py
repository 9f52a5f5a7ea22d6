"""A message that is sent with a reminder: nobody answers and it comes back, or somebody does and it stays away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.mail import Box
from tests.journeys.written import Written, written
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        found.hold(0)
        yield found


def inbox(desk: Written) -> list[str]:
    """The subjects of the inbox, from its top."""
    return [
        str(subject)
        for (subject,) in desk.win.rows(
            "SELECT t.subject FROM listing l JOIN thread t ON t.id = l.thread WHERE l.box = ? ORDER BY l.newest DESC",
            int(Box.INBOX),
        )
    ]


def remind(desk: Written, words: str) -> None:
    win = desk.win
    win.press("ctrl+shift+h")
    win.until(lambda: desk.shows("Remind you when?"), "it asks when")
    win.write(words)
    win.press("Return")


def test_what_nobody_answers_comes_back_with_its_reason(desk: Written) -> None:
    win = desk.win
    desk.begin("bo@example.test", "Lamps", "Which shall we take?")
    remind(desk, "in 1 minute")
    win.until(lambda: desk.draft("remind") == "in 1 minute", "the draft says so")
    win.until(lambda: desk.shows("Remind me today if nobody answers"), "and shows it")
    win.press("ctrl+Return")
    win.until(lambda: desk.shows("You'll be reminded today if nobody answers."), "it is said as it leaves")
    win.until(lambda: len(desk.sent()) == 1, "it has left")
    assert inbox(desk) == ["letter 1"]
    win.leave()
    win.start()
    win.until(lambda: inbox(desk) == ["Lamps", "letter 1"], "it is back", 120)
    win.press("g", "i", "1")
    win.until(lambda: desk.shows("Lamps"), "among what needs one")


def test_an_answer_cancels_it(desk: Written) -> None:
    win = desk.win
    desk.begin("bo@example.test", "Lamps", "Which shall we take?")
    remind(desk, "in 3 days")
    win.until(lambda: desk.draft("remind") == "in 3 days", "the draft says so")
    win.press("ctrl+Return")
    win.until(lambda: win.number("SELECT count(*) FROM reminder WHERE sent > 0") == 1, "it has left")
    [sent] = desk.sent()
    given = str(sent["Message-ID"]).strip("<>")
    answer = letter(9, words="The blue ones.").replace(
        b"Message-ID:", f"In-Reply-To: <{given}>\r\nReferences: <{given}>\r\nMessage-ID:".encode()
    )
    desk.dovecot.deliver("amy", [answer])
    win.until(lambda: win.number("SELECT count(*) FROM reminder") == 0, "nobody is reminded any more")
    assert win.number("SELECT count(*) FROM outbox WHERE kind = 'wake'") == 0

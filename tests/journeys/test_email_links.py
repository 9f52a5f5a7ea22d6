"""An email link that the desktop hands over: to the window that is open or that it opens, sent by a person alone."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.host.child import command
from tests.journeys.window import ROOT
from tests.journeys.written import Written, written

pytestmark = pytest.mark.timeout(240)
LINK = "mailto:bo@example.test?subject=Tea%20%26%20cake&body=At%20five%3F"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        yield found


def test_it_is_written_on_and_sent_from_the_window_that_is_open_and_begun_in_a_new_one(at: Written) -> None:
    win = at.win
    at.hold(0)
    win.press("g", "c")
    handed = subprocess.run(
        command("--profile", str(win.profile), LINK),
        cwd=ROOT, env=win.environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (handed.returncode, handed.stderr) == (0, b"")
    win.until(lambda: at.shows("text: Message"), "a message is begun in the window")
    assert not at.draft(), "nothing of it is kept before somebody writes"
    win.press("ctrl+Return")
    win.until(at.sent, "it leaves by a person's key")
    [message] = at.sent()
    assert (message["To"], message["Subject"]) == ("bo@example.test", "Tea & cake")
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "At five?"
    win.kill()
    win.start(LINK)
    win.until(lambda: at.shows("text: Message"), "the window that it opens begins it too")
    assert len(at.sent()) == 1, "and nothing leaves by itself"

"""A conversation put off by keys: out of the inbox, on its server still, and back at the top after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.host import here
from osone.model.mail import Box
from osone.text.dates import until_short
from tests.journeys.written import Written, written
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        found.dovecot.deliver("amy", [letter(2, words="The report is due on Friday.")])
        found.win.until(lambda: found.win.number("SELECT count(*) FROM raw.raw") == 2, "two letters are here")
        yield found


def listed(desk: Written, box: Box) -> list[str]:
    """The subjects of a list, from its top."""
    return [
        str(subject)
        for (subject,) in desk.win.rows(
            "SELECT t.subject FROM listing l JOIN thread t ON t.id = l.thread WHERE l.box = ? ORDER BY l.newest DESC",
            int(box),
        )
    ]


def there(desk: Written) -> object:
    """How many messages the inbox has on its server, seen by another client."""
    client = desk.dovecot.client("amy", "INBOX")
    found = client.search(None, "ALL")[1]
    client.logout()
    return found


def look(desk: Written) -> None:
    """At what needs one, from its top."""
    desk.win.press("g", "i", "1")
    desk.win.until(lambda: desk.shows("letter 2") and desk.shows("letter 1"), "the letters are listed")
    desk.win.press("Home")


def snooze(desk: Written, words: str) -> None:
    win = desk.win
    win.press("h")
    win.until(lambda: desk.shows("Snooze until when?"), "it asks until when")
    assert desk.shows("Tomorrow morning, ")
    win.write(words)
    win.press("Return")


def test_it_sleeps_over_a_restart_and_wakes_at_the_top_in_its_minute(desk: Written) -> None:
    win = desk.win
    look(desk)
    win.press("j")
    assert listed(desk, Box.INBOX) == ["letter 2", "letter 1"]
    snooze(desk, "in 1 minute")
    win.until(lambda: listed(desk, Box.SNOOZED) == ["letter 1"], "it is put off")
    win.until(lambda: desk.shows("Snoozed 1 conversation until "), "it is said until when")
    assert listed(desk, Box.INBOX) == ["letter 2"]
    assert there(desk) == [b"1 2"], "on the server it is where it was"
    until = win.number("SELECT until FROM snooze")
    win.leave()
    win.start()
    win.until(lambda: listed(desk, Box.INBOX) == ["letter 1", "letter 2"], "it is back at the top", 120)
    assert win.number("SELECT until FROM snooze") - until < 30, "it woke when it was to wake"
    win.press("g", "i", "1")
    win.until(lambda: desk.shows("letter 1") and desk.shows("letter 2"), "it is among what needs one")


def test_it_is_found_among_what_is_snoozed_and_z_brings_it_back(desk: Written) -> None:
    win = desk.win
    look(desk)
    snooze(desk, "next week")
    win.until(lambda: listed(desk, Box.SNOOZED) == ["letter 2"], "it is put off")
    win.press("ctrl+k")
    win.until(lambda: desk.shows("Command palette"), "the palette")
    win.write("snoozed")
    win.press("Return")
    wakes = until_short(win.number("SELECT until FROM snooze"), here.now())
    win.until(lambda: desk.shows(f"letter 2, {wakes}"), "with the day it wakes")
    win.press("slash")
    win.until(lambda: desk.shows("Search"), "the search")
    win.write("in:snoozed")
    win.until(lambda: desk.shows("1 found"), "it is found")
    win.press("Escape", "Escape", "z")
    win.until(lambda: listed(desk, Box.INBOX) == ["letter 2", "letter 1"], "it is back where it was")


def test_an_answer_wakes_it(desk: Written) -> None:
    win = desk.win
    look(desk)
    snooze(desk, "next week")
    win.until(lambda: listed(desk, Box.SNOOZED) == ["letter 2"], "it is put off")
    desk.dovecot.deliver("amy", [letter(3, to="2")])
    win.until(lambda: listed(desk, Box.SNOOZED) == [], "it woke")
    assert listed(desk, Box.INBOX)[0] == "letter 2"
    assert win.rows("SELECT why FROM snooze") == [("answered while it was snoozed",)]

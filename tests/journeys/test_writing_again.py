"""Second thoughts in the real window, by keys alone: what is thrown away, corrected, sent again, and answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.written import Written, written
from tests.parts.smtp import Behaviour
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(300)
LOOKED_FOR_S = 150.0
"""So long a message may be looked for among what was sent."""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        yield found


def test_what_is_thrown_away_comes_back_open(at: Written) -> None:
    win = at.win
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.press("ctrl+shift+d")
    win.until(lambda: not at.draft(), "it is thrown away")
    win.until(lambda: not at.shows("text: Message"), "and is not before one any more")
    win.press("z")
    win.until(lambda: "Here it comes." in str(at.draft("blocks")), "it is back")
    win.until(lambda: at.shows("text: Message"), "and open again")
    win.write(" And more.")
    win.until(lambda: "And more." in str(at.draft("blocks")), "one writes on")
    win.press("Escape", "Escape", "c")
    win.until(lambda: at.shows("text: To"), "another one is begun")
    win.press("Escape", "Escape")
    win.until(lambda: not at.shows("text: To"), "and left with nothing in it")
    assert at.draft() == 1, "an empty one is not kept"


def test_enter_takes_a_waiting_message_back_to_where_it_is_written(at: Written) -> None:
    win = at.win
    at.hold(60)
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.press("ctrl+Return")
    win.until(lambda: at.draft("stage") == "queued", "it waits for its hold")
    win.until(lambda: at.shows("Leaves in a moment"), "and is listed so")
    win.press("Return")
    win.until(lambda: at.draft("stage") == "", "it is taken back")
    win.until(lambda: at.shows("text: Message"), "and open again")
    at.hold(0)
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    win.until(lambda: not at.draft(), "and has done its work")
    win.press("z")
    win.until(lambda: at.shows("It has left already."), "nothing takes it back, and that is said plainly")
    assert len(at.sent()) == 1


def test_words_that_are_no_address_are_asked_about_and_stay_as_they_were_typed(at: Written) -> None:
    win = at.win
    at.begin("bo@example.test, zed", "The list", "Here it comes.")
    win.until(lambda: at.shows("“zed” isn't an address."), "a quiet remark says so")
    win.press("ctrl+Return")
    win.until(lambda: at.shows("text: Message"), "it stays")
    win.write("cy@example.test")
    win.until(lambda: "cy@example.test" in str(at.draft("recipients")), "what is typed takes the place of it")
    assert at.draft("stage") == ""
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    assert at.sent()[0]["To"] == "bo@example.test, cy@example.test"


def test_any_message_of_a_conversation_can_be_answered_and_passed_on(at: Written) -> None:
    win = at.win
    second = letter(2, to="1", sender="Cy <cy@example.test>", words="Or is Friday better?")
    at.dovecot.deliver("amy", [second])
    win.press("g", "i")
    win.until(lambda: win.number("SELECT count(*) FROM raw.raw") == 2, "both are here")
    win.until(lambda: at.shows("Cy"), "and listed")
    win.press("Return")
    win.until(lambda: at.shows("Message 2 of 2: Cy"), "the conversation is open")
    win.press("n", "p", "p", "r")
    win.until(lambda: at.shows("text: Message"), "an answer is begun")
    win.write("To the first.")
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    assert (at.sent()[0]["To"], at.sent()[0]["In-Reply-To"]) == ("Bo <bo@example.test>", "<1@example.test>")
    win.until(lambda: at.shows("Message 2 of"), "the conversation is there again")
    win.press("n", "f")
    win.until(lambda: at.shows("text: To"), "the next one is passed on")
    win.write("bo@example.test")
    win.press("ctrl+Return")
    win.until(lambda: len(at.sent()) == 2, "it has left")
    assert "Or is Friday better?" in str(at.sent()[1].get_body(("plain",)))


def choose(at: Written, words: str) -> None:
    """Take a verb from the palette."""
    at.win.press("ctrl+k")
    at.win.until(lambda: at.shows("text: What would you like"), "the palette is open")
    at.win.write(words)
    at.win.press("Return")


@pytest.mark.parametrize(("verb", "times"), [("Leave it", 1), ("Send again", 2)])
def test_what_may_have_been_sent_is_told_and_waits_for_a_word(at: Written, verb: str, times: int) -> None:
    win = at.win
    at.hold(0)
    at.server.behave(Behaviour(cut="dot"))
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.press("ctrl+Return", "g", "h")
    win.until(at.sent, "the server took it, and its answer was lost")
    win.until(lambda: at.shows("It may have been sent"), "that is told wherever one is", LOOKED_FOR_S)
    win.until(lambda: at.shows("Writing, 1 message not sent"), "and marked on the rail")
    at.server.behave(Behaviour())
    win.press("g", "w")
    win.until(lambda: not at.shows("Writing, 1 message not sent"), "until one has looked")
    choose(at, verb)
    win.until(lambda: not at.draft(), "it is done with")
    assert len(at.sent()) == times


def test_a_refused_message_is_told_edited_and_sent_again(at: Written) -> None:
    win = at.win
    at.hold(0)
    at.server.behave(Behaviour(refuses={"bo@example.test": "550 5.1.1 no such user"}))
    at.begin("bo@example.test", "The list", "Here it comes.")
    win.press("ctrl+Return", "g", "h")
    win.until(lambda: at.shows("“The list”: bo@example.test was not reached"), "it is told wherever one is")
    win.press("g", "w", "Return")
    win.until(lambda: at.draft("stage") == "", "Enter takes it back to where it is written")
    win.until(lambda: at.shows("text: Message"), "and it is open")
    at.server.behave(Behaviour())
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    win.until(lambda: not at.draft(), "and has done its work")

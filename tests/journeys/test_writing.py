"""Writing and sending in the real window, by keys alone: what leaves is seen by the servers, and by another client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.written import Written, written

pytestmark = pytest.mark.timeout(200)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Written]:
    with written(tmp_path) as found:
        yield found


def test_an_answer_is_written_taken_back_and_sent(at: Written) -> None:
    win = at.win
    win.press("g", "i")
    win.until(lambda: [line for line in win.spoken() if "letter 1" in line], "the letter is listed")
    win.press("Return", "r")
    win.until(lambda: "text: Message" in "\n".join(win.spoken()), "the answer is open")
    win.write("Thursday it is, at noon.")
    win.until(lambda: at.draft(), "it is kept as it is written")
    win.press("ctrl+Return")
    win.until(lambda: at.draft("stage") == "queued", "it waits for its hold")
    win.press("z")
    win.until(lambda: at.draft("stage") == "", "it was taken back")
    assert not at.sent()
    win.until(lambda: "text: Message" in "\n".join(win.spoken()), "and is open again")
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    [message] = at.sent()
    assert (message["To"], message["Subject"]) == ("Bo <bo@example.test>", "Re: letter 1")
    assert message["In-Reply-To"] == "<1@example.test>"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Thursday it is, at noon." in body.get_content()
    assert "> Shall we meet on Thursday? 1" in body.get_content()
    win.until(lambda: not at.draft(), "the draft has done its work")
    with at.dovecot.client("amy") as client:
        assert client.select("Sent")[1] == [b"1"]
    win.until(lambda: win.number("SELECT count(*) FROM message") == 2, "and it stands in its conversation here")
    assert win.number("SELECT count(DISTINCT thread) FROM message") == 1


def test_a_new_message_is_left_and_written_on_after_the_window_was_killed(at: Written) -> None:
    win = at.win
    win.press("g", "i", "c")
    win.until(lambda: "text: To" in "\n".join(win.spoken()), "a message is begun")
    win.write("bo")
    win.until(lambda: [line for line in win.spoken() if "Bo, bo@example.test" in line], "it knows who that may be")
    win.press("Return", "Return")
    win.write("The list")
    win.press("Return")
    win.write("Here it comes.")
    win.until(lambda: "Here it comes." in str(at.draft("blocks")), "it is kept as it is written")
    win.kill()
    win.start()
    win.press("g", "w")
    win.until(lambda: [line for line in win.spoken() if "The list, Bo" in line], "it is there again")
    win.press("Return")
    win.until(lambda: "text: Message" in "\n".join(win.spoken()), "it is open again")
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    [message] = at.sent()
    assert (message["To"], message["Subject"]) == ("Bo <bo@example.test>", "The list")


def test_a_signature_is_written_in_the_settings_and_stands_beneath_what_leaves(at: Written) -> None:
    win = at.win
    at.hold(0)
    win.press("ctrl+k")
    win.write("change signature")
    win.press("Return")
    win.until(lambda: at.shows("amy@example.test, Amy"), "it asks of which account")
    win.press("Return")
    win.until(lambda: at.shows("text: Signature"), "it is asked for in the settings")
    win.write("Amy Lind")
    win.press("Return")
    win.write("Harbour Press")
    win.press("Escape")
    win.until(lambda: win.rows("SELECT signature FROM account") == [("Amy Lind\nHarbour Press",)], "it is kept")
    at.begin("bo@example.test", "Thursday", "At noon?")
    win.press("ctrl+Return")
    win.until(at.sent, "it has left")
    body = at.sent()[0].get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines()[:5] == ["At noon?", "", "-- ", "Amy Lind", "Harbour Press"]


def test_the_keyboard_comes_back_to_the_text_and_to_the_list_once_it_has_left(at: Written) -> None:
    win = at.win
    win.press("g", "w", "c")
    win.until(lambda: "text: To" in "\n".join(win.spoken()), "a message is begun")
    win.write("bo@example.test")
    win.press("Return")
    win.write("Thursday")
    win.press("Return")
    win.write("At noon")
    win.press("ctrl+k")
    win.until(lambda: "At noon" in str(at.draft("blocks")), "it is kept")
    win.press("Escape")
    win.write(", #1")
    win.until(lambda: "At noon, #1" in str(at.draft("blocks")), "what lay over it is gone, and one writes on")
    # From the talk one comes to the screen, where keys are commands; Enter goes on with the text.
    win.press("ctrl+j")
    win.until(lambda: at.on("Ask, or tell me"), "the talk has the keyboard")
    win.press("Escape")
    win.until(lambda: not at.on("Ask, or tell me") and not at.on("Message"), "the screen has it")
    win.press("Return")
    win.until(lambda: at.on("Message"), "the text has it")
    win.write(" of many")
    win.until(lambda: "At noon, #1 of many" in str(at.draft("blocks")), "what lay over it is gone, and one writes on")
    win.press("ctrl+Return")
    win.until(lambda: at.draft("stage") == "queued", "it waits for its hold")
    win.press("z")
    win.until(lambda: at.draft("stage") == "", "it was taken back where it was written")
    assert not at.sent()

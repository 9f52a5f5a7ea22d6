"""Writing and sending in the real window, by keys alone: what leaves is seen by the servers, and by another client."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.model.accounts import Service
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.store import accounts, files, settings
from osone.store.card import read_card
from osone.store.writing import transaction
from tests.journeys.window import Window, missing, window
from tests.parts import smtp
from tests.parts.dovecot import Dovecot
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(200)
WORD = "correct horse"
ME = "amy@example.test"


@dataclass
class Written:
    win: Window
    dovecot: Dovecot
    server: smtp.Submission

    def sent(self) -> list[EmailMessage]:
        return [email.message_from_bytes(one.raw, policy=email.policy.default) for one in self.server.sent]

    def draft(self, what: str = "count(*)") -> object:
        found = self.win.rows(f"SELECT {what} FROM draft")
        return found[0][0] if found else None


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Written]:
    """A window whose one account is read on Dovecot and sent through a server of its own; one letter is there."""
    assert not missing(), missing()
    with ExitStack() as stack:
        dovecot = stack.enter_context(Dovecot())
        server = stack.enter_context(smtp.Submission(tmp_path, {"amy": WORD}))
        dovecot.deliver("amy", [letter(1, words="Shall we meet on Thursday?")])
        win = stack.enter_context(window())
        win.start()
        win.until(lambda: read_card(win.profile) is not None, "there is a store")

        def skip() -> bool:
            win.press("ctrl+Right")
            return bool(win.setting("meeting.done"))

        win.until(skip, "the meeting is over")
        held = vault.secrets(SystemSecrets(), win.profile)
        core = files.Store(win.profile, held.store_key(create=False)).writer()
        services: Services = {
            Service.INCOMING: Imap(Server("127.0.0.1", dovecot.port), "amy", str(dovecot.ca)),
            Service.OUTGOING: Smtp(Server(server.host, server.port, Security.TLS), "amy", str(server.ca)),
        }
        with transaction(core) as tx:
            made = accounts.add(tx, "imap", ME, "Amy", encode(services))
            settings.put(tx, "mail.hold", 5)
        account = accounts.one(core, made)
        assert account is not None
        held.vault.put(held.name_of(account), WORD)
        core.close()
        win.until(lambda: win.number("SELECT count(*) FROM raw.raw") == 1, "the letter has come")
        yield Written(win, dovecot, server)
        assert win.troubles() == []


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


def test_the_keyboard_comes_back_to_the_text_and_to_the_list_once_it_has_left(at: Written) -> None:
    win = at.win
    win.press("g", "w", "c")
    win.until(lambda: "text: To" in "\n".join(win.spoken()), "a message is begun")
    win.write("bo@example.test")
    win.press("Return")
    win.write("Thursday")
    win.press("Return")
    win.write("At noon")
    for opens in ("ctrl+k", "ctrl+j"):
        win.press(opens)
        win.until(lambda: "At noon" in str(at.draft("blocks")), "it is kept")
        win.press("Escape")
    win.write(", #1 of many")
    win.until(lambda: "At noon, #1 of many" in str(at.draft("blocks")), "what lay over it is gone, and one writes on")
    win.press("ctrl+Return")
    win.until(lambda: at.draft("stage") == "queued", "it waits for its hold")
    win.press("z")
    win.until(lambda: at.draft("stage") == "", "it was taken back where it was written")
    assert not at.sent()

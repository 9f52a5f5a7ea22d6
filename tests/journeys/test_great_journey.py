"""From nothing to a mailbox in view, by keys alone: met, connected, read, acted upon, quit, and opened again."""

import imaplib
import re

import psutil
import pytest

from osone.model.mail import Box
from osone.store.card import read_card
from tests.journeys.window import Window, missing, window
from tests.parts import mailset
from tests.parts.dovecot import Dovecot

USER = "amy@example.test"
SECRET = "korrekt-pferd-7421"
PLACED = "SELECT count(*) FROM placement"
SHOWN = "SELECT s.message FROM shown s JOIN folder f ON f.id = s.folder WHERE f.role = ?"
INDEXED = "SELECT count(*) FROM search.words"

pytestmark = pytest.mark.timeout(400)


def meet(win: Window, server: Dovecot) -> None:
    """Go through the whole meeting with the keyboard, to an account on the server."""

    def step(name: str) -> None:
        win.until(lambda: win.setting("meeting.step") == name, f"the meeting came to {name}")

    def asks(words: str) -> None:
        win.until(lambda: any(words in line for line in win.spoken()), f"“{words}” is asked")

    win.until(lambda: read_card(win.profile) is not None, "there is a store")
    win.press("Return")
    step("hello")
    win.write("Amy")
    win.press("Return")
    step("interrupt")
    win.press("Down", "Return")
    step("talk")
    win.press("Return")
    step("voice")
    win.press("Down", "Down", "Down", "Up", "Return")
    step("name")
    win.press("Return")
    step("mind")
    asks("No model")
    win.press("Return")
    step("mailbox")
    asks("Where is your mail?")
    win.press("Return")
    asks("What's your email address?")
    win.write(USER)
    win.press("Return")
    # There is nobody to be asked here: it says so within its time, or is told to leave the looking.
    asks("What are your mail servers?")
    win.write("localhost")
    win.press("Tab", "BackSpace", "BackSpace", "BackSpace")
    win.write(str(server.port))
    win.press("Return")
    asks("And the password?")
    win.write("wrong-horse")
    win.press("Return")
    asks("rejected the password")
    win.write(SECRET)
    win.press("Return")
    asks("Signed in.")
    win.press("Return")
    step("done")


def where_is(secret: str, win: Window) -> list[str]:
    """Every place where a secret can be found outside of the keyring."""
    needle, found = secret.encode(), []
    for path in sorted(p for top in (win.profile, win.home) for p in top.rglob("*") if p.is_file()):
        if needle in path.read_bytes():
            found.append(str(path))
    for name in ("main", "raw", "search"):
        for (table,) in win.rows(f"SELECT name FROM {name}.sqlite_master WHERE type = 'table'"):
            for row in win.look().execute(f'SELECT * FROM {name}."{table}"'):
                if any(needle in (v if isinstance(v, bytes) else str(v).encode()) for v in row):
                    found.append(f"{name}.{table}")
    for process in win.family():
        words = [*process.cmdline(), *(f"{k}={v}" for k, v in process.environ().items())]
        if any(secret in word for word in words):
            found.append(f"process {process.pid}")
    for process in psutil.process_iter(["cmdline"]):
        if any(secret in word for word in process.info["cmdline"] or ()):
            found.append(f"the process list: {process.pid}")
    return found


def found(win: Window) -> list[str]:
    """The conversations on the screen."""
    return [line for line in win.spoken() if line.startswith("list item: ")]


def held(client: imaplib.IMAP4_SSL, folder: str, wanted: str = "ALL") -> set[str]:
    """Message-IDs, by another client, of what a folder on the server holds."""
    client.select(f'"{folder}"', readonly=True)
    numbers = client.search(None, wanted)[1][0].split()
    if not numbers:
        return set()
    found: set[str] = set()
    for part in client.fetch(b",".join(numbers).decode(), "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")[1]:
        if isinstance(part, tuple):
            named = re.search(rb"<[^>]+>", part[1])
            found.add(named[0].decode() if named else "")
    return found


def test_a_person_is_met_and_keeps_real_mail_in_view() -> None:
    assert not missing(), missing()
    with Dovecot(users={USER: SECRET}) as server, window() as win:
        count = server.deliver(USER, mailset.real(), received=1_000_000_000)
        win.start(OSONE_CA=str(server.ca))
        meet(win, server)
        assert win.setting("person.name") == "Amy"
        assert str(win.setting("voice.choice")) not in ("", "none", "None")

        # All of it is listed, threaded and searchable.
        win.until(lambda: win.number(PLACED) == count, "every message has its place", 90)
        win.until(lambda: win.number("SELECT count(*) FROM raw.raw") >= count * 0.98, "the letters have come", 120)
        win.until(lambda: win.number("SELECT count(*) FROM to_index") == 0, "all of it is searchable", 120)
        assert win.number("SELECT count(DISTINCT message) FROM placement") == count
        threads = win.number("SELECT total FROM tally WHERE box = ?", int(Box.INBOX))
        assert threads == win.number("SELECT count(DISTINCT thread) FROM message") < count
        client = server.client(USER)
        assert where_is(SECRET, win) == []

        # Archive and take it back; star; delete: each seen by another client.
        win.press("g", "i", "2")
        win.until(lambda: found(win), "letters are on the screen")
        win.press("j", "j", "e")
        win.until(lambda: win.rows(SHOWN, "archive"), "something is archived")
        archived = len(win.rows(SHOWN, "archive"))
        win.until(lambda: len(held(client, "Archive")) == archived, "the server has archived it")
        win.press("z")
        win.until(lambda: not win.rows(SHOWN, "archive"), "it is back")
        win.until(lambda: not held(client, "Archive"), "the server has it back")
        win.press("s")
        win.until(lambda: len(held(client, "INBOX", "FLAGGED")) == 1, "the server has the star")
        win.press("j", "numbersign")
        win.until(lambda: win.rows(SHOWN, "trash"), "something is deleted")
        deleted = len(win.rows(SHOWN, "trash"))
        win.until(lambda: len(held(client, "Trash")) == deleted, "the server has deleted it")
        client.select("INBOX", readonly=True)
        assert len(client.search(None, "ALL")[1][0].split()) == count - deleted

        # Search as one types; what is found can be acted on.
        win.press("slash")
        win.write("subject:linux kernel")
        win.press("Return")
        win.until(lambda: found(win) and all("linux" in line.casefold() for line in found(win)), "it is found")
        before = held(client, "INBOX", "FLAGGED")
        win.press("s")
        win.until(lambda: len(held(client, "INBOX", "FLAGGED")) == 2, "what was found has a star")
        starred = held(client, "INBOX", "FLAGGED")
        assert before < starred
        client.logout()

        shown = win.rows("SELECT message, folder, flags FROM shown ORDER BY 1, 2")
        assert win.troubles() == []
        win.leave()

        # Opened again it is as it was left, and nobody is met twice.
        win.start(OSONE_CA=str(server.ca))
        win.until(lambda: any("page tab: Mail" in line for line in win.spoken()), "the house is open")
        assert not any("Setup" in line for line in win.spoken())
        assert win.setting("meeting.done") is True
        win.press("g", "i", "2")
        win.until(lambda: found(win), "letters are on the screen")
        assert win.rows("SELECT message, folder, flags FROM shown ORDER BY 1, 2") == shown
        client = server.client(USER)
        assert held(client, "INBOX", "FLAGGED") == starred
        client.logout()
        assert where_is(SECRET, win) == []
        assert win.troubles() == []
        win.leave()

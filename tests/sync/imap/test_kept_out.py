"""What is not let into the inbox, on a real Dovecot: another client finds it in Junk or in the archive, once."""

import imaplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.mail import Role
from tests.parts.dovecot import Dovecot, without
from tests.parts.scripted import until
from tests.sync.desk import ADDRESS, Desk, desk, held, letter, other, working

SHOP = "The Shop <news@shop.example>"
ALL = f"To: Amy <{ADDRESS}>, Cy <cy@example.test>"


@pytest.fixture(params=[(), ("MOVE", "UIDPLUS", "CONDSTORE", "QRESYNC")], ids=["able", "plain"])
def server(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    capabilities = without(*request.param) if request.param else None
    with Dovecot(tls="no", capabilities=capabilities) as running:
        running.deliver("amy", [letter(1), letter(2, sender=SHOP)])
        yield running


@pytest.fixture
def here(server: Dovecot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "profile", server.plain_port) as made:
        yield made


def to_all(number: int, answers: str) -> bytes:
    return letter(number, to=answers).replace(f"To: Amy <{ADDRESS}>".encode(), ALL.encode())


def paths(client: imaplib.IMAP4) -> dict[str, str]:
    """In which folder each message is that is there once."""
    state = held(client)
    assert set(state.values()) <= {1}, state
    return {subject: path for path, subject, _seen, _starred in state}


def test_it_is_moved_on_the_server_too_and_nothing_else_is(server: Dovecot, here: Desk) -> None:
    here.sync()
    here.act("sender.block", address="news@shop.example")
    here.act("mail.mute", threads=[here.thread("letter 1")])
    client = other(server)
    for raw in (letter(10, sender=SHOP), to_all(11, "1"), letter(12, to="1"), letter(13)):
        client.append("INBOX", "", "", raw)
    here.settle()
    here.settle()
    junk, archive = ("", "")
    for path, role in here.mine.core.execute("SELECT path, role FROM folder"):
        junk = str(path) if role == Role.JUNK else junk
        archive = str(path) if role == Role.ARCHIVE else archive
    assert paths(client) == {
        "letter 1": archive, "letter 2": "INBOX", "letter 10": junk, "letter 11": archive,
        "letter 12": "INBOX", "letter 13": "INBOX",
    }  # fmt: skip
    assert here.shown() == held(client)
    client.shutdown()


def test_it_is_moved_as_it_comes_while_the_account_is_on(server: Dovecot, here: Desk) -> None:
    client = other(server)
    with working(here):
        until(lambda: sum(here.shown().values()) == 2, "first sync")
        here.act("sender.block", address="news@shop.example")
        client.append("INBOX", "", "", letter(10, sender=SHOP))
        until(lambda: paths(client).get("letter 10", "INBOX") != "INBOX", "it is in Junk there")
        until(lambda: here.shown() == held(client), "and here")
    client.shutdown()

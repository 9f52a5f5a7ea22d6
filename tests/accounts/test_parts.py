"""The parts that other tests stand on do what they say: Dovecot, the proxy that cuts, the sets of mail."""

import email
import imaplib
from email.policy import default

import pytest

from osone.accounts import connect
from osone.model.errors import NetworkError
from osone.model.services import Security, Server
from tests.parts import mailset
from tests.parts.dovecot import Dovecot, without
from tests.parts.proxy import Cut, Proxy

WORD = "correct horse"


def subjects(server: Dovecot, folder: str = "INBOX") -> int:
    client = server.client("amy", folder)
    try:
        _, data = client.search(None, "ALL")
        return len(data[0].split())
    finally:
        client.logout()


def test_dovecot_serves_what_was_delivered_and_hides_what_it_should() -> None:
    with Dovecot(users={"amy": WORD}, capabilities=without("MOVE", "UIDPLUS")) as server:
        assert server.deliver("amy", mailset.written(20), flags="FS", received=1_700_000_000) == 20
        server.deliver("amy", mailset.written(3), folder="Archive/2024")
        assert (subjects(server), subjects(server, "Archive/2024")) == (20, 3)
        client = server.client("amy", "INBOX")
        assert "MOVE" not in client.capability()[1][0].decode().split()
        answer = client.uid("FETCH", "20", "(FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")[1][0]
        assert b"\\Flagged \\Seen" in answer[0]
        assert b"14-Nov-2023 22:13:39 +0000" in answer[0]
        assert b"Message-ID: <0000019." in answer[1]
        client.logout()
        server.clear_caches("amy")
        server.restart()
        client = server.client("amy")
        assert "MOVE" in client.capability()[1][0].decode().split()
        client.logout()
        folder = server.folder
    assert not folder.exists()


@pytest.mark.parametrize("where", list(Cut))
def test_the_proxy_cuts_where_it_was_told_and_then_lets_pass(where: Cut) -> None:
    raw = b"Subject: kept {3}\r\n\r\nhello {5}\r\n"
    with (
        Dovecot(users={"amy": WORD}, tls="yes") as server,
        Proxy((server.host, server.plain_port), certificate=server.certificate) as proxy,
    ):
        line = imaplib.IMAP4_SSL("localhost", proxy.port, ssl_context=server.trust())
        line.login("amy", WORD)
        line.select("INBOX")
        assert proxy.requests[0].endswith(b" CAPABILITY\r\n")
        assert proxy.replies[-1].split()[1] == b"OK"
        proxy.cut(where, 1 if where is not Cut.BEFORE_REPLY else 2)
        with pytest.raises((imaplib.IMAP4.abort, OSError)):
            line.append("INBOX", "", "", raw)
        assert proxy.was_cut.wait(5)
        line.shutdown()
        # The literal's "+" is the first reply: before the second, the server has the whole message.
        expected = 0 if where is Cut.BEFORE_REQUEST else 1
        assert _eventually(server, expected) == expected
        again = imaplib.IMAP4_SSL("localhost", proxy.port, ssl_context=server.trust())
        again.login("amy", WORD)
        again.append("INBOX", "", "", raw)
        again.logout()
        assert subjects(server) == expected + 1


def _eventually(server: Dovecot, expected: int) -> int:
    """The number of messages, asked until it is as expected: the server may still be at it."""
    for _ in range(50):
        if (count := subjects(server)) == expected:
            return count
    return count


def test_a_cut_greeting_is_a_sentence() -> None:
    with Dovecot(users={"amy": WORD}, tls="yes") as server, Proxy((server.host, server.plain_port)) as proxy:
        proxy.cut(Cut.BEFORE_REPLY, 1)
        with pytest.raises(NetworkError, match="closed the connection"):
            connect.connect(Server("localhost", proxy.port, Security.NONE))


def test_written_mail_is_the_same_each_time_and_parses_into_threads() -> None:
    raws = list(mailset.written(400))
    assert raws == list(mailset.written(400))
    assert raws != list(mailset.written(400, seed=8))
    messages = [email.message_from_bytes(raw, policy=default) for raw in raws]
    ids = [message["Message-ID"] for message in messages]
    assert len(set(ids)) == 400
    replies = [message for message in messages if message["In-Reply-To"]]
    assert len(replies) > 100
    assert all(message["In-Reply-To"] in ids for message in replies)
    assert not any(message.defects for message in messages)
    dates = [message["Date"].datetime for message in messages]
    assert dates == sorted(dates)


def test_the_real_messages_are_all_there_without_mbox_lines_where_they_can_be_had() -> None:
    raws = list(mailset.real())
    assert len(raws) == (mailset.REAL if mailset.have_real() else mailset.FALLBACK)
    assert not any(raw.startswith(b"From ") for raw in raws)
    assert raws[:5] == list(mailset.real(5))

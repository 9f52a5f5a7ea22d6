"""The scripted server itself: honest where nothing is written down, and as odd as its table says where something is."""

import imaplib
import socket
import ssl
from pathlib import Path

import pytest

from osone.model.errors import NetworkError
from osone.model.mail import Role
from osone.sync.messages import Standing
from tests.parts.scripted import CAPABILITIES, NO, OK, Drop, Endless, Raw, Scripted, Wait, until
from tests.sync.desk import desk, letter, states, working

LETTERS = [letter(n) for n in range(6)]
FOLDERS = {"INBOX": LETTERS, "Archive": [], "Trash": []}


@pytest.mark.parametrize("more", ["", " CONDSTORE"])
def test_without_a_table_mail_is_read_moved_and_starred_as_anywhere(tmp_path: Path, more: str) -> None:
    with Scripted(FOLDERS, capabilities=CAPABILITIES + more) as server, desk(tmp_path / "p", server.port) as here:
        here.sync(bodies=True)
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == len(LETTERS)
        here.act("mail.archive", threads=[here.thread("letter 2")])
        here.act("mail.star", threads=[here.thread("letter 3")])
        here.settle()
        assert [one.uid for one in server["Archive"].letters] == [1]
        starred = server["INBOX"].at(4)
        assert starred is not None
        assert starred.flags == {"\\Flagged"}
        server["INBOX"].take(1)
        server["INBOX"].put(letter(9), flags="\\Seen")
        here.sync()
        assert here.one("SELECT count(*) FROM placement WHERE folder = ?", here.folder(Role.INBOX)) == len(LETTERS) - 1


def test_a_client_of_another_make_understands_it_over_tls(tmp_path: Path) -> None:
    with Scripted(FOLDERS, tls="tls", folder=tmp_path) as server:
        trust = ssl.create_default_context(cafile=str(server.ca))
        client = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=trust)
        client.login("amy", "word")
        assert client.select("INBOX") == ("OK", [b"6"])
        assert client.append("Archive", "", "", letter(7))[0] == "OK"
        assert client.uid("SEARCH", "ALL") == ("OK", [b"1 2 3 4 5 6"])
        assert client.uid("FETCH", "3", "(BODY.PEEK[])")[1][0][1] == LETTERS[2]
        client.logout()


def test_new_mail_is_told_to_whoever_listens(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here, working(here):
        until(lambda: Standing.QUIET in states(here) and server.count("IDLE"), "listening")
        server["INBOX"].put(letter(50))
        until(lambda: here.one("SELECT 1 FROM message WHERE subject = 'letter 50'"), "the new letter")


def test_a_row_of_the_table_is_used_as_often_as_it_says_and_the_newest_first() -> None:
    with Scripted(FOLDERS, limit=2, limit_at="greeting") as server:
        server.when("NOOP", "* 9 EXISTS", OK)
        server.when("NOOP", NO, times=1)
        server.when("UID FETCH", lambda asked: asked.honest() if asked.uids() == [1, 2] else [NO])
        server.when("CHECK", Raw(b"TAG"), Wait(0.01), Drop())
        client = imaplib.IMAP4(server.host, server.port)
        client.login("amy", "word")
        assert [client.noop()[0] for _ in range(2)] == ["NO", "OK"]
        client.select("INBOX")
        assert len(client.uid("FETCH", "1:2", "(UID)")[1]) == 2
        assert client.uid("FETCH", "1:3", "(UID)")[0] == "NO"
        address = (server.host, server.port)
        with socket.create_connection(address) as second, socket.create_connection(address) as third:
            assert second.recv(99).startswith(b"* OK")
            assert third.recv(99) == b"* NO [LIMIT] Too many connections\r\n"
        with pytest.raises(imaplib.IMAP4.abort):
            client.check()
        client.shutdown()
        assert server.count("UID FETCH") == 2


def test_it_talks_without_end_and_stops_with_the_test(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here, here.line() as bulk:
        server.when("NOOP", Endless("* # EXISTS"))
        lines = bulk.wire.until(bulk.wire.send("NOOP"))
        assert [next(lines).text for _ in range(3)] == [b"* 0 EXISTS", b"* 1 EXISTS", b"* 2 EXISTS"]
        server.drop()
        with pytest.raises(NetworkError):
            list(lines)

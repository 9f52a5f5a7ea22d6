"""Servers that hold one, flood or lie while an account is checked, and places that do while servers are looked for."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from osone.accounts import autoconfig, connect
from osone.accounts.check import check_imap, check_smtp
from osone.accounts.refusals import refused
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from tests.accounts.test_check import scripted
from tests.accounts.test_discovery import config, found, places
from tests.parts.dns import NameServer
from tests.parts.https import WebServer
from tests.parts.scripted import CAPABILITIES, OK, Endless, Piece, Raw, Scripted
from tests.sync.desk import letter

PLAIN = f"{CAPABILITIES} AUTH=PLAIN"
DIGITS = "9" * 5_000
SOON = 1.0


def checked(server: Scripted, timeout: float = 20) -> int:
    """What a check of Amy's account finds in the inbox."""
    return check_imap(Server(server.host, server.port, Security.NONE), "amy", "word", timeout=timeout)[1]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("AUTHENTICATE", Endless("+ ")),
        ("AUTHENTICATE", Raw(b"+ " + b"A" * 9_000 + b"\r\n")),
        ("CAPABILITY", Endless("* OK #")),
        ("CAPABILITY", Endless("+ go on")),
        ("CAPABILITY", Raw(b"* CAPABILITY" + b" X" * 500, every=0.02)),
        ("EXAMINE", Endless("* # EXISTS")),
        ("EXAMINE", Raw(b"* 1 EXISTS\r\n" * 500, every=0.01)),
        ("CAPABILITY", Raw(b"* OK {99999999999}\r\n\xff\xfe\x00\r\n" * 9)),
        ("ID", Endless("* ID NIL")),
    ],
)
def test_whoever_holds_a_check_is_left_with_a_sentence(question: str, answer: Piece) -> None:
    with Scripted({"INBOX": [letter(1)]}, capabilities=PLAIN) as server:
        server.when(question, answer)
        with pytest.raises(NetworkError) as caught:
            checked(server, SOON)
        assert str(caught.value).endswith(".")
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("answer", "count"),
    [("* 3 EXISTS", 3), ("* 3 exists", 3), (f"* {DIGITS} EXISTS", 0), ("* x EXISTS", 0), ("* 3 EXISTS \xff", 0)],
)
def test_numbers_that_are_none_cost_no_check(answer: str, count: int) -> None:
    with Scripted(capabilities=PLAIN) as server:
        server.when("EXAMINE", answer, OK)
        assert checked(server) == count


def test_a_challenge_that_is_no_base64_is_answered_all_the_same() -> None:
    with Scripted({"INBOX": [letter(1)]}, capabilities=PLAIN) as server:
        server.when("AUTHENTICATE", Raw(b"+ =\xff=\r\n"), "TAG OK In")
        assert checked(server) == 1


@pytest.mark.parametrize("spelling", [bytes.lower, bytes.title])
def test_a_check_understands_any_case_and_says_who_we_are_first(spelling: Callable[[bytes], bytes]) -> None:
    with Scripted({"INBOX": [letter(1)]}, capabilities=PLAIN, spelling=spelling) as server:
        server.when("EXAMINE", lambda asked: asked.honest() if server.count("ID ") else ["TAG NO Unsafe Login"])
        assert checked(server) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("turn", [b"", b"\x16\x03\x03", b"* OK wait\r\n" * 15])
def test_encryption_that_never_comes_is_waited_for_only_so_long(security: Security, turn: bytes) -> None:
    greeting = b"* OK hello\r\n" if security is Security.STARTTLS else b""
    with scripted(greeting, turn) as (port, heard), pytest.raises(NetworkError):
        check_imap(Server("localhost", port, security), "amy", "secret word", timeout=SOON)
    assert b"secret word" not in b"".join(heard)


@pytest.mark.parametrize(
    "turns",
    [
        (b"220 hi\r\n", b"250-more\r\n" * 30_000),
        (b"220-hi\r\n" * 40_000,),
        (b"220 hi\r\n", b"250-more\r\n"),
        (b"220 hi\r\n", b"\xff\xff\xff\r\n"),
        (b"220 hi\r\n", b"250-AUTH PLAIN\r\n250 ok\r\n", b"334 =\r\n" * 50_000),
        (b"220 hi\r\n", b"250-AUTH LOGIN\r\n250 ok\r\n", b"9" * 5_000 + b"\r\n"),
    ],
)
def test_whoever_holds_the_check_of_sending_is_left_with_a_sentence(turns: tuple[bytes, ...]) -> None:
    with scripted(*turns) as (port, _), pytest.raises((NetworkError, AccountError)) as caught:
        check_smtp(Server("127.0.0.1", port, Security.NONE), "amy", "word", timeout=SOON)
    assert str(caught.value).endswith(".")


def test_words_from_before_encryption_are_not_shown_and_those_under_it_are(tmp_path: Path) -> None:
    words = b"* BYE Call 555-0199 to unlock your account"
    with scripted(words + b"\r\n") as (port, _), pytest.raises(NetworkError) as caught:
        check_imap(Server("localhost", port, Security.STARTTLS), "amy", "word", timeout=SOON)
    assert "555" not in caught.value.whole
    closed = "* BYE Closed until noon"
    with (
        Scripted(greeting=closed, tls="tls", folder=tmp_path) as server,
        pytest.raises(NetworkError, match="Closed until noon"),
    ):
        check_imap(Server("localhost", server.port, Security.TLS), "amy", "word", ca=server.ca)


def test_a_sign_in_that_is_turned_off_under_encryption_is_told_as_that(tmp_path: Path) -> None:
    with Scripted(capabilities="IMAP4rev1 LOGINDISABLED", tls="tls", folder=tmp_path) as server:
        with pytest.raises(AccountError) as caught:
            check_imap(Server("localhost", server.port, Security.TLS), "amy", "word", ca=server.ca)
        assert "turned off" in str(caught.value)
        assert "encrypt" not in caught.value.whole
        assert not server.count("LOGIN")
    assert "TLS" in refused("LOGINDISABLED", "imap.example.test", "amy").remedy


@pytest.mark.parametrize(
    "answer", ["[SERVERBUG] Internal error", "[LIMIT] No", "Maximum number of connections exceeded"]
)
def test_a_sign_in_that_fails_for_the_moment_is_no_wrong_password(answer: str) -> None:
    assert isinstance(refused(answer, "imap.example.test", "amy"), NetworkError)


def test_waiting_for_a_byte_now_and_then_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "SLOW_S", 0.2)
    with scripted(b"* OK hello\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", b"+ ") as (port, _):
        connection = connect.connect(Server("localhost", port, Security.NONE))
        connection.sock.settimeout(0.3)
        connection.sock.sendall(b"x")
        with pytest.raises(TimeoutError):
            connection.reader.readline()
        connection.shutdown()


@pytest.mark.parametrize("port", ["0", "65536", DIGITS, "-1", "9e2", "\u0663\u0663\u0663"])
def test_a_port_that_is_none_is_no_server(port: str) -> None:
    page = config().replace(b"<port>993</port>", f"<port>{port}</port>".encode())
    read = autoconfig.read(page, "example.test")
    assert read is not None
    assert read.imap == ()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(bytes(60_000_000))),
        ("deflate", zlib.compress(bytes(60_000_000))),
        ("zstd, zstd", b"(\xb5/\xfd\x04X" + bytes(200)),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(60_000_000)))),
        ("gzip", b"no gzip at all"),
        ("br", b"\x1b\xff\xff"),
    ],
)
async def test_a_page_that_would_swell_is_not_unpacked(tmp_path: Path, encoding: str, body: bytes) -> None:
    with WebServer(tmp_path, {"/own/example.test": body}, encoding=encoding) as web:
        async with NameServer({}) as names:
            assert await found(web, names, places(web, ispdb=False)) == []
    assert "Accept-Encoding: identity" in web.asked[0]


async def test_a_page_that_is_packed_all_the_same_is_read(tmp_path: Path) -> None:
    with WebServer(tmp_path, {"/own/example.test": gzip.compress(config())}, encoding="gzip") as web:
        async with NameServer({}) as names:
            (one,) = await found(web, names, places(web, ispdb=False))
    assert one.imap.host == "imap.example.test"


@pytest.mark.parametrize("port", ["99999999", DIGITS, "0", "-1"])
async def test_a_place_that_sends_one_nowhere_costs_no_other(tmp_path: Path, port: str) -> None:
    pages: dict[str, bytes | str] = {
        "/own/example.test": f"https://localhost:{port}/x",
        "/ispdb/example.test": config(),
    }
    with WebServer(tmp_path, pages) as web:
        async with NameServer({}) as names:
            (one,) = await found(web, names)
    assert one.imap.host == "imap.example.test"


async def test_nothing_raw_leaves_a_search_for_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fallen(xml: bytes, domain: str) -> None:
        raise MemoryError(domain)

    monkeypatch.setattr(autoconfig, "read", fallen)
    records = {("_imaps._tcp.example.test", "SRV"): ["0 1 993 srv.example.test."]}
    with WebServer(tmp_path, {"/own/example.test": config()}) as web:
        async with NameServer(records) as names:
            (one,) = await found(web, names)
    assert one.imap.host == "srv.example.test"

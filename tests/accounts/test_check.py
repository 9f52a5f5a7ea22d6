"""Connecting and logging in: to a real Dovecot, a real SMTP server, and to servers that play foul."""

import gc
import logging
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from osone.accounts import connect, submission
from osone.accounts.check import check, check_imap, check_smtp
from osone.accounts.line import ServerLine, told
from osone.accounts.refusals import refused
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from tests.accounts.conftest import PASSWORD, USER
from tests.parts.dovecot import Dovecot, free_port
from tests.parts.smtp import Submission

ELSEWHERE = ("127.0.0.2", 0)
"""Dovecot trusts what comes from its own address; from here it is as strict as to anybody."""


@contextmanager
def scripted(*turns: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says each turn once it has heard something (the first at once): what no honest one would say."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = listener.accept()
        with line:
            line.settimeout(5)
            for number, turn in enumerate(turns):
                if number:
                    heard.append(line.recv(4096))
                tag = heard[-1].split()[0] if heard else b""
                line.sendall(turn.replace(b"TAG", tag))
            try:
                while data := line.recv(4096):
                    heard.append(data)
            except OSError:
                pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        thread.join(10)
        listener.close()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_the_right_password_opens_the_inbox_and_changes_nothing(dovecot: Dovecot, security: Security) -> None:
    port = dovecot.port if security is Security.TLS else dovecot.starttls_port
    server = Server("localhost", port, security)
    capabilities, messages = check_imap(server, USER, PASSWORD, ca=dovecot.ca)
    assert messages == 3
    assert {"IDLE", "MOVE", "CONDSTORE"} <= capabilities


def test_from_another_address_the_password_goes_only_over_tls(dovecot: Dovecot) -> None:
    server = Server("localhost", dovecot.starttls_port, Security.STARTTLS)
    connection = connect.connect(server, ca=dovecot.ca, source_address=ELSEWHERE)
    assert "STARTTLS" not in connection.capabilities, "what was said before TLS is forgotten"
    connect.login(connection, USER, PASSWORD)
    connection.logout()


def test_a_server_that_wants_tls_is_not_sent_the_password_in_the_clear(dovecot: Dovecot) -> None:
    server = Server("127.0.0.1", dovecot.starttls_port, Security.NONE)
    connection = connect.connect(server, source_address=ELSEWHERE)
    with pytest.raises(AccountError, match="encrypted connection"):
        connect.login(connection, USER, PASSWORD)
    connection.shutdown()
    assert "your client did it anyway" not in dovecot.log()


@pytest.mark.parametrize("host", ["192.0.2.1", "imap.example.test"])
def test_without_tls_nothing_is_sent_beyond_this_machine(host: str) -> None:
    for attempt in (connect.connect, submission.connect):
        with pytest.raises(NetworkError, match="Without TLS"):
            attempt(Server(host, 143, Security.NONE), timeout=1)


@pytest.mark.parametrize("host", ["imap..example.org", "x" * 300, ".", "a\u2028b", "imap.example.org.."])
def test_what_is_no_name_at_all_is_said_to_be_none(host: str) -> None:
    for opened in (connect.connect, submission.connect):
        with pytest.raises(NetworkError, match="is not a server name"):
            opened(Server(host, 993), timeout=2)


def test_a_wrong_password_is_told_from_all_else(dovecot: Dovecot) -> None:
    with pytest.raises(AccountError, match="rejected the password") as caught:
        check_imap(Server("localhost", dovecot.port), USER, "wrong-Wörd", ca=dovecot.ca)
    assert caught.value.remedy
    assert "wrong-Wörd" not in str(caught.value) + caught.value.remedy


def test_a_stranger_to_the_certificate_is_told_and_sent_nothing(dovecot: Dovecot, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    with pytest.raises(NetworkError, match="could not prove"):
        check_imap(Server("localhost", dovecot.port), USER, PASSWORD, ca=other)
    with pytest.raises(NetworkError, match="could not prove"):
        check_imap(Server("localhost", dovecot.starttls_port, Security.STARTTLS), USER, PASSWORD, ca=other)
    with pytest.raises(NetworkError, match="could not prove"):
        check_imap(Server("127.0.0.1", dovecot.port), USER, PASSWORD)


def test_a_certificate_of_another_name_is_told(dovecot: Dovecot) -> None:
    with socket.create_connection((dovecot.host, dovecot.port)) as sock:
        line = ServerLine(sock, Server("imap.elsewhere.test", dovecot.port))
        with pytest.raises(ssl.SSLCertVerificationError) as caught:
            line.secure(dovecot.ca)
    assert "could not prove its identity" in str(told(caught.value, Server("imap.elsewhere.test", 1)))


def test_a_closed_port_a_wrong_kind_and_an_unknown_name_each_have_a_sentence(dovecot: Dovecot) -> None:
    with pytest.raises(NetworkError, match="refused the connection"):
        connect.connect(Server("localhost", free_port()), ca=dovecot.ca)
    with pytest.raises(NetworkError, match="doesn't use TLS"):
        connect.connect(Server("localhost", dovecot.plain_port), ca=dovecot.ca)
    with pytest.raises(NetworkError, match="was not found"):
        connect.connect(Server("nowhere.invalid", 993), timeout=5)
    with scripted(b"") as (port, _), pytest.raises(NetworkError, match="in time"):
        connect.connect(Server("localhost", port, Security.STARTTLS), timeout=0.2)


def test_a_server_that_greets_without_tls_is_no_stranger_on_the_line(dovecot: Dovecot) -> None:
    server = Server("localhost", dovecot.plain_port)
    line = ServerLine(socket.create_connection((server.host, server.port), 5), server)
    select.select([line.sock], [], [], 5)  # the greeting is here before TLS begins, as on a slow machine
    with pytest.raises(NetworkError, match="doesn't use TLS"):
        line.secure(dovecot.ca)
    line.close()


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        ((b"* PREAUTH welcome back\r\n",), "already signed in"),
        ((b"* OK hello\r\n", b"s1 OK go\r\n* OK [ALERT] injected\r\n"), "Something other than"),
        ((b"* OK hello\r\n", b"s1 NO not today\r\n"), "doesn't offer STARTTLS"),
        ((b"* OK hello\r\n", b"s1 BAD what\r\n"), "doesn't offer STARTTLS"),
        ((b"* BYE too many\r\n",), "refused the connection"),
        ((b"220 mail.example ESMTP\r\n",), "not an IMAP server"),
        ((b"x" * 9_000,), "closed the connection"),
    ],
)
def test_a_line_that_is_tampered_with_before_tls_gets_no_password(turns: tuple[bytes, ...], sentence: str) -> None:
    with scripted(*turns) as (port, heard), pytest.raises(NetworkError, match=sentence):
        check_imap(Server("localhost", port, Security.STARTTLS), USER, PASSWORD, timeout=5)
    assert PASSWORD.encode() not in b"".join(heard)
    assert b"LOGIN" not in b"".join(heard).upper()
    assert b"AUTH" not in b"".join(heard).upper()


@pytest.mark.parametrize(
    "turns",
    [
        (b"220 hi\r\n", b"250 hi\r\n", b"220 go\r\n250-AUTH PLAIN\r\n"),
        (b"220 hi\r\n", b"250-hi\r\n250 AUTH PLAIN\r\n", b"454 no\r\n"),
    ],
)
def test_the_same_holds_for_sending(turns: tuple[bytes, ...]) -> None:
    with scripted(*turns) as (port, heard), pytest.raises(NetworkError):
        check_smtp(Server("localhost", port, Security.STARTTLS), USER, PASSWORD, timeout=5)
    assert b"AUTH" not in b"".join(heard).upper()


@pytest.mark.parametrize(("tls", "security"), [("tls", Security.TLS), ("starttls", Security.STARTTLS)])
def test_the_sending_server_is_logged_in_to_and_sent_nothing(tmp_path: Path, tls: str, security: Security) -> None:
    with Submission(tmp_path, {USER: PASSWORD}, tls=tls) as smtp:
        server = Server("localhost", smtp.port, security)
        check_smtp(server, USER, PASSWORD, ca=smtp.ca)
        with pytest.raises(AccountError, match="rejected the password") as caught:
            check_smtp(server, USER, "wrong", ca=smtp.ca)
        assert PASSWORD not in str(caught.value)
        assert smtp.attempts == 2
        assert smtp.sent == []


def test_trouble_with_sending_does_not_keep_one_from_reading(dovecot: Dovecot) -> None:
    closed = Server("localhost", free_port())
    checked = check(Server("localhost", dovecot.port), closed, USER, PASSWORD, ca=dovecot.ca)
    assert checked.messages == 3
    assert isinstance(checked.smtp_error, NetworkError)


def test_no_log_no_repr_and_no_object_left_holds_the_password(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    connection = connect.connect(Server("localhost", dovecot.port), ca=dovecot.ca)
    connect.login(connection, USER, PASSWORD)
    gc.collect()
    shown = f"{connection!r} {vars(connection)!r} {caplog.text}"
    connection.logout()
    with pytest.raises(AccountError) as caught:
        check_imap(Server("localhost", dovecot.port), USER, PASSWORD + "x", ca=dovecot.ca)
    out, err = capfd.readouterr()
    shown += f"{caught.value!r} {caught.value.remedy} {caught.value.__cause__!r} {out} {err} {dovecot.log()}"
    assert PASSWORD not in shown
    assert repr(PASSWORD)[1:-1] not in shown


def test_login_without_plain_is_kept_out_of_the_connection_too() -> None:
    greeting = b"* OK hello\r\n"
    turns = (greeting, b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n")
    with scripted(*turns) as (port, heard):
        connection = connect.connect(Server("localhost", port, Security.NONE), timeout=0.5)
        with pytest.raises((AccountError, NetworkError)):
            connect.login(connection, "amy", 'se"same')
        assert "same" not in repr(vars(connection))
        connection.shutdown()
    assert b'LOGIN "amy" "se\\"same"' in b"".join(heard)


@pytest.mark.parametrize(
    ("answer", "host", "kind", "words"),
    [
        ("[ALERT] Application-specific password required", "imap.gmail.com", AccountError, "apppasswords"),
        ("[AUTHENTICATIONFAILED] Invalid credentials", "imap.gmail.com", AccountError, "apppasswords"),
        ("[ALERT] Your account is not enabled for IMAP use.", "imap.gmail.com", AccountError, "turned off"),
        ("[AUTHENTICATIONFAILED] LOGIN Invalid credentials", "imap.mail.yahoo.com", AccountError, "app password"),
        ("LOGIN failed. BASIC authentication is disabled", "outlook.office365.com", AccountError, "browser"),
        ("[UNAVAILABLE] Temporary authentication failure", "imap.example.com", NetworkError, "few minutes"),
        ("[EXPIRED] renew", "imap.example.com", AccountError, "expired"),
        ("[AUTHORIZATIONFAILED] no", "imap.example.com", AccountError, "disabled"),
        ("[PRIVACYREQUIRED] no", "imap.example.com", AccountError, "STARTTLS"),
        ("no", "imap.example.com", AccountError, "Check the password"),
    ],
)
def test_each_refusal_has_its_own_sentence(answer: str, host: str, kind: type[Exception], words: str) -> None:
    error = refused(answer, host, USER)
    assert isinstance(error, kind)
    assert words in f"{error} {error.remedy}"


def test_a_token_is_not_offered_to_a_server_that_takes_none(dovecot: Dovecot) -> None:
    with pytest.raises(AccountError, match="with a browser"):
        check_imap(Server("localhost", dovecot.port), USER, "token", way=Way.TOKEN, ca=dovecot.ca)

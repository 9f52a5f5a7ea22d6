"""Signing in with a token: to a real Dovecot that asks the provider whose it is, and to a server that takes mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.accounts import bearer
from osone.accounts.check import check, check_imap, check_smtp
from osone.model.accounts import Way
from osone.model.errors import AccountError
from osone.model.services import Security, Server
from tests.parts import smtp
from tests.parts.authority import CLIENT, Provider
from tests.parts.dovecot import Dovecot

USER = "amy@example.test"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with Provider(tmp_path_factory.mktemp("provider"), USER) as running:
        yield running


@pytest.fixture(scope="module")
def dovecot(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    passdb = provider.passdb(tmp_path_factory.mktemp("passdb"))
    with Dovecot(users={USER: "correct horse"}, extra=passdb) as server:
        server.deliver(USER, [b"From: b@example.test\r\nSubject: one\r\n\r\nhello\r\n"])
        yield server


def token_of(provider: Provider) -> str:
    """A token that serves."""
    provider.refreshing["once"] = USER
    provider.token({"grant_type": "refresh_token", "refresh_token": "once", "client_id": CLIENT})
    return next(token for token in reversed(provider.given) if provider.whose(token))


@pytest.mark.parametrize("how", bearer.MECHANISMS)
def test_a_token_opens_the_inbox_and_another_one_does_not(
    dovecot: Dovecot, provider: Provider, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bearer, "MECHANISMS", (how,))
    server = Server("localhost", dovecot.port)
    token = token_of(provider)
    assert check_imap(server, USER, token, way=Way.TOKEN, ca=dovecot.ca)[1] == 1
    for wrong in ("nonsense", token[:-1], token.upper()):
        with pytest.raises(AccountError, match="no longer accepts this sign-in") as caught:
            check_imap(server, USER, wrong, way=Way.TOKEN, ca=dovecot.ca)
        assert wrong not in caught.value.whole
        assert caught.value.command == "account.sign_in"
    with pytest.raises(AccountError):
        check_imap(server, "bob@example.test", token, way=Way.TOKEN, ca=dovecot.ca)
    assert check_imap(server, USER, "correct horse", ca=dovecot.ca)[1] == 1, "a password serves beside it"


def test_a_server_that_takes_no_tokens_says_so() -> None:
    with Dovecot(users={USER: "correct horse"}) as plain, pytest.raises(AccountError, match="with a browser"):
        check_imap(Server("localhost", plain.port), USER, "a token", way=Way.TOKEN, ca=plain.ca)


@pytest.mark.parametrize(("how", "enough"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\x01")])
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_server_that_takes_mail_takes_a_token(
    provider: Provider, tmp_path: Path, security: Security, how: str, enough: bytes
) -> None:
    with smtp.Submission(tmp_path, {}, tls=security.value, whose=provider.whose, bearers=(how,)) as running:
        server = Server("localhost", running.port, security)
        check_smtp(server, USER, token_of(provider), way=Way.TOKEN, ca=running.ca)
        with pytest.raises(AccountError, match="no longer accepts this sign-in"):
            check_smtp(server, USER, "nonsense", way=Way.TOKEN, ca=running.ca)
        assert running.heard == [(how, b""), (how, enough)], "why it was refused was heard to its end"


def test_a_token_too_long_for_a_line_goes_after_the_line(provider: Provider, tmp_path: Path) -> None:
    long = "a" * 600
    with smtp.Submission(tmp_path, {}, whose=lambda token: USER if token == long else "") as running:
        server = Server("localhost", running.port)
        check_smtp(server, USER, long, way=Way.TOKEN, ca=running.ca)
        with pytest.raises(AccountError):
            check_smtp(server, USER, long + "b", way=Way.TOKEN, ca=running.ca)


def test_both_servers_are_tried_with_one_token(dovecot: Dovecot, provider: Provider, tmp_path: Path) -> None:
    with smtp.Submission(tmp_path, {}, whose=provider.whose, authority=dovecot.authority) as running:
        found = check(
            Server("localhost", dovecot.port), Server("localhost", running.port), USER, token_of(provider),
            way=Way.TOKEN, ca=dovecot.ca,
        )  # fmt: skip
    assert (found.messages, found.smtp_error) == (1, None)


@given(st.text(st.characters(exclude_characters="\x00\x01\r\n", exclude_categories=["Cs"]), max_size=40))
def test_no_name_can_end_its_field(name: str) -> None:
    server = Server("imap.example.test", 993)
    said = bearer.first("OAUTHBEARER", name, "tok", server)
    head, host, port, auth, *rest = said.split(b"\x01")
    assert (host, port, auth, rest) == (b"host=imap.example.test", b"port=993", b"auth=Bearer tok", [b"", b""])
    assert head.startswith(b"n,a=")
    assert head.endswith(b",")
    assert head[4:-1].decode().replace("=2C", ",").replace("=3D", "=") == name
    assert bearer.first("XOAUTH2", name, "tok", server).split(b"\x01")[0] == f"user={name}".encode()


def test_a_name_with_a_control_mark_is_not_sent(dovecot: Dovecot) -> None:
    for name, token in ((f"{USER}\x01auth=Bearer x", "t"), (USER, "t\x01user=bob")):
        with pytest.raises(AccountError, match="line break"):
            check_imap(Server("localhost", dovecot.port), name, token, way=Way.TOKEN, ca=dovecot.ca)

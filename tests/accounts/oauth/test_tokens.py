"""Tokens from a provider: exchanged, had anew, refused, and never told."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from osone.accounts.oauth import tokens
from osone.accounts.oauth.browser import Request, request
from osone.accounts.oauth.tokens import Grant, GrantRefusedError, Issued
from osone.model.errors import AccountError, NetworkError, OsOneError
from tests.parts.authority import CLIENT, Provider

HOME = "http://127.0.0.1:5000/"


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with Provider(tmp_path) as running:
        yield running


def code_of(provider: Provider, asked: Request) -> str:
    """The code that the browser would bring."""
    url = asked.url(provider.authority, CLIENT, HOME, "amy")
    form = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    return parse_qs(urlsplit(provider.authorize(form)).query)["code"][0]


async def signed_in(provider: Provider) -> Issued:
    asked = request()
    code = code_of(provider, asked)
    return await tokens.exchange(
        provider.authority, CLIENT, provider.secret, code, asked.verifier, HOME, ca=provider.ca
    )


async def test_a_code_is_exchanged_once_and_only_by_who_asked_for_it(provider: Provider) -> None:
    asked = request()
    code = code_of(provider, asked)
    with pytest.raises(GrantRefusedError):
        await tokens.exchange(provider.authority, CLIENT, "", code, "another proof", HOME, ca=provider.ca)
    code = code_of(provider, asked)
    issued = await tokens.exchange(provider.authority, CLIENT, "", code, asked.verifier, HOME, ca=provider.ca)
    assert provider.whose(issued.access) == "amy"
    assert (issued.lasts, issued.grant.client, issued.grant.token) == (3600.0, CLIENT, provider.authority.token)
    with pytest.raises(GrantRefusedError):
        await tokens.exchange(provider.authority, CLIENT, "", code, asked.verifier, HOME, ca=provider.ca)


@pytest.mark.parametrize("rotates", [True, False])
async def test_a_token_is_had_anew_whether_or_not_the_provider_sends_another_refresh_token(
    provider: Provider, rotates: bool
) -> None:
    provider.rotates = rotates
    first = await signed_in(provider)
    second = await tokens.renew(first.grant, ca=provider.ca)
    assert provider.whose(second.access) == "amy"
    assert second.access != first.access
    assert (second.grant == first.grant) is not rotates
    third = await tokens.renew(second.grant, ca=provider.ca)
    assert provider.whose(third.access) == "amy"


async def test_what_the_provider_gave_out_with_the_client_id_goes_along(provider: Provider) -> None:
    provider.secret = "not a secret"
    issued = await signed_in(provider)
    assert provider.whose((await tokens.renew(issued.grant, ca=provider.ca)).access) == "amy"


async def test_who_took_everything_back_has_to_sign_in_again(provider: Provider) -> None:
    issued = await signed_in(provider)
    provider.forget()
    with pytest.raises(GrantRefusedError, match=r"no longer accepts this sign-in \(invalid_grant\)") as caught:
        await tokens.renew(issued.grant, ca=provider.ca)
    assert (caught.value.remedy, caught.value.command) == ("Sign in with your browser again.", "account.sign_in")


def no(error: object, status: int = 400) -> tuple[int, bytes]:
    return status, json.dumps({"error": error}).encode()


@pytest.mark.parametrize(
    "answer",
    [
        no("temporarily_unavailable"), no("server_error"), no("invalid_grant", 503), no("invalid_grant", 429),
        (502, b"<html>Bad gateway"), (403, b"<html>Sign in to this network"), (200, b"<html>Welcome to our hotel"),
        (200, b""), (200, b"[]"), (200, b"[" * 90_000), (200, b'{"access_token": 5}'), (400, b"{}"), no(7), no("a b\n"),
        (200, json.dumps({"access_token": "two\r\nlines"}).encode()),
        (200, json.dumps({"access_token": "a", "token_type": "mac"}).encode()),
        (200, b'{"access_token": "' + b"a" * 30_000 + b'"}'), (200, b" " * 200_000),
        (200, json.dumps({"access_token": "é"}).encode()),
    ],
)  # fmt: skip
async def test_what_is_no_answer_of_the_providers_is_trouble_that_passes(
    provider: Provider, answer: tuple[int, bytes]
) -> None:
    issued = await signed_in(provider)
    provider.answer = answer
    with pytest.raises(NetworkError) as caught:
        await tokens.renew(issued.grant, ca=provider.ca)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("invalid_client", "doesn't know this client ID"),
        ("unauthorized_client", "doesn't know this client ID"),
        ("interaction_required", "no longer accepts this sign-in"),
        ("consent_required", "no longer accepts this sign-in"),
    ],
)
async def test_a_refusal_is_said_with_its_reason(provider: Provider, code: str, words: str) -> None:
    issued = await signed_in(provider)
    provider.answer = no(code, 401)
    with pytest.raises(AccountError, match=words) as caught:
        await tokens.renew(issued.grant, ca=provider.ca)
    assert code in str(caught.value)


@pytest.mark.parametrize(
    ("lasts", "seconds"),
    [
        ("1800", 1800.0),
        (1800, 1800.0),
        (1800.5, 1800.5),
        (True, 3600.0),
        (-1, 3600.0),
        ("soon", 3600.0),
        (1e99, 3600.0),
    ],
)
async def test_how_long_a_token_serves_is_read_however_it_is_written(
    provider: Provider, lasts: object, seconds: float
) -> None:
    issued = await signed_in(provider)
    provider.answer = (200, json.dumps({"access_token": "a", "token_type": "bearer", "expires_in": lasts}).encode())
    assert (await tokens.renew(issued.grant, ca=provider.ca)).lasts == seconds


async def test_a_sign_in_that_could_never_be_renewed_is_not_kept(provider: Provider) -> None:
    asked = request()
    code = code_of(provider, asked)
    provider.answer = (200, json.dumps({"access_token": "a", "token_type": "bearer"}).encode())
    with pytest.raises(AccountError, match="for this once only"):
        await tokens.exchange(provider.authority, CLIENT, "", code, asked.verifier, HOME, ca=provider.ca)


async def test_only_a_provider_that_proves_who_it_is_hears_a_token(provider: Provider, tmp_path: Path) -> None:
    issued = await signed_in(provider)
    heard = len(provider.asked)
    stranger = tmp_path / "stranger.pem"
    trustme.CA().cert_pem.write_to_path(str(stranger))
    plain = Grant(issued.grant.token.replace("https", "http"), CLIENT, issued.grant.refresh)
    for grant, ca in ((issued.grant, stranger), (plain, provider.ca)):
        with pytest.raises(NetworkError):
            await tokens.renew(grant, ca=ca)
    assert len(provider.asked) == heard


async def test_nobody_is_followed_elsewhere_with_a_token(provider: Provider) -> None:
    issued = await signed_in(provider)
    provider.answer = (307, b"")
    with pytest.raises(NetworkError):
        await tokens.renew(issued.grant, ca=provider.ca)
    assert len([form for form in provider.asked if form["grant_type"] == "refresh_token"]) == 1


async def test_no_token_is_ever_told(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    provider.secret = "not a secret"
    caplog.set_level(0)
    issued = await signed_in(provider)
    secrets = [issued.access, issued.grant.refresh, provider.secret]
    said = [repr(issued), repr(issued.grant)]
    for answer in (no("invalid_grant"), no(issued.grant.refresh), (200, issued.access.encode())):
        provider.answer = answer
        try:
            await tokens.renew(issued.grant, ca=provider.ca)
        except OsOneError as error:
            said += [error.whole, repr(error), repr(error.__cause__)]
    whole = "\n".join([*said, caplog.text])
    assert [one for one in secrets if one in whole] == []


def test_what_is_kept_is_read_back_and_all_else_is_no_sign_in() -> None:
    grant = Grant("https://id.example.test/token", "client", "refresh", "secret")
    assert tokens.decode(grant.encode()) == grant
    for words in ("", "correct horse", "{}", "[]", '{"token": "", "client": "", "secret": "", "refresh": ""}', "7"):
        assert tokens.decode(words) is None

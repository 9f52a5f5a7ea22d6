"""The way to the browser and back: what it is asked, and who may bring an answer to this machine."""

import asyncio
import socket
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from osone.accounts.oauth.authorities import AUTHORITIES, authority_of_host, published
from osone.accounts.oauth.browser import challenge, doorstep, request
from osone.model.errors import AccountError


async def ask(url: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as browser:
        return await browser.get(url)


def test_the_challenge_is_the_one_of_the_rfc() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_browser_carries_no_proof_that_somebody_else_could_use() -> None:
    asked, authority = request(), AUTHORITIES[0]
    url = asked.url(authority, "my client", "http://127.0.0.1:5000/", "amy+x@example.test")
    carried = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    assert carried["code_challenge"] == challenge(asked.verifier)
    assert asked.verifier not in url
    assert (carried["code_challenge_method"], carried["response_type"]) == ("S256", "code")
    assert (carried["client_id"], carried["redirect_uri"]) == ("my client", "http://127.0.0.1:5000/")
    assert carried["login_hint"] == "amy+x@example.test"
    assert request().state != asked.state != asked.verifier
    assert asked.state not in repr(asked)
    assert asked.verifier not in repr(asked)


def test_every_provider_is_asked_over_https_and_brings_no_client_id_along() -> None:
    for one in AUTHORITIES:
        assert published(one.authorize, one.token, one.scopes) is not None
        assert "client_id" not in one.authorize
        assert not any("client" in name for name in one.more)
    assert len({one.key for one in AUTHORITIES}) == len(AUTHORITIES)


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("imap.gmail.com", "google"),
        ("SMTP.GMAIL.COM.", "google"),
        ("outlook.office365.com", "microsoft"),
        ("smtp-mail.outlook.com", "microsoft"),
        ("imap.mail.yahoo.com", "yahoo"),
        ("imap.notgmail.com", None),
        ("gmail.com.evil.example", None),
        ("", None),
    ],
)
def test_a_server_is_known_by_the_end_of_its_name(host: str, key: str | None) -> None:
    found = authority_of_host(host)
    assert (found.key if found is not None else None) == key


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example.test/a",
        "https://",
        "https://amy@id.example.test/a",
        "javascript:x",
        "https://[/a",
        "file:///a",
    ],
)
def test_what_a_domain_publishes_counts_only_over_https(url: str) -> None:
    assert published(url, "https://id.example.test/token", ()) is None
    assert published("https://id.example.test/authorize", url, ()) is None


async def test_the_right_answer_is_taken_once_and_the_page_says_that_it_can_be_closed() -> None:
    async with doorstep("the state") as step:
        page = await ask(f"{step.home}?code=abc&state=the+state")
        assert page.status_code == 200
        assert "You can close this page" in page.text
        assert "abc" not in page.text
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert (await ask(f"{step.home}?code=other&state=the+state")).status_code == 404
        assert await step.code(1) == "abc"


STRANGERS: dict[str, Callable[[str], str]] = {
    "another state": lambda home: f"{home}?code=abc&state=guessed",
    "no state": lambda home: f"{home}?code=abc",
    "two states": lambda home: f"{home}?code=abc&state=the+state&state=guessed",
    "nothing brought": lambda home: f"{home}?state=the+state",
    "another page": lambda home: f"{home}elsewhere?code=abc&state=the+state",
    "an icon": lambda home: f"{home}favicon.ico",
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS.keys())
async def test_what_others_bring_is_passed_over_and_the_answer_is_still_waited_for(
    stranger: Callable[[str], str],
) -> None:
    async with doorstep("the state") as step:
        assert (await ask(stranger(step.home))).status_code == 404
        await ask(f"{step.home}?code=right&state=the+state")
        assert await step.code(1) == "right"


@pytest.mark.parametrize(
    "said",
    [b"", b"GET", b"\x00\xff" * 9000, b"POST /?code=a&state=the+state HTTP/1.1\r\n\r\n", b"GET /" + b"a" * 40_000],
    ids=["nothing", "a word", "noise", "another method", "no end"],
)
async def test_noise_on_the_port_harms_nothing(said: bytes) -> None:
    async with doorstep("the state") as step:
        port = urlsplit(step.home).port
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        writer.close()
        await ask(f"{step.home}?code=right&state=the+state")
        assert await step.code(1) == "right"


async def test_who_says_no_in_the_browser_is_understood() -> None:
    async with doorstep("the state") as step:
        page = await ask(f"{step.home}?error=access_denied&state=the+state")
        assert "not allowed" in page.text
        with pytest.raises(AccountError, match="not allowed in your browser"):
            await step.code(1)


async def test_nobody_is_waited_for_for_ever_and_then_nobody_listens() -> None:
    async with doorstep("the state") as step:
        port = int(urlsplit(step.home).port or 0)
        with pytest.raises(AccountError, match="Nothing came back"):
            await step.code(0.05)
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", port)) != 0, "nobody listens any more"
    async with doorstep("the state", "localhost") as step:
        assert step.home.startswith("http://localhost:")

"""Tokens: a code or a refresh token is handed in, and a token for the mail servers comes back (RFC 6749)."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from osone.accounts.oauth.authorities import Authority
from osone.accounts.server import trust
from osone.host.later import later
from osone.model.errors import AccountError, NetworkError
from osone.text.catalogue import _

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")  # only where somebody signs in with a browser

PATIENCE_S = 20.0
"""Seconds for one exchange, from the name's resolution to the last byte."""
LARGEST = 100_000
"""Bytes of an answer; real ones have two thousand."""
LONGEST_TOKEN = 20_000
USUAL_S = 3600.0
"""How long a token serves where nobody says it."""
CODE = re.compile(r"[a-z_]{1,40}")
"""What an error is called, and no more than that: a server may say our own words back to us."""
PASSING = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
CLIENT = frozenset({"invalid_client", "unauthorized_client"})


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person allowed. With it a new token is had without asking them again; it is kept as a secret is."""

    token: str
    """Where it is exchanged."""
    client: str
    refresh: str = field(repr=False)
    secret: str = field(default="", repr=False)
    """What the provider gave out with the client ID. In a program on a person's machine it keeps nothing secret."""

    def encode(self) -> str:
        """As it is kept in the keyring."""
        return json.dumps({"token": self.token, "client": self.client, "secret": self.secret, "refresh": self.refresh})


def decode(kept: str) -> Grant | None:
    """What ``encode`` wrote; None where it is something else."""
    try:
        said = json.loads(kept)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    words = [word for name in ("token", "client", "refresh", "secret") if isinstance(word := said.get(name), str)]
    if len(words) < 4 or not words[0] or not words[2]:
        return None
    return Grant(*words)


@dataclass(frozen=True, slots=True)
class Issued:
    """A token, for how long it serves, and what the next one is had with."""

    access: str = field(repr=False)
    lasts: float
    """Seconds."""
    grant: Grant


class GrantRefusedError(AccountError):
    """The provider gives out no token any more: the person has to sign in again."""

    def __init__(self, place: str, code: str) -> None:
        said = _("{host} no longer accepts this sign-in ({code}).", host=place, code=code)
        super().__init__(said, remedy=_("Sign in with your browser again."), command="account.sign_in")


async def exchange(
    authority: Authority, client: str, secret: str, code: str, verifier: str, home: str, *, ca: Path | None = None
) -> Issued:
    """Exchange the code that the browser brought (section 4.1.3, and RFC 7636, section 4.5).

    ``home`` is where it was brought to. NetworkError or AccountError.
    """
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": home, "code_verifier": verifier}
    return await _issued(form, Grant(authority.token, client, "", secret), ca)


async def renew(grant: Grant, *, ca: Path | None = None) -> Issued:
    """Have a new token (section 6). GrantRefusedError where the person has to sign in again; NetworkError."""
    return await _issued({"grant_type": "refresh_token", "refresh_token": grant.refresh}, grant, ca)


async def _issued(form: Mapping[str, str], grant: Grant, ca: Path | None) -> Issued:
    place = httpx.URL(grant.token).host
    whole = {**form, "client_id": grant.client, **({"client_secret": grant.secret} if grant.secret else {})}
    try:
        async with asyncio.timeout(PATIENCE_S):
            status, body = await _posted(grant.token, whole, ca)
    except TimeoutError:
        raise NetworkError(
            _("{host} did not answer in time.", host=place), remedy=_("Check your connection, then try again.")
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        # What went wrong may quote the request, and with it what must not be known.
        raise NetworkError(
            _("{host} can't be reached.", host=place), remedy=_("Check your connection, then try again.")
        ) from None
    said = _read(body)
    if "access_token" in said and status == 200:
        return _taken(said, grant, place)
    raise _refused(said, status, place)


async def _posted(url: str, form: Mapping[str, str], ca: Path | None) -> tuple[int, bytes]:
    """Post a form by https alone, and follow nobody elsewhere with it: the status, and what came, bounded."""
    if httpx.URL(url).scheme != "https":
        raise ValueError("a token is asked for over https alone")
    headers = {"User-Agent": "OS One", "Accept": "application/json", "Accept-Encoding": "identity"}
    async with (
        httpx.AsyncClient(verify=trust(ca), timeout=PATIENCE_S, follow_redirects=False, trust_env=True) as line,
        line.stream("POST", url, data=dict(form), headers=headers) as answer,
    ):
        body = bytearray()
        async for piece in answer.aiter_raw():
            body += piece
            if len(body) > LARGEST:
                raise ValueError("the answer is too long")
        return answer.status_code, bytes(body)


def _read(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _taken(said: Mapping[str, object], grant: Grant, place: str) -> Issued:
    """What an answer gives (section 5.1). A provider that sends no new refresh token means the one before."""
    access, kind = said["access_token"], said.get("token_type", "bearer")
    refresh, lasts = said.get("refresh_token") or grant.refresh, said.get("expires_in", USUAL_S)
    if not _word(access) or not isinstance(kind, str) or kind.lower() != "bearer" or (refresh and not _word(refresh)):
        raise NetworkError(
            _("{host} sent an answer that makes no sense.", host=place), remedy=_("Try again in a few minutes.")
        )
    if not refresh:
        raise AccountError(
            _("{host} signed you in for this once only.", host=place),
            remedy=_("Remove OS One from the apps that you allowed there, then sign in again."),
        )
    kept = Grant(grant.token, grant.client, str(refresh), grant.secret)
    return Issued(str(access), _seconds(lasts), kept)


def _word(value: object) -> bool:
    """Whether something can be a token: so many visible characters (appendix A.12), and none that ends a line."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TOKEN and all(" " <= one <= "~" for one in value)


def _seconds(value: object) -> float:
    """How long a token serves; some write the number in quotes."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:10])
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        return USUAL_S
    return float(value)


def _refused(said: Mapping[str, object], status: int, place: str) -> AccountError | NetworkError:
    """The error for an answer that gives none (section 5.2). What is no answer of the provider's refuses nothing."""
    word = said.get("error")
    code = word if isinstance(word, str) and CODE.fullmatch(word) else ""
    if not code or status >= 500 or status == 429 or code in PASSING:
        return NetworkError(
            _("{host} can't sign you in right now.", host=place), remedy=_("Try again in a few minutes.")
        )
    if code in CLIENT:
        return AccountError(
            _("{host} doesn't know this client ID ({code}).", host=place, code=code),
            remedy=_("Check it on the page where you registered it, then sign in again."),
            command="account.sign_in",
        )
    return GrantRefusedError(place, code)

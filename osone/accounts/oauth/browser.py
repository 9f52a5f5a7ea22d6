"""The way to the browser and back: what it is asked, and the one page on this machine that it brings the answer to."""

import asyncio
import base64
import hashlib
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from osone.accounts.oauth.authorities import HOME, Authority
from osone.model.errors import AccountError
from osone.text.catalogue import _

WAIT_S = 600.0
"""So long a person may take in the browser."""
HEAD = 16_384
"""Bytes of a request that are read."""
HEAD_S = 5.0
AT_ONCE = 8
"""So many may ask at the same time; a browser asks once, and perhaps for its icon."""
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>OS One</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:26em;padding:0 1em;text-align:center;
color:#3a332c;background:#f6f1e7}}@media(prefers-color-scheme:dark){{body{{color:#e9e1d4;background:#1f1b18}}}}</style>
<p>{words}</p></html>
"""


@dataclass(frozen=True, slots=True)
class Request:
    """What the browser is asked: proof that the answer is ours (``state``), and that we asked (RFC 7636)."""

    verifier: str = field(repr=False)
    state: str = field(repr=False)

    def url(self, authority: Authority, client: str, home: str, address: str) -> str:
        """Where the browser goes (RFC 6749, section 4.1.1); ``address`` saves the person from typing it there."""
        asked = {
            "response_type": "code",
            "client_id": client,
            "redirect_uri": home,
            "scope": " ".join(authority.scopes),
            "state": self.state,
            "code_challenge": challenge(self.verifier),
            "code_challenge_method": "S256",
            "login_hint": address,
            **authority.more,
        }
        return f"{authority.authorize}{'&' if '?' in authority.authorize else '?'}{urlencode(asked)}"


def request() -> Request:
    """A request that was never made before: 512 random bits to prove it by, and 192 to know its answer by."""
    return Request(secrets.token_urlsafe(64), secrets.token_urlsafe(24))


def challenge(verifier: str) -> str:
    """What the browser carries of the proof (RFC 7636, section 4.2): whoever reads it there cannot use it."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Doorstep:
    """A page on 127.0.0.1 that takes one answer, and only the one to the request (RFC 8252, section 7.3)."""

    def __init__(self, state: str, answer: "asyncio.Future[Mapping[str, str]]") -> None:
        self._state, self._answer = state, answer
        self._asking = 0
        self.home = ""
        """Where the browser is to bring it."""

    async def code(self, wait: float = WAIT_S) -> str:
        """Wait for the code that the browser brings. AccountError where the person said no, or nobody came."""
        try:
            async with asyncio.timeout(wait):
                brought = await self._answer
        except TimeoutError:
            raise AccountError(
                _("Nothing came back from your browser."), remedy=_("Press Enter to open it again.")
            ) from None
        if "code" not in brought:
            raise AccountError(_("Signing in was not allowed in your browser."), remedy=_("Press Enter to try again."))
        return brought["code"]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one who came, whoever it is."""
        self._asking += 1
        try:
            if self._asking <= AT_ONCE:
                async with asyncio.timeout(HEAD_S):
                    head = await reader.readuntil(b"\r\n\r\n")
                    writer.write(self._heard(head))
                    await writer.drain()
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self._asking -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _heard(self, head: bytes) -> bytes:
        method, _space, rest = head.split(b"\r\n", 1)[0].partition(b" ")
        target = rest.rpartition(b" ")[0].decode("ascii", "replace")
        parts = urlsplit(target)
        brought = dict(parse_qsl(parts.query, max_num_fields=50))
        ours = secrets.compare_digest(brought.get("state", "").encode(), self._state.encode())
        known = method == b"GET" and parts.path == "/" and ours and bool({"code", "error"} & set(brought))
        if not known or self._answer.done():
            return _page("404 Not Found", _("There is nothing here."))
        self._answer.set_result(brought)
        if "code" in brought:
            return _page("200 OK", _("You can close this page and go back to OS One."))
        return _page("200 OK", _("OS One was not allowed in. You can close this page."))


def _page(status: str, words: str) -> bytes:
    body = PAGE.format(words=escape(words)).encode()
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n"
    ).encode() + body


@asynccontextmanager
async def doorstep(state: str, name: str = HOME) -> AsyncIterator[Doorstep]:
    """Listen on a random port of 127.0.0.1, and nowhere else, until the block ends."""
    found = Doorstep(state, asyncio.get_running_loop().create_future())
    server = await asyncio.start_server(found.serve, HOME, 0, limit=HEAD)
    try:
        found.home = f"http://{name}:{server.sockets[0].getsockname()[1]}/"
        yield found
    finally:
        server.close()
        with suppress(OSError):
            await server.wait_closed()

"""A provider that signs people in with a browser, as strict as RFC 6749 and RFC 7636 are: one of our own for a test."""

import base64
import hashlib
import json
import os
import re
import secrets
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import trustme

from osone.accounts.oauth.authorities import Authority

CLIENT = "a-client-of-our-own"
HOME = re.compile(r"http://(127\.0\.0\.1|localhost):\d+/")


@dataclass
class Allowed:
    """What somebody allowed in the browser, until the code is exchanged."""

    user: str
    home: str
    challenge: str


@dataclass
class Given:
    """A token that was given out."""

    user: str
    until: float
    taken_back: bool = False


class Provider:
    """A running provider. ``authority`` is how the program knows it; ``browse`` does what a person does in a browser.

    ``life`` is in seconds; ``rotates`` says whether a refresh token serves once. ``denies`` says no to everybody,
    ``answer`` is said to whoever asks for a token, in place of one: a status and a body. ``asked`` holds the forms.
    """

    def __init__(
        self,
        folder: Path,
        user: str = "amy",
        *,
        authority: trustme.CA | None = None,
        life: float = 3600.0,
        rotates: bool = True,
        secret: str = "",
        hosts: tuple[str, ...] = ("127.0.0.1", "localhost"),
    ) -> None:
        self.user, self.life, self.rotates, self.secret = user, life, rotates, secret
        self.denies, self.answer = False, (0, b"")
        self.asked: list[Mapping[str, str]] = []
        self.given: dict[str, Given] = {}
        self.refreshing: dict[str, str] = {}
        """Refresh tokens that serve, and whose they are."""
        self._allowed: dict[str, Allowed] = {}
        self._guard = threading.Lock()
        self.ca = folder / "authority-ca.pem"
        self.own = authority or trustme.CA()
        """Who vouches for it."""
        self.own.cert_pem.write_to_path(str(self.ca))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.own.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)) for _each in range(2)]
        self._servers[0].socket = context.wrap_socket(
            self._servers[0].socket, server_side=True, do_handshake_on_connect=False
        )
        for server in self._servers:
            server.daemon_threads = True
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True) for server in self._servers
        ]
        base = f"https://localhost:{self._servers[0].server_address[1]}"
        self.authority = Authority("own", "Our provider", hosts, f"{base}/authorize", f"{base}/token", ("mail",))
        self.introspection = f"http://127.0.0.1:{self._servers[1].server_address[1]}/introspect"
        """Where a mail server asks whose a token is."""

    def __enter__(self) -> "Provider":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            thread.join(10)
            server.server_close()

    def passdb(self, folder: Path) -> str:
        """What a Dovecot is told, in its ``extra``, to take this provider's tokens beside passwords."""
        folder.mkdir(exist_ok=True)
        for parent in (folder, *folder.parents):
            if os.geteuid() == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)  # whoever asks for tokens is not who runs the tests
        path = folder / "oauth2.conf.ext"
        path.write_text(
            f"introspection_mode = post\nintrospection_url = {self.introspection}\nusername_attribute = username\n"
            "active_attribute = active\nactive_value = true\ntimeout_msecs = 5000\n"
        )
        return (
            "auth_mechanisms = plain login xoauth2 oauthbearer\n"
            f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {path}\n}}\n"
        )

    def browse(self, url: str) -> httpx.Response:
        """Open a page as a browser does, say yes (or no), and follow it to where it leads."""
        with httpx.Client(verify=ssl.create_default_context(cafile=str(self.ca)), trust_env=False) as browser:
            return browser.get(url, follow_redirects=True)

    def take_back(self) -> None:
        """No token that was given out serves any more; new ones are had as before."""
        for one in self.given.values():
            one.taken_back = True

    def forget(self) -> None:
        """The person has taken everything back that they allowed."""
        self.take_back()
        self.refreshing.clear()

    def whose(self, token: str) -> str:
        """Whose a token is; empty where it serves nobody."""
        found = self.given.get(token)
        return found.user if found is not None and not found.taken_back and time.time() < found.until else ""

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Where the browser is sent; empty where it is shown a refusal (RFC 6749, section 4.1.2.1)."""
        home = asked.get("redirect_uri", "")
        if asked.get("client_id") != CLIENT or not HOME.fullmatch(home):
            return ""
        sent = {"state": asked["state"]} if "state" in asked else {}
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return f"{home}?{urlencode({'error': 'invalid_request', **sent})}"
        if self.denies:
            return f"{home}?{urlencode({'error': 'access_denied', **sent})}"
        code = secrets.token_urlsafe(24)
        self._allowed[code] = Allowed(self.user, home, asked["code_challenge"])
        return f"{home}?{urlencode({'code': code, **sent})}"

    def token(self, form: Mapping[str, str]) -> tuple[int, bytes]:
        """A status, and what is answered to who asks for a token."""
        with self._guard:
            self.asked.append(form)
            if self.answer[0]:
                return self.answer
            if form.get("client_id") != CLIENT or form.get("client_secret", "") != self.secret:
                return _no("invalid_client", 401)
            if form.get("grant_type") == "authorization_code":
                return self._exchanged(form)
            if form.get("grant_type") == "refresh_token":
                return self._renewed(form.get("refresh_token", ""))
            return _no("unsupported_grant_type")

    def _exchanged(self, form: Mapping[str, str]) -> tuple[int, bytes]:
        allowed = self._allowed.pop(form.get("code", ""), None)
        if allowed is None or allowed.home != form.get("redirect_uri"):
            return _no("invalid_grant")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != allowed.challenge:
            return _no("invalid_grant")
        return self._new(allowed.user, "")

    def _renewed(self, refresh: str) -> tuple[int, bytes]:
        user = self.refreshing.pop(refresh, "")
        if not user:
            return _no("invalid_grant")
        if not self.rotates:
            self.refreshing[refresh] = user
        return self._new(user, "" if self.rotates else refresh)

    def _new(self, user: str, refresh: str) -> tuple[int, bytes]:
        access = secrets.token_urlsafe(32)
        self.given[access] = Given(user, time.time() + self.life)
        said: dict[str, object] = {"access_token": access, "token_type": "Bearer", "expires_in": self.life}
        if not refresh:
            said["refresh_token"] = fresh = secrets.token_urlsafe(32)
            self.refreshing[fresh] = user
        return 200, json.dumps(said).encode()

    def introspect(self, form: Mapping[str, str]) -> bytes:
        """Whose a token is, for the mail server (RFC 7662)."""
        user = self.whose(form.get("token", ""))
        return json.dumps({"active": bool(user), "username": user} if user else {"active": False}).encode()


def _no(error: str, status: int = 400) -> tuple[int, bytes]:
    return status, json.dumps({"error": error}).encode()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path != "/authorize":
                return self._say(404, b"")
            to = provider.authorize(dict(parse_qsl(parts.query)))
            if not to:
                return self._say(400, b"No.")
            self._say(302, b"", to)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            form = dict(parse_qsl(body))
            if self.path == "/token":
                self._say(*provider.token(form))
            elif self.path == "/introspect":
                self._say(200, provider.introspect(form))
            else:
                self._say(404, b"")

        def _say(self, status: int, body: bytes, to: str = "") -> None:
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler

"""A connection to an IMAP server that is safe to log in on, and the login itself."""

import imaplib
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from osone.accounts.line import ServerLine, dial, told
from osone.accounts.refusals import refused
from osone.accounts.server import loopback
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from osone.text.catalogue import _

BUFFER = 1 << 18
"""Bytes of the reading buffer: bulk FETCH answers come in long runs."""
TIMEOUT = 20.0


class Connection(imaplib.IMAP4):
    """An ``imaplib.IMAP4`` on a line that was opened, greeted and secured before.

    ``sock`` and ``reader`` (buffered) are there for code that speaks IMAP by itself; it must leave no half answer when
    it hands back. The documented hooks ``open``, ``read``, ``readline``, ``send`` and ``shutdown`` are overridden.
    """

    def __init__(self, sock: socket.socket, greeting: bytes, server: Server) -> None:
        self._line, self._greeting, self.server = sock, greeting, server
        super().__init__(server.host, server.port)

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Take over the line."""
        self.host, self.port, self.sock = host, port, self._line
        self.reader: BinaryIO = cast(BinaryIO, self._line.makefile("rb", BUFFER))

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes, or fewer at the end."""
        return self.reader.read(size)

    def readline(self) -> bytes:
        """One line; at first the greeting, that was heard before."""
        greeting, self._greeting = self._greeting, b""
        return greeting + b"\r\n" if greeting else self.reader.readline()

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Send bytes as they are."""
        self.sock.sendall(data)

    def shutdown(self) -> None:
        """Close the line."""
        self.reader.close()
        self.sock.close()

    def _log(self, line: object) -> None:
        """Keep nothing: imaplib would hold the last ten commands, a LOGIN with its password among them."""

    def __repr__(self) -> str:
        return f"<Connection to {self.server.host}:{self.server.port}, {self.state}>"


def connect(
    server: Server,
    *,
    timeout: float = TIMEOUT,
    ca: Path | None = None,
    source_address: tuple[str, int] | None = None,
) -> Connection:
    """Connect to an IMAP server, secure the line, and read what it can do. Blocks up to ``timeout`` seconds a step.

    TLS verifies certificate and name (``ca`` in place of the system's authorities). With STARTTLS the line is secret
    before anything else is said; what the server claimed before is forgotten; a server that does not offer it, that
    says one is logged in already (PREAUTH, RFC 8314 and RFC 3501, 11.1) or that speaks too soon is refused.
    ``NetworkError`` or ``AccountError``.
    """
    line: ServerLine | None = None
    try:
        line = dial(server, timeout, source_address)
        if server.security is Security.TLS:
            line.secure(ca)
        greeting = _greeted(line, server)
        if server.security is Security.STARTTLS:
            _start_tls(line, server, ca)
            greeting = b"* OK"
        return Connection(line.sock, greeting, server)
    except (OSError, imaplib.IMAP4.error, NetworkError, AccountError) as error:
        if line is not None:
            line.close()
        if isinstance(error, AccountError):
            raise
        raise told(error, server) from None


def _greeted(line: ServerLine, server: Server) -> bytes:
    greeting = line.read()
    word = greeting.upper()[:9]
    if word.startswith(b"* PREAUTH"):
        raise NetworkError(
            _(
                "{host} claims someone is already signed in. The connection may be intercepted.",
                host=server.host,
            ),
            remedy=_("Try another network. Your password was not sent."),
        )
    if word.startswith(b"* BYE"):
        raise NetworkError(
            _("{host} refused the connection: {greeting}.", host=server.host, greeting=_shown(greeting[5:])),
            remedy=_("Try again in a few minutes."),
        )
    if not word.startswith(b"* OK"):
        raise NetworkError(
            _("{host}, port {port} is not an IMAP server.", host=server.host, port=server.port),
            remedy=_("Check the server name and port."),
        )
    return greeting


def _start_tls(line: ServerLine, server: Server, ca: Path | None) -> None:
    line.send(b"s1 STARTTLS")
    answer = line.read()
    for _untagged in range(20):
        if not answer.startswith(b"* ") or answer.upper().startswith(b"* BYE"):
            break
        answer = line.read()
    if not answer.upper().startswith(b"S1 OK"):
        raise NetworkError(
            _("{host} doesn't offer STARTTLS on port {port}.", host=server.host, port=server.port),
            remedy=_("Choose TLS, usually on port 993. Your password was not sent."),
        )
    line.secure(ca)


def login(connection: Connection, username: str, secret: str, way: Way = Way.PASSWORD) -> None:
    """Log in: AUTHENTICATE PLAIN where offered (any Unicode), else LOGIN; XOAUTH2 where ``secret`` is a token.

    Refuses where the line is not secret, but on this machine itself. ``AccountError`` says why the server would not,
    told apart from a line that broke (``NetworkError``). The server's words never carry the secret on.
    """
    server = connection.server
    if server.security is Security.NONE and not loopback(server.host):
        raise NetworkError(
            _("The connection to {host} is not encrypted.", host=server.host), remedy=_("Choose TLS or STARTTLS.")
        )
    if set(username + secret) & set("\r\n\0"):
        raise AccountError(_("A user name or password can't contain a line break."), remedy=_("Type it again."))
    offered = {name.upper() for name in connection.capabilities}
    try:
        if way is Way.TOKEN:
            if "AUTH=XOAUTH2" not in offered:
                raise AccountError(
                    _("{host} doesn't support signing in with a browser.", host=server.host),
                    remedy=_("Use a password or an app password."),
                )
            bearer = f"user={username}\x01auth=Bearer {secret}\x01\x01".encode()
            connection.authenticate("XOAUTH2", _once(bearer))
        elif "AUTH=PLAIN" in offered:
            connection.authenticate("PLAIN", _once(f"\0{username}\0{secret}".encode()))
        elif "LOGINDISABLED" in offered or not (username + secret).isascii():
            raise refused("LOGINDISABLED" if "LOGINDISABLED" in offered else "", server.host, username, way)
        else:
            connection.login(_quoted(username), secret)
    except imaplib.IMAP4.abort as error:
        raise told(ConnectionResetError(), server) from error
    except imaplib.IMAP4.error as error:
        raise refused(str(error).replace(secret or "\0", "…"), server.host, username, way) from None
    except OSError as error:
        raise told(error, server) from None


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _once(answer: bytes) -> Callable[[bytes], bytes]:
    """Answer the first challenge; a further one is the server telling an error, taken with an empty line."""
    answers = [answer]
    return lambda _: answers.pop() if answers else b""


def _shown(words: bytes) -> str:
    return "".join(c for c in words.decode("utf-8", "replace") if c.isprintable()).strip(" .")[:200]

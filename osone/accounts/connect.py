"""A connection to an IMAP server that is safe to log in on, and the login itself."""

import io
import re
import socket
import time
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from osone import __version__
from osone.accounts import bearer
from osone.accounts.line import ServerLine, dial, told
from osone.accounts.refusals import refused
from osone.accounts.server import loopback
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from osone.text.catalogue import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 1 << 18
"""Bytes of the reading buffer: bulk FETCH answers come in long runs."""
TIMEOUT = 20.0
CHALLENGES = 4
"""So often a server may ask back before it says whether one is in."""
IDENTITY = b'ID ("name" "OS One" "version" "%b")' % __version__.encode()
"""Which program this is (RFC 2971); nothing of the person, the machine or the system."""
SLOW_S = 60.0
SLOWEST = 2_000
"""Bytes that must come while one waits for so long in all: whoever sends less keeps one waiting on purpose."""


class AnswerError(Exception):
    """A server's NO or BAD to a command, with its words. It never leaves this package."""


class Steady(io.RawIOBase):
    """The reading end of a socket, which does not let itself be held by a byte now and then.

    A socket's own time-out begins anew with each byte. Only the time spent waiting counts here, so a line may be quiet
    for hours between two answers.
    """

    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self._sock, self._waited, self._came = sock, 0.0, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        """What has come, or None where nothing has and the socket does not wait. TimeoutError where hardly any does."""
        began = time.monotonic()
        try:
            count = self._sock.recv_into(buffer)
        except BlockingIOError:
            return None
        self._waited += time.monotonic() - began
        self._came += count
        if self._waited > SLOW_S:
            if self._came < SLOWEST:
                raise TimeoutError
            self._waited, self._came = 0.0, 0
        return count


class Connection:
    """A line to an IMAP server that was opened, greeted and secured, to log in on.

    ``sock`` and ``reader`` (buffered) are there for code that speaks IMAP by itself once one is in; from then on
    nothing may be asked here.
    """

    def __init__(self, line: ServerLine, server: Server) -> None:
        self._line, self.sock, self.server = line, line.sock, server
        self._reader: io.BufferedReader | None = None
        self._tags = 0
        self.capabilities: frozenset[str] = frozenset()
        """In capitals, as told last."""

    @property
    def reader(self) -> io.BufferedReader:
        """What comes from here on."""
        if self._reader is None:
            self._reader = io.BufferedReader(Steady(self.sock), BUFFER)
        return self._reader

    def ask(self, command: bytes, *answers: bytes) -> list[bytes]:
        """Give a command and wait for its end: the lines that came before, in whatever case the server writes.

        ``answers`` are what is said to its challenges, in order; to further ones an empty line, a few times. Raises
        AnswerError for NO and BAD, NetworkError where the server says goodbye or asks on and on, OSError.
        """
        self._tags += 1
        tag = b"a%d" % self._tags
        said, challenges = list(answers), 0
        self._line.send(tag + b" " + command)
        lines: list[bytes] = []
        while True:
            line = self._line.read()
            if line.startswith(b"+"):
                challenges += 1
                if challenges > len(answers) + CHALLENGES:
                    raise told(ValueError(), self.server)
                self._line.send(said.pop(0) if said else b"")
            elif line[: len(tag) + 1].lower() == tag + b" ":
                answer = line[len(tag) + 1 :]
                if answer[:2].upper() != b"OK":
                    raise AnswerError(answer.decode("utf-8", "replace"))
                return lines
            elif line[:6].upper() == b"* BYE ":
                raise ConnectionResetError("the server said goodbye")
            else:
                lines.append(line)

    def learn(self) -> None:
        """Ask what the server can do."""
        for line in self.ask(b"CAPABILITY"):
            if line[:13].upper() == b"* CAPABILITY ":
                self.capabilities = frozenset(line[13:].decode("ascii", "replace").upper().split())

    def logout(self) -> None:
        """Say goodbye without waiting for the answer, and close the line."""
        with suppress(OSError, NetworkError):
            self._line.send(b"z LOGOUT")
        self.shutdown()

    def hang_up(self) -> None:
        """Break the line from another thread: whoever reads from it stops at once."""
        with suppress(OSError):
            # An ``SSLSocket`` would forget its secret first, and what is just being said would go in the clear.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def shutdown(self) -> None:
        """Close the line."""
        if self._reader is not None:
            self._reader.close()
        self.sock.close()

    def __repr__(self) -> str:
        return f"<Connection to {self.server.host}:{self.server.port}>"


def connect(
    server: Server,
    *,
    timeout: float = TIMEOUT,
    ca: Path | None = None,
    source_address: tuple[str, int] | None = None,
) -> Connection:
    """Connect to an IMAP server, secure the line, and read what it can do.

    Blocks: ``timeout`` seconds are for this and for all that is asked on the line afterwards, the login too.

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
        _greeted(line, server)
        if server.security is Security.STARTTLS:
            _start_tls(line, server, ca)
        connection = Connection(line, server)
        connection.learn()
        return connection
    except (OSError, ValueError, AnswerError, NetworkError, AccountError) as error:
        if line is not None:
            line.close()
        if isinstance(error, AccountError):
            raise
        raise told(error, server) from None


def _greeted(line: ServerLine, server: Server) -> None:
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
        if server.security is Security.STARTTLS:
            # Before TLS these may be anybody's words.
            raise NetworkError(
                _("{host} refused the connection.", host=server.host), remedy=_("Try again in a few minutes.")
            )
        raise NetworkError(
            _("{host} refused the connection: {greeting}.", host=server.host, greeting=_shown(greeting[5:])),
            remedy=_("Try again in a few minutes."),
        )
    if not word.startswith(b"* OK"):
        raise NetworkError(
            _("{host}, port {port} is not an IMAP server.", host=server.host, port=server.port),
            remedy=_("Check the server name and port."),
        )


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


def introduce(connection: Connection) -> None:
    """Say which program this is, where the server can hear it (ID, RFC 2971): some open no mailbox to a stranger."""
    if "ID" in connection.capabilities:
        connection.ask(IDENTITY)


def login(connection: Connection, username: str, secret: str, way: Way = Way.PASSWORD) -> None:
    """Log in: AUTHENTICATE PLAIN where offered (any Unicode), else LOGIN; as ``bearer`` does where it is a token.

    Refuses where the line is not secret, but on this machine itself. ``AccountError`` says why the server would not,
    told apart from a line that broke (``NetworkError``). The server's words never carry the secret on.
    """
    server = connection.server
    encrypted = server.security is not Security.NONE
    if not encrypted and not loopback(server.host):
        raise NetworkError(
            _("The connection to {host} is not encrypted.", host=server.host), remedy=_("Choose TLS or STARTTLS.")
        )
    if set(username + secret) & set("\r\n\0"):
        raise AccountError(_("A user name or password can't contain a line break."), remedy=_("Type it again."))
    offered = connection.capabilities
    try:
        if way is Way.TOKEN:
            how = bearer.mechanism(offered, "AUTH=")
            if not how:
                raise AccountError(
                    _("{host} doesn't support signing in with a browser.", host=server.host),
                    remedy=_("Use a password or an app password."),
                )
            said = (bearer.first(how, username, secret, server), bearer.ENOUGH[how])
            connection.ask(b"AUTHENTICATE " + how.encode(), *map(b64encode, said))
        elif "AUTH=PLAIN" in offered:
            connection.ask(b"AUTHENTICATE PLAIN", b64encode(f"\0{username}\0{secret}".encode()))
        elif "LOGINDISABLED" in offered or not (username + secret).isascii():
            disabled = "LOGINDISABLED" if "LOGINDISABLED" in offered else ""
            raise refused(disabled, server.host, username, way, encrypted=encrypted)
        else:
            connection.ask(f"LOGIN {_quoted(username)} {_quoted(secret)}".encode())
    except AnswerError as error:
        answer = str(error).replace(secret or "\0", "…")
        raise refused(answer, server.host, username, way, encrypted=encrypted) from None
    except (OSError, ValueError) as error:
        raise told(error, server) from None


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _shown(words: bytes) -> str:
    return "".join(c for c in words.decode("utf-8", "replace") if c.isprintable()).strip(" .")[:200]

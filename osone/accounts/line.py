"""A socket to a mail server, opened, secured and closed with a sentence for each way it can fail."""

import math
import select
import socket
import ssl
import time
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from osone.accounts.server import loopback, trust
from osone.model.errors import NetworkError
from osone.model.services import Security, Server
from osone.text.catalogue import _

LONGEST = 8192
"""Bytes that a server may say in one line before the line is secret and anybody is known."""
LONGEST_WAIT_S = 60.0
CHATTER = 256 * 1024
"""Bytes that a server may say in all until one is signed in: real ones say three thousand."""


class _Secret(ssl.SSLSocket):
    """A TLS socket that is closed where the line broke in the moment before TLS began: Python's own stays open."""

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """As of any socket; it is what looks for words that came too soon on a line that is broken."""
        try:
            return super().recv(buflen, flags)
        except OSError:
            if self.version() is None:
                self.close()
            raise


class ServerLine:
    """A line-by-line conversation until one is signed in. It never reads further than the line it was asked for.

    So nothing that stood behind the answer to STARTTLS can be taken for something said under TLS (the fault that let a
    stranger on the way put words into a server's mouth: CVE-2011-0411 and its kin). The whole of it, from the name's
    resolution to the last answer, has ``until`` (of ``time.monotonic``) and so many bytes: a server that trickles,
    floods or asks on and on holds nobody.
    """

    def __init__(self, sock: socket.socket, server: Server, until: float = math.inf) -> None:
        self.sock, self._server, self._until, self._left = sock, server, until, CHATTER
        self._longest = LONGEST_WAIT_S

    def read(self) -> bytes:
        """One line, without its end. ``NetworkError`` where the server goes away, dawdles or never stops."""
        got = bytearray()
        while not got.endswith(b"\n"):
            self.sock.settimeout(self._patience())
            byte = self.sock.recv(1)
            if not byte or len(got) > LONGEST:
                raise ConnectionResetError("the server closed the line")
            got += byte
            self._left -= 1
            if self._left < 0:
                raise NetworkError(
                    _("{host} keeps talking and does not come to an end.", host=self._server.host),
                    remedy=_("Check the server name and port, or try another network."),
                )
        return bytes(got).rstrip(b"\r\n")

    def send(self, words: bytes) -> None:
        """Say one line."""
        self.sock.settimeout(self._patience())
        self.sock.sendall(words + b"\r\n")

    def secure(self, ca: Path | None) -> None:
        """Begin TLS on this line; refuses where the server (or someone before it) has spoken too soon."""
        if not isinstance(self.sock, ssl.SSLSocket) and select.select([self.sock], [], [], 0)[0]:
            if not self.sock.recv(1, socket.MSG_PEEK):
                raise ConnectionResetError("the server closed the line")
            if self._server.security is Security.TLS:
                # Nothing was said yet that anybody could answer: it is a server that greets without TLS.
                raise told(ssl.SSLError(), self._server)
            raise NetworkError(
                _("Something other than {host} answered before the connection was encrypted.", host=self._server.host),
                remedy=_("Try another network. Your password was not sent."),
            )
        host = self._server.host
        context = trust(ca)
        context.sslsocket_class = _Secret
        self.sock = secret = context.wrap_socket(self.sock, server_hostname=host, do_handshake_on_connect=False)
        # A time-out would be for each step of the handshake, and a stranger may send it a byte at a time.
        secret.settimeout(0)
        try:
            while not self._shaken(secret):
                pass
        except BaseException:
            secret.close()
            raise

    def _shaken(self, secret: ssl.SSLSocket) -> bool:
        """Go on with the handshake as far as what has come allows; whether it is done."""
        try:
            secret.do_handshake()
        except ssl.SSLWantReadError:
            select.select([secret], [], [], self._patience())
        except ssl.SSLWantWriteError:
            select.select([], [secret], [], self._patience())
        else:
            return True
        return False

    def allow(self, seconds: float) -> None:
        """Once one is signed in: from here on so many seconds, all of which one answer may take, and as many bytes."""
        self._until, self._longest, self._left = time.monotonic() + seconds, seconds, CHATTER

    def close(self) -> None:
        """Close it at once."""
        self.sock.close()

    def _patience(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._longest)


def dial(server: Server, timeout: float, source: tuple[str, int] | None = None) -> ServerLine:
    """Open a TCP line that has ``timeout`` seconds for all that is said. OSError where it cannot be (see ``told``).

    Without TLS it goes to this machine alone, by name and by address: otherwise ``NetworkError``.
    """
    until = time.monotonic() + timeout
    open_ground = NetworkError(
        _("Without TLS, others could read your password and mail on the way to {host}.", host=server.host),
        remedy=_("Choose TLS or STARTTLS."),
    )
    if server.security is Security.NONE and not loopback(server.host):
        raise open_ground
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except (UnicodeError, ValueError):
        # Python writes a name for the network before it asks for it: two dots side by side, or a label too long.
        raise NetworkError(
            _("“{host}” is not a server name.", host=server.host[:80]), remedy=_("Type it again.")
        ) from None
    except OverflowError:
        raise NetworkError(
            _("There is no port {port}.", port=str(server.port)[:20]), remedy=_("Check the port.")
        ) from None
    sock = _connected([address for *_kinds, address in found], until, source)
    if server.security is Security.NONE and not ip_address(sock.getpeername()[0]).is_loopback:
        sock.close()
        raise open_ground
    return ServerLine(sock, server, until)


def _connected(addresses: list[Any], until: float, source: tuple[str, int] | None) -> socket.socket:
    """A line to the first address that answers, all of them within the time."""
    last: OSError = ConnectionRefusedError()
    for address in addresses:
        try:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            return socket.create_connection(address[:2], left, source)
        except OSError as error:
            last = error
    raise last


def told(error: Exception, server: Server) -> NetworkError:
    """What went wrong on a line, as a sentence for a person."""
    place = f"{server.host}, port {server.port}"
    if isinstance(error, NetworkError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return NetworkError(
            _(
                "{host} could not prove its identity: {reason}.",
                host=server.host,
                reason=error.verify_message,
            ),
            remedy=_(
                "Don't enter your password. Check the server name, or ask its administrator about the certificate."
            ),
        )
    if isinstance(error, ssl.SSLError):
        return NetworkError(
            _("{place} doesn't use TLS.", place=place),
            remedy=_("Try the other security setting: TLS for ports 993 and 465, STARTTLS for 143 and 587."),
        )
    if isinstance(error, socket.gaierror):
        return NetworkError(
            _("{host} was not found, or this computer is offline.", host=server.host),
            remedy=_("Check the name and your connection."),
        )
    if isinstance(error, TimeoutError):
        return NetworkError(
            _("{place} did not answer in time.", place=place),
            remedy=_("Check your connection, then try again. If it stays so, check the port."),
        )
    if isinstance(error, ConnectionRefusedError):
        return NetworkError(
            _("{place} refused the connection.", place=place),
            remedy=_("The server may be down: try again in a while. If it stays so, check the port."),
        )
    if isinstance(error, ConnectionError | EOFError):
        return NetworkError(_("{place} closed the connection.", place=place), remedy=_("Try again in a moment."))
    if not isinstance(error, OSError):
        return NetworkError(
            _("{place} sent an answer that makes no sense.", place=place), remedy=_("Check the server name and port.")
        )
    return NetworkError(_("{place} can't be reached.", place=place), remedy=_("Check your connection, then try again."))

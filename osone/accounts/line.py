"""A socket to a mail server, opened, secured and closed with a sentence for each way it can fail."""

import select
import socket
import ssl
import time
from ipaddress import ip_address
from pathlib import Path

from osone.accounts.server import loopback, trust
from osone.model.errors import NetworkError
from osone.model.services import Security, Server
from osone.text.catalogue import _

LONGEST = 8192
"""Bytes that a server may say in one line before the line is secret and anybody is known."""


class ServerLine:
    """A line-by-line conversation before TLS and login. It never reads further than the line it was asked for.

    So nothing that stood behind the answer to STARTTLS can be taken for something said under TLS (the fault that let a
    stranger on the way put words into a server's mouth: CVE-2011-0411 and its kin).
    """

    def __init__(self, sock: socket.socket, server: Server) -> None:
        self.sock, self._server = sock, server

    def read(self) -> bytes:
        """One line, without its end. ``NetworkError`` where the server goes away or never stops."""
        got = bytearray()
        # The socket's time-out is for each byte: a server that trickles would hold us for ever.
        end = time.monotonic() + (self.sock.gettimeout() or 60)
        while not got.endswith(b"\n"):
            if time.monotonic() > end:
                raise TimeoutError
            byte = self.sock.recv(1)
            if not byte or len(got) > LONGEST:
                raise ConnectionResetError("the server closed the line")
            got += byte
        return bytes(got).rstrip(b"\r\n")

    def send(self, words: bytes) -> None:
        """Say one line."""
        self.sock.sendall(words + b"\r\n")

    def secure(self, ca: Path | None) -> None:
        """Begin TLS on this line; refuses where the server (or someone before it) has spoken too soon."""
        if not isinstance(self.sock, ssl.SSLSocket) and select.select([self.sock], [], [], 0)[0]:
            if self._server.security is Security.TLS:
                # Nothing was said yet that anybody could answer: it is a server that greets without TLS.
                raise told(ssl.SSLError(), self._server)
            raise NetworkError(
                _("Something other than {host} answered before the connection was encrypted.", host=self._server.host),
                remedy=_("Try another network. Your password was not sent."),
            )
        self.sock = trust(ca).wrap_socket(self.sock, server_hostname=self._server.host)

    def close(self) -> None:
        """Close it at once."""
        self.sock.close()


def dial(server: Server, timeout: float, source: tuple[str, int] | None = None) -> ServerLine:
    """Open a TCP line. OSError where it cannot be opened (see ``told``).

    Without TLS it goes to this machine alone, by name and by address: otherwise ``NetworkError``.
    """
    open_ground = NetworkError(
        _("Without TLS, others could read your password and mail on the way to {host}.", host=server.host),
        remedy=_("Choose TLS or STARTTLS."),
    )
    if server.security is Security.NONE and not loopback(server.host):
        raise open_ground
    try:
        sock = socket.create_connection((server.host, server.port), timeout, source)
    except UnicodeError:
        # Python writes a name for the network before it asks for it: two dots side by side, or a label too long.
        raise NetworkError(
            _("“{host}” is not a server name.", host=server.host[:80]), remedy=_("Type it again.")
        ) from None
    if server.security is Security.NONE and not ip_address(sock.getpeername()[0]).is_loopback:
        sock.close()
        raise open_ground
    return ServerLine(sock, server)


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
            remedy=_("Check the port and your connection, then try again."),
        )
    if isinstance(error, ConnectionRefusedError):
        return NetworkError(
            _("{place} refused the connection.", place=place), remedy=_("Check the port, then try again.")
        )
    if isinstance(error, ConnectionError | EOFError):
        return NetworkError(_("{place} closed the connection.", place=place), remedy=_("Try again in a moment."))
    if not isinstance(error, OSError):
        return NetworkError(
            _("{place} sent an answer that makes no sense.", place=place), remedy=_("Check the server name and port.")
        )
    return NetworkError(_("{place} can't be reached.", place=place), remedy=_("Check your connection, then try again."))

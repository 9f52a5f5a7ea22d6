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

LONGEST = 8192
"""Bytes that a server may say in one line before the line is secret and anybody is known."""


class Line:
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
                f"Something answered in place of {self._server.host} before the line was secret.",
                way_on="Try another network. Nothing secret was sent.",
            )
        self.sock = trust(ca).wrap_socket(self.sock, server_hostname=self._server.host)

    def close(self) -> None:
        """Close it at once."""
        self.sock.close()


def dial(server: Server, timeout: float, source: tuple[str, int] | None = None) -> Line:
    """Open a TCP line. OSError where it cannot be opened (see ``told``).

    Without TLS it goes to this machine alone, by name and by address: otherwise ``NetworkError``.
    """
    open_ground = NetworkError(
        f"Without TLS anybody between here and {server.host} could read your password and your mail.",
        way_on="Choose TLS or STARTTLS.",
    )
    if server.security is Security.NONE and not loopback(server.host):
        raise open_ground
    try:
        sock = socket.create_connection((server.host, server.port), timeout, source)
    except UnicodeError:
        # Python writes a name for the network before it asks for it: two dots side by side, or a label too long.
        raise NetworkError(f"“{server.host[:80]}” is no server's name.", way_on="Type it again.") from None
    if server.security is Security.NONE and not ip_address(sock.getpeername()[0]).is_loopback:
        sock.close()
        raise open_ground
    return Line(sock, server)


def told(error: Exception, server: Server) -> NetworkError:
    """What went wrong on a line, as a sentence for a person."""
    place = f"{server.host}, port {server.port}"
    if isinstance(error, NetworkError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return NetworkError(
            f"{server.host} could not prove that it is {server.host}: {error.verify_message}.",
            way_on="Do not enter your password. Check the server's name, or ask whoever runs it about its certificate.",
        )
    if isinstance(error, ssl.SSLError):
        return NetworkError(
            f"{place} does not speak TLS there.",
            way_on="Try the other kind of security: TLS is usual on ports 993 and 465, STARTTLS on 143 and 587.",
        )
    if isinstance(error, socket.gaierror):
        return NetworkError(
            f"There is no server called {server.host}, or this machine is offline.",
            way_on="Check the name and the network.",
        )
    if isinstance(error, TimeoutError):
        return NetworkError(
            f"{place} did not answer in time.", way_on="Check the port and the network, then try again."
        )
    if isinstance(error, ConnectionRefusedError):
        return NetworkError(f"{place} takes no connections.", way_on="Check the port, then try again.")
    if isinstance(error, ConnectionError | EOFError):
        return NetworkError(f"{place} broke off the connection.", way_on="Try again in a moment.")
    if not isinstance(error, OSError):
        return NetworkError(f"{place} said something that makes no sense.", way_on="Check the server's name and port.")
    return NetworkError(f"{place} cannot be reached.", way_on="Check the network, then try again.")

"""What is needed to reach a mail server: host, port and how the line is made secret."""

import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Security(StrEnum):
    """How a line is encrypted."""

    TLS = "tls"
    """From the first byte (RFC 8314 prefers it)."""
    STARTTLS = "starttls"
    """After a plain beginning, before anything secret."""
    NONE = "none"
    """Never, but on this machine itself and where the person chose it."""


class Way(StrEnum):
    """How a server is told who one is."""

    PASSWORD = "password"
    TOKEN = "oauth2"
    """XOAUTH2 with a bearer token."""


@dataclass(frozen=True, slots=True)
class Server:
    """One server of an account, as settings keep it (``as_settings``)."""

    host: str
    port: int
    security: Security = Security.TLS
    ways: tuple[Way, ...] = (Way.PASSWORD,)

    def as_settings(self) -> dict[str, object]:
        """A JSON object for ``Account.settings``."""
        return {
            "host": self.host,
            "port": self.port,
            "security": str(self.security),
            "ways": [str(w) for w in self.ways],
        }

    @classmethod
    def from_settings(cls, settings: object) -> "Server":
        """The server that ``as_settings`` described; ValueError where it is not one."""
        if not isinstance(settings, dict):
            raise ValueError("a server is an object")
        host, port = settings.get("host"), settings.get("port")
        ways = settings.get("ways", [Way.PASSWORD])
        if not isinstance(host, str) or not host or not isinstance(port, int) or not 0 < port < 65536:
            raise ValueError("a server has a host and a port")
        return cls(host, port, Security(settings.get("security", Security.TLS)), tuple(Way(way) for way in ways))


def loopback(host: str) -> bool:
    """Whether a host is this machine by its very name, whatever a resolver would say."""
    return host in ("localhost", "127.0.0.1", "::1")


def trust(ca: Path | None = None) -> ssl.SSLContext:
    """A context that verifies certificate and host name, TLS 1.2 up; ``ca`` in place of the system's authorities."""
    context = ssl.create_default_context(cafile=None if ca is None else str(ca))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

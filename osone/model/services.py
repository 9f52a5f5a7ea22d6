"""The services that an account has at its servers, and how their settings are kept: never with a secret."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from osone.model.accounts import Account, Service, Way


class Security(StrEnum):
    """How a line is encrypted."""

    TLS = "tls"
    """From the first byte (RFC 8314 prefers it)."""
    STARTTLS = "starttls"
    """After a plain beginning, before anything secret."""
    NONE = "none"
    """Never, but on this machine itself and where the person chose it."""


@dataclass(frozen=True, slots=True)
class Server:
    """What is needed to reach a server: host, port and how the line is made secret."""

    host: str
    port: int
    security: Security = Security.TLS
    ways: tuple[Way, ...] = (Way.PASSWORD,)


@dataclass(frozen=True, slots=True)
class Imap:
    """Mail that is read and kept on a server (RFC 9051)."""

    server: Server
    username: str
    ca: str = ""
    """A file with a certificate authority of one's own; empty for the system's."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """A server that takes mail to send (RFC 6409)."""

    server: Server
    username: str
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Settings of a kind that is not known here, or that cannot be understood: kept as they are."""

    kind: str
    words: Mapping[str, object]


Settings = Imap | Smtp | Unread
Services = Mapping[Service, Settings]
KINDS: Mapping[str, type[Imap] | type[Smtp]] = {"imap": Imap, "smtp": Smtp}
"""The kinds of service by the names they are kept under."""


def kind_of(settings: Settings) -> str:
    """The name of a service's kind."""
    if isinstance(settings, Unread):
        return settings.kind
    return next(name for name, kind in KINDS.items() if type(settings) is kind)


def encode(services: Services) -> dict[str, object]:
    """Services as a JSON object; it never holds a secret."""
    return {
        service.value: dict(one.words) if isinstance(one, Unread) else {"kind": kind_of(one), **asdict(one)}
        for service, one in services.items()
    }


def decode(kept: Mapping[str, object]) -> Services:
    """What ``encode`` wrote. What cannot be understood stays as it is, so that nothing is lost by writing it again."""
    return {service: _settings(one) for service in Service if isinstance(one := kept.get(service), dict)}


def services_of(account: Account) -> Services:
    """The services of an account, by what they are for."""
    return decode(account.settings)


def _settings(words: Mapping[str, object]) -> Settings:
    name = str(words.get("kind", ""))
    kind = KINDS.get(name)
    username, ca = words.get("username"), words.get("ca", "")
    if kind is None or not isinstance(username, str) or not isinstance(ca, str):
        return Unread(name, words)
    try:
        return kind(_server(words.get("server")), username, ca)
    except ValueError:
        return Unread(name, words)


def _server(words: object) -> Server:
    if not isinstance(words, dict):
        raise ValueError("a server is an object")
    host, port = words.get("host"), words.get("port")
    ways = words.get("ways", [Way.PASSWORD])
    if not isinstance(host, str) or not host or not isinstance(port, int) or not 0 < port < 65536:
        raise ValueError("a server has a host and a port")
    if not isinstance(ways, list):
        raise ValueError("the ways of signing in are a list")
    return Server(host, port, Security(words.get("security", Security.TLS)), tuple(Way(way) for way in ways))

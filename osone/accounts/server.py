"""What makes a line to a server safe: which hosts are this machine, and which certificates are trusted."""

import ssl
from pathlib import Path
from typing import TYPE_CHECKING

from osone.host.later import later

if TYPE_CHECKING:
    import certifi
else:
    certifi = later("certifi")  # where nothing else is trusted

BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)
"""Where systems keep the authorities that they trust, an administrator's own among them."""


def loopback(host: str) -> bool:
    """Whether a host is this machine by its very name, whatever a resolver would say."""
    return host in ("localhost", "127.0.0.1", "::1")


def trust(ca: Path | None = None) -> ssl.SSLContext:
    """A context that verifies certificate and host name, TLS 1.2 up; ``ca`` in place of the system's authorities."""
    place = ca or store()
    context = ssl.create_default_context(cafile=None if place is None else str(place))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def store() -> Path | None:
    """The certificates to use where OpenSSL's own store is not there or empty; None where it has one.

    A packaged program brings an OpenSSL that knows the folders of the machine it was built on, not of this one.
    """
    named = ssl.get_default_verify_paths()
    if named.cafile is not None or (named.capath is not None and _has_any(Path(named.capath))):
        return None
    if ssl.create_default_context().cert_store_stats()["x509_ca"]:
        return None  # Windows has a store of another kind
    bundles = (Path(bundle) for bundle in BUNDLES)
    return next((bundle for bundle in bundles if bundle.is_file()), Path(certifi.where()))


def _has_any(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is not None
    except OSError:
        return False

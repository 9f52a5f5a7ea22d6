"""What makes a line to a server safe: which hosts are this machine, and which certificates are trusted."""

import ssl
from pathlib import Path


def loopback(host: str) -> bool:
    """Whether a host is this machine by its very name, whatever a resolver would say."""
    return host in ("localhost", "127.0.0.1", "::1")


def trust(ca: Path | None = None) -> ssl.SSLContext:
    """A context that verifies certificate and host name, TLS 1.2 up; ``ca`` in place of the system's authorities."""
    context = ssl.create_default_context(cafile=None if ca is None else str(ca))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

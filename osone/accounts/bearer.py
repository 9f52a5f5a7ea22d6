"""Signing in with a token: what is said by OAUTHBEARER (RFC 7628) and by XOAUTH2, which came before it."""

from collections.abc import Container

from osone.model.errors import AccountError
from osone.model.services import Server
from osone.text.catalogue import _

MECHANISMS = ("OAUTHBEARER", "XOAUTH2")
"""The best first."""
ENOUGH = {"OAUTHBEARER": b"\x01", "XOAUTH2": b""}
"""What is answered to a server that says why it will not (RFC 7628, section 3.2.3): only then does it end with a no."""


def mechanism(offered: Container[str], before: str = "") -> str:
    """The best way that a server offers; empty where it takes no tokens. ``before`` stands before the names."""
    return next((one for one in MECHANISMS if before + one in offered), "")


def first(how: str, username: str, token: str, server: Server) -> bytes:
    """The first and only message. A name's commas and equals signs are written out, as RFC 5801 (section 4) asks.

    AccountError where a name or a token would end its field.
    """
    if set(username + token) & set("\r\n\0\1"):
        raise AccountError(_("A user name can't contain a line break."), remedy=_("Type it again."))
    if how == "XOAUTH2":
        return f"user={username}\x01auth=Bearer {token}\x01\x01".encode()
    name = username.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\x01host={server.host}\x01port={server.port}\x01auth=Bearer {token}\x01\x01".encode()

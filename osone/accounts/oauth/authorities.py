"""Who signs people in with a browser: a table of providers, and what else a domain publishes for itself.

No provider's client ID comes along: each person registers their own, and it is a setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from osone.accounts.providers import under

HOME = "127.0.0.1"
"""Where a browser brings the answer (RFC 8252, section 7.3): to this machine, under the name that a provider takes."""
OWN = "own"
"""The key of an authority that a domain published for itself."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One that asks people who they are, and gives out tokens for their mail.

    How a token is used is not written here: each server says which of OAUTHBEARER and XOAUTH2 it takes.
    """

    key: str
    """In whose setting the client ID is: ``oauth.KEY``."""
    name: str
    """What a person reads."""
    hosts: tuple[str, ...]
    """The ends of the names of the mail servers that take its tokens."""
    authorize: str
    """Where the browser goes (RFC 6749, section 3.1)."""
    token: str
    """Where a code and a refresh token are exchanged (section 3.2)."""
    scopes: tuple[str, ...]
    page: str = ""
    """Where a client ID is registered."""
    home: str = HOME
    more: Mapping[str, str] = field(default_factory=dict)
    """What else it wants to be asked with."""

    @property
    def place(self) -> str:
        """The host that the browser goes to."""
        return urlsplit(self.authorize).hostname or ""


AUTHORITIES = (
    Authority(
        "google",
        "Google",
        ("gmail.com", "googlemail.com", "google.com"),
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        ("https://mail.google.com/",),
        "https://console.cloud.google.com/auth/clients",
        # Without these a second sign-in brings no refresh token.
        more={"access_type": "offline", "prompt": "consent"},
    ),
    Authority(
        "microsoft",
        "Microsoft",
        ("outlook.com", "office365.com"),
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        (
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send",
            "offline_access",
        ),
        "https://entra.microsoft.com",
        # Its public clients are registered with this name, and then any port will do.
        home="localhost",
    ),
    Authority(
        "yahoo",
        "Yahoo",
        ("mail.yahoo.com", "yahoodns.net"),
        "https://api.login.yahoo.com/oauth2/request_auth",
        "https://api.login.yahoo.com/oauth2/get_token",
        ("mail-w",),
        "https://developer.yahoo.com/apps/",
        home="localhost",
    ),
    Authority(
        "aol",
        "AOL",
        ("aol.com",),
        "https://api.login.aol.com/oauth2/request_auth",
        "https://api.login.aol.com/oauth2/get_token",
        ("mail-w",),
        "https://developer.yahoo.com/apps/",
        home="localhost",
    ),
    Authority(
        "fastmail",
        "Fastmail",
        ("fastmail.com", "messagingengine.com"),
        "https://api.fastmail.com/oauth/authorize",
        "https://api.fastmail.com/oauth/refresh",
        ("https://www.fastmail.com/dev/protocol-imap", "https://www.fastmail.com/dev/protocol-smtp", "offline_access"),
        "https://www.fastmail.com/for-developers/oauth/",
    ),
    Authority(
        "yandex",
        "Yandex",
        ("yandex.com", "yandex.ru", "yandex.net"),
        "https://oauth.yandex.com/authorize",
        "https://oauth.yandex.com/token",
        ("mail:imap_full", "mail:smtp"),
        "https://oauth.yandex.com/client/new",
    ),
)


def authority_of_host(host: str) -> Authority | None:
    """Whose tokens a mail server takes, as far as is known."""
    return next((one for one in AUTHORITIES if under(host, one.hosts)), None)


def published(authorize: str, token: str, scopes: tuple[str, ...]) -> Authority | None:
    """What a domain says of itself; None where that would not be asked over https."""
    if not (_secure(authorize) and _secure(token)):
        return None
    place = urlsplit(authorize).hostname or ""
    return Authority(OWN, place, (), authorize, token, scopes)


def _secure(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and not parts.fragment
    except ValueError:
        return False

"""Large providers, and the sentence that names the page where each gives out a password for programs."""

from dataclasses import dataclass
from enum import StrEnum

from osone.text.catalogue import N_


class ProviderNeeds(StrEnum):
    """What a provider takes in place of, or as, a password."""

    PASSWORD = "password"
    APP_PASSWORD = "app password"
    BROWSER = "browser"
    """OAuth 2 alone."""
    BRIDGE = "bridge"
    """A program of its own on this machine."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, known by the ends of its address domains and of its servers' names."""

    name: str
    domains: tuple[str, ...]
    hosts: tuple[str, ...]
    needs: ProviderNeeds
    url: str
    sentence: str


PROVIDERS = (
    Provider(
        "Gmail",
        ("gmail.com", "googlemail.com"),
        ("gmail.com", "googlemail.com", "google.com"),
        ProviderNeeds.APP_PASSWORD,
        "https://myaccount.google.com/apppasswords",
        N_(
            "Google wants an app password: turn on 2-step verification, then make one at "
            "https://myaccount.google.com/apppasswords."
        ),
    ),
    Provider(
        "iCloud",
        ("icloud.com", "me.com", "mac.com"),
        ("mail.me.com", "icloud.com"),
        ProviderNeeds.APP_PASSWORD,
        "https://account.apple.com/account/manage",
        N_(
            "Apple wants an app-specific password: make one under Sign-In and Security at "
            "https://account.apple.com/account/manage."
        ),
    ),
    Provider(
        "Yahoo",
        ("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.it", "yahoo.es", "ymail.com", "rocketmail.com"),
        ("mail.yahoo.com", "yahoodns.net"),
        ProviderNeeds.APP_PASSWORD,
        "https://login.yahoo.com/account/security",
        N_("Yahoo wants an app password: make one at https://login.yahoo.com/account/security."),
    ),
    Provider(
        "AOL",
        ("aol.com", "aim.com"),
        ("aol.com",),
        ProviderNeeds.APP_PASSWORD,
        "https://login.aol.com/account/security",
        N_("AOL wants an app password: make one at https://login.aol.com/account/security."),
    ),
    Provider(
        "Fastmail",
        ("fastmail.com", "fastmail.fm"),
        ("fastmail.com", "messagingengine.com"),
        ProviderNeeds.APP_PASSWORD,
        "https://app.fastmail.com/settings/security/apps",
        N_("Fastmail wants an app password: make one at https://app.fastmail.com/settings/security/apps."),
    ),
    Provider(
        "Microsoft",
        ("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.co.uk", "outlook.fr", "live.nl"),
        ("outlook.com", "office365.com", "outlook.office365.com"),
        ProviderNeeds.BROWSER,
        "https://account.microsoft.com/security",
        N_("Microsoft only lets mail programs sign in with a browser."),
    ),
    Provider(
        "GMX",
        ("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com"),
        ("gmx.net", "gmx.com"),
        ProviderNeeds.PASSWORD,
        "https://www.gmx.net",
        N_(
            "GMX lets programs in once POP3 and IMAP access is switched on in the settings of your mailbox at "
            "https://www.gmx.net; with two-factor sign-in it wants an app password from there."
        ),
    ),
    Provider(
        "WEB.DE",
        ("web.de",),
        ("web.de",),
        ProviderNeeds.PASSWORD,
        "https://web.de",
        N_(
            "WEB.DE lets programs in once POP3 and IMAP access is switched on in the settings of your mailbox at "
            "https://web.de; with two-factor sign-in it wants an app password from there."
        ),
    ),
    Provider(
        "Zoho",
        ("zoho.com", "zohomail.com", "zoho.eu", "zohomail.eu"),
        ("zoho.com", "zoho.eu", "zoho.in"),
        ProviderNeeds.APP_PASSWORD,
        "https://accounts.zoho.com/home#security/app_password",
        N_(
            "Zoho wants IMAP switched on and, with two-factor sign-in, an app password: make one at "
            "https://accounts.zoho.com/home#security/app_password."
        ),
    ),
    Provider(
        "Proton",
        ("proton.me", "protonmail.com", "protonmail.ch", "pm.me"),
        ("protonmail.ch", "proton.me"),
        ProviderNeeds.BRIDGE,
        "https://proton.me/mail/bridge",
        N_(
            "Proton opens its mail only through Proton Mail Bridge on this machine: install it from "
            "https://proton.me/mail/bridge and use the server, port and password that it shows."
        ),
    ),
    Provider(
        "Yandex",
        ("yandex.com", "yandex.ru", "ya.ru"),
        ("yandex.com", "yandex.ru", "yandex.net"),
        ProviderNeeds.APP_PASSWORD,
        "https://id.yandex.com/security/app-passwords",
        N_("Yandex wants an app password: make one at https://id.yandex.com/security/app-passwords."),
    ),
    Provider(
        "mail.ru",
        ("mail.ru", "bk.ru", "inbox.ru", "list.ru"),
        ("mail.ru",),
        ProviderNeeds.APP_PASSWORD,
        "https://account.mail.ru/user/2-step-auth/passwords",
        N_(
            "mail.ru wants a password for external programs: make one at "
            "https://account.mail.ru/user/2-step-auth/passwords."
        ),
    ),
)


def under(name: str, ends: tuple[str, ...]) -> bool:
    """Whether a host or a domain is one of these, or lies under one."""
    name = name.lower().rstrip(".")
    return any(name == end or name.endswith("." + end) for end in ends)


def provider_of_domain(domain: str) -> Provider | None:
    """The provider whose address domain this is."""
    return next((provider for provider in PROVIDERS if under(domain, provider.domains)), None)


def provider_of_host(host: str) -> Provider | None:
    """The provider that a server (IMAP, SMTP or MX) belongs to."""
    return next((provider for provider in PROVIDERS if under(host, provider.hosts)), None)

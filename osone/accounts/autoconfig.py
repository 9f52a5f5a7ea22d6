"""Reading the autoconfig XML by which providers tell mail programs their servers (Mozilla's config-v1.1)."""

import re
from dataclasses import dataclass
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from osone.accounts.oauth.authorities import Authority, published
from osone.model.accounts import Way
from osone.model.services import Security, Server

LARGEST = 200_000
"""Bytes of a configuration that are read at most; real ones have a few thousand."""
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_PORT = re.compile(r"[1-9][0-9]{0,4}")
MOST_SCOPES = 20
LONGEST_NAME = 320
"""Characters of the pattern of a user name: so long may an address be (RFC 3696, with its erratum)."""
_SECURITY = {"SSL": Security.TLS, "STARTTLS": Security.STARTTLS}
_WAYS = {
    "password-cleartext": Way.PASSWORD,
    "plain": Way.PASSWORD,
    "password-encrypted": Way.PASSWORD,
    "oauth2": Way.TOKEN,
}


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration offers, best first; servers without TLS or a known way of signing in are left out."""

    provider: str
    imap: tuple[tuple[Server, str], ...]
    """Servers, each with its pattern of the user name: ``%EMAILADDRESS%``, ``%EMAILLOCALPART%``…"""
    smtp: tuple[tuple[Server, str], ...]
    authority: Authority | None = None
    """Who signs people in with a browser."""


def read(xml: bytes, domain: str) -> Config | None:
    """The configuration in a document; None where it is none, or is one that tries something (a DTD, an entity)."""
    if len(xml) > LARGEST:
        return None
    try:
        top = ElementTree.fromstring(xml, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    provider = top.find("emailProvider")
    if top.tag != "clientConfig" or provider is None:
        return None
    imap = _servers(provider.findall("incomingServer[@type='imap']"), domain)
    smtp = _servers(provider.findall("outgoingServer[@type='smtp']"), domain)
    name = (provider.findtext("displayShortName") or provider.findtext("displayName") or domain).strip()
    return Config(name[:80], imap, smtp, _authority(top.find("oAuth2")))


def _authority(element: Any) -> Authority | None:
    if element is None:
        return None
    scopes = tuple(_text(element, "scope").split())[:MOST_SCOPES]
    return published(_text(element, "authURL"), _text(element, "tokenURL"), scopes)


def _servers(elements: list[Any], domain: str) -> tuple[tuple[Server, str], ...]:
    found: list[tuple[Server, str]] = []
    for element in elements:
        host = filled(_text(element, "hostname"), domain).lower()
        port = _text(element, "port")
        security = _SECURITY.get(_text(element, "socketType").upper())
        said = [(way.text or "").strip().lower() for way in element.findall("authentication")]
        ways = tuple(dict.fromkeys(_WAYS[way] for way in said if way in _WAYS))
        if ways and _HOST.fullmatch(host) and _PORT.fullmatch(port) and int(port) < 65536 and security is not None:
            user = _text(element, "username") or "%EMAILADDRESS%"
            found.append((Server(host, int(port), security, ways), user[:LONGEST_NAME]))
    # TLS from the first byte before STARTTLS (RFC 8314, section 3.2); otherwise the provider's own order.
    found.sort(key=lambda pair: pair[0].security is not Security.TLS)
    return tuple(found)


def _text(element: Any, name: str) -> str:
    return (element.findtext(name) or "").strip()


def filled(pattern: str, domain: str, local: str | None = None) -> str:
    """A pattern with the address's parts in place; without ``local`` only the domain is."""
    words = pattern.replace("%EMAILDOMAIN%", domain)
    if local is not None:
        words = words.replace("%EMAILADDRESS%", f"{local}@{domain}").replace("%EMAILLOCALPART%", local)
    return words

"""From an address to its servers: asks the places where they are published, all at once, the best answer first."""

import asyncio
import logging
import ssl
import zlib
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import idna

from osone.accounts import autoconfig
from osone.accounts.autoconfig import filled
from osone.accounts.oauth.authorities import Authority
from osone.accounts.providers import Provider, ProviderNeeds, provider_of_domain, provider_of_host
from osone.accounts.server import trust
from osone.host.later import later
from osone.model.accounts import Way
from osone.model.errors import AccountError
from osone.model.services import Security, Server
from osone.text.catalogue import _

if TYPE_CHECKING:
    import dns
    import dns.asyncresolver
    import dns.exception
    import dns.name
    import dns.rdatatype
    import httpx
else:
    # Only the meeting asks the network: the window's first frame does not wait for these.
    dns, httpx = later("dns"), later("httpx")

LOG = logging.getLogger(__name__)
ISPDB = "https://autoconfig.thunderbird.net/v1.1/{domain}"
"""Thunderbird's database of providers."""
AUTOCONFIG = (
    "https://autoconfig.{domain}/mail/config-v1.1.xml",
    "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
)
"""Where a domain itself publishes its servers. Without ``?emailaddress=``: the address is not needed to answer."""


class ServerSource(IntEnum):
    """Who said it, the most trusted first."""

    AUTOCONFIG = 1
    ISPDB = 2
    SRV = 3
    MX = 4
    GUESS = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """Usual names of servers and their ports, tried by connecting."""

    imap: tuple[Server, ...] = (
        Server("imap.{domain}", 993),
        Server("mail.{domain}", 993),
        Server("imap.{domain}", 143, Security.STARTTLS),
        Server("mail.{domain}", 143, Security.STARTTLS),
    )
    smtp: tuple[Server, ...] = (
        Server("smtp.{domain}", 465),
        Server("mail.{domain}", 465),
        Server("smtp.{domain}", 587, Security.STARTTLS),
        Server("mail.{domain}", 587, Security.STARTTLS),
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where to ask. All of it can be replaced; an empty pattern or tuple leaves a place out."""

    ispdb: str = ISPDB
    autoconfig: tuple[str, ...] = AUTOCONFIG
    guess: Guess = field(default_factory=Guess)
    dns: bool = True


@dataclass(frozen=True, slots=True)
class FoundServers:
    """Servers for an address, and whose word that is."""

    imap: Server
    smtp: Server | None
    username: str
    smtp_username: str
    source: ServerSource
    provider: str
    """The name to show."""
    reason: str
    """One sentence: why these servers."""
    notes: tuple[str, ...] = ()
    """Sentences that the person should read before typing a password."""
    confirm: bool = False
    """The answer came over plain DNS and names servers outside the address's domain: show them and ask."""
    needs: ProviderNeeds = ProviderNeeds.PASSWORD
    authority: Authority | None = None
    """Who signs people in with a browser, as the domain publishes it; what is known of providers is not here."""


def split(address: str) -> tuple[str, str]:
    """Give the local part and the domain (ASCII, small letters, RFC 5891); ``AccountError`` where it is no address."""
    local, at, domain = address.strip().rpartition("@")
    try:
        ascii_domain = idna.encode(domain.lower().rstrip("."), uts46=True).decode() if domain else ""
    except idna.IDNAError:
        ascii_domain = ""
    if not at or not local or not ascii_domain or any(c.isspace() or not c.isprintable() for c in local):
        raise AccountError(
            _("“{address}” is not an email address.", address=address.strip()[:80]),
            remedy=_("Use an address like name@example.com."),
        )
    return local, ascii_domain


async def discover(
    address: str,
    *,
    places: Places | None = None,
    resolver: "dns.asyncresolver.Resolver | None" = None,
    ca: Path | None = None,
    patience: float = 6.0,
) -> list[FoundServers]:
    """All servers that can be found for an address, the most trusted first; empty where there are none.

    Every place is asked at once and each has ``patience`` seconds, so the whole takes no longer than about two of them
    (a guess from MX asks twice). Only the domain is ever sent, never what stands before the @. ``AccountError`` where
    the address is none. Whether a password works, ``check`` tells.
    """
    local, domain = split(address)
    places = places or Places()
    if resolver is None and places.dns:
        resolver = _system_resolver()
    search = _Search(local, domain, places, resolver, patience, trust(ca))
    async with httpx.AsyncClient(
        verify=search.tls,
        timeout=patience,
        follow_redirects=False,
        trust_env=True,
        headers={"User-Agent": "OS One", "Accept": "application/xml, text/xml", "Accept-Encoding": "identity"},
    ) as client:
        asked: list[Awaitable[list[FoundServers]]] = []
        for pattern in places.autoconfig:
            asked.append(search.published(client, pattern.format(domain=domain), ServerSource.AUTOCONFIG))
        if places.ispdb:
            asked.append(search.published(client, places.ispdb.format(domain=domain), ServerSource.ISPDB))
        if resolver is not None:
            asked += [search.srv(), search.mx(client)]
        asked.append(search.guessed())
        answers = await asyncio.gather(*map(_quietly, asked))
    found = sorted((one for answer in answers for one in answer), key=lambda one: one.source)
    unlike: dict[tuple[str, int, str], FoundServers] = {}
    for one in found:
        unlike.setdefault((one.imap.host, one.imap.port, one.username), one)
    return list(unlike.values())


async def _quietly(asked: Awaitable[list[FoundServers]]) -> list[FoundServers]:
    """What one place says; nothing where asking it fell, whatever it was: the others have their say."""
    try:
        return await asked
    except Exception:
        LOG.exception("a place that was asked for servers answered with something that fell")
        return []


def _system_resolver() -> "dns.asyncresolver.Resolver | None":
    try:
        return dns.asyncresolver.Resolver()
    except dns.exception.DNSException:
        # No resolver is configured: this machine is offline, or has a way of its own that httpx may still use.
        return None


@dataclass(frozen=True, slots=True)
class _Search:
    local: str
    domain: str
    places: Places
    resolver: "dns.asyncresolver.Resolver | None"
    timeout: float
    tls: ssl.SSLContext

    async def published(
        self, client: "httpx.AsyncClient", url: str, source: ServerSource, of: str | None = None
    ) -> list[FoundServers]:
        """What a configuration over https says; ``of`` is the domain it is of, where that is not the address's."""
        try:
            async with asyncio.timeout(self.timeout):
                xml = await _fetched(client, url)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, ValueError, OverflowError, zlib.error):
            return []
        config = autoconfig.read(xml, of or self.domain) if xml else None
        if config is None or not config.imap:
            return []
        imap, pattern = config.imap[0]
        smtp, smtp_pattern = config.smtp[0] if config.smtp else (None, pattern)
        reasons = {
            ServerSource.AUTOCONFIG: _("{domain} publishes these servers.", domain=self.domain),
            ServerSource.ISPDB: _("Thunderbird's provider list has these servers for {domain}.", domain=self.domain),
            ServerSource.MX: _(
                "{provider} handles mail for {domain}. These are its servers.", provider=of, domain=self.domain
            ),
        }
        found = self._made(imap, smtp, pattern, smtp_pattern, source, config.provider, reasons[source])
        return [replace(found, authority=config.authority)]

    async def srv(self) -> list[FoundServers]:
        """What RFC 6186 and RFC 8314 have in the DNS. A target of ``.`` means: not offered."""
        imap, smtp = await asyncio.gather(
            self._first(("_imaps._tcp", Security.TLS), ("_imap._tcp", Security.STARTTLS)),
            self._first(("_submissions._tcp", Security.TLS), ("_submission._tcp", Security.STARTTLS)),
        )
        if imap is None:
            return []
        reason = _("The DNS of {domain} names these servers.", domain=self.domain)
        return [self._made(imap, smtp, "%EMAILADDRESS%", "%EMAILADDRESS%", ServerSource.SRV, "", reason)]

    async def _first(self, *services: tuple[str, Security]) -> Server | None:
        """The first service that is offered; TLS before STARTTLS, then by priority and weight (RFC 2782)."""
        answers = await asyncio.gather(*(self._records(f"{name}.{self.domain}", "SRV") for name, _security in services))
        for (_name, security), records in zip(services, answers, strict=True):
            offered = [record for record in records if record.target != dns.name.root and record.port]
            for record in sorted(offered, key=lambda record: (record.priority, -record.weight)):
                return Server(record.target.to_text(omit_final_dot=True).lower(), record.port, security)
        return None

    async def _records(self, name: str, kind: str) -> tuple[Any, ...]:
        assert self.resolver is not None
        try:
            answer = await self.resolver.resolve(
                name + ".", dns.rdatatype.from_text(kind), lifetime=self.timeout, raise_on_no_answer=False
            )
        except (dns.exception.DNSException, OSError):
            return ()
        return tuple(answer)

    async def mx(self, client: "httpx.AsyncClient") -> list[FoundServers]:
        """Who takes the domain's mail, and what Thunderbird's list says of them: for domains kept at a provider."""
        if not self.places.ispdb:
            return []
        records = sorted(await self._records(self.domain, "MX"), key=lambda record: record.preference)
        hosts = [record.exchange.to_text(omit_final_dot=True).lower() for record in records]
        for base in _bases(hosts):
            if base == self.domain:
                continue
            found = await self.published(client, self.places.ispdb.format(domain=base), ServerSource.MX, base)
            if found:
                return found
        return []

    async def guessed(self) -> list[FoundServers]:
        """Usual names that answer with a certificate of that name."""
        imap, smtp = await asyncio.gather(
            self._answering(self.places.guess.imap, b"* OK"), self._answering(self.places.guess.smtp, b"220")
        )
        if imap is None:
            return []
        reason = f"{imap.host} answers, and that is where mail usually is."
        return [self._made(imap, smtp, "%EMAILADDRESS%", "%EMAILADDRESS%", ServerSource.GUESS, "", reason)]

    async def _answering(self, candidates: Sequence[Server], greeting: bytes) -> Server | None:
        named = [Server(s.host.format(domain=self.domain), s.port, s.security, s.ways) for s in candidates]
        answers = await asyncio.gather(*(self._greets(server, greeting) for server in named))
        return next((server for server, greets in zip(named, answers, strict=True) if greets), None)

    async def _greets(self, server: Server, greeting: bytes) -> bool:
        tls = self.tls if server.security is Security.TLS else None
        try:
            async with asyncio.timeout(self.timeout):
                reader, writer = await asyncio.open_connection(server.host, server.port, ssl=tls)
                try:
                    return (await reader.readline()).startswith(greeting)
                finally:
                    writer.transport.abort()
        except (OSError, TimeoutError, ValueError, OverflowError):
            return False

    def _made(
        self,
        imap: Server,
        smtp: Server | None,
        name: str,
        smtp_name: str,
        source: ServerSource,
        provider: str,
        reason: str,
    ) -> FoundServers:
        known: Provider | None = provider_of_domain(self.domain) or provider_of_host(imap.host)
        notes: list[str] = []
        needs = known.needs if known is not None else ProviderNeeds.PASSWORD
        if known is not None:
            notes.append(_(known.sentence))
        elif Way.PASSWORD not in imap.ways:
            needs = ProviderNeeds.BROWSER
            notes.append(_("{host} only lets you sign in with a browser.", host=imap.host))
        outside = [server.host for server in (imap, smtp) if server is not None and not self._own(server.host)]
        confirm = bool(outside) and source in (ServerSource.SRV, ServerSource.MX)
        if confirm:
            notes.append(
                _(
                    "{host} is not part of {domain}. Continue only if it's yours.",
                    host=outside[0],
                    domain=self.domain,
                )
            )
        if smtp is None:
            notes.append(_("No server for sending was found. You can read now and add one later."))
        return FoundServers(
            imap=imap,
            smtp=smtp,
            username=filled(name, self.domain, self.local),
            smtp_username=filled(smtp_name, self.domain, self.local),
            source=source,
            provider=(known.name if known is not None else provider) or self.domain,
            reason=reason,
            notes=tuple(notes),
            confirm=confirm,
            needs=needs,
        )

    def _own(self, host: str) -> bool:
        return host == self.domain or host.endswith("." + self.domain)


async def _fetched(client: "httpx.AsyncClient", url: str) -> bytes:
    """The body at an address, by https alone, redirects included; empty where there is none or it is too long."""
    for _redirect in range(4):
        if httpx.URL(url).scheme != "https":
            return b""
        async with client.stream("GET", url) as answer:
            if answer.has_redirect_location:
                url = str(answer.url.join(answer.headers["Location"]))
                continue
            if answer.status_code != 200:
                return b""
            body = b""
            async for piece in answer.aiter_raw():
                body += piece
                if len(body) > autoconfig.LARGEST:
                    return b""
            return _plain(body, answer.headers.get("Content-Encoding", ""))
    return b""


def _plain(body: bytes, encoding: str) -> bytes:
    """A body as it was before it was made small, by a server that did not heed what it was asked; empty where unknown.

    What comes out is counted, and no more is made than can be of use: a few hundred bytes may stand for gigabytes.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip" | "deflate":
            plain = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, autoconfig.LARGEST + 1)
            return plain if len(plain) <= autoconfig.LARGEST else b""
        case _:
            return b""


_SECOND_LEVEL = frozenset(["ac", "co", "com", "edu", "gov", "net", "or", "org"])


def _bases(hosts: Sequence[str]) -> list[str]:
    """Domains that may own these hosts: ``aspmx.l.google.com`` gives ``l.google.com`` and ``google.com``."""
    bases: dict[str, None] = {}
    for host in hosts[:3]:
        labels = host.split(".")
        if len(labels) >= 3:
            bases[".".join(labels[-3:])] = None
        if len(labels) >= 2 and labels[-2] not in _SECOND_LEVEL:
            bases[".".join(labels[-2:])] = None
    return list(bases)[:4]

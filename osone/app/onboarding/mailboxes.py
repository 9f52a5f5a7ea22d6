"""The meeting's way to mail: servers found and tried, and what lies on this computer, with the real parts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from osone.accounts import check as checking
from osone.accounts import discovery
from osone.accounts.check import Checked
from osone.accounts.discovery import FoundServers, Places
from osone.accounts.oauth import browser, tokens
from osone.accounts.oauth import own as own_providers
from osone.accounts.oauth.authorities import authority_of_host
from osone.accounts.providers import ProviderNeeds, provider_of_host, under
from osone.app.calls import bounded
from osone.app.onboarding.voices_and_minds import Aside
from osone.bridge.onboarding.ports import BrowserWay, OnDisk, ServerChoice, Servers
from osone.model.accounts import Account, Service, Way
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.services import Imap, Security, Services, Settings, Smtp, services_of
from osone.model.services import Server as MailServer
from osone.sync.disk.folders import recognise
from osone.sync.disk.stores import DiskKind
from osone.sync.disk.thunderbird import thunderbird_profiles
from osone.text.catalogue import N_, _, plural

USUAL = ("Maildir", "Mail", "mail", ".mail", ".local/share/local-mail")
"""Where programs other than Thunderbird keep mail, below the person's own folder."""
MOST_PATHS = 50
KINDS = {
    DiskKind.MAILDIR: N_("Maildir"),
    DiskKind.MBOX: N_("Mbox file"),
    DiskKind.FOLDER: N_("Mail folder"),
    DiskKind.EML: N_("Single message"),
    DiskKind.THUNDERBIRD: N_("Thunderbird profile"),
    DiskKind.ICS: N_("Calendar"),
}


SETTING = "oauth.{key}"
PATIENCE_S = 45.0
"""Seconds for the whole check of an account: a little more than both servers have for all that is said to them."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that was checked and is to be kept."""

    address: str
    services: Services
    password: str
    """For the keyring alone: a password, or what a browser brought."""
    uid: str = ""
    """The account that is changed; empty where one is added."""
    way: Way = Way.PASSWORD

    def __repr__(self) -> str:
        """Without the password, so that no log can hold it."""
        return f"NewAccount({self.address!r})"


class Clients(Protocol):
    """Keeps the client IDs that a person registered, by their settings."""

    async def kept(self, key: str) -> str:
        """What a setting holds."""

    async def keep(self, key: str, client: str) -> None:
        """Set it."""


class Checks(Protocol):
    """Logs in once: ``osone.accounts.check.check``."""

    def __call__(
        self,
        imap: MailServer,
        smtp: MailServer | None,
        username: str,
        secret: str,
        *,
        smtp_username: str | None,
        ca: Path | None,
        way: Way,
    ) -> Checked:
        """What the servers showed."""


class HouseMailboxes:
    """``meeting_ports.Mailboxes`` with real discovery and real log-ins. ``keep`` writes the account and its password.

    ``places`` and ``ca`` are the defaults of ``osone.accounts`` where they are None.
    """

    def __init__(
        self,
        keep: Callable[[NewAccount], Awaitable[None]],
        *,
        places: Places | None = None,
        ca: Path | None = None,
        check: Checks = checking.check,
        patience: float = PATIENCE_S,
        clients: Clients | None = None,
        folder: Path | None = None,
    ) -> None:
        self._keep, self._places, self._ca, self._check = keep, places, ca, check
        self._patience, self._clients, self._folder = patience, clients, folder

    async def discover(self, address: str, said: Callable[[str], None]) -> Servers | None:
        """Ask everywhere at once; the most trusted answer."""
        domain = discovery.split(address)[1]
        said(_("Asking {domain}", domain=domain))
        said(_("Checking Thunderbird's list of providers"))
        said(_("Checking DNS and the usual server names"))
        found = await discovery.discover(address, places=self._places, ca=self._ca)
        return as_servers(found[0]) if found else None

    async def check(self, address: str, servers: Servers, password: str) -> str:
        """Log in to both; trouble with sending does not stop reading, and is said."""
        return await self._checked(address, servers, password, Way.PASSWORD)

    async def _checked(self, address: str, servers: Servers, secret: str, way: Way) -> str:
        outgoing = servers.outgoing
        work = partial(
            self._check,
            _as_mail(servers.incoming),
            _as_mail(outgoing) if outgoing is not None else None,
            servers.incoming.user or address,
            secret,
            smtp_username=outgoing.user or None if outgoing is not None else None,
            ca=self._ca,
            way=way,
        )
        try:
            checked = await bounded(work, self._patience)
        except TimeoutError:
            # Each server has its own time; what is left is a name that the system does not come to an end with.
            host = servers.incoming.host
            raise NetworkError(
                _("Nobody said where {host} is: your network's name server doesn't answer.", host=host),
                remedy=_("Check your connection, then try again."),
            ) from None
        sentence = _("Your inbox is empty.")
        if checked.messages:
            sentence = plural(
                "Your inbox has {count} message. I'll start with the newest.",
                "Your inbox has {count} messages. I'll start with the newest.",
                checked.messages,
            )
        if checked.smtp_error is not None:
            trouble = checked.smtp_error.whole
            return _("{inbox} Sending doesn't work yet: {trouble}", inbox=sentence, trouble=trouble)
        return sentence

    async def save(self, address: str, servers: Servers, password: str, uid: str = "") -> None:
        """Hand the account to be kept."""
        await self._keep(NewAccount(address, self._services(address, servers), password, uid))

    def _services(self, address: str, servers: Servers) -> Services:
        outgoing, user, ca = servers.outgoing, servers.incoming.user or address, str(self._ca or "")
        services: dict[Service, Settings] = {Service.INCOMING: Imap(_as_mail(servers.incoming), user, ca)}
        if outgoing is not None:
            services[Service.OUTGOING] = Smtp(_as_mail(outgoing), outgoing.user or user, ca)
        return services

    def browser(self, servers: Servers) -> BrowserWay | None:
        """By the name of the server that is read: of one's own, of a provider that is known, or as its domain says."""
        host = servers.incoming.host
        own = own_providers.read(self._folder) if self._folder is not None else ()
        mine = next((one for one in own if under(host, one.authority.hosts)), None)
        found = mine.authority if mine is not None else authority_of_host(host) or servers.published
        if found is None:
            return None
        provider = provider_of_host(host)
        needed = provider is not None and provider.needs is ProviderNeeds.BROWSER
        return BrowserWay(found, servers.token or needed, mine.client if mine is not None else "")

    async def client(self, way: BrowserWay) -> str:
        """From the setting of this provider."""
        if way.client or self._clients is None:
            return way.client
        return await self._clients.kept(SETTING.format(key=way.authority.key))

    async def sign_in(
        self, address: str, servers: Servers, client: str, uid: str, opens: Callable[[str], object]
    ) -> str:
        """Wait for the browser, then do as with a password. The client ID is kept once it was of use."""
        way = self.browser(servers)
        if way is None:
            raise AccountError(_("{host} doesn't support signing in with a browser.", host=servers.incoming.host))
        name, _blank, secret = client.partition(" ")
        asked = browser.request()
        async with browser.doorstep(asked.state, way.authority.home) as step:
            if opens(asked.url(way.authority, name, step.home, address)) is False:
                raise AccountError(
                    _("No browser could be opened."), remedy=_("Choose one in your system's settings, then try again.")
                )
            code = await step.code()
            home = step.home
        issued = await tokens.exchange(way.authority, name, secret, code, asked.verifier, home, ca=self._ca)
        sentence = await self._checked(address, servers, issued.access, Way.TOKEN)
        services = self._services(address, servers)
        await self._keep(NewAccount(address, services, issued.grant.encode(), uid, Way.TOKEN))
        if self._clients is not None and client != way.client:
            await self._clients.keep(SETTING.format(key=way.authority.key), client)
        return sentence


def as_servers(found: FoundServers) -> Servers:
    """What was found, as the meeting shows it."""
    provider = provider_of_host(found.imap.host)
    page = provider.url if provider is not None and found.needs is not ProviderNeeds.PASSWORD else ""
    return Servers(
        _as_shown(found.imap, found.username),
        _as_shown(found.smtp, found.smtp_username) if found.smtp is not None else None,
        found.reason,
        found.notes,
        found.confirm,
        page,
        found.provider,
        found.authority,
    )


def known_servers(account: Account) -> Servers:
    """The servers of an account that is here; without names where they cannot be read."""
    services = services_of(account)
    incoming, outgoing = services.get(Service.INCOMING), services.get(Service.OUTGOING)
    return Servers(
        _as_shown(incoming.server, incoming.username)
        if isinstance(incoming, Imap)
        else ServerChoice("", 993, "tls", ""),
        _as_shown(outgoing.server, outgoing.username) if isinstance(outgoing, Smtp) else None,
        "",
        token=account.way is Way.TOKEN,
    )


def _as_shown(server: MailServer, user: str) -> ServerChoice:
    return ServerChoice(server.host, server.port, server.security.value, user)


def _as_mail(server: ServerChoice) -> MailServer:
    return MailServer(server.host, server.port, Security(server.security))


class HouseImports:
    """``meeting_ports.Imports`` with the real disk. ``bring`` and ``sample`` begin the work and return."""

    def __init__(
        self,
        bring: Callable[[Path], Awaitable[None]],
        sample: Callable[[], Awaitable[None]],
        aside: Aside,
        home: Path | None = None,
    ) -> None:
        self._bring, self._sample, self._aside, self._home = bring, sample, aside, home or Path.home()

    async def found(self) -> Sequence[OnDisk]:
        """Thunderbird's profiles, and the folders where others keep mail."""
        return await self._aside(self._look)

    def _look(self) -> list[OnDisk]:
        mail = [
            OnDisk(
                str(profile.path), _("Thunderbird, {profile}", profile=profile.name), _below(profile.path, self._home)
            )
            for profile in thunderbird_profiles(self._home)
        ]
        for name in USUAL:
            path = self._home / name
            kind = recognise(path)
            if kind is not None:
                mail.append(OnDisk(str(path), _(KINDS[kind]), _below(path, self._home)))
        return mail

    async def inspect(self, path: str) -> OnDisk:
        """What lies at a path; ``~`` is the person's own folder."""
        place = self._place(path)
        kind = await self._aside(partial(recognise, place))
        if kind is None:
            raise OsOneError(
                _("I found no mail at {place}.", place=_below(place, self._home)),
                remedy=_("I can import Maildir, mbox, .eml files, Thunderbird profiles and .ics calendars."),
            )
        return OnDisk(str(place), _(KINDS[kind]), _below(place, self._home))

    async def complete(self, path: str) -> Sequence[str]:
        """Folders and files whose path begins so, folders with a stroke at their end."""
        return await self._aside(partial(self._complete, path))

    def _complete(self, path: str) -> list[str]:
        place = self._place(path)
        folder, start = (place, "") if path.endswith("/") else (place.parent, place.name)
        try:
            found = [child for child in folder.iterdir() if child.name.startswith(start)]
            named = [f"{child}/" if child.is_dir() else str(child) for child in found[:MOST_PATHS]]
        except OSError:
            return []
        return sorted(named)

    def _place(self, path: str) -> Path:
        path = path.strip()
        if path == "~" or path.startswith("~/"):
            return self._home / path[2:]
        return self._home / path

    async def bring(self, mail: OnDisk) -> None:
        """Begin to bring it in."""
        await self._bring(Path(mail.path))

    async def sample(self) -> None:
        """Fill this profile with the sample world."""
        await self._sample()


def _below(path: Path, home: Path) -> str:
    """A path as a person reads it."""
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)

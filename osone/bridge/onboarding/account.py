"""A mail account at the meeting: its address, the servers that were found, and a password that is checked first."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from osone.bridge.onboarding.choice import Hint, OnboardingPage
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.host.later import later
from osone.model.errors import OsOneError
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import asyncio

    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding.ports import Later, Mailboxes, OneAtATime, ServerChoice, Servers
else:
    asyncio = later("asyncio")  # after the first frame
    ports = later("osone.bridge.onboarding.ports")  # once the meeting begins

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

LOG = logging.getLogger(__name__)
DISCOVER_S = 25.0
CHECK_S = 40.0
"""Longest waits in seconds; the parts beneath have shorter ones of their own."""
ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
PORTS = {
    ("incoming", "tls"): 993,
    ("incoming", "starttls"): 143,
    ("incoming", "none"): 143,
    ("outgoing", "tls"): 465,
    ("outgoing", "starttls"): 587,
    ("outgoing", "none"): 25,
}
"""The usual ports (RFC 8314, RFC 6409)."""
SEALS = {"tls": "TLS", "starttls": "STARTTLS", "none": N_("not encrypted")}
HERE = ("localhost", "127.0.0.1", "::1")
"""Only this computer may be spoken to without a seal."""

FIND = Hint(N_("find my servers"), (OnboardingAct.TAKE,))
MYSELF = Hint(N_("type them myself"), (OnboardingAct.TAKE,))
CHECK = Hint(N_("sign in"), (OnboardingAct.TAKE,))
REVEAL = Hint(N_("show"), (OnboardingAct.REVEAL,))
HIDE = Hint(N_("hide"), (OnboardingAct.REVEAL,))
CHANGE = Hint(N_("change servers"), (OnboardingAct.SERVERS,))
OPEN = Hint(N_("open that page"), (OnboardingAct.OPEN,))
FORM = Hint(N_("next field"), shown=N_("Tab"))
SPACE = Hint(N_("TLS or STARTTLS"), shown=N_("Space"))
DONE = Hint(N_("use these"), (OnboardingAct.TAKE,))
STOP = Hint(N_("stop"), (OnboardingAct.BACK,))
GO_ON = Hint(N_("continue"), (OnboardingAct.TAKE,))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what to do."""

    sentence: str = ""
    remedy: str = ""


@QmlPage
class OnboardingAccount(OnboardingPage):
    """Stages: ``address``, ``looking``, ``servers``, ``password``, ``checking``, ``kept``."""

    changed = Signal()
    addressChanged = Signal()
    passwordCleared = Signal()
    refused = Signal()
    """The check failed: what was written is to be selected, so that typing replaces it."""
    left = Signal()
    """The person went back out of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailboxes: Mailboxes | None = None
        self._lane: OneAtATime | None = None
        self._open: Callable[[str], object] = lambda page: QDesktopServices.openUrl(QUrl(page))
        self._stage = "address"
        self._address = ""
        self._password = ""
        self._revealed = False
        self._found: Servers | None = None
        self._found_for = ""
        self._said: list[str] = []
        self._fault = Fault()
        self._sentence = ""
        self._uid = ""
        """The account that is changed; empty where one is added."""

    def attach(self, mailboxes: Mailboxes, later: Later, open_page: Callable[[str], object] | None = None) -> None:
        """Take the way to mailboxes. ``open_page`` shows a web page; the default asks the desktop."""
        self._mailboxes, self._lane = mailboxes, ports.OneAtATime(later)
        self._open = open_page or self._open

    def begin_anew(self) -> None:
        """Forget the account before: another is to be added."""
        self._uid, self._address, self._found, self._fault, self._stage = "", "", None, Fault(), "address"
        self.addressChanged.emit()
        self.changed.emit()

    def change(self, uid: str, address: str, servers: Servers) -> None:
        """Ask for the password of an account that is here; its servers can be changed too, but not its address."""
        self._uid, self._address, self._found, self._found_for, self._fault = uid, address, servers, address, Fault()
        self.addressChanged.emit()
        self._go("password" if servers.incoming.host else "servers")

    def begin(self) -> None:
        """Ask for the address, with what was written before."""
        self._go("kept" if self._stage == "kept" else "address")

    def leave(self) -> None:
        """Stop what is under way and forget the password."""
        if self._lane is not None:
            self._lane.stop()
        self._forget()
        if self._stage in ("looking", "checking"):
            self._go("address")

    @Slot(str)
    def typeAddress(self, text: str) -> None:
        """The person writes the address."""
        self._address = text.strip()
        self._fault = Fault()
        self.addressChanged.emit()
        self.changed.emit()

    @Slot(str)
    def typePassword(self, text: str) -> None:
        """The person writes the password. It is held until it was checked, and never shown or kept here."""
        self._password = text

    @Slot(str, str, str)
    def setServer(self, side: str, field: str, text: str) -> None:
        """Overrule what was found. ``side``: incoming, outgoing; ``field``: host, port or user."""
        text = text.strip()
        server = self._side(side)
        if field == "port":
            server = replace(server, port=int(text) if text.isdecimal() and len(text) < 6 else 0)
        elif field == "host":
            seal = server.security if server.security != "none" or text in HERE else "tls"
            server = replace(server, host=text, security=seal)
        else:
            server = replace(server, user=text)
        self._put(side, server)

    @Slot(str)
    def turnSecurity(self, side: str) -> None:
        """The next way to seal the line; the port goes with it unless it was written by hand."""
        server = self._side(side)
        seals = [seal for seal in SEALS if seal != "none" or server.host in HERE]
        seal = seals[(seals.index(server.security) + 1) % len(seals)]
        usual = server.port in (0, PORTS[side, server.security])
        self._put(side, replace(server, security=seal, port=PORTS[side, seal] if usual else server.port))

    def _side(self, side: str) -> ServerChoice:
        servers = self._servers()
        if side == "incoming":
            return servers.incoming
        return servers.outgoing or ports.ServerChoice("", PORTS["outgoing", "tls"], "tls", servers.incoming.user)

    def _put(self, side: str, server: ServerChoice) -> None:
        servers = self._servers()
        self._found = replace(servers, incoming=server) if side == "incoming" else replace(servers, outgoing=server)
        self._found_for = self._address
        self._fault = Fault()
        self.changed.emit()

    def acts(self) -> frozenset[OnboardingAct]:
        """On and back; a password can be shown, its servers changed, and the page opened that gives one out."""
        if self._stage != "password":
            return frozenset({OnboardingAct.TAKE, OnboardingAct.BACK})
        page = {OnboardingAct.OPEN} if self._page() else set[OnboardingAct]()
        return frozenset({OnboardingAct.TAKE, OnboardingAct.BACK, OnboardingAct.REVEAL, OnboardingAct.SERVERS}) | page

    def act(self, what: OnboardingAct) -> None:
        """Go on, go back, show the password, change the servers, or open the page."""
        match what:
            case OnboardingAct.TAKE:
                self._onward()
            case OnboardingAct.BACK:
                self._back()
            case OnboardingAct.REVEAL:
                self._revealed = not self._revealed
                self._go("password")
            case OnboardingAct.SERVERS:
                self._go("servers")
            case OnboardingAct.OPEN:
                self.openPage()

    @Slot()
    def openPage(self) -> None:
        """Show the page where the provider gives out passwords for programs."""
        if self._page():
            self._open(self._page())

    def _onward(self) -> None:
        if self._lane is None:
            return
        match self._stage:
            case "address":
                self._ask_address()
            case "looking":
                self._lane.stop()
                self._go("servers")
            case "servers":
                self._take_servers()
            case "password" if not self._password:
                self._fault = Fault(_("Enter your password."))
                self.changed.emit()
            case "password":
                self._fault = Fault()
                self._go("checking")
                self._lane.run(self._check())
            case "kept":
                self.chosen.emit(self._address)

    def _back(self) -> None:
        if self._lane is not None:
            self._lane.stop()
        self._fault = Fault()
        match self._stage:
            case "address" | "kept":
                self.left.emit()
            case "password" if self._uid:
                self.left.emit()
            case "servers" if self._complete():
                self._go("password")
            case "checking":
                self._go("password")
            case _:
                self._forget()
                self._go("address")

    def _ask_address(self) -> None:
        if not ADDRESS.fullmatch(self._address):
            self._fault = Fault(_("That isn't an email address yet."), _("It should look like ada@example.org."))
            self.changed.emit()
        elif self._found is not None and self._found_for == self._address:
            self._go("servers" if self._found.confirm else "password")
        elif self._lane is not None:
            self._said, self._found, self._fault = [], None, Fault()
            self._go("looking")
            self._lane.run(self._discover(self._address))

    async def _discover(self, address: str) -> None:
        if self._mailboxes is None:
            return
        fault = Fault(_("I couldn't find the servers for that address."), _("Your provider's help pages list them."))
        try:
            async with asyncio.timeout(DISCOVER_S):
                self._found = await self._mailboxes.discover(address, self._say)
        except OsOneError as error:
            fault = Fault(str(error), error.remedy or _("You can enter the servers yourself."))
        except TimeoutError:
            fault = Fault(_("No server answered in time."), _("You can enter the servers yourself."))
        self._found_for = address
        if self._found is None:
            self._fault = fault
        self._go("servers" if self._found is None or self._found.confirm else "password")

    def _say(self, sentence: str) -> None:
        self._said.append(sentence)
        self.changed.emit()

    def _take_servers(self) -> None:
        servers = self._servers()
        if servers.outgoing is not None and not servers.outgoing.host:
            servers = replace(servers, outgoing=None)
        ports = [server.port for server in (servers.incoming, servers.outgoing) if server is not None]
        if not servers.incoming.host:
            self._fault = Fault(_("Enter the name of the incoming server."))
        elif not all(0 < port < 65536 for port in ports):
            self._fault = Fault(_("A port is a number from 1 to 65535."))
        else:
            self._fault = Fault()
            self._found, self._found_for = replace(servers, confirm=False), self._address
            self._go("password")
            return
        self.changed.emit()

    async def _check(self) -> None:
        if self._mailboxes is None:
            return
        address, servers, password = self._address, self._servers(), self._password
        try:
            async with asyncio.timeout(CHECK_S):
                sentence = await self._mailboxes.check(address, servers, password)
                await self._mailboxes.save(address, servers, password, self._uid)
        except OsOneError as error:
            self._fault = Fault(str(error), error.remedy)
        except TimeoutError:
            self._fault = Fault(_("The servers didn't answer in time."), _("Check their names, or try again."))
        except Exception:
            # A full disk, a keyring of its own kind: whatever it was, nobody must be left waiting before it.
            LOG.exception("an account could not be kept")
            self._fault = Fault(
                _("The account couldn't be saved."), _("Press Enter to try again. The log has details.")
            )
        else:
            self._sentence = sentence
            self._forget()
            self._go("kept")
            return
        self._go("password")
        self.refused.emit()

    def _servers(self) -> Servers:
        if self._found is not None:
            return self._found
        incoming = ports.ServerChoice("", PORTS["incoming", "tls"], "tls", self._address)
        return ports.Servers(incoming, ports.ServerChoice("", PORTS["outgoing", "tls"], "tls", self._address), "")

    def _complete(self) -> bool:
        return self._found is not None and bool(self._found.incoming.host) and not self._found.confirm

    def _page(self) -> str:
        page = self._found.app_password_page if self._found is not None else ""
        return page if page.startswith("https://") else ""

    def _forget(self) -> None:
        self._password, self._revealed = "", False
        self.passwordCleared.emit()

    def _go(self, stage: str) -> None:
        self._stage = stage
        password = (CHECK, HIDE if self._revealed else REVEAL, *((OPEN,) if self._page() else ()), CHANGE)
        hints: dict[str, tuple[Hint, ...]] = {
            "address": (FIND,),
            "looking": (MYSELF,),
            "servers": (FORM, SPACE, DONE),
            "password": password,
            "checking": (STOP,),
            "kept": (GO_ON,),
        }
        self.teach(*hints[stage])
        self.changed.emit()

    def _get_summary(self) -> str:
        servers = self._servers()
        reading = _("Incoming: {server}", server=_words(servers.incoming))
        if not servers.outgoing:
            return f"{reading}\n{_('Sending can be set up later')}"
        return f"{reading}\n{_('Outgoing: {server}', server=_words(servers.outgoing))}"

    def _get_notes(self) -> str:
        return " ".join(self._found.notes) if self._found is not None else ""

    def _get_provider(self) -> str:
        if self._found is None:
            return ""
        return self._found.provider or self._found.incoming.host

    def _get_incoming(self) -> dict[str, str]:
        return _plain(self._side("incoming"))

    def _get_outgoing(self) -> dict[str, str]:
        return _plain(self._side("outgoing"))

    stage = Property(str, lambda self: self._stage, notify=changed)
    address = Property(str, lambda self: self._address, notify=addressChanged)
    revealed = Property(bool, lambda self: self._revealed, notify=changed)
    said = Property(list, lambda self: self._said, notify=changed)
    source = Property(str, lambda self: self._found.source if self._found else "", notify=changed)
    provider = Property(str, _get_provider, notify=changed)
    notes = Property(str, _get_notes, notify=changed)
    confirm = Property(bool, lambda self: self._found is not None and self._found.confirm, notify=changed)
    page = Property(str, _page, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    incoming = Property(dict, _get_incoming, notify=changed)
    outgoing = Property(dict, _get_outgoing, notify=changed)
    fault = Property(str, lambda self: self._fault.sentence, notify=changed)
    remedy = Property(str, lambda self: self._fault.remedy, notify=changed)
    sentence = Property(str, lambda self: self._sentence, notify=changed)


def _words(server: ServerChoice) -> str:
    return _(
        "{server}, port {port}, {security}",
        server=server.host or _("no server yet"),
        port=server.port,
        security=_(SEALS[server.security]),
    )


def _plain(server: ServerChoice) -> dict[str, str]:
    port = str(server.port) if server.port else ""
    return {"host": server.host, "port": port, "seal": _(SEALS[server.security]), "user": server.user}

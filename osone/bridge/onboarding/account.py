"""A mail account at the meeting: its address, the servers that were found, and a sign-in that is checked first."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from osone.bridge.onboarding.choice import OnboardingPage
from osone.bridge.onboarding.pages import QmlPage
from osone.bridge.onboarding.stages import Fault, fault_of, taught
from osone.commands.onboarding import OnboardingAct
from osone.host.later import later
from osone.model.errors import OsOneError, RejectedError
from osone.text.catalogue import _

if TYPE_CHECKING:
    import asyncio

    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding import typed as typed
    from osone.bridge.onboarding.ports import BrowserWay, Later, Mailboxes, OneAtATime, Servers
else:
    asyncio = later("asyncio")  # after the first frame
    # Once the meeting begins.
    ports, typed = later("osone.bridge.onboarding.ports"), later("osone.bridge.onboarding.typed")

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

DISCOVER_S = 25.0
CHECK_S = 40.0
"""Longest waits in seconds; the parts beneath have shorter ones of their own."""
ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@QmlPage
class OnboardingAccount(OnboardingPage):
    """Stages: ``address``, ``looking``, ``servers``, ``password``, ``checking``, ``browser``, ``waiting``, ``kept``."""

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
        self._address = self._password = ""
        self._revealed = self._refused = False
        self._found: Servers | None = None
        self._found_for = ""
        self._way: BrowserWay | None = None
        """How one signs in with a browser, where that can be."""
        self._client = self._client_secret = self._kept_client = ""
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
        self._way = None
        self.addressChanged.emit()
        self.changed.emit()

    def change(self, uid: str, address: str, servers: Servers) -> None:
        """Ask an account that is here to sign in again; its servers can be changed too, but not its address."""
        self._uid, self._address, self._found, self._found_for, self._fault = uid, address, servers, address, Fault()
        self._way = None
        self.addressChanged.emit()
        if not servers.incoming.host:
            self._go("servers")
        else:
            self._to_sign_in()

    def begin(self) -> None:
        """Ask for the address, with what was written before."""
        self._go("kept" if self._stage == "kept" else "address")

    def leave(self) -> None:
        """Stop what is under way and forget the password."""
        if self._lane is not None:
            self._lane.stop()
        self._forget()
        if self._stage in ("looking", "checking", "waiting"):
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
        self._password, self._refused = text, False

    @Slot(result=str)
    def typedPassword(self) -> str:
        """What was written of it and not forgotten, for the masked field of a page that is made anew."""
        return self._password

    @Slot(str)
    def typeClient(self, text: str) -> None:
        """The person writes the client ID that they registered with a provider."""
        self._client = text.strip()

    @Slot(str)
    def typeClientSecret(self, text: str) -> None:
        """The person writes what the provider gave out with the client ID."""
        self._client_secret = text.strip()

    @Slot(str, str, str)
    def setServer(self, side: str, field: str, text: str) -> None:
        """Overrule what was found. ``side``: incoming, outgoing; ``field``: host, port or user."""
        self._put(typed.written(self._servers(), side, field, text))

    @Slot(str)
    def turnSecurity(self, side: str) -> None:
        """The next way to seal the line."""
        self._put(typed.turned(self._servers(), side))

    def _put(self, servers: Servers) -> None:
        self._found, self._found_for, self._fault = servers, self._address, Fault()
        self.changed.emit()

    def acts(self) -> frozenset[OnboardingAct]:
        """On and back; a password can be shown, its servers changed, and the page opened that gives one out."""
        found = {OnboardingAct.TAKE, OnboardingAct.BACK}
        if self._stage in ("password", "browser"):
            found |= {OnboardingAct.SERVERS} | ({OnboardingAct.OPEN} if self._page() else set())
        if self._stage == "password":
            found |= {OnboardingAct.REVEAL} | ({OnboardingAct.BROWSER} if self._way is not None else set())
        return frozenset(found)

    def act(self, what: OnboardingAct) -> None:
        """Go on, go back, show the password, change the servers, use the browser, or open the page."""
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
            case OnboardingAct.BROWSER:
                self._forget()
                self._fault = Fault()
                self._to_browser()
            case OnboardingAct.OPEN:
                self.openPage()

    @Slot()
    def openPage(self) -> None:
        """Show the page where the provider gives out passwords for programs, or client IDs."""
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
                self._set_to("checking", self._check())
            case "browser" if not (self._kept_client or self._client):
                self._fault = Fault(_("Enter your client ID."))
                self.changed.emit()
            case "browser":
                self._set_to("waiting", self._sign_in())
            case "kept":
                self.chosen.emit(self._address)

    def _set_to(self, stage: str, work: Coroutine[object, object, None]) -> None:
        self._fault = Fault()
        self._go(stage)
        if self._lane is not None:
            self._lane.run(work)

    def _back(self) -> None:
        if self._lane is not None:
            self._lane.stop()
        self._fault = Fault()
        match self._stage:
            case "address" | "kept":
                self.left.emit()
            case "password" | "browser" if self._uid:
                self.left.emit()
            case "servers" if self._complete():
                self._to_sign_in()
            case "checking":
                self._go("password")
            case "waiting":
                self._go("browser")
            case "browser" if self._way is not None and not self._way.only:
                self._go("password")
            case _:
                self._forget()
                self._go("address")

    def _ask_address(self) -> None:
        if not ADDRESS.fullmatch(self._address):
            self._fault = Fault(_("That isn't an email address yet."), _("It should look like ada@example.org."))
            self.changed.emit()
        elif self._found is not None and self._found_for == self._address:
            self._go("servers") if self._found.confirm else self._to_sign_in()
        else:
            self._said, self._found = [], None
            self._set_to("looking", self._discover(self._address))

    async def _discover(self, address: str) -> None:
        if self._mailboxes is None:
            return
        fault = Fault(_("I couldn't find the servers for that address."), _("You can enter them here."))
        try:
            async with asyncio.timeout(DISCOVER_S):
                self._found = await self._mailboxes.discover(address, self._say)
        except OsOneError as error:
            fault = Fault(str(error), error.remedy or _("You can enter the servers yourself."))
        except TimeoutError:
            fault = Fault(_("No server answered in time."), _("You can enter the servers yourself."))
        self._found_for = address
        if self._found is None or self._found.confirm:
            self._fault = fault if self._found is None else Fault()
            self._go("servers")
        else:
            self._to_sign_in()

    def _to_sign_in(self) -> None:
        """Ask for the password, or where a browser is the only way, for that."""
        servers = self._servers()
        try:
            self._way = self._mailboxes.browser(servers) if self._mailboxes is not None else None
        except OsOneError as error:
            self._way, self._fault = None, Fault(str(error), error.remedy)
        if self._way is None and servers.token and self._lane is not None:
            self._lane.run(self._look_again(servers))
        elif self._way is not None and self._way.only:
            self._to_browser()
        else:
            self._go("password")

    def _to_browser(self) -> None:
        if self._lane is not None:
            self._lane.run(self._look_for_client())

    async def _look_again(self, servers: Servers) -> None:
        """Ask anew who signs people in, where that is what their domain says."""
        found: Servers | None = None
        with contextlib.suppress(OsOneError, TimeoutError):
            async with asyncio.timeout(DISCOVER_S):
                found = await self._mailboxes.discover(self._address, self._say) if self._mailboxes else None
        published = found.published if found is not None else None
        self._found = replace(servers, published=published, token=published is not None)
        self._to_sign_in()

    async def _look_for_client(self) -> None:
        if self._mailboxes is not None and self._way is not None:
            self._client, self._client_secret = "", ""
            self._kept_client = await self._mailboxes.client(self._way)
            self._go("browser")

    def _say(self, sentence: str) -> None:
        self._said.append(sentence)
        self.changed.emit()

    def _take_servers(self) -> None:
        servers = typed.taken(self._servers())
        self._fault = Fault(typed.fault_of(servers))
        if not self._fault.sentence:
            self._found, self._found_for = servers, self._address
            self._to_sign_in()
        self.changed.emit()

    async def _check(self) -> None:
        if self._mailboxes is None:
            return
        address, servers, password = self._address, self._servers(), self._password
        fault = Fault(_("The servers didn't answer in time."), _("Check their names, or try again."))
        try:
            async with asyncio.timeout(CHECK_S):
                servers, sentence = await self._seen(self._mailboxes, address, servers, password)
                await self._mailboxes.save(address, servers, password, self._uid)
        except TimeoutError:
            pass
        except Exception as error:  # noqa: BLE001 - nobody must be left waiting before it
            fault = fault_of(error)
        else:
            return self._keep(sentence)
        self._fault, self._refused = fault, True
        self._go("password")
        self.refused.emit()

    async def _seen(self, mailboxes: Mailboxes, address: str, servers: Servers, password: str) -> tuple[Servers, str]:
        """Log in by the address, and where that is rejected once by what stands before its @, which may be the name."""
        try:
            return servers, await mailboxes.check(address, servers, password)
        except RejectedError:
            shorter = typed.by_local_part(servers, address) if not self._uid else None
            if shorter is not None:
                with contextlib.suppress(OsOneError):
                    return shorter, await mailboxes.check(address, shorter, password)
            raise

    async def _sign_in(self) -> None:
        if self._mailboxes is None:
            return
        client = f"{self._client} {self._client_secret}".strip() or self._kept_client
        try:
            sentence = await self._mailboxes.sign_in(self._address, self._servers(), client, self._uid, self._open)
        except Exception as error:  # noqa: BLE001 - the same
            self._fault = fault_of(error)
            self._go("browser")
        else:
            self._keep(sentence)

    def _keep(self, sentence: str) -> None:
        self._sentence = sentence
        self._forget()
        self._go("kept")

    def _servers(self) -> Servers:
        return self._found if self._found is not None else typed.blank(self._address)

    def _complete(self) -> bool:
        return self._found is not None and bool(self._found.incoming.host) and not self._found.confirm

    def _page(self) -> str:
        if self._stage in ("browser", "waiting"):
            page = self._way.page if self._way is not None and not self._kept_client else ""
        else:
            page = self._found.app_password_page if self._found is not None else ""
        return page if page.startswith("https://") else ""

    def _forget(self) -> None:
        self._password, self._revealed, self._refused = "", False, False
        self.passwordCleared.emit()

    def _go(self, stage: str) -> None:
        self._stage = stage
        page, browser = bool(self._page()), self._way is not None
        self.teach(*taught(stage, page=page, browser=browser, revealed=self._revealed))
        self.changed.emit()

    def _get_provider(self) -> str:
        if self._way is not None and self._stage in ("browser", "waiting"):
            return self._way.name
        return "" if self._found is None else self._found.provider or self._found.incoming.host

    stage = Property(str, lambda self: self._stage, notify=changed)
    address = Property(str, lambda self: self._address, notify=addressChanged)
    revealed = Property(bool, lambda self: self._revealed, notify=changed)
    wasRefused = Property(bool, lambda self: self._refused, notify=changed)
    said = Property(list, lambda self: self._said, notify=changed)
    source = Property(str, lambda self: self._found.source if self._found else "", notify=changed)
    provider = Property(str, _get_provider, notify=changed)
    notes = Property(str, lambda self: " ".join(self._found.notes) if self._found else "", notify=changed)
    confirm = Property(bool, lambda self: self._found is not None and self._found.confirm, notify=changed)
    page = Property(str, _page, notify=changed)
    place = Property(str, lambda self: self._way.place if self._way else "", notify=changed)
    clientKnown = Property(bool, lambda self: bool(self._kept_client), notify=changed)
    summary = Property(str, lambda self: typed.summary(self._servers()), notify=changed)
    incoming = Property(dict, lambda self: typed.plain(typed.side_of(self._servers(), "incoming")), notify=changed)
    outgoing = Property(dict, lambda self: typed.plain(typed.side_of(self._servers(), "outgoing")), notify=changed)
    fault = Property(str, lambda self: self._fault.sentence, notify=changed)
    remedy = Property(str, lambda self: self._fault.remedy, notify=changed)
    sentence = Property(str, lambda self: self._sentence, notify=changed)

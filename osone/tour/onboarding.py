"""The pictures of the meeting, page by page; its account page is given a provider that answers as real ones do."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt

from osone.accounts.oauth.authorities import AUTHORITIES
from osone.app.shell import HouseShell
from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.flow import onboarding_page
from osone.bridge.onboarding.ports import BrowserWay, ServerChoice, Servers
from osone.bridge.onboarding.warm import OnboardingWarm
from osone.commands.onboarding import OnboardingAct
from osone.model.errors import AccountError, NetworkError
from osone.text.catalogue import _
from osone.tour.scene import SETTLE_S, SMALL, Scene, press, write

WARM_LOOK_S, WARM_LOOKS = 0.1, 900
"""The pictures wait for the real warm-up, so that the ring they show is a closed one."""
ADDRESS = "mara@lindqvist.example"
FOUND = Servers(
    ServerChoice("imap.lindqvist.example", 993, "tls", ADDRESS),
    ServerChoice("smtp.lindqvist.example", 465, "tls", ADDRESS),
    "Its own settings page says so.",
    app_password_page="https://lindqvist.example/passwords",
    provider="Lindqvist",
)


class NobodyAsked:
    """Mailboxes without a network (``meeting_ports.Mailboxes``): nothing is looked up and nobody is logged in."""

    def __init__(self) -> None:
        self.online = asyncio.Event()
        self.known: Servers | None = None

    async def discover(self, address: str, said: Callable[[str], None]) -> Servers | None:
        """Wait to be told what there is, as one waits for a slow network."""
        said(_("Asking {domain}", domain=address.partition("@")[2]))
        await self.online.wait()
        if self.known is None:
            raise NetworkError(
                _("{host} was not found, or this computer is offline.", host=address.partition("@")[2]),
                remedy=_("You can enter the servers yourself."),
            )
        return self.known

    async def check(self, address: str, servers: Servers, password: str) -> str:
        """Refuse every password."""
        del address, password
        raise AccountError(
            _(
                "{host} rejected the password for {username}.",
                host=servers.incoming.host,
                username=servers.incoming.user,
            ),
            remedy=_("Check the password and user name, then try again."),
        )

    async def save(self, address: str, servers: Servers, password: str, uid: str) -> None:
        """Never reached: no password is right here."""

    def browser(self, servers: Servers) -> BrowserWay | None:
        """As Google does it."""
        return BrowserWay(AUTHORITIES[0], only=False)

    async def client(self, way: BrowserWay) -> str:
        """None yet."""
        return ""

    async def sign_in(
        self, address: str, servers: Servers, client: str, uid: str, opens: Callable[[str], object]
    ) -> str:
        """Nobody comes back from a browser that is not there."""
        await asyncio.Event().wait()
        return ""


def _step(wanted: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        flow = house.flow
        if flow is None:
            return
        warming = onboarding_page(house.engine, OnboardingWarm)
        for _look in range(WARM_LOOKS):
            if flow.meeting.step.value != "boot" and float(warming.property("progress")) >= 1:
                break
            await asyncio.sleep(WARM_LOOK_S)
        while flow.meeting.step.value != wanted and not flow.meeting.done:
            flow.skip()
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.0)

    return lay


def awake(house: HouseShell) -> None:
    """Let the ring close as if all had been made ready."""
    warming = onboarding_page(house.engine, OnboardingWarm)
    for part in ("store", "engine", "voice", "mind"):
        warming.reach(part)


async def _boot(house: HouseShell) -> None:
    """The boot line is met as it turns."""


NOBODY = NobodyAsked()


async def _account(house: HouseShell) -> None:
    onboarding_page(house.engine, OnboardingAccount).attach(NOBODY, house.later)
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)


async def _not_yet(house: HouseShell) -> None:
    write(house, "mara at lindqvist")
    press(house, Qt.Key.Key_Return)


async def _looking(house: HouseShell) -> None:
    for _letter in "mara at lindqvist":
        press(house, Qt.Key.Key_Backspace)
    write(house, ADDRESS)
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)


async def _offline(house: HouseShell) -> None:
    del house
    NOBODY.online.set()
    await asyncio.sleep(SETTLE_S)


async def _password(house: HouseShell) -> None:
    NOBODY.known = FOUND
    press(house, Qt.Key.Key_Escape)
    await asyncio.sleep(SETTLE_S)
    press(house, Qt.Key.Key_Backspace)
    write(house, "e")
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)


async def _refused(house: HouseShell) -> None:
    write(house, "correct horse")
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)


async def _browser(house: HouseShell) -> None:
    if house.flow is not None:
        house.flow.act(OnboardingAct.BROWSER)
    await asyncio.sleep(SETTLE_S)


async def _waiting(house: HouseShell) -> None:
    write(house, "1234-os-one")
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)


async def _again(house: HouseShell) -> None:
    for _stage in ("browser", "password", "address", "mailbox"):
        press(house, Qt.Key.Key_Escape)
        await asyncio.sleep(SETTLE_S)


ONBOARDING = (
    Scene("onboarding-boot", _boot),
    Scene("onboarding-hello", _step("hello")),
    Scene("onboarding-interrupt", _step("interrupt")),
    Scene("onboarding-talk", _step("talk")),
    Scene("onboarding-voice", _step("voice")),
    Scene("onboarding-name", _step("name")),
    Scene("onboarding-mind", _step("mind")),
    Scene("onboarding-mailbox", _step("mailbox")),
    Scene("onboarding-account", _account),
    Scene("onboarding-account-fault", _not_yet),
    Scene("onboarding-account-looking", _looking),
    Scene("onboarding-account-offline", _offline),
    Scene("onboarding-account-password", _password),
    Scene("onboarding-account-refused", _refused),
    Scene("onboarding-account-browser", _browser),
    Scene("onboarding-account-waiting", _waiting),
    Scene("onboarding-small", _again, SMALL),
)

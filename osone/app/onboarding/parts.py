"""What the meeting needs of the house: work on the window's loop, answers kept as settings, a mailbox kept for good."""

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Protocol

import apsw
from PySide6.QtQml import QQmlApplicationEngine

from osone.accounts.secrets import Secrets, entry
from osone.app.companion.talker import Talker
from osone.app.desk.background import Loop, WindowStore, aside
from osone.app.desk.dispatcher import Dispatcher
from osone.app.engine.child import EngineChild
from osone.app.onboarding.mailboxes import HouseImports, HouseMailboxes, NewAccount, known_servers
from osone.app.onboarding.voices_and_minds import HouseMinds, HouseNames, HouseVoices
from osone.app.profile.profile import Profile
from osone.bridge.onboarding.flow import OnboardingFlow, OnboardingParts, attach_onboarding, onboarding_page
from osone.bridge.onboarding.mailbox import KEYRING
from osone.bridge.onboarding.warm import OnboardingWarm
from osone.bridge.screens import Screens
from osone.companion.minds.ollama import OllamaHost
from osone.companion.onboarding import Onboarding
from osone.host import environment
from osone.model.accounts import Account, Service
from osone.model.services import Imap, Services, encode, services_of
from osone.model.settings import text
from osone.store import accounts, settings
from osone.store.writing import transaction
from osone.text.catalogue import N_, _

PLACE = ("meeting.step", "meeting.done")
KEEPS = {
    "session": N_("There is no keyring, so your password is kept until you quit."),
    "file": N_("Your password is stored in the file that your passphrase opens."),
}
"""What becomes of a password, where it does not go into a keyring."""


class OnboardingHouse(Protocol):
    """What the meeting needs of the window's house."""

    profile: Profile
    engine: QQmlApplicationEngine
    later: Loop
    store: WindowStore
    child: EngineChild
    dispatcher: Dispatcher
    screens: Screens

    @property
    def talker(self) -> Talker:
        """Its voice."""


def meet(
    house: OnboardingHouse, meeting: Onboarding, sample: Callable[[], Coroutine[object, object, None]]
) -> tuple[OnboardingFlow, OnboardingWarm]:
    """Join the meeting to the house: the way through it, and the warm-up that its ring shows.

    Its pages may be loaded from now on, and not before.
    """
    secrets = house.profile.secrets
    parts = OnboardingParts(
        keeper=StoreKeeper(house.store, house.later),
        later=house.later,
        voices=HouseVoices(house.talker.speaking, house.talker.loudness),
        names=HouseNames(str(house.profile.folder)),
        minds=HouseMinds(OllamaHost(), aside),
        mailboxes=mailboxes(house.store, secrets, house.child, house.profile.folder),
        imports=imports(house.store, sample),
        keeps=KEEPS.get(secrets.vault.kind, KEYRING),
        keymap=house.dispatcher.keymap,
    )
    flow = attach_onboarding(house.engine, meeting, parts)
    warming = onboarding_page(house.engine, OnboardingWarm)
    for part, words, weight, needed in (
        ("store", _("Opening your data"), 1.0, True),
        ("engine", _("Getting ready for your mail"), 1.0, False),
        ("voice", _("Finding my voice"), 3.0, False),
        ("mind", _("Waking up"), 3.0, False),
    ):
        warming.expect(part, words, weight=weight, needed=needed)
    return flow, warming


async def change_account(house: OnboardingHouse, flow: OnboardingFlow, which: str) -> None:
    """Ask for the password of an account again, named by its number or its address; the settings have all of them."""
    known = [one for one in await house.store.read(accounts.every) if one.kind != "local"]
    named = [one for one in known if which in (str(one.id), one.address)]
    if len(named) != 1:
        house.screens.shell.go("settings")
        return
    flow.change_account(named[0].uid, named[0].address, known_servers(named[0]))
    house.screens.shell.set_onboarding(True)


class StoreKeeper:
    """Keeps the meeting's answers as settings."""

    def __init__(self, store: WindowStore, later: Loop) -> None:
        self._store, self._later = store, later

    def keep(self, values: Mapping[str, str | bool]) -> None:
        """Write these settings at once."""
        self._later.start(self._write(dict(values)))

    async def _write(self, values: dict[str, str | bool]) -> None:
        # Where the meeting stands is kept last: a fall in between asks a question twice, and never loses an answer.
        for key, value in sorted(values.items(), key=lambda item: item[0] in PLACE):
            await self._store.act("settings.set", {"key": key, "value": value}, "shell")


class StoreClients:
    """Keeps client IDs as settings."""

    def __init__(self, store: WindowStore) -> None:
        self._store = store

    async def kept(self, key: str) -> str:
        """What a setting holds."""
        return text(await self._store.read(settings.every), key)

    async def keep(self, key: str, client: str) -> None:
        """Set it."""
        await self._store.act("settings.set", {"key": key, "value": client}, "shell")


def mailboxes(store: WindowStore, secrets: Secrets, engine: EngineChild, folder: Path) -> HouseMailboxes:
    """Mail accounts on servers, kept in the store with their passwords in the keyring."""

    async def keep(new: NewAccount) -> None:
        here = await store.read(accounts.every)
        changed = next((a for a in here if a.uid == new.uid), None)
        # To add what is here already would read all of it a second time: it is that account that is meant.
        known = changed or next((a for a in here if same_mailbox(a, new.services)), None)
        uid = known.uid if known is not None else accounts.new_uid()
        # The password first: an account without one would be refused by its server at once.
        name = entry(secrets.profile, uid, new.way)
        former = entry(secrets.profile, uid, known.way) if known is not None and known.way is not new.way else ""
        await secrets.soon(lambda vault: vault.put(name, new.password))

        def write(connection: apsw.Connection) -> None:
            with transaction(connection) as tx:
                if known is not None:
                    accounts.change(tx, known.id, encode({**services_of(known), **new.services}), way=new.way)
                else:
                    name = new.address.partition("@")[0]
                    accounts.add(tx, "imap", new.address, name, encode(new.services), uid=uid, way=new.way)

        if secrets.vault.kind != "system":
            engine.hand_over({uid: new.password})
        await store.write(write)
        if former:
            await secrets.soon(lambda vault: vault.drop(former))
        engine.look()
        engine.again()

    own = environment.value(environment.AUTHORITY)
    return HouseMailboxes(keep, ca=Path(own) if own else None, clients=StoreClients(store), folder=folder)


def same_mailbox(account: Account, services: Services) -> bool:
    """Whether these services are those of an account that is here: the same user at the same server."""
    mine, new = services_of(account).get(Service.INCOMING), services.get(Service.INCOMING)
    if not isinstance(mine, Imap) or not isinstance(new, Imap):
        return False
    return (mine.server.host, mine.server.port, mine.username) == (new.server.host, new.server.port, new.username)


def imports(store: WindowStore, sample: Callable[[], Coroutine[object, object, None]]) -> HouseImports:
    """Mail that is on this computer, and the sample world."""

    async def bring(path: Path) -> None:
        await store.act("mail.import", {"path": str(path)}, "person")

    return HouseImports(bring, sample, aside)

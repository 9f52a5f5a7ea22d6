"""Secrets on a machine without a keyring: handed to the engine, and kept in a file where the person wants it."""

import logging
from collections.abc import Callable, Coroutine, Mapping
from functools import partial

import apsw

from osone.accounts.secrets import entry, secret_of
from osone.app.desk.background import WindowStore, aside
from osone.app.profile import vault
from osone.app.profile.profile import Profile
from osone.bridge.screens import Screens
from osone.model.accounts import Way
from osone.model.errors import OsOneError
from osone.store import accounts
from osone.store.writing import transaction
from osone.text.catalogue import N_, _

LOG = logging.getLogger(__name__)

FOR_NOW = N_("{why} So OS One can't keep your passwords after you quit.")
UNTOUCHED = N_("This is an empty profile for now: what you do here is gone when you quit. Your own was not changed.")
KEPT = N_("Saved. You'll enter your passphrase the next time you start.")
Give = Callable[[Mapping[str, str]], None]
"""Hands passwords, by the account's uid, to the engine."""


class Keeping:
    """What the window does about secrets that no keyring holds."""

    def __init__(self, screens: Screens, opened: Profile, store: WindowStore, give: Give) -> None:
        self._screens, self._profile, self._store, self._give = screens, opened, store, give
        self.kept: Callable[[], Coroutine[object, object, None]] | None = None
        """Called when they are kept from now on."""
        self._warning = self._fault = ""

    def warn(self) -> None:
        """Say that nothing of this session lasts, with the way to where it can be kept."""
        way = (
            (_("Set a passphrase"), "", "go.settings")
            if vault.can_keep(self._profile.secrets, self._profile.folder)
            else ()
        )
        said = _(FOR_NOW, why=vault.why(self._profile.secrets.vault))
        self._warning = self._screens.shell.toast(said, *way, fault=True, stay=True)

    def tell_untouched(self) -> None:
        """Say, for as long as it lasts, that this is not the person's own profile."""
        self._screens.shell.toast(_(UNTOUCHED), _("Quit"), "", "quit", fault=True, stay=True)

    def offer(self) -> None:
        """Show in the settings whether they can be kept, and why it did not go the last time."""
        self._screens.preferences.offer_keeping(
            vault.can_keep(self._profile.secrets, self._profile.folder), self._fault
        )

    async def hand_over(self) -> None:
        """Give the engine the passwords that it cannot fetch from a keyring itself."""
        held = self._profile.secrets
        if held.vault.kind == "system":
            return
        known = [a for a in await self._store.read(accounts.every) if a.kind != "local"]
        found = {a.uid: await held.soon(partial(secret_of, profile=held.profile, account=a)) for a in known}
        self._give({uid: word for uid, word in found.items() if word})

    async def renewed(self, uid: str, word: str) -> None:
        """Keep what the engine, which reaches no keyring, signs in with from now on."""
        held = self._profile.secrets
        try:
            await held.soon(lambda vault: vault.put(entry(held.profile, uid, Way.TOKEN), word))
        except OsOneError as error:
            LOG.warning("a renewed sign-in could not be kept: %s", error)

    async def forgotten(self, uid: str) -> None:
        """Forget what an account signed in with that the engine, which reaches no keyring, has taken away."""
        try:
            await aside(partial(self._profile.secrets.forget_secrets, uid))
        except OsOneError as error:
            LOG.warning("the secret of an account that was taken away stays: %s", error)

    async def settle_names(self) -> None:
        """Put secrets that a version before named otherwise under their own; what fails is tried again later."""
        held, folder = self._profile.secrets, self._profile.folder
        former = [a for a in await self._store.read(accounts.every) if a.former]
        try:
            settled = await held.soon(lambda _vault: vault.settle_names(held, folder, former))
        except OsOneError as error:
            LOG.warning("secrets keep their former names for now: %s", error)
            return

        def write(connection: apsw.Connection) -> None:
            with transaction(connection) as tx:
                for account in settled:
                    accounts.forget_former(tx, account.id)

        if settled:
            await self._store.write(write)

    async def keep(self, word: str, again: str) -> None:
        """Keep what this session holds in a file that this passphrase, typed twice, opens."""
        from osone.accounts.lockbox import fault_of  # with its ciphers, where a person asks for it

        fault = fault_of(word, again)
        if not fault:
            try:
                await aside(partial(vault.keep, self._profile.secrets, self._profile.folder, word))
            except OsOneError as error:
                fault = error.whole
        self._fault = fault
        self.offer()
        if not fault:
            self._screens.shell.drop(self._warning)
            self._screens.shell.toast(_(KEPT))
            if self.kept is not None:
                await self.kept()

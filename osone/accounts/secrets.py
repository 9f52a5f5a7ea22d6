"""Where secrets are kept: the system keyring, or by consent a file behind a passphrase, or this session alone."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from osone.host.later import later
from osone.model.accounts import Account, Way
from osone.model.errors import KeyGoneError, SecretError
from osone.store.files import KEY_BYTES, new_key
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Executor

    import keyring.errors
    from keyring.backend import KeyringBackend
else:
    asyncio, keyring = later("asyncio"), later("keyring")  # after the first frame, and where a keyring is asked

T = TypeVar("T")

SERVICE = "OS One"
"""What our entries are filed under in the system keyring."""
PATIENCE = 60.0
"""Seconds that a keyring may take: a person may be typing its password."""


class Vault(Protocol):
    """One place for secrets. Its calls block; errors are ``SecretError``."""

    kind: str
    """``system``, ``file`` or ``session``."""
    shared: bool
    """Whether other profiles keep theirs here too."""
    said: str
    """One sentence that says plainly where the secrets are."""

    def get(self, name: str) -> str | None:
        """The secret, or None where there is none."""

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, in place of the one before."""

    def drop(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none."""

    def names(self) -> list[str]:
        """The names of all secrets here, where they are one profile's alone; none where others' are here too."""


class SessionSecrets:
    """Secrets in memory, gone with this process."""

    kind = "session"
    shared = False
    said = N_("Your passwords are kept for this session only.")

    def __init__(self, why: str = "") -> None:
        self.why = why
        """Why no keyring keeps them, as a sentence; empty where nobody wanted one."""
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._kept.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret until the end of the process."""
        self._kept[name] = secret

    def drop(self, name: str) -> None:
        """Forget a secret."""
        self._kept.pop(name, None)

    def names(self) -> list[str]:
        """The names of all that are kept."""
        return list(self._kept)

    def every(self) -> dict[str, str]:
        """All of them, to be kept elsewhere."""
        return dict(self._kept)

    def __repr__(self) -> str:
        return f"<SessionSecrets: {len(self._kept)} kept>"


class SystemSecrets:
    """Secrets in the system's keyring: Secret Service, Keychain or Credential Locker, and no other.

    The ``keyring`` package would also take plain-text files, a null backend or whatever a configuration file names;
    here the backend is one of three by the system's name, so none of those can slip in.
    """

    kind = "system"
    shared = True
    said = N_("Your passwords are in this computer's keyring.")

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service

    def get(self, name: str) -> str | None:
        """The secret, or None. Blocks while the keyring asks the person to unlock it."""
        return _sentences(lambda: system_keyring().get_password(self._service, name))

    def put(self, name: str, secret: str) -> None:
        """Keep a secret in the keyring."""
        _sentences(lambda: system_keyring().set_password(self._service, name, secret))

    def drop(self, name: str) -> None:
        """Take a secret out of the keyring."""

        def forget() -> None:
            backend = system_keyring()
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)

        _sentences(forget)

    def names(self) -> list[str]:
        """None: other profiles keep theirs here too."""
        return []

    def __repr__(self) -> str:
        return f"<SystemSecrets {self._service!r}>"


def system_keyring() -> "KeyringBackend":
    """This system's keyring. The backends are imported here, as each exists on its own system only."""
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Keychain

        return Keychain()
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring()
    return _secret_service()


def _secret_service() -> "KeyringBackend":
    import secretstorage
    from keyring.backends.SecretService import Keyring

    class SecretService(Keyring):
        """The package's backend, but one that closes its line to the bus when it fails, and says why it did."""

        def get_preferred_collection(self) -> secretstorage.Collection:
            bus = secretstorage.dbus_init()
            try:
                if not secretstorage.check_service_availability(bus):
                    raise keyring.errors.NoKeyringError("no service")
                collection = secretstorage.get_default_collection(bus)
                if collection.is_locked() and (collection.unlock() or collection.is_locked()):
                    raise keyring.errors.KeyringLocked("locked")
            except BaseException:
                bus.close()
                raise
            return collection

    return SecretService()  # type: ignore[no-untyped-call]


class Trouble(StrEnum):
    """Why a keyring gives nothing."""

    LOCKED = "locked"
    ABSENT = "absent"
    UNREACHED = "unreached"
    DENIED = "denied"
    SILENT = "silent"
    FAILED = "failed"


TROUBLES: Mapping[Trouble, tuple[str, str]] = {
    Trouble.LOCKED: (N_("Your keyring is locked."), N_("Unlock it, then try again.")),
    Trouble.ABSENT: (
        N_("This computer has no keyring service."),
        N_("Start your desktop's keyring, then try again."),
    ),
    Trouble.UNREACHED: (
        N_("No keyring can be reached from this session."),
        N_("Sign in to your desktop, or start its keyring, then try again."),
    ),
    Trouble.DENIED: (
        N_("Your keyring didn't let OS One in."),
        N_("Allow it when your keyring asks, then try again."),
    ),
    Trouble.SILENT: (
        N_("Your keyring doesn't answer. It may be asking for its password in another window."),
        N_("Answer it there, then try again."),
    ),
    Trouble.FAILED: (N_("Your keyring failed."), N_("Restart it, then try again.")),
}
"""Each with what to do."""
OF_BUS: tuple[tuple[str, Trouble], ...] = (
    ("IsLocked", Trouble.LOCKED),
    ("AccessDenied", Trouble.DENIED),
    ("AuthFailed", Trouble.DENIED),
    ("NoReply", Trouble.SILENT),
    ("Timeout", Trouble.SILENT),
    ("TimedOut", Trouble.SILENT),
    ("ServiceUnknown", Trouble.ABSENT),
    ("NameHasNoOwner", Trouble.ABSENT),
    ("Spawn", Trouble.ABSENT),
    ("NoServer", Trouble.UNREACHED),
    ("Disconnected", Trouble.UNREACHED),
)
"""What stands in the names of errors on the bus (D-Bus specification, Secret Service API 0.2)."""
OF_CLASS: Mapping[str, Trouble] = {
    "KeyringLocked": Trouble.LOCKED,
    "LockedException": Trouble.LOCKED,
    "PromptDismissedException": Trouble.LOCKED,
    "NoKeyringError": Trouble.ABSENT,
    "SecretServiceNotAvailableException": Trouble.UNREACHED,
    "KeychainDenied": Trouble.DENIED,
    "AuthenticationError": Trouble.UNREACHED,
    "TimeoutError": Trouble.SILENT,
    "ConnectionResetError": Trouble.UNREACHED,
    "ConnectionRefusedError": Trouble.UNREACHED,
    "BrokenPipeError": Trouble.UNREACHED,
    "FileNotFoundError": Trouble.UNREACHED,
}
"""secretstorage, jeepney and the platform modules each have errors of their own, without a common parent."""
DENIALS = ("-128", "-25293", "-25308", "-34018", "denied", "not permitted")
"""How the Keychain says no: cancelled, wrong password, no interaction allowed, no entitlement (Security framework)."""


def trouble_of(error: BaseException) -> Trouble:
    """What an error of a keyring means."""
    name = str(getattr(error, "name", "") or "")
    if found := next((trouble for word, trouble in OF_BUS if word in name.split(".")), None):
        return found
    causes = [type(one) for one in (error.__cause__, error) if one is not None]
    names = [parent.__name__ for one in causes for parent in one.__mro__]
    if found := next((OF_CLASS[one] for one in names if one in OF_CLASS), None):
        return found
    if isinstance(error, keyring.errors.KeyringError) and any(word in str(error).lower() for word in DENIALS):
        return Trouble.DENIED
    return Trouble.FAILED


class KeyringTroubleError(SecretError):
    """A keyring gives nothing, and why. Trying again asks it again."""

    def __init__(self, trouble: Trouble) -> None:
        said, do = TROUBLES[trouble]
        # Looking for mail asks the keyring again.
        super().__init__(_(said), remedy=_(do), command="mail.check")
        self.trouble = trouble


def _sentences(work: Callable[[], T]) -> T:
    """Do the work, with whatever goes wrong as a sentence. The cause is left out: it might hold the secret."""
    try:
        return work()
    except SecretError:
        raise
    except Exception as error:  # noqa: BLE001 - the modules' errors have no common parent
        raise KeyringTroubleError(trouble_of(error)) from None


class Secrets:
    """The secrets of one profile, asked for with a time-out and off the caller's thread.

    A keyring may block on a prompt for as long as the person is away, and such a call cannot be called back. So every
    call runs on the ``executor`` that the app hands in, and the caller waits ``patience`` seconds at most. The app's
    executor should have a few threads, all of them daemons, that a stuck call cannot hold up at the end.
    (A child process for each call could be ended, but costs 0.2 s each and the secret would cross one more pipe.)
    """

    def __init__(self, vault: Vault, executor: "Executor", profile: str, *, patience: float = PATIENCE) -> None:
        self.vault, self.profile = vault, profile
        self._executor, self._patience = executor, patience

    def wait(self, work: Callable[[Vault], T]) -> T:
        """Do something with the vault and wait for it, ``patience`` at most: for threads that may wait."""
        future = self._executor.submit(work, self.vault)
        try:
            return future.result(self._patience)
        except TimeoutError:
            future.cancel()
            raise KeyringTroubleError(Trouble.SILENT) from None

    async def soon(self, work: Callable[[Vault], T]) -> T:
        """The same for the loop that draws the window: nothing blocks."""
        future = self._executor.submit(work, self.vault)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._patience)
        except TimeoutError:
            raise KeyringTroubleError(Trouble.SILENT) from None

    def name_of(self, account: Account) -> str:
        """The name under which the secret of an account is kept."""
        return entry(self.profile, account.uid, account.way)

    def secret(self, account: Account) -> str | None:
        """What an account signs in with, or None where none is kept."""
        return self.wait(lambda vault: secret_of(vault, self.profile, account))

    def keep_secret(self, account: Account, secret: str) -> None:
        """Keep what an account signs in with from now on."""
        self.wait(lambda vault: vault.put(self.name_of(account), secret))

    def forget_secrets(self, account: str) -> None:
        """Forget what an account, by its uid, signs in with, in whichever way it did."""

        def forget(vault: Vault) -> None:
            for way in Way:
                vault.drop(entry(self.profile, account, way))

        self.wait(forget)

    def store_key(self, *, create: bool, former: str = "") -> bytes:
        """The key of the profile's store: see ``store_key``."""
        return self.wait(lambda vault: store_key(vault, self.profile, create=create, former=former))

    def close(self) -> None:
        """Let what is just being kept be kept, for a moment: the process ends."""
        self._executor.shutdown()

    def __repr__(self) -> str:
        return f"<Secrets in {self.vault!r}>"


def entry(profile: str, account: str, purpose: Way) -> str:
    """The name of a secret: whose profile it is, which account, by their uids, and what it is for."""
    return f"account:{profile}:{account}:{purpose.value}"


def secret_of(vault: Vault, profile: str, account: Account) -> str | None:
    """What an account signs in with, or None: under its own name, else where a version before left it. Blocks."""
    found = vault.get(entry(profile, account.uid, account.way))
    return vault.get(account.former) if found is None and account.former else found


def rename(vault: Vault, former: str, name: str, *, alone: bool) -> bool:
    """Put what a version before kept under one name under another; False where it is not certain to be kept there.

    What was put is read back. The former entry is taken away only where nobody else can want it: it was named by a
    folder or an address alone, so in a vault that is shared it may be another profile's too, and without ``alone``
    another account's. Blocks.
    """
    kept = vault.get(name)
    if kept is None:
        kept = vault.get(former)
        if kept is None:
            return True
        vault.put(name, kept)
        if vault.get(name) != kept:
            return False
    if alone and not vault.shared:
        vault.drop(former)
    return True


def key_name(profile: str) -> str:
    """The name under which the key of a profile's store is kept."""
    return f"store:{profile}"


def store_key(vault: Vault, profile: str, *, create: bool, former: str = "") -> bytes:
    """The key of a profile's store, 32 random bytes. ``profile`` is its uid; ``former`` what a version before used.

    ``create`` says that no store is there yet: only then is a key made, and read back to see that it is kept. With a
    store there, a missing key is a lost key, said as such: a new one would open nothing.
    """
    name = key_name(profile)
    found = vault.get(name)
    if found is None and former:
        found = vault.get(key_name(former))
    if found is None:
        # A vault of its own beside a profile that was moved, or whose card was lost: the one key there is this one's.
        keys = [one for one in vault.names() if one.startswith(key_name(""))]
        found = vault.get(keys[0]) if len(keys) == 1 else None
    if found is None and create:
        vault.put(name, new_key().hex())
        found = vault.get(name)
    if found is None:
        raise KeyGoneError(
            _("The key to your data is not in the keyring."),
            remedy=_("Unlock or restore the keyring you used before. Your data has not been changed."),
        )
    try:
        key = bytes.fromhex(found)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise SecretError(
            _("The key to your data in the keyring is damaged."),
            remedy=_("Restore the keyring from a backup. Your data has not been changed."),
        )
    return key

"""Which keyring this run has, and the store's key and the passwords out of it."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from osone.accounts.secrets import (
    PATIENCE,
    KeyringTroubleError,
    Secrets,
    SessionSecrets,
    SystemSecrets,
    Trouble,
    Vault,
    key_name,
    rename,
)
from osone.app.calls import Threads
from osone.host import environment, own
from osone.host.later import later
from osone.model.accounts import Account
from osone.model.errors import OsOneError, PassphraseError, SecretError
from osone.store import locks
from osone.store.card import CARD, COPIES, profile_uid, read_card
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import getpass
else:
    getpass = later("getpass")  # no window asks at a terminal

LOCKBOX = "secrets.lock"
SESSION = "session"
"""A file in a profile whose key is in the memory of one window alone, and goes with it."""
SOON_S = 1.5
"""After so many seconds it is said that the keyring is waited for."""
PROBE = "probe"
"""What is asked of a keyring to see that it answers."""
LOCKED = N_("Your passwords are in a file that your passphrase opens.")


def open_vault(
    folder: Path, passphrase: str | None = None, *, patience: float = PATIENCE, waits: Callable[[], None] | None = None
) -> Vault:
    """The keyring of this machine; the secrets file where a passphrase is given; else memory for this session.

    Raises SecretError where the profile's key is in a keyring that gives nothing, for a session's new key would not
    open it; where that does not answer within ``patience`` seconds; and where the key is in the secrets file and no
    passphrase is given. ``waits`` is called once where the keyring takes its time.
    """
    named = environment.take(environment.PASSPHRASE)
    given = passphrase or named
    if given:
        from osone.accounts.lockbox import Lockbox  # brings a library of ciphers that no keyring needs

        return Lockbox(folder / LOCKBOX, given)
    if (folder / LOCKBOX).exists():
        raise PassphraseError(
            _(LOCKED), remedy=_("Enter your passphrase, or set {variable}.", variable=environment.PASSPHRASE)
        )
    vault = SystemSecrets()
    try:
        probe(vault, patience, waits)
    except KeyringTroubleError as error:
        if kept_in_keyring(folder):
            raise OfProfileError(error) from None
        if error.trouble is Trouble.SILENT:
            raise  # whoever is about to answer it is not to begin without it
        return SessionSecrets(str(error))
    return vault


class OfProfileError(SecretError):
    """The keyring that holds the key to the profile gives nothing."""

    def __init__(self, error: OsOneError) -> None:
        said = _("{error} The key to your profile is stored there, so nothing was changed.", error=error)
        super().__init__(said, remedy=error.remedy)


def why(vault: Vault) -> str:
    """Why no keyring keeps the secrets of a session."""
    return vault.why if isinstance(vault, SessionSecrets) else ""


def probe(vault: Vault, patience: float, waits: Callable[[], None] | None = None) -> None:
    """See that a keyring answers. Raises SecretError where it gives nothing, or not within ``patience`` seconds."""
    future = Threads().submit(vault.get, PROBE)
    soon = min(patience, SOON_S)
    try:
        future.result(soon)
    except TimeoutError:
        if waits is not None:
            waits()
        try:
            future.result(patience - soon)
        except TimeoutError:
            raise KeyringTroubleError(Trouble.SILENT) from None


def kept_in_keyring(folder: Path) -> bool:
    """Whether the profile's key is in the keyring: there is a profile, and it is not of one session's memory."""
    return inhabited(folder) and not (folder / SESSION).exists()


def inhabited(folder: Path) -> bool:
    """Whether somebody's data is in a folder, whole or not: it is never begun anew on top of that."""
    return any(folder.glob("*.db")) or any(folder.glob(f"{COPIES}/*.db")) or read_card(folder) is not None


def typed(folder: Path) -> str | None:
    """The passphrase of a profile that needs one, asked of whoever sits at the terminal; None where nobody does."""
    try:
        locked = (folder / LOCKBOX).exists()
    except OSError:
        return None  # it is told where the profile is opened
    if not locked or environment.value(environment.PASSPHRASE) or not sys.stdin.isatty():
        return None
    return getpass.getpass(_("Passphrase for your profile: "))


def settle(folder: Path, vault: Vault) -> None:
    """Take away what a session without a keyring left behind, which nobody can read again; mark one that begins.

    Raises SecretError where the window of such a session is open: the key is in its memory alone.
    """
    mark = folder / SESSION
    if (folder / LOCKBOX).exists():
        # The key was kept after all, and the power went before the mark did.
        mark.unlink(missing_ok=True)
    elif mark.exists():
        with own.held(folder / "profile.lock") as file:
            if not locks.take(file):
                raise SecretError(
                    _("OS One is open without a keyring, so only its window can read this profile."),
                    remedy=_("Do it there, or close the window first."),
                )
            for left in [folder / CARD, *folder.glob("*.db*"), *folder.glob(f"{COPIES}/*")]:
                left.unlink(missing_ok=True)
            mark.unlink()
    if vault.kind == "session":
        own.folder(folder)
        mark.touch()


def can_keep(held: Secrets, folder: Path) -> bool:
    """Whether this session's secrets could be kept in a file: there is no keyring, and the profile is no throw-away."""
    return held.vault.kind == "session" and (folder / SESSION).exists()


def keep(held: Secrets, folder: Path, passphrase: str) -> None:
    """Keep a session's secrets in a file that the passphrase opens, from now on; blocks for a second.

    The store's key and the passwords go along, so that nothing of the session is lost. Raises SecretError where the
    file cannot be written; then all is as before.
    """
    from osone.accounts.lockbox import Lockbox

    session = held.vault
    if not isinstance(session, SessionSecrets):
        raise SecretError(_("Your passwords are already stored."))
    box = Lockbox(folder / LOCKBOX, passphrase)
    given = session.every()
    box.put_all(given)
    held.vault = box
    if late := {name: secret for name, secret in session.every().items() if given.get(name) != secret}:
        box.put_all(late)  # renewed while the file was written
    (folder / SESSION).unlink(missing_ok=True)


def secrets(vault: Vault, folder: Path) -> Secrets:
    """The profile's secrets in a vault, behind a few threads that a stuck prompt cannot hold up."""
    return Secrets(vault, Threads(), profile_uid(folder))


def key(held: Secrets, folder: Path) -> bytes:
    """The store's key, made with the first start; a version before kept it under the folder's name."""
    there = inhabited(folder)
    return held.store_key(create=not there, former=former_name(folder) if there else "")


def former_name(folder: Path) -> str:
    """What a version before named the profile by."""
    return str(folder.resolve())


def settle_names(held: Secrets, folder: Path, known: Sequence[Account]) -> list[Account]:
    """Put what a version before named by folder and address under the profile's and the accounts' own names. Blocks.

    Returns the accounts whose secret is certain to have its own name now. Not before the first frame: a keyring takes
    its time, and until then everything is found under its former name.
    """
    rename(held.vault, key_name(former_name(folder)), key_name(held.profile), alone=True)
    used = Counter(one.former for one in known)
    return [one for one in known if rename(held.vault, one.former, held.name_of(one), alone=used[one.former] == 1)]

"""Which keyring this run has, and the store's key and the passwords out of it."""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from osone.accounts.secrets import Secrets, SessionSecrets, SystemSecrets, Vault, key_name, rename
from osone.host import environment, own
from osone.host.later import later
from osone.model.accounts import Account
from osone.model.errors import PassphraseError, SecretError
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
THREADS = 4
LOCKED = N_("Your passwords are in a file that your passphrase opens.")


def open_vault(folder: Path, passphrase: str | None = None) -> Vault:
    """The keyring of this machine; the secrets file where a passphrase is given; else memory for this session.

    Raises SecretError where the profile's key is in a keyring that cannot be reached, for a session's new key would
    not open it; and where it is in the secrets file and no passphrase is given.
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
    try:
        vault = SystemSecrets()
        vault.get("probe")
        return vault
    except SecretError as error:
        if read_card(folder) is not None and not (folder / SESSION).exists():
            raise SecretError(
                _("{error} The key to your profile is stored there.", error=error),
                remedy=_("Unlock it and start again, or start with another profile: OSONE_HOME=folder osone."),
            ) from None
        return SessionSecrets()


def typed(folder: Path) -> str | None:
    """The passphrase of a profile that needs one, asked of whoever sits at the terminal; None where nobody does."""
    if not (folder / LOCKBOX).exists() or environment.value(environment.PASSPHRASE) or not sys.stdin.isatty():
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
    box.put_all(session.every())
    held.vault = box
    (folder / SESSION).unlink(missing_ok=True)


def secrets(vault: Vault, folder: Path) -> Secrets:
    """The profile's secrets in a vault, behind a few threads that a stuck prompt cannot hold up."""
    return Secrets(vault, ThreadPoolExecutor(THREADS, thread_name_prefix="keyring"), profile_uid(folder))


def key(held: Secrets, folder: Path) -> bytes:
    """The store's key, made with the first start; a version before kept it under the folder's name."""
    card = read_card(folder)
    there = card is not None or any(folder.glob("*.db"))
    return held.store_key(create=card is None, former=former_name(folder) if there else "")


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

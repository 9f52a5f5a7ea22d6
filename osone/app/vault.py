"""Which keyring this run has, and the store's key and the passwords out of it."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from osone.accounts.lockbox import Lockbox
from osone.accounts.secrets import Secrets, SessionSecrets, SystemSecrets, Vault
from osone.model.errors import SecretError
from osone.store.files import read_card

LOCKBOX = "secrets.lock"
THREADS = 4
PASSPHRASE = "OSONE_PASSPHRASE"
"""Names a passphrase for the secrets file, for machines where nobody sits; it is taken out of the environment."""


def open_vault(folder: Path, passphrase: str | None = None) -> Vault:
    """The keyring of this machine; the secrets file where a passphrase is given; else memory for this session.

    Raises SecretError where the profile's key is in a keyring that cannot be reached: a session's new key would not
    open it.
    """
    given = passphrase or os.environ.pop(PASSPHRASE, None)
    if given:
        return Lockbox(folder / LOCKBOX, given)
    try:
        vault = SystemSecrets()
        vault.get("probe")
        return vault
    except SecretError as error:
        if read_card(folder) is not None:
            raise SecretError(
                f"{error} The key of your profile is kept there.",
                way_on="Unlock it and start again, or start with another profile: OSONE_HOME=folder osone.",
            ) from None
        return SessionSecrets()


def secrets(vault: Vault) -> Secrets:
    """The vault behind a few threads that a stuck prompt cannot hold up."""
    return Secrets(vault, ThreadPoolExecutor(THREADS, thread_name_prefix="keyring"))


def key(held: Secrets, folder: Path) -> bytes:
    """The store's key, made with the first start."""
    return held.store_key(str(folder.resolve()), create=read_card(folder) is None)

"""A file of secrets behind a passphrase: for machines without a keyring, where the person chose it."""

import json
import os
import secrets as randomness
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from osone.host import own
from osone.model.errors import PassphraseError, SecretError
from osone.text.catalogue import _

COST = 2**16
"""scrypt's N: with r = 8 this takes 64 MB and about a quarter of a second (RFC 7914)."""
SHORTEST = 8
"""Characters of a passphrase that is chosen anew: whoever takes the file may try as long as they like."""
_LEAST, _MOST = 2**14, 2**20
_FORMAT = "osone-lockbox-1"


def fault_of(passphrase: str, again: str) -> str:
    """What is wrong with a passphrase that is chosen anew, typed twice; empty where it will do."""
    if len(passphrase) < SHORTEST:
        return _("Use eight characters or more. A few words are easy to remember.")
    return "" if passphrase == again else _("The two are not the same. Type it again.")


class Lockbox:
    """Secrets in one file, AES-256-GCM under a key that scrypt makes from the passphrase. The file is 0600.

    Opening an existing file checks the passphrase; without a file, the first ``put`` makes it. Only one process
    should write (the shell), from as many threads as it likes; every read looks at the file again. Errors:
    ``SecretError``.
    """

    kind = "file"
    shared = False

    def __init__(self, path: Path, passphrase: str, *, cost: int = COST) -> None:
        if not passphrase:
            raise SecretError(_("The passphrase is empty."), remedy=_("Choose a passphrase."))
        self._path = path
        # Every writing writes the whole: two at once would each leave out what the other has just put in.
        self._writing = Lock()
        self.said = _("Your passwords are in {file}, locked with your passphrase.", file=path)
        self._salt, self._cost = randomness.token_bytes(16), cost
        if path.exists():
            header = self._read()[0]
            self._salt, self._cost = b64decode(str(header["salt"])), int(header["cost"])
        self._cipher = AESGCM(Scrypt(salt=self._salt, length=32, n=self._cost, r=8, p=1).derive(passphrase.encode()))
        if path.exists():
            self._open()

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._open().get(name) if self._path.exists() else None

    def put(self, name: str, secret: str) -> None:
        """Keep a secret: the whole file is written anew beside the old one and takes its place."""
        self.put_all({name: secret})

    def put_all(self, secrets: Mapping[str, str]) -> None:
        """Keep all of these at once, in one writing."""
        with self._writing:
            self._write({**(self._open() if self._path.exists() else {}), **secrets})

    def drop(self, name: str) -> None:
        """Forget a secret; nothing is written where there is none."""
        with self._writing:
            kept = self._open() if self._path.exists() else {}
            if name in kept:
                self._write({key: value for key, value in kept.items() if key != name})

    def names(self) -> list[str]:
        """The names of all that are kept."""
        return list(self._open()) if self._path.exists() else []

    def _read(self) -> tuple[dict[str, str | int], bytes, bytes]:
        try:
            head, _end, box = self._path.read_bytes().partition(b"\n")
        except OSError as error:
            raise SecretError(_("The password file can't be read: {strerror}.", strerror=error.strerror)) from None
        try:
            header = json.loads(head)
            cost, salt = header["cost"], b64decode(header["salt"], validate=True)
            known = header["format"] == _FORMAT and isinstance(cost, int) and bool(salt)
            good = known and _LEAST <= cost <= _MOST and not cost & (cost - 1)  # scrypt's N is a power of two
        except (ValueError, KeyError, TypeError):
            good = False
        if not good:
            raise SecretError(
                _("{name} is not a password file, or it is damaged.", name=self._path.name),
                remedy=_("Restore it from a backup, or move it away and enter your passwords again."),
            )
        return header, head, box

    def _open(self) -> dict[str, str]:
        _header, head, box = self._read()
        try:
            plain = self._cipher.decrypt(box[:12], box[12:], head)
        except (InvalidTag, ValueError):
            raise PassphraseError(
                _("That passphrase is wrong."),
                remedy=_("Try again. Capitals and spaces count."),
            ) from None
        kept: dict[str, str] = json.loads(plain)
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        header = {"format": _FORMAT, "kdf": "scrypt", "cost": self._cost, "salt": b64encode(self._salt).decode()}
        head = json.dumps(header).encode()
        nonce = randomness.token_bytes(12)
        sealed = head + b"\n" + nonce + self._cipher.encrypt(nonce, json.dumps(kept).encode(), head)
        fresh = self._path.with_name(f"{self._path.name}.{randomness.token_hex(4)}")
        try:
            own.folder(self._path.parent)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(handle)
            fresh.replace(self._path)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise SecretError(_("The password file can't be written: {strerror}.", strerror=error.strerror)) from None

    def __repr__(self) -> str:
        return f"<Lockbox {self._path.name!r}>"

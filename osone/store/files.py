"""The three files of a profile: opening, locking, bringing up to date, and what is done when one is broken."""

import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw
import portalocker

from osone.model.errors import StoreError
from osone.store.schema import MIGRATIONS

CARD = "store.json"
"""The plain file beside the store: key id, key check and schema versions. It holds no secret."""

FILES = ("core", "raw", "search")
KEY_BYTES = 32
JOURNAL_LIMIT = 64 * 1024 * 1024
LEAVE = "leave"
"""A file whose appearance asks every process to close the store, so that a migration can have it alone."""
BUSY_LOOK_S = 0.0003
BUSY_FOR_S = 10.0


class LostKeyError(StoreError):
    """The store is whole, but the key that was given is not its key."""


class NewerStoreError(StoreError):
    """The store was written by a newer OS One."""


class InUseError(StoreError):
    """Another process holds the store while it must be had alone."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open profile: where its files are, and the key to them."""

    folder: Path
    key: bytes
    notes: tuple[str, ...] = ()
    """What had to be mended while opening, one sentence each, for the person to read."""

    def __repr__(self) -> str:
        return f"Store({str(self.folder)!r})"

    def path(self, name: str) -> Path:
        """Where the file ``core``, ``raw`` or ``search`` is."""
        return self.folder / f"{name}.db"

    def writer(self, name: str = "core") -> apsw.Connection:
        """Open a connection that may write one file."""
        return _connect(self.path(name), self.key)

    def reader(self) -> apsw.Connection:
        """Open a read-only connection to ``core`` with ``raw`` and ``search`` attached under their names."""
        connection = _connect(self.path("core"), self.key, readonly=True)
        for name in ("raw", "search"):
            attach(connection, self.path(name), name, self.key)
        connection.pragma("query_only", True)
        return connection


def new_key() -> bytes:
    """Make a key for a new store: 256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def attach(connection: apsw.Connection, path: Path, name: str, key: bytes) -> None:
    """Attach another encrypted file under a name."""
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (str(path), f"raw:{key.hex()}"))


def _busy(tries: int) -> bool:
    time.sleep(BUSY_LOOK_S)
    return tries * BUSY_LOOK_S < BUSY_FOR_S


def _connect(path: Path, key: bytes, *, readonly: bool = False) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags)
    # SQLite's own time-out sleeps up to 100 ms between looks; a key must not wait that long.
    connection.set_busy_handler(_busy)
    connection.pragma("key", f"raw:{key.hex()}")
    if not readonly:
        connection.pragma("auto_vacuum", 2)
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", 1)
        connection.pragma("wal_autocheckpoint", 0)
        connection.pragma("journal_size_limit", JOURNAL_LIMIT)
        connection.pragma("foreign_keys", False)
    connection.pragma("temp_store", 2)
    connection.pragma("cache_size", -16384)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection


def key_check(key: bytes) -> str:
    """A value that shows whether a key is the right one without telling anything of it."""
    return hmac.new(key, b"osone store key check", hashlib.sha256).hexdigest()[:32]


def read_card(folder: Path) -> dict[str, object] | None:
    """The plain card of the store, or None where there is none or it cannot be read."""
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return card if isinstance(card, dict) else None


def _write_card(folder: Path, key: bytes, versions: dict[str, int]) -> None:
    text = json.dumps({"check": key_check(key), "versions": versions}, indent=1)
    new = folder / f"{CARD}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / CARD)


def open_store(folder: Path, key: bytes, *, patience_s: float = 5.0) -> Store:
    """Open a profile, making or migrating its files as needed.

    Raises LostKeyError where the key is not the store's (nothing is touched), NewerStoreError where a newer OS One
    wrote it, InUseError where a migration could not have it alone within ``patience_s``. A file that is broken or
    not ours is set aside under a name with the time in it, never deleted, and said so in ``notes``.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    card = read_card(folder)
    if card is not None and not hmac.compare_digest(str(card.get("check")), key_check(key)):
        raise LostKeyError(
            "This profile was locked with another key than the one in the keyring.",
            way_on="Unlock the keyring that was used before, or start a new profile; nothing has been changed.",
            command="profile.new",
        )
    versions = _versions(card)
    for name, steps in MIGRATIONS.items():
        if versions.get(name, 0) > len(steps):
            raise NewerStoreError(
                "This profile was last opened by a newer OS One.",
                way_on="Install the newer version again; nothing has been changed.",
            )
    store = Store(folder, key)
    notes: list[str] = []
    stale = card is None or any(versions.get(name, 0) < len(steps) for name, steps in MIGRATIONS.items())
    missing = any(not store.path(name).exists() for name in FILES)
    if stale or missing or not _sound(store):
        with _alone(folder, patience_s):
            for name in FILES:
                notes += _mend(store, name, had_card=card is not None)
            for name, steps in MIGRATIONS.items():
                _migrate(store, name, steps)
            _write_card(folder, key, {name: len(steps) for name, steps in MIGRATIONS.items()})
    return Store(folder, key, tuple(notes))


def _versions(card: dict[str, object] | None) -> dict[str, int]:
    found = card.get("versions") if card else None
    return {str(name): int(number) for name, number in found.items()} if isinstance(found, dict) else {}


def _sound(store: Store) -> bool:
    try:
        for name in FILES:
            _connect(store.path(name), store.key).close()
    except apsw.Error:
        return False
    return True


def _mend(store: Store, name: str, *, had_card: bool) -> list[str]:
    path = store.path(name)
    if not path.exists() or path.stat().st_size == 0:
        return []
    try:
        _connect(path, store.key).close()
    except (apsw.NotADBError, apsw.CorruptError) as error:
        if not had_card and name == "core":
            # Without the card a wrong key and a foreign file look the same: touch nothing.
            raise LostKeyError(
                f"The file {path.name} is not ours, or was locked with another key.",
                way_on="Move it elsewhere and start again, or bring the keyring back that it was made with.",
            ) from error
        aside = path.with_name(f"{path.stem}-set-aside-{time.strftime('%Y%m%d-%H%M%S')}.db")
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        copy = newest_copy(store.folder) if name == "core" else None
        if copy is not None:
            path.write_bytes(copy.read_bytes())
            return [f"{path.name} was broken. It is kept as {aside.name}, and yesterday's copy is in its place."]
        return [f"{path.name} was broken. It is kept as {aside.name}, and a new one was begun."]
    return []


def _migrate(store: Store, name: str, steps: tuple[str, ...]) -> None:
    connection = store.writer(name)
    try:
        at = int(str(connection.pragma("user_version")))
        if at > len(steps):
            raise NewerStoreError(
                "This profile was last opened by a newer OS One.",
                way_on="Install the newer version again; nothing has been changed.",
            )
        for number, step in enumerate(steps[at:], start=at + 1):
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(step)
                connection.pragma("user_version", number)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
    finally:
        connection.close()


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Hold the profile as one of many processes, for as long as the store is open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "profile.lock").open("a") as file:
        try:
            portalocker.lock(file, portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException as error:
            raise InUseError(
                "The profile is being brought up to date by another OS One.", way_on="Try again in a moment."
            ) from error
        try:
            yield
        finally:
            portalocker.unlock(file)


@contextmanager
def _alone(folder: Path, patience_s: float) -> Iterator[None]:
    """Hold the profile alone: ask the others to leave, then wait for them."""
    leave = folder / LEAVE
    with (folder / "profile.lock").open("a") as file:
        until = time.monotonic() + patience_s
        while True:
            try:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
                break
            except portalocker.LockException as error:
                leave.touch()
                if time.monotonic() > until:
                    leave.unlink(missing_ok=True)
                    raise InUseError(
                        "The profile must be brought up to date, but another OS One still has it open.",
                        way_on="Close the other window or engine, then try again.",
                    ) from error
                time.sleep(0.02)
        try:
            yield
        finally:
            leave.unlink(missing_ok=True)
            portalocker.unlock(file)


def asked_to_leave(folder: Path) -> bool:
    """Say whether another process wants the store alone. Looked at with every pulse."""
    return (folder / LEAVE).exists()


def newest_copy(folder: Path) -> Path | None:
    """The newest daily copy of ``core``, or None."""
    return max((folder / "copies").glob("core-*.db"), default=None)


def copy_core(store: Store, day: str, *, keep: int = 3) -> Path:
    """Copy ``core`` (it stays encrypted) as ``copies/core-DAY.db`` and keep the newest few.

    ``core`` holds what no server has: tasks, memory, wishes. ``VACUUM INTO`` writes a whole, defragmented file.
    """
    copies = store.folder / "copies"
    copies.mkdir(mode=0o700, exist_ok=True)
    target = copies / f"core-{day}.db"
    if not target.exists():
        part = copies / f"part-{day}.db"
        part.unlink(missing_ok=True)
        connection = store.writer()
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
        finally:
            connection.close()
        part.replace(target)
    for old in sorted(copies.glob("core-*.db"))[:-keep]:
        old.unlink()
    return target

"""The three files of a profile: opening, locking, bringing up to date, and what is done when one is broken."""

import hmac
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from osone.host import own
from osone.host.later import later
from osone.model.errors import StoreError
from osone.store import damage, locks, troubles
from osone.store.card import key_check, put_versions, read_card
from osone.store.leaving import LEAVE
from osone.store.locks import AGAIN_S
from osone.store.opening import attach, connect
from osone.store.schema import MIGRATIONS, Step, take
from osone.text.catalogue import _, plural

if TYPE_CHECKING:
    from osone.store import copies
else:
    copies = later("osone.store.copies")  # nobody waits for the day's copy, and hardly ever is one put back

FILES = ("core", "raw", "search")
KEY_BYTES = 32


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
        return connect(self.path(name), self.key)

    def reader(self) -> apsw.Connection:
        """Open a read-only connection to ``core`` with ``raw`` and ``search`` attached under their names."""
        connection = connect(self.path("core"), self.key, readonly=True)
        for name in ("raw", "search"):
            attach(connection, self.path(name), name, self.key)
        connection.pragma("query_only", True)
        return connection


def new_key() -> bytes:
    """Make a key for a new store: 256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def open_store(folder: Path, key: bytes, *, patience_s: float = 5.0) -> Store:
    """Open a profile, making or migrating its files as needed.

    Raises LostKeyError where the key is not the store's (nothing is touched), NewerStoreError where a newer OS One
    wrote it, InUseError where a migration could not have it alone within ``patience_s``. A file that is broken or
    not ours is set aside under a name with the time in it, never deleted, and said so in ``notes``.
    """
    own.folder(folder)
    card = read_card(folder)
    if card is not None and not hmac.compare_digest(str(card.get("check")), key_check(key)):
        raise LostKeyError(
            _("The key in the keyring doesn't open this profile."),
            remedy=_("Unlock the keyring you used before, or start a new profile. Nothing was changed."),
        )
    _refuse_newer(_versions(card))
    store = Store(folder, key)
    notes: list[str] = []
    if not _ready(store):
        with _alone(folder, patience_s, lambda: _ready(store)):
            if not _ready(store):
                notes += _bring_up(store, had_card=card is not None)
    return Store(folder, key, tuple(notes))


def refuse_newer(folder: Path) -> None:
    """Raise NewerStoreError where the card of a profile says that a newer OS One wrote it. No key is needed."""
    _refuse_newer(_versions(read_card(folder)))


def _refuse_newer(versions: Mapping[str, int]) -> None:
    if any(versions.get(name, 0) > len(steps) for name, steps in MIGRATIONS.items()):
        raise NewerStoreError(
            _("This profile was last opened by a newer OS One."),
            remedy=_("Install the newer version again. Nothing was changed."),
        )


def _ready(store: Store) -> bool:
    """Whether all files are there, whole and up to date, so that nothing need be done alone."""
    versions = _versions(read_card(store.folder))
    return (
        all(versions.get(name, 0) == len(steps) for name, steps in MIGRATIONS.items())
        and all(_filled(store.path(name)) for name in FILES)
        and not damage.doubted(store.folder)
        and _sound(store)
    )


def _bring_up(store: Store, *, had_card: bool) -> list[str]:
    notes: list[str] = []
    before = {name: _filled(store.path(name)) for name in FILES}
    lost = False
    if damage.doubted(store.folder):
        damage.look(store.folder, store.key)
    for name in FILES:
        told = _mend(store, name, had_card=had_card)
        notes += told
        lost = lost or bool(told)
    for name in MIGRATIONS:
        _check_version(store, name)
    for name, steps in MIGRATIONS.items():
        _migrate(store, name, steps)
    if lost or (any(before.values()) and not all(before.values())):
        _agree(store)
    put_versions(store.folder, store.key, {name: len(steps) for name, steps in MIGRATIONS.items()})
    return notes


def _agree(store: Store) -> None:
    """Make ``core`` fit the other files after one was lost: no id is given again that they know, all is indexed."""
    connection = store.writer()
    try:
        attach(connection, store.path("raw"), "raw", store.key)
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(
                "INSERT OR IGNORE INTO tombstone (id)"
                " SELECT message FROM raw.raw WHERE message NOT IN (SELECT id FROM message)"
            )
            connection.execute("INSERT OR IGNORE INTO to_index (message, revision) SELECT id, 1 FROM message")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        connection.close()


def _versions(card: dict[str, object] | None) -> dict[str, int]:
    found = card.get("versions") if card else None
    return {str(name): int(number) for name, number in found.items()} if isinstance(found, dict) else {}


def _sound(store: Store) -> bool:
    """Whether all files open. Raises StoreError where that is not for what is in them, as on a full disk.

    Nobody is sent away for that: to have the files alone would not mend it.
    """
    try:
        for name in FILES:
            connect(store.path(name), store.key).close()
    except (apsw.NotADBError, apsw.CorruptError):
        return False
    except apsw.Error as error:
        raise troubles.unopened(error, store.folder) from error
    return True


def _mend(store: Store, name: str, *, had_card: bool) -> list[str]:
    path = store.path(name)
    if not _filled(path):
        if had_card:
            _set_aside(path)  # what is left of it: a log without its file, which the next to open it would delete
        copy = copies.newest(store.folder, store.key) if name == "core" and had_card else None
        if copy is None:
            gone = had_card and name != "search"  # which is made again from the others
            return [_("{name} was missing, and there was no copy of it.", name=path.name)] if gone else []
        copies.put_back(copy, path)
        return [
            _("{name} was missing.", name=path.name),
            _("The copy from {day} was restored.", day=copies.day_said(copy)),
        ]
    try:
        connect(path, store.key).close()
        if damage.marked(store.folder, name):
            return _mend_marked(store, name)
    except (apsw.NotADBError, apsw.CorruptError) as error:
        if not had_card and name != "search":
            # Without the card a wrong key and a foreign file look the same: touch nothing.
            raise LostKeyError(
                _("{name} is not an OS One file, or has another key.", name=path.name),
                remedy=_("Move it away and start again, or restore its keyring."),
            ) from error
        return _replace(store, name, copies.newest(store.folder, store.key) if name == "core" else None)
    except apsw.Error as error:
        raise troubles.unopened(error, store.folder) from error
    return []


def _mend_marked(store: Store, name: str) -> list[str]:
    """Mend a file that opens and was found damaged. Raises DamagedError where a person must say what becomes of it."""
    notes: list[str] = []
    if name == "search":
        notes = _replace(store, name, None)
    elif name == "core":
        copy = damage.wanted_copy(store.folder, store.key)
        notes = _replace(store, name, copy) if copy is not None else []
    elif (saved := damage.saved(store.folder, store.key)) is not None:
        part, lost = saved
        notes = _replace(store, name, None)
        part.replace(store.path(name))
        if lost:
            notes.append(
                plural("{count} message in it could not be saved.", "{count} messages in it could not be saved.", lost)
            )
    damage.mended(store.folder, name)
    return notes


def _replace(store: Store, name: str, copy: Path | None) -> list[str]:
    """Set a damaged file aside and put the copy in its place, if there is one."""
    path = store.path(name)
    aside = _set_aside(path)
    damage.unmark(store.folder, name)
    moved = _("{name} was damaged. It was moved to {aside}.", name=path.name, aside=aside.name)
    if copy is None:
        return [moved]
    copies.put_back(copy, path)
    return [moved, _("The copy from {day} was restored.", day=copies.day_said(copy))]


def _filled(path: Path) -> bool:
    """Whether a file is there and holds something. An empty one SQLite would take for a new one."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _set_aside(path: Path) -> Path:
    """Put a file and its log under a name with the time in it; the name."""
    aside = _free_name(path)
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if _filled(part):
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _free_name(path: Path) -> Path:
    stamp, n = time.strftime("%Y%m%d-%H%M%S"), 1
    aside = path.with_name(f"{path.stem}-set-aside-{stamp}.db")
    while aside.exists():
        n += 1
        aside = path.with_name(f"{path.stem}-set-aside-{stamp}-{n}.db")
    return aside


def _check_version(store: Store, name: str) -> None:
    connection = store.writer(name)
    try:
        _refuse_newer({name: connection.pragma("user_version")})
    finally:
        connection.close()


def _migrate(store: Store, name: str, steps: tuple[Step, ...]) -> None:
    connection = store.writer(name)
    try:
        at: int = connection.pragma("user_version")
        if name == "core" and 0 < at < len(steps):
            copies.before_step(connection, store.folder, at)
        for number, step in enumerate(steps[at:], start=at + 1):
            connection.execute("BEGIN IMMEDIATE")
            try:
                take(connection, step)
                connection.pragma("user_version", number)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
    finally:
        connection.close()


@contextmanager
def shared(folder: Path, *, patience_s: float = 5.0) -> Iterator[None]:
    """Hold the profile as one of many processes, for as long as the store is open.

    Raises InUseError where another process holds it alone for longer than ``patience_s``: to look whether there is
    anything to bring up to date takes a moment only. NewerStoreError where it was brought up to date meanwhile, so that
    it is no longer ours to open.
    """
    own.folder(folder)
    with own.held(folder / "profile.lock") as file:
        until = time.monotonic() + patience_s
        while not locks.take(file, shared=True):
            if time.monotonic() > until:
                raise InUseError(_("Another OS One is updating this profile."), remedy=_("Try again in a moment."))
            time.sleep(AGAIN_S)
        try:
            refuse_newer(folder)
            yield
        finally:
            locks.release(file)


@contextmanager
def _alone(folder: Path, patience_s: float, done: Callable[[], bool]) -> Iterator[None]:
    """Hold the profile alone: ask the others to leave, then wait for them.

    Not where it is ``done`` meanwhile: of two processes that open a new profile together, one makes it, and the other
    must not send it away.
    """
    leave = folder / LEAVE
    with own.held(folder / "profile.lock") as file:
        until = time.monotonic() + patience_s
        try:
            while not locks.take(file):
                if done():
                    leave.unlink(missing_ok=True)
                    yield
                    return
                leave.touch()
                if time.monotonic() > until:
                    raise InUseError(
                        _("This profile needs an update, but another OS One has it open."),
                        remedy=_("Close the other window or engine, then try again."),
                    )
                time.sleep(AGAIN_S)
            yield
        finally:
            leave.unlink(missing_ok=True)
            locks.release(file)


def copy_core(store: Store, day: str, *, keep: int = 3) -> Path:
    """Copy ``core`` (it stays encrypted) as ``copies/core-DAY.db``, and keep the few that hold the most."""
    connection = store.writer()
    try:
        return copies.daily(connection, store.folder, store.key, day, keep=keep)
    finally:
        connection.close()

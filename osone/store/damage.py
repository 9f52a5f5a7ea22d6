"""Damaged pages of a profile's files: found by whoever meets one, marked, and mended when the profile is opened next.

The index is made again from the others. Of ``raw`` everything is saved that can still be read; what else it held comes
again from its server. ``core`` holds what no server has: its copy is older than it, so a person chooses first.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from osone.host.later import later
from osone.model.errors import StoreError
from osone.store import values
from osone.store.opening import connect
from osone.store.schema import MIGRATIONS, take
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.store import copies
else:
    copies = later("osone.store.copies")  # of a damaged profile alone

AGREED = "core.copy"
"""A file that is there once a person chose the copy, until that is in its place."""
BODY = "SELECT message, size, identity, zstd FROM raw WHERE message = ?"
WORDS = "SELECT * FROM words WHERE message = ?"
"""An older file has no names of files."""
DOUBT = "damage.doubted"
"""A file that is there once a damaged page was met, until all files were looked at."""
PIECE = 200
"""So many messages are saved in one transaction."""


class DamagedError(StoreError):
    """``core`` has damaged pages, and what becomes of it is for a person to say."""

    def __init__(self, day: str) -> None:
        super().__init__(
            _("Part of core.db, which holds your own data, is damaged and can't be read."),
            remedy=_("There is a whole copy from {day}. What was changed after it would be missing.", day=day)
            if day
            else _("There is no copy of it."),
        )
        self.copy = bool(day)


def marked(folder: Path, name: str) -> bool:
    """Whether a file was found damaged since it was mended last."""
    return _marker(folder, name).exists()


def unmark(folder: Path, name: str) -> None:
    """Take a file for whole, until a damaged page of it is met again."""
    _marker(folder, name).unlink(missing_ok=True)


def choose_copy(folder: Path) -> None:
    """Have the copy of ``core`` put in its place when the profile is opened next."""
    (folder / AGREED).touch(mode=0o600)


def doubt(folder: Path) -> None:
    """Have all files looked at when the profile is opened next: that takes longer than who met a damaged page has."""
    (folder / DOUBT).touch(mode=0o600)


def doubted(folder: Path) -> bool:
    """Whether some file may be damaged, or is."""
    return (folder / DOUBT).exists() or any(marked(folder, name) for name in MIGRATIONS)


def look(folder: Path, key: bytes) -> list[str]:
    """Look which files are damaged, and mark them. That is for after a fall: all of them are read."""
    found = [name for name in MIGRATIONS if not _well(folder / f"{name}.db", key)]
    for name in found:
        _marker(folder, name).touch(mode=0o600)
    (folder / DOUBT).unlink(missing_ok=True)
    return found


def met(folder: Path, key: bytes, error: Exception) -> StoreError:
    """What is said where a page turned out to be damaged; all files are looked at for it."""
    found = look(folder, key)
    if found == ["search"]:
        return StoreError(_("The search index is damaged. It is made again with the next start."))
    if found:
        return StoreError(
            _("A file of the profile is damaged: {error}.", error=error),
            remedy=_("Quit OS One and open it again to have it repaired."),
        )
    return StoreError(
        _("A file of the profile could not be read: {error}.", error=error),
        remedy=_("Check whether the disk is damaged or disconnected, then try again."),
    )


def wanted_copy(folder: Path, key: bytes) -> Path | None:
    """The copy that is to take the place of a damaged ``core``; None where that is whole after all.

    Raises DamagedError where nobody chose it yet, or there is none.
    """
    if _well(folder / "core.db", key):
        return None
    copy = copies.newest(folder, key)
    if copy is None or not (folder / AGREED).exists():
        raise DamagedError(copies.day_said(copy) if copy is not None else "")
    return copy


def mended(folder: Path, name: str) -> None:
    """Write that a file is whole again."""
    unmark(folder, name)
    if name == "core":
        (folder / AGREED).unlink(missing_ok=True)


def saved(folder: Path, key: bytes) -> tuple[Path, int] | None:
    """What can still be read of ``raw`` in a new file, and how many messages cannot; None where it is whole after all.

    Raises StoreError where there is no room for it; then nothing is changed.
    """
    path, part = folder / "raw.db", folder / "raw.db.part"
    if _well(path, key):
        return None
    for suffix in ("", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    core, old = (connect(folder / name, key, readonly=True) for name in ("core.db", "raw.db"))
    new = connect(part, key)
    try:
        for number, step in enumerate(MIGRATIONS["raw"], start=1):
            take(new, step)
            new.pragma("user_version", number)
        lost = _save(values.numbers(core, "SELECT id FROM message ORDER BY id"), old, new)
        new.pragma("wal_checkpoint", "truncate")
    except (apsw.FullError, OSError) as error:
        raise StoreError(
            _("raw.db is damaged, and there is no room to save what can be read of it."),
            remedy=_("Free some disk space, then try again. Nothing was changed."),
        ) from error
    finally:
        for connection in (core, old, new):
            connection.close()
    return part, lost


def _save(messages: list[int], old: apsw.Connection, new: apsw.Connection) -> int:
    """Copy what there is of these messages; how many of them cannot be read."""
    lost = 0
    for at in range(0, len(messages), PIECE):
        with new:
            for message in messages[at : at + PIECE]:
                try:
                    body, words = (old.execute(query, (message,)).fetchone() for query in (BODY, WORDS))
                except (apsw.CorruptError, apsw.IOError):
                    lost += 1
                    continue
                if body is not None:
                    new.execute("INSERT INTO raw (message, size, identity, zstd) VALUES (?, ?, ?, ?)", body)
                if words is not None:
                    new.execute("INSERT INTO words (message, zstd, files) VALUES (?, ?, ?)", (*words, "")[:3])
    return lost


def _marker(folder: Path, name: str) -> Path:
    return folder / f"{name}.broken"


def _well(path: Path, key: bytes) -> bool:
    if not path.exists() or not path.stat().st_size:
        return True  # it is gone, which is another matter
    try:
        connection = connect(path, key)
        try:
            return bool(connection.pragma("quick_check") == "ok")
        finally:
            connection.close()
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError):
        return False

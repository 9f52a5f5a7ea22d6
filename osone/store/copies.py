"""Copies of ``core``, which holds what no server has: made each day and before a step, put back where it is broken.

Which of them is the newest is told by what it holds, and never by a date: a clock may have been wrong.
"""

import shutil
import time
from datetime import date
from pathlib import Path

import apsw

from osone.host import own
from osone.model.errors import StoreError
from osone.store import feed
from osone.store.card import COPIES
from osone.store.opening import connect
from osone.text.catalogue import _
from osone.text.dates import date_long


def daily(core: apsw.Connection, folder: Path, key: bytes, day: str, *, keep: int) -> Path:
    """Copy ``core`` as ``copies/core-DAY.db``, once a day, and keep the few copies that hold the most.

    ``VACUUM INTO`` writes a whole, defragmented file.
    """
    target = folder / COPIES / f"core-{day}.db"
    if not target.exists():
        _copy(core, target)
    held = sorted(target.parent.glob("core-*.db"), key=lambda copy: (_holds(copy, key), copy.name))
    for old in held[:-keep]:
        if old != target:
            old.unlink()
    return target


def before_step(core: apsw.Connection, folder: Path, version: int) -> None:
    """Keep ``core`` as the version before left it, beside the daily copies, until the next one does."""
    target = folder / COPIES / f"version-{version}-{time.strftime('%Y-%m-%d')}.db"
    try:
        _copy(core, target)
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, OSError) as error:
        raise StoreError(
            _("There is no room for a copy of core.db, which needs an update: {error}.", error=error),
            remedy=_("Free some disk space, then try again. Nothing was changed."),
        ) from error
    for old in target.parent.glob("version-*.db"):
        if old != target:
            old.unlink()


def newest(folder: Path, key: bytes) -> Path | None:
    """The copy that holds the most, of those that open: a daily one, or the one from before a step."""
    found = [copy for kind in ("core", "version") for copy in (folder / COPIES).glob(f"{kind}-*.db")]
    best = max(found, key=lambda copy: (_holds(copy, key), day_of(copy), copy.stat().st_mtime), default=None)
    return best if best is not None and _holds(best, key) >= 0 else None


def put_back(copy: Path, path: Path) -> None:
    """Put a copy where ``core`` was. Raises StoreError where there is no room for it; then nothing is changed."""
    part = path.with_name(f"{path.name}.part")
    try:
        shutil.copyfile(copy, part)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            _("{name} can't be restored from its copy: {error}.", name=path.name, error=error.strerror or error),
            remedy=_("Free some disk space, then try again. Nothing was changed."),
        ) from error
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    part.replace(path)


def day_of(copy: Path) -> str:
    """The day in the name of a copy."""
    return copy.stem[-len("2026-03-01") :]


def day_said(copy: Path) -> str:
    """The day of a copy as a person reads it, with its year."""
    try:
        return date_long(date.fromisoformat(day_of(copy)), date.min)
    except ValueError:
        return copy.name


def _holds(copy: Path, key: bytes) -> int:
    """How many changes a copy has seen; -1 where it does not open."""
    try:
        connection = connect(copy, key, readonly=True)
    except apsw.Error:
        return -1
    try:
        return feed.last(connection)
    except apsw.Error:
        return -1
    finally:
        connection.close()


def _copy(core: apsw.Connection, target: Path) -> None:
    own.folder(target.parent)
    part = target.with_name(f"part-{target.name}")
    part.unlink(missing_ok=True)
    try:
        core.execute("VACUUM INTO ?", (str(part),))
    except apsw.Error:
        part.unlink(missing_ok=True)  # on a full disk for one, where its room is needed
        raise
    part.replace(target)

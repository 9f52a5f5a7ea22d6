"""What went wrong with the disk under the store, in sentences: named as what it is, and what becomes of one's work."""

import errno
import shutil
from pathlib import Path

import apsw

from osone.model.errors import StoreError
from osone.text.catalogue import _

LEAST = 1 << 20
"""Bytes that are free on a disk on which a file of the store can still be opened and grow."""


def is_full(error: Exception, folder: Path) -> bool:
    """Whether something went wrong for want of room on the disk of this folder.

    SQLite calls it otherwise where it can't make or widen a file beside the store, so then the disk itself is asked.
    """
    if isinstance(error, apsw.FullError):
        return True
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, apsw.IOError | apsw.CantOpenError):
        return False
    return short(folder)


def short(folder: Path) -> bool:
    """Whether the disk of a folder has too little room left for a file of the store to grow."""
    try:
        return shutil.disk_usage(folder).free < LEAST
    except OSError:
        return False


def unopened(error: Exception, folder: Path) -> StoreError:
    """The error of a file that can't be opened, in the folder of a profile: without it there is no OS One."""
    if isinstance(error, apsw.CorruptError | apsw.NotADBError):
        return named(error, folder)
    if is_full(error, folder):
        return StoreError(
            _("The disk is full, so OS One can't open."),
            remedy=_("Free some disk space, then try again. Nothing was lost."),
        )
    return StoreError(
        _("The files with your data can't be opened: {error}.", error=error),
        remedy=_("Check whether the folder is read-only, then try again. Nothing was changed."),
    )


def named(error: Exception, folder: Path) -> StoreError:
    """The error of a file in this folder as a person can be told of it.

    Nothing is half-written, for a transaction is written whole or not.
    """
    if is_full(error, folder):
        return StoreError(
            _("The disk is full, so that couldn't be saved."),
            remedy=_("Free some space and do it again. Nothing else was lost."),
        )
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError | apsw.CantOpenError):
        return StoreError(
            _("The folder with your data can't be written to."),
            remedy=_("Check whether it is read-only or was moved, then do it again."),
        )
    if isinstance(error, apsw.IOError):
        return StoreError(
            _("The disk with your data reported an error."),
            remedy=_("Check whether it is full, damaged or disconnected, then do it again."),
        )
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return StoreError(_("Your data is in use by another program."), remedy=_("Wait a moment, then do it again."))
    if isinstance(error, apsw.CorruptError | apsw.NotADBError):
        return StoreError(
            _("The file with your data is damaged."), remedy=_("Quit OS One and open it again to have it repaired.")
        )
    return StoreError(_("That couldn't be saved."))

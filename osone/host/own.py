"""What is the person's alone on a disk that others use too: the profile's folder, and the files in it that are held."""

import os
import stat
import sys
from pathlib import Path
from typing import IO

MINE = 0o700


def folder(path: Path) -> Path:
    """Make a folder that only its owner can enter, whatever the umask is; one that was open to others is closed.

    Not one that belongs to somebody else, nor one for everybody, as ``/tmp`` is. OSError where it cannot be made.
    """
    path.mkdir(parents=True, exist_ok=True, mode=MINE)
    if sys.platform != "win32":
        found = path.stat()
        shared = found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX
        if not shared and stat.S_IMODE(found.st_mode) != MINE:
            path.chmod(MINE)
    return path


def held(path: Path) -> IO[str]:
    """Open a file for holding a lock on it; nobody else can open it, and so nobody else can hold it."""
    return open(path, "a", opener=_privately, encoding="utf-8")


def _privately(path: str, flags: int) -> int:
    handle = os.open(path, flags, 0o600)
    if sys.platform != "win32" and os.fstat(handle).st_uid == os.geteuid():
        os.fchmod(handle, 0o600)
    return handle

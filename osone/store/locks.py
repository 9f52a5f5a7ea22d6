"""Locks between processes on a file of the profile: held by many, or by one alone.

Advisory and gone with the process that holds them, as BSD's ``flock`` is. Nothing here waits.
"""

import sys
from typing import IO

AGAIN_S = 0.02
"""How soon a lock that another process holds is tried again, by those who wait."""

if sys.platform == "win32":
    import portalocker

    def take(file: IO[str], *, shared: bool = False) -> bool:
        """Hold the file, with others where it is ``shared``; False where another process keeps it from us."""
        how = portalocker.LockFlags.SHARED if shared else portalocker.LockFlags.EXCLUSIVE
        try:
            portalocker.lock(file, how | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException:
            return False
        return True

    def release(file: IO[str]) -> None:
        """Let others have it."""
        portalocker.unlock(file)

else:
    # What portalocker does here too, without the twentieth of a second that its import takes of every start.
    import fcntl

    def take(file: IO[str], *, shared: bool = False) -> bool:
        """Hold the file, with others where it is ``shared``; False where another process keeps it from us."""
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(file: IO[str]) -> None:
        """Let others have it."""
        fcntl.flock(file, fcntl.LOCK_UN)

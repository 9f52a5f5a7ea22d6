"""The log: one file a process in the profile, turned over before it grows, and never a secret or a mail in it."""

import logging
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from osone.host import own
from osone.model.errors import StoreError
from osone.store import troubles
from osone.text.catalogue import _

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LARGEST = 1_000_000
OLDER = 2
"""So many files are kept of what was turned over, ``NAME.log.1`` the newest."""


class QuietLog(logging.FileHandler):
    """A log that is silent where the disk doesn't take it: what went wrong with the disk is told by those it stops.

    Python's own that turns over, in ``logging.handlers``, comes with sockets and more for the first frame to wait for.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, in a new file where this one is large enough."""
        with suppress(OSError):
            if self.stream is not None and self.stream.tell() >= LARGEST:
                self._turn(self.stream)
        super().emit(record)

    def _turn(self, full: TextIOWrapper) -> None:
        self.stream = None  # what is written next opens it anew
        full.close()
        files = [Path(self.baseFilename + (f".{n}" if n else "")) for n in range(OLDER + 1)]
        for older, file in zip(files[:0:-1], files[-2::-1], strict=True):
            if file.exists():
                file.replace(older)

    def handleError(self, record: logging.LogRecord) -> None:
        """Pass over a line that can't be written; a line that is wrong itself is a mistake of ours, and seen."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        """End it, though what it still held cannot be written: a window that comes back goes on with another."""
        with suppress(OSError):
            super().close()


def unwritable(folder: Path, error: OSError) -> StoreError:
    """What is said of a profile that cannot be written."""
    if troubles.is_full(error, folder):
        return troubles.unopened(error, folder)
    return StoreError(
        _("The profile {folder} can't be written: {why}.", folder=folder, why=error.strerror or error),
        remedy=_("Check the disk and its permissions, or set OSONE_HOME to another folder."),
    )


def begin(folder: Path, name: str) -> None:
    """Write this process's log to ``log/NAME.log`` of the profile. StoreError where the profile cannot be written."""
    where = folder / "log"
    try:
        own.folder(own.folder(folder) / "log")
        handler = QuietLog(where / f"{name}.log", encoding="utf-8")
    except OSError as error:
        raise unwritable(folder, error) from error
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    for old in root.handlers:
        if isinstance(old, QuietLog):
            old.close()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Their lines hold addresses and what was asked for.
    for chatty in ("httpx", "httpcore", "asyncio", "markdown_it"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

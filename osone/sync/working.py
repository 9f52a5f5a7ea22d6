"""What every worker of the engine shares: its files, its pace and its stop."""

import gc
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import apsw

from osone.model.errors import OsOneError
from osone.store.files import Store
from osone.store.mark import HERE_S
from osone.sync import reading
from osone.sync.reading import ReadMessage
from osone.text.catalogue import _

ROWS_WATCHED = 48
"""Rows a transaction beside a shell: 3 to 7 ms, for the more mail there is, the colder are the leaves they go to."""
ROWS_BY_HAND = 16
"""The same while somebody works there: 1 to 3 ms."""
ROWS_ALONE = 500
"""Each commit writes half the leaves of the hashed indexes again, so the fewer the better."""
GAP_S = 0.001
NEAR_S = 5.0
"""Who did something so long ago may do the next thing at any moment."""
STAND_BACK_S = 0.12
"""Behind a key that is held down, work goes on at least this often."""


class StoppedError(OsOneError):
    """The engine is closing: leave as soon as what is begun is whole."""


@dataclass(slots=True)
class Pace:
    """How much is written at once. With a shell there, a key must find the lock free within a few milliseconds."""

    watched: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    hand: Callable[[], float] = lambda: math.inf
    """Seconds since a person last did something in the window."""

    @property
    def rows(self) -> int:
        """How many rows one transaction may write."""
        if not self.watched:
            return ROWS_ALONE
        return ROWS_BY_HAND if self.hand() < NEAR_S else ROWS_WATCHED

    def gap(self) -> None:
        """Between two transactions: let the shell in, for as long as a key is being answered there.

        Raises StoppedError where the engine is closing.
        """
        if self.stop.is_set():
            raise StoppedError(_("The engine is closing."))
        if not self.watched:
            return
        time.sleep(GAP_S)
        until = time.monotonic() + STAND_BACK_S
        while self.hand() < HERE_S and not self.stop.is_set() and time.monotonic() < until:
            time.sleep(GAP_S)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest while a batch is made: it would look through all of it again and again.

    What comes in makes no cycles. Where two threads are inside, it works again once the first of them is out.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Files:
    """One worker's own connections: a connection belongs to one thread."""

    core: apsw.Connection
    raw: apsw.Connection
    reader: apsw.Connection
    read: ReadMessage
    """Reads a whole message, and sets aside what fells who reads it."""

    def close(self) -> None:
        """Close all connections."""
        for connection in (self.core, self.raw, self.reader):
            connection.close()


def open_files(store: Store) -> Files:
    """Open a worker's connections."""
    core = store.writer("core")
    return Files(core, store.writer("raw"), store.reader(), reading.reader(store.folder, core).read)

"""One hostile thing: what it is made of at any size, what is done with it, and the watch that is held over that."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

TICK_S = 0.005
SIZES = (0.01, 0.1, 1.0)


@dataclass(slots=True)
class Watch:
    """What doing it costs: seconds that a person waits, that the engine works, and that no other thread can run."""

    wait_s: float = 0.0
    engine_s: float = 0.0
    gil_s: float = 0.0
    _ticks: list[float] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Hold it: a thread beside what is done sees how long it is kept from running."""
        beside = threading.Thread(target=self._tick, daemon=True)
        beside.start()
        try:
            yield
        finally:
            self._stop.set()
            beside.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What a person waits for, until something honest can be on the screen."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.wait_s = max(self.wait_s, time.perf_counter() - began)
            self._looked(began)

    @contextmanager
    def engine(self) -> Iterator[None]:
        """What a thread of the engine does behind the person's back."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.engine_s += time.perf_counter() - began
            self._looked(began)

    def _tick(self) -> None:
        while not self._stop.is_set():
            self._ticks.append(time.perf_counter())
            time.sleep(TICK_S)

    def _looked(self, began: float) -> None:
        ended, seen = time.perf_counter(), len(self._ticks)
        while len(self._ticks) == seen and not self._stop.is_set():
            time.sleep(TICK_S)
        ticks = [began, *(tick for tick in self._ticks if began <= tick <= ended), ended]
        self.gil_s = max(self.gil_s, *(after - before - TICK_S for before, after in pairwise(ticks)))


@dataclass(frozen=True, slots=True)
class Trial:
    """One of them."""

    name: str
    make: Callable[[float], bytes]
    """Its bytes at a share of its full size; they come to ``run`` in a file."""
    run: Callable[[Path, Watch], None]
    """Does with the file what the program would, in a process of its own. Raises where something untrue came of it."""
    warm: Callable[[Path], None] = lambda _folder: None
    """Loads what the program has loaded long before, in the same process, with a folder to write into."""


def peak_mb(*, reset: bool = False) -> float:
    """The most memory that this process held, in MB; with ``reset`` counted anew from here, where the system can."""
    status = Path("/proc/self/status")
    if status.exists():
        if reset:
            Path("/proc/self/clear_refs").write_text("5")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)

"""The hand's mark: a few shared bytes in the profile that say when a person last did something in a window.

Bulk work in another process looks at them between two pieces, and stands back while a key is answered. It costs either
side less than a microsecond; nothing is kept but the machine's own running clock.
"""

import math
import mmap
import struct
import time
from pathlib import Path

FILE = "hand.mark"
CLOCK = struct.Struct("d")
HERE_S = 0.04
"""So long after a key its answer is drawn and written; until then the processor and the lock are the hand's."""


class Mark:
    """The mark of one profile, for who sets it and for who looks at it."""

    def __init__(self, folder: Path) -> None:
        with (folder / FILE).open("a+b") as file:
            if file.tell() < CLOCK.size:
                file.write(CLOCK.pack(0))
                file.flush()
            self._shared = mmap.mmap(file.fileno(), CLOCK.size)

    def set(self) -> None:
        """The person has done something just now."""
        CLOCK.pack_into(self._shared, 0, time.monotonic())

    def since(self) -> float:
        """Seconds since then; for ever where the mark is from before the machine was started anew."""
        seconds = time.monotonic() - float(CLOCK.unpack_from(self._shared)[0])
        return seconds if seconds >= 0 else math.inf

    def close(self) -> None:
        """Let go of it."""
        self._shared.close()

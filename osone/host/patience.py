"""Trying again: each time after a longer while, and never after a longer one than is said."""

import random
from dataclasses import dataclass

DOUBLINGS = 40
"""Powers of two grow no further than this: what fails for weeks must not overflow."""


def grown(first_s: float, longest_s: float, tries: int) -> float:
    """Seconds to wait after so many tries that failed, the first one counted as 0."""
    return min(longest_s, first_s * 2.0 ** min(max(tries, 0), DOUBLINGS))


@dataclass(slots=True)
class Patience:
    """How long to wait before something is tried again. Every trouble has one of its own."""

    first_s: float
    longest_s: float
    free: int = 0
    """So often it is tried again at once."""
    tries: int = 0

    def next(self) -> float:
        """It failed once more: seconds to wait now, of which a little is chance, so that not all come at once."""
        self.tries = min(self.tries + 1, self.free + DOUBLINGS)
        over = self.tries - self.free
        return grown(self.first_s, self.longest_s, over - 1) * random.uniform(0.7, 1.0) if over > 0 else 0.0

    def well(self) -> None:
        """It went well: the next time it is tried again soon."""
        self.tries = 0

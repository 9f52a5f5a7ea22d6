"""How loud the voice is at this moment, passed on to whoever shows it."""

from collections.abc import Callable


class Loudness:
    """Passes on how loud it is to whoever asked for the words. ``hear`` is given to ``Speaking`` as its ``level``."""

    def __init__(self) -> None:
        self._listener: Callable[[float], None] = _nobody

    def hear(self, level: float) -> None:
        """It is so loud now, 0 to 1."""
        self._listener(level)

    def listen(self, listener: Callable[[float], None] | None) -> None:
        """Tell this one from now on; None tells nobody."""
        self._listener = listener or _nobody


def _nobody(level: float) -> None:
    """Hear nothing."""

"""How much a look at the calendar may cost, counted in steps: nobody's file may hold up a day."""

POOL = 20_000
"""Steps that all events of a look share beyond their own, each about a microsecond."""
OWN = 120
"""Steps that each event has for itself…"""
OWN_DAY = 14
"""… and as many more for each day of the window, which is what a daily one takes."""
TOLD = 12
"""A happening that is told costs so many steps."""


ALL = 80_000
"""Steps that all events take of their own before it is no calendar of a person any more…"""
LEAST = 40
"""… and each further one has this many: enough for what it has on a day or two."""


class StepBudget:
    """The steps that are left to one look at the calendar.

    What is dear (a rule for every second, one that never matches) draws on a pool that all share, so that many of them
    cost no more than one; what is usual never needs it, so that no event can hide another.
    """

    __slots__ = ("_left", "_own", "_pool")

    def __init__(self, pool: int = POOL) -> None:
        self._pool = pool
        self._left = ALL
        self._own = 0

    def begin(self, days: int) -> None:
        """The next event, in a window of so many days."""
        self._own = OWN + OWN_DAY * max(0, min(days, 40_000)) if self._left > 0 else LEAST

    def spend(self, steps: int = 1) -> bool:
        """Whether so many steps more may be taken; then they are."""
        if self._own >= steps:
            self._own -= steps
            self._left -= steps
            return True
        if self._pool >= steps:
            self._pool -= steps
            return True
        return False

"""How much a look at the calendar may cost, counted in steps: nobody's file may hold up a day."""

POOL = 20_000
"""Steps that all events of a look share beyond their own, each a few microseconds."""
OWN = 120
"""Steps that each event has for itself…"""
OWN_DAY = 14
"""… and as many more for each day of the window, which is what a daily one takes."""
TOLD = 12
"""A happening that is told costs so many steps."""
READY = 60
"""So many it takes to make a series ready…"""
DATE = 2
"""… and so many more for each date that it lists, or happening that was changed."""
ALL = 80_000
"""Steps that all events take of their own before it is no calendar of a person any more…"""
LEAST = 40
"""… and each further one has this many: enough for what it has on a day or two…"""
FLOOR = 20_000
"""… until these are gone too. What comes then is not looked at."""


class StepBudget:
    """The steps that are left to one look at the calendar.

    What is dear (a rule for every second, one that never matches) draws on a pool that all share, so that many of them
    cost no more than one; what is usual never needs it, so that no event can hide another.
    """

    __slots__ = ("_left", "_own", "_pool", "short")

    def __init__(self, pool: int = POOL) -> None:
        self._pool = pool
        self._left = ALL + FLOOR
        self._own = 0
        self.short = False
        """Whether something was left out."""

    @property
    def over(self) -> bool:
        """Whether no further series is looked at."""
        return self._left <= 0

    def begin(self, days: int) -> bool:
        """The next series, in a window of so many days; whether it may be looked at."""
        if self.over:
            self.short = True
            return False
        self._own = OWN + OWN_DAY * max(0, min(days, 40_000)) if self._left > FLOOR else LEAST
        self._left -= READY
        return True

    def listed(self, dates: int) -> None:
        """It lists so many dates, or changed happenings: they were read, whatever else it may cost."""
        self._left -= DATE * dates

    def spend(self, steps: int = 1) -> bool:
        """Whether so many steps more may be taken; then they are."""
        if self._own >= steps:
            self._own -= steps
            self._left -= steps
            return True
        if self._pool >= steps:
            self._pool -= steps
            return True
        self.short = True
        return False

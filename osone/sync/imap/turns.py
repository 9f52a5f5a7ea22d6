"""One connection for several lanes, in turns: the hand before the bulk before who listens."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from osone.model.errors import NetworkError
from osone.sync.source import Lane, NotYetError

RANK = {Lane.ACT: 0, Lane.RECEIVE: 1, Lane.LISTEN: 2}
LOOK_S = 0.25


@dataclass(slots=True, eq=False)
class Turns:
    """Who has a connection now, and who waits for it."""

    broken: Callable[[], None] = lambda: None
    """Called where the connection was lost in somebody's turn, so that the others see it too."""
    free: threading.Condition = field(default_factory=threading.Condition)
    taken: bool = False
    number: int = 0
    """How many turns there were."""
    waiting: Counter[int] = field(default_factory=Counter)
    """How many wait, by rank."""

    @contextmanager
    def turn(self, lane: Lane) -> Iterator[None]:
        """Have the connection for as long as this lasts."""
        self._take(RANK[lane])
        try:
            yield
        except NotYetError:
            raise
        except NetworkError:
            self.broken()
            raise
        finally:
            self._leave()

    def pressed(self, lane: Lane) -> bool:
        """Whether somebody waits who comes before this lane."""
        return any(self.waiting[rank] for rank in range(RANK[lane]))

    def give_way(self, lane: Lane) -> bool:
        """In one's turn: let those who come before have theirs, who may open a folder; whether there were any."""
        if not self.pressed(lane):
            return False
        self._leave()
        self._take(RANK[lane])
        return True

    def _take(self, rank: int) -> None:
        with self.free:
            self.waiting[rank] += 1
            try:
                while self.taken or any(self.waiting[before] for before in range(rank)):
                    self.free.wait(LOOK_S)
                self.taken = True
                self.number += 1
            finally:
                self.waiting[rank] -= 1

    def _leave(self) -> None:
        with self.free:
            self.taken = False
            self.free.notify_all()

"""The one alarm: when something of the outbox is due though nobody writes anything, and what wakes then.

A hold and a wake are instants of the clock on the wall, and mean what they say however long the machine slept. A
further try is an instant too; but it was only ever meant to come soon, so it is bounded by a clock that nobody sets:
one that was wrong, then or now, makes no wish wait a year.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import apsw

from osone.model.mail import UNTIL_NOW
from osone.store import reminders, snooze
from osone.store.nouns import NOUNS
from osone.store.outbox import WAKE
from osone.store.writing import Tx, transaction

LONGEST_WAIT_S = 600
"""No act that was put back waits longer than this for its next try."""
DRIFT_S = 1.0
"""Clocks that part by more than this were set, or the machine slept."""
HELD = (
    "SELECT hold_until FROM outbox WHERE hold_until > 0 AND state = 'waiting'"
    f" AND (hold_until > ? OR kind = '{WAKE}') ORDER BY hold_until LIMIT 1"
)
AGAIN = "SELECT DISTINCT next_try FROM outbox WHERE next_try > 0 AND next_try > ? AND state = 'waiting'"
NO_LONGER = "UPDATE outbox SET next_try = 0 WHERE next_try > 0 AND next_try = ? AND state = 'waiting'"
AWAKE = (
    f"DELETE FROM outbox WHERE hold_until > 0 AND hold_until <= ? AND kind = '{WAKE}' AND state = 'waiting'"
    " RETURNING noun, noun_id"
)


def held(connection: apsw.Connection, now: int) -> int | None:
    """When the next hold is over, of those that lie ahead, or the next noun wakes, overslept or not; Unix seconds."""
    row = connection.execute(HELD, (now,)).fetchone()
    return int(row[0]) if row else None


def further_tries(connection: apsw.Connection, now: int) -> list[int]:
    """When acts that were put back are tried again, of those that lie ahead, soonest first; Unix seconds."""
    return [int(at) for (at,) in connection.execute(f"{AGAIN} ORDER BY next_try", (now,))]


def wake(tx: Tx, now: int) -> None:
    """Wake the nouns whose time has come: conversations come back to the inbox, and all are looked at again."""
    woken: dict[str, list[int]] = defaultdict(list)
    for noun, number in tx.connection.execute(AWAKE, (now,)):
        woken[str(noun)].append(int(number))
    reminders.ring(tx, woken.pop(reminders.NOUN, ()), now)
    for noun, numbers in woken.items():
        tx.changed(NOUNS[noun].topic, numbers)
    snooze.wake(tx, woken.get("message", ()), now, UNTIL_NOW)


def try_now(tx: Tx, instants: Sequence[int]) -> None:
    """Let what waits for its next try until one of these instants wait no longer."""
    tx.connection.executemany(NO_LONGER, [(at,) for at in instants])


@dataclass(slots=True)
class Alarm:
    """The engine's alarm. ``look`` belongs behind every commit; a sleep or a changed clock it notices by itself."""

    core: apsw.Connection
    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    """Seconds that nobody sets, from this run's beginning or another."""
    _held: int | None = None
    _tries: dict[int, float] = field(default_factory=dict)
    """By the instant of a further try: when it comes at the latest, as ``steady`` has it."""
    _apart: float = 0.0

    def look(self) -> None:
        """Read what is due next."""
        now, steady = self.wall(), self.steady()
        self._apart = now - steady
        self._held = held(self.core, int(now))
        ahead = further_tries(self.core, int(now))
        self._tries = {at: self._tries.get(at, steady + min(at - now, LONGEST_WAIT_S)) for at in ahead}

    def rings(self) -> bool:
        """Whether something has become due since it was last asked; nouns that wake are awake then."""
        now, steady = self.wall(), self.steady()
        due = any(at <= now for at in (self._held, *self._tries) if at is not None)
        late = [at for at, latest in self._tries.items() if at > now and steady >= latest]
        if due or late:
            with transaction(self.core) as tx:
                try_now(tx, late)
                wake(tx, int(now))
            self.look()
        elif abs(now - steady - self._apart) > DRIFT_S:
            # What was past lies ahead again, or the other way about.
            self.look()
        return bool(due or late)

"""How message ids are given out: ``seconds << 8 | n``, for ever, never twice."""

import json
from collections.abc import Iterable

import apsw

from osone.model.ids import SECOND_SHIFT, MessageId

PER_SECOND = 1 << SECOND_SHIFT
DAY = 86_400


FIRST_MAIL = 365 * DAY
"""A Date of 1970 is that of a machine which knows no time."""
FIRST_ARRIVAL = 631_152_000
"""1990: an arrival before it is that of a file whose time was lost."""


def filed_at(date: int | None, relayed: int | None, received: int, now: int) -> int:
    """The second a message is filed under: what it says itself, else the last server on its way, else its arrival.

    ``date`` is that of its Date field, ``relayed`` that of its topmost Received, ``received`` when it came here. A
    date more than a day from now, or more than a day after it was relayed, is not true. An arrival before 1990 or
    after now says nothing.
    """
    latest = now + DAY
    if relayed is not None and not FIRST_ARRIVAL <= relayed <= latest:
        relayed = None
    if date is not None and FIRST_MAIL <= date <= (latest if relayed is None else min(latest, relayed + DAY)):
        return date
    if relayed is not None:
        return relayed
    return received if FIRST_ARRIVAL <= received <= now else now


TAKEN = (
    "SELECT value, max(coalesce((SELECT max(id) FROM message WHERE id BETWEEN value << 8 AND value << 8 | 255), -1),"
    " coalesce((SELECT max(id) FROM tombstone WHERE id BETWEEN value << 8 AND value << 8 | 255), -1)) FROM json_each(?)"
)
BETWEEN = (
    "SELECT id FROM message WHERE id BETWEEN ?1 AND ?2 UNION ALL"
    " SELECT id FROM tombstone WHERE id BETWEEN ?1 AND ?2 LIMIT ?3"
)


class Allocator:
    """Gives out ids within one write transaction, remembering what it has given."""

    def __init__(self, connection: apsw.Connection, seconds: Iterable[int] = ()) -> None:
        self._connection = connection
        # The seconds that will be asked for are looked up at once: one statement each would cost four times as much.
        self._next = _free(connection, set(seconds))

    def give(self, second: int) -> MessageId:
        """Take the next free id at this second, or at the first later one that has room."""
        while True:
            base = second << SECOND_SHIFT
            free = self._next.get(second)
            if free is None:
                free = self._first_free(base)
            if free < base + PER_SECOND:
                self._next[second] = free + 1
                return MessageId(free)
            self._next[second] = free
            second += 1

    def _first_free(self, base: int) -> int:
        row = self._connection.execute(
            "SELECT max(coalesce((SELECT max(id) FROM message WHERE id BETWEEN ?1 AND ?2), -1),"
            " coalesce((SELECT max(id) FROM tombstone WHERE id BETWEEN ?1 AND ?2), -1))",
            (base, base + PER_SECOND - 1),
        ).fetchone()
        return base if row is None or row[0] < 0 else int(row[0]) + 1


def _free(connection: apsw.Connection, seconds: set[int]) -> dict[int, int]:
    """The next free id of each of these seconds."""
    free = {second: second << SECOND_SHIFT for second in seconds}
    if not free:
        return free
    first, last = min(seconds) << SECOND_SHIFT, (max(seconds) << SECOND_SHIFT) + PER_SECOND - 1
    # Mail comes in the order of time, newest first: mostly hardly anything is there yet between first and last.
    taken = [int(i) for (i,) in connection.execute(BETWEEN, (first, last, len(seconds) + 1))]
    if len(taken) > len(seconds):
        rows = connection.execute(TAKEN, (json.dumps(list(seconds)),))
        taken = [int(i) for _, i in rows if i >= 0]
    for i in taken:
        second = i >> SECOND_SHIFT
        if second in free:
            free[second] = max(free[second], i + 1)
    return free


def bury(connection: apsw.Connection, ids: Iterable[int]) -> None:
    """Keep ids of deleted messages from being used again."""
    connection.executemany("INSERT OR IGNORE INTO tombstone (id) VALUES (?)", [(i,) for i in ids])

"""One transaction: data, journal, outbox and change rows are written together or not at all."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import apsw

from osone.model.change import Topic

FEED_KEPT = 50_000
"""Change rows that are kept; a reader behind the oldest reads its screen again."""
WHOLE = 2_000
"""More ids than this in one batch are written as "any of them"."""


@dataclass(slots=True)
class Tx:
    """An open write transaction on ``core``."""

    connection: apsw.Connection
    changes: dict[Topic, set[int]] = field(default_factory=lambda: defaultdict(set))
    anything: set[Topic] = field(default_factory=set)
    tallies: dict[int, list[int]] = field(default_factory=dict)
    """Differences of total and unread by box, written once at the end."""

    def changed(self, topic: Topic, ids: Iterable[int] | None = None) -> None:
        """Say that these nouns are different now; without ids, that any of the topic may be."""
        if ids is None:
            self.anything.add(topic)
        else:
            self.changes[topic].update(ids)

    def tally(self, box: int, total: int, unread: int) -> None:
        """Count threads that entered (or with a minus left) a box."""
        row = self.tallies.setdefault(box, [0, 0])
        row[0] += total
        row[1] += unread


def _finish(tx: Tx) -> None:
    if tx.tallies:
        tx.connection.executemany(
            "INSERT INTO tally (box, total, unread) VALUES (?, ?, ?) ON CONFLICT (box) DO UPDATE SET"
            " total = total + excluded.total, unread = unread + excluded.unread",
            [(box, total, unread) for box, (total, unread) in tx.tallies.items() if total or unread],
        )
    for topic in sorted(tx.anything | tx.changes.keys()):
        ids = tx.changes.get(topic, set())
        whole = topic in tx.anything or len(ids) > WHOLE
        text = "[]" if whole else json.dumps(sorted(ids))
        if ids or whole:
            tx.connection.execute("INSERT INTO change (topic, ids) VALUES (?, ?)", (topic.value, text))


@contextmanager
def transaction(connection: apsw.Connection, *, durable: bool = False) -> Iterator[Tx]:
    """Write to ``core``: everything within is committed together, or nothing is.

    ``durable`` waits for the disk, for what acts outward (states of the outbox); otherwise the last few
    transactions may go with the power, and the store is whole all the same. Raises OSError where the disk fails: then
    what was written may go with the power too, and nothing may act on it.
    """
    connection.execute("BEGIN IMMEDIATE")
    tx = Tx(connection)
    try:
        yield tx
        _finish(tx)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if durable:
        _wait_for_disk(connection)


def _wait_for_disk(connection: apsw.Connection) -> None:
    """Wait until what was committed is on the disk: the log is all there is of it.

    SQLite's own ``synchronous=FULL`` does the same while it keeps the lock, and a key would wait for the disk with it.
    """
    log = os.open(connection.filename_wal, os.O_RDWR)
    try:
        os.fsync(log)
    finally:
        os.close(log)


def trim_feed(tx: Tx, keep: int = FEED_KEPT) -> None:
    """Forget the oldest change rows."""
    tx.connection.execute("DELETE FROM change WHERE seq <= (SELECT max(seq) FROM change) - ?", (keep,))

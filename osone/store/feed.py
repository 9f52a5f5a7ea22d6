"""The feed of changes: what a process reads after its last look, and when it must read everything again."""

import json
from dataclasses import dataclass

import apsw

from osone.model.change import Change, Topic


@dataclass(frozen=True, slots=True)
class News:
    """What happened since a sequence number."""

    changes: tuple[Change, ...]
    last: int
    """The sequence number to ask from next time."""
    again: bool
    """True where the feed has been trimmed past the reader: its screen must be read afresh."""


def last(connection: apsw.Connection) -> int:
    """The newest sequence number, 0 for a new store."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'").fetchone()
    return int(row[0]) if row else 0


def since(connection: apsw.Connection, seq: int, *, limit: int = 1_000) -> News:
    """Read the changes after ``seq``, oldest first."""
    oldest = connection.execute("SELECT min(seq) FROM change").fetchone()
    newest = last(connection)
    if seq > newest or (seq < newest and (oldest is None or oldest[0] is None or oldest[0] > seq + 1)):
        return News((), newest, again=True)
    rows = connection.execute("SELECT seq, topic, ids FROM change WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit))
    changes = tuple(Change(number, Topic(topic), tuple(json.loads(ids))) for number, topic, ids in rows)
    return News(changes, changes[-1].seq if changes else seq, again=False)


def data_version(connection: apsw.Connection) -> int:
    """A number that moves when another connection has written: the net beneath the pokes (7 µs)."""
    version: int = connection.pragma("data_version")
    return version

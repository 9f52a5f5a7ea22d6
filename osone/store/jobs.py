"""What the engine was asked to do once, as rows: they wait, are done, or have failed."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.store import values
from osone.store.accounts import GOING
from osone.store.writing import Tx

DOING, FINISHED, FAILED = "doing", "done", "failed"
UNSUBSCRIBE = "unsubscribe"
"""The kind of job that leaves the mailing list of a message."""
STOPPED = "stopped"
"""Taken back while it was being done."""
NEXT = (
    "SELECT id, kind, arguments FROM errand WHERE state IN ('waiting', 'doing')"
    # Until its account is gone a removal is to be done, whatever became of it: nobody could ask for it again.
    f" OR kind = 'remove' AND EXISTS (SELECT 1 FROM account a WHERE a.id = arguments + 0 AND a.kind = '{GOING}')"
    " ORDER BY id"
)
CHECKS = "SELECT id, kind, arguments FROM errand WHERE state = 'waiting' AND kind = 'check' ORDER BY id"

LATEST = "SELECT kind, state FROM errand ORDER BY id DESC LIMIT ?"
LOOKED_AT = 20
"""They are done in their order, so that what is open is among the latest."""
OPEN = ("waiting", DOING)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do once."""

    id: int
    kind: str
    """``check``, ``import``, ``remove`` or ``unsubscribe``."""
    argument: str
    """The path to bring in, or the number of the account to take away, or of a message."""


def following(connection: apsw.Connection, later: Container[int] = ()) -> Job | None:
    """The job whose turn it is, but for those that are put off: one that was cut short comes first."""
    return next((Job(*row) for row in connection.execute(NEXT) if row[0] not in later), None)


def checks(connection: apsw.Connection) -> list[Job]:
    """The looks for new mail that somebody waits for."""
    return [Job(*row) for row in connection.execute(CHECKS)]


def under_way(connection: apsw.Connection, kind: str) -> bool:
    """Whether a job of this kind waits or is being done."""
    return any(one == kind and state in OPEN for one, state in connection.execute(LATEST, (LOOKED_AT,)))


def newest(connection: apsw.Connection, kind: str) -> int:
    """The job of this kind that was asked for last; 0 where there is none."""
    return values.count(connection, "SELECT max(id) FROM errand WHERE kind = ?", (kind,))


def imported(connection: apsw.Connection) -> str:
    """What there is to say of the last import that is over; empty where there was none."""
    said = "SELECT said FROM errand WHERE kind = 'import' AND state IN (?, ?) AND said <> '' ORDER BY id DESC LIMIT 1"
    row = connection.execute(said, (FINISHED, FAILED)).fetchone()
    return str(row[0]) if row is not None else ""


def outcome(connection: apsw.Connection, job: int) -> tuple[str, str]:
    """How far a job is, and what there is to say of it; empty where it is not there."""
    row = connection.execute("SELECT state, said FROM errand WHERE id = ?", (job,)).fetchone()
    return (str(row[0]), str(row[1])) if row is not None else ("", "")


def stop(tx: Tx, numbers: Iterable[int]) -> bool:
    """Let those of these jobs that are being done go no further; whether there was one."""
    stopped = False
    for number in numbers:
        tx.connection.execute("UPDATE errand SET state = ? WHERE id = ? AND state = ?", (STOPPED, number, DOING))
        if tx.connection.changes():
            tx.changed(Topic.ERRAND, [number])
            stopped = True
    return stopped


def put(tx: Tx, job: int, state: str, said: str) -> None:
    """Write how far a job has come, and what there is to say of it."""
    tx.connection.execute("UPDATE errand SET state = ?, said = ? WHERE id = ?", (state, said, job))
    tx.changed(Topic.ERRAND, [job])

"""What a person answered to invitations and a server took: known though no copy was filed, and no calendar tells."""

from dataclasses import dataclass

import apsw

from osone.model.drafts import Relation
from osone.store import values
from osone.store.writing import Tx

TAKEN = "SELECT answers, relation FROM draft WHERE id = ? AND answers IS NOT NULL"
IN_THREAD = (
    "SELECT a.message, a.answer, a.at FROM answer a JOIN message m ON m.id = a.message"
    " WHERE m.thread = (SELECT thread FROM message WHERE id = ?) ORDER BY a.at DESC"
)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer."""

    message: int
    """That the invitation came in."""
    answer: str
    """As PARTSTAT."""
    at: int
    """When a server took it, in Unix seconds."""


def given(tx: Tx, draft: int, at: int) -> None:
    """A server has taken a draft: where it answers an invitation, that stands in place of an earlier answer to it."""
    row = tx.connection.execute(TAKEN, (draft,)).fetchone()
    if row is None or not (answer := Relation(str(row[1])).answer):
        return
    tx.connection.execute("INSERT OR REPLACE INTO answer (message, answer, at) VALUES (?, ?, ?)", (row[0], answer, at))


def in_conversation(connection: apsw.Connection, message: int) -> list[GivenAnswer]:
    """The answers to this message and to those of its conversation, the last first."""
    return [GivenAnswer(*row) for row in values.rows(connection, IN_THREAD, (message,))]

"""Messages that somebody is to answer: where nobody has by then, their conversation comes back to the inbox.

A reminder knows its message by the hash of the Message-ID, by which answers are tied to it too; the alarm is set once
a server has taken the message.
"""

from collections.abc import Sequence

import apsw

from osone.model.mail import SILENT
from osone.store import outbox, snooze, values
from osone.store.outbox import WAKE
from osone.store.shown import refresh
from osone.store.writing import Tx

NOUN = "reminder"
SET = (
    "SELECT r.id, coalesce(l.thread, m.thread), r.hash, r.sent FROM reminder r LEFT JOIN link l ON l.hash = r.hash"
    " LEFT JOIN message m ON m.id = r.answers WHERE r.sent > 0"
)
NEWEST = (
    "SELECT max(s.message) FROM message m JOIN shown s ON s.message = m.id JOIN folder f ON f.id = s.folder"
    " WHERE m.thread = ? AND f.role NOT IN ('trash', 'junk')"
)
SILENT_IN = "SELECT s.message FROM snooze s JOIN message m ON m.id = s.message WHERE s.why = ? AND m.thread = ?"

Answer = tuple[int, int, Sequence[int]]
"""Of a message that came: its conversation, when it came, and the hashes of what it is tied to."""


def put(tx: Tx, draft: int, account: int, link: int, until: int, leaves: int) -> None:
    """Remind of a draft that is to leave at ``leaves`` where nobody has answered until then; Unix seconds."""
    tx.connection.execute(
        "INSERT INTO reminder (draft, account, hash, answers, until, leaves, sent)"
        " SELECT ?1, ?2, ?3, answers, ?4, ?5, 0 FROM draft WHERE id = ?1",
        (draft, account, link, until, leaves),
    )


def take_back(tx: Tx, draft: int) -> None:
    """The draft does not leave."""
    tx.connection.execute("DELETE FROM reminder WHERE draft = ? AND sent = 0", (draft,))


def arm(tx: Tx, draft: int, now: int) -> None:
    """A server has taken the message. One that left later than it was to is given as long to be answered."""
    query = "SELECT id, account, until, leaves FROM reminder WHERE draft = ? AND sent = 0"
    for number, account, until, leaves in values.rows(tx.connection, query, (draft,)):
        due = until if until > now else now + until - leaves
        tx.connection.execute("UPDATE reminder SET sent = ?, until = ? WHERE id = ?", (now, due, number))
        outbox.add(tx, account, WAKE, NOUN, number, hold_until=due)


def any_set(connection: apsw.Connection) -> bool:
    """Whether an answer would be news to anybody."""
    return values.anything(connection, "SELECT 1 FROM reminder UNION ALL SELECT 1 FROM snooze WHERE why = ?", (SILENT,))


def answered(tx: Tx, heard: Sequence[Answer]) -> None:
    """Others wrote: what is answered needs no reminder, and one that came back for want of an answer has it now.

    A clock that was wrong where an answer was written does not matter: it names what it answers, or came since.
    """
    over = [
        number
        for number, thread, link, sent in values.rows(tx.connection, SET)
        if any(one == thread and (link in links or received >= sent) for one, received, links in heard)
    ]
    _end(tx, over)
    for thread, _received, _links in heard:
        for message in values.numbers(tx.connection, SILENT_IN, (SILENT, thread)):
            snooze.put(tx, message, None)
            refresh(tx, [message])


def ring(tx: Tx, numbers: Sequence[int], now: int) -> None:
    """Nobody answered these until now: their conversations are shown at the top of the inbox."""
    known = {number: thread for number, thread, _link, _sent in values.rows(tx.connection, SET)}
    _end(tx, numbers)
    for number in numbers:
        message = values.number(tx.connection, NEWEST, (known.get(number),))
        if message is not None:
            snooze.call(tx, message, now, SILENT)


def forget(tx: Tx, account: int) -> None:
    """An account is taken away."""
    tx.connection.execute("DELETE FROM reminder WHERE account = ?", (account,))


def _end(tx: Tx, numbers: Sequence[int]) -> None:
    tx.connection.executemany("DELETE FROM reminder WHERE id = ?", [(number,) for number in numbers])
    tx.connection.executemany(
        f"DELETE FROM outbox WHERE kind = '{WAKE}' AND noun = '{NOUN}' AND noun_id = ?",
        [(number,) for number in numbers],
    )

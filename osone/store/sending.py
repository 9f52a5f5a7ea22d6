"""Messages on their way out: queued and taken back, what became of each, and what waits for a word of the person's."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import apsw

from osone.model.change import Topic
from osone.model.drafts import DraftId, Stage
from osone.store import answers, drafts, outbox, reminders, values
from osone.store.messages import account_of
from osone.store.outbox import COLUMNS, DOUBTFUL, FILE, SEEK, SEND, WAITING, Wish
from osone.store.shown import refresh
from osone.store.writing import Tx

REFUSED = "refused"
LATER = "later"
"""Noted of a message that is to leave at a time of the person's choice, and not once its hold is over."""
LONGEST_HOLD_S = 120
"""No hold that is there for taking back is longer."""
HELD = (
    f"kind = '{SEND}' AND state = '{WAITING}' AND hold_until > ?1 AND hold_until <= ?1 + {LONGEST_HOLD_S}"
    f" AND evidence ->> '$.{LATER}' IS NULL"
)
MINE = "noun = 'draft' AND noun_id = ?"
TO_STRIKE = (
    f"{MINE} AND kind = '{SEND}' AND state IN ('{WAITING}', '{REFUSED}')"
    " AND evidence ->> '$.recipients' IS NULL AND evidence ->> '$.missed' IS NULL"
)
"""Nothing of it has left, and nothing may have."""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """How it stands with one message that was sent."""

    draft: DraftId
    kind: str
    """``SEND``, ``FILE`` or ``SEEK``: what is yet to be done."""
    state: str
    """Of the outbox: ``waiting``, ``leaving``, ``doubtful`` or ``refused``."""
    hold_until: int
    """It does not leave before this second."""
    tries: int
    next_try: int
    error: str
    """Why it has not left yet, or will not; empty where nothing is wrong."""
    evidence: Mapping[str, Any]
    """What was noted: ``subject`` and ``to``; of those it goes to, ``recipients`` that are left, and ``missed`` ones
    with what was said of each; ``looked`` where a doubtful one was looked for in vain."""


def queue(
    tx: Tx,
    draft: int,
    hold_until: int,
    message_id: str,
    journal: int | None,
    remind: tuple[int, int] | None = None,
    *,
    later: bool = False,
) -> bool:
    """Let a draft leave under this id once its hold is over. False where it is on its way already, or is no more.

    ``later`` says that the hold is a time that the person chose; ``remind`` until when somebody is to have answered
    (Unix seconds), and by which hash answers name it.
    """
    account = values.number(tx.connection, "SELECT account FROM draft WHERE id = ? AND stage = ''", (draft,))
    if account is None:
        return False
    drafts.put_stage(tx, draft, Stage.QUEUED, message_id)
    noted = {LATER: True} if later else None
    outbox.add(tx, account, SEND, "draft", draft, hold_until=hold_until, journal=journal, evidence=noted)
    if remind is not None:
        reminders.put(tx, draft, account, remind[1], remind[0], hold_until)
    return True


def let_go(tx: Tx, now: int) -> int:
    """Let what is held only so that it can be taken back leave from this second on; how many messages that are."""
    tx.connection.execute(f"UPDATE outbox SET hold_until = ?1 WHERE {HELD}", (now,))
    many = tx.connection.changes()
    if many:
        tx.changed(Topic.OUTBOX)
    return many


def leaving(connection: apsw.Connection, now: int) -> list[Wish]:
    """The acts by which messages leave, and their copies are filed, that are under way or may begin now."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE kind IN ('{SEND}', '{FILE}') AND (state = 'leaving'"
        f" OR (state = '{WAITING}' AND hold_until <= ?1 AND next_try <= ?1)) ORDER BY id",
        (now,),
    )
    return [Wish(*row) for row in rows]


def unsent(connection: apsw.Connection, now: int) -> int:
    """How many messages were sent by the person and have not left: not those that are to leave at a later time."""
    return values.count(
        connection,
        f"SELECT count(*) FROM outbox WHERE ({HELD})"
        f" OR (kind = '{SEND}' AND (state = 'leaving' OR (state = '{WAITING}' AND hold_until <= ?1)))",
        (now,),
    )


def stays_here(connection: apsw.Connection, draft: int) -> bool:
    """Whether what was to be sent can still be taken back."""
    return values.anything(connection, f"SELECT 1 FROM outbox WHERE {TO_STRIKE}", (draft,))


def held(connection: apsw.Connection, draft: int) -> Wish | None:
    """The act by which a draft would leave that can still be taken back; None where it has left, or may have."""
    row = connection.execute(f"SELECT {COLUMNS} FROM outbox WHERE {TO_STRIKE}", (draft,)).fetchone()
    return Wish(*row) if row else None


def take_back(tx: Tx, draft: int) -> bool:
    """Take back what was to be sent, so that it can be written on. False where any of it has left, or may have.

    Its hold may be over: nothing has left as long as it waits, and was never handed over.
    """
    struck = tx.connection.execute(
        f"DELETE FROM outbox WHERE {TO_STRIKE} RETURNING body",
        (draft,),
    ).fetchall()
    if not struck:
        return False
    drafts.put_stage(tx, draft, Stage.WRITING, "")
    reminders.take_back(tx, draft)
    tx.changed(Topic.OUTBOX)
    return True


def of_draft(connection: apsw.Connection, draft: int) -> list[Wish]:
    """The acts that a draft waits for, oldest first."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM outbox WHERE {MINE} ORDER BY id", (draft,))
    return [Wish(*row) for row in rows]


def on_the_way(connection: apsw.Connection) -> list[OnTheWay]:
    """Every message that was sent and is not done with, oldest first."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM outbox WHERE noun = 'draft' ORDER BY id")
    return [
        OnTheWay(DraftId(w.noun_id), w.kind, w.state, w.hold_until, w.tries, w.next_try, w.error, w.noted)
        for w in (Wish(*row) for row in rows)
    ]


def stand_ready(tx: Tx, act: Wish, body: int) -> None:
    """Note where what leaves with an act stands whole."""
    tx.connection.execute("UPDATE outbox SET body = ? WHERE id = ?", (body, act.id))


def note(tx: Tx, act: Wish, evidence: Mapping[str, object]) -> None:
    """Note more of an act."""
    outbox.note(tx, act, evidence)
    tx.changed(Topic.OUTBOX)


def sent(tx: Tx, act: Wish, *, copy: bool, missed: Mapping[str, str] | None = None, error: str = "") -> None:
    """A server has taken it. Where a ``copy`` is to be filed, that is the next act; else nothing is left to do.

    ``missed`` are addresses that it did not reach, with what was said of each: that stays to be shown.
    """
    drafts.put_stage(tx, act.noun_id, Stage.SENT)
    reminders.arm(tx, act.noun_id, int(time.time()))
    answers.given(tx, act.noun_id, int(time.time()))
    _answered(tx, act)
    if copy:
        outbox.add(tx, act.account, FILE, "draft", act.noun_id, body=act.body, journal=act.journal)
    tx.connection.execute(f"DELETE FROM outbox WHERE kind = '{SEEK}' AND noun_id = ?", (act.id,))
    if missed:
        outbox.note(tx, act, {"missed": dict(missed), "recipients": None})
        tx.connection.execute(
            "UPDATE outbox SET state = 'refused', error = ?, body = NULL WHERE id = ?", (error, act.id)
        )
        tx.changed(Topic.OUTBOX)
    else:
        outbox.fulfil(tx, [act])
    if not copy:
        drafts.forget(tx, act.noun_id)


def _answered(tx: Tx, act: Wish) -> None:
    """The message that it answers is marked so, as other programs do."""
    found = tx.connection.execute(
        "SELECT m.id, m.account FROM draft d JOIN message m ON m.id = d.answers"
        " WHERE d.id = ? AND d.relation NOT IN ('', 'forward')",
        (act.noun_id,),
    ).fetchone()
    if found is not None and account_of(tx.connection, found[0])[1] != "local":
        message, account = found
        outbox.wish_flag(tx, account, message, "answered", True, None)
        refresh(tx, [message])


def filed(tx: Tx, act: Wish) -> None:
    """The copy is among what was sent, or there is none to be: the draft has done its work."""
    outbox.fulfil(tx, [act])
    drafts.forget(tx, act.noun_id)


def seek(tx: Tx, act: Wish) -> None:
    """Have one whose answer was lost looked for among what was sent."""
    # It is about the act and not about the draft, whose own next act has to wait for this one.
    if not values.anything(tx.connection, f"SELECT 1 FROM outbox WHERE kind = '{SEEK}' AND noun_id = ?", (act.id,)):
        outbox.add(tx, act.account, SEEK, "act", act.id)


def one(connection: apsw.Connection, act: int) -> Wish | None:
    """An act by its number."""
    row = connection.execute(f"SELECT {COLUMNS} FROM outbox WHERE id = ?", (act,)).fetchone()
    return Wish(*row) if row else None


def send_of(connection: apsw.Connection, draft: int) -> Wish | None:
    """The act by which a draft leaves."""
    return next((one for one in of_draft(connection, draft) if one.kind == SEND), None)


def again(tx: Tx, draft: int) -> bool:
    """Send one again that may have been sent, or was refused: a person's word alone."""
    act = send_of(tx.connection, draft)
    if act is None or act.state not in (DOUBTFUL, REFUSED) or "missed" in act.noted:
        return False
    outbox.put_back(tx, [act], 0, "")
    tx.connection.execute("UPDATE outbox SET hold_until = 0 WHERE id = ?", (act.id,))
    return True


def let_be(tx: Tx, draft: int) -> bool:
    """Take one that may have been sent for sent: a person's word alone."""
    act = send_of(tx.connection, draft)
    if act is None or act.state != DOUBTFUL:
        return False
    sent(tx, act, copy=False)
    return True


def dismiss(tx: Tx, draft: int) -> bool:
    """What was shown of one that did not reach everybody was seen."""
    tx.connection.execute(
        f"DELETE FROM outbox WHERE {MINE} AND state = 'refused' AND evidence ->> '$.missed' IS NOT NULL", (draft,)
    )
    if tx.connection.changes():
        tx.changed(Topic.OUTBOX)
        return True
    return False

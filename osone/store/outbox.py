"""Acts on their way to a server: wished, struck, sent, doubted, refused and fulfilled.

A row names an act (its ``kind``), a noun, and what is wished of it. Of mail that is never a UID: the UID is found when
the wish leaves. Its states are ``waiting`` (held is waiting with ``hold_until`` ahead), ``leaving`` (synced to disk
before the first byte), ``doubtful`` (the answer was lost), ``done`` (accepted, but the message has not been seen in its
new folder yet) and ``refused``, for acts that are no overlay: what a server would not do stays to be shown. A row that
is no longer needed is deleted. Every row of a kind that is an overlay counts in what is shown.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from osone.model.accounts import Service
from osone.model.change import Topic
from osone.store import values
from osone.store.shown import EXPUNGE, FLAG, FLAG_OF_WISH, MOVE, OVERLAY, laid, refresh
from osone.store.threads import marks
from osone.store.writing import Tx

WAITING, DOUBTFUL, DONE = "waiting", "doubtful", "done"


SEND, FILE, SEEK = "mail.send", "mail.file", "mail.seek"
"""A draft leaves; its copy is filed among what was sent; one whose answer was lost is looked for there."""
SERVICE_OF: Mapping[str, Service] = {
    FLAG: Service.INCOMING, MOVE: Service.INCOMING, EXPUNGE: Service.INCOMING,
    SEND: Service.OUTGOING, FILE: Service.INCOMING, SEEK: Service.INCOMING,
}  # fmt: skip
"""The kinds of acts, and which service of their account carries each out."""
WAKE = "wake"
"""The act of no service: its noun is to be looked at again when the hold is over (``due.wake``)."""
NAME_OF_FLAG = {int(flag): name for name, flag in FLAG_OF_WISH.items()}
COLUMNS = (
    "id, account, kind, noun, noun_id, value, source, flags, replaces, state, hold_until, tries, next_try, after,"
    " evidence, body, journal, error"
)
READY = (
    f"SELECT {COLUMNS} FROM outbox o WHERE account = ? AND state = 'waiting' AND hold_until <= ? AND next_try <= ?"
    " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.noun_id = o.noun_id AND e.id < o.id AND e.noun = o.noun"
    f" AND e.state <> 'refused' AND e.kind <> '{WAKE}')"
    " AND (after IS NULL OR NOT EXISTS (SELECT 1 FROM outbox f WHERE f.id = o.after))"
    " AND kind IN ({kinds}) ORDER BY id LIMIT ?"
)
HELD = "SELECT DISTINCT folder FROM placement WHERE message = ? ORDER BY folder"
FLAG_WISH = f"noun_id = ? AND noun = 'message' AND kind = '{FLAG}' AND flags = ?"
MOVE_WISH = f"noun_id = ? AND noun = 'message' AND kind = '{MOVE}' AND value = ? AND state = 'waiting'"


@dataclass(frozen=True, slots=True)
class Wish:
    """One row of the outbox."""

    id: int
    account: int
    kind: str
    """The act, which chooses the service (``SERVICE_OF``); or ``wake``."""
    noun: str
    noun_id: int
    value: int
    """0 or 1 for a flag; the destination folder of a move."""
    source: int
    """The folder a message leaves."""
    flags: int
    """Which flag is wished; what a move carried along, once it was accepted."""
    replaces: int
    """Of a flag, 1 where it took the place of an opposite wish."""
    state: str
    hold_until: int
    """Before this second it does not leave, and can be taken back unseen."""
    tries: int
    next_try: int
    after: int | None
    """The row that must be done first. One that was refused never is."""
    evidence: str
    """JSON: what was noted before the first byte left, by which is found out whether it happened."""
    body: int | None
    """Where in ``outgoing`` stands whole what leaves."""
    journal: int | None
    error: str

    @property
    def noted(self) -> Mapping[str, Any]:
        """The evidence, read."""
        found: Mapping[str, Any] = json.loads(self.evidence)
        return found

    @property
    def uidnext(self) -> int | None:
        """The destination's UIDNEXT when a move left."""
        noted = self.noted.get("uidnext")
        return int(noted) if noted is not None else None

    @property
    def places(self) -> list[int]:
        """Of a move: the folders that held the message when it was wished."""
        return [int(folder) for folder in json.loads(self.evidence).get("places", ())]

    @property
    def wish(self) -> str:
        """What is wished of a message, in a word: ``seen``, ``flagged``, ``answered``, ``move`` or ``expunge``."""
        return NAME_OF_FLAG[self.flags] if self.kind == FLAG else self.kind.rpartition(".")[2]


def kinds(service: Service) -> tuple[str, ...]:
    """The acts that a service carries out."""
    return tuple(kind for kind, who in SERVICE_OF.items() if who is service)


def add(
    tx: Tx,
    account: int,
    kind: str,
    noun: str,
    noun_id: int,
    *,
    value: int = 0,
    source: int = 0,
    flags: int = 0,
    replaces: bool = False,
    hold_until: int = 0,
    after: int | None = None,
    body: int | None = None,
    journal: int | None = None,
    evidence: Mapping[str, object] | None = None,
) -> int:
    """Put an act into the outbox, to be carried out when its turn has come; the row's id."""
    held = values.numbers(tx.connection, HELD, (noun_id,)) if kind == MOVE and noun == "message" else []
    noted = json.dumps({**({"places": held} if held else {}), **(evidence or {})})
    tx.connection.execute(
        "INSERT INTO outbox (account, kind, noun, noun_id, value, source, flags, replaces, state, hold_until, after,"
        " evidence, body, journal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)",
        (account, kind, noun, noun_id, value, source, flags, replaces, hold_until, after, noted, body, journal),
    )
    tx.changed(Topic.OUTBOX)
    return tx.connection.last_insert_rowid()


def wish_flag(tx: Tx, account: int, message: int, flag: str, value: bool, journal: int | None) -> None:
    """Want a flag set or cleared. An opposite wish that still waits is struck instead, where nothing else remains.

    A wish that took the place of an opposite one gives it back when it is struck itself: copies that differ may look as
    they should without it, because one is on its way to the other.
    """
    bit = int(FLAG_OF_WISH[flag])
    struck = [
        bool(replaces)
        for value_then, replaces in tx.connection.execute(
            f"DELETE FROM outbox WHERE {FLAG_WISH} AND state = 'waiting' RETURNING value, replaces", (message, bit)
        )
        if bool(value_then) != value
    ]
    # What is on its way already, and what the server said, may come to this without another wish.
    coming = laid(tx.connection, [message])[message]
    if any(struck) or any(bool(flags & bit) != value for flags in coming.values()):
        replaces = bool(struck) and not any(struck)
        add(
            tx, account, FLAG, "message", message, value=int(value), flags=bit, replaces=replaces, journal=journal
        )  # fmt: skip
    tx.changed(Topic.OUTBOX)


def wish_move(tx: Tx, account: int, message: int, source: int, target: int, journal: int | None) -> list[int]:
    """Want a message moved. Waiting moves that brought it to ``source`` are struck, and each becomes one with this.

    Returns the folders that the message now leaves for ``target``.
    """
    # A message with copies in several folders may have come here by more than one move.
    into = [
        (int(i), int(origin))
        for i, origin in tx.connection.execute(
            f"SELECT id, source FROM outbox WHERE {MOVE_WISH} ORDER BY id", (message, source)
        )
    ]
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(i,) for i, _ in into])
    origins = [origin for _, origin in into]
    if source != target and (not into or source in laid(tx.connection, [message])[message]):
        origins.append(source)
    for origin in origins:
        if origin != target:  # else it is home again
            add(tx, account, MOVE, "message", message, value=target, source=origin, journal=journal)
    tx.changed(Topic.OUTBOX)
    return origins


def part_again(
    tx: Tx, account: int, message: int, origins: Sequence[int], target: int, back: int, journal: int | None
) -> bool:
    """Take back that a message left ``back`` for ``target``, where its other copies stay.

    ``origins`` is what ``wish_move`` returned then. False where some of it has left already.
    """
    waiting = {
        int(source): int(i)
        for i, source in tx.connection.execute(f"SELECT id, source FROM outbox WHERE {MOVE_WISH}", (message, target))
    }
    if not origins or not waiting.keys() >= set(origins) - {target}:
        return False
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(waiting[o],) for o in origins if o != target])
    for origin in origins:
        if origin != back:
            add(tx, account, MOVE, "message", message, value=back, source=origin, journal=journal)
    if target in origins:
        # What goes out of the target again must go before what comes into it.
        for origin, row in waiting.items():
            if origin not in origins:
                tx.connection.execute("DELETE FROM outbox WHERE id = ?", (row,))
                add(tx, account, MOVE, "message", message, value=target, source=origin, journal=journal)
    tx.changed(Topic.OUTBOX)
    return True


def strike_flag(tx: Tx, message: int, flag: str) -> bool:
    """Take back the wish for a flag where all of it still waits; False where some has left, or there is none."""
    bit = int(FLAG_OF_WISH[flag])
    found = tx.connection.execute(f"SELECT state FROM outbox WHERE {FLAG_WISH}", (message, bit))
    if {str(state) for (state,) in found} != {WAITING}:
        return False
    tx.connection.execute(f"DELETE FROM outbox WHERE {FLAG_WISH}", (message, bit))
    tx.changed(Topic.OUTBOX)
    return True


def of_account(
    connection: apsw.Connection, account: int, *states: str, service: Service = Service.INCOMING, limit: int = 500
) -> list[Wish]:
    """The acts of one service of an account in these states, oldest first."""
    some = kinds(service)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE account = ? AND state IN ({marks(len(states))})"
        f" AND kind IN ({marks(len(some))}) ORDER BY id LIMIT ?",
        (account, *states, *some, limit),
    )
    return [Wish(*row) for row in rows]


def ready(
    connection: apsw.Connection, account: int, now: int, *, service: Service = Service.INCOMING, limit: int = 500
) -> list[Wish]:
    """Waiting acts that may leave now, oldest first; one whose noun has an earlier act still out waits behind it.

    That holds for a move that is done too: until its message is seen in the new folder there is no UID to name.
    """
    some = kinds(service)
    rows = connection.execute(READY.format(kinds=marks(len(some))), (account, now, now, *some, limit))
    return [Wish(*row) for row in rows]


def leave(tx: Tx, wishes: Sequence[Wish], evidence: Mapping[str, object], flags: Mapping[int, int]) -> list[Wish]:
    """Mark acts as leaving, and give those that do: what was taken back since they were read, leaves no more.

    The transaction must be durable, and over before the first byte is sent. ``evidence`` is by what each is found again
    should the answer be lost, such as the destination's UIDNEXT. ``flags`` is what each moved message carries along, so
    that it can be shown as it was.
    """
    noted = json.dumps(dict(evidence))
    leaving: list[Wish] = []
    for w in wishes:
        tx.connection.execute(
            "UPDATE outbox SET state = 'leaving', tries = tries + 1, evidence = json_patch(evidence, ?), flags = ?"
            " WHERE id = ? AND state = 'waiting'",
            (noted, flags.get(w.noun_id, 0) if w.kind == MOVE else w.flags, w.id),
        )
        if tx.connection.changes():
            leaving.append(w)
    return leaving


def note(tx: Tx, act: Wish, evidence: Mapping[str, object]) -> None:
    """Note more evidence of an act."""
    tx.connection.execute(
        "UPDATE outbox SET evidence = json_patch(evidence, ?) WHERE id = ?", (json.dumps(dict(evidence)), act.id)
    )


def put_back(tx: Tx, wishes: Sequence[Wish], next_try: int, error: str, *, counts: bool = False) -> None:
    """Let acts wait again, because they surely did not happen.

    ``counts`` where the server refused: that is a try, whether or not anything had left by then. Without an ``error``
    they wait for a look, and go on once that is over (``astray.wake``).
    """
    tx.connection.executemany(
        "UPDATE outbox SET state = 'waiting', next_try = ?, error = ?, tries = max(tries, ?) WHERE id = ?",
        [(next_try, error, w.tries + 1 if counts else 0, w.id) for w in wishes],
    )
    tx.changed(Topic.OUTBOX)


def doubt(tx: Tx, account: int, service: Service = Service.INCOMING) -> None:
    """Whatever was leaving when the line was cut may or may not have happened."""
    some = kinds(service)
    tx.connection.execute(
        "UPDATE outbox SET state = 'doubtful' WHERE account = ? AND state = 'leaving'"
        f" AND kind IN ({marks(len(some))})",
        (account, *some),
    )


def fulfil(tx: Tx, wishes: Sequence[Wish]) -> None:
    """Forget acts that were carried out, in the same transaction that writes what came of them."""
    tx.connection.executemany("DELETE FROM outbox WHERE id = ?", [(w.id,) for w in wishes])
    tx.connection.executemany(
        "DELETE FROM outgoing WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE body = ?1)",
        [(w.body,) for w in wishes if w.body is not None],
    )
    tx.connection.executemany(
        "DELETE FROM outgoing_piece WHERE owner = ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE body = ?1)",
        [(w.body,) for w in wishes if w.body is not None],
    )
    tx.changed(Topic.OUTBOX)


def refuse(tx: Tx, wishes: Sequence[Wish], error: str) -> None:
    """A server would not do these, for good: a wish is taken back, and shown is what the server said. Others stay."""
    over = [w for w in wishes if w.kind in OVERLAY]
    fulfil(tx, over)
    refresh(tx, [w.noun_id for w in over])
    tx.connection.executemany(
        "UPDATE outbox SET state = 'refused', error = ? WHERE id = ?",
        [(error, w.id) for w in wishes if w.kind not in OVERLAY],
    )


def on_its_way(connection: apsw.Connection, wish: Wish) -> bool:
    """Whether the message will be known again: it was moved and not seen yet, or its folder is being matched anew."""
    return (
        connection.execute(
            "SELECT 1 FROM outbox WHERE noun_id = ?1 AND noun = 'message' AND state = 'done' AND id < ?2"
            " UNION ALL SELECT 1 FROM placement WHERE message = ?1 AND uid < 0 LIMIT 1",
            (wish.noun_id, wish.id),
        ).fetchone()
        is not None
    )


def await_arrival(tx: Tx, wish: Wish, flags: int) -> None:
    """Keep an accepted move until its message is seen in the new folder, so that it does not vanish meanwhile."""
    arrived = tx.connection.execute(
        "SELECT 1 FROM outbox o JOIN placement p ON p.message = o.noun_id AND p.folder = o.value"
        " WHERE o.id = ? AND p.uid >= coalesce(o.evidence ->> '$.uidnext', 1) LIMIT 1",
        (wish.id,),
    ).fetchone()
    if arrived is not None:
        # The listener was quicker: the message has been seen there while the answer was on its way.
        fulfil(tx, [wish])
        return
    tx.connection.execute("UPDATE outbox SET state = 'done', flags = ? WHERE id = ?", (flags, wish.id))


def expected(connection: apsw.Connection, folder: int) -> list[int]:
    """Rows of accepted moves into a folder whose message has not been seen there yet: read before looking there."""
    query = f"SELECT id FROM outbox WHERE state = 'done' AND kind = '{MOVE}' AND value = ? ORDER BY id"
    return values.numbers(connection, query, (folder,))


def never_came(tx: Tx, rows: Sequence[int]) -> list[int]:
    """Forget those of these accepted moves that are still there after the folder was read whole: others took the mail.

    ``rows`` is what was ``expected`` before that look began; no clock can say it as well. Returns the messages, which
    are shown as they are now.
    """
    lost = []
    for row in rows:
        found = values.number(tx.connection, "SELECT noun_id FROM outbox WHERE id = ? AND state = 'done'", (row,))
        if found is not None:
            tx.connection.execute("DELETE FROM outbox WHERE id = ?", (row,))
            lost.append(found)
    if lost:
        refresh(tx, lost)
        tx.changed(Topic.OUTBOX)
    return lost

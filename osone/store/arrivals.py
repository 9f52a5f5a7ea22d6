"""How messages come in: many at a time, each kept once, with its place, its thread and its row to be indexed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from json.encoder import encode_basestring

from osone.model.mail import ANSWERED, Address, Flag, Header, Kind, Role
from osone.store import accounts, blocking, muting, reminders, skipping, snooze
from osone.store.ids import Allocator, filed_at
from osone.store.likeness import Nameless, told_apart
from osone.store.lines import AWAY, MINE, ThreadLine, alone, summarise
from osone.store.shown import refresh, roles, write_new_rows
from osone.store.threads import chunks, marks, place
from osone.store.writing import Tx

DELETED = int(Flag.DELETED)
"""A whole number: an IntFlag's own operators are slow."""
MESSAGE_COLUMNS = (
    "id, thread, account, identity, date, sender_name, sender_email, recipients, subject, snippet, size,"
    " attachments, kind, reason, evidence"
)


@dataclass(slots=True)
class Arrival:
    """One message as a folder holds it.

    Nobody changes one, but to make a frozen one takes twice as long, and a first sync makes one a message.
    """

    uid: int
    flags: int
    identity: int
    """64 bits that name this message among all, by the server's own id or account, Message-ID, header and size."""
    links: tuple[int, ...]
    """Hashes of its own Message-ID and of its references."""
    header: Header
    received: int
    """INTERNALDATE, Unix seconds."""
    size: int
    """RFC822.SIZE, bytes."""
    snippet: str = ""
    attachments: bool = False
    kind: str = "notice"
    reason: str = ""
    relayed: int | None = None
    """When the last server on its way took it, Unix seconds; None where no Received field says so."""
    evidence: str = "{}"
    """JSON: what the header tells of its sender, for the reading view."""
    nameless: bool = False
    """Whether neither the server nor a Message-ID names it: then its identity may be that of another, too."""


def addresses(to: Sequence[Address], cc: Sequence[Address]) -> str:
    """Recipients as they are kept: JSON of two lists of pairs."""
    return f"[{pairs(to)}, {pairs(cc) if cc else '[]'}]"


def pairs(some: Sequence[Address]) -> str:
    """JSON of a list of pairs of name and address, by hand: ``json.dumps`` takes four times as long."""
    quoted = encode_basestring
    return f"[{', '.join([f'[{quoted(a.name)}, {quoted(a.email)}]' for a in some])}]"


def add(tx: Tx, account: int, folder: int, arrivals: Sequence[Arrival]) -> list[int]:
    """Keep these messages of one folder, and return the ids, one for each.

    A message that is already known (the same identity, from another folder or before a cut) gets a further place and
    is not kept twice; one that an accepted move made us expect here is adopted, and the wish is fulfilled.
    """
    if not arrivals:
        return []
    if any(a.nameless for a in arrivals):
        arrivals = _named(tx, folder, arrivals)
    connection = tx.connection
    known: dict[int, tuple[int, int]] = {}
    for part in chunks([a.identity for a in arrivals]):
        known.update(
            (identity, (message, thread))
            for identity, message, thread in connection.execute(
                f"SELECT identity, id, thread FROM message WHERE identity IN ({marks(len(part))})", part
            )
        )
    fresh: dict[int, Arrival] = {}
    for arrival in arrivals:
        if arrival.identity not in known:
            fresh.setdefault(arrival.identity, arrival)
    new = list(fresh.values())
    threads, made, joined = place(tx, [a.links or (a.identity,) for a in new])
    now = int(time.time())
    seconds = [filed_at(a.header.date, a.relayed, a.received, now) for a in new]
    allocator = Allocator(connection, seconds)
    ids = {a.identity: allocator.give(second) for a, second in zip(new, seconds, strict=True)}
    connection.executemany(
        f"INSERT INTO message ({MESSAGE_COLUMNS}) VALUES ({marks(15)})",
        [
            (
                ids[a.identity], thread, account, a.identity, second,
                (head := a.header).sender.name, head.sender.email, addresses(head.to, head.cc), head.subject,
                a.snippet, a.size, a.attachments, a.kind, a.reason, a.evidence,
            )
            for a, thread, second in zip(new, threads, seconds, strict=True)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO to_index (message, revision) VALUES (?, 1) ON CONFLICT DO UPDATE SET revision = revision + 1",
        zip(ids.values()),
    )
    message_of = [ids[a.identity] if a.identity in ids else known[a.identity][0] for a in arrivals]
    displaced = _displaced(tx, folder, [a.uid for a in arrivals])
    connection.executemany(
        "INSERT INTO placement (folder, uid, message, flags) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (folder, uid) DO UPDATE SET message = excluded.message, flags = excluded.flags",
        [(folder, a.uid, message, a.flags) for a, message in zip(arrivals, message_of, strict=True)],
    )
    _adopt(tx, folder, message_of)
    _wake(tx, folder, [(a, ids[a.identity], thread) for a, thread in zip(new, threads, strict=True)], now)
    _show(tx, folder, arrivals, message_of, dict(zip(ids, threads, strict=True)), made, joined, displaced)
    came = [(ids[a.identity], thread, a.header, a.received) for a, thread in zip(new, threads, strict=True)]
    skipping.keep_out(tx, account, folder, came)
    return message_of


def _named(tx: Tx, folder: int, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The same, with other identities for those that only look like mail that we have."""
    nameless = [
        Nameless(a.uid, a.identity, a.size, a.header.sender.email, a.header.subject) for a in arrivals if a.nameless
    ]
    found = told_apart(tx, folder, nameless)
    return [replace(a, identity=found[a.uid]) if a.nameless else a for a in arrivals]


def _displaced(tx: Tx, folder: int, uids: Sequence[int]) -> list[int]:
    """Messages that stand where others come: a server that names a UID anew takes them away from there."""
    found: list[int] = []
    near = "SELECT 1 FROM placement WHERE folder = ? AND uid BETWEEN ? AND ? LIMIT 1"
    if tx.connection.execute(near, (folder, min(uids), max(uids))).fetchone() is None:
        return found
    for part in chunks(uids):
        found += [
            int(m)
            for (m,) in tx.connection.execute(
                f"SELECT message FROM placement WHERE folder = ? AND uid IN ({marks(len(part))})", (folder, *part)
            )
        ]
    return found


def _adopt(tx: Tx, folder: int, messages: Sequence[int]) -> None:
    """Forget accepted moves into this folder whose message has now been seen there."""
    if tx.connection.execute("SELECT 1 FROM outbox WHERE state = 'done' LIMIT 1").fetchone():
        for part in chunks(messages):
            tx.connection.execute(
                "DELETE FROM outbox WHERE state = 'done' AND kind = 'mail.move' AND value = ?"
                f" AND noun = 'message' AND noun_id IN ({marks(len(part))})",
                (folder, *part),
            )


def _wake(tx: Tx, folder: int, fresh: Sequence[tuple[Arrival, int, int]], now: int) -> None:
    """Hear what others wrote in conversations that sleep, or that wait for an answer; ``fresh`` are new, with threads.

    A clock that was wrong where one was written does not keep it from being new: when it came counts too.
    """
    asleep_at_all, asked_at_all = snooze.any_asleep(tx.connection), reminders.any_set(tx.connection)
    if not (asleep_at_all or asked_at_all) or roles(tx.connection).get(folder) in (*MINE, *AWAY):
        return
    me = accounts.mine(tx.connection)
    barred = blocking.since(tx.connection)
    heard = [
        one
        for one in fresh
        if one[0].header.sender.email.lower() not in me
        and not skipping.is_barred(one[0].header, one[0].received, barred)
    ]
    if asked_at_all:
        # What a machine sends by itself is no answer: that somebody is away, or was not reached.
        by_hand = [one for one in heard if not one[0].header.auto_submitted and one[0].kind != Kind.NOTICE]
        reminders.answered(tx, [(thread, a.received, a.links) for a, _message, thread in by_hand])
    asleep = {
        thread: (message, since)
        for message, thread, since in snooze.asleep_in(tx.connection, [thread for _a, _message, thread in heard])
    }
    # What is muted is woken by its time alone, or by who writes to nobody else.
    muted = muting.among(tx.connection, list(asleep))
    heard = [one for one in heard if one[2] not in muted or skipping.is_alone(one[0].header, me)]
    woken = {
        asleep[thread][0]
        for arrival, message, thread in heard
        if thread in asleep and (message > asleep[thread][0] or arrival.received >= asleep[thread][1])
    }
    snooze.wake(tx, sorted(woken), now, ANSWERED)


def _show(
    tx: Tx,
    folder: int,
    arrivals: Sequence[Arrival],
    messages: Sequence[int],
    thread_of: dict[int, int],
    made: set[int],
    joined: set[int],
    displaced: Sequence[int],
) -> None:
    """Show what came. Threads that are wholly new are written from memory; the others are read back."""
    by_thread: dict[int, dict[int, ThreadLine]] = {}
    slow: list[int] = list(displaced)
    # One UID told twice in an answer: the last word counts.
    last = {a.uid: a for a in arrivals}
    for a, message in zip(arrivals, messages, strict=True):
        thread = thread_of.get(a.identity)
        flags = a.flags
        if thread is None or thread not in made or flags & DELETED or last[a.uid] is not a:
            slow.append(message)
            continue
        lines = by_thread.get(thread)
        if lines is None:
            lines = by_thread[thread] = {}
        elif message in lines:
            flags |= lines[message].shown[0][1]
        head = a.header
        lines[message] = ThreadLine(
            message, head.sender.name, head.sender.email, head.subject, a.snippet, a.attachments, a.kind, a.reason,
            ((folder, flags),),
        )  # fmt: skip
    role = roles(tx.connection)
    mine = role.get(folder, Role.OTHER)
    rows = {}
    shown: list[tuple[int, int, int]] = []
    for thread in sorted(by_thread):
        lines = by_thread[thread]
        shown += [(line.id, folder, line.shown[0][1]) for line in lines.values()]
        if len(lines) == 1:
            [line] = lines.values()
            rows[thread] = alone(line, folder, line.shown[0][1], mine)
        else:
            rows[thread] = summarise([lines[i] for i in sorted(lines)], role)
    tx.connection.executemany("INSERT INTO shown (message, folder, flags) VALUES (?, ?, ?)", shown)
    tx.connection.executemany("INSERT INTO thread (id) VALUES (?)", zip(sorted(made - rows.keys())))
    write_new_rows(tx, rows)
    if slow or joined:
        refresh(tx, slow, gone=joined)

"""Mails without a name of their own, told apart: two of one folder are never one, however alike their heads are."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import apsw

from osone.store import values
from osone.store.shown import MOVE, refresh
from osone.store.threads import chunks, marks
from osone.store.writing import Tx


def of_place(identity: int, folder: int, uid: int) -> int:
    """The identity of a mail that has the head and the size of another, and is at this place."""
    return _hashed(b"%d\0%d\0%d" % (identity, folder, uid))


def of_body(identity: int, raw: bytes) -> int:
    """The identity of a mail that has the head and the size of another, and this body."""
    return _hashed(b"%d\0%b" % (identity, hashlib.blake2b(raw, digest_size=16).digest()))


def _hashed(told: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)


NEAR = 256 << 8
"""How far apart the ids of two can be that are one: some minutes."""
ALIKE_LIMIT = 8


class Nameless(NamedTuple):
    """What a folder holds at a UID: a mail that neither its server nor a Message-ID names."""

    uid: int
    identity: int
    """By its head and its size alone."""
    size: int
    email: str
    subject: str


def told_apart(tx: Tx, folder: int, arrivals: Sequence[Nameless]) -> dict[int, int]:
    """The identity by which each of these is kept, by its UID.

    It is a mail that we know where that is at this very UID, where an accepted move made us expect it here, or where
    the folder was numbered anew and nothing else in it is like it. Else it is another, also where one of another
    folder is like it: only their bodies could tell.
    """
    at = _standing(tx, folder, arrivals)
    places = _places(tx, [i for a in arrivals for i in (a.identity, of_place(a.identity, folder, a.uid))])
    expected = _expected(tx, folder)
    alike = Counter(a.identity for a in arrivals)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for a in arrivals:
        own = of_place(a.identity, folder, a.uid)
        moved = [i for i in expected.get((a.size, a.email, a.subject), ()) if i not in taken]
        there = places.get(a.identity)
        if a.uid in at:
            identity = at[a.uid]
        elif own in places:
            identity = own
        elif len(moved) == 1:
            [identity] = moved
        elif there is None:
            identity = own if a.identity in taken else a.identity
        else:
            numbered_anew = bool(there) and all(f == folder and u < 0 for f, u in there)
            identity = a.identity if numbered_anew and alike[a.identity] == 1 else own
        taken.add(identity)
        found[a.uid] = identity
    return found


def _standing(tx: Tx, folder: int, arrivals: Sequence[Nameless]) -> dict[int, int]:
    """By UID, the identities of what is at these places of a folder and looks the same."""
    looks = {a.uid: (a.size, a.email, a.subject) for a in arrivals}
    found: dict[int, int] = {}
    for part in chunks(list(looks)):
        query = (
            "SELECT p.uid, m.identity, m.size, m.sender_email, m.subject FROM placement p"
            f" JOIN message m ON m.id = p.message WHERE p.folder = ? AND p.uid IN ({marks(len(part))})"
        )
        for uid, identity, *look in values.rows(tx.connection, query, (folder, *part)):
            if tuple(look) == looks[uid]:
                found[uid] = identity
    return found


def _places(tx: Tx, identities: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Of those identities that are known: where each is, by folder and UID."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part in chunks(identities):
        query = (
            "SELECT m.identity, p.folder, p.uid FROM message m LEFT JOIN placement p ON p.message = m.id"
            f" WHERE m.identity IN ({marks(len(part))})"
        )
        for identity, folder, uid in values.rows(tx.connection, query, tuple(part)):
            if folder is None:
                found[identity] = found[identity]
            else:
                found[identity].append((folder, uid))
    return dict(found)


def _expected(tx: Tx, folder: int) -> dict[tuple[int, str, str], list[int]]:
    """The identities of mails that accepted moves bring here, by size, sender and subject."""
    found: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    query = (
        "SELECT m.size, m.sender_email, m.subject, m.identity FROM outbox o JOIN message m ON m.id = o.noun_id"
        f" WHERE o.state = 'done' AND o.kind = '{MOVE}' AND o.noun = 'message' AND o.value = ?"
    )
    for size, email, subject, identity in values.rows(tx.connection, query, (folder,)):
        found[size, email, subject].append(identity)
    return found


def alike(connection: apsw.Connection, message: int) -> list[int]:
    """Messages that look like this one and are in other folders only, of about the same time; a few at most."""
    query = (
        "SELECT o.id FROM message m JOIN message o ON o.id BETWEEN m.id - ?2 AND m.id + ?2 WHERE m.id = ?1"
        " AND o.id <> m.id AND o.account = m.account AND o.size = m.size AND o.sender_email = m.sender_email"
        " AND o.subject = m.subject AND EXISTS (SELECT 1 FROM placement p WHERE p.message = o.id)"
        " AND NOT EXISTS (SELECT 1 FROM placement p JOIN placement q ON q.folder = p.folder"
        " WHERE p.message = o.id AND q.message = m.id) LIMIT ?3"
    )
    return values.numbers(connection, query, (message, NEAR, ALIKE_LIMIT))


def unite(tx: Tx, message: int, other: int) -> bool:
    """Let a message be at all places of another, which then is nowhere; not where a wish about either is on its way."""
    query = "SELECT count(*) FROM outbox WHERE noun = 'message' AND noun_id IN (?, ?)"
    if values.count(tx.connection, query, (message, other)):
        return False
    tx.connection.execute("UPDATE placement SET message = ? WHERE message = ?", (message, other))
    refresh(tx, [message, other])
    return True

"""What servers would not do, for good, kept until a person was told: no window may have been there to hear of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import apsw

from osone.model.change import Topic
from osone.store import values
from osone.store.outbox import Wish
from osone.store.writing import Tx

KEPT = "SELECT id, account, wish, value, source, code, words, messages, entries FROM refusal ORDER BY id"


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    """One wish that came to nothing, of however many messages."""

    id: int
    account: int
    wish: str
    value: int
    source: int
    """The folder it was to be done in."""
    code: str
    """Why, as a response code of RFC 5530; empty where the server gave none."""
    words: str
    """What the server said."""
    messages: tuple[int, ...]
    entries: tuple[int, ...]
    """The journal's entries that wished it."""


def keep(tx: Tx, account: int, wishes: Sequence[Wish], code: str, words: str) -> list[KeptRefusal]:
    """Keep that wishes came to nothing, one for each kind; written with what takes them back."""

    def kind(wish: Wish) -> tuple[str, int, int]:
        return wish.wish, wish.value, wish.source

    kept: list[KeptRefusal] = []
    for (what, value, source), some in groupby(sorted(wishes, key=kind), key=kind):
        alike = list(some)
        messages = tuple(wish.noun_id for wish in alike)
        entries = tuple(sorted({wish.journal for wish in alike if wish.journal}))
        tx.connection.execute(
            "INSERT INTO refusal (account, wish, value, source, code, words, messages, entries)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (account, what, value, source, code, words, json.dumps(messages), json.dumps(entries)),
        )
        number = tx.connection.last_insert_rowid()
        kept.append(KeptRefusal(number, account, what, value, source, code, words, messages, entries))
    if kept:
        tx.changed(Topic.OUTBOX)
    return kept


def every(connection: apsw.Connection) -> list[KeptRefusal]:
    """What nobody has been told of, oldest first."""
    return [
        KeptRefusal(number, account, wish, value, source, code, words, _numbers(messages), _numbers(entries))
        for number, account, wish, value, source, code, words, messages, entries in values.rows(connection, KEPT)
    ]


def _numbers(kept: str) -> tuple[int, ...]:
    return tuple(json.loads(kept))


def told(connection: apsw.Connection, numbers: Iterable[int]) -> None:
    """A person has seen these."""
    connection.executemany("DELETE FROM refusal WHERE id = ?", [(number,) for number in numbers])


def forget(tx: Tx, account: int) -> None:
    """An account goes: what its server would not do with it."""
    tx.connection.execute("DELETE FROM refusal WHERE account = ?", (account,))

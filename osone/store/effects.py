"""What a command does, as values: each effect names a noun, a field, and what stood there before and after.

Doing writes ``after`` where ``before`` still stands; undoing is the same with the two changed over. What has changed
since is left alone and reported.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.store import outbox, settings
from osone.store.messages import account_of
from osone.store.shown import FLAG_OF_WISH, refresh
from osone.store.writing import Tx

PLACE = "place"
"""The field of a message that says in which folder it stands; before and after are folder ids."""
WHOLE = "whole"
"""The field that stands for a row itself; None where there is none."""

ROWS: Mapping[str, tuple[Topic, frozenset[str]]] = {
    "task": (
        Topic.TASK,
        frozenset({"title", "notes", "project", "priority", "due", "done_at", "position", "created"}),
    ),
    "event": (
        Topic.EVENT,
        frozenset({"calendar", "uid", "title", "location", "notes", "start", "ends", "rule", "ics", "first", "last"}),
    ),
}
"""Nouns that are rows of their own table: their topic and the columns that may be written."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One difference that a command makes."""

    noun: str
    """``message``, ``task``, ``event`` or ``setting``."""
    id: int
    """0 for a row that is yet to be made, and for settings."""
    field: str
    before: object
    after: object

    def turned(self) -> "Effect":
        """The effect that takes this one back."""
        return Effect(self.noun, self.id, self.field, self.after, self.before)


def flag(message: int, name: str, before: bool, after: bool) -> Effect:
    """A flag of a message: ``seen``, ``flagged`` or ``answered``."""
    return Effect("message", message, name, before, after)


def move(message: int, source: int, target: int) -> Effect:
    """A message leaves one folder for another."""
    return Effect("message", message, PLACE, source, target)


def make(noun: str, columns: Mapping[str, object]) -> Effect:
    """A new row."""
    return Effect(noun, 0, WHOLE, None, dict(columns))


def unmake(connection: apsw.Connection, noun: str, row: int) -> Effect:
    """The deletion of a row, with all that it holds."""
    return Effect(noun, row, WHOLE, _read_row(connection, noun, row), None)


def setting(connection: apsw.Connection, key: str, value: object) -> Effect:
    """A setting's new value."""
    return Effect("setting", 0, key, settings.get(connection, key), value)


def turned(effects: Iterable[Effect]) -> list[Effect]:
    """The effects that take these back, last one first."""
    return [e.turned() for e in reversed(list(effects))]


def apply(tx: Tx, effects: Sequence[Effect], journal: int | None = None) -> list[Effect]:
    """Make these differences where ``before`` still stands, and return those that were made.

    A new row's effect comes back with the id that it was given.
    """
    made: list[Effect] = []
    messages: list[int] = []
    for effect in effects:
        if effect.noun == "message":
            if _apply_to_message(tx, effect, journal):
                made.append(effect)
                messages.append(effect.id)
        elif effect.noun == "setting":
            if settings.get(tx.connection, effect.field) == effect.before:
                settings.put(tx, effect.field, effect.after)
                made.append(effect)
        else:
            done = _apply_to_row(tx, effect)
            if done is not None:
                made.append(done)
                tx.changed(ROWS[effect.noun][0], [done.id])
    refresh(tx, messages)
    return made


def _apply_to_message(tx: Tx, effect: Effect, journal: int | None) -> bool:
    # Several effects on one message follow each other, so what is shown must be true before each.
    shown = {
        int(folder): int(flags)
        for folder, flags in tx.connection.execute("SELECT folder, flags FROM shown WHERE message = ?", (effect.id,))
    }
    if not shown:
        return False
    account, kind = account_of(tx.connection, effect.id)
    if effect.field == PLACE:
        source, target = int(str(effect.before)), int(str(effect.after))
        if source not in shown or target in shown:
            return False
        if kind == "local":
            _move_here(tx, effect.id, source, target)
        else:
            outbox.wish_move(tx, account, effect.id, source, target, journal)
        tx.connection.execute(
            "UPDATE shown SET folder = ? WHERE message = ? AND folder = ?", (target, effect.id, source)
        )
        return True
    bit = FLAG_OF_WISH[effect.field]
    if any(bool(flags & bit) != bool(effect.before) for flags in shown.values()):
        return False
    if kind == "local":
        tx.connection.execute(
            "UPDATE placement SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END WHERE message = ?3",
            (bool(effect.after), int(bit), effect.id),
        )
    else:
        outbox.wish_flag(tx, account, effect.id, effect.field, bool(effect.after), journal)
    tx.connection.execute(
        "UPDATE shown SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END WHERE message = ?3",
        (bool(effect.after), int(bit), effect.id),
    )
    return True


def _move_here(tx: Tx, message: int, source: int, target: int) -> None:
    """Move a message of an account that has no server: its placement is ours to write."""
    connection = tx.connection
    for uid, flags in connection.execute(
        "SELECT uid, flags FROM placement WHERE message = ? AND folder = ?", (message, source)
    ).fetchall():
        connection.execute("DELETE FROM placement WHERE folder = ? AND uid = ?", (source, uid))
        connection.execute(
            "INSERT INTO placement (folder, uid, message, flags)"
            " SELECT ?1, coalesce(max(uid), 0) + 1, ?2, ?3 FROM placement WHERE folder = ?1",
            (target, message, flags),
        )


def _read_row(connection: apsw.Connection, noun: str, row: int) -> dict[str, object] | None:
    columns = sorted(ROWS[noun][1])
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {noun} WHERE id = ?", (row,)).fetchone()
    return dict(zip(columns, found, strict=True)) if found else None


def _apply_to_row(tx: Tx, effect: Effect) -> Effect | None:
    connection, noun, (_topic, allowed) = tx.connection, effect.noun, ROWS[effect.noun]
    if effect.field == WHOLE:
        if isinstance(effect.after, dict):
            names = [n for n in effect.after if n in allowed]
            if effect.id and _read_row(connection, noun, effect.id) is not None:
                return None
            connection.execute(
                f"INSERT INTO {noun} (id, {', '.join(names)}) VALUES (?, {', '.join('?' * len(names))})",
                (effect.id or None, *(effect.after[n] for n in names)),
            )
            return Effect(noun, effect.id or connection.last_insert_rowid(), WHOLE, None, effect.after)
        now = _read_row(connection, noun, effect.id)
        before = effect.before if isinstance(effect.before, dict) else {}
        if now is None or any(now.get(name) != value for name, value in before.items()):
            return None
        connection.execute(f"DELETE FROM {noun} WHERE id = ?", (effect.id,))
        return effect
    if effect.field not in allowed:
        raise KeyError(effect.field)
    connection.execute(
        f"UPDATE {noun} SET {effect.field} = ? WHERE id = ? AND {effect.field} IS ?",
        (effect.after, effect.id, effect.before),
    )
    return effect if connection.changes() else None


def write(tx: Tx, journal: int, effects: Iterable[Effect]) -> None:
    """Keep the effects of a journal entry, after those it has already."""
    start = tx.connection.execute("SELECT coalesce(max(n) + 1, 0) FROM effect WHERE journal = ?", (journal,)).get
    tx.connection.executemany(
        "INSERT INTO effect (journal, n, noun, noun_id, field, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (journal, n, e.noun, e.id, e.field, json.dumps(e.before), json.dumps(e.after))
            for n, e in enumerate(effects, start=int(str(start)))
        ],
    )


def read(connection: apsw.Connection, journal: int) -> list[Effect]:
    """The effects of a journal entry, in the order they were made."""
    return [
        Effect(noun, i, field, json.loads(before), json.loads(after))
        for noun, i, field, before, after in connection.execute(
            "SELECT noun, noun_id, field, before, after FROM effect WHERE journal = ? ORDER BY n", (journal,)
        )
    ]

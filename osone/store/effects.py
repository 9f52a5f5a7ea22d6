"""What a command does, as values: each effect names a noun, a field, and what stood there before and after.

Doing writes ``after`` where ``before`` still stands; undoing is the same with the two changed over. What has changed
since is left alone and reported.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from osone.model.drafts import Stage
from osone.store import muting, outbox, sending, settings, snooze, values
from osone.store.folders import relist
from osone.store.messages import account_of
from osone.store.nouns import NOUNS, WordPlace
from osone.store.shown import FLAG_OF_WISH, laid, refresh
from osone.store.writing import Tx

PLACE = "place"
"""The field of a message that says in which folder it stands; before and after are folder ids.

Where it leaves one folder for another that holds it already, they are flags by folder: of both, then of the one where
it stays, which also tells by which folders (``via``) the wish goes.
"""
VIA = "via"
SNOOZED = "snoozed"
"""The field of a message that says until when its conversation is put off (``snooze.Value``); None where it is not."""
MUTED = "muted"
"""The field of a message that says whether its conversation is muted by it."""
SENDING = "sending"
"""The field of a draft that says until when it is held before it leaves, and under which id; None where it stays."""
AGAIN_S = 10
"""A message that is sent again after it was taken back is held for so long."""
WHOLE = "whole"
"""The field that stands for a row itself; None where there is none."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One difference that a command makes."""

    noun: str
    """``message``, ``task``, ``event``, ``errand``, ``folder``, ``account`` or ``setting``."""
    id: int
    """0 for a row that is yet to be made, and for settings."""
    field: str
    before: object
    after: object

    def turned(self) -> "Effect":
        """The effect that takes this one back."""
        return Effect(self.noun, self.id, self.field, self.after, self.before)


def flags(message: int, name: str, here: Mapping[int, int], after: bool) -> list[Effect]:
    """A flag of a message on or off, given its flags by folder; none where it is so already.

    Copies in several folders may differ, as two devices left them: then what stood before is kept by folder.
    """
    states = {str(folder): bool(bits & FLAG_OF_WISH[name]) for folder, bits in here.items()}
    if all(state is after for state in states.values()):
        return []
    mixed = len(set(states.values())) > 1
    return [Effect("message", message, name, states if mixed else not after, after)]


def move(message: int, source: int, target: int) -> Effect:
    """A message leaves one folder for another."""
    return Effect("message", message, PLACE, source, target)


def make(noun: str, columns: Mapping[str, object]) -> Effect:
    """A new row."""
    return Effect(noun, 0, WHOLE, None, dict(columns))


def unmake(connection: apsw.Connection, noun: str, row: int) -> Effect:
    """The deletion of a row, with all that it holds."""
    return Effect(noun, row, WHOLE, _read_row(connection, noun, row), None)


def send(
    draft: int, hold_until: int, message_id: str, remind: tuple[int, int] | None = None, *, later: bool = False
) -> Effect:
    """A draft leaves under this Message-ID once its hold is over; Unix seconds. ``later`` where a person chose when.

    ``remind``: see ``sending.queue``.
    """
    asked = {"remind": list(remind)} if remind is not None else {}
    return Effect("draft", draft, SENDING, None, {"until": hold_until, "id": message_id, "later": later, **asked})


def unsend(connection: apsw.Connection, draft: int) -> list[Effect]:
    """What was to leave does not, and its draft is gone; taken back, it is to leave again. None where it has left."""
    act, row = sending.held(connection, draft), _read_row(connection, "draft", draft)
    if act is None or row is None:
        return []
    leaves = {"until": act.hold_until, "id": row["message_id"], "later": bool(act.noted.get(sending.LATER))}
    written = row | {"stage": Stage.WRITING.value, "message_id": ""}
    return [Effect("draft", draft, SENDING, leaves, None), Effect("draft", draft, WHOLE, written, None)]


def setting(connection: apsw.Connection, key: str, value: object) -> Effect:
    """A setting's new value."""
    return Effect("setting", 0, key, settings.get(connection, key), value)


def turned(effects: Iterable[Effect]) -> list[Effect]:
    """The effects that take these back, last one first."""
    return [e.turned() for e in reversed(list(effects))]


def apply(tx: Tx, effects: Sequence[Effect], journal: int | None = None, *, exact: bool = False) -> list[Effect]:
    """Make these differences where ``before`` still stands, and return those that were made.

    A new row's effect comes back with the id and all the columns that it was given. ``exact`` is for taking back and
    doing again: a message that came into the folder meanwhile is left alone.
    """
    made: list[Effect] = []
    messages: list[int] = []
    for effect in effects:
        if effect.noun == "message":
            changed = _apply_to_message(tx, effect, journal, exact=exact)
            if changed is not None:
                made.append(changed)
                messages.append(effect.id)
        elif effect.noun == "setting":
            if settings.get(tx.connection, effect.field) == effect.before:
                settings.put(tx, effect.field, effect.after)
                made.append(effect)
        else:
            done = _send(tx, effect, journal, exact=exact) if effect.field == SENDING else _apply_to_row(tx, effect)
            if done is not None:
                made.append(done)
                tx.changed(NOUNS[effect.noun].topic, [done.id])
                if done.noun == "folder" and done.field == "role":
                    relist(tx, done.id)
    refresh(tx, messages)
    return made


def _apply_to_message(tx: Tx, effect: Effect, journal: int | None, *, exact: bool) -> Effect | None:
    # Several effects on one message follow each other, so what is shown must be true before each.
    shown = {
        int(folder): int(flags)
        for folder, flags in tx.connection.execute("SELECT folder, flags FROM shown WHERE message = ?", (effect.id,))
    }
    if not shown:
        return None
    account, kind = account_of(tx.connection, effect.id)
    here = kind == "local"
    if effect.field == SNOOZED:
        if snooze.of_message(tx.connection, effect.id) != effect.before:
            return None
        snooze.put(tx, effect.id, effect.after if isinstance(effect.after, dict) else None, journal)
        return effect
    if effect.field == MUTED:
        if muting.holds(tx.connection, effect.id) is not effect.before:
            return None
        muting.put(tx, effect.id, muted=effect.after is True)
        return effect
    if effect.field != PLACE:
        return effect if _set_flag(tx, effect, shown, account, journal, here=here) else None
    if isinstance(effect.before, dict) and isinstance(effect.after, dict):
        return _join(tx, effect, shown, account, journal, here=here)
    source, target = effect.before, effect.after
    if not isinstance(source, int) or not isinstance(target, int):
        return None
    if source not in shown or source == target or (exact and target in shown) or not _is_there(tx, target):
        return None
    if target in shown:
        both = {str(source): shown[source], str(target): shown[target]}
        joined = Effect("message", effect.id, PLACE, both, {str(target): shown[target]})
        return _join(tx, joined, shown, account, journal, here=here)
    if here:
        _move_here(tx, effect.id, source, target)
    else:
        outbox.wish_move(tx, account, effect.id, source, target, journal)
    tx.connection.execute("UPDATE shown SET folder = ? WHERE message = ? AND folder = ?", (target, effect.id, source))
    return effect


def _set_flag(
    tx: Tx, effect: Effect, shown: Mapping[int, int], account: int, journal: int | None, *, here: bool
) -> bool:
    bit = int(FLAG_OF_WISH[effect.field])
    now = {str(folder): bool(flags & bit) for folder, flags in shown.items()}
    if now != effect.before if isinstance(effect.before, dict) else set(now.values()) != {bool(effect.before)}:
        return False
    after = effect.after if isinstance(effect.after, dict) else dict.fromkeys(now, bool(effect.after))
    if after.keys() != now.keys():
        return False
    if here:
        tx.connection.executemany(
            "UPDATE placement SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END"
            " WHERE message = ?3 AND folder = ?4",
            [(on, bit, effect.id, int(folder)) for folder, on in after.items()],
        )
    elif not isinstance(effect.after, dict):
        outbox.wish_flag(tx, account, effect.id, effect.field, bool(effect.after), journal)
    elif not outbox.strike_flag(tx, effect.id, effect.field):
        # A wish is for all copies: once it has left, there is no going back to copies that differ.
        return False
    _reshow(tx, effect.id)
    return True


def _join(
    tx: Tx, effect: Effect, shown: Mapping[int, int], account: int, journal: int | None, *, here: bool
) -> Effect | None:
    """Leave a folder for another that holds the message already, or come back into it."""
    before, via = _by_folder(effect.before)
    after, _ = _by_folder(effect.after)
    gone, back = before.keys() - after.keys(), after.keys() - before.keys()
    if not before.keys() <= shown.keys() or back & shown.keys() or len(gone) + len(back) != 1:
        return None
    (other,), (stays,) = gone or back, before.keys() & after.keys()
    if back and not _is_there(tx, other):
        return None
    connection = tx.connection
    if gone:
        if here:
            connection.execute("DELETE FROM placement WHERE message = ? AND folder = ?", (effect.id, other))
        else:
            via = outbox.wish_move(tx, account, effect.id, other, stays, journal)
            # The wish may go by other folders than it did before: doing it again names them anew.
            effect = Effect(effect.noun, effect.id, PLACE, effect.before, {str(stays): after[stays], VIA: via})
    elif here:
        _put_here(tx, effect.id, other, after[other])
    elif not outbox.part_again(tx, account, effect.id, via, stays, other, journal):
        outbox.wish_move(tx, account, effect.id, stays, other, journal)
    _reshow(tx, effect.id)
    return effect


def _is_there(tx: Tx, folder: int) -> bool:
    """Whether a folder is there still: it may have been deleted elsewhere."""
    return values.anything(tx.connection, "SELECT 1 FROM folder WHERE id = ?", (folder,))


def _by_folder(value: object) -> tuple[dict[int, int], list[int]]:
    known = value if isinstance(value, dict) else {}
    return {int(folder): int(flags) for folder, flags in known.items() if folder != VIA}, list(known.get(VIA, ()))


def _reshow(tx: Tx, message: int) -> None:
    tx.connection.execute("DELETE FROM shown WHERE message = ?", (message,))
    tx.connection.executemany(
        "INSERT INTO shown (message, folder, flags) VALUES (?, ?, ?)",
        [(message, folder, flags) for folder, flags in laid(tx.connection, [message])[message].items()],
    )


def _move_here(tx: Tx, message: int, source: int, target: int) -> None:
    """Move a message of an account that has no server: its placement is ours to write."""
    connection = tx.connection
    for uid, flags in values.rows(
        connection, "SELECT uid, flags FROM placement WHERE message = ? AND folder = ?", (message, source)
    ):
        connection.execute("DELETE FROM placement WHERE folder = ? AND uid = ?", (source, uid))
        _put_here(tx, message, target, flags)


def _put_here(tx: Tx, message: int, folder: int, flags: int) -> None:
    tx.connection.execute(
        "INSERT INTO placement (folder, uid, message, flags)"
        " SELECT ?1, coalesce(max(uid), 0) + 1, ?2, ?3 FROM placement WHERE folder = ?1",
        (folder, message, flags),
    )


def _send(tx: Tx, effect: Effect, journal: int | None, *, exact: bool) -> Effect | None:
    """Let a draft leave, or take it back as long as nothing of it has left."""
    if isinstance(effect.after, dict):
        until, given = int(effect.after["until"]), str(effect.after["id"])
        if exact:
            # Done again, it can be taken back again.
            until = max(until, int(time.time()) + AGAIN_S)
        later, asked = bool(effect.after.get("later")), effect.after.get("remind")
        remind = (int(asked[0]), int(asked[1])) if asked else None
        return effect if sending.queue(tx, effect.id, until, given, journal, remind, later=later) else None
    return effect if sending.take_back(tx, effect.id) else None


def _read_row(connection: apsw.Connection, noun: str, row: int) -> dict[str, object] | None:
    columns = sorted(NOUNS[noun].columns)
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {NOUNS[noun].table} WHERE id = ?", (row,)).fetchone()
    return dict(zip(columns, found, strict=True)) if found else None


def _apply_to_row(tx: Tx, effect: Effect) -> Effect | None:
    connection, noun = tx.connection, effect.noun
    table, allowed = NOUNS[noun].table, NOUNS[noun].columns
    if effect.field == WHOLE:
        if isinstance(effect.after, dict):
            names = [n for n in effect.after if n in allowed]
            if effect.id and _read_row(connection, noun, effect.id) is not None:
                return None
            connection.execute(
                f"INSERT INTO {table} (id, {', '.join(names)}) VALUES (?, {', '.join('?' * len(names))})",
                (effect.id or None, *(effect.after[n] for n in names)),
            )
            row = effect.id or connection.last_insert_rowid()
            # All columns, so that what is written into it later keeps it from being taken back unseen.
            return Effect(noun, row, WHOLE, None, _read_row(connection, noun, row))
        now = _read_row(connection, noun, effect.id)
        before = effect.before if isinstance(effect.before, dict) else {}
        if now is None or any(now.get(name) != value for name, value in before.items()):
            return None
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (effect.id,))
        return effect
    if effect.field not in allowed:
        raise KeyError(effect.field)
    connection.execute(
        f"UPDATE {table} SET {effect.field} = ? WHERE id = ? AND {effect.field} IS ?",
        (effect.after, effect.id, effect.before),
    )
    return effect if connection.changes() else None


def write(tx: Tx, journal: int, effects: Iterable[Effect]) -> None:
    """Keep the effects of a journal entry, after those it has already.

    The rows themselves hold ids, flags and the names of fields, never content; that goes aside, to be forgotten with
    the entry or before it.
    """
    start = values.count(tx.connection, "SELECT max(n) + 1 FROM effect WHERE journal = ?", (journal,))
    numbered = list(enumerate(effects, start=start))
    tx.connection.executemany(
        "INSERT INTO effect (journal, n, noun, noun_id, field, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (journal, n, e.noun, e.id, e.field)
            + (("", "") if _wordy(e) else (json.dumps(e.before), json.dumps(e.after)))
            for n, e in numbered
        ],
    )
    tx.connection.executemany(
        "INSERT INTO content (journal, n, words) VALUES (?, ?, ?)",
        [(journal, n, json.dumps([e.before, e.after], ensure_ascii=False)) for n, e in numbered if _wordy(e)],
    )


def _wordy(effect: Effect) -> bool:
    return WordPlace.JOURNAL in NOUNS[effect.noun].forgets


def read(connection: apsw.Connection, journal: int, n: int | None = None) -> list[Effect]:
    """The effects of a journal entry in the order they were made, or the one with this number."""
    found = []
    for noun, i, field, before, after, words in connection.execute(
        "SELECT e.noun, e.noun_id, e.field, e.before, e.after, c.words FROM effect e"
        " LEFT JOIN content c ON c.journal = e.journal AND c.n = e.n"
        " WHERE e.journal = ?1 AND (?2 IS NULL OR e.n = ?2) ORDER BY e.n",
        (journal, n),
    ):
        values = json.loads(words) if words is not None else [json.loads(before), json.loads(after)]
        found.append(Effect(noun, i, field, *values))
    return found


def of_noun(connection: apsw.Connection, journal: int, noun: str) -> list[int]:
    """The numbers of the nouns of one kind that an entry is about."""
    return values.numbers(connection, "SELECT noun_id FROM effect WHERE journal = ? AND noun = ?", (journal, noun))


def forget(tx: Tx, journal: int, numbers: Iterable[int] | None = None) -> None:
    """Forget some effects of an entry, or all, with the content that belongs to them."""
    some = None if numbers is None else [(journal, n) for n in numbers]
    for table in ("effect", "content"):
        if some is None:
            tx.connection.execute(f"DELETE FROM {table} WHERE journal = ? AND n >= 0", (journal,))
        else:
            tx.connection.executemany(f"DELETE FROM {table} WHERE journal = ? AND n = ?", some)

"""The transcript: what was said, kept and searchable, until the mail goes that it speaks of."""

from collections.abc import Sequence

import apsw

from osone.model.change import Topic
from osone.model.ids import TurnId
from osone.model.talk import Speaker, Turn
from osone.store import values
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

FORGOTTEN = "forgotten"
"""Where a turn comes from of which only the place is left."""
UNKNOWN = 0
"""Stands for the message where a turn speaks of mail and nobody knows of which: it goes with whatever goes first."""
OF_ACCOUNT = (
    "SELECT DISTINCT a.turn FROM turn_about a LEFT JOIN message m ON m.id = a.message"
    f" WHERE a.message = {UNKNOWN} OR (m.account = ?1 AND NOT EXISTS (SELECT 1 FROM placement p"
    " JOIN folder f ON f.id = p.folder WHERE p.message = m.id AND f.account <> ?1))"
)
STEP = 100
"""Pages of the index that are joined at once."""
COLUMNS = "id, said_at, speaker, text, origin, stopped"


def say(tx: Tx, speaker: Speaker, text: str, origin: str, at: int) -> TurnId:
    """Keep something that was said, and return its id."""
    tx.connection.execute(
        "INSERT INTO turn (said_at, speaker, text, origin) VALUES (?, ?, ?, ?)", (at, speaker.value, text, origin)
    )
    turn = TurnId(tx.connection.last_insert_rowid())
    tx.changed(Topic.TURN, [turn])
    return turn


def mend(tx: Tx, turn: TurnId, text: str, *, stopped: bool = False) -> None:
    """Write the words of a turn that was still being said."""
    # Not where it was forgotten while it was being said.
    tx.connection.execute(
        f"UPDATE turn SET text = ?, stopped = ? WHERE id = ? AND origin <> '{FORGOTTEN}'", (text, stopped, turn)
    )
    tx.changed(Topic.TURN, [turn])


def speaks_of(tx: Tx, turn: int, threads: Sequence[int], *, unknown: bool = False) -> None:
    """Keep of which mail a turn speaks, with all that stands in its conversations."""
    for part in chunks(threads):
        tx.connection.execute(
            f"INSERT OR IGNORE INTO turn_about SELECT ?, id FROM message WHERE thread IN ({marks(len(part))})",
            (turn, *part),
        )
    if unknown:
        tx.connection.execute("INSERT OR IGNORE INTO turn_about VALUES (?, ?)", (turn, UNKNOWN))


def forget_account(tx: Tx, account: int) -> None:
    """Forget what was said of the mail of an account that is going, but for what another account has too."""
    _forget(tx, values.numbers(tx.connection, OF_ACCOUNT, (account,)))


def forget_messages(tx: Tx, messages: Sequence[int]) -> None:
    """Forget what was said of messages that are gone."""
    for part in chunks(messages):
        about = f"SELECT DISTINCT turn FROM turn_about WHERE message IN ({marks(len(part))})"
        _forget(tx, values.numbers(tx.connection, about, part))


def _forget(tx: Tx, turns: Sequence[int]) -> None:
    if not turns:
        return
    # What is written over must not stand in free pages until something else needs them.
    before = tx.connection.pragma("secure_delete")
    tx.connection.pragma("secure_delete", True)
    try:
        for part in chunks(turns):
            these = marks(len(part))
            tx.connection.execute(
                f"UPDATE turn SET text = '', origin = ?, stopped = 0 WHERE id IN ({these})", (FORGOTTEN, *part)
            )
            tx.connection.execute(f"DELETE FROM turn_about WHERE turn IN ({these})", part)
            _to_forget(tx, part)
    finally:
        tx.connection.pragma("secure_delete", before)
    tx.changed(Topic.TURN, turns)


def emptied(connection: apsw.Connection, turns: Sequence[int]) -> list[int]:
    """Those of these turns that were forgotten."""
    found: list[int] = []
    for part in chunks(turns):
        asked = f"SELECT id FROM turn WHERE origin = '{FORGOTTEN}' AND id IN ({marks(len(part))})"
        found += values.numbers(connection, asked, part)
    return found


def newest(connection: apsw.Connection, limit: int = 50, before: int | None = None) -> list[Turn]:
    """The last turns, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM turn WHERE id < coalesce(?, 9e18) ORDER BY id DESC LIMIT ?", (before, limit)
    ).fetchall()
    return [_turn(row) for row in reversed(rows)]


def behind(connection: apsw.Connection, turn: int) -> Turn | None:
    """The companion's turn that this one is, or else the first that answers it; None where nothing does."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM turn WHERE id >= ? ORDER BY id LIMIT 2", (turn,))
    two = [_turn(row) for row in rows]
    if not two or two[0].id != turn:
        return None
    return next((one for one in two if one.speaker is Speaker.COMPANION), None)


def find(connection: apsw.Connection, match: str, limit: int = 50) -> list[Turn]:
    """Turns that hold these words (an FTS5 expression), newest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM turn WHERE id IN (SELECT rowid FROM turn_words WHERE turn_words MATCH ?"
        " ORDER BY rowid DESC LIMIT ?) ORDER BY id DESC",
        (match, limit),
    )
    return [_turn(row) for row in rows]


def every(connection: apsw.Connection) -> list[int]:
    """All turns, oldest first."""
    return values.numbers(connection, "SELECT id FROM turn ORDER BY id")


def there(connection: apsw.Connection, turns: Sequence[int]) -> set[int]:
    """Those of some turns that are still kept."""
    found: set[int] = set()
    for part in chunks(turns):
        found.update(values.numbers(connection, f"SELECT id FROM turn WHERE id IN ({marks(len(part))})", part))
    return found


def delete(tx: Tx, turns: Sequence[int]) -> int:
    """Delete turns for good; how many there were. What is left of them elsewhere goes with ``forgetting.forget_said``.

    Their numbers are never given again.
    """
    gone = sorted(there(tx.connection, turns))
    tx.connection.pragma("secure_delete", True)
    try:
        for part in chunks(gone):
            tx.connection.execute(f"DELETE FROM turn WHERE id IN ({marks(len(part))})", part)
            tx.connection.execute(f"DELETE FROM turn_about WHERE turn IN ({marks(len(part))})", part)
        _to_forget(tx, gone)
    finally:
        tx.connection.pragma("secure_delete", False)
    if gone:
        tx.changed(Topic.TURN, gone)
    return len(gone)


def _to_forget(tx: Tx, turns: Sequence[int]) -> None:
    tx.connection.executemany("INSERT OR IGNORE INTO turn_to_forget (turn) VALUES (?)", [(turn,) for turn in turns])


def to_forget(connection: apsw.Connection) -> list[int]:
    """Turns that were deleted or forgotten, and whose words may still stand somewhere."""
    return values.numbers(connection, "SELECT turn FROM turn_to_forget")


def shed(tx: Tx, *, begin: bool) -> bool:
    """Join the index of words a step further, so that none of a deleted turn is left in it; False at the end.

    The caller has what is overwritten wiped out.
    """
    before = tx.connection.total_changes()
    tx.connection.execute("INSERT INTO turn_words (turn_words, rank) VALUES ('merge', ?)", (-STEP if begin else STEP,))
    return begin or tx.connection.total_changes() - before >= 2  # one change is the command row itself


def forgotten(tx: Tx, turns: Sequence[int]) -> None:
    """Nothing is left of these."""
    tx.connection.executemany("DELETE FROM turn_to_forget WHERE turn = ?", [(turn,) for turn in turns])


def _turn(row: tuple[int, int, str, str, str, int]) -> Turn:
    turn, at, speaker, text, origin, stopped = row
    return Turn(TurnId(turn), at, Speaker(speaker), text, origin, bool(stopped))

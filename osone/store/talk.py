"""The transcript: what was said, kept and searchable."""

import apsw

from osone.model.change import Topic
from osone.model.ids import TurnId
from osone.model.talk import Speaker, Turn
from osone.store.writing import Tx

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
    tx.connection.execute("UPDATE turn SET text = ?, stopped = ? WHERE id = ?", (text, stopped, turn))
    tx.changed(Topic.TURN, [turn])


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


def _turn(row: tuple[int, int, str, str, str, int]) -> Turn:
    turn, at, speaker, text, origin, stopped = row
    return Turn(TurnId(turn), at, Speaker(speaker), text, origin, bool(stopped))

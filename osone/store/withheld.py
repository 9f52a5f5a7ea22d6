"""What a server keeps back: mail that it would not give, in its own words, and when it is asked for again."""

from collections.abc import Iterable, Sequence

import apsw

from osone.host.patience import grown
from osone.store import values
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

HEAD, BODY, FOLDER = "head", "body", "folder"
"""A message's row; its text; and, under UID 0, the folder as a whole."""
TOO_LARGE = "[TOOBIG]"
"""In place of a server's words: there is more of it than is kept (RFC 4469 has the code)."""
FIRST_WAIT_S = 600
LONGEST_WAIT_S = 86_400
MOST_WORDS = 300


def put(tx: Tx, folder: int, uid: int, part: str, words: str, now: int, *, free: int = 0) -> int:
    """Write that a part was refused once more; when it is asked for again, Unix seconds.

    The first ``free`` times that is at once, then ever later: after ten minutes first, after a day at most.
    """
    known = "SELECT tries FROM withheld WHERE folder = ? AND uid = ? AND part = ?"
    tries = values.count(tx.connection, known, (folder, uid, part))
    again = now + (int(grown(FIRST_WAIT_S, LONGEST_WAIT_S, tries - free)) if tries >= free else 0)
    tx.connection.execute(
        "INSERT INTO withheld (folder, uid, part, words, tries, again) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (folder, uid, part) DO UPDATE SET words = excluded.words, tries = excluded.tries,"
        " again = excluded.again",
        (folder, uid, part, words[:MOST_WORDS], min(tries + 1, 1000), again),
    )
    return again


def given(tx: Tx, folder: int, uids: Iterable[int], part: str) -> None:
    """Write that these came after all, or are no more."""
    gone = "DELETE FROM withheld WHERE folder = ? AND uid = ? AND part = ?"
    tx.connection.executemany(gone, [(folder, uid, part) for uid in uids])


def renumbered(tx: Tx, folder: int) -> None:
    """Forget what was kept back of a folder's messages, whose UIDs name others now."""
    tx.connection.execute("DELETE FROM withheld WHERE folder = ? AND uid > 0", (folder,))


def of_folder(connection: apsw.Connection, folder: int, part: str) -> list[int]:
    """The UIDs of which a part was refused."""
    return values.numbers(connection, "SELECT uid FROM withheld WHERE folder = ? AND part = ?", (folder, part))


def due(connection: apsw.Connection, folder: int, part: str, now: int) -> list[int]:
    """Those of them that may be asked for again."""
    query = "SELECT uid FROM withheld WHERE folder = ? AND part = ? AND again <= ?"
    return values.numbers(connection, query, (folder, part, now))


def resting(connection: apsw.Connection, folder: int, now: int) -> bool:
    """Whether a folder as a whole is to be left alone for now."""
    query = "SELECT 1 FROM withheld WHERE folder = ? AND uid = 0 AND part = ? AND again > ?"
    return values.anything(connection, query, (folder, FOLDER, now))


def words_of(connection: apsw.Connection, messages: Sequence[int]) -> dict[int, str]:
    """Why the text of these messages is not here, in the server's words, of those that it was refused of."""
    found: dict[int, str] = {}
    for part in chunks(messages):
        query = (
            "SELECT p.message, w.words FROM placement p JOIN withheld w ON w.folder = p.folder AND w.uid = p.uid"
            f" WHERE w.part = 'body' AND p.message IN ({marks(len(part))})"
        )
        found.update(values.rows(connection, query, tuple(part)))
    return found

"""Finding messages by their words: newest first while typing, best first on request."""

from collections.abc import Sequence

import apsw

from osone.model.ids import MessageId

NEWEST = (
    "SELECT w.rowid FROM search.words w WHERE w.words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3"
    " ORDER BY w.rowid DESC LIMIT ?4"
)
BEST = (
    "SELECT w.rowid FROM search.words w WHERE w.words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3"
    " ORDER BY bm25(words, 4.0, 3.0, 1.0, 1.0) LIMIT ?4"
)
HIGHEST = (1 << 62) - 1


def newest(
    connection: apsw.Connection, match: str, limit: int = 50, since: int = 0, until: int = HIGHEST
) -> list[MessageId]:
    """Messages whose words match an FTS5 expression, newest first, within a range of ids. Needs a reader."""
    return [MessageId(int(i)) for (i,) in connection.execute(NEWEST, (match, since, until, limit))]


def best(
    connection: apsw.Connection, match: str, limit: int = 50, since: int = 0, until: int = HIGHEST
) -> list[MessageId]:
    """The same, ranked by BM25 with subject and sender weighing more; for Enter, never while typing."""
    return [MessageId(int(i)) for (i,) in connection.execute(BEST, (match, since, until, limit))]


def among(connection: apsw.Connection, match: str, messages: Sequence[int]) -> list[MessageId]:
    """Those of these messages whose words match. Needs a reader connection."""
    if not messages:
        return []
    wanted = set(messages)
    rows = connection.execute(NEWEST, (match, min(wanted), max(wanted), -1))
    return [MessageId(int(i)) for (i,) in rows if i in wanted]

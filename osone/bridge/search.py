"""What typing in the search line finds, newest first: the words of messages, and a few facts (``from:``, ``is:``)."""

from collections.abc import Callable, Sequence

import apsw

from osone.bridge.rows import PAGE
from osone.model.mail import ThreadRow
from osone.store import listing, search
from osone.store.threads import marks

LIMIT = 200
LOOKED_AT = 1_000
"""How far back a single letter is looked for, in messages."""
BY_LETTER = (
    "SELECT id FROM (SELECT id, sender_name, subject FROM message ORDER BY id DESC LIMIT ?1)"
    " WHERE sender_name LIKE ?2 OR subject LIKE ?2 ORDER BY id DESC LIMIT ?3"
)
NEWEST = "SELECT thread, max(id) FROM message WHERE thread IN ({marks}) GROUP BY thread"
Find = Callable[[apsw.Connection, str, int], Sequence[int]]
"""From a connection, what was typed and how many, to message ids, newest first."""


Found = tuple[list[tuple[int, int]], list[ThreadRow]]
"""Places and rows of a list."""


def match_of(words: str) -> str:
    """What was typed as an FTS5 expression: every word must be there, the last one may go on."""
    terms = [
        t
        for t in ("".join(c if c.isalnum() or c in "@._-" else " " for c in words)).split()
        if any(map(str.isalnum, t))
    ]
    quoted = [f'"{term}"' for term in terms]
    if quoted and not words.endswith(" "):
        quoted[-1] += "*"
    return " AND ".join(quoted)


def find_words(connection: apsw.Connection, words: str, limit: int) -> Sequence[int]:
    """The plain search: all words anywhere in a message."""
    match = match_of(words)
    return search.newest(connection, match, limit) if match else []


def threads_of(connection: apsw.Connection, words: str, find: Find) -> Found:
    """The threads of what was found, as places of a list, and the rows of the first page."""
    whole = _without_letter(words)
    found = find(connection, whole, LIMIT) if whole.strip() else _by_letter(connection, words.strip())
    thread_of = dict(
        connection.execute(f"SELECT id, thread FROM message WHERE id IN ({marks(len(found))})", tuple(found))
    )
    threads = tuple(set(thread_of.values()))
    places = sorted(
        (-newest, -t) for t, newest in connection.execute(NEWEST.format(marks=marks(len(threads))), threads)
    )
    return places, listing.rows(connection, [-t for _, t in places[:PAGE]])


def _without_letter(words: str) -> str:
    """What was typed but for a last word of one letter: as a prefix it fits half of all mail, and takes as long."""
    before, _, last = words.rpartition(" ")
    return before if len(last) == 1 and last.isascii() and last.isalnum() else words


def _by_letter(connection: apsw.Connection, letter: str) -> list[int]:
    """For a single letter, the newest mail whose sender or subject begins with it."""
    rows = connection.execute(BY_LETTER, (LOOKED_AT, f"{letter}%", LIMIT))
    return [int(i) for (i,) in rows]

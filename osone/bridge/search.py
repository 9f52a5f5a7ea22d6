"""What typing in the search line finds, newest first: the words of messages, and a few facts (``from:``, ``is:``)."""

from collections.abc import Callable, Sequence

import apsw

from osone.model.mail import ThreadRow
from osone.store import listing, messages, search

LIMIT = 200
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
    """The threads of what was found, as places and rows of a list."""
    found = find(connection, words, LIMIT)
    threads = list(dict.fromkeys(m.thread for m in messages.some(connection, found)))
    rows = sorted(listing.rows(connection, threads), key=lambda row: (-row.newest, -row.id))
    return [(-row.newest, -row.id) for row in rows], rows

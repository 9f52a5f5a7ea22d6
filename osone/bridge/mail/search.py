"""What typing in the search line finds, newest first: the words of messages, and a few facts (``from:``, ``is:``)."""

from datetime import datetime
from typing import TYPE_CHECKING

import apsw

from osone.bridge.lists.rows import PAGE
from osone.host.later import later
from osone.model.ids import MessageId
from osone.model.mail import ThreadRow
from osone.store import listing
from osone.store.threads import marks

if TYPE_CHECKING:
    from osone.commands import finding
else:
    finding = later("osone.commands.finding")  # after the first frame, with the language of queries

LIMIT = 200
LOOKED_AT = 1_000
"""How far back a single letter is looked for, in messages."""
BY_LETTER = (
    "SELECT id FROM (SELECT id, sender_name, subject FROM message ORDER BY id DESC LIMIT ?1)"
    " WHERE sender_name LIKE ?2 OR subject LIKE ?2 ORDER BY id DESC LIMIT ?3"
)
NEWEST = "SELECT thread, max(id) FROM message WHERE thread IN ({marks}) GROUP BY thread"
Found = tuple[list[tuple[int, int]], list[ThreadRow]]
"""Places and rows of a list."""


def threads_of(connection: apsw.Connection, words: str, now: datetime) -> Found:
    """The threads of what these words find, as places of a list, and the rows of the first page."""
    whole = _without_letter(words)
    if whole.strip():
        found = finding.find_words(connection, whole, LIMIT, today=now.date(), zone=now.tzinfo)
    else:
        found = _by_letter(connection, words.strip())
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


def _by_letter(connection: apsw.Connection, letter: str) -> list[MessageId]:
    """For a single letter, the newest mail whose sender or subject begins with it."""
    rows = connection.execute(BY_LETTER, (LOOKED_AT, f"{letter}%", LIMIT))
    return [MessageId(int(i)) for (i,) in rows]

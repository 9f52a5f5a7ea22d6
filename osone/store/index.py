"""Keeping the full-text index up with the store: what is still to be indexed, and its writing in batches.

``to_index`` rows are written with their message; a row goes only after ``search`` has committed with a full sync.
Indexing a message twice gives the same as once, so a crash anywhere only means some are done again.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import apsw

from osone.host.later import later
from osone.store import values
from osone.store.messages import unpack
from osone.store.opening import settle as settle_log
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

if TYPE_CHECKING:
    from osone.text import file_words, folding
else:
    file_words, folding = later("osone.text.file_words"), later("osone.text.folding")  # once something is indexed

SETTINGS = {
    "automerge": 0,
    "crisismerge": 64,
    # Segments of one age that are joined at once: with 4 every word is written again nearly twice as often.
    "usermerge": 8,
    # Bytes of words that one transaction gathers before they become a segment: fewer segments, less to merge.
    "hashsize": 32 * 1024 * 1024,
}
STEP = 500
"""Pages of the index that are joined at a time."""
HEAVY = 16 * 1024 * 1024
"""Characters of text that end a batch."""
WAITING = (
    "SELECT i.message, i.revision, m.subject, m.sender_name || ' ' || m.sender_email, m.recipients, w.zstd, w.files"
    " FROM to_index i JOIN message m ON m.id = i.message"
    # A body that was kept for another message, which a power cut took out of ``core``, is not this one's.
    " LEFT JOIN raw.raw r ON r.message = i.message AND coalesce(r.identity, m.identity) = m.identity"
    " LEFT JOIN raw.words w ON w.message = r.message ORDER BY i.message LIMIT ?"
)


class Doc(NamedTuple):
    """One message as the index sees it."""

    message: int
    revision: int
    subject: str
    sender: str
    recipients: str
    body: str
    files: str = ""
    """The names of its files, one on each line."""


def behind(connection: apsw.Connection) -> bool:
    """Whether there is anything that is not in the index yet."""
    return values.number(connection, "SELECT min(message) FROM to_index") is not None


def waiting(reader: apsw.Connection, limit: int = 500) -> list[Doc]:
    """The next messages to index, read from ``core`` and ``raw``, lowest id first: rising ids index twice as fast."""
    docs: list[Doc] = []
    weight = 0
    for message, revision, subject, sender, to, text, files in reader.execute(WAITING, (limit,)):
        body = unpack(text).decode() if text is not None else ""
        docs.append(Doc(message, revision, subject, sender, to, body, files or ""))
        weight += len(body)
        if weight > HEAVY:
            break
    return docs


def write(search: apsw.Connection, docs: Sequence[Doc]) -> None:
    """Write a batch into the index, waiting for the disk."""
    search.pragma("synchronous", 2)
    settle(search)
    search.execute("BEGIN IMMEDIATE")
    folded, of_files = folding.folded, file_words.of_files
    try:
        search.executemany(
            "INSERT OR REPLACE INTO words (rowid, subject, sender, recipients, body) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    d.message,
                    folded(d.subject),
                    folded(d.sender),
                    folded(d.recipients),
                    folded(d.body) + of_files(d.files),
                )
                for d in sorted(docs, key=lambda d: d.message)
            ],
        )
    except BaseException:
        search.execute("ROLLBACK")
        raise
    search.execute("COMMIT")


def written(tx: Tx, docs: Sequence[Doc]) -> None:
    """Strike what was indexed, unless it was changed again meanwhile."""
    tx.connection.executemany(
        "DELETE FROM to_index WHERE message = ? AND revision = ?", [(d.message, d.revision) for d in docs]
    )


def settle(search: apsw.Connection) -> None:
    """Set what outlives a crash: merging is done in steps of our own, never in the middle of a write."""
    known = dict(search.execute("SELECT k, v FROM words_config"))
    for key, value in SETTINGS.items():
        if known.get(key) != value:
            search.execute("INSERT INTO words (words, rank) VALUES (?, ?)", (key, value))


def merge(search: apsw.Connection, pages: int = STEP) -> bool:
    """Join the index's segments a step further; False once there is nothing left to join."""
    before = search.total_changes()
    search.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (pages,))
    return search.total_changes() - before >= 2  # one change is the command row itself


def shrink(search: apsw.Connection, pages: int = 64) -> bool:
    """Give back some of the room that a file no longer needs, where that is a third of it; False otherwise."""
    free = values.count(search, "PRAGMA freelist_count")
    if not free or free * 3 < values.count(search, "PRAGMA page_count"):
        return False
    search.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
    return values.count(search, "PRAGMA freelist_count") < free


def forget(search: apsw.Connection, messages: Sequence[int]) -> None:
    """Take messages out of the index, and merge so that their words are gone from the file."""
    search.pragma("secure_delete", True)
    for part in chunks(messages):
        search.execute(f"DELETE FROM words WHERE rowid IN ({marks(len(part))})", tuple(part))
        settle_log(search)
    # As ``optimize`` does, but in steps: others write between them.
    search.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (-STEP,))
    while merge(search, STEP):
        settle_log(search)
    settle_log(search)


def lost(core: apsw.Connection, search: apsw.Connection) -> bool:
    """Whether the index is empty, and there are messages that do not wait to be indexed."""
    if search.execute("SELECT rowid FROM words LIMIT 1").fetchone() is not None:
        return False
    unasked = "SELECT 1 FROM message m WHERE NOT EXISTS (SELECT 1 FROM to_index i WHERE i.message = m.id) LIMIT 1"
    return core.execute(unasked).fetchone() is not None


def rebuild(tx: Tx, after: int = -1, most: int = -1) -> int | None:
    """Ask for so many messages (all, without a number) above an id to be indexed afresh; the last, None at the end."""
    ids = values.numbers(tx.connection, "SELECT id FROM message WHERE id > ? ORDER BY id LIMIT ?", (after, most))
    ask(tx, ids)
    return ids[-1] if ids else None


def unknown(reader: apsw.Connection) -> list[int]:
    """Messages that the index does not have."""
    return values.numbers(reader, "SELECT id FROM message WHERE id NOT IN (SELECT id FROM search.words_docsize)")


def strange(reader: apsw.Connection) -> list[int]:
    """What the index has of messages that are no more."""
    return values.numbers(reader, "SELECT id FROM search.words_docsize WHERE id NOT IN (SELECT id FROM message)")


def ask(tx: Tx, messages: Iterable[int]) -> None:
    """Ask for messages to be indexed, unless they wait for it already."""
    tx.connection.executemany(
        "INSERT OR IGNORE INTO to_index (message, revision) VALUES (?, 1)", [(m,) for m in messages]
    )


def left(connection: apsw.Connection) -> int:
    """How many messages wait to be indexed."""
    return values.count(connection, "SELECT count(*) FROM to_index")

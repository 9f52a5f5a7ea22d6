"""Messages: their rows, their raw text, and what else hangs on one."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import apsw

from osone.host.later import later
from osone.model.ids import AccountId, FolderId, MessageId, ThreadId
from osone.model.mail import Address, Flag, MessageRow, Role
from osone.store import values
from osone.store.threads import chunks, marks, resolve
from osone.store.writing import Tx

if TYPE_CHECKING:
    import zstandard
else:
    zstandard = later("zstandard")  # for bodies alone: the lists of a first frame have none

ROWS = (
    "SELECT id, thread, account, sender_name, sender_email, recipients, subject, snippet, date, size, attachments,"
    " {body} FROM message m WHERE {which} ORDER BY id"
)
WITH_RAW = "EXISTS (SELECT 1 FROM raw.raw r WHERE r.message = m.id AND coalesce(r.identity, m.identity) = m.identity)"
"""After a power cut ``raw`` may hold the body of a message that ``core`` has lost, and whose id it gave again."""
NEWEST = "SELECT id FROM message WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
STANDING = (
    "SELECT s.message, f.role, f.id, s.flags FROM shown s JOIN folder f ON f.id = s.folder WHERE s.message IN ({marks})"
)
BEGINNING = (
    "SELECT id FROM (SELECT id, sender_name, subject FROM message ORDER BY id DESC LIMIT ?1)"
    " WHERE sender_name LIKE ?2 OR subject LIKE ?2 ORDER BY id DESC LIMIT ?3"
)
SENT = (
    "EXISTS (SELECT 1 FROM placement p JOIN folder f ON f.id = p.folder"
    " WHERE p.message = {message} AND f.role IN ('sent'{roles}))"
)
LEVEL = 1
PIECE = 4 * 1024 * 1024
"""Bytes that are made small at once."""
BIND = "WHERE excluded.identity IS NOT NULL AND raw.identity IS NOT excluded.identity"
RENEW = ""


def of_thread(connection: apsw.Connection, thread: int) -> list[MessageRow]:
    """The messages of a thread that are shown somewhere, oldest first. Needs a reader connection."""
    return [m for m in _rows(connection, "thread = ?", (resolve(connection, thread),)) if m.folders]


def some(connection: apsw.Connection, messages: Sequence[int]) -> list[MessageRow]:
    """These messages, in the order asked; unknown ones are left out. Needs a reader connection."""
    found = {}
    for part in chunks(messages):
        found.update({m.id: m for m in _rows(connection, f"id IN ({marks(len(part))})", tuple(part))})
    return [found[MessageId(i)] for i in messages if i in found]


def _rows(connection: apsw.Connection, which: str, bound: tuple[int, ...]) -> list[MessageRow]:
    shown: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for message, folder, flags in connection.execute(
        f"SELECT message, folder, flags FROM shown WHERE message IN (SELECT id FROM message WHERE {which})", bound
    ):
        shown[message].append((folder, flags))
    rows = []
    for i, thread, account, name, email, recipients, subject, snippet, date, size, files, body in connection.execute(
        ROWS.format(body=WITH_RAW, which=which), bound
    ):
        to, cc = addressed(recipients)
        flags = Flag(0)
        for _folder, here in shown[i]:
            flags |= Flag(here)
        rows.append(
            MessageRow(
                MessageId(i), ThreadId(thread), AccountId(account), Address(name, email), to, cc, subject, snippet,
                date, flags, tuple(FolderId(f) for f, _ in shown[i]), size, bool(files), bool(body),
            )
        )  # fmt: skip
    return rows


def people_of(
    connection: apsw.Connection, messages: Sequence[int], *, recipients: bool = True
) -> list[tuple[Address, tuple[Address, ...]]]:
    """Who sent each of these messages, and (which takes longer) whom it is to or who has a copy, in the order asked."""
    found: dict[int, tuple[Address, tuple[Address, ...]]] = {}
    for part in chunks(messages):
        query = f"SELECT id, sender_name, sender_email, recipients FROM message WHERE id IN ({marks(len(part))})"
        for i, name, email, kept in connection.execute(query, tuple(part)):
            to, cc = addressed(kept) if recipients else ((), ())
            found[i] = (Address(name, email), (*to, *cc))
    return [found[i] for i in messages if i in found]


def addressed(recipients: str) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """Whom a message is to and who has a copy, as its row keeps them."""
    to, cc = (tuple(Address(n, e) for n, e in group) for group in json.loads(recipients))
    return to, cc


def shown_in(connection: apsw.Connection, thread: int, role: Role | None = None) -> list[tuple[int, int, int]]:
    """Triples of message, folder and flags of a thread, as shown now, oldest message first."""
    return [
        (int(m), int(f), int(flags))
        for m, f, flags in connection.execute(
            "SELECT s.message, s.folder, s.flags FROM message m JOIN shown s ON s.message = m.id"
            " JOIN folder f ON f.id = s.folder WHERE m.thread = ?1 AND (?2 IS NULL OR f.role = ?2) ORDER BY m.id",
            (resolve(connection, thread), role.value if role else None),
        )
    ]


def newest(connection: apsw.Connection, limit: int, since: int, until: int) -> list[MessageId]:
    """The newest messages within a range of ids, both ends included."""
    return [MessageId(i) for (i,) in connection.execute(NEWEST, (since, until, limit))]


def beginning(connection: apsw.Connection, letter: str, looked_at: int, limit: int) -> list[MessageId]:
    """The newest messages whose sender or subject begins with a letter, among so many."""
    return [MessageId(i) for (i,) in connection.execute(BEGINNING, (looked_at, f"{letter}%", limit))]


def standing(connection: apsw.Connection, messages: Sequence[int]) -> list[tuple[int, str, int, int]]:
    """Message, its folder's role and number and its flags there, for every folder where one of these is shown."""
    found: list[tuple[int, str, int, int]] = []
    for part in chunks(messages):
        found += connection.execute(STANDING.format(marks=marks(len(part))), tuple(part))
    return found


def carrying(connection: apsw.Connection, messages: Sequence[int], *, attachments: bool) -> set[int]:
    """Those of these messages that have attachments, or that have none."""
    found: set[int] = set()
    for part in chunks(messages):
        query = f"SELECT id FROM message WHERE attachments = ? AND id IN ({marks(len(part))})"
        found.update(i for (i,) in connection.execute(query, (attachments, *part)))
    return found


def sized(connection: apsw.Connection, messages: Sequence[int], least: int, most: int) -> set[int]:
    """Those of these messages that have so many bytes, both ends included."""
    found: set[int] = set()
    for part in chunks(messages):
        query = f"SELECT id FROM message WHERE size BETWEEN ? AND ? AND id IN ({marks(len(part))})"
        found.update(i for (i,) in connection.execute(query, (least, most, *part)))
    return found


def threads_of(connection: apsw.Connection, messages: Sequence[int]) -> dict[int, int]:
    """The thread of each of these messages, in no certain order; unknown ones are left out."""
    found: dict[int, int] = {}
    for part in chunks(messages):
        query = f"SELECT id, thread FROM message WHERE id IN ({marks(len(part))})"
        found.update(connection.execute(query, tuple(part)))
    return found


def threads_newest_first(connection: apsw.Connection, messages: Sequence[int]) -> list[int]:
    """The threads of these messages, each once, by its newest among them."""
    found = threads_of(connection, messages)
    return list(dict.fromkeys(found[message] for message in sorted(found, reverse=True)))


def by_identity(connection: apsw.Connection, identities: Sequence[int]) -> dict[int, int]:
    """Messages by identity, of those that are here."""
    found: dict[int, int] = {}
    for part in chunks(identities):
        query = f"SELECT identity, id FROM message WHERE identity IN ({marks(len(part))})"
        found.update(connection.execute(query, tuple(part)))
    return found


def identity_of(connection: apsw.Connection, message: int) -> int | None:
    """What a message is known by; None where it is gone."""
    return values.number(connection, "SELECT identity FROM message WHERE id = ?", (message,))


def identities_at(connection: apsw.Connection, folder: int, uids: Sequence[int]) -> dict[int, int]:
    """What the messages at these UIDs of a folder are known by."""
    query = (
        "SELECT p.uid, m.identity FROM placement p JOIN message m ON m.id = p.message"
        f" WHERE p.folder = ? AND p.uid IN ({marks(len(uids))})"
    )
    return dict(connection.execute(query, (folder, *uids)))


def newest_of(connection: apsw.Connection, threads: Iterable[int]) -> dict[int, int]:
    """The newest message of each of these threads."""
    found: dict[int, int] = {}
    for part in chunks(list(threads)):
        query = f"SELECT thread, max(id) FROM message WHERE thread IN ({marks(len(part))}) GROUP BY thread"
        found.update(connection.execute(query, tuple(part)))
    return found


def identities_in(connection: apsw.Connection, thread: int, most: int) -> list[tuple[int, int]]:
    """The messages of a thread, each with its identity, no more than so many."""
    query = "SELECT id, identity FROM message WHERE thread = ? LIMIT ?"
    return [(message, identity) for message, identity in values.rows(connection, query, (thread, most))]


def account_of(connection: apsw.Connection, message: int) -> tuple[int, str]:
    """The account that a message belongs to, and the account's kind."""
    row = connection.execute(
        "SELECT a.id, a.kind FROM message m JOIN account a ON a.id = m.account WHERE m.id = ?", (message,)
    ).fetchone()
    if row is None:
        raise KeyError(message)
    return int(row[0]), str(row[1])


def raw(connection: apsw.Connection, message: int) -> bytes | None:
    """The message as it came, or None while it is not here. Needs a reader connection."""
    row = connection.execute(
        "SELECT r.zstd FROM raw.raw r JOIN message m ON m.id = r.message"
        " WHERE r.message = ? AND coalesce(r.identity, m.identity) = m.identity",
        (message,),
    ).fetchone()
    return unpack(row[0]) if row else None


_PRESS = threading.local()
_UNPRESS = threading.local()


def _press() -> "zstandard.ZstdCompressor":
    """This thread's compressor: making one costs more than a mail."""
    made: zstandard.ZstdCompressor | None = getattr(_PRESS, "made", None)
    if made is None:
        made = _PRESS.made = zstandard.ZstdCompressor(level=LEVEL)
    return made


def unpack(data: bytes) -> bytes:
    """What ``pack`` made small, as it was."""
    made: zstandard.ZstdDecompressor | None = getattr(_UNPRESS, "made", None)
    if made is None:
        made = _UNPRESS.made = zstandard.ZstdDecompressor()
    return made.decompress(data)


def press(data: bytes) -> bytes:
    """Bytes made small as a message is; ``unpack`` gives them back."""
    return _pressed(_press(), data)


Packed = tuple[int, bytes, bytes, str]
"""A message as it is kept: its size, itself and its plain text, both compressed, and the names of its files."""


def pack(data: bytes, text: str, files: str = "") -> Packed:
    """A message as it is kept."""
    press = _press()
    return len(data), _pressed(press, data), press.compress(text.encode("utf-8", "replace")), files


def _pressed(press: "zstandard.ZstdCompressor", data: bytes) -> bytes:
    """Data made small; what is large goes in pieces, for at once it would need as much memory again."""
    if len(data) <= PIECE:
        return press.compress(data)
    stream = press.compressobj(size=len(data))
    pieces = [stream.compress(data[at : at + PIECE]) for at in range(0, len(data), PIECE)]
    return b"".join([*pieces, stream.flush()])


def keep_raw(
    connection: apsw.Connection,
    bodies: Iterable[tuple[int, bytes, str]],
    core: apsw.Connection | None = None,
    files: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Keep raw messages with their plain text, in one transaction of ``raw`` (a writer connection to that file).

    ``files`` are the names of those that come with them, one on each line. What is kept is never rewritten: a message
    that is already here stays as it was. With ``core`` each body is bound to the identity of its message, and one that
    was kept for another, which a power cut took out of ``core``, gives way to it.
    """
    rows = [(m, pack(data, text, files.get(m, ""))) for m, data, text in bodies]
    identities: dict[int, int] = {}
    if core is not None:
        for part in chunks([r[0] for r in rows]):
            identities.update(
                (int(i), int(identity))
                for i, identity in core.execute(
                    f"SELECT id, identity FROM message WHERE id IN ({marks(len(part))})", part
                )
            )
    _keep(connection, BIND, [(m, identities.get(m), packed) for m, packed in rows])


def keep_words(
    connection: apsw.Connection, texts: Iterable[tuple[int, str]], files: Mapping[int, str] = MappingProxyType({})
) -> None:
    """Keep the plain text of messages whose bodies are here, and the names of their files, as they are read now."""
    rows = [(_press().compress(text.encode("utf-8", "replace")), files.get(m, ""), m) for m, text in texts]
    with connection:
        connection.executemany("UPDATE words SET zstd = ?, files = ? WHERE message = ?", rows)


def keep_packed(connection: apsw.Connection, bodies: Sequence[tuple[int, int, Packed]]) -> None:
    """Keep packed messages (id, identity, what ``pack`` gave) whose ids were given out just now.

    What lies under such an id already is of no message, and gives way.
    """
    _keep(connection, RENEW, bodies)


def _keep(connection: apsw.Connection, otherwise: str, rows: Sequence[tuple[int, int | None, Packed]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(
            "INSERT INTO raw (message, size, identity, zstd) VALUES (?, ?, ?, ?) ON CONFLICT (message) DO UPDATE SET"
            f" size = excluded.size, identity = excluded.identity, zstd = excluded.zstd {otherwise}",
            [(message, size, identity, data) for message, identity, (size, data, _words, _files) in rows],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO words (message, zstd, files) VALUES (?, ?, ?)",
            [(message, words, files) for message, _identity, (_size, _data, words, files) in rows],
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def plain(connection: apsw.Connection, message: int, schema: str = "raw") -> str | None:
    """A message's plain text, or None while it is not here."""
    row = connection.execute(
        f"SELECT w.zstd FROM {schema}.words w JOIN {schema}.raw r ON r.message = w.message"
        " JOIN main.message m ON m.id = w.message"
        " WHERE w.message = ? AND coalesce(r.identity, m.identity) = m.identity",
        (message,),
    ).fetchone()
    return unpack(row[0]).decode() if row else None


def describe(tx: Tx, rows: Iterable[tuple[int, str, bool, str, str]]) -> list[int]:
    """Write what only the body tells (message, snippet, attachments, kind, reason), and ask for it to be indexed.

    Returns the messages, for ``shown.refresh``.
    """
    listed = list(rows)
    tx.connection.executemany(
        "UPDATE message SET snippet = ?, attachments = ?, kind = ?, reason = ? WHERE id = ?",
        [(snippet, files, kind, reason, m) for m, snippet, files, kind, reason in listed],
    )
    tx.connection.executemany(
        "INSERT INTO to_index (message, revision) VALUES (?, 1) ON CONFLICT DO UPDATE SET revision = revision + 1",
        [(m,) for m, *_ in listed],
    )
    return [m for m, *_ in listed]


def want(tx: Tx, messages: Iterable[int]) -> None:
    """Ask the engine for bodies that somebody is waiting for."""
    tx.connection.executemany("INSERT OR IGNORE INTO wanted (message) VALUES (?)", [(m,) for m in messages])


def known_sender(connection: apsw.Connection, message: int) -> bool:
    """Whether there was mail of this message's sender before it."""
    return (
        connection.execute(
            "SELECT 1 FROM message m JOIN message b ON b.sender_email = m.sender_email AND b.id < m.id"
            " WHERE m.id = ? LIMIT 1",
            (message,),
        ).fetchone()
        is not None
    )


def answered_at(connection: apsw.Connection, message: int, me: frozenset[str]) -> int | None:
    """When the person last wrote in this message's thread before it, Unix seconds; None where they did not.

    What they wrote lies among what they sent: a mail that came in their name is not theirs because it says so.
    """
    rows = connection.execute(
        "SELECT b.sender_email, b.date FROM message m JOIN message b ON b.thread = m.thread AND b.id < m.id"
        f" WHERE m.id = ? AND {SENT.format(message='b.id', roles='')} ORDER BY b.id DESC",
        (message,),
    )
    return next((int(date) for email, date in rows if str(email).lower() in me), None)


def is_own(connection: apsw.Connection, message: int) -> bool:
    """Whether a message lies among what the person sent or drafts, or is the copy of one that does."""
    sent = SENT.format(message="b.id", roles=", 'drafts'")
    return values.anything(
        connection,
        "SELECT 1 FROM message m JOIN message b ON b.thread = m.thread AND b.sender_email = m.sender_email"
        f" AND (b.id = m.id OR (b.date = m.date AND b.subject = m.subject)) WHERE m.id = ? AND {sent}",
        (message,),
    )


def answers_mine(connection: apsw.Connection, message: int, me: frozenset[str]) -> bool:
    """Whether the person wrote earlier in this message's thread."""
    return answered_at(connection, message, me) is not None

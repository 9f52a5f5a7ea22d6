"""Drafts as rows, what is enclosed in them, and what stands ready to leave.

Bytes are kept in pieces, each written in a short transaction of its own: no key waits for a large file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import apsw

from osone.model.change import Topic
from osone.model.drafts import Draft, DraftId, EnclosedFile, Recipients, Relation, Stage, decode, encode, file_key
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address
from osone.store import values
from osone.store.accounts import GOING
from osone.store.writing import Tx, transaction

PIECE = 512 * 1024
"""Bytes of one piece at most."""
NAMES = (
    "account", "sender", "recipients", "subject", "blocks", "relation", "answers", "quotes", "stage", "message_id",
    "changed", "remind",
)  # fmt: skip
"""What is written; which files are left out is told apart from it (``effects``), and taken back by itself."""
COLUMNS = ", ".join((*NAMES, "left_out"))
PARTS = ("to", "cc", "bcc")
ANSWERS = tuple(one.value for one in Relation if one.answer)
ORPHANS = (
    "SELECT id FROM enclosed WHERE draft NOT IN (SELECT noun_id FROM effect WHERE noun = 'draft')"
    " AND (draft NOT IN (SELECT id FROM draft) OR EXISTS (SELECT 1 FROM draft d, json_each(d.left_out) e"
    " WHERE d.id = enclosed.draft AND e.value = 'file ' || enclosed.id))"
)


def row(draft: Draft) -> dict[str, object]:
    """The columns of a draft."""
    to = draft.recipients
    named = {
        part: [[one.name, one.email] for one in some] for part, some in zip(PARTS, (to.to, to.cc, to.bcc), strict=True)
    }
    return {
        "account": draft.account,
        "sender": json.dumps([draft.sender.name, draft.sender.email], ensure_ascii=False),
        "recipients": json.dumps(named, ensure_ascii=False),
        "subject": draft.subject,
        "blocks": encode(draft.blocks),
        "relation": draft.relation.value,
        "answers": draft.answers,
        "quotes": int(draft.quotes),
        "stage": draft.stage.value,
        "message_id": draft.message_id,
        "changed": draft.changed,
        "remind": draft.remind,
    }


def next_number(connection: apsw.Connection) -> int:
    """The number for a new draft: none is given twice, as long as one window begins them."""
    given = values.number(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'draft'") or 0
    return 1 + max(given, values.count(connection, "SELECT max(id) FROM draft"))


def begin(tx: Tx, draft: int, columns: Mapping[str, object]) -> bool:
    """Make a draft of this number. False where there is one already, or was: what was thrown away is not begun anew."""
    assert columns.keys() == set(NAMES)
    if draft < next_number(tx.connection):
        return False
    tx.connection.execute(
        f"INSERT INTO draft (id, {', '.join(columns)}) VALUES (?, {', '.join('?' * len(columns))})",
        (draft, *columns.values()),
    )
    tx.changed(Topic.DRAFT, [draft])
    return True


def save(tx: Tx, draft: int, columns: Mapping[str, object]) -> bool:
    """Write what is being written. False where it is no longer: it was thrown away, or is on its way."""
    assert columns.keys() == set(NAMES)
    names = ", ".join(f"{name} = ?" for name in columns)
    tx.connection.execute(f"UPDATE draft SET {names} WHERE id = ? AND stage = ''", (*columns.values(), draft))
    if tx.connection.changes():
        tx.changed(Topic.DRAFT, [draft])
        return True
    return False


def one(connection: apsw.Connection, draft: int) -> Draft | None:
    """A draft by its number."""
    found = _some(connection, "id = ?", (draft,))
    return found[0] if found else None


def answer_to(connection: apsw.Connection, message: int) -> Draft | None:
    """The last answer to the invitation in a message that is on its way, or that left and is not filed yet."""
    which = f"answers = ? AND stage <> '' AND relation IN ({', '.join('?' * len(ANSWERS))})"
    # Their numbers count down.
    return min(_some(connection, which, (message, *ANSWERS)), key=lambda one: one.id, default=None)


def every(connection: apsw.Connection, *stages: Stage) -> list[Draft]:
    """The drafts of these stages, the one that was last written first; none of an account that is being taken away."""
    which = f"stage IN ({', '.join('?' * len(stages))}) AND account NOT IN (SELECT id FROM account WHERE kind = ?)"
    return _some(connection, which, (*(stage.value for stage in stages), GOING))


def _some(connection: apsw.Connection, which: str, bound: Sequence[object]) -> list[Draft]:
    rows = values.rows(
        connection, f"SELECT id, {COLUMNS} FROM draft WHERE {which} ORDER BY changed DESC, id DESC", bound
    )
    return [_draft(connection, *found) for found in rows]


def _draft(connection: apsw.Connection, i: int, account: int, sender: str, recipients: str, *rest: Any) -> Draft:
    subject, blocks, relation, answers, quotes, stage, message_id, changed, remind, kept = rest
    left_out = frozenset(json.loads(kept))
    named = json.loads(recipients)
    to, cc, bcc = (tuple(Address(*one) for one in named.get(part, ())) for part in PARTS)
    return Draft(
        DraftId(i), AccountId(account), Address(*json.loads(sender)), Recipients(to, cc, bcc), subject,
        decode(blocks), Relation(relation), None if answers is None else MessageId(answers),
        bool(quotes), tuple(one for one in enclosed(connection, i) if file_key(one.id) not in left_out),
        Stage(stage), message_id, changed, left_out, remind,
    )  # fmt: skip


def enclosed(connection: apsw.Connection, draft: int) -> list[EnclosedFile]:
    """The files and pictures of a draft that are here whole, in the order they were added; those left out too."""
    rows = values.rows(
        connection,
        "SELECT id, name, media_type, size, content_id FROM enclosed WHERE draft = ? AND size >= 0 ORDER BY id",
        (draft,),
    )
    return [EnclosedFile(*found) for found in rows]


def enclose(
    connection: apsw.Connection, draft: int, name: str, media_type: str, pieces: Iterable[bytes], content_id: str = ""
) -> EnclosedFile:
    """Keep a file with a draft; it is there only once all of it is."""
    with transaction(connection) as tx:
        # A size of less than nothing says that it is not whole yet.
        connection.execute(
            "INSERT INTO enclosed (draft, name, media_type, size, content_id) VALUES (?, ?, ?, -1, ?)",
            (draft, name, media_type, content_id),
        )
        made = tx.connection.last_insert_rowid()
    size = _keep_pieces(connection, "enclosed_piece", made, pieces)
    with transaction(connection) as tx:
        connection.execute("UPDATE enclosed SET size = ? WHERE id = ?", (size, made))
        tx.changed(Topic.DRAFT, [draft])
    return EnclosedFile(made, name, media_type, size, content_id)


def take_out(tx: Tx, draft: int, files: Iterable[int]) -> None:
    """Take files out of a draft."""
    for one_file in files:
        tx.connection.execute("DELETE FROM enclosed_piece WHERE owner = ?", (one_file,))
        tx.connection.execute("DELETE FROM enclosed WHERE id = ? AND draft = ?", (one_file, draft))
    tx.changed(Topic.DRAFT, [draft])


def without(connection: apsw.Connection, draft: int, file: str) -> tuple[str, str]:
    """What a draft's column says of files that are left out, and what it says once this one is too."""
    kept = str(connection.execute("SELECT left_out FROM draft WHERE id = ?", (draft,)).get)
    return kept, json.dumps(sorted({*json.loads(kept), file}))


def pieces_of(connection: apsw.Connection, file: int) -> Iterator[bytes]:
    """The bytes of an enclosed file, piece by piece."""
    return _pieces(connection, "enclosed_piece", file)


def make_ready(connection: apsw.Connection, whole: Iterable[bytes]) -> tuple[int, int]:
    """Keep what is to leave, whole: a further try sends the very same. Its number in ``outgoing``, and its size."""
    with transaction(connection):
        connection.execute("INSERT INTO outgoing (size) VALUES (-1)")
        made = connection.last_insert_rowid()
    size = _keep_pieces(connection, "outgoing_piece", made, whole)
    with transaction(connection):
        connection.execute("UPDATE outgoing SET size = ? WHERE id = ?", (size, made))
    return made, size


def ready(connection: apsw.Connection, body: int) -> tuple[int, Iterator[bytes]]:
    """The size of what stands ready, and its bytes piece by piece. Raises KeyError where it is gone, or not whole."""
    size = values.number(connection, "SELECT size FROM outgoing WHERE id = ? AND size >= 0", (body,))
    if size is None:
        raise KeyError(body)
    return size, _pieces(connection, "outgoing_piece", body)


def put_stage(tx: Tx, draft: int, stage: Stage, message_id: str | None = None) -> None:
    """Note how far a draft is on its way, and the id under which it leaves where that is another."""
    tx.connection.execute(
        "UPDATE draft SET stage = ?, message_id = coalesce(?, message_id) WHERE id = ?",
        (stage.value, message_id, draft),
    )
    tx.changed(Topic.DRAFT, [draft])


def forget(tx: Tx, draft: int) -> None:
    """Forget a draft that was sent, with its files: its copy is in Sent, or it was said that there is none."""
    files = values.numbers(tx.connection, "SELECT id FROM enclosed WHERE draft = ?", (draft,))
    take_out(tx, draft, files)
    tx.connection.execute("DELETE FROM draft WHERE id = ?", (draft,))


def sweep(connection: apsw.Connection) -> None:
    """Forget files of drafts that nothing brings back, and what was made ready and is named by nothing."""
    for table, which in (
        ("enclosed", ORPHANS),
        ("outgoing", "SELECT id FROM outgoing WHERE id NOT IN (SELECT body FROM outbox WHERE body IS NOT NULL)"),
    ):
        for gone in values.numbers(connection, which):
            with transaction(connection) as tx:
                tx.connection.execute(f"DELETE FROM {table}_piece WHERE owner = ?", (gone,))
                tx.connection.execute(f"DELETE FROM {table} WHERE id = ?", (gone,))


def _keep_pieces(connection: apsw.Connection, table: str, owner: int, pieces: Iterable[bytes]) -> int:
    n = size = 0
    for piece in _even(pieces):
        with transaction(connection):
            connection.execute(f"INSERT INTO {table} (owner, n, bytes) VALUES (?, ?, ?)", (owner, n, piece))
        n, size = n + 1, size + len(piece)
    return size


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _pieces(connection: apsw.Connection, table: str, owner: int) -> Iterator[bytes]:
    n = 0
    while isinstance(
        found := connection.execute(f"SELECT bytes FROM {table} WHERE owner = ? AND n = ?", (owner, n)).get, bytes
    ):
        yield found
        n += 1

"""Who takes part in what people write to each other over a mailing list, out of the messages that are held.

What begins a conversation on a list may look like a newsletter: it answers nothing, and need not name the list. It is a
person's where whoever wrote it has talked on that list before or since, as several others have.
"""

from collections.abc import Iterable
from json.encoder import encode_basestring

from osone.model.mail import Kind
from osone.store import values
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

SEVERAL = 3
"""So many people talk on a list of which is known that it is for talk: an owner and a guest do not make it one."""
NEAR = 10_000
"""They are looked for among so many messages before and after."""
LISTED = "substr(evidence, 1, ?2) = ?3"
"""Whether a message came over a list, whose name begins what is kept of its head (``sync.filing``)."""
WRITTEN = (
    f"SELECT id, kind FROM message WHERE sender_email = ?1 AND {LISTED}"
    f" AND (kind = '{Kind.PERSON}' OR (kind = '{Kind.LETTER}' AND instr(evidence, '\"auto\": true') = 0)) ORDER BY id"
)
LETTERS = f"SELECT DISTINCT sender_email FROM message WHERE sender_email IN ({{marks}}) AND kind = '{Kind.LETTER}'"
TALKING = (
    "SELECT DISTINCT sender_email FROM (SELECT sender_email, kind, evidence FROM message"
    f" WHERE {{where}} LIMIT {NEAR}) WHERE kind = '{Kind.PERSON}' AND {LISTED} LIMIT {SEVERAL}"
)
BEFORE, AFTER = TALKING.format(where="id <= ?1 ORDER BY id DESC"), TALKING.format(where="id > ?1 ORDER BY id")


def lift(tx: Tx, written: Iterable[tuple[str, str]]) -> list[int]:
    """Take for a person's what was taken for newsletters of those who talk on a list that several talk on.

    ``written`` are pairs of an author and a list, one of whose messages was read just now. Returns the messages, for
    ``shown.refresh``.
    """
    lifted: list[int] = []
    asked = list(dict.fromkeys(written))
    # Hardly anybody who talks on lists writes newsletters too, and all of them are known at once.
    authors: set[str] = set()
    for part in chunks(list({author for author, _name in asked})):
        authors.update(str(one) for (one,) in values.rows(tx.connection, LETTERS.format(marks=marks(len(part))), part))
    for author, name in (one for one in asked if one[0] in authors):
        begins = f'{{"list": {encode_basestring(name)}'
        found = values.rows(tx.connection, WRITTEN, (author, len(begins), begins))
        letters = [int(message) for message, kind in found if kind == Kind.LETTER]
        if letters and len(letters) < len(found) and _is_talk(tx, letters[-1], begins):
            lifted += letters
    tx.connection.executemany("UPDATE message SET kind = ? WHERE id = ?", [(Kind.PERSON.value, m) for m in lifted])
    return lifted


def _is_talk(tx: Tx, message: int, begins: str) -> bool:
    """Whether several people talk on the list that a message came over, about its time."""
    talking: set[str] = set()
    for query in (BEFORE, AFTER):
        rows = values.rows(tx.connection, query, (message, len(begins), begins))
        talking.update(str(email).lower() for (email,) in rows)
    return len(talking) >= SEVERAL

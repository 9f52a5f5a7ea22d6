"""The lists of threads: ids newest first, rows by the page, counts, and what is not in them yet."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import cast

import apsw

from osone.model.ids import MessageId, ThreadId
from osone.model.mail import FOLDER_BASE, Box, Kind, Role, ThreadRow
from osone.store import muting, values
from osone.store.accounts import going
from osone.store.lines import wakes_of
from osone.store.messages import WITH_RAW, addressed
from osone.store.threads import chunks, marks

IDS = "SELECT newest, thread FROM listing WHERE box = ?{only} ORDER BY newest DESC, thread DESC LIMIT ?"
STAYS = (
    "EXISTS (SELECT 1 FROM message m JOIN placement p ON p.message = m.id"
    " WHERE m.thread = {thread} AND p.folder NOT IN ({folders}))"
)
"""Whether a conversation is in another folder than those of accounts that are being taken away."""
STAND = "SELECT thread, newest FROM listing WHERE thread IN ({marks}) AND +box = ?"
HELD = "SELECT box, newest FROM listing WHERE thread = ?"
ABOVE = "SELECT count(*) FROM listing WHERE box = ? AND (newest, thread) > (?, ?)"
FIRST = (
    Box.NEEDS, Box.PEOPLE, Box.NEWSLETTERS, Box.REST, Box.INBOX, Box.SNOOZED, Box.ARCHIVE, Box.SENT, Box.DRAFTS,
    Box.TRASH,
)  # fmt: skip
"""Of several lists that hold a thread, this one is where it is looked for; then any other, a folder's own last."""
ROWS = (
    "SELECT l.thread, l.newest, t.people, t.subject, t.snippet, t.count, l.unread, t.starred, t.attachments, t.kind,"
    " t.reason FROM listing l JOIN thread t ON t.id = l.thread WHERE +l.box = ? AND l.thread IN ({marks})"
)
ANYWHERE = (
    "SELECT t.id, (SELECT max(id) FROM message WHERE thread = t.id), t.people, t.subject, t.snippet, t.count,"
    " EXISTS (SELECT 1 FROM listing WHERE thread = t.id AND unread), t.starred, t.attachments, t.kind, t.reason"
    " FROM thread t WHERE t.id IN ({marks})"
)
TO = "SELECT id, recipients FROM message WHERE id IN ({marks})"
WRITTEN = (Box.DRAFTS, Box.SENT)
"""The lists of what the person wrote: who it is from goes without saying, and to whom does not."""
IN_THREADS = "SELECT id FROM message WHERE thread IN ({marks}) AND id BETWEEN ? AND ?"
COUNTS = "SELECT box, total, unread FROM tally"
COUNTED = "SELECT box, count(*), sum(unread) FROM listing WHERE {stays} GROUP BY box"
# A folder that was made here and is yet to be made on the server holds nothing that could be read.
COMING = (
    "SELECT folder.role FROM folder JOIN account ON account.id = folder.account"
    " WHERE account.kind NOT IN ('local', 'going')"
    " AND coalesce(folder.low_uid, 0) <> 1 AND (folder.wire IS NOT NULL OR coalesce(folder.uidvalidity, 0) <> 0)"
)
UNKNOWN = (
    "SELECT 1 FROM account WHERE kind NOT IN ('local', 'going') AND NOT EXISTS"
    " (SELECT 1 FROM folder WHERE folder.account = account.id AND folder.role = 'inbox')"
)
# Only what came without its text has no first words; of the few others who have none the text is looked for. The order
# is given, because the planner would look into every text first, and the index, because a look at every conversation
# takes a tenth of a second.
WORDLESS = (
    "SELECT 1 FROM thread t INDEXED BY thread_wordless CROSS JOIN listing l ON l.thread = t.id"
    " CROSS JOIN message m ON m.id = l.newest"
    f" WHERE t.snippet = '' AND t.kind = '{Kind.PERSON.value}' AND l.box = {int(Box.PEOPLE)} AND NOT {WITH_RAW} LIMIT 1"
)


def _stays(connection: apsw.Connection, thread: str = "thread") -> str:
    """What a query must ask besides while an account is being taken away; empty where none is."""
    gone = going(connection)
    return STAYS.format(thread=thread, folders=", ".join(map(str, sorted(gone)))) if gone else ""


def staying(connection: apsw.Connection, threads: Collection[int]) -> set[int]:
    """Those of these threads that are not of accounts alone that are being taken away."""
    stays = _stays(connection, "t.id")
    if not stays:
        return set(threads)
    found: set[int] = set()
    for part in chunks(list(threads)):
        query = f"SELECT t.id FROM thread t WHERE t.id IN ({marks(len(part))}) AND {stays}"
        found.update(values.numbers(connection, query, part))
    return found


def _ids(connection: apsw.Connection, *, unread: bool = False) -> str:
    stays = _stays(connection, "listing.thread")
    return IDS.format(only=" AND unread" * unread + (f" AND {stays}" if stays else ""))


def ids(connection: apsw.Connection, box: int, limit: int = -1, *, unread: bool = False) -> list[tuple[int, int]]:
    """Pairs of newest message and thread of a list, or of what is unread in it, newest first."""
    return [(int(n), int(t)) for n, t in connection.execute(_ids(connection, unread=unread), (box, limit))]


def newest_in(
    connection: apsw.Connection, folders: Collection[int], limit: int, since: int, until: int
) -> list[MessageId]:
    """The newest messages of the newest conversations in folders that have lists of their own, within a range of ids.

    Others of those conversations are among them.
    """
    held = {
        thread for one in folders for newest, thread in ids(connection, FOLDER_BASE + one, limit) if newest >= since
    }
    found: list[int] = []
    for part in chunks(sorted(held)):
        found += values.numbers(connection, IN_THREADS.format(marks=marks(len(part))), (*part, since, until))
    return [MessageId(i) for i in sorted(found, reverse=True)[:limit]]


def messages_in(connection: apsw.Connection, box: int, since: int, until: int) -> list[MessageId]:
    """All messages of the conversations of a short list, within a range of ids, newest first."""
    found: list[int] = []
    for part in chunks([thread for _newest, thread in ids(connection, box)]):
        found += values.numbers(connection, IN_THREADS.format(marks=marks(len(part))), (*part, since, until))
    return [MessageId(i) for i in sorted(found, reverse=True)]


def places(connection: apsw.Connection, box: int, limit: int = -1) -> list[tuple[int, int]]:
    """The same pairs, each number turned over, so that they rise: a list of 100,000 is given as the store has it."""
    query = f"SELECT -newest, -thread FROM ({_ids(connection)})"
    return cast("list[tuple[int, int]]", connection.execute(query, (box, limit)).fetchall())


def stand(connection: apsw.Connection, threads: Sequence[int], box: int) -> dict[int, int]:
    """The newest message of each of these threads, of those that are in a list."""
    found: dict[int, int] = {}
    for part in chunks(list(staying(connection, threads))):
        found.update(connection.execute(STAND.format(marks=marks(len(part))), (*part, box)))
    return found


def holding(connection: apsw.Connection, thread: int) -> tuple[int, int] | None:
    """The first list that holds a thread, and how many rows stand above it there; None where it is in none."""
    held = {int(box): int(newest) for box, newest in connection.execute(HELD, (thread,))}
    if not held:
        return None
    box = min(held, key=lambda box: (FIRST.index(box) if box in FIRST else len(FIRST), box))
    return box, values.count(connection, ABOVE, (box, held[box], thread))


def any_unread(connection: apsw.Connection, threads: Sequence[int]) -> bool:
    """Whether any of these threads is unread somewhere."""
    return any(
        values.anything(
            connection, f"SELECT 1 FROM listing WHERE unread AND thread IN ({marks(len(part))}) LIMIT 1", part
        )
        for part in chunks(threads)
    )


def rows(connection: apsw.Connection, threads: Sequence[int], box: int | None = None) -> list[ThreadRow]:
    """Rows of these threads as a list shows them, in the order asked; threads that are not in the list are left out.

    Without a box the rows are of the threads as a whole, as search shows them.
    """
    found: dict[int, ThreadRow] = {}
    for part in chunks(threads if box is None else list(staying(connection, threads))):
        query = (ANYWHERE if box is None else ROWS).format(marks=marks(len(part)))
        bound = tuple(part) if box is None else (box, *part)
        muted = muting.among(connection, part)
        for t, newest, people, subject, snippet, count, unread, starred, files, kind, reason in connection.execute(
            query, bound
        ):
            if newest is not None:
                found[t] = ThreadRow(
                    ThreadId(t), MessageId(newest), people, subject, snippet, count, bool(unread), bool(starred),
                    bool(files), Kind(kind), reason, wakes=wakes_of(newest) if box == Box.SNOOZED else 0,
                    muted=t in muted,
                )  # fmt: skip
    if box in WRITTEN:
        _address(connection, found, draft=box == Box.DRAFTS)
    return [found[t] for t in threads if t in found]


def _address(connection: apsw.Connection, found: dict[int, ThreadRow], *, draft: bool) -> None:
    newest = {row.newest: thread for thread, row in found.items()}
    for part in chunks(list(newest)):
        for message, recipients in connection.execute(TO.format(marks=marks(len(part))), tuple(part)):
            thread = newest[MessageId(message)]
            found[thread] = replace(found[thread], draft=draft, to=addressed(recipients)[0])


def counts(connection: apsw.Connection) -> dict[int, tuple[int, int]]:
    """Threads and unread threads of every list that has any."""
    stays = _stays(connection, "listing.thread")
    query = COUNTED.format(stays=stays) if stays else COUNTS
    return {int(box): (int(total), int(unread)) for box, total, unread in connection.execute(query)}


def coming(connection: apsw.Connection) -> frozenset[Role]:
    """For what the folders are whose mail the server has not been asked for to the end: their lists may yet grow."""
    roles = {Role(role) for (role,) in connection.execute(COMING)}
    if values.anything(connection, UNKNOWN, ()):
        roles.add(Role.INBOX)
    return frozenset(roles)


def read_through(connection: apsw.Connection) -> bool:
    """Whether all of every inbox was read, so that nothing in it can need the person unseen.

    What people wrote needs its text for that; of all other mail the head says enough. Needs a reader connection.
    """
    return Role.INBOX not in coming(connection) and not values.anything(connection, WORDLESS, ())

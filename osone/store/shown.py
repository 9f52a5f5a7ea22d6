"""What is shown now: what the server said, with what the person wants laid over it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import apsw

from osone.model.change import Topic
from osone.model.mail import Flag, Role
from osone.store.lines import PutOff, Summary, ThreadLine, summarise
from osone.store.threads import chunks, marks
from osone.store.writing import Tx

DELETED = int(Flag.DELETED)
FLAG_OF_WISH: Mapping[str, Flag] = {"seen": Flag.SEEN, "flagged": Flag.FLAGGED, "answered": Flag.ANSWERED}
"""The flags that a person may want otherwise, by the names that effects have for them."""
ENTER = "INSERT INTO listing (box, newest, thread, unread) VALUES (?, ?, ?, ?)"
# The few that are put off are looked through, and not every message of these threads.
PUT_OFF = (
    "SELECT s.message, s.state, s.until, s.why FROM snooze s CROSS JOIN message m ON m.id = s.message"
    " WHERE m.thread IN ({marks})"
)
FLAG, MOVE, EXPUNGE = "mail.flag", "mail.move", "mail.expunge"
OVERLAY = frozenset({FLAG, MOVE, EXPUNGE})
"""Kinds of the outbox that are laid over what the server said; no other shows in a list."""

Laid = tuple[str, int, int, int, bool]
"""What the overlay needs of a wish: kind, value, source folder, flags, and whether it has left."""

Places = dict[int, int]
"""Flags by folder: where one message is."""


def roles(connection: apsw.Connection) -> dict[int, Role]:
    """The role of every folder."""
    return {int(i): Role(role) for i, role in connection.execute("SELECT id, role FROM folder")}


def overlay(places: Places, wishes: Iterable[Laid]) -> Places:
    """Lay wishes over what the server said, in the order they were made.

    Where the message of a move that still waits is no longer in the source, it cannot be carried out.
    """
    shown = dict(places)
    for kind, value, source, flags, left in wishes:
        if kind == FLAG:
            shown = {folder: (old | flags if value else old & ~flags) for folder, old in shown.items()}
        elif kind == MOVE:
            if source in shown:
                carried = shown.pop(source)
                shown[value] = shown.get(value, 0) | carried
            elif left:
                shown.setdefault(value, flags)
        elif kind == EXPUNGE:
            shown.pop(source, None)
    return shown


def laid(connection: apsw.Connection, messages: Sequence[int]) -> dict[int, Places]:
    """What is to be shown of these messages (few enough for one query): their placements, and the wishes over them."""
    some = marks(len(messages))
    placed: dict[int, Places] = {message: {} for message in messages}
    for message, folder, flags in connection.execute(
        f"SELECT message, folder, flags FROM placement WHERE message IN ({some})", messages
    ):
        # A server without MOVE and UIDPLUS can only mark a message as deleted: it is shown no more.
        if not flags & DELETED:
            placed[message][folder] = placed[message].get(folder, 0) | flags
    wishes: dict[int, list[Laid]] = defaultdict(list)
    for message, kind, value, source, flags, left in connection.execute(
        "SELECT noun_id, kind, value, source, flags, state <> 'waiting' FROM outbox"
        f" WHERE noun_id IN ({some}) AND noun = 'message' ORDER BY id",
        messages,
    ):
        wishes[message].append((kind, value, source, flags, left))
    return {message: overlay(places, wishes.get(message, ())) for message, places in placed.items()}


def refresh(tx: Tx, messages: Sequence[int], gone: Iterable[int] = ()) -> None:
    """Compute again what is shown of these messages, then the rows and lists of their threads.

    ``gone`` names threads that were joined into others or emptied, whose lists must be left as well.
    """
    connection = tx.connection
    threads: set[int] = set(gone)
    for part in chunks(list(dict.fromkeys(messages))):
        now = laid(connection, part)
        connection.execute(f"DELETE FROM shown WHERE message IN ({marks(len(part))})", part)
        connection.executemany(
            "INSERT INTO shown (message, folder, flags) VALUES (?, ?, ?)",
            [(message, folder, flags) for message in part for folder, flags in now[message].items()],
        )
        threads.update(
            int(t)
            for (t,) in connection.execute(
                f"SELECT DISTINCT thread FROM message WHERE id IN ({marks(len(part))})", part
            )
        )
    refresh_threads(tx, threads)


def refresh_threads(tx: Tx, threads: Iterable[int]) -> None:
    """Write the row and the lists of these threads again from their messages."""
    connection = tx.connection
    role = roles(connection)
    ordered = sorted(threads)
    for part in chunks(ordered):
        lines: dict[int, list[ThreadLine]] = {thread: [] for thread in part}
        shown: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for message, folder, flags in connection.execute(
            "SELECT s.message, s.folder, s.flags FROM message m JOIN shown s ON s.message = m.id"
            f" WHERE m.thread IN ({marks(len(part))})",
            part,
        ):
            shown[message].append((folder, flags))
        put_off = {
            message: PutOff(state == "asleep", until, why, state == "called")
            for message, state, until, why in connection.execute(PUT_OFF.format(marks=marks(len(part))), part)
        }
        for thread, message, *columns, attachments, kind, reason in connection.execute(
            "SELECT thread, id, sender_name, sender_email, subject, snippet, attachments, kind, reason FROM message"
            f" WHERE thread IN ({marks(len(part))}) ORDER BY id",
            part,
        ):
            name, email, subject, snippet = (str(c) for c in columns)
            lines[thread].append(
                ThreadLine(
                    message,
                    name,
                    email,
                    subject,
                    snippet,
                    bool(attachments),
                    kind,
                    reason,
                    tuple(shown[message]),
                    put_off.get(message),
                )
            )
        old: dict[int, dict[tuple[int, int], bool]] = {thread: {} for thread in part}
        for thread, box, newest, unread in connection.execute(
            f"SELECT thread, box, newest, unread FROM listing WHERE thread IN ({marks(len(part))})", part
        ):
            old[thread][box, newest] = bool(unread)
        write_rows(tx, {thread: summarise(lines[thread], role) for thread in part}, old)


def write_rows(tx: Tx, rows: Mapping[int, Summary], old: Mapping[int, Mapping[tuple[int, int], bool]]) -> None:
    """Write threads' rows and move them between lists; ``old`` is what the lists hold of them now."""
    connection = tx.connection
    connection.executemany(
        "UPDATE thread SET people = ?, subject = ?, snippet = ?, count = ?, starred = ?, attachments = ?, kind = ?,"
        " reason = ? WHERE id = ?",
        [(*_columns(row), thread) for thread, row in rows.items()],
    )
    leave: list[tuple[int, int, int]] = []
    enter: list[tuple[int, int, int, bool]] = []
    for thread, row in rows.items():
        now = {(box, newest): unread for box, (newest, unread) in row.boxes.items()}
        before = old[thread]
        for (box, newest), unread in before.items():
            if now.get((box, newest)) is not unread:
                leave.append((box, newest, thread))
                tx.tally(box, -1, -int(unread))
        for (box, newest), unread in now.items():
            if before.get((box, newest)) is not unread:
                enter.append((box, newest, thread, unread))
                tx.tally(box, 1, int(unread))
    connection.executemany("DELETE FROM listing WHERE box = ? AND newest = ? AND thread = ?", leave)
    connection.executemany(ENTER, enter)
    tx.changed(Topic.THREAD, rows)


def _columns(r: Summary) -> tuple[str, str, str, int, bool, bool, str, str]:
    return r.people, r.subject, r.snippet, r.count, r.starred, r.attachments, r.kind, r.reason


def write_new_rows(tx: Tx, rows: Mapping[int, Summary]) -> None:
    """The same for threads that were not there before."""
    tx.connection.executemany(
        "INSERT INTO thread (people, subject, snippet, count, starred, attachments, kind, reason, id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*_columns(row), thread) for thread, row in rows.items()],
    )
    enter = [
        (box, newest, thread, unread) for thread, row in rows.items() for box, (newest, unread) in row.boxes.items()
    ]
    tx.connection.executemany(ENTER, enter)
    for box, total in Counter([box for box, _, _, _ in enter]).items():
        tx.tally(box, total, 0)
    for box, unread in Counter([box for box, _, _, unread in enter if unread]).items():
        tx.tally(box, 0, unread)
    tx.changed(Topic.THREAD, rows)

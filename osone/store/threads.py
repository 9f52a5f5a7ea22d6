"""Which messages belong together: a union over the hashes of their references, the same in any order of arrival."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import apsw

from osone.store import values
from osone.store.writing import Tx

T = TypeVar("T")
CHUNK = 500


def marks(count: int) -> str:
    """``?, ?, …`` for a query with a list."""
    return ", ".join("?" * count)


def chunks(ids: Sequence[T]) -> Iterable[Sequence[T]]:
    """Cut a list into pieces that fit a query."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def resolve(connection: apsw.Connection, thread: int) -> int:
    """The thread that an id stands for today: a thread that was joined to another leads to it."""
    while True:
        row = connection.execute("SELECT redirect FROM thread WHERE id = ?", (thread,)).fetchone()
        if row is None or row[0] is None:
            return thread
        thread = int(row[0])


def starred(connection: apsw.Connection, threads: Sequence[int]) -> set[int]:
    """Those of these threads that have a star."""
    found: set[int] = set()
    for part in chunks(threads):
        query = f"SELECT id FROM thread WHERE starred AND id IN ({marks(len(part))})"
        found.update(values.numbers(connection, query, part))
    return found


def together(links: Sequence[Sequence[int]]) -> list[int]:
    """An order of messages, as numbers from 0, in which those that name one another stand side by side."""
    roots = _roots(links)
    return sorted(range(len(links)), key=roots.__getitem__)


def _roots(links: Sequence[Sequence[int]]) -> list[int]:
    """For each message the first of those that name one another with it, itself among them."""
    above = list(range(len(links)))

    def root(n: int) -> int:
        while above[n] != n:
            above[n] = above[above[n]]
            n = above[n]
        return n

    named: dict[int, int] = {}
    for n, one in enumerate(links):
        for h in one:
            a, b = root(named.setdefault(h, n)), root(n)
            above[max(a, b)] = min(a, b)
    return [root(n) for n in range(len(links))]


def place(tx: Tx, links: Sequence[Sequence[int]]) -> tuple[list[int], set[int], set[int]]:
    """Find or give the thread of each message, given the hashes of its own id and its references.

    Returns the thread of each message, the threads that are new, and those that were joined into others (whose rows
    and listings the caller must refresh away). The rows of links are written, those of the new threads are left to the
    caller; the message rows that belonged to a joined thread are moved to the one that stays.
    """
    connection = tx.connection
    wanted = list({h for one in links for h in one})
    before: dict[int, int] = {}
    for part in chunks(wanted):
        before.update(connection.execute(f"SELECT hash, thread FROM link WHERE hash IN ({marks(len(part))})", part))
    known = dict(before)
    parent: dict[int, int] = {}

    def root(thread: int) -> int:
        while (above := parent.get(thread, thread)) != thread:
            parent[thread] = parent.get(above, above)
            thread = above
        return thread

    fresh_from = _next_thread(connection)
    following = fresh_from
    found: list[int] = []
    for one in links:
        threads = {known[h] for h in one if h in known}
        if parent:
            threads = {root(thread) for thread in threads}
        if not threads:
            winner, following = following, following + 1
        elif len(threads) == 1:
            [winner] = threads
        else:
            winner = min(threads)
            for loser in threads - {winner}:
                parent[loser] = winner
        for h in one:
            known[h] = winner
        found.append(winner)
    if parent:
        found = [root(t) for t in found]
        known = {h: root(t) for h, t in known.items()}
    made = {t for t in found if t >= fresh_from}
    joined = {t for t in parent if t < fresh_from and root(t) != t}
    for loser in joined:
        winner = root(loser)
        connection.execute("UPDATE message SET thread = ? WHERE thread = ?", (winner, loser))
        connection.execute("UPDATE link SET thread = ? WHERE thread = ?", (winner, loser))
        connection.execute("UPDATE thread SET redirect = ? WHERE id = ?", (winner, loser))
    connection.executemany(
        "INSERT INTO link (hash, thread) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET thread = excluded.thread",
        sorted([(h, thread) for h, thread in known.items() if before.get(h) != thread]),
    )
    return found, made, joined


def tie_again(tx: Tx, thread: int, links: Mapping[int, Sequence[int]]) -> tuple[list[int], set[int]]:
    """Part or join a thread by what its messages, all of them given, are tied by now.

    The most of them stay in it. Returns those messages that are in another thread now, and the threads that were joined
    into others, both for ``shown.refresh``.
    """
    connection = tx.connection
    groups: dict[int, list[int]] = {}
    for message, root in zip(links, _roots(list(links.values())), strict=True):
        groups.setdefault(root, []).append(message)
    staying, *leaving = sorted(groups.values(), key=lambda group: (len(group), max(group)), reverse=True)
    hashes = list({h for message in staying for h in links[message]})
    if leaving:
        connection.execute("DELETE FROM link WHERE thread = ?", (thread,))
        connection.executemany("INSERT OR IGNORE INTO link (hash, thread) VALUES (?, ?)", [(h, thread) for h in hashes])
    elif len(_tied_to(connection, thread, hashes)) == len(hashes):
        return [], set()
    order = [*staying, *(message for group in leaving for message in group)]
    found, made, joined = place(tx, [links[message] for message in order])
    connection.executemany("INSERT INTO thread (id) VALUES (?)", [(t,) for t in sorted(made)])
    moved = [(t, message) for t, message in zip(found, order, strict=True) if t != thread]
    connection.executemany("UPDATE message SET thread = ? WHERE id = ?", moved)
    if found[0] != thread and thread not in joined:
        connection.execute("UPDATE thread SET redirect = ? WHERE id = ?", (found[0], thread))
        joined.add(thread)
    return [message for _, message in moved], joined


def _tied_to(connection: apsw.Connection, thread: int, hashes: Sequence[int]) -> list[int]:
    found: list[int] = []
    for part in chunks(hashes):
        query = f"SELECT hash FROM link WHERE thread = ? AND hash IN ({marks(len(part))})"
        found += values.numbers(connection, query, (thread, *part))
    return found


def _next_thread(connection: apsw.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'thread'").fetchone()
    return int(row[0]) + 1 if row else 1

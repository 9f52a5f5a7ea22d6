"""Indexing in the background, behind everything that a person waits for: what came is made searchable in batches.

After it comes what an earlier OS One read: it is read again, in pieces that a key or a crash may come between.
"""

import math
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import apsw

from osone.mail.header import parse_header
from osone.mail.threads import link_hashes
from osone.model.change import Topic
from osone.store import accounts, drafts, erasing, forgetting, index, journal, messages, reread, snooze, talk
from osone.store.files import FILES, Store, copy_core
from osone.store.shown import refresh
from osone.store.threads import tie_again
from osone.store.writing import transaction, trim_feed
from osone.sync import filing
from osone.sync.messages import Progress, Report, Work
from osone.sync.working import Files, Pace, StoppedError, open_files, uncollected

BATCH_WATCHED = 100
BATCH_ALONE = 2_000
READ_BYTES = 8 * 1024 * 1024
"""Of messages that are read at a time; a larger one is read by itself."""
THREAD_LIMIT = 300
"""Messages of a thread that is looked at as a whole."""
LOOK_S = 0.25
HOUSE_S = 1.0
FORGET_S = 60.0
"""What was deleted for good is forgotten this often at most: to make the copy of ``core`` again is the cost of it."""
LOG_BYTES = 8 * 1024 * 1024
"""A write-ahead log longer than this is moved into its file."""


def index_all(store: Store, pace: Pace, report: Report, *, once: bool = False) -> int:
    """Index until the engine closes, or with ``once`` until nothing is left; how many messages were indexed."""
    reader, core, search = store.reader(), store.writer("core"), store.writer("search")
    earlier: Files | None = None
    done = 0
    try:
        unread = begin_again(core)
        if reread.under_way(core):
            # To open a file costs time for all that waits in its log, and mostly there is nothing to read again.
            earlier = open_files(store)
        _again_if_lost(core, search, pace)
        while not pace.stop.is_set():
            batch = BATCH_WATCHED if pace.watched else BATCH_ALONE
            with uncollected():
                docs = index.waiting(reader, batch)
                if docs:
                    index.write(search, docs)
            if docs:
                with transaction(core) as tx:
                    index.written(tx, docs)
                    tx.changed(Topic.INDEX)
                done += len(docs)
                report(Progress(Work.INDEXING, done, index.left(core) + unread))
                pace.gap()
            elif earlier is not None and (again := read_again(earlier, batch, pace)):
                unread = max(unread - again, 0)
            elif index.merge(search) or index.shrink(search):
                pace.gap()
            elif once:
                return done
            else:
                pace.stop.wait(LOOK_S)
    except StoppedError:
        pass
    finally:
        for connection in (reader, core, search):
            connection.close()
        if earlier is not None:
            earlier.close()
    return done


def _again_if_lost(core: apsw.Connection, search: apsw.Connection, pace: Pace) -> None:
    last = -1 if index.lost(core, search) else None
    while last is not None:
        with transaction(core) as tx:
            last = index.rebuild(tx, last, pace.rows)
        pace.gap()


def begin_again(core: apsw.Connection) -> int:
    """See at the start of a run how many messages are to be read again."""
    with transaction(core) as tx:
        reread.begin(tx)
    return reread.left(core)


def read_again(files: Files, most: int, pace: Pace) -> int:
    """Read about so many messages again, in pieces that give way to the hand; how many they were, 0 once all are.

    They wait to be indexed then. Raises StoppedError where the engine is closing.
    """
    done = 0
    while done < most:
        read = _piece(files, pace.rows)
        if not read:
            break
        done += read
        pace.gap()
    return done


def _piece(files: Files, most: int) -> int:
    if not reread.under_way(files.core):
        # Asked again and again while nothing is to be done: a mark that is written each time wakes every window.
        return 0
    wanted = reread.following(files.core, most)
    held: list[tuple[int, bytes]] = []
    weight = 0
    for at, message in enumerate(wanted):
        raw = messages.raw(files.reader, message)
        weight += len(raw) if raw is not None else 0
        if weight > READ_BYTES and at:
            wanted = wanted[:at]
            break
        if raw is not None:
            held.append((message, raw))
    _tie_again(files, wanted, dict(held))
    described = filing.describe_all(files.core, held, accounts.mine(files.core), files.read)
    messages.keep_words(
        files.raw, [(d.message, d.text) for d in described], {d.message: d.files for d in described if d.files}
    )
    with transaction(files.core) as tx:
        reread.keep(tx, map(filing.head_of_row, described))
        filing.keep(tx, described)
        # Of the others the head alone is here; its words are folded anew.
        index.ask(tx, wanted)
        reread.reached(tx, wanted)
    return len(wanted)


def _tie_again(files: Files, messages_read: Sequence[int], held: Mapping[int, bytes]) -> None:
    """Part and join the threads whose newest message is among these. One whose bodies are not all here stays."""
    threads = set(messages.threads_of(files.core, messages_read).values())
    newest = messages.newest_of(files.core, threads)
    for thread in sorted(threads, reverse=True):
        members = messages.identities_in(files.core, thread, THREAD_LIMIT + 1)
        if newest[thread] not in messages_read or len(members) > THREAD_LIMIT:
            continue
        links: dict[int, Sequence[int]] = {}
        for message, identity in members:
            raw = held.get(message) or messages.raw(files.reader, message)
            if raw is not None:
                links[message] = link_hashes(parse_header(raw)) or (identity,)
        if len(links) == len(members):
            with transaction(files.core) as tx:
                moved, joined = tie_again(tx, thread, links)
                if moved or joined:
                    refresh(tx, list(links), gone=joined | {thread})


def keep_house(store: Store, stop: threading.Event) -> None:
    """Move what is in the write-ahead logs into the files; once a day copy ``core``, and shorten feed and journal.

    What was deleted for good is forgotten.
    """
    connections = {name: store.writer(name) for name in FILES}
    core, day, forgot = connections["core"], "", -math.inf
    try:
        while True:
            for name, connection in connections.items():
                log = store.path(name).with_name(f"{name}.db-wal")
                if log.exists() and log.stat().st_size > LOG_BYTES:
                    connection.pragma("wal_checkpoint", "passive")
            now = datetime.now(UTC)
            if now.date().isoformat() != day and not stop.is_set():
                day = now.date().isoformat()
                with transaction(core) as tx:
                    trim_feed(tx)
                    journal.trim(tx, int(now.timestamp()))
                    snooze.tidy(tx)
                drafts.sweep(core)
                copy_core(store, day)
            if erasing.asked(core) and time.monotonic() - forgot >= FORGET_S and not stop.is_set():
                forgot = time.monotonic()
                forgetting.forget_deleted(store, core, day)
            if talk.to_forget(core) and not stop.is_set():
                forgetting.forget_said(store, core, day)
            if stop.wait(HOUSE_S):
                return
    finally:
        for connection in connections.values():
            connection.pragma("wal_checkpoint", "passive")
            connection.close()

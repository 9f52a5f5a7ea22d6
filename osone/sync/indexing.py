"""Indexing in the background: what came is made searchable in batches, behind everything that a person waits for."""

import threading
from datetime import UTC, datetime

import apsw

from osone.model.change import Topic
from osone.store import index, journal
from osone.store.files import FILES, Store, copy_core
from osone.store.writing import transaction, trim_feed
from osone.sync.messages import Progress, Report, Work
from osone.sync.working import Pace, StoppedError, uncollected

BATCH_WATCHED = 100
BATCH_ALONE = 2_000
LOOK_S = 0.25
HOUSE_S = 1.0
LOG_BYTES = 8 * 1024 * 1024
"""A write-ahead log longer than this is moved into its file."""


def index_all(store: Store, pace: Pace, report: Report, *, once: bool = False) -> int:
    """Index until the engine closes, or with ``once`` until nothing is left; how many messages were indexed."""
    reader, core, search = store.reader(), store.writer("core"), store.writer("search")
    done = 0
    try:
        _again_if_lost(core, search, pace)
        while not pace.stop.is_set():
            with uncollected():
                docs = index.waiting(reader, BATCH_WATCHED if pace.watched else BATCH_ALONE)
                if docs:
                    index.write(search, docs)
            if docs:
                with transaction(core) as tx:
                    index.written(tx, docs)
                    tx.changed(Topic.INDEX)
                done += len(docs)
                report(Progress(Work.INDEXING, done, index.left(core)))
                pace.gap()
            elif once and not index.merge(search):
                return done
            elif not once and not index.merge(search):
                pace.stop.wait(LOOK_S)
            else:
                pace.gap()
    except StoppedError:
        pass
    finally:
        for connection in (reader, core, search):
            connection.close()
    return done


def _again_if_lost(core: apsw.Connection, search: apsw.Connection, pace: Pace) -> None:
    last = -1 if index.lost(core, search) else None
    while last is not None:
        with transaction(core) as tx:
            last = index.rebuild(tx, last, pace.rows)
        pace.gap()


def keep_house(store: Store, stop: threading.Event) -> None:
    """Move what is in the write-ahead logs into the files; once a day copy ``core``, and shorten feed and journal."""
    connections = {name: store.writer(name) for name in FILES}
    core, day = connections["core"], ""
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
                copy_core(store, day)
            if stop.wait(HOUSE_S):
                return
    finally:
        for connection in connections.values():
            connection.pragma("wal_checkpoint", "passive")
            connection.close()

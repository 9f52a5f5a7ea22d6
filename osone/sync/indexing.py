"""Indexing in the background: what came is made searchable in batches, behind everything that a person waits for."""

import threading
from datetime import date

import apsw

from osone.model.change import Topic
from osone.store import index, journal
from osone.store.files import Store, copy_core
from osone.store.writing import transaction, trim_feed
from osone.sync.working import Pace, Report, StoppedError

BATCH_WATCHED = 100
BATCH_ALONE = 500
LOOK_S = 0.25
CHECKPOINT_EVERY = 8
"""Batches between two checkpoints of the write-ahead logs."""


def index_all(store: Store, pace: Pace, report: Report, *, once: bool = False) -> int:
    """Index until the engine closes, or with ``once`` until nothing is left; how many messages were indexed."""
    reader, core, search = store.reader(), store.writer("core"), store.writer("search")
    done = batches = 0
    try:
        _again_if_lost(core, search)
        while not pace.stop.is_set():
            docs = index.waiting(reader, BATCH_WATCHED if pace.watched else BATCH_ALONE)
            if docs:
                index.write(search, docs)
                with transaction(core) as tx:
                    index.written(tx, docs)
                    tx.changed(Topic.INDEX)
                done += len(docs)
                batches += 1
                report({"doing": "indexing", "count": done, "left": _left(core)})
                if batches % CHECKPOINT_EVERY == 0:
                    search.pragma("wal_checkpoint", "passive")
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


def _left(core: apsw.Connection) -> int:
    return int(str(core.execute("SELECT count(*) FROM to_index").get))


def _again_if_lost(core: apsw.Connection, search: apsw.Connection) -> None:
    empty = search.execute("SELECT rowid FROM words LIMIT 1").fetchone() is None
    waiting = core.execute("SELECT 1 FROM to_index LIMIT 1").fetchone() is not None
    some = core.execute("SELECT 1 FROM message LIMIT 1").fetchone() is not None
    if empty and some and not waiting:
        with transaction(core) as tx:
            index.rebuild(tx)


def keep_house(store: Store, stop: threading.Event, now: int, today: date) -> None:
    """What is done once a day: a copy of ``core``, a shorter feed and journal, checkpoints."""
    core = store.writer("core")
    try:
        with transaction(core) as tx:
            trim_feed(tx)
            journal.trim(tx, now)
        if not stop.is_set():
            copy_core(store, today.isoformat())
        core.pragma("wal_checkpoint", "passive")
    finally:
        core.close()

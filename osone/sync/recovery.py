"""After a fall: what a crash between the files has left half done is put right before anything else begins."""

from pathlib import Path

import apsw

from osone.store import accounts, messages
from osone.store.files import Store
from osone.store.shown import refresh
from osone.store.writing import transaction
from osone.sync import filing
from osone.sync.messages import Progress, Report, Work

CLEAN = "engine.clean"
"""A file that is there while no engine runs and the last one ended well."""
PIECE = 25
"""Messages described at a time."""
ORPHANS = "SELECT message FROM raw.{table} WHERE message NOT IN (SELECT id FROM message)"
UNINDEXED = "SELECT id FROM message WHERE id NOT IN (SELECT id FROM search.words_docsize)"
UNDESCRIBED = (
    "SELECT m.id FROM message m WHERE m.snippet = '' AND EXISTS (SELECT 1 FROM raw.raw r WHERE r.message = m.id)"
)


def begin(store: Store, report: Report) -> int:
    """Begin a run. After one that ended in a crash, mend; how many messages had to be."""
    mark = store.folder / CLEAN
    if mark.exists():
        mark.unlink()
        return 0
    return mend(store, report)


def end(store: Store) -> None:
    """Write down that this run ended well: everything it began is whole."""
    mark: Path = store.folder / CLEAN
    mark.touch(mode=0o600)


def mend(store: Store, report: Report) -> int:
    """Sweep text that belongs to no message; describe and index messages whose text came but was never read.

    ``raw`` is committed before ``core``: a crash between the two leaves either. A commit that went with the power is
    mended the same way, and a body that is not in ``raw`` is fetched again.
    """
    reader, core, raw = store.reader(), store.writer("core"), store.writer("raw")
    report(Progress(Work.MENDING, 0, -1))
    done = 0
    try:
        swept = 0
        for table in ("raw", "words"):
            lost = [(int(str(m)),) for (m,) in reader.execute(ORPHANS.format(table=table))]
            with raw:
                raw.executemany(f"DELETE FROM {table} WHERE message = ?", lost)
            swept += len(lost)
        bare = [int(str(m)) for (m,) in reader.execute(UNDESCRIBED)]
        for start in range(0, len(bare), PIECE):
            _describe(reader, core, bare[start : start + PIECE])
            done = min(start + PIECE, len(bare))
            report(Progress(Work.MENDING, done, len(bare) - done or -1))
        lost = [(int(str(m)),) for (m,) in reader.execute(UNINDEXED)]
        with transaction(core) as tx:
            tx.connection.executemany("INSERT OR IGNORE INTO to_index (message, revision) VALUES (?, 1)", lost)
        return swept + len(bare)
    finally:
        report(Progress(Work.MENDING, done, 0))
        for connection in (reader, core, raw):
            connection.close()


def _describe(reader: apsw.Connection, core: apsw.Connection, some: list[int]) -> None:
    bodies = [(m, data) for m in some if (data := messages.raw(reader, m)) is not None]
    described = filing.describe_all(core, bodies, accounts.mine(core))
    with transaction(core) as tx:
        refresh(tx, messages.describe(tx, filing.rows(described)))

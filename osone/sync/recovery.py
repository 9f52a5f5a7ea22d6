"""After a fall: what a crash between the files has left half done is put right before anything else begins."""

from pathlib import Path

import apsw

from osone.mail.bounds.letter import fingerprint
from osone.store import accounts, bodies, index, messages, reread
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import filing, reading
from osone.sync.messages import Progress, Report, Work

CLEAN = "engine.clean"
"""A file that is there while no engine runs and the last one ended well."""
PIECE = 25
"""Messages described at a time."""


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
        swept = bodies.sweep(reader, raw)
        bare = bodies.undescribed(reader)
        reading.fallen(store.folder, core)
        careful = reading.reader(store.folder, core)
        doubtful: list[int] = []
        for start in range(0, len(bare), PIECE):
            doubtful += _describe(reader, core, bare[start : start + PIECE], careful)
            done = min(start + PIECE, len(bare))
            report(Progress(Work.MENDING, done, len(bare) - done or -1))
        for one in doubtful:
            # What was being read when an engine fell comes last, and alone: the others are whole by then.
            _describe(reader, core, [one], careful, all_of_them=True)
        lost = index.unknown(reader)
        with transaction(core) as tx:
            index.ask(tx, lost)
        return swept + len(bare)
    finally:
        report(Progress(Work.MENDING, done, 0))
        for connection in (reader, core, raw):
            connection.close()


def _describe(
    reader: apsw.Connection,
    core: apsw.Connection,
    some: list[int],
    careful: reading.MessageReader,
    *,
    all_of_them: bool = False,
) -> list[int]:
    """Describe these messages; those that were left for later, because they may fell who reads them."""
    held = [(m, data) for m in some if (data := messages.raw(reader, m)) is not None]
    later = [] if all_of_them else [m for m, data in held if fingerprint(data) in careful.falls]
    sure = [(m, data) for m, data in held if m not in later]
    described = filing.describe_all(core, sure, accounts.mine(core), careful.read)
    with transaction(core) as tx:
        reread.keep(tx, [filing.head_of_row(d) for d in described if d.mended])
        filing.keep(tx, described)
    return later

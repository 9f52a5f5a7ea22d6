"""Profiles that were damaged, and a machine that lacks something: it is told, and what is whole is kept."""

import os
from collections.abc import Callable
from pathlib import Path

from osone.cli import doctor
from osone.host import environment
from osone.store import damage, files, messages, settings
from osone.store.opening import PAGES
from osone.store.writing import transaction
from osone.sync.working import open_files
from tests.app.test_bodies import bring, mail
from tests.bench.hostile.trial import Trial, Watch

KEY = bytes(range(32))
LETTERS = 300
WORDS = "words " * 4_000


def made(folder: Path, size: float) -> None:
    """A profile with letters, an index and a copy, closed."""
    store = files.open_store(folder, KEY)
    mine = open_files(store)
    for n in range(max(3, int(LETTERS * size))):
        bring(mine, mail(n % 60, "Ann <ann@x.test>", more=f"X-N: {n}\r\n", body=f"{n} {WORDS}"))
    with transaction(mine.core) as tx:
        settings.put(tx, "person.name", "Amy")
    files.copy_core(store, "2026-11-01")
    for connection in (mine.core, mine.raw):
        connection.pragma("wal_checkpoint", "truncate")
    mine.close()


def spoilt(name: str, share: float) -> Callable[[Path], None]:
    """Spoils the second part of a file, but for its first pages."""

    def spoil(folder: Path) -> None:
        size, path = PAGES.get(name, 4096), folder / f"{name}.db"
        whole = bytearray(path.read_bytes())
        for start in range(int(len(whole) * share) // size * size, len(whole), size):
            whole[start + 200 : start + 700] = bytes(500)
        path.write_bytes(whole)
        damage.doubt(folder)

    return spoil


def emptied(name: str) -> Callable[[Path], None]:
    """Leaves nothing of a file."""

    def empty(folder: Path) -> None:
        (folder / f"{name}.db").write_bytes(b"")

    return empty


def opened(hurt: Callable[[Path], None]) -> Callable[[Path, Watch], None]:
    """Opens a profile that was hurt: it opens with a word about it, or a sentence says what keeps it shut."""

    def run(file: Path, watch: Watch) -> None:
        folder = file.parent / "profile"
        made(folder, float(file.read_text()))
        hurt(folder)
        for again in (False, True):
            try:
                with watch.engine():
                    store = files.open_store(folder, KEY)
                reader = store.reader()
                settings.get(reader, "person.name")
                messages.newest(reader, 10, 0, 1 << 62)
                reader.close()
                return
            except damage.DamagedError as error:
                if again or not error.copy:
                    raise
                damage.choose_copy(folder)

    return run


def unwell(file: Path, watch: Watch) -> None:
    """Asks the doctor on a machine without certificates, in a profile that cannot be read."""
    folder = file.parent / "profile"
    folder.mkdir()
    (folder / "store.json").write_bytes(b"{" * max(1, int(20_000_000 * float(file.read_text()))))
    os.environ["SSL_CERT_FILE"] = "/nowhere/cert.pem"
    with watch.engine():
        told = doctor.examine(folder, environment.take_lost_certificates())
    if not any(not one.well for one in told):
        raise AssertionError("nothing was found")


KINDS: dict[str, Callable[[Path, Watch], None]] = {
    "damaged core": opened(spoilt("core", 0.3)),
    "damaged mail": opened(spoilt("raw", 0.3)),
    "damaged index": opened(spoilt("search", 0.3)),
    "no core": opened(emptied("core")),
    "no mail": opened(emptied("raw")),
    "a machine that lacks everything": unwell,
}
TRIALS = tuple(Trial(name.replace(" ", "-"), lambda size: str(size).encode(), run) for name, run in KINDS.items())

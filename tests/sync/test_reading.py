"""What fells the engine is known to the next one, holds up no other message, and is set aside after two falls."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from osone import __version__
from osone.app.bodies import read_message
from osone.mail import mime
from osone.mail.bounds.letter import fingerprint
from osone.mail.header import MessageHead
from osone.model.mail import Flag, Parsed, Role
from osone.store import aside, bodies, files, messages
from osone.store.files import Store
from osone.sync import importing, reading, recovery
from osone.sync.importing import FoundMessage
from osone.sync.working import Files, Pace, open_files
from tests.sync.desk import letter

KEY = bytes(32)
POISON = letter(666, words="Poison")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return files.open_store(tmp_path, KEY)


@pytest.fixture
def mine(store: Store) -> Iterator[Files]:
    opened = open_files(store)
    yield opened
    opened.close()


def poisoned(raw: bytes, head: MessageHead | None = None) -> Parsed:
    """A parser with a fault that takes the process down."""
    if b"Poison" in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return mime.parse(raw, head)


def engine(folder: str) -> None:
    """As an engine begins: it mends, and brings in what it is given."""
    reading.parse = poisoned  # type: ignore[assignment, attr-defined]
    store = files.open_store(Path(folder), KEY)
    recovery.begin(store, lambda _what: None)
    mine = open_files(store)
    bring(mine, letter(1), POISON, letter(2))
    mine.close()
    recovery.end(store)


def bring(mine: Files, *raws: bytes) -> None:
    account = importing.account_here(mine, "Here", "me@example.test")
    mails = [FoundMessage(raw, Flag.SEEN, "INBOX", Role.INBOX, 1_700_000_000) for raw in raws]
    importing.bring_in(mine, account, mails, Pace(), lambda _what: None)


def runs(folder: Path) -> int:
    process = get_context("forkserver").Process(target=engine, args=(str(folder),))
    process.start()
    process.join(60)
    code = process.exitcode
    process.close()
    return -1 if code is None else code


def test_what_fells_the_engine_twice_is_set_aside_and_the_others_come(store: Store, tmp_path: Path) -> None:
    assert [runs(tmp_path) for _ in range(3)] == [-signal.SIGKILL, -signal.SIGKILL, 0]
    reader = store.reader()
    snippets = {str(s): str(w) for s, w in reader.execute("SELECT subject, snippet FROM message").fetchall()}
    assert sorted(snippets) == ["letter 1", "letter 2", "letter 666"]
    assert "set aside" in snippets["letter 666"]
    assert snippets["letter 1"] == "Some words. 1"
    [row] = [r for t in reader.execute("SELECT id FROM thread") for r in messages.of_thread(reader, t[0])
             if r.subject == "letter 666"]  # fmt: skip
    [piece] = read_message(reader, row, POISON).pieces
    assert (piece.kind, "set aside" in piece.html) == ("note", True)
    reader.close()


def test_what_raises_is_set_aside_at_once(mine: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(raw: bytes, head: MessageHead | None = None) -> Parsed:
        if raw == POISON:
            raise RecursionError
        return mime.parse(raw, head)

    monkeypatch.setattr(reading, "parse", raising)
    bring(mine, letter(1), POISON, letter(2))
    assert aside.holds(mine.reader, fingerprint(POISON), __version__)
    assert mine.reader.execute("SELECT count(*) FROM message").get == 3
    assert bodies.undescribed(mine.reader) == []


def test_a_message_that_was_only_there_when_the_engine_fell_is_read_the_next_time(store: Store) -> None:
    first = reading.reader(store.folder, store.writer("core"))
    first.slate[first.place : first.place + 8] = fingerprint(POISON).to_bytes(8, "little")
    core = store.writer("core")
    assert reading.fallen(store.folder, core) == {fingerprint(POISON): 1}
    again = reading.reader(store.folder, core)
    assert again.read(POISON).text == "Poison 666\n"
    assert aside.known(core, __version__) == {}
    assert reading.fallen(store.folder, core) == {}


def test_the_mending_meets_what_may_fell_it_last(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = open_files(store)
    bring(mine, *(POISON if n == 3 else letter(n) for n in range(6)))
    mine.core.execute("UPDATE message SET snippet = ''")
    slate = reading.reader(store.folder, mine.core)
    slate.slate[slate.place : slate.place + 8] = fingerprint(POISON).to_bytes(8, "little")
    read: list[bytes] = []

    def noted(raw: bytes, head: MessageHead | None = None) -> Parsed:
        read.append(raw)
        return mime.parse(raw, head)

    monkeypatch.setattr(reading, "parse", noted)
    recovery.mend(store, lambda _what: None)
    assert len(read) == 6
    assert read[-1] == POISON
    mine.close()


def test_a_newer_program_reads_again_what_an_older_one_set_aside(mine: Files) -> None:
    one = fingerprint(POISON)
    mine.core.execute("INSERT INTO aside (print, falls, version) VALUES (?, 2, 'older')", (one,))
    assert not aside.holds(mine.reader, one, __version__)
    bring(mine, POISON)
    assert mine.reader.execute("SELECT snippet FROM message").get == "Poison 666"

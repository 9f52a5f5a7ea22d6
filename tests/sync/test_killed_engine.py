"""The engine is killed at random points of a first sync while the person acts: nothing lost, nothing twice."""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from osone.store import files, index, messages
from osone.sync import engine
from osone.sync.working import open_files
from tests.parts import wishes
from tests.parts.dovecot import Dovecot
from tests.sync.desk import WORD, Desk, State, desk, held, letter, other

NEWSLETTERS = 120
KILLS = 48
FORKS = multiprocessing.get_context("forkserver")
ALL_INDEXED = "SELECT (SELECT count(*) FROM message) = (SELECT count(*) FROM search.words_docsize)"
DEEDS = ("mail.archive", "mail.star", "mail.trash", "mail.unread", "undo")


def run_engine(folder: str, key: str) -> None:
    """The engine in a process of its own, as ``osone engine`` runs it."""
    path = Path(folder)
    with engine.alone(path):
        store = files.open_store(path, bytes.fromhex(key))
        with files.shared(path):
            asyncio.run(engine.run(store, lambda _account: WORD, None))


def start(here: Desk) -> ForkServerProcess:
    FORKS.set_forkserver_preload(["osone.sync.engine"])
    process = FORKS.Process(target=run_engine, args=(str(here.store.folder), here.store.key.hex()))
    process.start()
    return process


def kill(process: ForkServerProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    process.close()


def until_quiet(here: Desk, server: Dovecot) -> ForkServerProcess:
    """Let the engine run until nothing is left to do."""
    process = start(here)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        fresh = (here.store.folder / "engine.json").exists() and here.mine.reader.execute(ALL_INDEXED).get
        bare = here.one(
            "SELECT (SELECT count(*) FROM message) = 0 OR (SELECT count(*) FROM to_index)"
            " + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM folder WHERE coalesce(low_uid, 0) != 1)"
        )
        missing = here.mine.reader.execute(
            "SELECT count(*) FROM message WHERE id NOT IN (SELECT message FROM raw.raw)"
        ).get
        if fresh and not bare and not missing:
            return process
        time.sleep(0.05)
    raise AssertionError(server.log())


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with Dovecot(tls="no") as running:
        running.deliver("amy", [letter(n, to=str(n // 3 * 3) if n % 3 else "") for n in range(NEWSLETTERS)])
        yield running


def subjects(state: State) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_folder, subject, *_flags), count in state.items():
        found[subject] += count
    return found


def test_an_engine_that_is_killed_again_and_again_loses_nothing(server: Dovecot, tmp_path: Path) -> None:
    dice = random.Random(7)
    with desk(tmp_path / "profile", server.plain_port) as here:
        for number in range(KILLS):
            process = start(here)
            time.sleep(dice.uniform(0.0, 0.3))
            threads = [int(str(t)) for (t,) in here.mine.core.execute("SELECT id FROM thread WHERE redirect IS NULL")]
            if threads and number > KILLS // 4:
                deed = dice.choice(DEEDS)
                here.act(deed, **({} if deed == "undo" else {"threads": [dice.choice(threads)]}))
                time.sleep(dice.uniform(0.0, 0.1))
            kill(process)
        process = until_quiet(here, server)
        client = other(server)
        on_server, shown = held(client), here.shown()
        assert on_server == shown
        assert subjects(shown) == Counter({f"letter {n}": 1 for n in range(NEWSLETTERS)})
        whole(here)
        while here.one("SELECT count(*) FROM journal WHERE state = 'done'"):
            here.act("undo")
        undone = here.shown()
        deadline = time.monotonic() + 20
        # The server has it a moment before it is written here that it has.
        while ((on_server := held(client)) != undone or wishes.counts(here.mine.core)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert on_server == undone == here.shown()
        assert set(undone) == {("INBOX", f"letter {n}", False, False) for n in range(NEWSLETTERS)}
        client.shutdown()
        kill(process)
        assert wishes.counts(here.mine.core) == {}


def whole(here: Desk) -> None:
    """Every mail has its own text, is described, indexed, and in its thread."""
    reader = here.mine.reader
    for message, subject, snippet in reader.execute("SELECT id, subject, snippet FROM message").fetchall():
        number = str(subject).removeprefix("letter ")
        raw = messages.raw(reader, int(str(message)))
        assert raw is not None
        assert raw.endswith(f"Some words. {number}\r\n".encode())
        assert snippet == f"Some words. {number}"
    assert reader.execute("SELECT count(*) FROM message").get == NEWSLETTERS
    assert reader.execute("SELECT count(DISTINCT thread) FROM message").get == NEWSLETTERS // 3
    assert reader.execute("SELECT count(*) FROM search.words WHERE words MATCH 'words'").get == NEWSLETTERS
    assert index.waiting(reader) == []
    listed = reader.execute("SELECT box, count(*), sum(unread) FROM listing GROUP BY box").fetchall()
    tally = reader.execute("SELECT box, total, unread FROM tally WHERE total ORDER BY box").fetchall()
    assert listed == tally


def test_a_log_that_went_with_the_power_is_made_good(server: Dovecot, tmp_path: Path) -> None:
    dice = random.Random(11)
    with desk(tmp_path / "profile", server.plain_port) as here:
        folder, key = here.store.folder, here.store.key
        kill(until_quiet(here, server))
    for round_ in range(6):
        # What was written last is gone, of one file or of all.
        for name in dice.sample(["raw", "search", "core"], k=1 + round_ % 3):
            log = folder / f"{name}.db-wal"
            if log.exists():
                with log.open("r+b") as file:
                    file.truncate(dice.randrange(0, log.stat().st_size + 1))
        store = files.open_store(folder, key)
        again = Desk(store, open_files(store))
        try:
            process = until_quiet(again, server)
            client = other(server)
            assert again.shown() == held(client)
            client.shutdown()
            whole(again)
            kill(process)
        finally:
            again.close()

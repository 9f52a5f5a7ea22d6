"""The engine as a process: alone and as a child, one a profile, heard from, and gone within a second."""

import asyncio
import itertools
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import apsw
import psutil
import pytest

from osone.app.engine.child import NO_ROOM, OTHER_PROTOCOL, EngineChild, Life
from osone.host.child import command
from osone.model.mail import Flag
from osone.store import messages as mails
from osone.store import sending
from osone.store.outbox import Wish
from osone.store.writing import transaction
from osone.sync import engine, jobs, messages, recovery, wakeups
from osone.sync.messages import AccountStanding, Message, Progress, Standing, WakeUp, Work
from tests.parts.dovecot import Dovecot
from tests.parts.mailset import written
from tests.parts.wishes import counts
from tests.sync.desk import WORD, Desk, desk, held, letter, other

NEWSLETTERS = 25
ROOT = Path(__file__).resolve().parents[2]
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:one@x\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:20261102T100000Z\r\nDTEND:20261102T110000Z\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with Dovecot(tls="no") as running:
        running.deliver("amy", [letter(n) for n in range(NEWSLETTERS)])
        yield running


@pytest.fixture
def here(server: Dovecot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "profile", server.plain_port) as made:
        yield made


@contextmanager
def child(
    here: Desk, passwords: Mapping[str, str] | None = None, *, protocol: int = messages.PROTOCOL
) -> Iterator[subprocess.Popen[bytes]]:
    """``osone engine --child``, given its first line."""
    process = subprocess.Popen(
        command("engine", "--child", "--profile", str(here.store.folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "DBUS_SESSION_BUS_ADDRESS"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    first = messages.Start(here.store.key.hex(), protocol, passwords=passwords or {})
    process.stdin.write(messages.encode(first))
    process.stdin.flush()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def eventually(holds: Callable[[], object], what: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.02)


def up(here: Desk) -> bool:
    return (here.store.folder / wakeups.ADDRESS).exists()


def all_here(here: Desk, count: int = NEWSLETTERS) -> bool:
    return int(str(here.mine.reader.execute("SELECT count(*) FROM raw.raw").get)) == count


async def listen(folder: Path, heard: Callable[[Message], bool], say: Message | None = None) -> None:
    """Join the engine, say something, and listen until told enough."""
    line = await wakeups.join(folder)
    assert line is not None
    if say is not None:
        line.tell(say)
    async with asyncio.timeout(20):
        async for said in line.news():
            assert said is not None, "all that it says is understood"
            if heard(said):
                break
    line.close()


def test_a_child_reads_the_mail_and_keeps_every_secret(here: Desk) -> None:
    with child(here, passwords={here.account.uid: WORD}) as process:
        eventually(lambda: all_here(here), "every body")
        engine = psutil.Process(process.pid)
        seen = " ".join(engine.cmdline()) + "\0".join(f"{k}={v}" for k, v in engine.environ().items())
        process.stdin.close()  # type: ignore[union-attr]
        assert process.wait(10) == 0
        out = process.stdout.read()  # type: ignore[union-attr]
    secrets = (WORD, here.store.key.hex())
    assert not any(secret in seen for secret in secrets)
    for path in here.store.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(secret.encode() in content for secret in secrets), path
    assert not any(secret.encode() in out for secret in secrets)


def test_a_wish_that_was_held_leaves_when_its_time_has_come_though_nobody_writes(here: Desk, server: Dovecot) -> None:
    here.sync()
    here.act("mail.star", threads=[here.thread("letter 3")])
    with transaction(here.mine.core) as tx:
        tx.connection.execute("UPDATE outbox SET hold_until = ?", (int(time.time()) + 4,))
    with child(here, passwords={here.account.uid: WORD}):
        eventually(lambda: all_here(here), "every body")
        eventually(lambda: not counts(here.mine.core), "the wish leaves")
    client = other(server)
    assert any(starred for (_, subject, _, starred) in held(client) if subject == "letter 3")
    client.logout()


@pytest.mark.parametrize("how", ["end of input", "SIGTERM", "poke"])
def test_it_goes_when_told_and_leaves_everything_whole(here: Desk, how: str) -> None:
    with child(here, passwords={here.account.uid: WORD}) as process:
        eventually(lambda: up(here), "up")
        time.sleep(0.2)
        if how == "end of input":
            process.stdin.close()  # type: ignore[union-attr]
        elif how == "SIGTERM":
            process.send_signal(signal.SIGTERM)
        else:

            async def stop() -> None:
                line = await wakeups.join(here.store.folder)
                assert line is not None
                line.tell(messages.Stop())
                await line.writer.drain()
                async for _ in line.news():
                    pass
                line.close()

            asyncio.run(stop())
        assert process.wait(10) == 0
    assert not up(here)
    assert (here.store.folder / "engine.clean").exists()


def test_there_is_one_engine_a_profile(here: Desk) -> None:
    with child(here) as one:
        eventually(lambda: up(here), "up")
        with child(here) as two:
            assert two.wait(20) == 1
            assert b"already running" in two.stdout.read()  # type: ignore[union-attr]
        assert one.poll() is None


def test_it_runs_on_its_own_with_a_passphrase(server: Dovecot, tmp_path: Path) -> None:
    environment = {**os.environ, "OSONE_PASSPHRASE": "a long passphrase"}
    with subprocess.Popen(
        command("engine", "--profile", str(tmp_path / "own")),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            eventually(lambda: (tmp_path / "own" / wakeups.ADDRESS).exists(), "up")
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            process.kill()


def test_a_password_handed_over_is_used_and_progress_is_told(here: Desk) -> None:
    said: list[Message] = []

    def stands(one: Message, standing: Standing) -> bool:
        return isinstance(one, AccountStanding) and one.standing is standing

    def enough(one: Message) -> bool:
        said.append(one)
        # Wake-ups are told ten times a second, so a short sync may be over before the first.
        return any(stands(o, Standing.QUIET) for o in said) and any(isinstance(o, WakeUp) for o in said)

    with child(here):
        eventually(lambda: up(here), "up")
        asyncio.run(listen(here.store.folder, lambda one: stands(one, Standing.REFUSED)))
        asyncio.run(listen(here.store.folder, enough, messages.Passwords({here.account.uid: WORD})))
    works = [one for one in said if isinstance(one, Progress)]
    headers = [one for one in works if one.work is Work.HEADERS]
    bodies = [one for one in works if one.work is Work.BODIES]
    assert headers
    assert bodies
    assert all(one.folder and one.account == here.account.id for one in headers + bodies)
    assert sum(one.count for one in bodies) >= NEWSLETTERS or bodies[-1].left == 0
    assert said[0] == messages.Hello(messages.PROTOCOL)


def test_an_engine_that_a_window_of_another_version_starts_ends_with_a_sentence(here: Desk) -> None:
    with child(here, protocol=messages.PROTOCOL + 1) as process:
        assert process.wait(20) == OTHER_PROTOCOL
        assert b"OS One was updated. Quit and open it again." in process.stdout.read()  # type: ignore[union-attr]
    assert not up(here)


def test_mending_after_a_crash_is_told_to_who_watches(here: Desk) -> None:
    (here.store.folder / "engine.clean").unlink(missing_ok=True)
    said: list[Message] = []
    recovery.begin(here.store, said.append)
    assert [one for one in said if isinstance(one, Progress)] == [
        Progress(Work.MENDING, 0, -1), Progress(Work.MENDING, 0, 0),
    ]  # fmt: skip
    recovery.end(here.store)
    said.clear()
    assert recovery.begin(here.store, said.append) == 0
    assert not said


def test_a_worker_that_finds_no_room_waits_for_it_and_begins_again(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "TROUBLE_S", 0.01)
    one, tried, over = engine.Engine(here.store, lambda _account: None), [0], threading.Event()
    said: list[Message] = []
    monkeypatch.setattr(engine.Engine, "report", lambda _engine, what: said.append(what))

    def work() -> None:
        tried[0] += 1
        if tried[0] < 3:
            raise apsw.FullError("database or disk is full")
        over.set()

    engine._start(one, "house", work)
    assert over.wait(20)
    assert [bool(what.left) for what in said if isinstance(what, Progress)] == [True, False, True, False]
    assert not one.stopping.is_set(), "the others go on"


async def test_an_engine_that_finds_no_room_ends_with_a_sentence_and_begins_once_there_is(here: Desk) -> None:
    new = (here.store.folder / wakeups.ADDRESS).with_suffix(".new")
    new.symlink_to("/dev/full")
    with child(here) as process:
        assert await asyncio.to_thread(process.wait, 20) == NO_ROOM
        said = process.stdout.read().decode()  # type: ignore[union-attr]
    assert "The disk is full, so OS One can't bring in or send mail. It goes on once there is room." in said
    assert "Traceback" not in said
    lives: list[Life] = []
    keeper = EngineChild(here.store, lambda _said: None, lives.append, passwords={here.account.uid: WORD}, vault="none")
    task = asyncio.create_task(keeper.keep())
    for life in (Life.FULL, Life.UP):
        async with asyncio.timeout(30):
            while life not in lives:  # noqa: ASYNC110 what is heard has no event
                await asyncio.sleep(0.02)
        new.unlink(missing_ok=True)
    assert Life.DOWN not in lives
    await keeper.leave()
    await task


def test_a_stranger_is_not_let_in(here: Desk) -> None:
    async def knock() -> bytes:
        address = json.loads((here.store.folder / wakeups.ADDRESS).read_text())
        reader, writer = await asyncio.open_connection("127.0.0.1", address["port"])
        writer.write(messages.encode(messages.Join("guess", messages.PROTOCOL)) + messages.encode(messages.Stop()))
        got = await reader.read()
        writer.close()
        return got

    with child(here) as process:
        eventually(lambda: up(here), "up")
        assert (here.store.folder / wakeups.ADDRESS).stat().st_mode & 0o077 == 0
        assert asyncio.run(knock()) == b""
        time.sleep(0.2)
        assert process.poll() is None


async def test_an_engine_that_falls_is_started_again(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wakeups, "BEAT_S", 0.1)
    lives: list[Life] = []
    given = {here.account.uid: WORD}
    keeper = EngineChild(here.store, lambda _said: None, lives.append, passwords=given, vault="none")
    task = asyncio.create_task(keeper.keep())

    async def ups(count: int) -> None:
        async with asyncio.timeout(30):
            while lives.count(Life.UP) < count:  # noqa: ASYNC110 what is heard has no event
                await asyncio.sleep(0.02)

    await ups(1)
    keeper.child.kill()
    await ups(2)
    assert lives[:2] == [Life.UP, Life.DOWN]
    async with asyncio.timeout(20):
        while not all_here(here):  # noqa: ASYNC110 the store is filled by another process
            await asyncio.sleep(0.05)
    await keeper.leave()
    await asyncio.wait_for(task, 30)
    assert not up(here)


def job(here: Desk, path: Path) -> None:
    with transaction(here.mine.core) as tx:
        tx.connection.execute(
            "INSERT INTO errand (kind, arguments, state, said) VALUES ('import', ?, 'waiting', '')", (str(path),)
        )


def errands(here: Desk) -> list[tuple[str, str]]:
    return [(str(s), str(said)) for s, said in here.mine.core.execute("SELECT state, said FROM errand ORDER BY id")]


def sources(folder: Path) -> dict[str, tuple[Path, int]]:
    """One of each kind that can be brought in, and how much mail is in it."""
    texts = list(written(60))
    box = folder / "Maildir"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    for n, raw in enumerate(texts[:15]):
        (box / "cur" / f"{n}.x:2,S").write_bytes(raw)
    lone = folder / "letters"
    lone.mkdir()
    for n, raw in enumerate(texts[15:25]):
        (lone / f"{n}.eml").write_bytes(raw)

    def mbox(raws: list[bytes]) -> bytes:
        return b"".join(b"From x@y Mon Nov 23 06:21:57 2026\n" + raw.replace(b"\r\n", b"\n") + b"\n" for raw in raws)

    (folder / "Old").write_bytes(mbox(texts[25:40]))
    bird = folder / "bird"
    (bird / "Mail" / "Local Folders").mkdir(parents=True)
    (bird / "prefs.js").touch()
    (bird / "Mail" / "Local Folders" / "Inbox").write_bytes(mbox(texts[40:60]))
    (folder / "home.ics").write_text(ICS)
    return {"Maildir": (box, 15), "eml": (lone, 10), "mbox": (folder / "Old", 15), "Thunderbird": (bird, 20)}


def test_what_is_on_the_disk_comes_in_once_however_often_it_is_asked_for(here: Desk, tmp_path: Path) -> None:
    made = sources(tmp_path / "disk")
    with transaction(here.mine.core) as tx:
        tx.connection.execute("DELETE FROM account")
    with child(here):
        for _ in range(2):
            for path, _count in made.values():
                job(here, path)
            job(here, tmp_path / "disk" / "home.ics")
            job(here, tmp_path / "nothing")
        eventually(lambda: all(s in ("done", "failed") for s, _ in errands(here)), "all errands")
    assert [s for s, _ in errands(here)] == ["done", "done", "done", "done", "done", "failed"] * 2
    total = sum(count for _, count in made.values())
    assert here.one("SELECT count(*) FROM message") == total
    assert here.one("SELECT count(*) FROM placement") == total
    assert here.one("SELECT count(*) FROM event") == 1
    assert all_here(here, total)
    assert here.one("SELECT count(*) FROM shown WHERE flags & ?", int(Flag.SEEN)) == 25  # a lone file is no new mail


def test_an_import_that_is_killed_goes_on_and_nothing_comes_twice(here: Desk, tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    texts = list(written(2_200))
    for n, raw in enumerate(texts):
        (box / "cur" / f"{n:04}.x:2,S").write_bytes(raw)
    with transaction(here.mine.core) as tx:
        tx.connection.execute("DELETE FROM account")
    job(here, box)
    for _ in range(3):
        before = int(str(here.one("SELECT count(*) FROM message")))
        with child(here) as process:
            eventually(lambda b=before: int(str(here.one("SELECT count(*) FROM message"))) > b, "some came")  # type: ignore[misc]
            process.kill()
    with child(here):
        eventually(lambda: errands(here)[0][0] == "done", "the rest")
        eventually(lambda: here.one("SELECT count(*) FROM to_index") == 0, "indexed")
    assert here.one("SELECT count(*) FROM message") == here.one("SELECT count(*) FROM placement") == len(texts)
    reader = here.mine.reader
    kept = {mails.raw(reader, int(str(i))) for (i,) in reader.execute("SELECT id FROM message").fetchall()}
    assert kept == set(texts)
    assert reader.execute("SELECT count(*) FROM search.words_docsize").get == len(texts)


async def test_an_engine_that_has_just_begun_lets_go_of_what_was_sent_once_its_accounts_are_served(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = here.store.writer()
    core.execute(
        "INSERT INTO outbox (account, kind, noun, noun_id, state) VALUES (?, 'mail.send', 'draft', 1, 'waiting')",
        (here.account.id,),
    )
    core.close()
    looked, clock = asyncio.Semaphore(0), itertools.count(0.0, 1.5)
    monkeypatch.setattr(engine, "LOOK_S", 0.001)
    monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=lambda: next(clock), time=time.time))
    asks = sending.leaving

    def leaving(core: apsw.Connection, now: int) -> Sequence[Wish]:
        looked.release()
        return asks(core, now)

    monkeypatch.setattr(sending, "leaving", leaving)
    one = engine.Engine(here.store, lambda _account: None)
    going = asyncio.create_task(engine._see_off(one))
    async with asyncio.timeout(20):
        for _look in range(3):  # four and a half seconds by its clock
            await looked.acquire()
        assert not going.done()
        one.welcomed = True  # and no line of this kind is among them
        await going

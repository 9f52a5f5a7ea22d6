"""The engine as the window hears it, while the window's loop runs and while it does not."""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from osone.app.engine import child as engine_child
from osone.app.engine.child import EngineChild, Life
from osone.app.loop import looping
from osone.store import card, files, locks
from osone.sync import messages, wakeups
from osone.sync.messages import Message, WakeUp
from tests.app.house import application

PATIENCE_S = 20.0


def until(turn: Callable[[], object], holds: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < ends, "it never held"
        turn()


def events() -> None:
    """A round of Qt's events, as between two runs of the loop."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def unheeded(_said: object) -> None:
    """Hear it, and do nothing."""


def test_what_the_engine_says_between_two_runs_of_the_loop_is_heard(tmp_path: Path) -> None:
    application()
    heard: list[Message] = []
    child = EngineChild(files.open_store(tmp_path, files.new_key()), heard.append, unheeded)
    hub = wakeups.Hub(tmp_path, lambda _said: None, lambda _yes: None)
    with looping(application()) as loop:

        def turn() -> None:
            loop.call_later(0.005, loop.stop)
            loop.run_forever()

        door = hub.open()
        loop.run_until_complete(door.__aenter__())
        task = loop.create_task(child.keep())
        until(turn, lambda: child.life is Life.UP)
        hub.tell(WakeUp(1))
        until(events, lambda: WakeUp(1) in heard)
        hub.tell(WakeUp(2))
        until(turn, lambda: WakeUp(2) in heard)
        assert child.line is not None
        child.leaving = True
        loop.run_until_complete(child.leave())
        until(turn, task.done)
        loop.run_until_complete(door.__aexit__(None, None, None))


def test_a_line_that_falls_silent_is_taken_for_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_child, "SILENT_S", 0.05)
    application()
    child = EngineChild(files.open_store(tmp_path, files.new_key()), unheeded, unheeded)
    hub = wakeups.Hub(tmp_path, lambda _said: None, lambda _yes: None)
    with looping(application()) as loop:

        async def life() -> None:
            async with hub.open():
                line = await wakeups.join(tmp_path)
                assert line is not None
                await child._listen(line)
                assert line.writer.is_closing()

        loop.run_until_complete(life())


class OtherEngine:
    """An engine of another version, as far as a shell meets it."""

    def __init__(self, folder: Path, *greeting: bytes) -> None:
        self.folder, self.greeting, self.heard = folder, greeting, asyncio.Event()
        self.said: list[bytes] = []
        self.guest: asyncio.StreamWriter | None = None

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.guest = writer
        writer.writelines(self.greeting)
        while line := await reader.readline():
            self.said.append(line)
            self.heard.set()
            if b'"stop": true' in line:
                (self.folder / wakeups.ADDRESS).unlink()
                break
        writer.close()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._welcome, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        (self.folder / wakeups.ADDRESS).write_text(json.dumps({"port": port, "token": "x"}))
        try:
            yield
        finally:
            server.close()


@pytest.mark.parametrize("greeting", [b'{"beat": true}\n', b'{"kind": "hello", "protocol": 0}\n'])
async def test_an_older_engine_is_asked_to_leave_and_ours_comes_in_its_place(tmp_path: Path, greeting: bytes) -> None:
    lives: list[Life] = []
    store = files.open_store(tmp_path, files.new_key())
    child = EngineChild(store, unheeded, lives.append, passwords={"amy@example.test": "a secret word"}, vault="none")
    older = OtherEngine(tmp_path, greeting)
    async with older.running(), asyncio.timeout(PATIENCE_S):
        keeping = asyncio.create_task(child.keep())
        while Life.UP not in lives:  # noqa: ASYNC110 what is heard has no event
            await asyncio.sleep(0.01)
        assert child.child.pid is not None, "it is ours"
        assert older.said[-1:] == [messages.encode(messages.Stop())]
        assert not any(b"a secret word" in line for line in older.said)
        await child.leave()
        await keeping


async def test_a_newer_engine_is_left_at_work_and_the_person_is_told(tmp_path: Path) -> None:
    heard: list[Message] = []
    lives: list[Life] = []
    store = files.open_store(tmp_path, files.new_key())
    child = EngineChild(store, heard.append, lives.append, passwords={"amy@example.test": "a secret word"})
    newer = OtherEngine(
        tmp_path,
        json.dumps({"kind": "hello", "protocol": messages.PROTOCOL + 1, "mood": "fine"}).encode() + b"\n",
        messages.encode(WakeUp(1)),
        messages.encode(messages.ShowWindow("raise")),
    )
    async with newer.running(), asyncio.timeout(PATIENCE_S):
        keeping = asyncio.create_task(child.keep())
        while not heard:  # noqa: ASYNC110 what is heard has no event
            await asyncio.sleep(0.01)
        child.look()
        child.hand_over({"bo@example.test": "another"})
        assert (lives, heard) == ([Life.UPDATED], [messages.ShowWindow("raise")])
        assert child.child.pid is None
        assert newer.guest is not None
        await child.leave()
        await keeping
        assert len(newer.said) == 1, "it heard who joined, and nothing else"


async def test_an_engine_that_is_newer_than_the_shell_that_starts_it_is_told_apart_from_a_fall(
    tmp_path: Path,
) -> None:
    lives: list[Life] = []
    child = EngineChild(files.open_store(tmp_path, files.new_key()), unheeded, lives.append)
    child.child.command = [sys.executable, "-c", f"raise SystemExit({engine_child.OTHER_PROTOCOL})"]
    async with asyncio.timeout(PATIENCE_S):
        keeping = asyncio.create_task(child.keep())
        while not lives:  # noqa: ASYNC110 what is heard has no event
            await asyncio.sleep(0.01)
        assert lives == [Life.UPDATED]
        await child.leave()
        # Another may just have been started: whoever keeps it ends it.
        await keeping


async def test_an_engine_whose_store_a_newer_version_took_on_is_not_started_again(tmp_path: Path) -> None:
    store = files.open_store(tmp_path, files.new_key())
    told = json.loads((tmp_path / card.CARD).read_text())
    told["versions"]["core"] += 1
    (tmp_path / card.CARD).write_text(json.dumps(told))
    lives: list[Life] = []
    child = EngineChild(store, unheeded, lives.append, vault="none")
    async with asyncio.timeout(PATIENCE_S):
        await child.keep()
    assert lives == [Life.UPDATED]
    assert child.child.falls.count == 1


async def test_an_engine_whose_store_another_process_has_alone_is_not_started_again(tmp_path: Path) -> None:
    store = files.open_store(tmp_path, files.new_key())
    lives: list[Life] = []
    child = EngineChild(store, unheeded, lives.append, vault="none")
    with (tmp_path / "profile.lock").open("a") as file:
        assert locks.take(file)
        async with asyncio.timeout(PATIENCE_S):
            await child.keep()
        locks.release(file)
    assert lives == [Life.UPDATED]

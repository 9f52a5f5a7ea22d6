"""The engine as the window hears it, while the window's loop runs and while it does not."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from osone.app.engine import child as engine_child
from osone.app.engine.child import EngineChild
from osone.app.loop import looping
from osone.store import files
from osone.sync import wakeups
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


def test_what_the_engine_says_between_two_runs_of_the_loop_is_heard(tmp_path: Path) -> None:
    application()
    heard: list[Mapping[str, object]] = []
    child = EngineChild(files.open_store(tmp_path, files.new_key()), heard.append)
    hub = wakeups.Hub(tmp_path, lambda _said: None, lambda _yes: None)
    with looping(application()) as loop:

        def turn() -> None:
            loop.call_later(0.005, loop.stop)
            loop.run_forever()

        door = hub.open()
        loop.run_until_complete(door.__aenter__())
        task = loop.create_task(child.keep())
        until(turn, lambda: hub.writers)
        hub.tell({"poke": 1})
        until(events, lambda: {"poke": 1} in heard)
        hub.tell({"poke": 2})
        until(turn, lambda: {"poke": 2} in heard)
        assert child.line is not None
        child.leaving = True
        loop.run_until_complete(child.leave())
        until(turn, task.done)
        loop.run_until_complete(door.__aexit__(None, None, None))


def test_a_line_that_falls_silent_is_taken_for_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_child, "SILENT_S", 0.05)
    application()
    child = EngineChild(files.open_store(tmp_path, files.new_key()), lambda _said: None)
    hub = wakeups.Hub(tmp_path, lambda _said: None, lambda _yes: None)
    with looping(application()) as loop:

        async def life() -> None:
            async with hub.open():
                line = await wakeups.join(tmp_path)
                assert line is not None
                await child._listen(line)
                assert line.writer.is_closing()

        loop.run_until_complete(life())

"""The window's ear at the store: it tells what is new, but not while a key is being answered."""

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from osone.app.desk.change_watch import ChangeWatch
from osone.app.desk.threads import Reader
from osone.model.change import Topic
from osone.store import files
from osone.store.feed import News
from osone.store.files import Store
from osone.store.writing import transaction
from tests.app.house import application

PATIENCE_S = 20.0


@pytest.fixture
def store(tmp_path: Path) -> Store:
    application()
    return files.open_store(tmp_path / "profile", files.new_key())


@pytest.fixture
def reader(store: Store) -> Iterator[Reader]:
    made = Reader(store)
    yield made
    made.close()


def turn(seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < ends, "it never held"
        turn(0.01)


def change(store: Store, thread: int) -> None:
    core = store.writer()
    with transaction(core) as tx:
        tx.changed(Topic.THREAD, [thread])
    core.close()


def test_what_another_process_writes_is_heard_without_a_poke(store: Store, reader: Reader) -> None:
    heard: list[int] = []
    change_watch = ChangeWatch(store, reader, lambda: math.inf)

    def hear(news: News) -> None:
        heard.extend(i for one in news.changes for i in one.ids)

    change_watch.heard.connect(hear)
    change(store, 1)
    change_watch.begin()
    asked: list[int] = []
    reader.ask(lambda _connection: 1, asked.append)
    until(lambda: asked)  # one after the other: what the watch asked at its beginning is answered too
    change(store, 2)
    until(lambda: 2 in heard)
    assert heard == [2], "what was there before is what the screens have read already"
    change_watch.end()
    change_watch.close()


def test_while_a_key_is_answered_news_waits_but_never_for_long(store: Store, reader: Reader) -> None:
    heard: list[News] = []
    since = [0.0]
    change_watch = ChangeWatch(store, reader, lambda: since[0])
    change_watch.heard.connect(heard.append)
    change_watch.look()
    turn(0.05)
    assert heard == []
    since[0] = math.inf
    until(lambda: heard)
    heard.clear()
    since[0] = 0.0  # a key that is held down
    change_watch.look()
    until(lambda: heard)
    change_watch.end()
    change_watch.close()

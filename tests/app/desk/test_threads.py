"""The threads at the store: what nobody waits for is broken off, and what cannot be written is named and told."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from osone.app.desk.threads import MOST_BROKEN, Reader, Writer
from osone.model.errors import StoreError
from osone.store import files
from tests.app.house import application

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
MUCH = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT count(*) FROM n"
PATIENCE_S = 20.0


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    application()
    made = Reader(files.open_store(tmp_path / "profile", files.new_key()))
    yield made
    made.close()


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < ends, "it never held"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def one(connection: apsw.Connection) -> int:
    return int(str(connection.execute("SELECT 1").get))


def test_a_query_that_nobody_waits_for_is_broken_off_and_the_next_is_answered(reader: Reader) -> None:
    begun = threading.Event()
    faults: list[str] = []
    reader.failed.connect(faults.append)
    answers: list[object] = []

    def endless(connection: apsw.Connection) -> object:
        begun.set()
        return connection.execute(ENDLESS).get

    asked = reader.ask(endless, answers.append)
    reader.ask(one, answers.append)
    assert begun.wait(PATIENCE_S)
    # Its query may not even run yet: it is broken off all the same.
    asked.drop()
    until(lambda: answers)
    assert (answers, faults) == ([1], [])


def test_a_question_that_was_dropped_is_not_begun(reader: Reader) -> None:
    held, begun, answers = threading.Event(), threading.Event(), list[object]()

    def wait(_connection: apsw.Connection) -> str:
        held.wait(PATIENCE_S)
        return "first"

    def never(_connection: apsw.Connection) -> str:
        begun.set()
        return "never"

    reader.ask(wait, answers.append)
    reader.ask(never, answers.append).drop()
    reader.ask(one, answers.append)
    held.set()
    until(lambda: len(answers) == 2)
    assert answers == ["first", 1]
    assert not begun.is_set()


def test_an_answer_that_is_on_its_way_is_not_given_either(reader: Reader) -> None:
    read, answers = threading.Event(), list[object]()

    def quick(_connection: apsw.Connection) -> str:
        read.set()
        return "old"

    asked = reader.ask(quick, answers.append)
    assert read.wait(PATIENCE_S)
    reader.ask(one, answers.append)
    asked.drop()
    until(lambda: answers)
    assert answers == [1]


def test_no_answer_is_given_once_the_screens_go(tmp_path: Path) -> None:
    application()
    store = files.open_store(tmp_path / "profile", files.new_key())
    reader, writer = Reader(store), Writer(store)
    told: list[object] = []
    reader.ask(one, told.append)
    writer.run("task.add", {"line": "Paint the gate"}, by="person", done=told.append, failed=told.append)
    reader.close()
    writer.close()
    QCoreApplication.processEvents()
    assert told == []
    with contextlib.closing(store.reader()) as connection:
        assert connection.execute("SELECT title FROM task").get == "Paint the gate"


def test_a_question_that_nobody_waits_for_makes_way_and_is_asked_again(reader: Reader) -> None:
    faults, answers, begun = list[str](), list[object](), list[float]()
    reader.failed.connect(faults.append)
    waited_for = threading.Event()

    def long(connection: apsw.Connection) -> str:
        begun.append(time.monotonic())
        if not waited_for.is_set():
            connection.execute(ENDLESS).get  # noqa: B018 - it is run by that
        return "long"

    reader.ask(long, answers.append, later=True)
    until(lambda: begun)
    # Its query may not even run yet: it makes way all the same.
    reader.ask(one, answers.append)
    until(lambda: answers)
    waited_for.set()
    # It may have looked for that before it was set, and have begun the query again since.
    reader.ask(one, answers.append)
    until(lambda: len(answers) == 3)
    assert sorted(map(str, answers)) == ["1", "1", "long"]
    assert answers[0] == 1
    assert len(begun) > 1
    assert not faults


def test_a_question_that_makes_way_is_answered_in_the_end_however_many_others_come(reader: Reader) -> None:
    answers, begun, others, asked = list[object](), list[float](), list[int](), list[int]()

    def long(connection: apsw.Connection) -> str:
        begun.append(time.monotonic())
        connection.execute(MUCH).get  # noqa: B018 - it is run by that
        return "long"

    reader.ask(long, answers.append, later=True)
    until(lambda: begun)

    def come() -> bool:
        if len(others) == len(asked):
            asked.append(1)
            reader.ask(one, others.append)
        return "long" in answers

    until(come)
    assert 1 <= len(begun) <= MOST_BROKEN + 1


def test_a_full_disk_is_named_and_what_follows_is_written_once_there_is_room(tmp_path: Path) -> None:
    application()
    writer = Writer(files.open_store(tmp_path / "profile", files.new_key()))
    fell: list[Exception] = []
    done: list[object] = []

    def add(line: str) -> None:
        writer.run("task.add", {"line": line}, by="person", done=done.append, failed=fell.append)

    def bounded(connection: apsw.Connection) -> None:
        connection.pragma("max_page_count", connection.pragma("page_count"))

    def free(connection: apsw.Connection) -> None:
        connection.pragma("max_page_count", 1_000_000)

    writer.write(bounded)
    for _ in range(200):
        add("Paint the fence " + "and all the other things " * 200)
    until(lambda: fell)
    (error, *_more) = fell
    assert isinstance(error, StoreError)
    assert error.whole == (
        "The disk is full, so that couldn't be saved. Free some space and do it again. Nothing else was lost."
    )
    writer.write(free)
    until(lambda: len(fell) + len(done) == 200)
    before = len(done)
    add("Paint the gate")
    until(lambda: len(done) == before + 1)
    writer.close()

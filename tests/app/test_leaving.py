"""The window comes and goes twenty times without a word on standard error and without leaving a thread behind."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer

from osone.app.desk.dispatcher import TELL_MS
from osone.app.profile import profile
from tests.app.house import living


def test_it_leaves_cleanly_twenty_times(capfd: pytest.CaptureFixture[str]) -> None:
    with profile.throw_away() as opened:
        before = {thread.name for thread in threading.enumerate()}
        for _ in range(20):
            with living(opened) as house:
                house.turn(0.02)
        left = [t.name for t in threading.enumerate() if t.name not in before and t.name in ("reader", "writer")]
    assert left == []
    assert capfd.readouterr().err == ""


def test_what_is_written_while_it_leaves_is_told_to_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with profile.throw_away() as opened:
        with living(opened) as house:
            lock = opened.store.writer()
            lock.execute("BEGIN IMMEDIATE")
            house.house.dispatcher.act("task.add", {"line": "buy bread"}, by="person")
            house.turn()
            lock.execute("ROLLBACK")
            lock.close()
        # Its answer, its toast and its news come when there is no window any more.
        ends = QDeadlineTimer(TELL_MS * 4)
        while not ends.hasExpired():
            QCoreApplication.processEvents()
        reader = opened.store.reader()
        assert reader.execute("SELECT count(*) FROM task").get == 1
        reader.close()
    assert capfd.readouterr().err == ""

"""The window comes and goes twenty times without a word on standard error and without leaving a thread behind."""

import threading

import pytest

from osone.app import profile
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

"""Calls that may never come back: what is under way at the end has a moment, and no more."""

import asyncio
import threading
from concurrent.futures import Future

import pytest

from osone.app import calls
from osone.app.calls import Threads, bounded


def test_what_is_just_being_done_is_done_at_the_end() -> None:
    threads, go, done = Threads(), threading.Event(), list[int]()

    def keep() -> None:
        go.wait(20)
        done.append(1)

    threads.submit(keep)
    threading.Timer(0.05, go.set).start()
    threads.shutdown()
    assert done == [1]


def test_what_never_comes_back_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "GOODBYE_S", 0.01)
    threads, never = Threads(), threading.Event()
    threads.submit(never.wait)
    threads.shutdown()
    never.set()


async def test_who_waits_no_longer_does_not_undo_what_was_begun() -> None:
    threads, go = Threads(), threading.Event()
    begun: Future[bool] = threads.submit(go.wait, 20)
    waiting = asyncio.ensure_future(asyncio.wrap_future(begun))
    await asyncio.sleep(0)
    waiting.cancel()
    go.set()
    assert await asyncio.to_thread(begun.result, 20)


async def test_a_call_that_takes_too_long_is_let_go() -> None:
    never = threading.Event()
    with pytest.raises(TimeoutError):
        await bounded(never.wait, 0.01)
    never.set()


async def test_what_a_call_raises_is_raised_where_it_is_waited_for() -> None:
    def falls() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await bounded(falls, 20)

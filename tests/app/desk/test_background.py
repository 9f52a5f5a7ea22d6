"""Work on the window's loop, before there is one and after."""

import asyncio

import pytest

from osone.app.desk.background import Loop


def test_what_was_started_before_there_was_a_loop_waits_for_it() -> None:
    done: list[str] = []

    async def note(what: str) -> None:
        done.append(what)

    later = Loop()
    later.start(note("first"))
    given_up = later.start(note("never"))
    given_up.cancel()
    assert done == []

    async def life() -> None:
        later.begin()
        later.start(note("second"))
        await asyncio.sleep(0.01)
        await later.close()

    asyncio.run(life())
    assert done == ["first", "second"]


def test_a_window_that_never_lived_leaves_nothing_waiting(recwarn: pytest.WarningsRecorder) -> None:
    async def note() -> None:
        raise AssertionError("it must not begin")

    later = Loop()
    later.start(note())
    asyncio.run(later.close())
    assert not list(recwarn)

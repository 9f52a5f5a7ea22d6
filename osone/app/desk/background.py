"""What works in the window's background reach for: its loop, other threads, and the store by way of both."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, TypeVar

import apsw

from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.threads import Reader, Writer
from osone.commands.running import Outcome
from osone.host.later import later

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = later("asyncio")  # after the first frame

LOG = logging.getLogger(__name__)
T = TypeVar("T")


class Started:
    """Work that was started; before there is a loop it waits for it."""

    def __init__(self, work: Coroutine[object, object, None]) -> None:
        self.work = work
        self.task: asyncio.Task[None] | None = None
        self.given_up = False

    def cancel(self) -> object:
        """Stop it, or see that it never begins."""
        if self.task is not None:
            return self.task.cancel()
        self.given_up = True
        return self.work.close()


class Loop:
    """Starts work on the window's loop, and logs what nobody caught (``bridge.meeting_ports.Later``)."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._early: list[Started] | None = []
        """What was started before there was a loop; None from then on."""

    def begin(self) -> None:
        """The loop runs: start what has waited for it."""
        early, self._early = self._early or [], None
        for one in early:
            self._take(one)

    def start(self, work: Coroutine[object, object, None]) -> Started:
        """Begin now, or as soon as there is a loop; return at once."""
        started = Started(work)
        if self._early is None:
            self._take(started)
        else:
            self._early.append(started)
        return started

    def _take(self, one: Started) -> None:
        if one.given_up:
            return
        one.task = asyncio.get_event_loop().create_task(one.work)
        self._tasks.add(one.task)
        one.task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            LOG.error("work in the window failed", exc_info=error)

    async def close(self) -> None:
        """Stop all that still runs, or waits to."""
        for one in self._early or []:
            one.cancel()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def aside(work: Callable[[], T], /) -> T:
    """Run what blocks on another thread."""
    return await asyncio.to_thread(work)


class WindowStore:
    """The store as the companion uses it in the window (``app.house.Store``)."""

    def __init__(self, reader: Reader, writer: Writer, dispatcher: Dispatcher) -> None:
        self._reader, self._writer, self._dispatcher = reader, writer, dispatcher

    async def read(self, question: Callable[[apsw.Connection], T]) -> T:
        """Ask the store on the reader thread. What the question raises is raised here."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def guarded(connection: apsw.Connection) -> Callable[[], None]:
            try:
                found = question(connection)
            except Exception as error:  # noqa: BLE001 - whatever it was, who waits for it must hear of it
                fault = error
                return lambda: _fail(future, fault)
            return lambda: _give(future, found)

        self._reader.ask(guarded, lambda settle: settle())
        return await future

    async def write(self, work: Callable[[apsw.Connection], T]) -> T:
        """Write on the writer thread."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def keep(connection: apsw.Connection) -> None:
            try:
                found = work(connection)
            except apsw.Error as error:
                loop.call_soon_threadsafe(_fail, future, self._writer.named(error))
                return
            loop.call_soon_threadsafe(_give, future, found)

        self._writer.write(keep)
        return await future

    async def act(self, command: str, arguments: Mapping[str, object], by: str) -> Outcome:
        """Run a verb, with its toast and its undo."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._dispatcher.act(command, arguments, by=by, told=future)
        return await future


def _give(future: asyncio.Future[T], value: T) -> None:
    if not future.done():
        future.set_result(value)


def _fail(future: asyncio.Future[T], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)

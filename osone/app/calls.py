"""Calls that block and may never come back: a keyring's prompt, a name that nobody resolves."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from osone.host.later import later

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = later("asyncio")  # after the first frame

P = ParamSpec("P")
T = TypeVar("T")


class Threads(Executor):
    """A thread a call, and none that is waited for at the end: what is called may never come back."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Begin a call."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                found = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - whoever waits for it must hear of it
                future.set_exception(error)
            else:
                future.set_result(found)

        Thread(target=work, name="call", daemon=True).start()
        return future


async def bounded(work: Callable[[], T], seconds: float) -> T:
    """Wait for a call so many seconds at most, whatever holds it. Raises TimeoutError; the call is then let go."""
    return await asyncio.wait_for(asyncio.wrap_future(Threads().submit(work)), seconds)

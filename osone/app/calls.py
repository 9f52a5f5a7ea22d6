"""Calls that block and may never come back: a keyring's prompt, a name that nobody resolves."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures import wait as ended
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from osone.host.later import later

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = later("asyncio")  # after the first frame

P = ParamSpec("P")
T = TypeVar("T")


GOODBYE_S = 3.0
"""So long what is under way is waited for at the end."""


class Threads(Executor):
    """A thread a call, and none that is waited for long at the end: what is called may never come back."""

    def __init__(self) -> None:
        self._under_way: set[Future[Any]] = set()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Give what is under way a moment: a secret that is just being kept would be lost with the process."""
        if wait:
            ended(list(self._under_way), GOODBYE_S)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Begin a call."""
        future: Future[T] = Future()
        # From here on it cannot be called back: whoever waits for it no longer does not undo it.
        future.set_running_or_notify_cancel()
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)

        def work() -> None:
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

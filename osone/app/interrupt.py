"""How the program hears that it is to end, from the terminal that it was started in or whoever else may say so."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

from osone.host.later import later

if TYPE_CHECKING:
    import socket
else:
    socket = later("socket")  # after the first frame


@contextmanager
def interrupted(end: Callable[[], None]) -> Iterator[None]:
    """Call ``end`` when the program is told to end, by Ctrl-C in its terminal or by whoever started it.

    Python hears a signal only between two steps of its own, and while nothing happens Qt makes none: the signal's byte
    on a socket is what wakes it.
    """
    woken, wakes = socket.socketpair()
    for one in (woken, wakes):
        one.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_which: woken.recv(64))
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda _number, _frame: end()) for number in numbers]
    fd = signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd)
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        notifier.setEnabled(False)
        woken.close()
        wakes.close()

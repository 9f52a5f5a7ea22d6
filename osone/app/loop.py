"""The window's event loop: Qt's and asyncio's in one, for as long as a window lives."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop


@contextmanager
def looping(application: QGuiApplication) -> Iterator[QEventLoop]:
    """An event loop on the application's, set as this thread's; closed at the end."""
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    # asyncio's own loop sees to it that generators which are left midway (a reply that was cut off) are finished;
    # qasync's leaves that out, and they would hold their line open and complain when they are collected.
    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=loop._asyncgen_firstiter_hook, finalizer=loop._asyncgen_finalizer_hook)
    try:
        with loop:
            yield loop
    finally:
        sys.set_asyncgen_hooks(*before)
        asyncio.set_event_loop(None)

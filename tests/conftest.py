"""What holds for every test: whatever goes wrong where nobody is waiting for it fails the test that it went wrong in.

Three nets: what Qt says of bindings and QML; exceptions in slots, getters, timers and threads; and warnings, which are
errors by the settings of pytest. Qt's is hung up once a test has loaded Qt.
"""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

import pytest
from hypothesis import settings

from tests.parts import left_out

# How long an input takes is a matter of the machine, and what is not to take long is counted.
settings.register_profile("house", deadline=None)
# The whole proof says the same of the same code each time; what is made up anew is tried by whoever works on it.
settings.register_profile("proof", deadline=None, derandomize=True)
settings.load_profile("proof" if os.environ.get("CI") else "house")

PLATFORM = ("propagateSizeHints", "This plugin does not support", "stopAnimationDriver: driver is not running")
"""What the offscreen platform says of itself, whatever the program does; its windows are hidden between two frames."""


class FallenError(AssertionError):
    """Something failed where no test was looking."""


@pytest.fixture(autouse=True)
def nets() -> Iterator[list[str]]:
    """Everything that fell during a test; it must be nothing."""
    fallen: list[str] = []
    # By itself the collector runs on whatever thread asks for memory, and what is Qt's may go on Qt's own thread alone.
    gc.disable()

    def slot(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        fallen.append("".join(traceback.format_exception(kind, error, trace)))

    def thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            slot(what.exc_type, what.exc_value, what.exc_traceback)

    before, before_thread = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = slot, thread
    core = sys.modules.get("PySide6.QtCore")
    earlier = None

    def heard(kind: object, context: object, words: str) -> None:
        del kind, context
        if not any(mark in words for mark in PLATFORM):
            fallen.append(f"Qt: {words}")

    if core is not None:
        earlier = core.qInstallMessageHandler(heard)
    try:
        yield fallen
    finally:
        sys.excepthook, threading.excepthook = before, before_thread
        if core is not None:
            core.qInstallMessageHandler(earlier)
    if fallen:
        raise FallenError("\n".join(fallen))


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    """What the tests of a file leave behind goes on this thread, before another file begins."""
    yield
    gc.collect()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what this process left out to the one that started it, where the tests run in several."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = left_out.LINES


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take what another process left out; both may lack the same."""
    for line in getattr(node, "workeroutput", {}).get("left_out", ()):
        if line not in left_out.LINES:
            left_out.note(line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in left_out.LINES:
        terminalreporter.write_line(line)

"""How a law is fuzzed: on a few hundred inputs in ``make test``, and for as long as it may in ``make fuzz``."""

import gc
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

EXAMPLES = 200
"""Inputs of one round."""
CPU_S = 20.0
"""What one input may take of a processor: far more than any that ends, on the slowest machine."""
GROWTH = 1 << 30
"""Bytes of memory that a law may take over what was taken before it."""


class HangsError(AssertionError):
    """An input kept a processor busy for longer than any may."""


@dataclass(slots=True)
class Tried:
    """What a law was tried on in this run."""

    inputs: int = 0
    seconds: float = 0.0
    """Of a processor."""


TRIED: dict[str, Tried] = {}
"""By module."""


def fuzzed(*, within: float = CPU_S, **inputs: SearchStrategy[object]) -> Callable[..., Callable[[float], None]]:
    """Make a test of a law from the inputs that it takes.

    The test tries them for its ``share`` of the time (seconds of a processor, a fixture), one round of ``EXAMPLES`` at
    least. It fails where the law does, where an input takes more than ``within`` seconds of a processor, and where
    memory grows. What failed is tried first the next time.
    """

    def decorate(law: Callable[..., None]) -> Callable[[float], None]:
        count = TRIED.setdefault(law.__module__.rpartition(".")[2], Tried())

        @wraps(law)
        def limited(*args: object, **kwargs: object) -> None:
            count.inputs += 1
            with cpu_limit(within):
                law(*args, **kwargs)

        checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
        # Not the same inputs each time, as hypothesis would have it on a build machine.
        chosen = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=checks, derandomize=False)
        tried = chosen(given(**inputs)(limited))

        def test(share: float) -> None:
            began = time.process_time()
            try:
                with memory_limit():
                    tried()
                    while time.process_time() < began + share:
                        # The collector is off while tests run; what each round leaves is not to count as growth.
                        gc.collect()
                        tried()
            finally:
                count.seconds += time.process_time() - began

        test.__name__, test.__doc__, test.__module__ = law.__name__, law.__doc__, law.__module__
        return test

    return decorate


@contextmanager
def cpu_limit(seconds: float = CPU_S) -> Iterator[None]:
    """Raise where what is done inside takes so many seconds of a processor."""

    def hangs(number: int, frame: FrameType | None) -> None:
        raise HangsError(f"one input took more than {seconds} seconds of a processor")

    before = signal.signal(signal.SIGPROF, hangs)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def memory_limit() -> Iterator[None]:
    """Let this process grow by ``GROWTH`` at most: beyond it a ``MemoryError`` is raised."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + GROWTH, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

"""A process of ours: how this program starts itself, and the one rule by which a child that falls comes again."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from osone.host import environment, paths
from osone.host.later import later

if TYPE_CHECKING:
    import asyncio
    import subprocess
else:
    asyncio, subprocess = later("asyncio"), later("subprocess")  # after the first frame

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0
STEADY_S = 30.0
"""A child that ran this long was well: what fell before it no longer counts."""
BRIEF_S = 1.5
"""Somebody who asked for the child waits this long at most; then it is said that it rests."""
LEAVE_S = 2.0
"""A child whose input has ended has this long to go by itself."""
LINE_LIMIT = 4 * 1024 * 1024
"""Bytes of the longest line that a child may say."""


def command(*words: str, module: str = "osone") -> list[str]:
    """How this program is started again with these words of its command line.

    Where it is not packaged, ``module`` may name the first word's own module, which then loads nothing else.
    """
    if paths.frozen():
        return [sys.executable, *words]
    return [sys.executable, "-m", module, *(words if module == "osone" else words[1:])]


class RestingError(Exception):
    """The child fell so often that it is left alone for a while."""


@dataclass(slots=True)
class Falls:
    """How often a child fell in a row, and with that, when it may come again.

    The first time it may at once, for whoever needs it should not notice; then after half a second, and twice as long
    each time, up to half a minute.
    """

    count: int = 0
    began: float = 0.0
    fell: float = 0.0
    running: bool = False

    def start(self, now: float) -> None:
        """It starts now, by the monotonic clock."""
        self.began, self.running = now, True

    def fall(self, now: float) -> None:
        """It fell now. However often that is noticed, one start ends in one fall."""
        if not self.running:
            return
        self.running = False
        self.count = 1 if now - self.began >= STEADY_S else self.count + 1
        self.fell = now

    def wait(self, now: float) -> float:
        """Seconds until it may come again."""
        if self.count < 2:
            return 0.0
        # Beyond that the wait grows no more, and numbers would.
        pause = min(FIRST_WAIT_S * 2.0 ** min(self.count - 2, 10), LONGEST_WAIT_S)
        return max(0.0, pause - (now - self.fell))


@dataclass(slots=True)
class Child:
    """A process of ours, which ends when its input does."""

    command: Sequence[str]
    speaks: bool = True
    """Its output is read by us; else both its outputs go where ours go."""
    more: Mapping[str, str] = field(default_factory=dict)
    """What its environment has beside ours."""
    log: Path | None = None
    """A file that gets what one that speaks says on standard error; without it nobody does."""
    process: asyncio.subprocess.Process | None = None
    falls: Falls = field(default_factory=Falls)

    @property
    def pid(self) -> int | None:
        """The process's id while it lives."""
        return self.process.pid if self.process is not None and self.process.returncode is None else None

    async def start(self, first: bytes = b"", *, patience_s: float = BRIEF_S) -> asyncio.subprocess.Process:
        """Have it running, and when it is new, say ``first`` to it. Not to be called twice at once.

        OSError where it cannot be started; RestingError where it may not yet, and ``patience_s`` is less than that.
        """
        if self.process is not None and self.process.returncode is None:
            return self.process
        self.fell()
        wait = self.falls.wait(time.monotonic())
        if wait > patience_s:
            raise RestingError
        if wait:
            await asyncio.sleep(wait)
        self.falls.start(time.monotonic())
        self.process = await self._spawn()
        if first and self.process.stdin is not None:
            self.process.stdin.write(first)
        return self.process

    async def _spawn(self) -> asyncio.subprocess.Process:
        with contextlib.ExitStack() as stack:
            errors: IO[bytes] | int | None = None
            if self.speaks:
                errors = stack.enter_context(self.log.open("ab")) if self.log else subprocess.DEVNULL
            return await asyncio.create_subprocess_exec(
                *self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if self.speaks else None,
                stderr=errors,
                env=environment.with_more(self.more),
                cwd=paths.data("ui").parent,
                limit=LINE_LIMIT,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def fell(self) -> None:
        """Take note of it where it has ended by itself."""
        if self.process is not None and self.process.returncode is not None:
            self.process = None
            self.falls.fall(time.monotonic())

    def kill(self) -> None:
        """End it now."""
        if self.process is not None and self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()

    async def end(self, *, patience_s: float = LEAVE_S) -> None:
        """End it in good order: close its input, wait a moment, then insist."""
        self.fell()
        process = self.process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(patience_s):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if process.returncode == 0:
            self.process = None
        else:
            self.fell()  # it was falling already

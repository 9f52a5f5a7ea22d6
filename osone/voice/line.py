"""A process of the house that is spoken to in JSON lines: started when first asked, started again when it dies."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osone.host.child import Child, Falls, RestingError, command
from osone.model.errors import VoiceError
from osone.text.catalogue import N_, _

Event = dict[str, Any]

PATIENCE = 60.0
"""Seconds without a word about a job after which the process counts as hung."""
TRY_AGAIN = N_("Try again in a moment, or choose another voice.")


def own_command() -> list[str]:
    """How this program starts its voice: where it can, without the rest of it."""
    return command("voice", module="osone.voice.child")


class LostError(Exception):
    """The process died while something was asked of it."""


@dataclass(slots=True, eq=False)
class VoiceJob:
    """One order that waits for its answer."""

    answer: asyncio.Future[Event]
    event: Callable[[Event], None] | None
    until: float
    """Loop time by which something must have been heard."""


class VoiceChild:
    """The process, and everything that was asked of it. Belongs to one event loop."""

    def __init__(
        self,
        own: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        self._child = Child(own or own_command(), more=environment or {}, log=log)
        self._reading: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._jobs: dict[int, VoiceJob] = {}
        self._next = 0

    @property
    def pid(self) -> int | None:
        """The process's id while it lives."""
        return self._child.pid

    def job(self, event: Callable[[Event], None] | None = None) -> int:
        """Open a job whose answer ``answer`` will wait for."""
        self._next += 1
        loop = asyncio.get_running_loop()
        self._jobs[self._next] = VoiceJob(loop.create_future(), event, loop.time() + PATIENCE)
        return self._next

    async def start(self) -> None:
        """Have the process running. Raises VoiceError where it cannot be had."""
        async with self._starting:
            if self.pid is not None and self._reading is not None and not self._reading.done():
                return
            if self._reading is not None:
                await self._reading
            try:
                process = await self._child.start()
            except RestingError as error:
                raise VoiceError(
                    _("The voice keeps crashing, so it is resting for a moment."), remedy=_(TRY_AGAIN)
                ) from error
            except OSError as error:
                raise VoiceError(_("The voice couldn't be started."), remedy=_(TRY_AGAIN)) from error
            self._reading = asyncio.get_running_loop().create_task(self._read(process), name="voice events")

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        with contextlib.suppress(ValueError):  # a line beyond every limit: as good as dead
            async for line in process.stdout:
                self._hear(line)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        if process.stdin is not None:
            process.stdin.close()
        self._child.fell()
        for job in list(self._jobs.values()):
            if not job.answer.done():
                job.answer.set_exception(LostError())

    def _hear(self, line: bytes) -> None:
        try:
            event = json.loads(line)
            job = self._jobs.get(event["job"])
            kind = event["event"]
        except (ValueError, KeyError, TypeError):
            return  # what a library printed is no event
        if job is None or job.answer.done():
            return
        job.until = asyncio.get_running_loop().time() + PATIENCE + float(event.get("seconds") or 0)
        if kind == "done":
            job.answer.set_result(event)
        elif kind == "failed":
            job.answer.set_exception(VoiceError(_(event["message"]), remedy=_(event["remedy"])))
        elif job.event is not None:
            job.event(event)

    def tell(self, order: Event) -> bool:
        """Send an order where the process lives; False where it does not."""
        process = self._child.process
        if self.pid is None or process is None or process.stdin is None or process.stdin.is_closing():
            return False
        process.stdin.write(json.dumps(order, ensure_ascii=False).encode() + b"\n")
        return True

    async def answer(self, number: int, unfinished: Callable[[], bool] = lambda: False) -> Event:
        """Wait for a job's end. Raises VoiceError where it failed, LostError where the process died or hung.

        While ``unfinished`` the order is still being given, so that silence is no sign of anything.
        """
        job = self._jobs[number]
        loop = asyncio.get_running_loop()
        try:
            while not job.answer.done():
                await asyncio.wait({job.answer}, timeout=max(0.05, job.until - loop.time()))
                if not job.answer.done() and loop.time() >= job.until:
                    if not unfinished():
                        self.kill()
                    job.until = loop.time() + PATIENCE
            return job.answer.result()
        except asyncio.CancelledError:
            self.tell({"do": "cancel", "of": number})
            raise
        finally:
            del self._jobs[number]

    async def ask(self, order: Event) -> Event:
        """One order and its answer; asked a second time where the process died over it."""
        for attempt in (1, 2):
            await self.start()
            number = self.job()
            self.tell({**order, "job": number})
            try:
                return await self.answer(number)
            except LostError:
                if attempt == 2:
                    break
        raise VoiceError(_("The voice stopped twice at the same words."), remedy=_(TRY_AGAIN))

    def kill(self) -> None:
        """End the process now; the next order starts it again."""
        self._child.kill()

    async def close(self) -> None:
        """End the process in good order: close its input, wait a moment, then insist."""
        reading = self._reading
        await self._child.end()
        if reading is not None:
            await asyncio.wait({reading})
        self._reading = None
        self._child.falls = Falls()

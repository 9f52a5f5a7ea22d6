"""The voice that the system brings: spd-say, say or SAPI, as a child of its own for each thing said."""

import asyncio
import contextlib
import shutil
import subprocess
import sys
import time

from osone.model.errors import VoiceError
from osone.text.catalogue import _
from osone.voice.nouns import Spoken
from osone.voice.sentences import pieces
from osone.voice.speakable import speakable

SAPI = (
    "Add-Type -AssemblyName System.Speech; $v = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$v.Speak([Console]::In.ReadToEnd())"
)


def command() -> list[str] | None:
    """What speaks here, reading the text from its input; None where nothing does."""
    if sys.platform == "darwin":
        program, more = "say", ["-f", "-"]
    elif sys.platform == "win32":
        program, more = "powershell", ["-NoProfile", "-NonInteractive", "-Command", SAPI]
    else:
        program, more = "spd-say", ["--wait", "--pipe-mode"]
    found = shutil.which(program)
    return [found, *more] if found else None


class SystemVoice:
    """At most one thing being said by the system."""

    def __init__(self, program: list[str] | None = None) -> None:
        self._program = program or command()
        self._process: asyncio.subprocess.Process | None = None
        self._hushing: set[asyncio.Task[None]] = set()

    async def speak(self, text: str) -> Spoken:
        """Say it and wait until it is said. Raises VoiceError where nothing here can."""
        if self._program is None:
            raise VoiceError(_("This system has no voice of its own."), remedy=_("Choose another voice."))
        start = time.perf_counter()
        creation = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            process = await asyncio.create_subprocess_exec(
                *self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=creation,
            )
        except OSError as error:
            raise VoiceError(_("The system voice couldn't be started."), remedy=_("Choose another voice.")) from error
        self._process = process
        begun = time.perf_counter() - start
        try:
            # One short line a piece, never beginning with a mark: a line of spd-say may otherwise be a command to it.
            await process.communicate("".join(f" {piece}\n" for piece in pieces(speakable(text))).encode())
        finally:
            self._end(process)
            stopped = self._process is not process
            if not stopped:
                self._process = None
        if process.returncode and not stopped:
            raise VoiceError(
                _("The system voice couldn't speak."),
                remedy=_("Check that its speech service is running, or choose another voice."),
            )
        return Spoken(not stopped, stopped, time.perf_counter() - start, begun)

    def stop(self) -> None:
        """Silence it."""
        process, self._process = self._process, None
        if process is not None:
            self._end(process)
            if self._program and self._program[0].endswith("spd-say"):
                # The words already lie with the speech service: it has to be told as well.
                task = asyncio.get_running_loop().create_task(self._hush(self._program[0]), name="hush")
                self._hushing.add(task)
                task.add_done_callback(self._hushing.discard)

    @staticmethod
    async def _hush(program: str) -> None:
        with contextlib.suppress(OSError):
            process = await asyncio.create_subprocess_exec(
                program, "--cancel", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            await process.wait()

    async def close(self) -> None:
        """Fall silent, and wait until the speech service was told."""
        self.stop()
        if self._hushing:
            await asyncio.wait(self._hushing)

    @staticmethod
    def _end(process: asyncio.subprocess.Process) -> None:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

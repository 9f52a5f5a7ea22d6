"""The voice's own process: orders come as JSON lines on standard input, events go out on standard output.

Orders: ``load``, ``probe``, ``speak``, ``play``, ``render``, ``hear``, ``stop``, ``cancel``. Every order but the last
two has a job number and is answered by one ``done`` or ``failed`` with that number; ``sounding`` comes as each piece
of a job begins to sound. The process ends when its input does.

What failed is told in English and marked for the catalogue: who asked knows the person's language.

One thread reads, one computes, and the sound card has its own: a stop must be heard while a model computes.
"""

import json
import logging
import os
import queue
import signal
import sys
import threading
import time
import wave
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from osone.model.errors import VoiceError
from osone.text.catalogue import N_
from osone.voice import sounding
from osone.voice.sentences import pieces
from osone.voice.synthesis import Ears, Kokoro, Piper

RANK = {"speak": 0, "hear": 1, "load": 1, "probe": 1, "render": 2}
"""What the person waits for goes first."""
PROBE = "Good morning. Nothing here needs you before ten."
IDLE = 2.0
"""Seconds without work after which the sound card is let go."""
PAUSE = {".": 0.22, "!": 0.22, "?": 0.25, ":": 0.15}
"""Seconds of quiet after a piece, by its last mark; a clause has less."""

Order = dict[str, Any]
log = logging.getLogger("osone.voice")


class CalledOffError(Exception):
    """The work at hand was called off."""


class VoiceSpeaker:
    """The loaded models, the sound card, and what is to be done with them."""

    def __init__(self, stdout: BinaryIO) -> None:
        self._stdout = stdout
        self._out = threading.Lock()
        self._lock = threading.Lock()
        self._orders: queue.PriorityQueue[tuple[int, int, Order]] = queue.PriorityQueue()
        self._seq = count()
        self._models: dict[str, Any] = {}
        self._open: dict[int, float] = {}
        self._current: Order | None = None
        self._options: Any = None
        self._player = sounding.Player(self._begins, self._ends)

    def tell(self, event: str, job: int, **more: Any) -> None:
        """Send one event."""
        line = json.dumps({"event": event, "job": job, **more}, ensure_ascii=False).encode() + b"\n"
        with self._out:
            try:
                self._stdout.write(line)
                self._stdout.flush()
            except OSError:
                # Whoever asked is gone; the end of the input follows and ends this process.
                log.info("nobody is listening")

    def read(self, stdin: BinaryIO) -> None:
        """Take orders until the input ends."""
        for line in stdin:
            try:
                order = json.loads(line)
                self._receive(order)
            except (ValueError, KeyError, TypeError, AttributeError):
                log.exception("not an order")  # never its words: they may be private
        with self._lock:
            self._orders.put((-1, next(self._seq), {"do": "end"}))
            self._interrupt()
        self._player.stop()

    def work(self) -> None:
        """Carry out orders until the end."""
        while True:
            try:
                rank, seq, order = self._orders.get(timeout=IDLE)
            except queue.Empty:
                self._player.rest()
                continue
            if order["do"] == "end":
                self._player.stop()
                self._player.rest()
                return
            self._carry_out(rank, seq, order)

    def _receive(self, order: Order) -> None:
        do = order["do"]
        if do in {"stop", "cancel"}:
            self._call_off(order.get("of"))
            return
        job = int(order["job"])
        if do == "play":
            self._play(job, Path(order["wav"]))
            return
        with self._lock:
            if do == "speak":
                self._open.setdefault(job, 0.0)
                if self._current is not None and self._current["do"] == "render":
                    self._interrupt()
            self._orders.put((RANK[do], next(self._seq), order))

    def _interrupt(self) -> None:
        if self._options is not None:
            self._options.terminate = True

    def _call_off(self, only: int | None) -> None:
        with self._lock:
            jobs = [job for job in self._open if only in {None, job}]
            seconds = {job: self._open.pop(job) for job in jobs}
            if self._current is not None and self._current["job"] in seconds:
                self._interrupt()
        self._player.stop(only)
        for job in jobs:
            self.tell("done", job, stopped=True, seconds=seconds[job], heard=self._player.heard)

    def _play(self, job: int, path: Path) -> None:
        with self._lock:
            self._open[job] = 0.0
        try:
            self._sound(job, sounding.read_wav(path), "", last=True)
        except (OSError, wave.Error):
            with self._lock:
                self._open.pop(job, None)
            self.tell(
                "failed",
                job,
                message=N_("A recorded greeting couldn't be read."),
                remedy=N_("It will be recorded again."),
            )

    def _carry_out(self, rank: int, seq: int, order: Order) -> None:
        job, do = int(order["job"]), str(order["do"])
        with self._lock:
            if do == "speak" and job not in self._open:
                return
            self._current, self._options = order, None
        try:
            answer = getattr(self, f"_{do}")(order)
        except CalledOffError:
            if do == "render":
                self._orders.put((rank, seq, order))
            return
        except VoiceError as error:
            self._give_up(job, str(error), error.remedy)
            return
        except Exception:
            log.exception("%s failed", do)
            self._give_up(job, N_("The voice stopped because of an error."), N_("Try again, or choose another voice."))
            return
        finally:
            with self._lock:
                self._current = None
        if answer is not None:
            self.tell("done", job, **answer)

    def _give_up(self, job: int, message: str, remedy: str) -> None:
        with self._lock:
            self._open.pop(job, None)
        self._player.stop(job)
        self.tell("failed", job, message=message, remedy=remedy)

    def _model(self, kind: str) -> Any:
        if kind not in self._models:
            self._models[kind] = {"kokoro": Kokoro, "piper": Piper, "ears": Ears}[kind]()
        return self._models[kind]

    def _samples(self, text: str, voice: Order) -> bytes:
        """The sound of one piece, as 16 bits at the player's rate."""
        import onnxruntime

        model = self._model(voice["kind"])
        options = onnxruntime.RunOptions()
        with self._lock:
            if self._current is None or (self._current["do"] == "speak" and self._current["job"] not in self._open):
                raise CalledOffError
            self._options = model.session.options = options
        try:
            samples, rate = model.samples(text, voice)
        except ValueError:
            # Nothing in it has a sound in this language: no reason to fall silent for the rest.
            return b""
        except Exception:
            if options.terminate:
                raise CalledOffError from None
            raise
        return sounding.at_rate(sounding.pcm(samples), rate) + bytes(
            2 * int(sounding.RATE * PAUSE.get(text.rstrip("\"'”’)")[-1:], 0.06))
        )

    def _load(self, order: Order) -> Order:
        start = time.perf_counter()
        self._model(order["kind"])
        return {"seconds": time.perf_counter() - start}

    def _probe(self, order: Order) -> Order:
        voice = order["voice"]
        self._samples("Hello.", voice)  # the first run of a model lays out its memory
        start = time.perf_counter()
        data = self._samples(PROBE, voice)
        return {"pace": (time.perf_counter() - start) / (len(data) / 2 / sounding.RATE)}

    def _speak(self, order: Order) -> None:
        job, said = int(order["job"]), pieces(order["text"])
        for number, piece in enumerate(said, 1):
            self._sound(job, self._samples(piece, order["voice"]), piece, last=order["last"] and number == len(said))
        if not said and order["last"]:
            self._sound(job, b"", "", last=True)

    def _render(self, order: Order) -> Order:
        data = b"".join(self._samples(piece, order["voice"]) for piece in pieces(order["text"]))
        sounding.write_wav(Path(order["into"]), data)
        return {"seconds": len(data) / 2 / sounding.RATE}

    def _hear(self, order: Order) -> Order:
        path = Path(order["wav"])
        if not path.is_file():
            raise VoiceError(N_("The recording is missing."), remedy=N_("Record it again."))
        ears: Ears = self._model("ears")
        return {"text": ears.transcribe(path)}

    def _sound(self, job: int, data: bytes, text: str, *, last: bool) -> None:
        sound = sounding.Sound(job, data, text, sounding.levels(data), last)
        with self._lock:
            if job not in self._open:
                raise CalledOffError
            self._open[job] += sound.seconds
        self._player.put(sound)

    def _begins(self, sound: sounding.Sound, heard: bool) -> None:
        self.tell("sounding", sound.job, text=sound.text, seconds=sound.seconds, levels=sound.levels, heard=heard)

    def _ends(self, job: int) -> None:
        with self._lock:
            seconds = self._open.pop(job, None)
        if seconds is not None:
            self.tell("done", job, stopped=False, seconds=seconds, heard=self._player.heard)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the real streams for orders and events; what libraries print goes to the log."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stdin, stdout


def main(stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> int:
    """Serve until the input ends; without arguments on the process's own streams."""
    if stdin is None or stdout is None:
        stdin, stdout = _own_streams()
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s voice %(levelname)s %(message)s")
    if threading.current_thread() is threading.main_thread():
        # Ctrl-C in a terminal reaches every process of the group; the shell ends this one by closing its input.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    speaker = VoiceSpeaker(stdout)
    reader = threading.Thread(target=speaker.read, args=(stdin,), name="orders", daemon=True)
    reader.start()
    speaker.work()
    reader.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())

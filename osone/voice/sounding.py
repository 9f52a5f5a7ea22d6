"""Play samples on the sound card, and tell when each piece begins and what its loudness will be."""

import os
import threading
import wave
from array import array
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osone.host import environment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000
"""Samples a second of everything that is played."""
LEVELS = 30
"""Loudness values a second."""
LOUD = 0.25
"""The root mean square (full scale is 1) that counts as loudness 1: full voice."""
PERIOD = 20
"""Milliseconds of sound handed over at a time; the card holds two of them, so a stop is heard within 40."""


@dataclass(slots=True)
class Sound:
    """One piece that is to be heard."""

    job: int
    pcm: bytes
    """Signed 16 bits, one channel, at ``RATE``."""
    text: str
    levels: list[float]
    last: bool
    """Whether the job ends with it."""
    place: int = field(default=0)

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.pcm) / 2 / RATE


def pcm(samples: "NDArray[np.float32]") -> bytes:
    """Samples from -1 to 1 as signed 16 bits."""
    import numpy as np  # heavy, and the client of this process does not need it

    return bytes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def levels(data: bytes) -> list[float]:
    """Loudness from 0 to 1, ``LEVELS`` values a second, of 16-bit sound at ``RATE``."""
    import numpy as np

    samples = np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768
    step = RATE // LEVELS
    rows = [samples[at : at + step] for at in range(0, len(samples), step)]
    return [round(min(1.0, float(np.sqrt(np.mean(row * row))) / LOUD), 3) for row in rows]


def at_rate(data: bytes, rate: int) -> bytes:
    """16-bit sound of another rate at ``RATE``."""
    if rate == RATE:
        return data
    import miniaudio

    form = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(form, 1, rate, data, form, 1, RATE))


def write_wav(into: Path, data: bytes) -> None:
    """Write 16-bit sound at ``RATE`` under another name, then move it into place: no half file is ever played."""
    into.parent.mkdir(parents=True, exist_ok=True)
    fresh = into.with_name(f".{into.name}.{os.getpid()}")
    with wave.open(str(fresh), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data)
    fresh.replace(into)


def read_wav(path: Path) -> bytes:
    """A 16-bit WAV of one channel, at ``RATE``. Raises ``wave.Error`` or ``OSError``."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise wave.Error("not 16 bits in one channel")
        return at_rate(file.readframes(file.getnframes()), file.getframerate())


class Player:
    """The sound card, or its silent likeness that keeps the same time where there is none."""

    def __init__(self, begins: Callable[[Sound, bool], None], ends: Callable[[int], None]) -> None:
        self._begins = begins
        self._ends = ends
        self._lock = threading.Lock()
        self._card = threading.Lock()
        self._queue: deque[Sound] = deque()
        self._tail = b""
        self._device: Any = None
        self.heard = True
        """Whether a real card is (or was last) open."""

    def put(self, sound: Sound) -> None:
        """Play it after what is playing."""
        with self._card:
            with self._lock:
                self._queue.append(sound)
            self._open()

    def stop(self, job: int | None = None) -> None:
        """Be silent at once: forget the pieces of one job, or all, fading what sounds over five milliseconds."""
        with self._lock:
            if self._queue and job in {None, self._queue[0].job}:
                current = self._queue[0]
                rest = array("h", current.pcm[current.place : current.place + RATE // 200 * 2])
                if current.place:
                    self._tail = array("h", (v * (len(rest) - i) // len(rest) for i, v in enumerate(rest))).tobytes()
            self._queue = deque(sound for sound in self._queue if job is not None and sound.job != job)

    def rest(self) -> None:
        """Let go of the card where nothing is to be played."""
        with self._card:
            with self._lock:
                idle = not self._queue
            if idle and self._device is not None:
                self._device.close()
                self._device = None

    def _open(self) -> None:
        if self._device is not None:
            return
        import miniaudio  # a native library: loaded when something is to be heard

        real = [b for b in miniaudio.Backend if b.name not in {"NULL", "CUSTOM"} and miniaudio.is_backend_enabled(b)]
        choices = (
            [[miniaudio.Backend.NULL]]
            if environment.value(environment.SOUND) == "off"
            else [real, [miniaudio.Backend.NULL]]
        )
        for backends in choices:
            try:
                device = miniaudio.PlaybackDevice(
                    nchannels=1,
                    sample_rate=RATE,
                    buffersize_msec=PERIOD,
                    callback_periods=2,
                    backends=backends,
                    app_name="OS One",
                )
            except miniaudio.MiniaudioError:
                continue
            self.heard = backends is real
            feed = self._feed()
            next(feed)
            device.start(feed)
            self._device = device
            return
        raise miniaudio.MiniaudioError("no device at all")

    def _feed(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield self._take(frames * 2)

    def _take(self, size: int) -> bytes:
        """The next bytes for the card; called on its own thread."""
        begun: list[Sound] = []
        ended: list[int] = []
        with self._lock:
            data = self._tail[:size]
            self._tail = self._tail[size:]
            while self._queue and len(data) < size:
                sound = self._queue[0]
                if sound.place == 0 and sound.pcm:
                    begun.append(sound)
                taken = sound.pcm[sound.place : sound.place + size - len(data)]
                sound.place += len(taken)
                data += taken
                if sound.place >= len(sound.pcm):
                    self._queue.popleft()
                    if sound.last:
                        ended.append(sound.job)
        for sound in begun:
            self._begins(sound, self.heard)
        for job in ended:
            self._ends(job)
        return data + bytes(size - len(data))

"""Speaking: the client of the voice's process, on the shell's event loop."""

import asyncio
import contextlib
import hashlib
import json
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from osone.model.errors import VoiceError
from osone.text.catalogue import N_, _
from osone.voice import catalogue
from osone.voice.line import TRY_AGAIN, Event, LostError, VoiceChild
from osone.voice.nouns import SpeechPace, Spoken, Voice, VoiceKind, WarmStep
from osone.voice.sentences import ready
from osone.voice.speakable import speakable
from osone.voice.system import SystemVoice

TICKS = 30
"""Loudness values a second, as the process sends them."""
STEADY = 0.4
"""The level while the system's voice speaks: its sound never passes through here, so it cannot be measured."""
KEPT = 200
"""Greetings kept in the profile; beyond that the oldest go."""
EDITION = 1
"""Raised when the same words would sound otherwise, so that kept greetings are made anew."""
MUTE = N_("There is no sound output here, so you can't hear me.")
MUTE_REMEDY = N_("Connect speakers or headphones, or choose “No voice”. Everything I say is also written.")


class _Pulse:
    """Hands loudness on at the pace of the sound."""

    def __init__(self, level: Callable[[float], None]) -> None:
        self._level = level
        self._values: Sequence[float] = ()
        self._from = 0.0
        self._next: asyncio.TimerHandle | None = None

    def begin(self, values: Sequence[float]) -> None:
        self._values, self._from = values, asyncio.get_running_loop().time()
        if self._next is not None:
            self._next.cancel()
        self._tick()

    def end(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
            self._level(0.0)

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        place = int((loop.time() - self._from) * TICKS)
        if place < len(self._values):
            self._next = loop.call_later(1 / TICKS, self._tick)
            self._level(self._values[place])
        else:
            self._next = None
            self._level(0.0)


def _wire(voice: Voice) -> Event:
    """A voice as the process needs it."""
    if voice.mix is None:
        return {"kind": voice.kind.value}
    return {
        "kind": voice.kind.value,
        "first": voice.mix.first,
        "second": voice.mix.second,
        "share": voice.mix.share,
    }


class Speaking:
    """The mouth: one thing is said at a time, and a new one silences the last.

    Nothing is started before something is to be said. Every wait is an ``await``; nothing here blocks the loop.
    """

    def __init__(
        self,
        folder: Path,
        *,
        level: Callable[[float], None] = lambda _: None,
        notice: Callable[[VoiceError], None] = lambda _: None,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        """Greetings are kept in ``folder``.

        ``level`` hears the loudness (0 to 1) about 30 times a second while something sounds, and 0 at its end;
        ``notice`` hears once that there is no sound card.
        """
        self._folder = folder
        self._notice = notice
        self._noticed = False
        self._pulse = _Pulse(level)
        self._level = level
        self._child = VoiceChild(environment=environment, log=log)
        self._system = SystemVoice()
        self._sounded = False

    @property
    def pid(self) -> int | None:
        """The voice process's id while it lives."""
        return self._child.pid

    async def speak(self, text: str, voice: Voice) -> Spoken:
        """Say markdown aloud, piece by piece, and return when it was said or stopped. Raises VoiceError."""
        if voice.kind is VoiceKind.NONE:
            return Spoken(heard=False, stopped=False, seconds=0.0, first_sound=None)
        if voice.kind is VoiceKind.SYSTEM:
            return await self._by_system(text)

        async def whole() -> AsyncIterator[str]:
            yield text

        with contextlib.suppress(LostError):
            return await self._say(whole(), voice)
        if not self._sounded:
            # It died before a word was heard: say it again, on a new process.
            with contextlib.suppress(LostError):
                return await self._say(whole(), voice)
        raise VoiceError(_("The voice stopped."), remedy=_(TRY_AGAIN))

    async def speak_stream(self, parts: AsyncIterable[str], voice: Voice) -> Spoken:
        """Say markdown while it is being written: each sentence as soon as it is whole. Raises VoiceError."""
        if voice.kind in {VoiceKind.NONE, VoiceKind.SYSTEM}:
            return await self.speak("".join([part async for part in parts]), voice)
        try:
            return await self._say(parts, voice)
        except LostError:
            raise VoiceError(_("The voice stopped."), remedy=_(TRY_AGAIN)) from None

    async def greet(self, text: str, voice: Voice) -> Spoken:
        """Say something short: from the kept recording at once where there is one, else made now. Raises VoiceError."""
        kept = self.kept(text, voice)
        if kept is None:
            return await self.speak(text, voice)
        try:
            return await self.play(kept)
        except VoiceError:
            kept.unlink(missing_ok=True)
            return await self.speak(text, voice)

    async def play(self, wav: Path) -> Spoken:
        """Play a recording that ``render`` made. Raises VoiceError."""
        start = asyncio.get_running_loop().time()
        self.stop()
        for attempt in (1, 2):
            await self._child.start()
            first: list[float] = []
            number = self._child.job(lambda event, first=first: self._sounding(event, first))  # type: ignore[misc]
            self._sounded = False
            self._child.tell({"do": "play", "job": number, "wav": str(wav)})
            try:
                return self._spoken(await self._child.answer(number), first, start)
            except LostError:
                if attempt == 2 or self._sounded:
                    break
            finally:
                self._pulse.end()
        raise VoiceError(_("The voice stopped."), remedy=_(TRY_AGAIN))

    def stop(self) -> None:
        """Be silent now. What was being said returns with ``stopped``."""
        self._child.tell({"do": "stop"})
        self._system.stop()
        self._pulse.end()

    def kept(self, text: str, voice: Voice) -> Path | None:
        """The recording of this greeting in this voice, where it was made before."""
        path = self._place(text, voice)
        return path if path.is_file() else None

    async def render(self, text: str, voice: Voice) -> Path:
        """A WAV file of the text in the voice, made once and kept in the profile. Raises VoiceError."""
        if voice.kind not in {VoiceKind.KOKORO, VoiceKind.PIPER}:
            raise VoiceError(_("Only OS One's own voices can be recorded."), remedy=_("Choose another voice."))
        path = self._place(text, voice)
        if not path.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            order = {"do": "render", "text": speakable(text), "voice": _wire(voice), "into": str(path)}
            await self._child.ask(order)
            self._prune()
        return path

    async def probe(self) -> SpeechPace:
        """Measure how fast this machine speaks, loading what is measured. Raises VoiceError where neither is here."""
        kokoro, refusal = await self._pace(catalogue.KOKORO[0])
        piper = None
        if kokoro is None or kokoro >= 1:
            piper, _refusal = await self._pace(catalogue.PIPER)
        if kokoro is None and piper is None and refusal is not None:
            raise refusal
        return SpeechPace(kokoro, piper)

    async def warm_up(
        self, greetings: Sequence[tuple[str, Voice]] = (), progress: Callable[[WarmStep], None] = lambda _: None
    ) -> SpeechPace:
        """Start, load, measure, and make these greetings, telling each step as it is truly done. Raises VoiceError."""
        of = 3 + len(greetings)
        await self._child.start()
        progress(WarmStep(1, of, _("The voice has started.")))
        with contextlib.suppress(VoiceError):  # without Kokoro the measuring finds the quick voice
            await self._child.ask({"do": "load", "kind": VoiceKind.KOKORO.value})
        progress(WarmStep(2, of, _("The voice is loaded.")))
        pace = await self.probe()
        progress(WarmStep(3, of, _("The voice was tested.")))
        for number, (text, voice) in enumerate(greetings, 4):
            if voice.kind in {VoiceKind.KOKORO, VoiceKind.PIPER}:
                await self.render(text, voice)
            progress(WarmStep(number, of, _("{voice} can say hello.", voice=catalogue.in_words(voice).label)))
        return pace

    async def close(self) -> None:
        """Fall silent and end the process."""
        self.stop()
        await self._system.close()
        await self._child.close()

    async def _pace(self, voice: Voice) -> tuple[float | None, VoiceError | None]:
        try:
            return float((await self._child.ask({"do": "probe", "voice": _wire(voice)}))["pace"]), None
        except VoiceError as error:
            return None, error

    async def _say(self, parts: AsyncIterable[str], voice: Voice) -> Spoken:
        loop = asyncio.get_running_loop()
        start = loop.time()
        self.stop()
        await self._child.start()
        first: list[float] = []
        number = self._child.job(lambda event: self._sounding(event, first))
        self._sounded = False
        feeding = loop.create_task(self._feed(number, parts, voice), name="words to say")
        try:
            answer = await self._child.answer(number, unfinished=lambda: not feeding.done())
            if not answer["stopped"]:
                await feeding
            return self._spoken(answer, first, start)
        finally:
            feeding.cancel()
            await asyncio.wait({feeding})
            if not feeding.cancelled():
                feeding.exception()  # raised above where it is news; after a stop it is not
            self._pulse.end()

    async def _feed(self, number: int, parts: AsyncIterable[str], voice: Voice) -> None:
        def say(text: str, *, last: bool) -> None:
            spoken = speakable(text)
            if spoken or last:
                order = {"do": "speak", "job": number, "text": spoken, "voice": _wire(voice), "last": last}
                self._child.tell(order)

        rest = ""
        try:
            async for part in parts:
                whole, rest = ready(rest + part)
                if whole:
                    say(whole, last=False)
        finally:
            say(rest, last=True)

    def _sounding(self, event: dict[str, Any], first: list[float]) -> None:
        self._sounded = True
        if not first:
            first.append(asyncio.get_running_loop().time())
        if not event["heard"] and not self._noticed:
            self._noticed = True
            self._notice(VoiceError(_(MUTE), remedy=_(MUTE_REMEDY)))
        self._pulse.begin(event["levels"])

    def _spoken(self, answer: Event, first: list[float], start: float) -> Spoken:
        return Spoken(
            heard=bool(answer["heard"]) and bool(first),
            stopped=bool(answer["stopped"]),
            seconds=float(answer["seconds"]),
            first_sound=first[0] - start if first else None,
        )

    async def _by_system(self, text: str) -> Spoken:
        self.stop()
        self._level(STEADY)
        try:
            return await self._system.speak(text)
        finally:
            self._level(0.0)

    def _place(self, text: str, voice: Voice) -> Path:
        key = json.dumps([EDITION, voice.id, speakable(text)]).encode()
        return self._folder / f"{hashlib.sha256(key).hexdigest()[:32]}.wav"

    def _prune(self) -> None:
        found = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in found[:-KEPT]:
            path.unlink(missing_ok=True)

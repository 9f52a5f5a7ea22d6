"""The meeting's openings filled: this computer's voices, the companion's names, and the minds that Ollama holds."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import Protocol, TypeVar

from osone.app.companion.loudness import Loudness
from osone.bridge.onboarding.ports import MindOffer, MindsHere, Proposal, VoiceOffer
from osone.bridge.onboarding.voice import HELLO
from osone.companion.minds.fit import GIB, RAM_SHARE, VRAM_SHARE, Machine, expected_size, measure, recommended
from osone.companion.minds.ollama import OllamaHost
from osone.companion.minds.pulling import Pulling
from osone.companion.names import NAMES, proposals
from osone.model.errors import MindError
from osone.text.catalogue import N_, _, plural
from osone.voice import catalogue
from osone.voice.nouns import SpeechPace, Spoken, Voice, VoiceKind

T = TypeVar("T")

GET_OLLAMA = N_(
    "Ollama isn't running. Install it from ollama.com, start it, then press R. "
    "Until then I go by rules: I find, sort and remind."
)


class Aside(Protocol):
    """Runs what blocks on another thread; ``asyncio.to_thread`` is one."""

    async def __call__(self, work: Callable[[], T], /) -> T:
        """The work's answer, or its error."""


class Mouth(Protocol):
    """What speaks: ``osone.voice.speaking.Speaking``."""

    async def greet(self, text: str, voice: Voice) -> Spoken:
        """Say something short, from a recording where there is one."""

    def stop(self) -> None:
        """Be silent now."""


class HouseVoices:
    """``meeting_ports.Voices`` with the real mouth."""

    def __init__(self, mouth: Mouth, loudness: Loudness, pace: SpeechPace | None = None) -> None:
        self._mouth, self._loudness, self.pace = mouth, loudness, pace

    def offers(self) -> Sequence[VoiceOffer]:
        """The voices that this computer has, and none."""
        ready = [catalogue.in_words(standing.voice) for standing in catalogue.standings(self.pace) if standing.ready]
        return [
            VoiceOffer(
                voice.id,
                voice.label,
                _("{accent}, {place}", accent=voice.accent, place=voice.where) if voice.accent else voice.where,
                voice.kind is VoiceKind.KOKORO,
            )
            for voice in ready
        ]

    def mixed(self, first: str, second: str, share: float) -> str:
        """The id of the voice between two."""
        return catalogue.between(catalogue.voice(first), catalogue.voice(second), share).id

    async def say(self, voice: str, words: str, level: Callable[[float], None]) -> bool:
        """Speak, from the kept recording where there is one."""
        self._loudness.listen(level)
        said = False
        try:
            spoken = await self._mouth.greet(words, catalogue.voice(voice))
            said = True
            return spoken.heard or spoken.stopped
        finally:
            if not said:
                self._mouth.stop()


def greetings() -> list[tuple[str, Voice]]:
    """What ``Speaking.warm_up`` should record, so that each voice sounds as the cursor reaches it."""
    return [(_(HELLO), voice) for voice in catalogue.KOKORO]


class HouseNames:
    """``meeting_ports.Names`` with the companion's own list, in an order of its own for each ``seed``."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def propose(self, before: Sequence[str], person: str) -> Proposal:
        """The next name that was not proposed; the first comes with how many were read."""
        names = proposals(self._seed, person)
        name = next((name for name in names if name.name not in before), names[0])
        if before:
            return Proposal(name.name, _(name.reason))
        return Proposal(
            name.name,
            plural(
                "I read through {count} name while you were answering. {reason}",
                "I read through {count} names while you were answering. {reason}",
                len(NAMES),
                reason=_(name.reason),
            ),
        )


class HouseMinds:
    """``meeting_ports.Minds`` with the real Ollama and this machine's memory."""

    def __init__(self, host: OllamaHost, aside: Aside, look_at: Callable[[], Machine] = measure) -> None:
        self._host, self._aside, self._look_at = host, aside, look_at

    async def look(self) -> MindsHere:
        """What is installed, and what fits."""
        machine = await self._aside(self._look_at)
        try:
            await self._host.version()
            installed = await self._host.installed()
        except MindError:
            return MindsHere(False, _(GET_OLLAMA), (), (), "")
        says = {model.name: _(model.says) for model in recommended(machine)}
        here = tuple(MindOffer(model.name, says.get(model.name, model.parameters), model.size) for model in installed)
        names = {_whole(model.name) for model in installed}
        fitting = tuple(
            MindOffer(model.name, _(model.says), model.size)
            for model in recommended(machine)
            if _whole(model.name) not in names
        )
        return MindsHere(True, "", here, fitting, _rule(machine))

    async def pull(self, model: str) -> AsyncGenerator[Pulling, None]:
        """Fetch a model."""
        async with aclosing(self._host.pull(model, expected=expected_size(model))) as steps:
            async for step in steps:
                yield step


def _whole(name: str) -> str:
    """A model's name with its tag."""
    return name if ":" in name else f"{name}:latest"


def _rule(machine: Machine) -> str:
    """Over the models that fit, how large they may be."""
    if machine.vram * VRAM_SHARE > machine.ram * RAM_SHARE:
        return _("Fits this computer (four fifths of {size} GB of graphics memory)", size=round(machine.vram / GIB))
    return _("Fits this computer (half of {size} GB of memory)", size=round(machine.ram / GIB))

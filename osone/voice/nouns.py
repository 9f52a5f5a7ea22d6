"""The nouns of speech: a voice, how fast this machine speaks, and what came of speaking."""

from dataclasses import dataclass
from enum import StrEnum


class VoiceKind(StrEnum):
    """What makes the sound."""

    KOKORO = "kokoro"
    PIPER = "piper"
    SYSTEM = "system"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mix:
    """A place on the line between two Kokoro voices."""

    first: str
    """A Kokoro name, e.g. ``af_heart``."""
    second: str
    share: float
    """How much of the second, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody to be heard as."""

    id: str
    """What is kept in the settings; ``catalogue.voice`` reads it back."""
    kind: VoiceKind
    label: str
    """What it is like, e.g. ``Feminine, warm``."""
    accent: str
    """Empty where it is the system's own."""
    where: str
    """Where it runs, in words."""
    mix: Mix | None = None
    """For Kokoro: which voices; a plain voice is all first."""


@dataclass(frozen=True, slots=True)
class VoiceStanding:
    """Whether a voice can be had on this machine."""

    voice: Voice
    ready: bool
    why_not: str
    """One sentence, empty where it is ready."""


@dataclass(frozen=True, slots=True)
class SpeechPace:
    """How fast this machine makes speech: seconds of work for one second of sound, measured."""

    kokoro: float | None
    """None where it is not here."""
    piper: float | None

    @property
    def pick(self) -> VoiceKind:
        """Kokoro where it keeps up with talk, else the quick voice, else what there is."""
        if self.kokoro is not None and (self.kokoro < 1 or self.piper is None):
            return VoiceKind.KOKORO
        return VoiceKind.SYSTEM if self.piper is None else VoiceKind.PIPER


@dataclass(frozen=True, slots=True)
class Spoken:
    """What came of speaking."""

    heard: bool
    """False where there is no sound card or no voice was chosen: the words were kept in time, but not sounded."""
    stopped: bool
    """True where it was cut off."""
    seconds: float
    """How much sound there was to hear, whether or not it was cut off."""
    first_sound: float | None
    """Seconds from asking to the first sound; None where nothing sounded."""


@dataclass(frozen=True, slots=True)
class WarmStep:
    """One true step of warming up."""

    done: int
    of: int
    sentence: str

"""The voices that can be chosen, what each is like, and which of them this machine can have."""

import importlib.util
import re
from dataclasses import replace

from osone.host import parts
from osone.voice import system
from osone.voice.nouns import Mix, Pace, Standing, Voice, VoiceKind

HERE = "on this machine"
AMERICAN = "American"
BRITISH = "British"

# What is written here was measured: pitch, how much it moves, brightness and pace of one sentence in each voice.
_KOKORO = (
    ("af_heart", "Feminine, warm", AMERICAN),
    ("bf_emma", "Feminine, bright", BRITISH),
    ("am_michael", "Masculine, calm", AMERICAN),
    ("bm_george", "Masculine, measured", BRITISH),
    ("af_bella", "Feminine, clear", AMERICAN),
    ("bf_isabella", "Feminine, high and light", BRITISH),
    ("am_fenrir", "Masculine, lively", AMERICAN),
    ("bm_fable", "Masculine, soft", BRITISH),
    ("af_nicole", "Feminine, hushed and slow", AMERICAN),
    ("af_kore", "Feminine, low", AMERICAN),
    ("am_puck", "Masculine, easy", AMERICAN),
    ("bm_lewis", "Masculine, low", BRITISH),
    ("af_sarah", "Feminine, vivid", AMERICAN),
    ("am_onyx", "Masculine, very low", AMERICAN),
)

KOKORO: tuple[Voice, ...] = tuple(
    Voice(f"kokoro:{name}", VoiceKind.KOKORO, label, accent, HERE, Mix(name, name, 0.0))
    for name, label, accent in _KOKORO
)
PIPER = Voice("piper:en_US-joe-medium", VoiceKind.PIPER, "Masculine, plain and quick", AMERICAN, HERE)
SYSTEM = Voice("system", VoiceKind.SYSTEM, "The system’s own voice", "", "by this system’s speech service")
NONE = Voice("none", VoiceKind.NONE, "No voice", "", "in writing only")
ALL: tuple[Voice, ...] = (*KOKORO, PIPER, SYSTEM, NONE)

_NAME = re.compile(r"kokoro:([abefhijpz][fm]_[a-z]+)(?:\+([abefhijpz][fm]_[a-z]+)@([01](?:\.\d+)?))?\Z")


def between(first: Voice, second: Voice, share: float) -> Voice:
    """Somewhere on the line from one Kokoro voice to another; ``share`` of the second, from 0 to 1.

    Raises ValueError where either is no plain Kokoro voice.
    """
    if first.mix is None or second.mix is None or {first.mix.share, second.mix.share} != {0.0}:
        raise ValueError("only two plain Kokoro voices mix")
    share = round(min(1.0, max(0.0, share)), 2)
    if share in {0.0, 1.0} or first == second:
        return first if share < 1 else second
    near, far = (first, second) if share <= 0.5 else (second, first)
    accent = near.accent if near.accent == far.accent else f"{near.accent}, towards {far.accent}"
    return Voice(
        f"{first.id}+{second.mix.first}@{share:.2f}",
        VoiceKind.KOKORO,
        f"Somewhere between: {near.label.lower()} and {far.label.lower()}",
        accent,
        HERE,
        Mix(first.mix.first, second.mix.first, share),
    )


def _plain(name: str) -> Voice:
    """A Kokoro voice by its name, described or not."""
    described = next((voice for voice in KOKORO if voice.id == f"kokoro:{name}"), None)
    label = "Feminine" if name[1] == "f" else "Masculine"
    accent = {"a": AMERICAN, "b": BRITISH}.get(name[0], "Other")
    return described or Voice(f"kokoro:{name}", VoiceKind.KOKORO, label, accent, HERE, Mix(name, name, 0.0))


def voice(kept: str) -> Voice:
    """The voice that was kept under this id; silence where it means nothing (any more)."""
    fixed = next((one for one in ALL if one.id == kept), None)
    if fixed is not None:
        return fixed
    match = _NAME.match(kept)
    if match is None:
        return NONE
    first = _plain(match[1])
    return between(first, _plain(match[2]), float(match[3])) if match[2] else first


def _why_not(kind: VoiceKind) -> str:
    """Why voices of this kind cannot be had here; empty where they can."""
    if kind in {VoiceKind.KOKORO, VoiceKind.PIPER}:
        packages = ("kokoro_onnx" if kind is VoiceKind.KOKORO else "piper", "onnxruntime", "miniaudio")
        if not parts.here(kind.value):
            return "Its sound has not been brought to this machine yet."
        missing = [name for name in packages if importlib.util.find_spec(name) is None]
        if missing:
            return f"It needs the package {missing[0]}, which is not installed."
    if kind is VoiceKind.SYSTEM and system.command() is None:
        return "This system has no speech service that can be asked."
    return ""


def standings(pace: Pace | None = None) -> list[Standing]:
    """Every voice of the list and whether it can be had; with a measured pace, Kokoro says where it would lag."""
    reasons = {kind: _why_not(kind) for kind in VoiceKind}
    found = []
    for one in ALL:
        if pace is not None and one.kind is VoiceKind.KOKORO and pace.pick is VoiceKind.PIPER:
            one = replace(one, where=f"{HERE}, slower than talk here")
        found.append(Standing(one, not reasons[one.kind], reasons[one.kind]))
    return found

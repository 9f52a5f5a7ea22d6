"""The voices that can be chosen, what each is like, and which of them this machine can have."""

import importlib.util
import re
from dataclasses import replace

from osone.host import parts
from osone.text.catalogue import N_, _
from osone.voice import system
from osone.voice.nouns import Mix, SpeechPace, Voice, VoiceKind, VoiceStanding

HERE = N_("on this computer")
SLOW = N_("on this computer, but slower than speech")
AMERICAN = N_("American")
BRITISH = N_("British")

# What is written here was measured: pitch, how much it moves, brightness and pace of one sentence in each voice.
_KOKORO = (
    ("af_heart", N_("Feminine, warm"), AMERICAN),
    ("bf_emma", N_("Feminine, bright"), BRITISH),
    ("am_michael", N_("Masculine, calm"), AMERICAN),
    ("bm_george", N_("Masculine, measured"), BRITISH),
    ("af_bella", N_("Feminine, clear"), AMERICAN),
    ("bf_isabella", N_("Feminine, high and light"), BRITISH),
    ("am_fenrir", N_("Masculine, lively"), AMERICAN),
    ("bm_fable", N_("Masculine, soft"), BRITISH),
    ("af_nicole", N_("Feminine, hushed and slow"), AMERICAN),
    ("af_kore", N_("Feminine, low"), AMERICAN),
    ("am_puck", N_("Masculine, easy"), AMERICAN),
    ("bm_lewis", N_("Masculine, low"), BRITISH),
    ("af_sarah", N_("Feminine, vivid"), AMERICAN),
    ("am_onyx", N_("Masculine, very low"), AMERICAN),
)

KOKORO: tuple[Voice, ...] = tuple(
    Voice(f"kokoro:{name}", VoiceKind.KOKORO, label, accent, HERE, Mix(name, name, 0.0))
    for name, label, accent in _KOKORO
)
PIPER = Voice("piper:en_US-joe-medium", VoiceKind.PIPER, N_("Masculine, plain and quick"), AMERICAN, HERE)
SYSTEM = Voice("system", VoiceKind.SYSTEM, N_("System voice"), "", N_("from this system's speech service"))
NONE = Voice("none", VoiceKind.NONE, N_("No voice (text only)"), "", "")
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
    accent = (
        _(near.accent)
        if near.accent == far.accent
        else _("{near}, with some {far}", near=_(near.accent), far=_(far.accent))
    )
    return Voice(
        f"{first.id}+{second.mix.first}@{share:.2f}",
        VoiceKind.KOKORO,
        _("A mix of “{near}” and “{far}”", near=_(near.label), far=_(far.label)),
        accent,
        HERE,
        Mix(first.mix.first, second.mix.first, share),
    )


def in_words(one: Voice) -> Voice:
    """The voice with what it is like, its accent and its place in the person's language."""
    return replace(one, label=_(one.label), accent=_(one.accent), where=_(one.where))


def _plain(name: str) -> Voice:
    """A Kokoro voice by its name, described or not."""
    described = next((voice for voice in KOKORO if voice.id == f"kokoro:{name}"), None)
    label = N_("Feminine") if name[1] == "f" else N_("Masculine")
    accent = {"a": AMERICAN, "b": BRITISH}.get(name[0], N_("Other accent"))
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
            return _("This voice hasn't been downloaded yet.")
        missing = [name for name in packages if importlib.util.find_spec(name) is None]
        if missing:
            return _("It needs the package {package}, which isn't installed.", package=missing[0])
    if kind is VoiceKind.SYSTEM and system.command() is None:
        return _("This system has no speech service.")
    return ""


def standings(pace: SpeechPace | None = None) -> list[VoiceStanding]:
    """Every voice of the list and whether it can be had; with a measured pace, Kokoro says where it would lag."""
    reasons = {kind: _why_not(kind) for kind in VoiceKind}
    found = []
    for one in ALL:
        if pace is not None and one.kind is VoiceKind.KOKORO and pace.pick is VoiceKind.PIPER:
            one = replace(one, where=SLOW)
        found.append(VoiceStanding(one, not reasons[one.kind], reasons[one.kind]))
    return found

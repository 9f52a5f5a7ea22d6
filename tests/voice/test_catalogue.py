"""The voices that can be chosen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.host import parts
from osone.voice import catalogue
from osone.voice.nouns import Voice, VoiceKind


def test_there_are_feminine_and_masculine_american_and_british_voices() -> None:
    assert len(catalogue.KOKORO) >= 8
    sorts = {(voice.label.split(",")[0], voice.accent) for voice in catalogue.KOKORO}
    assert sorts == {(f, a) for f in ("Feminine", "Masculine") for a in ("American", "British")}
    assert len({voice.label + voice.accent for voice in catalogue.KOKORO}) == len(catalogue.KOKORO)
    assert {voice.kind for voice in catalogue.ALL} == set(VoiceKind)


@given(st.sampled_from(catalogue.KOKORO), st.sampled_from(catalogue.KOKORO), st.floats(0, 1))
def test_every_place_between_two_voices_can_be_kept_and_found_again(first: Voice, second: Voice, share: float) -> None:
    mixed = catalogue.between(first, second, share)
    assert catalogue.voice(mixed.id) == mixed
    assert mixed.mix
    assert 0 <= mixed.mix.share <= 1


@pytest.mark.parametrize("voice", catalogue.ALL, ids=lambda voice: voice.id)
def test_every_voice_is_found_by_its_id(voice: Voice) -> None:
    assert catalogue.voice(voice.id) == voice


@given(st.text())
def test_an_id_that_means_nothing_is_silence_not_an_error(kept: str) -> None:
    assert catalogue.voice(kept).kind in VoiceKind


def test_only_plain_voices_mix() -> None:
    with pytest.raises(ValueError, match="plain"):
        catalogue.between(catalogue.PIPER, catalogue.KOKORO[0], 0.5)
    half = catalogue.between(catalogue.KOKORO[0], catalogue.KOKORO[1], 0.5)
    with pytest.raises(ValueError, match="plain"):
        catalogue.between(half, catalogue.KOKORO[1], 0.5)


def test_a_voice_that_is_not_here_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parts, "folders", lambda: [tmp_path])
    monkeypatch.setattr("osone.voice.system.shutil.which", lambda _: None)
    for standing in catalogue.standings():
        assert standing.ready == (standing.voice.kind is VoiceKind.NONE)
        assert standing.ready or standing.why_not.endswith(".")

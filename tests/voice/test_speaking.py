"""Speaking as the shell does it: levels, stopping, falling and getting up, and what is kept."""

import asyncio
import os
import signal
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from osone.model.errors import VoiceError
from osone.voice.catalogue import KOKORO, NONE, PIPER, SYSTEM, voice
from osone.voice.nouns import VoiceKind, WarmStep
from osone.voice.speaking import Speaking
from tests.voice.conftest import QUIET

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("weights")]

LONG = "This is a rather long story about a very quiet day. " * 12


class Mouth(Speaking):
    """A voice whose levels and notices are kept for the test."""

    def __init__(self, folder: Path) -> None:
        self.levels: list[float] = []
        self.notices: list[VoiceError] = []
        self.swells = asyncio.Event()
        super().__init__(folder, level=self._swell, notice=self.notices.append, environment=QUIET)

    def _swell(self, level: float) -> None:
        self.levels.append(level)
        if level:
            self.swells.set()

    async def sounding(self) -> None:
        await asyncio.wait_for(self.swells.wait(), 30)

    async def started(self) -> None:
        while self.pid is None:  # noqa: ASYNC110 - a process has no event that says it was started
            await asyncio.sleep(0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_mouth(folder: Path) -> AsyncIterator[Mouth]:
    made = Mouth(folder)
    yield made
    await made.close()


@pytest.fixture
def mouth(one_mouth: Mouth) -> Mouth:
    """The voice that most tests share, with nothing heard yet."""
    one_mouth.levels.clear()
    one_mouth.swells.clear()
    return one_mouth


@pytest_asyncio.fixture(loop_scope="module")
async def fresh(folder: Path) -> AsyncIterator[Mouth]:
    """A voice that has never spoken."""
    made = Mouth(folder)
    yield made
    await made.close()


def half_files(folder: Path) -> list[Path]:
    return list(folder.glob(".*"))


async def test_nothing_runs_before_something_is_said(fresh: Mouth) -> None:
    assert fresh.pid is None
    await fresh.speak("Hello.", NONE)
    fresh.stop()
    assert fresh.pid is None


async def test_without_a_sound_card_the_ring_still_moves_and_it_is_said_once(fresh: Mouth) -> None:
    first = await fresh.speak("Hello there.", PIPER)
    second = await fresh.speak("And again.", PIPER)
    assert not first.heard
    assert not second.heard
    assert first.seconds > 0.3
    assert max(fresh.levels) > 0.1
    assert all(0 <= level <= 1 for level in fresh.levels)
    assert fresh.levels[-1] == 0
    assert len(fresh.notices) == 1
    assert fresh.notices[0].remedy


async def test_a_stop_silences_at_once_and_the_next_words_are_said(mouth: Mouth) -> None:
    saying = asyncio.create_task(mouth.speak(LONG, PIPER))
    await mouth.sounding()
    mouth.stop()
    assert mouth.levels[-1] == 0
    assert (await asyncio.wait_for(saying, 5)).stopped
    assert not (await mouth.speak("Yes.", PIPER)).stopped


async def test_a_stop_before_the_first_sound_leaves_no_sound(mouth: Mouth) -> None:
    saying = asyncio.create_task(mouth.speak(LONG, PIPER))
    for _ in range(3):
        await asyncio.sleep(0)
    mouth.stop()
    said = await asyncio.wait_for(saying, 20)
    assert said.stopped
    assert said.first_sound is None
    assert not any(mouth.levels)


async def test_new_words_silence_the_old(mouth: Mouth) -> None:
    old = asyncio.create_task(mouth.speak(LONG, PIPER))
    await mouth.sounding()
    new = await mouth.speak("Something else.", PIPER)
    assert (await old).stopped
    assert not new.stopped


async def test_cancelling_whoever_waits_silences_it_too(mouth: Mouth) -> None:
    saying = asyncio.create_task(mouth.speak(LONG, PIPER))
    await mouth.sounding()
    saying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saying
    assert mouth.levels[-1] == 0
    assert not (await mouth.speak("Yes.", PIPER)).stopped


async def test_a_sentence_sounds_before_the_next_is_written(mouth: Mouth) -> None:
    async def written() -> AsyncIterator[str]:
        yield "The first sen"
        yield "tence is whole. The sec"
        await mouth.sounding()
        yield "ond came **later**."

    said = await asyncio.wait_for(mouth.speak_stream(written(), PIPER), 30)
    assert not said.stopped
    assert said.seconds > 2


async def test_a_mind_that_fails_halfway_is_heard_so_far_and_then_told(mouth: Mouth) -> None:
    async def written() -> AsyncIterator[str]:
        yield "This much is known. "
        raise LookupError

    with pytest.raises(LookupError):
        await mouth.speak_stream(written(), PIPER)
    assert any(mouth.levels)


async def test_a_voice_killed_while_idle_speaks_again(fresh: Mouth) -> None:
    await fresh.speak("One.", PIPER)
    before = fresh.pid
    assert before
    os.kill(before, signal.SIGTERM)
    assert not (await fresh.speak("Two.", PIPER)).stopped
    assert fresh.pid != before


async def test_a_voice_killed_in_the_middle_says_so_and_speaks_again(fresh: Mouth) -> None:
    saying = asyncio.create_task(fresh.speak(LONG, PIPER))
    await fresh.sounding()
    assert fresh.pid
    os.kill(fresh.pid, signal.SIGTERM)
    with pytest.raises(VoiceError, match="stopped") as told:
        await saying
    assert told.value.remedy
    assert fresh.levels[-1] == 0
    assert not (await fresh.speak("Still here.", PIPER)).stopped


async def test_a_voice_killed_before_the_first_sound_says_it_all_the_same(fresh: Mouth) -> None:
    saying = asyncio.create_task(fresh.speak("Here I am.", PIPER))
    await fresh.started()
    assert fresh.pid
    os.kill(fresh.pid, signal.SIGTERM)
    assert not (await saying).stopped


async def test_a_greeting_is_made_once_and_kept_whole(mouth: Mouth, folder: Path) -> None:
    text = "Hello, I am here."
    assert mouth.kept(text, KOKORO[0]) is None
    path = await mouth.render(text, KOKORO[0])
    assert path.parent == folder
    with wave.open(str(path)) as file:
        assert file.getnframes() / file.getframerate() > 0.5
    made = path.stat().st_mtime_ns
    assert await mouth.render(text, KOKORO[0]) == path
    assert path.stat().st_mtime_ns == made
    assert mouth.kept(text, KOKORO[1]) is None
    said = await mouth.greet(text, KOKORO[0])
    assert said.first_sound is not None
    assert not half_files(folder)


async def test_a_spoilt_recording_is_made_anew(mouth: Mouth) -> None:
    path = await mouth.render("Welcome back.", PIPER)
    path.write_bytes(b"not sound")
    assert not (await mouth.greet("Welcome back.", PIPER)).stopped
    assert not path.exists()


async def test_words_go_before_a_greeting_that_is_being_made(mouth: Mouth) -> None:
    making = asyncio.create_task(mouth.render("A greeting that takes its time to be made, all of it.", KOKORO[2]))
    await mouth.speak("Now.", PIPER)
    assert any(mouth.levels)
    assert (await making).is_file()


async def test_warming_up_tells_true_steps_and_how_fast_this_machine_is(mouth: Mouth) -> None:
    steps: list[WarmStep] = []
    pace = await mouth.warm_up([("Hi.", PIPER)], steps.append)
    assert [step.done for step in steps] == [1, 2, 3, 4]
    assert {step.of for step in steps} == {4}
    assert pace.kokoro is not None
    assert (pace.piper is not None) == (pace.kokoro >= 1)
    assert pace.pick in {VoiceKind.KOKORO, VoiceKind.PIPER}
    assert mouth.kept("Hi.", PIPER)


async def test_a_voice_that_is_not_here_is_refused_in_a_sentence(mouth: Mouth) -> None:
    with pytest.raises(VoiceError, match="no longer available") as told:
        await mouth.speak("Hello.", voice("kokoro:af_nobody"))
    assert told.value.remedy
    with pytest.raises(VoiceError):
        await mouth.render("Hello.", SYSTEM)


async def test_words_without_a_sound_end_well(mouth: Mouth) -> None:
    said = await mouth.speak("🙂 — * * *", PIPER)
    assert said.seconds == 0
    assert said.first_sound is None

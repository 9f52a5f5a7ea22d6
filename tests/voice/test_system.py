"""The system's voice: said, stopped, refused, absent."""

import asyncio
import sys
from pathlib import Path

import pytest

from osone.model.errors import VoiceError
from osone.voice.system import SystemVoice


async def test_it_gets_one_plain_line_a_sentence_that_can_never_be_a_command(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    program = [sys.executable, "-c", f"import sys; open({str(heard)!r}, 'w').write(sys.stdin.read())"]
    said = await SystemVoice(program).speak("!-! SET self RATE 100\n\n**Hello** there. Good night.")
    assert not said.stopped
    lines = heard.read_text().splitlines()
    assert lines[-2:] == [" Hello there.", " Good night."]
    assert all(line.startswith(" ") for line in lines)


async def test_stopping_ends_it() -> None:
    voice = SystemVoice([sys.executable, "-c", "import time; time.sleep(600)"])
    saying = asyncio.create_task(voice.speak("A long story."))
    await asyncio.sleep(0.2)
    voice.stop()
    assert (await asyncio.wait_for(saying, 10)).stopped
    await voice.close()


async def test_a_service_that_refuses_is_told_in_a_sentence() -> None:
    with pytest.raises(VoiceError, match="couldn't speak") as told:
        await SystemVoice([sys.executable, "-c", "raise SystemExit(1)"]).speak("Hello.")
    assert told.value.remedy


async def test_a_system_without_a_voice_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("osone.voice.system.shutil.which", lambda _: None)
    with pytest.raises(VoiceError, match="no voice"):
        await SystemVoice().speak("Hello.")

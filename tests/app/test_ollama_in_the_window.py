"""The companion in the window, thinking with a real Ollama server, and what it says when that goes."""

import subprocess

import pytest

from osone.app.profile import Profile
from tests.app.house import THINKING_S, living
from tests.app.talking import SKILL, kinds, settle
from tests.parts import ollama


def test_a_real_ollama_answers_and_what_goes_wrong_is_a_sentence(
    world: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama.serving() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        server.create(template=ollama.TALKER)
        settle(world, {"mind.choice": f"ollama:{ollama.MODEL}"})
        with living(world) as house:
            house.say("say something kind to me, in a few words")
            house.until(lambda: "paragraph" in kinds(house), "its words come", THINKING_S)
            first = house.talk()
            house.until(lambda: house.talk() != first or house.answered(), "more of them come", THINKING_S)
            house.press("Esc")
            house.until(house.answered, "it is still")
            assert "fault" not in kinds(house)
            assert SKILL in house.ask("what is today?")
            server.run("rm", ollama.MODEL)
            told = house.ask("and something kind once more, please")
            assert kinds(house)[-1] == "fault", told
            assert ollama.MODEL in told
            assert SKILL in house.ask("what is today?")
        subprocess.run(["kill", str(server.pid)], check=True)
    with living(world) as house:
        told = house.ask("is anybody there to think with me?")
        assert kinds(house)[-1] == "fault", told
        assert "Ollama" in told
        assert SKILL in house.ask("what is today?")

"""The companion in the window, thinking with a real Ollama, with the starter mind, and with nobody."""

import subprocess
import time
from collections.abc import Iterator, Mapping

import pytest

from osone.app import profile
from osone.app.profile import Profile
from tests.app.house import Running, living, sample
from tests.parts import ollama

SKILL = "<strong>Today</strong>"
STOPPED_S = 0.05


@pytest.fixture(scope="module")
def world() -> Iterator[Profile]:
    with sample() as opened:
        yield opened


def settle(opened: Profile, values: Mapping[str, object]) -> None:
    direct = profile.Direct(opened.store)
    for key, value in values.items():
        direct.run("settings.set", {"key": key, "value": value}, "shell")
    direct.close()


def kinds(house: Running) -> list[str]:
    """What stands in the sidebar after what the person said last."""
    rows = [kind for kind, _words in house.talk()]
    return rows[len(rows) - rows[::-1].index("person") :] if "person" in rows else []


def test_with_nobody_to_think_the_rules_answer_and_it_is_said(world: Profile) -> None:
    settle(world, {"mind.choice": "none"})
    with living(world) as house:
        house.until(lambda: house.rooms.talk.property("notice"), "a notice")
        assert "No mind was chosen" in house.rooms.talk.property("notice")
        assert SKILL in house.ask("what is today?")
        assert "I have no mind" in house.ask("why is the sea salt and the river sweet?")
        assert kinds(house)[-1] == "fault"


def test_the_starter_mind_streams_its_words_and_stops_at_once(world: Profile) -> None:
    settle(world, {"mind.choice": "starter"})
    with living(world) as house:
        house.until(lambda: not house.rooms.talk.property("notice"), "no notice")
        lengths: list[int] = []
        house.say("tell me a long story about a lighthouse")
        house.until(lambda: house.rooms.talk.property("busy"), "it answers")
        while house.rooms.talk.property("busy") and len(set(lengths)) < 4:
            lengths.append(sum(len(words) for _kind, words in house.talk()))
            house.turn(0.01)
        assert len(set(lengths)) >= 3, "its words come one after the other"
        house.say("and then tell me another long story about the sea")
        house.until(lambda: house.rooms.talk.property("busy") and kinds(house) not in ([], ["note"]), "it answers")
        began = time.perf_counter()
        house.press("Esc")
        took = time.perf_counter() - began
        assert not house.rooms.talk.property("busy"), "Esc stops it"
        print(f"stopped after {took * 1000:.1f} ms")
        words = house.talk()
        house.turn(0.3)
        assert house.talk() == words, "not a word comes after"
        assert SKILL in house.ask("what is today?")


def test_a_real_ollama_answers_and_what_goes_wrong_is_a_sentence(
    world: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama.serving() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        server.create(template=ollama.TALKER)
        settle(world, {"mind.choice": f"ollama:{ollama.MODEL}"})
        with living(world) as house:
            assert house.ask("say something kind to me, in a few words")
            assert kinds(house)[-1] != "fault"
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

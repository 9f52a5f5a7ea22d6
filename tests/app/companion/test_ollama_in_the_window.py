"""The companion in the window, thinking with a real Ollama server: its words, a verb it asks for, and its absence."""

import subprocess
import time

import pytest

from osone.app.profile.profile import Profile
from tests.app.house import THINKING_S, living
from tests.app.talking import SKILL, kinds, settle
from tests.parts import ollama


def test_a_real_ollama_answers_and_what_goes_wrong_is_a_sentence(
    world: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama.serving() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        server.create()
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


def test_a_mind_streams_its_words_and_stops_at_once(world: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    with ollama.serving() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        server.create()
        settle(world, {"mind.choice": f"ollama:{ollama.MODEL}"})
        with living(world) as house:
            house.until(lambda: not house.screens.talk.property("notice"), "no notice")
            lengths: list[int] = []
            house.say("tell me a long story about a lighthouse")
            house.until(lambda: house.screens.talk.property("busy"), "it answers")
            while house.screens.talk.property("busy") and len(set(lengths)) < 4:
                lengths.append(sum(len(words) for _kind, words in house.talk()))
                house.turn(0.01)
            assert len(set(lengths)) >= 3, "its words come one after the other"
            cut = house.screens.talk.property("busy")
            house.say("and then tell me another long story about the sea")
            house.until(
                lambda: house.screens.talk.property("busy") and kinds(house) not in ([], ["note"]), "it answers"
            )
            began = time.perf_counter()
            house.press("Esc")
            took = time.perf_counter() - began
            assert not house.screens.talk.property("busy"), "Esc stops it"
            print(f"stopped after {took * 1000:.1f} ms")
            words = house.talk()
            house.turn(0.3)
            assert house.talk() == words, "not a word comes after"
            assert SKILL in house.ask("what is today?")
            rows = [kind for kind, _words in house.talk()]
            *_, second, third = (n for n, kind in enumerate(rows) if kind == "person")
            # On a busy machine a short story may have come to its end before it could be cut off.
            assert (rows[second - 1] == "stopped") is cut, "what was cut off ends above what cut it off"
            assert "stopped" in rows[second + 1 : third]


def test_a_verb_that_a_real_ollama_asks_for_is_checked_run_and_can_be_taken_back(
    world: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    milk = "SELECT count(*) FROM task WHERE title = 'Milk' COLLATE NOCASE"
    with ollama.serving() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.host)
        server.create(template=ollama.CALLER)
        settle(world, {"mind.choice": f"ollama:{ollama.MODEL}"})
        with living(world, warm=True) as house:
            house.until(lambda: house.house.talker.ready, "it has read its verbs", THINKING_S)
            house.say("the milk is all gone, please note that where it belongs")
            house.until(house.toasts, "the verb was run", THINKING_S)
            assert house.number(milk) == 1
            assert house.rows("SELECT by, call FROM journal ORDER BY id DESC LIMIT 1") == [
                ("companion", '["task.add", {}]')
            ]
            shell = house.screens.shell
            (toast,) = shell.property("toasts").rows
            assert "milk" in str(toast["text"])
            assert (toast["action"], toast["keys"]) == ("Undo", "z"), "the key takes back what was done last here"
            shell.take(toast["key"])
            house.until(lambda: not house.number(milk), "it was taken back")
            house.until(house.answered, "it says so in words", THINKING_S)
            assert "paragraph" in kinds(house)
            assert "fault" not in kinds(house)

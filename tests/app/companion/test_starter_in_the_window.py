"""The companion in the window, thinking with the real starter mind."""

import time

from osone.app.profile.profile import Profile
from tests.app.house import THINKING_S, living
from tests.app.talking import SKILL, kinds, settle


def test_the_starter_mind_streams_its_words_and_stops_at_once(world: Profile) -> None:
    settle(world, {"mind.choice": "starter"})
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
        house.until(lambda: house.screens.talk.property("busy") and kinds(house) not in ([], ["note"]), "it answers")
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
        _, second, third = (n for n, kind in enumerate(rows) if kind == "person")
        # On a busy machine a short story may have come to its end before it could be cut off.
        assert (rows[second - 1] == "stopped") is cut, "what was cut off ends above what cut it off"
        assert "stopped" in rows[second + 1 : third]


def test_a_talk_that_grows_too_long_is_cut_openly_and_what_was_cut_can_be_found(world: Profile) -> None:
    settle(world, {"mind.choice": "starter"})
    with living(world) as house:
        for words in ("I like apples and the sea. ", "I like pears and the hills. "):
            house.screens.talk.send(words * 250)
            house.until(lambda: house.screens.talk.property("busy"), "it answers")
            house.until(house.answered, "it is answered", THINKING_S)
        notes = [words for kind, words in house.talk() if kind == "note"]
        assert notes[-1] == "To make room, I let go of our oldest exchange. The transcript keeps it."
        assert "fault" not in kinds(house)
        assert house.number("SELECT count(*) FROM turn WHERE text LIKE 'I like apples%'") == 1

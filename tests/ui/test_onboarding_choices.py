"""The meeting's choices by keyboard alone: a voice, a mixture of two, a name, a mind, and what each says."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import asyncio
from dataclasses import replace

from osone.bridge.onboarding.mind import OnboardingMind
from osone.bridge.onboarding.name import OnboardingName
from osone.bridge.onboarding.voice import OnboardingVoice
from osone.companion.minds.pulling import Pulling
from osone.model.errors import MindError, VoiceError
from tests.ui.onboarding_given import GIGABYTE
from tests.ui.onboarding_house import House
from tests.ui.onboarding_seen import KEY, row, says


def test_voices_are_heard_as_the_cursor_moves_and_only_where_it_rests(house: House) -> None:
    house.voices.hold = True
    rested = asyncio.Event()
    house.page(OnboardingVoice).attach(house.voices, house.later, rest=rested.wait)
    house.to("voice")
    for _ in range(3):
        house.press(KEY.Key_Down)
    assert not house.voices.said
    rested.set()
    house.until(lambda: house.page(OnboardingVoice).property("speaking"))
    assert [voice for voice, _ in house.voices.said] == ["kokoro:sarah"]
    house.press(KEY.Key_Up)
    house.until(lambda: len(house.voices.said) == 2)
    assert house.voices.stopped == ["kokoro:sarah"]
    assert house.voices.said[-1] == ("kokoro:nova", "Hello, I'm here.")
    assert house.page(OnboardingVoice).property("speaking")
    house.press(KEY.Key_Space, " ")
    house.until(lambda: len(house.voices.said) == 3)
    house.press(KEY.Key_End)
    assert row(house, OnboardingVoice) == "none"
    assert not house.page(OnboardingVoice).property("speaking")
    house.enter()
    assert house.kept.values.get("voice.choice", "none") == "none"


def test_a_voice_is_silent_once_its_page_is_left(house: House) -> None:
    house.voices.hold = True
    house.to("voice")
    house.until(lambda: house.voices.said)
    house.skip()
    house.until(lambda: house.voices.stopped)
    assert not house.page(OnboardingVoice).property("speaking")


def test_without_sound_it_says_so_plainly_and_one_can_still_choose(house: House) -> None:
    house.voices.sound = False
    house.to("voice")
    house.until(lambda: says(house, "I can't find a sound output."))
    house.press(KEY.Key_Down)
    house.enter()
    assert house.kept.values["voice.choice"] == "kokoro:bella"


def test_a_voice_that_does_not_come_says_why(house: House) -> None:
    house.voices.error = VoiceError("This voice is not here yet.", remedy="Choose another, or fetch it in Settings.")
    house.to("voice")
    house.until(lambda: says(house, "This voice is not here yet. Choose another, or fetch it in Settings."))


def test_two_voices_are_mixed_on_a_line(house: House) -> None:
    voice = house.page(OnboardingVoice)
    house.to("voice")
    for _ in range(10):
        house.press(KEY.Key_Down)
    assert row(house, OnboardingVoice) == "mixture"
    house.enter()
    assert voice.property("mixing")
    assert [voice.property("first"), voice.property("second")] == ["Lewis", "Heart"]
    house.press(KEY.Key_Left)
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Down)
    assert voice.property("second") == "Bella"
    assert says(house, "60 % Lewis, 40 % Bella")
    house.until(lambda: house.voices.said and house.voices.said[-1][0] == "kokoro:lewis+bella@0.4")
    house.escape()
    assert house.step == "voice"
    assert not voice.property("mixing")
    house.enter()
    for _ in range(9):
        house.press(KEY.Key_Right)
    assert voice.property("share") == 100
    for _ in range(7):
        house.press(KEY.Key_Left)
    house.enter()
    assert house.kept.values["voice.choice"] == "kokoro:lewis+bella@0.3"


def test_the_two_ends_of_the_line_are_never_one_voice(house: House) -> None:
    voice = house.page(OnboardingVoice)
    house.to("voice")
    for _ in range(10):
        house.press(KEY.Key_Down)
    house.enter()
    for _ in range(25):
        house.press(KEY.Key_Down)
        assert voice.property("first") != voice.property("second")
    for _ in range(15):
        house.press(KEY.Key_Left)
    house.enter()
    assert "+" not in str(house.kept.values["voice.choice"])


def test_a_name_is_proposed_with_a_reason_and_another_on_request(house: House) -> None:
    house.to("name")
    assert says(house, "decides how much light to let in")
    house.press(KEY.Key_Tab)
    assert says(house, "easy to call across a room")
    house.press(KEY.Key_Tab)
    house.enter()
    assert house.kept.values["companion.name"] == "Marlow"


def test_typing_writes_a_name_over_the_proposed_one(house: House) -> None:
    house.to("name")
    house.write("sol")
    assert house.page(OnboardingName).property("own")
    assert says(house, "Then I'm sol.")
    house.enter()
    assert house.flow.meeting.name == "sol"
    house.escape()
    house.press(KEY.Key_Backspace)
    house.enter()
    assert house.kept.values["companion.name"] == "Iris"


def test_a_skipped_name_is_the_one_that_was_shown(house: House) -> None:
    house.to("name")
    house.press(KEY.Key_Tab)
    house.skip()
    assert house.kept.values["companion.name"] == "Juno"


def test_without_ollama_it_says_how_to_get_it_and_looks_again(house: House) -> None:
    there = house.minds.here
    absent = "Ollama isn't here. Get it from ollama.com, start it, then press R."
    house.minds.here = replace(there, ollama=False, absent=absent, installed=(), fitting=())
    house.to("mind")
    house.until(lambda: says(house, absent))
    assert row(house, OnboardingMind) == "none"
    house.minds.here = there
    house.press(KEY.Key_R, "r")
    house.until(lambda: says(house, "gemma4:e4b"))
    assert row(house, OnboardingMind) == "none"
    house.enter()
    assert house.step == "mailbox"
    assert house.flow.meeting.mind == "none"


def test_a_model_is_fetched_with_a_true_bar(house: House) -> None:
    mind = house.page(OnboardingMind)
    house.to("mind")
    house.until(lambda: mind.current)
    house.press(KEY.Key_Down)
    assert row(house, OnboardingMind) == "fetch:gemma4:e4b"
    house.enter()
    assert mind.property("share") < 0
    for done, share in ((2, 0.2), (5, 0.5), (4, 0.4)):
        house.minds.steps.put_nowait(Pulling(share, done * GIGABYTE, 10 * GIGABYTE, "Fetching"))
    house.until(lambda: mind.property("words").startswith("Fetching, 4.0 GB of 10.0 GB"))
    assert mind.property("share") == 0.5
    house.minds.steps.put_nowait(Pulling(0.5, 5 * GIGABYTE, 10 * GIGABYTE, "Stalled, trying again"))
    house.until(lambda: says(house, "Stalled, trying again"))
    house.minds.steps.put_nowait(None)
    house.until(lambda: house.step == "mailbox")
    assert house.kept.values["mind.choice"] == "ollama:gemma4:e4b"


def test_fetching_can_be_stopped(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(OnboardingMind).current)
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: house.page(OnboardingMind).property("pulling") == "gemma4:e4b")
    house.turn()
    house.escape()
    house.until(lambda: house.minds.closed == ["gemma4:e4b"])
    assert house.step == "mind"
    assert says(house, "The next download resumes from here.")


def test_fetching_that_fails_says_why(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(OnboardingMind).current)
    house.press(KEY.Key_Down)
    house.enter()
    house.minds.steps.put_nowait(MindError("The disk is full.", remedy="Free 4 GB and try again."))
    house.until(lambda: says(house, "The disk is full. Free 4 GB and try again."))
    assert house.step == "mind"


def test_one_can_go_on_while_a_model_is_fetched(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(OnboardingMind).current)
    house.press(KEY.Key_Down)
    house.enter()
    house.turn()
    house.enter()
    assert house.step == "mailbox"
    assert house.flow.meeting.mind == "ollama:qwen3:4b-instruct"
    house.skip()
    assert not house.minds.closed
    house.minds.steps.put_nowait(None)
    house.until(lambda: house.kept.values["mind.choice"] == "ollama:gemma4:e4b")
    assert house.kept.values["meeting.done"] is True

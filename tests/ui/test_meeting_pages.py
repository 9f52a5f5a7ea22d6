"""The meeting by keyboard alone: every page, every way through, and what each says when something is missing."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from osone.bridge.meeting_account import MeetingAccount
from osone.bridge.meeting_choice import MeetingList
from osone.bridge.meeting_mailbox import MeetingDisk, MeetingMailbox
from osone.bridge.meeting_mind import MeetingMind
from osone.bridge.meeting_name import MeetingName
from osone.bridge.meeting_ports import OnDisk
from osone.bridge.meeting_voice import MeetingVoice
from osone.bridge.meeting_warm import MeetingWarm
from osone.companion.minds.pulling import Pulling
from osone.model.errors import MindError, VoiceError
from tests.ui.meeting_house import GIGABYTE, PROVIDER, House, meeting_house, theme_of

KEY = Qt.Key


def row(house: House, page: type[MeetingList]) -> str:
    current = house.page(page).current
    return current.id if current else ""


def says(house: House, words: str) -> bool:
    return any(words in spoken for spoken in house.spoken())


def fields(house: House) -> list[QQuickItem]:
    found = [house.view.rootObject()]
    for item in found:
        found.extend(child for child in item.childItems() if child.isVisible())
    return [item for item in found if item.metaObject().indexOfProperty("displayText") >= 0]


def test_the_whole_meeting_by_keys_alone(house: House) -> None:
    house.awake()
    house.write("Ada Byron")
    house.enter()
    house.press(KEY.Key_Up)
    house.enter()
    house.press(KEY.Key_Down)
    house.enter()
    house.press(KEY.Key_J, "j")
    house.enter()
    house.press(KEY.Key_Tab)
    house.enter()
    house.until(lambda: row(house, MeetingMind) == "ollama:qwen3:4b-instruct")
    house.enter()
    house.enter()
    house.write("ada@example.org")
    house.enter()
    house.until(lambda: house.page(MeetingAccount).property("stage") == "password")
    house.write("right horse")
    house.enter()
    house.until(lambda: house.page(MeetingAccount).property("stage") == "kept")
    assert says(house, "6,046 messages")
    house.enter()
    house.until(lambda: house.hellos)
    assert house.kept.values == {
        "meeting.step": "done",
        "meeting.done": True,
        "meeting.mailbox": "account",
        "person.name": "Ada Byron",
        "companion.interrupt": "never",
        "companion.talk": "chatty",
        "companion.name": "Juno",
        "voice.choice": "kokoro:bella",
        "mind.choice": "ollama:qwen3:4b-instruct",
    } | {key: value for key, value in house.kept.values.items() if key.startswith("mind")}
    assert house.post.saved == [("ada@example.org", PROVIDER, "right horse")]
    assert house.hellos == ["Good morning, Ada Byron. I'm Juno."]
    house.until(lambda: ("kokoro:bella", house.hellos[0]) in house.voices.said)


def test_everything_can_be_skipped(house: House) -> None:
    house.awake()
    seen = []
    while house.step != "done":
        seen.append(house.step)
        house.skip()
    assert seen == ["hello", "interrupt", "talk", "voice", "name", "mind", "mailbox"]
    assert house.hellos == ["Good morning. I'm Iris."]
    assert house.kept.values["meeting.done"] is True
    assert not house.post.saved


def test_the_first_page_says_that_it_is_a_program(house: House) -> None:
    house.awake()
    assert says(house, "a program, not a person")
    assert says(house, "I run on this computer")


def test_the_boot_line_tells_the_true_progress_and_waits_for_what_is_needed(house: House) -> None:
    warm = house.page(MeetingWarm)
    assert says(house, "Opening your store")
    house.enter()
    assert house.step == "boot"
    warm.reach("store")
    assert warm.property("progress") == pytest.approx(0.25)
    house.turn()
    assert says(house, "Finding my voice")
    warm.reach("voice", 0.5)
    warm.reach("voice", 0.2)
    assert warm.property("progress") == pytest.approx(0.625)
    warm.fail("voice", "There is no voice on this computer yet.")
    assert warm.property("progress") == 1
    assert says(house, "no voice on this computer yet")
    house.until(lambda: house.step == "hello")


def test_a_meeting_that_was_left_is_taken_up_where_it_was(app: QGuiApplication) -> None:
    with meeting_house(app) as house:
        house.awake()
        house.write("Ada")
        house.enter()
        house.enter()
        house.to("name")
        kept = dict(house.kept.values)
    with meeting_house(app, kept) as house:
        assert house.step == "boot"
        house.awake()
        assert house.step == "name"
        assert house.flow.meeting.person == "Ada"
        for _ in range(9):
            house.escape()
        assert house.step == "hello"
        assert says(house, "What should I call you?")
        assert [item.property("text") for item in fields(house)] == ["Ada"]


def test_escape_goes_back_and_keeps_the_answers(house: House) -> None:
    house.to("talk")
    house.press(KEY.Key_Down)
    house.enter()
    house.escape()
    assert house.step == "talk"
    assert house.flow.meeting.talk == "chatty"
    house.enter()
    assert house.flow.meeting.talk == "chatty"


def test_a_name_in_any_script_and_of_any_length_fits(house: House) -> None:
    house.awake()
    house.write("Иоанна-Мария фон и цу дер Тростбург-Лихтенштейн")
    house.enter()
    assert house.kept.values["person.name"] == "Иоанна-Мария фон и цу дер Тростбург-Лихт"


def test_voices_are_heard_as_the_cursor_moves_and_only_where_it_rests(house: House) -> None:
    house.voices.hold = True
    rested = asyncio.Event()
    house.page(MeetingVoice).attach(house.voices, house.later, rest=rested.wait)
    house.to("voice")
    for _ in range(3):
        house.press(KEY.Key_Down)
    assert not house.voices.said
    rested.set()
    house.until(lambda: house.page(MeetingVoice).property("speaking"))
    assert [voice for voice, _ in house.voices.said] == ["kokoro:sarah"]
    house.press(KEY.Key_Up)
    house.until(lambda: len(house.voices.said) == 2)
    assert house.voices.stopped == ["kokoro:sarah"]
    assert house.voices.said[-1] == ("kokoro:nova", "Hello, I'm here.")
    assert house.page(MeetingVoice).property("speaking")
    house.press(KEY.Key_Space, " ")
    house.until(lambda: len(house.voices.said) == 3)
    house.press(KEY.Key_End)
    assert row(house, MeetingVoice) == "none"
    assert not house.page(MeetingVoice).property("speaking")
    house.enter()
    assert house.kept.values.get("voice.choice", "none") == "none"


def test_a_voice_is_silent_once_its_page_is_left(house: House) -> None:
    house.voices.hold = True
    house.to("voice")
    house.until(lambda: house.voices.said)
    house.skip()
    house.until(lambda: house.voices.stopped)
    assert not house.page(MeetingVoice).property("speaking")


def test_without_sound_it_says_so_plainly_and_one_can_still_choose(house: House) -> None:
    house.voices.sound = False
    house.to("voice")
    house.until(lambda: says(house, "I can't find anything that plays sound here"))
    house.press(KEY.Key_Down)
    house.enter()
    assert house.kept.values["voice.choice"] == "kokoro:bella"


def test_a_voice_that_does_not_come_says_why(house: House) -> None:
    house.voices.error = VoiceError("This voice is not here yet.", way_on="Choose another, or fetch it in Settings.")
    house.to("voice")
    house.until(lambda: says(house, "This voice is not here yet. Choose another, or fetch it in Settings."))


def test_two_voices_are_mixed_on_a_line(house: House) -> None:
    voice = house.page(MeetingVoice)
    house.to("voice")
    for _ in range(10):
        house.press(KEY.Key_Down)
    assert row(house, MeetingVoice) == "mixture"
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
    voice = house.page(MeetingVoice)
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
    assert house.page(MeetingName).property("own")
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
    assert row(house, MeetingMind) == "starter"
    house.minds.here = there
    house.press(KEY.Key_R, "r")
    house.until(lambda: says(house, "gemma4:e4b"))
    assert row(house, MeetingMind) == "starter"
    house.enter()
    assert house.step == "mailbox"
    assert house.flow.meeting.mind == "starter"


def test_a_model_is_fetched_with_a_true_bar(house: House) -> None:
    mind = house.page(MeetingMind)
    house.to("mind")
    house.until(lambda: mind.current)
    house.press(KEY.Key_Down)
    assert row(house, MeetingMind) == "fetch:gemma4:e4b"
    house.enter()
    assert mind.property("share") < 0
    for done, share in ((2, 0.2), (5, 0.5), (4, 0.4)):
        house.minds.steps.put_nowait(Pulling(share, done * GIGABYTE, 10 * GIGABYTE, "Fetching"))
    house.until(lambda: mind.property("words").startswith("Fetching, 4.0 GB of 10.0 GB"))
    assert mind.property("share") == 0.5
    house.minds.steps.put_nowait(Pulling(0.5, 5 * GIGABYTE, 10 * GIGABYTE, "It stood still, asking again"))
    house.until(lambda: says(house, "It stood still, asking again"))
    house.minds.steps.put_nowait(None)
    house.until(lambda: house.step == "mailbox")
    assert house.kept.values["mind.choice"] == "ollama:gemma4:e4b"


def test_fetching_can_be_stopped(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(MeetingMind).current)
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: house.page(MeetingMind).property("pulling") == "gemma4:e4b")
    house.turn()
    house.escape()
    house.until(lambda: house.minds.closed == ["gemma4:e4b"])
    assert house.step == "mind"
    assert says(house, "What has come is kept")


def test_fetching_that_fails_says_why(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(MeetingMind).current)
    house.press(KEY.Key_Down)
    house.enter()
    house.minds.steps.put_nowait(MindError("The disk is full.", way_on="Free 4 GB and try again."))
    house.until(lambda: says(house, "The disk is full. Free 4 GB and try again."))
    assert house.step == "mind"


def test_one_can_go_on_while_a_model_is_fetched(house: House) -> None:
    house.to("mind")
    house.until(lambda: house.page(MeetingMind).current)
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


def test_escape_leads_out_of_every_inner_page(house: House) -> None:
    mailbox = house.page(MeetingMailbox)
    house.disk.mail = (OnDisk("/x", "A Maildir", "3 messages"),)
    house.to("mailbox")
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: row(house, MeetingDisk) == "/x")
    house.press(KEY.Key_Down)
    house.enter()
    assert house.page(MeetingDisk).property("writing")
    house.escape()
    assert mailbox.property("way") == "imported"
    house.escape()
    assert mailbox.property("way") == ""
    assert house.step == "mailbox"
    house.escape()
    assert house.step == "mind"


def test_the_sample_world_is_one_key_away(house: House) -> None:
    house.to("mailbox")
    house.press(KEY.Key_Down)
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: house.hellos)
    assert house.disk.samples == 1
    assert house.kept.values["meeting.mailbox"] == "sample"


def test_a_mouse_can_do_it_too(house: House) -> None:
    house.to("interrupt")
    house.click("Only when I ask")
    assert house.step == "interrupt"
    house.click("Only when I ask")
    assert house.step == "talk"
    assert house.flow.meeting.interrupt == "never"
    house.click("back")
    assert house.step == "interrupt"
    house.click("skip")
    assert house.step == "talk"


PAGES = ("hello", "interrupt", "talk", "voice", "name", "mind", "mailbox")


@pytest.mark.parametrize(
    ("size", "mode"),
    [((1024, 700), "day"), ((1440, 900), "night"), ((1920, 1200), "day"), ((683, 467), "night")],
    ids=str,
)
def test_every_word_is_inside_the_window(app: QGuiApplication, size: tuple[int, int], mode: str) -> None:
    with meeting_house(app, width=size[0], height=size[1]) as house:
        theme_of(house.view.engine()).set_mode(mode)
        for page in PAGES:
            house.to(page)
            house.turn()
            for item in house.texts():
                corner = item.mapToScene(QPointF(0, 0))
                end = corner.x() + item.property("contentWidth")
                words = f"{item.property('text')!r} on {page} at {size}"
                assert corner.x() >= 0, words
                assert corner.x() + item.width() <= size[0] + 0.5 or end <= size[0] + 0.5, words
                if not clipped(item):
                    assert corner.y() >= 0, words
                    assert corner.y() + item.property("contentHeight") <= size[1], words


def clipped(item: QQuickItem) -> bool:
    above = item.parentItem()
    return above is not None and (above.clip() or clipped(above))


def test_every_page_has_a_heading_and_rows_that_can_be_read_out(house: House) -> None:
    house.awake()
    for page in PAGES:
        house.to(page)
        spoken = house.spoken()
        assert any(words.endswith("?") or "called" in words for words in spoken), page
        assert any(words.startswith("Question ") for words in spoken), page
    house.to("mailbox")
    assert says(house, "A sample world, Four hundred invented mails")

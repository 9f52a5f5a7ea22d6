"""The meeting by keyboard alone: every page, every way through, and what each says when something is missing."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.mailbox import OnboardingDisk, OnboardingMailbox
from osone.bridge.onboarding.mind import OnboardingMind
from osone.bridge.onboarding.ports import OnDisk
from osone.bridge.onboarding.warm import OnboardingWarm
from tests.ui.onboarding_given import PROVIDER
from tests.ui.onboarding_house import House, onboarding_house, theme_of
from tests.ui.onboarding_seen import KEY, fields, row, says


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
    house.until(lambda: row(house, OnboardingMind) == "ollama:qwen3:4b-instruct")
    house.enter()
    house.enter()
    house.write("ada@example.org")
    house.enter()
    house.until(lambda: house.page(OnboardingAccount).property("stage") == "password")
    house.write("right horse")
    house.enter()
    house.until(lambda: house.page(OnboardingAccount).property("stage") == "kept")
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
    assert house.post.saved == [("ada@example.org", PROVIDER, "right horse", "")]
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
    warm = house.page(OnboardingWarm)
    assert says(house, "Opening your data")
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
    with onboarding_house(app) as house:
        house.awake()
        house.write("Ada")
        house.enter()
        house.enter()
        house.to("name")
        kept = dict(house.kept.values)
    with onboarding_house(app, kept) as house:
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


def test_escape_leads_out_of_every_inner_page(house: House) -> None:
    mailbox = house.page(OnboardingMailbox)
    house.disk.mail = (OnDisk("/x", "Maildir", "3 messages"),)
    house.to("mailbox")
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: row(house, OnboardingDisk) == "/x")
    house.press(KEY.Key_Down)
    house.enter()
    assert house.page(OnboardingDisk).property("writing")
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
    house.click("Only when asked")
    assert house.step == "interrupt"
    house.click("Only when asked")
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
    with onboarding_house(app, width=size[0], height=size[1]) as house:
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
    assert says(house, "Try the sample, 400 invented messages")

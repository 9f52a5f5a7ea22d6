"""The meeting's keys are the keymap's: the person's own hold and are taught, and a line keeps its letters."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.flow import OnboardingInterrupt
from osone.bridge.onboarding.name import OnboardingHello
from osone.bridge.onboarding.warm import OnboardingWarm
from osone.commands.onboarding import OnboardingAct, taken
from tests.ui.onboarding_house import House, onboarding_house
from tests.ui.onboarding_seen import KEY, row


def hints(house: House) -> dict[object, object]:
    taught = house.flow.property("pageHints") + house.flow.property("wayHints")
    return {hint["words"]: hint["shown"] for hint in taught}


def test_the_person_s_own_keys_hold_in_the_meeting_and_are_taught(app: QGuiApplication) -> None:
    taken_away = {"Mod+Right": None, "Esc": None}
    own = {"Mod+N": "onboarding.skip", "Enter": "onboarding.back", "l": "onboarding.take", **taken_away}
    with onboarding_house(app, keys=own) as house:
        for part in ("store", "voice"):
            house.page(OnboardingWarm).reach(part)
        house.press(KEY.Key_Space, " ")
        house.until(lambda: house.step == "hello")
        house.skip()
        assert house.step == "hello", "Ctrl → means nothing now"
        house.press(KEY.Key_N, control=True)
        assert house.step == "interrupt"
        assert hints(house) == {"move": "↑ ↓", "choose": "l", "back": "Enter", "skip": "Ctrl N"}
        house.enter()
        assert house.step == "hello"
        house.write("l")
        assert (house.step, house.page(OnboardingHello).default()) == ("hello", "l"), (
            "what types a letter is the line's"
        )
        house.press(KEY.Key_N, control=True)
        house.press(KEY.Key_L, "l")
        assert house.step == "talk"


def test_single_keys_that_are_turned_off_are_off_in_the_meeting_too(house: House) -> None:
    house.to("interrupt")
    assert house.filter is not None
    house.filter.keymap = house.filter.keymap.with_single(False)
    first = row(house, OnboardingInterrupt)
    house.press(KEY.Key_K, "k")
    assert row(house, OnboardingInterrupt) == first
    house.press(KEY.Key_Up)
    assert row(house, OnboardingInterrupt) != first


def test_each_page_takes_its_own_and_back_and_skip_are_everywhere(house: House) -> None:
    everywhere = {taken(OnboardingAct.BACK), taken(OnboardingAct.SKIP), taken(OnboardingAct.TAKE)}
    house.to("hello")
    assert house.flow.facts() == everywhere
    house.to("name")
    assert house.flow.facts() == everywhere | {taken(OnboardingAct.OTHER)}
    house.to("mailbox")
    house.press(KEY.Key_Home)
    house.enter()
    assert house.flow.facts() == everywhere
    house.write("ada@example.org")
    house.enter()
    house.until(lambda: house.page(OnboardingAccount).property("stage") == "password")
    assert house.flow.facts() >= everywhere | {taken(OnboardingAct.REVEAL), taken(OnboardingAct.SERVERS)}


def test_a_hint_that_is_clicked_does_what_its_key_does(house: House) -> None:
    house.to("interrupt")
    house.click("skip")
    assert house.step == "talk"
    house.click("back")
    assert house.step == "interrupt"

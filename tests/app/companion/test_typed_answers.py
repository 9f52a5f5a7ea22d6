"""A typed yes or no answers the card that stands; a companion that was opened by hand stays open."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from osone.app.profile.profile import Profile
from tests.app.house import Running, living, sample
from tests.app.seen import every, item, items, place, texts

TRASHED = (
    "SELECT count(DISTINCT m.thread) FROM shown s JOIN message m ON m.id = s.message"
    " JOIN folder f ON f.id = s.folder WHERE f.role = 'trash'"
)


@pytest.fixture
def world() -> Iterator[Profile]:
    with sample() as opened:
        yield opened


def cards(house: Running) -> list[str]:
    return [str(row["key"]) for row in house.screens.talk.rows if row["kind"] == "card"]


def ask_for_a_card(house: Running) -> None:
    house.until(lambda: house.house.talker._conversation is not None, "somebody answers")
    house.say("delete all newsletters")
    house.until(lambda: cards(house), "a card")


def test_a_typed_yes_does_what_the_card_shows_and_a_no_does_not(world: Profile) -> None:
    with living(world) as house:
        before = house.number(TRASHED)
        ask_for_a_card(house)
        house.say("no, thanks")
        house.until(lambda: not cards(house), "it is declined")
        house.turn(0.2)
        assert house.number(TRASHED) == before
        ask_for_a_card(house)
        house.say("yes, do it")
        house.until(lambda: house.number(TRASHED) > before, "it is done")
        assert not cards(house)
        told = house.talk()
        assert told.index(("person", "yes, do it")) < told.index(("decided", "Do it")), "a word before what it did"


def test_a_yes_that_follows_something_else_is_no_yes_to_an_older_card(world: Profile) -> None:
    with living(world) as house:
        before = house.number(TRASHED)
        ask_for_a_card(house)
        house.say("what's on today?")
        house.until(lambda: house.talk()[-1][0] not in ("card", "person"), "the day is told")
        house.say("ok")
        house.until(lambda: ("person", "ok") in house.talk(), "it was said")
        house.turn(0.3)
        assert house.number(TRASHED) == before
        assert len(cards(house)) == 1, "it still stands, with its keys"


def test_with_two_cards_a_yes_answers_neither(world: Profile) -> None:
    with living(world) as house:
        house.until(lambda: house.house.talker._conversation is not None, "somebody answers")
        for n in (90_001, 90_002):
            house.screens.talk.card(f"card:{n}", f"Do {n}?", "", "Do it", "Cancel")
        house.say("yes")
        house.until(lambda: ("person", "yes") in house.talk(), "it was said")
        house.turn(0.2)
        assert len(cards(house)) == 2


def test_a_companion_opened_by_hand_stays_open_whatever_else_is_told(world: Profile) -> None:
    with living(world) as house:
        shell, settings = house.screens.shell, house.screens.preferences
        shell.set_narrow(False)
        settings.change("companion.folded", True)
        house.until(lambda: shell.property("folded"), "folded")
        house.turn(0.3)
        house.press("Mod+J")
        assert not shell.property("folded")
        for words in ("the server doesn't answer", ""):
            settings.set_about({"version": words})
            settings.trouble(1, words)
            settings.valuesChanged.emit()
            house.turn(0.05)
        assert not shell.property("folded")
        house.press("Esc", "Mod+K")
        house.write("show or hide your companion")
        house.press("Enter")
        house.until(lambda: shell.property("folded"), "folded by hand")


def test_a_notice_that_was_taken_away_does_not_come_back(world: Profile) -> None:
    with living(world) as house:
        talk = house.screens.talk
        talk.set_notice("There is no sound output.", "Choose a voice", "go.settings")
        assert talk.property("notice") == "There is no sound output."
        talk.drop_notice()
        assert talk.property("notice") == ""
        talk.set_notice("There is no sound output.", "Choose a voice", "go.settings")
        assert talk.property("notice") == ""
        talk.set_notice("No model is selected.")
        assert talk.property("notice") == "No model is selected."


def test_a_notice_is_read_whole_above_what_to_do_about_it(world: Profile) -> None:
    with living(world) as house:
        house.until(lambda: house.house.talker._conversation is not None, "somebody answers")
        house.screens.talk.set_notice("There is no sound output on this computer.", "Choose a voice", "go.settings")
        house.until(lambda: items(house, "TalkNotice"), "it is shown")
        house.turn(0.05)
        words = texts(house, "TalkNotice")[0]
        assert words.property("text") == "There is no sound output on this computer."
        assert not words.property("truncated")
        button = items(house, "QuietButton")
        assert any(place(one).top() >= place(words).bottom() for one in button)
        assert place(words).bottom() < place(item(house, "TalkNotice")).bottom()


def test_who_speaks_is_heard_before_what_was_said(world: Profile) -> None:
    with living(world) as house:
        talk = house.screens.talk
        talk.clear()
        talk.person("Is it late?")
        talk.say("It is **nine**.\n\nNot late at all.")
        name = talk.property("name")
        house.until(lambda: len(items(house, "TalkBlock")) == 3, "all is drawn")
        names = [QAccessible.queryAccessibleInterface(one) for one in every(item(house, "TalkList")) if one.isVisible()]
        told = [one.text(QAccessible.Text.Name) for one in names if one and one.role() == QAccessible.Role.Paragraph]
        assert told == ["You: Is it late?", f"{name}: It is nine.", "Not late at all."]

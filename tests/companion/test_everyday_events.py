"""Events in the talk: changed, called off and shown on a card, by name or as the talk named them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from osone.companion.skills.intents import (
    CancelEvent,
)
from osone.companion.skills.recognise import recognise
from osone.model.ids import EventId
from tests.companion.rooms import NOW, Rooms, occurrence
from tests.companion.talking import talking

CHOIR = replace(occurrence("Choir", 15), event=EventId(5), slot=NOW.replace(hour=15, minute=0))


def test_an_event_is_called_off_by_its_name_and_time() -> None:
    meant = recognise("cancel the meeting with Bo tomorrow at 3", NOW, "Iris")
    assert isinstance(meant, CancelEvent)
    assert (meant.what, meant.slot and f"{meant.slot.since:%d %H}") == ("meeting with Bo", "24 15")
    assert recognise("take yoga out of my calendar", NOW, "Iris") == CancelEvent("yoga")


async def test_an_event_is_shown_before_it_goes_and_one_of_many_is_asked_for() -> None:
    house = Rooms(occurrences=(replace(occurrence("Call with Bo", 15), event=EventId(4)),))
    conversation, page = talking(house)
    await conversation.ask("cancel the call with Bo")
    assert house.acts == []
    assert page.cards[0].call.arguments == {"events": [4]}
    assert page.cards[0].about.startswith("“Call with Bo”, ")
    assert not set(page.cards[0].about) & set("*\\"), "a card shows plain words"
    await conversation.ask("yes")
    assert house.acts == [("event.delete", {"events": [4]})]
    calls = (occurrence("Call with Bo", 15), occurrence("Call with Ann", 17))
    two = Rooms(occurrences=tuple(replace(one, event=EventId(4 + n)) for n, one in enumerate(calls)))
    conversation, page = talking(two)
    await conversation.ask("cancel the call")
    assert (page.cards, two.acts) == ([], [])
    assert "Which one" in page.heard
    await conversation.ask("cancel the dentist")
    assert "no “dentist”" in page.heard


@pytest.mark.parametrize(
    ("words", "verb", "given"),
    [
        ("move the choir to four", "event.change", {"line": "four"}),
        ("move the choir to friday", "event.change", {"line": "friday"}),
        ("push choir by an hour", "event.change", {"line": "by an hour"}),
        ("bring the choir forward by 30 minutes", "event.change", {"line": "forward by 30 minutes"}),
        ("make the choir half an hour longer", "event.change", {"line": "half an hour longer"}),
        ("rename the choir to Long choir", "event.change", {"title": "Long choir"}),
        ("change the place of the choir to the Harbour", "event.change", {"where": "the Harbour"}),
    ],
)
async def test_an_event_is_changed_by_its_name_and_of_a_series_one_alone(
    words: str, verb: str, given: dict[str, object]
) -> None:
    house = Rooms(occurrences=(CHOIR,))
    conversation, _page = talking(house)
    await conversation.ask(words)
    assert house.acts == [(verb, {"events": [5], "at": CHOIR.at, "which": "one", **given})]


async def test_it_is_the_event_that_was_told_of_last() -> None:
    house = Rooms(occurrences=(replace(occurrence("Dentist", 15), event=EventId(6)),))
    conversation, page = talking(house)
    await conversation.ask("when is the dentist?")
    await conversation.ask("move it to four")
    assert house.acts == [("event.change", {"events": [6], "line": "four"})]
    await conversation.ask("delete it")
    assert page.cards[-1].call.arguments == {"events": [6]}
    assert len(house.acts) == 1


@pytest.mark.parametrize(
    ("words", "which", "title"),
    [("cancel the choir", "one", "Delete this one?"), ("cancel all choir", "all", "Delete it with all its times?")],
)
async def test_a_series_is_called_off_whole_only_where_all_of_it_is_named(words: str, which: str, title: str) -> None:
    house = Rooms(occurrences=(CHOIR, replace(CHOIR, start=CHOIR.start + timedelta(days=7))))
    conversation, page = talking(house)
    await conversation.ask(words)
    assert page.cards[0].call.arguments == {"events": [5], "at": CHOIR.at, "which": which}
    assert page.cards[0].title == title


async def test_it_is_the_event_that_was_just_added_and_what_is_on_then_is_told() -> None:
    lunch = replace(occurrence("Lunch with Zoe", 13), event=EventId(8))
    house = Rooms(occurrences=(replace(occurrence("Review", 13), event=EventId(7)), lunch), new=(("event", 8),))
    conversation, page = talking(house)
    await conversation.ask("add lunch with Zoe today 13:00")
    assert "Then you have" in page.heard
    assert "Review" in page.heard
    await conversation.ask("move it to four")
    assert house.acts[-1] == ("event.change", {"events": [8], "line": "four"})


async def test_of_events_that_were_listed_one_is_meant_by_its_place_and_named_on_a_card() -> None:
    walk, tea = (replace(occurrence(title, hour), event=EventId(hour)) for title, hour in (("Walk", 15), ("Tea", 17)))
    house = Rooms(occurrences=(walk, tea))
    conversation, page = talking(house)
    await conversation.ask("what do I have today?")
    await conversation.ask("delete it")
    assert not page.cards, "it may be either"
    await conversation.ask("delete the first one")
    assert page.cards[-1].call.arguments == {"events": [15]}
    assert "Walk" in page.cards[-1].about
    await conversation.ask("move the second one to six")
    assert house.acts == [("event.change", {"events": [17], "line": "six"})]

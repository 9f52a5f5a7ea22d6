"""What goes on from a question about a day, and what others wrote: cut to a line, however long it is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from osone.companion.conversation import Conversation
from osone.companion.persona import Persona
from osone.companion.skills.follow import follows
from osone.companion.skills.intents import Agenda, Between, Free
from osone.companion.skills.recognise import recognise
from osone.model.calendar import Occurrence
from osone.model.ids import AccountId, EventId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, MessageRow
from osone.model.tasks import Task
from osone.queries.asking import KnownPerson
from tests.companion.rooms import NOW, Rooms, occurrence, thread
from tests.companion.talking import Page, Verbs


def part(said: str, before: str) -> tuple[datetime, datetime, str]:
    found = follows(said, recognise(before, NOW, "Iris"), NOW, "Iris")
    assert isinstance(found, (Between, Free))
    return found.slot.since, found.slot.until, found.slot.says


@pytest.mark.parametrize(
    ("before", "said", "day", "hours", "says"),
    [
        ("what's on today?", "and the evening?", 0, (18, 22), "this evening"),
        ("what do I have tomorrow?", "and the evening?", 1, (18, 22), "tomorrow evening"),
        ("what do I have on Friday?", "what about the morning?", 4, (8, 12), "on Friday morning"),
        ("what do I have tomorrow morning?", "and in the afternoon?", 1, (12, 17), "tomorrow afternoon"),
        ("am I free on Friday?", "and at 11?", 4, (11, 11), "on Friday at 11"),
        ("am I free tomorrow?", "and after 5?", 1, (17, 24), "tomorrow after 5"),
        ("what do I have tomorrow?", "before noon?", 1, (0, 12), "tomorrow before noon"),
    ],
)
def test_a_part_of_a_day_is_one_of_the_day_that_was_asked_about(
    before: str, said: str, day: int, hours: tuple[int, int], says: str
) -> None:
    since, until, told = part(said, before)
    midnight = NOW.replace(hour=0, minute=0) + timedelta(days=day)
    assert (since - midnight, until - midnight) == (timedelta(hours=hours[0]), timedelta(hours=hours[1]))
    assert told == says


def test_another_day_is_another_day_and_what_stands_alone_is_a_question_too() -> None:
    asked = recognise("what do I have tomorrow?", NOW, "Iris")
    assert isinstance(follows("and on Friday?", asked, NOW, "Iris"), Agenda)
    alone = recognise("what about tomorrow morning?", NOW, "Iris")
    assert isinstance(alone, Between)
    assert (alone.slot.since.day, alone.slot.says) == (24, "tomorrow morning")
    for nothing in ("and", "what about it", "how about a joke then", "and what"):
        assert not isinstance(recognise(nothing, NOW, "Iris"), (Between, Agenda))


LONG = "The harbour\nand the pier, " * 40
ANNA = Address(f"Anna {'of the very long name ' * 20}", "anna@berg.example")


def talking(house: Rooms) -> tuple[Conversation, Page]:
    page = Page()
    return Conversation(
        house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Mara"), mind=None
    ), page


def long_event() -> Occurrence:
    return replace(occurrence(LONG, 15), event=EventId(6), location=LONG)


@pytest.mark.parametrize(
    "said",
    ["what's on today?", "what's next?", "find mail from Anna", "what needs me?", "what are my tasks?",
     "who is Anna?", "when did I last hear from Anna?", "who wrote today?", "when is the harbour?", "am I free at 15?",
     "cancel the harbour", "reply to Anna that I come"],
)  # fmt: skip
async def test_whatever_others_wrote_is_told_in_a_line(said: str) -> None:
    row = MessageRow(
        MessageId(5), ThreadId(7), AccountId(1), ANNA, (), (), LONG, "", int(NOW.timestamp()) - 7200, Flag(0), (), 10,
        False, True,
    )  # fmt: skip
    house = Rooms(
        occurrences=(long_event(),),
        todo=(Task(TaskId(1), LONG, "", "", 4, NOW.date(), None, 1.0, 0),),
        mail=(thread(LONG, people=ANNA.name),),
        known=(KnownPerson(ANNA, 4, 2, row),),
    )
    conversation, page = talking(house)
    await conversation.ask(said)
    assert page.heard
    assert all(len(line) < 400 for line in page.heard.splitlines())
    assert page.heard.count("pier") < 12
    assert all(len(card.about) < 400 for card in page.cards)

"""Questions and wishes of many wordings: what is asked, with which slots, and what is answered from the house."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from osone.companion.skills.intents import (
    AddTask,
    Agenda,
    Between,
    CaptureLine,
    FindMail,
    Free,
    HowMany,
    LastFrom,
    NextUp,
    Plain,
    ReplyTo,
    ShownTime,
    Sweep,
    WhatWanted,
    WhenIs,
    WhoIs,
    WhoWrote,
)
from osone.companion.skills.recognise import recognise
from osone.companion.skills.telling import aloud
from osone.model.ids import AccountId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, MessageRow
from osone.model.tasks import Task
from osone.queries.asking import KnownPerson
from osone.queries.conversation import Message
from osone.queries.gaps import Gap
from tests.companion.rooms import NOW, TODAY, Rooms, occurrence, said, thread
from tests.companion.talking import talk

LENA = Address("Lena Fischer", "lena@harbour.example")
MAIL = MessageRow(
    MessageId(5), ThreadId(7), AccountId(1), LENA, (), (), "Lunch on Thursday?", "",
    int(NOW.timestamp()) - 7200, Flag(0), (), 10, False, True,
)  # fmt: skip
KNOWN = KnownPerson(LENA, 4, 2, MAIL)
LETTER = Message(MAIL, "Hi Amy,\n\nthe pier is open again. Could you bring the figures on Thursday at 12:30?\n\nLena")


@pytest.mark.parametrize(
    "words",
    ["what is next?", "What's next", "what do I have next?", "when is my next meeting", "and what's coming up next?",
     "what comes next on my calendar", "tell me what is next"],
)  # fmt: skip
def test_what_comes_next_is_asked_in_many_ways(words: str) -> None:
    assert recognise(words, NOW, "Iris") == NextUp()


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("am I free on thursday at noon?", "26 12:00", "26 12:00"),
        ("on thursday at noon, am I free?", "26 12:00", "26 12:00"),
        ("am I free this afternoon?", "23 12:00", "23 17:00"),
        ("is friday evening free?", "27 18:00", "27 22:00"),
        ("do I have time for a coffee with Noor tomorrow between 2 and 4?", "24 14:00", "24 16:00"),
        ("could I meet Bo on Friday at 3?", "27 15:00", "27 15:00"),
        ("do you know if I am free tomorrow", "24 00:00", "25 00:00"),
        ("am I free", "23 00:00", "24 00:00"),
    ],
)
def test_whether_one_is_free_is_asked_with_a_time(words: str, since: str, until: str) -> None:
    asked = recognise(words, NOW, "Iris")
    assert isinstance(asked, Free)
    assert not asked.busy
    assert (f"{asked.slot.since:%d %H:%M}", f"{asked.slot.until:%d %H:%M}") == (since, until)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("when is the dentist?", WhenIs("dentist")),
        ("what time is my dentist appointment", WhenIs("dentist appointment")),
        ("when am I seeing Priya?", WhenIs("Priya")),
        ("when is Noor's birthday?", WhenIs("Noor's birthday")),
        ("how long until the dentist", WhenIs("dentist")),
        ("where is the dinner with Petter", WhenIs("dinner with Petter", where=True)),
        ("who is Lena Fischer?", WhoIs("Lena Fischer")),
        ("do you know Lena?", WhoIs("Lena")),
        ("what's Lena's email address?", WhoIs("Lena")),
        ("who sent this?", WhoIs("")),
        ("what did Lena want?", WhatWanted("Lena")),
        ("what does Lena need from me?", WhatWanted("Lena")),
        ("what is this about?", WhatWanted()),
        ("summarise the mail from Signe", WhatWanted("Signe")),
        ("did Tomasz answer?", LastFrom("Tomasz", answered=True)),
        ("when did I last hear from Hana?", LastFrom("Hana")),
        ("when is it?", ShownTime()),
        ("add this to my calendar", ShownTime(add=True)),
        ("put it in my calendar please", ShownTime(add=True)),
        ("how many unread messages do I have?", HowMany(FindMail(unread=True))),
        ("number of unread emails", HowMany(FindMail(unread=True))),
        ("how many messages from Bo do I have?", HowMany(FindMail(sender="Bo"))),
        ("how many newsletters are there", HowMany(FindMail(sort="newsletters"))),
        ("how many tasks are overdue?", HowMany("overdue")),
        ("how many people are waiting for me", HowMany("needs")),
        ("archive all newsletters", Sweep("mail.archive", FindMail(sort="newsletters"))),
        ("get rid of the newsletters", Sweep("mail.trash", FindMail(sort="newsletters"))),
        ("delete everything", Sweep("mail.trash", FindMail())),
        ("delete all mail from Bo", Sweep("mail.trash", FindMail(sender="Bo"))),
        ("mark everything as read", Sweep("mail.unread", FindMail(unread=True), unread=False)),
        ("clear my inbox", Sweep("mail.archive", FindMail())),
        ("reply to Bo that I will come", ReplyTo("Bo", "I will come.")),
        ("tell Bo I'll be late, sorry", ReplyTo("Bo", "I'll be late, sorry.")),
        ("write back to Zoë saying see you on friday", ReplyTo("Zoë", "See you on Friday.")),
        ("reply that I'm in", ReplyTo("", "I'm in.")),
        ("dinner with Zoë friday 19:00", CaptureLine("dinner with Zoë friday 19:00", event=True)),
        ("put lunch with Wendela on Thursday at 12:30",
         CaptureLine("lunch with Wendela on Thursday at 12:30", event=True)),
        ("block two hours for chapter eight tomorrow morning",
         CaptureLine("two hours for chapter eight tomorrow morning", event=True)),
        ("I have to send Petter the measurements by Friday", AddTask("Send Petter the measurements by Friday")),
        ("remind me to call Ann tomorrow at 9", AddTask("Call Ann tomorrow at 9")),
        ("remind me tomorrow at 9 to call Ann", CaptureLine("remind me tomorrow at 9 to call Ann", event=False)),
        ("good night", Plain.GOODNIGHT),
    ],
)  # fmt: skip
def test_a_question_has_a_frame_and_its_slots(words: str, asked: object) -> None:
    assert recognise(words, NOW, "Iris") == asked


@pytest.mark.parametrize(
    "words",
    ["cancel the meeting tomorrow at 3", "move my 10am call to tomorrow", "I talked with my mother today",
     "wake me up at 7 tomorrow", "let me know if it rains tomorrow at noon", "tell me a story about the sea",
     "what is the capital of France", "why is the sea salt", "I've booked the flight to Lisbon", "write to Bo",
     "delete the task about the blender", "tell me what is on your mind", "archive"],
)  # fmt: skip
def test_nothing_is_written_down_or_swept_away_that_was_not_wished(words: str) -> None:
    assert not isinstance(recognise(words, NOW, "Iris"), CaptureLine | AddTask | Sweep | ReplyTo | ShownTime)


def test_days_and_hours_are_told_apart() -> None:
    morning = recognise("what do I have tomorrow morning?", NOW)
    assert isinstance(morning, Between)
    assert morning.slot.since.hour == 8
    assert isinstance(recognise("what do I have tomorrow?", NOW), Agenda)
    wrote = recognise("has anyone written since yesterday?", NOW)
    assert isinstance(wrote, WhoWrote)
    assert (wrote.slot.since.day, wrote.slot.until > NOW) == (22, True)


async def test_days_that_something_lasts_all_of_are_not_said_to_be_empty() -> None:
    since = NOW.replace(hour=0, minute=0) + timedelta(days=2)
    regatta = replace(
        occurrence("Regatta weekend", 0), all_day=True, start=since, end=since + timedelta(days=2, microseconds=0)
    )
    text = (await said("when am I free in the next 5 days?", Rooms((regatta,)))).text
    assert text.startswith("Nothing is planned")
    assert "Only **Regatta weekend** " in text
    empty, _dot, lasting = text.partition("Only ")
    assert not {word for word in lasting.split() if word.endswith("day")} & set(empty.split())


async def test_free_is_answered_with_yes_or_no_first_and_then_what_stands_there() -> None:
    lunch = replace(
        occurrence("Lunch with Bo", 12), start=NOW.replace(hour=12, minute=30), end=NOW.replace(hour=13, minute=30)
    )
    house = Rooms((lunch,))
    assert (await said("am I free today at noon?", house)).text == (
        "Yes, until 12:30.\n\n- 12:30 to 13:30: Lunch with Bo"
    )
    assert (await said("am I free today at 13:00?", house)).text.startswith(
        "No, one thing stands there today at 13:00:"
    )
    assert (await said("am I free this afternoon?", house)).text == (
        "No, one thing stands there this afternoon:\n\n- 12:30 to 13:30: Lunch with Bo\n\n"
        "Free from 12:00 to 12:30 and from 13:30 to 17:00."
    )
    assert (await said("am I busy today at 13:00?", house)).text.startswith("Yes, one thing stands there")
    assert (await said("am I free tomorrow at noon?", house)).text == "Yes, you're free tomorrow at noon."
    assert (await said("do I have time for a coffee with Noor today?", house)).text.startswith(
        "Yes, from 09:30 to 12:30 and from 13:30 to 21:00."
    )
    assert (await said("am I free today?", house)).text.startswith("No, not all of it: one thing stands there today.")
    holiday = replace(occurrence("Holiday", 0), all_day=True, start=NOW.replace(hour=0), end=NOW + timedelta(days=1))
    assert (await said("am I free this afternoon?", Rooms((holiday,)))).text.startswith(
        "Yes, you're free this afternoon, but this lasts all day:"
    )


async def test_what_is_next_first_and_last_is_told_with_day_and_place() -> None:
    house = Rooms(
        (
            occurrence("Standup", 9),
            occurrence("Lunch with Bo", 12),
            replace(occurrence("Review", 15), location="Room 2"),
        )
    )
    assert (await said("what is next?", house)).text == (
        "Now: **Standup**, today, 09:00 to 10:00.\n\nNext: **Lunch with Bo**, today, 12:00 to 13:00."
    )
    assert (
        await said("what is the last meeting today", house)
    ).text == "Last: **Review**, today, 15:00 to 16:00 (Room 2)."
    assert (await said("where is the review", house)).text == "**Review**, today, 15:00 to 16:00 (Room 2)."
    assert (await said("when am I seeing Bo?", house)).text == "**Lunch with Bo**, today, 12:00 to 13:00."
    assert "I see no “dentist”" in (await said("when is the dentist?", house)).text
    pay = Task(TaskId(1), "Pay the rent", "", "", 4, TODAY + timedelta(days=1), None, 1.0, 0)
    assert (
        await said("when is the rent due?", Rooms(todo=(pay,)))
    ).text == "On your list:\n\n- Pay the rent, due tomorrow"


async def test_somebody_is_told_by_their_mail_and_nobody_is_made_up() -> None:
    house = Rooms(known=(KNOWN,), letter=LETTER)
    lena = (await said("who is Lena?", house)).text
    assert "4 messages from them, 2 from you. The newest, 07:30: “Lunch on Thursday?”." in lena
    assert "lena@harbour" in lena
    assert "nobody called “Anna”" in (await said("who is Anna?", house)).text
    told = await said("what did Lena want?", house)
    assert "> Could you bring the figures on Thursday at 12:30?" in told.text
    assert "figures" not in told.note
    assert (await said("did Lena answer?", house)).text == "Yes, Lena Fischer wrote 07:30: “Lunch on Thursday?”."
    mine = replace(MAIL, date=MAIL.date + 60)
    assert (await said("did Lena answer?", replace(house, mine=mine))).text.startswith("No, not since you wrote")


async def test_who_wrote_is_told_by_name_and_how_much_as_a_number() -> None:
    house = Rooms(known=(KNOWN,), mail=(thread("Lunch on Thursday?"),))
    assert (await said("who wrote to me today?", house)).text == (
        "One person wrote to you today:\n\n- **Lena Fischer**: “Lunch on Thursday?”"
    )
    assert (await said("who wrote to me today?", Rooms())).text == "Nobody wrote to you today."
    assert "so far" in (await said("who wrote to me today?", Rooms(unknown=Gap.OFFLINE))).text
    assert (await said("how many unread messages do I have?", house)).text == "1 unread conversation in your inbox."
    assert "so far" in (await said("how many unread mails are there?", Rooms(unknown=Gap.READING))).text


async def test_a_set_is_shown_with_its_count_and_nothing_is_done_before_the_yes() -> None:
    house = Rooms(mail=(thread("Bulbs"), thread("Boats")))
    conversation, page, _mind = talk(house=house)
    await conversation.ask("archive all newsletters")
    (card,) = page.cards
    assert (card.title, card.about) == ("Archive 2 newsletters?", "“Bulbs”, “Boats”.")
    assert not house.acts
    await conversation.confirm(card.id)
    assert house.acts == [("mail.archive", {"threads": [7, 7]})]
    assert await conversation.confirm(card.id) is None
    await conversation.ask("delete everything")
    conversation.decline(page.cards[-1].id)
    assert len(house.acts) == 1
    empty, nothing, _mind = talk(house=Rooms())
    await empty.ask("archive all newsletters")
    assert not nothing.cards
    assert "nothing to do" in nothing.heard


async def test_an_answer_is_opened_as_a_draft_and_never_sent() -> None:
    house = Rooms(known=(KNOWN,))
    assert (
        await said("reply to Lena that I will come", house)
    ).text == "Here's your draft to Lena Fischer. It isn't sent."
    assert house.drafts == [(7, "I will come.")]
    assert not house.acts
    assert "To empty" in (await said("reply to Bo that I will come", house)).text
    assert (
        "only open a draft in the window"
        in (await said("reply to Lena that I come", replace(house, window=False))).text
    )


async def test_when_the_open_message_takes_place_is_told_with_its_words() -> None:
    thursday = NOW + timedelta(days=3, hours=3)
    house = Rooms(
        (replace(occurrence("Lunch with Bo", 12), start=thursday, end=thursday + timedelta(hours=1)),), letter=LETTER
    )
    told = (await said("when is it?", house)).text
    assert told.startswith("Thursday 26 November, 12:30 to 13:30.")
    assert "Then you have **Lunch with Bo**" in told
    await said("add this to my calendar", house)
    assert house.acts == [("event.bring", {"thread": 7})]


async def test_with_a_mind_what_the_house_does_not_know_is_asked_of_it() -> None:
    conversation, page, mind = talk()
    await conversation.ask("who is Ada Lovelace?")
    assert page.heard == "Yes."
    assert len(mind.given) == 1


def test_of_a_list_three_lines_are_said_aloud() -> None:
    assert aloud("Four:\n\n- a\n- b\n- c\n- d") == "Four:\n\n- a\n- b\n- and two more"
    assert aloud("No list.") == "No list."
    assert datetime(2026, 11, 23).date() == TODAY

"""Yes, no and "cancel that": each answers what was asked or done, and where that is nothing, says so."""

from dataclasses import replace

import pytest

from osone.companion.conversation import Conversation
from osone.companion.minds.protocol import Call, Words
from osone.companion.persona import Persona
from osone.companion.skills.consent import answering, consent
from osone.companion.skills.intents import Plain
from osone.companion.skills.words import hear
from osone.model.ids import EventId, TaskId
from osone.model.tasks import Task
from tests.companion.rooms import Rooms, occurrence
from tests.companion.talking import DONE, Page, Verbs, talk

CALLS = (
    replace(occurrence("Call with Bo", 15), event=EventId(4)),
    replace(occurrence("Call with Ann Holm", 17), event=EventId(5), location="Harbour"),
)


def alone(house: Rooms) -> tuple[Conversation, Page]:
    page = Page()
    return Conversation(
        house=house, tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris", "Mara"), mind=None
    ), page


def task(title: str, number: int) -> Task:
    return Task(TaskId(number), title, "", "", 4, None, None, float(number), 0)


@pytest.mark.parametrize("said", ["yes", "no", "do it", "cancel", "nope", "cancel that", "of course", "no thanks"])
async def test_a_yes_or_a_no_to_nothing_is_not_answered_as_if_something_were_done(said: str) -> None:
    conversation, page = alone(house := Rooms())
    for before in ("", "hello", "what's on today?"):
        if before:
            await conversation.ask(before)
        for _time in range(3):
            await conversation.ask(said)
            assert not page.heard.startswith("All right"), (before, said)
            assert "othing" in page.heard or "hadn't asked" in page.heard
    assert house.acts == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yes please", Plain.YES), ("yeah, of course", Plain.YES), ("go ahead", Plain.YES), ("ok", Plain.OKAY),
        ("sounds good", Plain.OKAY), ("no", Plain.NO), ("not now", Plain.NO), ("oh no", Plain.NO),
        ("cancel that", Plain.CANCEL), ("no, scratch that", Plain.CANCEL), ("call it off", Plain.CANCEL),
        ("never mind", Plain.STOP), ("shut up", Plain.HUSH), ("stop talking", Plain.HUSH), ("cancel the dentist", None),
        ("yes but not that one", None), ("nobody", None), ("it is fine weather", None),
    ],
)  # fmt: skip
def test_each_is_read_in_one_place(said: str, meant: Plain | None) -> None:
    assert answering(hear(said).text) is meant


def test_silence_is_no_answer() -> None:
    assert consent("be quiet") is None


async def test_cancel_that_takes_back_the_deed_even_after_a_word_that_was_not_understood() -> None:
    house = Rooms(occurrences=(replace(occurrence("Lunch with Zoe", 13), event=EventId(8)),), new=(("event", 8),))
    conversation, page = alone(house)
    await conversation.ask("add lunch with Zoe today 13:00")
    await conversation.ask("xyzzy")
    await conversation.ask("cancel that")
    assert [verb for verb, _ in house.acts] == ["event.add", "undo.entry"]
    assert page.heard == "Undone."
    await conversation.ask("cancel that")
    assert len(house.acts) == 2, "there is nothing more to cancel"
    assert "othing" in page.heard


async def test_what_cannot_be_taken_back_is_said_to_be_so() -> None:
    class Gone(Rooms):
        async def take_back(self) -> str:
            return ""

    conversation, page = alone(Gone())
    await conversation.ask("add task buy rope")
    await conversation.ask("cancel that")
    assert page.heard == "I can't take that back from here."
    conversation, page = alone(Rooms())
    await conversation.ask("write to Bo that I will come on thursday")
    await conversation.ask("cancel that")
    assert "can't take a draft away" in page.heard


async def test_cancel_that_after_an_event_was_told_of_is_about_the_event() -> None:
    house = Rooms(occurrences=CALLS[:1])
    conversation, page = alone(house)
    await conversation.ask("when is the call with Bo?")
    await conversation.ask("cancel that")
    assert page.cards[-1].call.arguments == {"events": [4]}
    await conversation.ask("yes")
    assert house.acts == [("event.delete", {"events": [4]})]


@pytest.mark.parametrize("agreed", ["yes", "ok", "do it"])
async def test_a_yes_to_which_one_asks_which_one_again(agreed: str) -> None:
    house = Rooms(occurrences=CALLS)
    conversation, page = alone(house)
    await conversation.ask("cancel the call")
    asked = page.heard
    assert "Which one do you mean?" in asked
    await conversation.ask(agreed)
    assert page.heard == asked
    assert (page.cards, house.acts) == ([], [])


@pytest.mark.parametrize(
    "said", ["the second one", "the last one", "the one at five pm", "the 17:00 one", "Ann", "the one with Ann Holm",
             "I mean the one at the harbour", "number two"]
)  # fmt: skip
async def test_which_one_is_answered_by_its_place_its_time_or_its_name(said: str) -> None:
    house = Rooms(occurrences=CALLS)
    conversation, page = alone(house)
    await conversation.ask("cancel the call")
    await conversation.ask("the fifth one")
    await conversation.ask(said)
    assert [card.call.arguments for card in page.cards] == [{"events": [5]}]
    assert house.acts == []


async def test_no_to_which_one_ends_it() -> None:
    house = Rooms(occurrences=CALLS)
    conversation, page = alone(house)
    await conversation.ask("cancel the call")
    await conversation.ask("no")
    assert page.heard == "All right. Nothing was done."
    await conversation.ask("the second one")
    assert (page.cards, house.acts) == ([], [])


async def test_of_tasks_too_the_place_alone_is_enough() -> None:
    house = Rooms(todo=(task("Draft chapter eight", 1), task("Draft the invitation", 2)))
    conversation, _page = alone(house)
    await conversation.ask("delete the task about the draft")
    await conversation.ask("the second one")
    assert house.acts == [("task.delete", {"tasks": [2]})]
    await conversation.ask("move the draft to friday")
    await conversation.ask("the first")
    assert house.acts[1:] == [("task.due", {"tasks": [1], "when": "friday"})]


async def test_of_a_day_with_events_and_tasks_each_is_meant_by_its_place_in_the_list() -> None:
    house = Rooms(occurrences=CALLS, todo=(task("Buy rope", 7), task("Paint", 9)))
    conversation, page = alone(house)
    await conversation.ask("what do I have today?")
    await conversation.ask("delete the first one")
    assert page.cards[-1].call.arguments == {"events": [4]}
    await conversation.ask("no")
    await conversation.ask("mark the third one as done")
    await conversation.ask("move the last one to friday")
    assert house.acts == [("task.done", {"tasks": [7]}), ("task.due", {"tasks": [9], "when": "friday"})]


async def test_a_yes_after_a_deed_says_that_it_is_done_and_does_nothing() -> None:
    conversation, page = alone(house := Rooms())
    await conversation.ask("add task buy rope")
    await conversation.ask("yes")
    assert page.heard.startswith("It's done.")
    assert len(house.acts) == 1


async def test_a_typed_yes_or_no_answers_the_card_of_a_mind_that_was_just_shown_and_no_older_one() -> None:
    for said, ran in (("yes", 1), ("no", 0)):
        verbs = Verbs()
        conversation, page, _mind = talk([Call("mail.send", {}), DONE], [Words("Shall I?"), DONE], verbs=verbs)
        await conversation.ask("go on with the letter then")
        await conversation.ask(said)
        assert (len(verbs.ran), page.cards) == (ran, [])
    verbs = Verbs()
    conversation, page, _mind = talk([Call("mail.send", {}), DONE], [Words("Shall I?"), DONE], verbs=verbs)
    await conversation.ask("go on with the letter then")
    await conversation.ask("what's on today?")
    await conversation.ask("yes")
    assert verbs.ran == []
    assert len(page.cards) == 1
    assert "decide on it there" in page.heard


async def test_what_a_mind_asked_is_answered_to_the_mind() -> None:
    conversation, _page, mind = talk([Words("Do you like the sea?"), DONE], [Words("So do I."), DONE])
    await conversation.ask("let us talk about something else entirely")
    await conversation.ask("yes")
    assert len(mind.given) == 2


@pytest.mark.parametrize(
    "said",
    ["somehow the meetings in the diary around next tuesday look odd to me", "he will come on friday at 5",
     "the trains are late on friday at 5", "the dog was at the vet tomorrow at 9"],
)  # fmt: skip
async def test_what_is_only_told_writes_nothing(said: str) -> None:
    conversation, page = alone(house := Rooms())
    await conversation.ask(said)
    assert (house.acts, page.cards) == ([], [])

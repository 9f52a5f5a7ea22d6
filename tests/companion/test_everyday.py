"""Everyday words for what verbs there are: through the whole talk, and nothing done to another thing than was said."""

from datetime import date, timedelta

import pytest

from osone.companion.skills.asking.places import zone_of
from osone.companion.skills.intents import (
    AddTask,
    BlockSender,
    CancelEvent,
    DropTask,
    FindMail,
    ForwardTo,
    HowShort,
    InvitationOf,
    MoveTask,
    OpenTasks,
    Promised,
    SaidDone,
    TimeIn,
    Which,
)
from osone.companion.skills.recognise import recognise
from osone.model.ids import AccountId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, MessageRow
from osone.model.tasks import Task
from osone.queries.asking import KnownPerson, holds
from osone.queries.conversation import Message
from osone.queries.promises import PromiseMade, promises
from tests.companion.rooms import NOW, TODAY, Rooms, occurrence, thread
from tests.companion.talking import talking

ANNA = Address("Anna Berg", "anna@berg.example")
OTHER = Address("Anna Holm", "anna@holm.example")


def mail(sender: Address, subject: str, number: int = 5) -> MessageRow:
    return MessageRow(
        MessageId(number), ThreadId(number), AccountId(1), sender, (), (), subject, "", int(NOW.timestamp()) - 7200,
        Flag(0), (), 10, False, True,
    )  # fmt: skip


def task(title: str, number: int = 1, due: date | None = None, project: str = "") -> Task:
    return Task(TaskId(number), title, "", project, 4, due, None, float(number), 0)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("move draft chapter eight to next week", MoveTask("draft chapter eight", "next week")),
        ("push the report to friday", MoveTask("report", "friday")),
        ("postpone the tax return until monday", MoveTask("tax return", "monday")),
        ("move it to friday", MoveTask("", "friday", Which())),
        ("make it sunday", MoveTask("", "sunday", Which())),
        ("move the second one to tomorrow", MoveTask("", "tomorrow", Which((2,)))),
        ("delete the task about the blender", DropTask("blender")),
        ("remove the task buy rope", DropTask("buy rope")),
        ("take rope off my list", DropTask("rope")),
        ("I've booked the flight to Lisbon", SaidDone("booked", "book", "the flight to Lisbon")),
        ("I already paid the rent", SaidDone("paid", "pay", "the rent")),
        ("forward the paper prices to Kerstin", ForwardTo("Kerstin", "paper prices", None)),
        ("forward this to Kerstin Malm", ForwardTo("Kerstin Malm", "", Which())),
        ("forward the mail about the lease to Bo", ForwardTo("Bo", "lease", None)),
        ("block Priya Nair", BlockSender("Priya Nair")),
        ("block all mail from news@shop.example", BlockSender("news@shop.example")),
        ("Please block this sender", BlockSender("")),
        ("unblock Priya", BlockSender("Priya", off=True)),
        ("what did I promise Ottilie?", Promised("Ottilie")),
        ("accept Priya's invitation", InvitationOf("Priya")),
        ("accept the invitation from Priya", InvitationOf("Priya")),
        ("can you talk less?", HowShort("brief")),
        ("be brief", HowShort("brief")),
        ("what time is it in Tokyo?", TimeIn("Tokyo", "Asia/Tokyo")),
        ("what's the time in New York right now", TimeIn("New York", "America/New_York")),
        ("what time is it in Atlantis", TimeIn("Atlantis", "")),
        ("add milk to my shopping list", AddTask("Milk #shopping")),
        ("put eggs on the list", AddTask("Eggs")),
        ("what's on my shopping list?", OpenTasks("shopping")),
        ("find the mail with the lease", FindMail(about="lease")),
    ],
)  # fmt: skip
def test_everyday_words_have_their_slots(words: str, meant: object) -> None:
    assert recognise(words, NOW, "Iris") == meant


@pytest.mark.parametrize(
    "words",
    ["move on", "move to Berlin", "move this to the archive", "make it stop", "make it nice", "put it on my calendar",
     "I talked with my mother today", "I had lunch", "we walked home", "forward march", "cancel that", "cancel",
     "delete this mail", "delete the mail from Bo", "I promised myself a holiday", "move the mail to the archive",
     "block two hours for writing tomorrow", "block Friday afternoon", "block an hour for Bo", "block my calendar",
     "unblock me"],
)  # fmt: skip
def test_nothing_else_is_moved_struck_or_passed_on(words: str) -> None:
    wrong = MoveTask | DropTask | SaidDone | CancelEvent | ForwardTo | BlockSender | Promised
    assert not isinstance(recognise(words, NOW, "Iris"), wrong)


async def test_a_task_is_moved_by_its_name_and_the_day_is_said_back() -> None:
    house = Rooms(todo=(task("Draft chapter eight"), task("Draft the invitation", 2)))
    conversation, page = talking(house)
    await conversation.ask("move draft chapter eight to next week")
    assert house.acts == [("task.due", {"tasks": [1], "when": "next week"})]
    assert "Draft chapter eight" in page.heard


async def test_a_sender_is_blocked_by_name_only_with_a_card_and_unblocked_at_once() -> None:
    house = Rooms(known=(KnownPerson(ANNA, 4, 0, None),))
    conversation, page = talking(house)
    await conversation.ask("block Anna")
    assert house.acts == [], "nothing before the yes"
    assert any(ANNA.email in f"{card}" for card in page.cards), "the card names the address"
    await conversation.ask("yes")
    assert house.acts == [("sender.block", {"address": ANNA.email, "sure": True})]
    await conversation.ask("unblock Anna")
    assert house.acts[1:] == [("sender.unblock", {"address": ANNA.email})]


async def test_where_two_tasks_may_be_meant_nothing_is_done_and_they_are_named() -> None:
    house = Rooms(todo=(task("Draft chapter eight"), task("Draft the invitation", 2)))
    conversation, page = talking(house)
    await conversation.ask("delete the task about the draft")
    assert house.acts == []
    assert "chapter eight" in page.heard
    assert "invitation" in page.heard
    await conversation.ask("delete the second one")
    assert house.acts == [("task.delete", {"tasks": [2]})]


async def test_what_is_not_on_the_list_is_not_struck() -> None:
    house = Rooms(todo=(task("Buy rope"),))
    conversation, page = talking(house)
    await conversation.ask("delete the task about the blender")
    await conversation.ask("move the blender to friday")
    assert house.acts == []
    assert "I see no “blender” in your calendar or on your list" in page.heard


async def test_a_task_that_was_just_added_is_what_it_means() -> None:
    house = Rooms(todo=(task("Water the ferns", 9),), new=(("task", 9),))
    conversation, _page = talking(house)
    await conversation.ask("remind me to water the ferns")
    await conversation.ask("move it to sunday")
    await conversation.ask("mark it as done")
    assert house.acts[1:] == [("task.due", {"tasks": [9], "when": "sunday"}), ("task.done", {"tasks": [9]})]


async def test_a_task_that_was_just_added_is_put_off_and_no_mail_is() -> None:
    house = Rooms(todo=(task("Water the ferns", 9),), new=(("task", 9),), selected=(ThreadId(7),))
    conversation, _page = talking(house)
    await conversation.ask("remind me to water the ferns")
    await conversation.ask("postpone it until friday")
    assert house.acts[1:] == [("task.due", {"tasks": [9], "when": "friday"})]


async def test_what_somebody_says_they_did_is_asked_about_and_ticked_off_with_a_yes() -> None:
    house = Rooms(todo=(task("Buy the flight to Lisbon"), task("Call Bo", 2)))
    conversation, page = talking(house)
    await conversation.ask("I've booked the flight to Lisbon")
    assert house.acts == []
    assert [card.title for card in page.cards] == ["Mark “Buy the flight to Lisbon” as done?"]
    await conversation.ask("yes")
    assert house.acts == [("task.done", {"tasks": [1]})]
    assert page.cards == []


async def test_a_story_that_is_no_task_is_not_asked_about() -> None:
    house = Rooms(todo=(task("Buy the flight to Lisbon"),))
    conversation, page = talking(house)
    ended = await conversation.ask("I painted the fence")
    assert ended.origin == "skill:told"
    assert (page.cards, house.acts) == ([], [])


async def test_no_to_a_card_does_nothing() -> None:
    house = Rooms(todo=(task("Pay the rent"),))
    conversation, page = talking(house)
    await conversation.ask("I paid the rent")
    await conversation.ask("no")
    assert (page.cards, house.acts) == ([], [])
    await conversation.ask("yes")
    assert house.acts == [], "a yes that comes later agrees to nothing"


async def test_somebody_who_never_wrote_gets_a_draft_and_what_is_missing_is_said() -> None:
    conversation, page = talking(house := Rooms())
    await conversation.ask("write to Bo that I will come on thursday")
    assert house.begun == [("", "I will come on Thursday.", None)]
    assert "To empty" in page.heard
    assert "isn't sent" in page.heard
    known = Rooms(known=(KnownPerson(ANNA, 0, 3, None),))
    conversation, page = talking(known)
    await conversation.ask("write to Anna that I will come")
    assert known.begun == [("anna@berg.example", "I will come.", None)]


async def test_a_message_is_passed_on_in_a_draft_and_only_where_one_is_meant() -> None:
    house = Rooms(mail=(thread("The lease", number=7),), known=(KnownPerson(ANNA, 3, 3, None),))
    conversation, page = talking(house)
    await conversation.ask("forward the mail about the lease to Anna")
    assert house.begun == [("anna@berg.example", "", ThreadId(7))]
    assert "The lease" in page.heard
    letter = Message(mail(OTHER, "The other lease", 8), "Here it is.")
    many = Rooms(mail=(thread("The lease", number=7), thread("The other lease", number=8)), letter=letter)
    conversation, page = talking(many)
    await conversation.ask("forward the mail about the lease to Anna")
    assert many.begun == []
    await conversation.ask("forward the second one to Anna")
    assert many.begun == [("", "", ThreadId(8))]
    none = Rooms(window=False, mail=(thread("The lease", number=7),))
    conversation, page = talking(none)
    await conversation.ask("forward the mail about the lease to Anna")
    assert "in the window" in page.heard


async def test_promises_are_quoted_and_none_is_made_up() -> None:
    one = PromiseMade("I’ll send you the figures by Friday.", mail(ANNA, "Figures"))
    house = Rooms(known=(KnownPerson(ANNA, 3, 3, None),), promised=(one,))
    conversation, page = talking(house)
    await conversation.ask("what did I promise Anna?")
    assert "> I’ll send you the figures by Friday" in page.heard
    house.promised = ()
    await conversation.ask("what did I promise Anna?")
    assert "no promise" in page.heard


def test_a_promise_is_a_sentence_of_ones_own_that_promises() -> None:
    text = "Hi,\n\nI'll send the map on Monday. It rained. Will you come? Let me check the price.\n\n> I will pay you."
    assert promises(text) == ["I'll send the map on Monday.", "Let me check the price."]


async def test_the_hour_elsewhere_is_worked_out_and_an_unknown_place_is_said_to_be() -> None:
    conversation, page = talking(Rooms())
    await conversation.ask("what time is it in Tokyo?")
    assert page.heard == "It's 18:30 in Tokyo."
    await conversation.ask("what time is it in Atlantis?")
    assert "don't know which time zone Atlantis" in page.heard
    assert zone_of("São Paulo") == "America/Sao_Paulo"
    assert zone_of("the moon") == ""


async def test_how_much_is_said_is_a_setting_that_can_be_taken_back() -> None:
    conversation, _page = talking(house := Rooms())
    await conversation.ask("can you talk less?")
    await conversation.ask("no")
    assert house.acts == [("settings.set", {"key": "companion.talk", "value": "brief"}), ("undo.entry", {})]


async def test_a_list_of_ones_own_is_read_by_its_name() -> None:
    house = Rooms(todo=(task("Milk", 1, project="shopping"), task("Call Bo", 2)))
    conversation, page = talking(house)
    await conversation.ask("what's on my shopping list?")
    assert "Milk" in page.heard
    assert "Call Bo" not in page.heard
    await conversation.ask("what's on my reading list?")
    assert "Nothing is on a list called “reading”" in page.heard


async def test_a_question_goes_on_with_another_day_or_person() -> None:
    house = Rooms(occurrences=(occurrence("Call with Bo", 15),))
    conversation, page = talking(house)
    await conversation.ask("am I free today at 15?")
    assert page.heard.startswith("No")
    await conversation.ask("and tomorrow?")
    assert page.heard.startswith("Yes")
    house = Rooms(
        known=(KnownPerson(ANNA, 3, 1, mail(ANNA, "Boats")), KnownPerson(OTHER, 1, 0, mail(OTHER, "Trees", 6)))
    )
    conversation, page = talking(house)
    await conversation.ask("what's on today?")
    await conversation.ask("who is Anna?")
    assert "anna@berg.example" in page.heard
    await conversation.ask("not that, the other Anna")
    assert "anna@holm.example" in page.heard
    await conversation.ask("the other one")
    assert "only one of that name" in page.heard or "anna@" in page.heard


async def test_the_search_goes_on_from_somebody_else() -> None:
    conversation, _page = talking(house := Rooms())
    await conversation.ask("find mail from Anna about boats")
    await conversation.ask("and from Bo?")
    await conversation.ask("and yesterday?")
    assert house.asked[1] == FindMail(sender="Bo", about="boats")
    assert (house.asked[2].sender, house.asked[2].since) == ("Bo", TODAY - timedelta(days=1))


async def test_what_was_offered_is_taken_up_by_yes_or_by_its_place() -> None:
    conversation, page = talking(Rooms())
    ended = await conversation.ask("xyzzy")
    assert "what's on today" in ended.text
    await conversation.ask("the first one")
    assert "Nothing is planned" in page.heard
    await conversation.ask("xyzzy")
    await conversation.ask("the second")
    assert "needs you" in page.heard


async def test_what_was_said_is_said_again() -> None:
    conversation, page = talking(Rooms())
    await conversation.ask("what's on today?")
    said = page.heard
    await conversation.ask("say that again")
    assert page.heard == said


def test_what_is_written_in_ones_own_tongue_is_found_by_the_english_word() -> None:
    assert holds("Tandläkare Feld", ["dentist"])
    assert holds("Ring mamma", ["mum"])
    assert not holds("Moms: sista dagen", ["mum"])

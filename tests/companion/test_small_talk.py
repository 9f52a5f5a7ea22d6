"""What is told is no wish, small talk is answered as that, and what is offered is what somebody may plausibly want."""

import pytest

from osone.companion.skills.recognise import recognise
from osone.model.ids import AccountId, MessageId, TaskId, ThreadId
from osone.model.mail import Address, Flag, MessageRow
from osone.model.tasks import Task
from osone.queries.asking import KnownPerson
from tests.companion.rooms import NOW, Rooms
from tests.companion.talking import talk, talking

ANNA = Address("Anna Berg", "anna@berg.example")
NEWEST = MessageRow(
    MessageId(5), ThreadId(7), AccountId(1), ANNA, (), (), "Hi", "", int(NOW.timestamp()) - 7200, Flag(0), (), 10,
    False, True,
)  # fmt: skip
TOLD = """
we painted the house red
she left the lights on all night
he turned off the radio at midnight
they played music until three
I ordered pizza last night
we booked a taxi but it never came
the train was late this morning
I cooked soup for everybody
I set an alarm already
my alarm did not ring
the lights went out
I listened to the radio
pizza is my favourite
I love jazz
my sister plays the piano
the weather was lovely on Sunday
he said it would rain
I was late again
I have never been to Norway
I read your answer
I bought new shoes yesterday
we went to the sea last weekend
the meeting was a disaster
my cat is asleep on the keyboard
Anna came to visit
Anna called
I dropped my phone
they cancelled my flight
somebody stole my bike
dinner was great
I finished the book
I met an old friend today
the printer is out of paper
i will be late tonight""".strip().splitlines()
SMALL = """
say something kind
tell me something nice
read me a poem
tell me a story
give me some advice
motivate me
wish me luck
guess what
let's talk
do you dream
do you like coffee
what do you think of cats
have you ever been to the sea
hmm
lol
interesting
I see
really?
not bad
what a day
that was fun
are you there
can you hear me
merry christmas
happy new year to you
have a nice weekend
good luck
you misunderstood me
that is not what I wanted""".strip().splitlines()
WISHED = """
turn off the radio at midnight
play music until three
order a pizza
paint the lights red
turn the heating up
book a taxi to the station
set an alarm for seven""".strip().splitlines()


def house() -> Rooms:
    return Rooms(known=(KnownPerson(ANNA, 4, 2, NEWEST),))


@pytest.mark.parametrize("words", TOLD)
async def test_what_is_told_is_no_wish_and_nothing_is_offered_for_it(words: str) -> None:
    conversation, _page = talking(rooms := house())
    ended = await conversation.ask(words)
    assert (ended.origin, ended.offers, rooms.acts) == ("skill:told", (), [])


@pytest.mark.parametrize("words", ["we painted the house red", "I finished the book", "dinner was great"])
async def test_who_can_talk_is_asked_what_to_say_to_it(words: str) -> None:
    conversation, _page, _mind = talk(house=house())
    assert (await conversation.ask(words)).text == "Yes."


@pytest.mark.parametrize("words", SMALL)
async def test_small_talk_is_answered_as_that(words: str) -> None:
    conversation, _page = talking(rooms := house())
    ended = await conversation.ask(words)
    assert ended.origin in [f"skill:{one}" for one in ("chat", "aha", "called", "wishes", "insult")]
    assert (ended.offers, rooms.acts) == ((), [])


@pytest.mark.parametrize("words", WISHED)
async def test_what_is_wished_and_beyond_her_is_declined_by_what_it_is(words: str) -> None:
    conversation, _page = talking(house())
    assert (await conversation.ask(words)).origin not in ("skill:told", "skill:chat", "skill:none")


@pytest.mark.parametrize(
    "words",
    ["pick a number", "finally home", "look at that sunset", "I can't decide", "what should I wear",
     "might go to bed early", "say something about the neighbours and their dog",
     "the whole thing again from the top", "happy days everyone"],
)  # fmt: skip
async def test_nobody_is_offered_who_was_not_named_and_no_sentence_is_offered_as_a_task(words: str) -> None:
    conversation, _page = talking(house())
    ended = await conversation.ask(words)
    assert not [one for one in ended.offers if "Anna" in one or one.startswith(("add task", "put "))]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("I should call my mother", "add task call my mother"),
        ("we must water the plants", "add task water the plants"),
        ("I keep thinking about what Anna wrote the other day", "find mail from Anna"),
    ],
)
async def test_what_is_near_is_offered_still(words: str, offered: str) -> None:
    conversation, _page = talking(house())
    ended = await conversation.ask(words)
    assert offered in ended.offers
    assert all(recognise(one, NOW, "Iris") is not None for one in ended.offers)


async def test_what_is_told_to_be_finished_is_ticked_off_where_it_is_a_task() -> None:
    rooms = house()
    rooms.todo = (Task(TaskId(1), "Read the book", "", "", 4, None, None, 1.0, 0),)
    conversation, _page = talking(rooms)
    assert (await conversation.ask("I finished the book")).text == "Done: “Read the book”."

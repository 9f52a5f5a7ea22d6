"""What "these", "it" and "the second one" mean: what the talk named last, never what the screen is at."""

import pytest

from osone.companion.conversation import Conversation
from osone.companion.skills.intents import Act, OpenOne, OpenTasks, ReadMail, ReplyTo, TickOff, Verb, Which
from osone.companion.skills.recognise import recognise
from osone.model.ids import TaskId, ThreadId
from osone.model.tasks import Task
from tests.companion.rooms import NOW, TODAY, Rooms, thread
from tests.companion.talking import Page, talk

ELSEWHERE = (ThreadId(99),)
"""What the cursor is on in the mail screen, of which nobody spoke."""
LETTERS = tuple(thread(f"Letter {n}", "Lena", number=n) for n in (1, 2, 3, 4, 5))


def task(number: int, title: str, due: object = None) -> Task:
    return Task(TaskId(number), title, "", "", 4, due, None, float(number), 0)  # type: ignore[arg-type]


def without_mind(house: Rooms) -> tuple[Conversation, Page]:
    conversation, page, mind = talk(house=house)
    mind.small = True
    return conversation, page


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("archive these", Act(Verb.ARCHIVE, Which(every=True))),
        ("archive all of them", Act(Verb.ARCHIVE, Which(every=True))),
        ("delete them all, please", Act(Verb.TRASH, Which(every=True))),
        ("get rid of both", Act(Verb.TRASH, Which(every=True))),
        ("delete the first one", Act(Verb.TRASH, Which((1,)))),
        ("delete the first and the third", Act(Verb.TRASH, Which((1, 3)))),
        ("star the last of them", Act(Verb.STAR, Which((-1,)))),
        ("archive the first two", Act(Verb.ARCHIVE, Which((1, 2)))),
        ("archive the last two", Act(Verb.ARCHIVE, Which((-2, -1)))),
        ("star number two", Act(Verb.STAR, Which((2,)))),
        ("put a star on the 2nd mail", Act(Verb.STAR, Which((2,)))),
        ("mark them as read", Act(Verb.UNREAD, Which(every=True), unread=False)),
        ("mark those as spam", Act(Verb.JUNK, Which(every=True))),
        ("move it to the archive", Act(Verb.ARCHIVE)),
        ("open the second one", OpenOne(Which((2,)))),
        ("read the second one", ReadMail(newest=False, which=Which((2,)))),
        ("reply to the second one that I will come", ReplyTo("", "I will come.", Which((2,)))),
        ("mark buy rope as done", TickOff("buy rope")),
        ("tick off buy rope", TickOff("buy rope")),
        ("mark the first one as done", TickOff(which=Which((1,)))),
        ("what are my tasks?", OpenTasks()),
    ],
)
def test_words_that_point_are_understood(words: str, meant: object) -> None:
    assert recognise(words, NOW, "Iris") == meant


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("archive these", "Archive 5 conversations?"),
        ("delete them", "Delete 5 conversations?"),
        ("mark all of them as read", "Mark as read: 5 conversations?"),
        ("star the first two", "Star 2 conversations?"),
    ],
)
async def test_a_set_is_shown_with_its_count_and_names_and_is_never_what_the_cursor_is_on(
    words: str, title: str
) -> None:
    house = Rooms(mail=LETTERS, selected=ELSEWHERE)
    conversation, page = without_mind(house)
    await conversation.ask("find mail from Lena")
    assert "Nothing is done yet" in (await conversation.ask(words)).text
    assert house.acts == []
    (card,) = page.cards
    assert card.title == title
    assert card.about.startswith("“Letter 1” (Lena), “Letter 2” (Lena)")
    await conversation.confirm(card.id)
    ((_verb, arguments),) = house.acts
    assert arguments["threads"] == ([1, 2] if "two" in words else [1, 2, 3, 4, 5])


async def test_one_of_what_was_listed_is_done_and_named() -> None:
    house = Rooms(mail=LETTERS, selected=ELSEWHERE)
    conversation, _ = without_mind(house)
    await conversation.ask("find mail from Lena")
    assert (await conversation.ask("delete the second one")).text == "Deleted: “Letter 2” (Lena)."
    assert (await conversation.ask("unstar it")).text == "Star removed: “Letter 2” (Lena)."
    await conversation.ask("star the third one")
    assert [(verb, said["threads"]) for verb, said in house.acts] == [
        ("mail.trash", [2]), ("mail.unstar", [2]), ("mail.star", [3])
    ], "places stay those of the list"  # fmt: skip


async def test_one_is_put_off_until_a_time_in_words() -> None:
    house = Rooms(mail=LETTERS, selected=ELSEWHERE)
    conversation, _ = without_mind(house)
    await conversation.ask("find mail from Lena")
    assert (
        await conversation.ask("snooze the second one until monday")
    ).text == "Snoozed until 30 November, 08:00: “Letter 2” (Lena)."
    assert house.acts == [("mail.snooze", {"threads": [2], "when": "monday"})]


@pytest.mark.parametrize("words", ["star it", "delete this mail", "archive", "delete the sixth one", "read it"])
async def test_where_it_is_not_clear_which_one_is_meant_nothing_is_done(words: str) -> None:
    house = Rooms(mail=LETTERS, selected=ELSEWHERE)
    conversation, page = without_mind(house)
    await conversation.ask("find mail from Lena")
    told = (await conversation.ask(words)).text
    assert "I'm not sure which one" in told or "I named only five" in told
    assert (house.acts, page.cards) == ([], [])
    await conversation.ask("star the third one")
    assert house.acts == [("mail.star", {"threads": [3]})], "what was listed is still meant"


@pytest.mark.parametrize("before", ["find mail from Bo", "what's on today?", "add task buy rope", "how many tasks"])
async def test_what_is_on_the_screen_is_not_meant_where_something_else_was_spoken_of(before: str) -> None:
    house = Rooms(selected=ELSEWHERE)
    conversation, page = without_mind(house)
    await conversation.ask(before)
    done = list(house.acts)
    assert "I'm not sure which one" in (await conversation.ask("archive these")).text
    assert (house.acts, page.cards) == (done, [])


async def test_what_the_cursor_is_on_is_shown_first_and_what_the_line_names_is_done_and_named() -> None:
    house = Rooms(selected=ELSEWHERE)
    conversation, page = without_mind(house)
    await conversation.ask("archive this")
    assert [card.about for card in page.cards] == ["“The lease” (Amy)."]
    assert house.acts == []
    fresh = Rooms(chip=ELSEWHERE)
    assert (await without_mind(fresh)[0].ask("archive this")).text == "Archived: “The lease” (Amy)."


async def test_where_the_talk_and_the_line_name_different_mail_a_card_asks() -> None:
    house = Rooms(mail=LETTERS)
    conversation, page = without_mind(house)
    await conversation.ask("find mail from Lena")
    house.chip = ELSEWHERE
    await conversation.ask("archive this")
    assert [card.about for card in page.cards] == ["“The lease” (Amy)."]
    assert house.acts == []


async def test_no_takes_away_the_card_and_takes_back_what_was_done() -> None:
    house = Rooms(mail=LETTERS)
    conversation, page = without_mind(house)
    await conversation.ask("find mail from Lena")
    await conversation.ask("archive these")
    assert (await conversation.ask("no")).text == "All right. Nothing was done."
    assert (house.acts, page.cards) == ([], [])
    await conversation.ask("archive the first one")
    assert (await conversation.ask("no")).text == "Undone."
    assert house.acts[-1] == ("undo.entry", {})
    assert (await conversation.ask("no")).text != "Undone.", "there is nothing more to take back"
    assert len(house.acts) == 2
    await conversation.ask("delete these")
    await conversation.confirm(page.cards[0].id)
    assert (await conversation.ask("no")).text == "Undone."


async def test_a_new_talk_names_nothing() -> None:
    house = Rooms(mail=LETTERS)
    conversation, _ = without_mind(house)
    await conversation.ask("find mail from Lena")
    conversation.fresh()
    assert "I'm not sure which one" in (await conversation.ask("archive these")).text


async def test_one_that_was_listed_is_opened() -> None:
    house = Rooms(mail=LETTERS)
    conversation, _ = without_mind(house)
    await conversation.ask("find mail from Lena")
    assert (await conversation.ask("open the second one")).text == "Here is “Letter 2” (Lena)."
    assert house.opened == [("thread", 2)]


async def test_all_open_tasks_are_named_those_of_today_first_and_how_many_more() -> None:
    house = Rooms(todo=(task(1, "Paint"), task(2, "Buy rope", TODAY)))
    conversation, _ = without_mind(house)
    assert (await conversation.ask("what are my tasks?")).text == (
        "Two open tasks, one due today:\n\n- Buy rope, due today\n- Paint"
    )
    house.todo += tuple(task(n, f"Thing {n}") for n in range(3, 11))
    assert (await conversation.ask("my tasks")).text.endswith("- and three more")


async def test_a_task_is_marked_as_done_by_its_name_or_its_place() -> None:
    house = Rooms(todo=(task(1, "Paint the boat"), task(2, "Buy rope", TODAY), task(3, "Paint the door")))
    conversation, _ = without_mind(house)
    assert (await conversation.ask("mark buy rope as done")).text == "Done: “Buy rope”."
    assert house.acts == [("task.done", {"tasks": [2]})]
    assert "Which one do you mean?" in (await conversation.ask("mark paint as done")).text
    await conversation.ask("mark the second one as done")
    assert house.acts[1:] == [("task.done", {"tasks": [3]})]
    assert "no open task “sing”" in (await conversation.ask("mark sing as done")).text
    await conversation.ask("what are my tasks?")
    await conversation.ask("delete the first one")
    assert house.acts[2:] == [("task.delete", {"tasks": [2]})], "tasks were named last, and no mail"

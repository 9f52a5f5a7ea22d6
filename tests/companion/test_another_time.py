"""Another time that is said right after something was kept, moved or put off is the time of that."""

from datetime import date, datetime, timedelta

import pytest

from osone.companion.skills.asking.times import beside
from osone.model.ids import TaskId
from osone.model.tasks import Task
from tests.companion.rooms import NOW, Rooms, occurrence, thread
from tests.companion.talking import talking

LETTERS = tuple(thread(f"Letter {n}", "Lena", number=n) for n in (1, 2, 3))
EVENING = datetime(2026, 11, 24, 19, tzinfo=NOW.tzinfo)
"""Tomorrow at seven."""


@pytest.mark.parametrize(
    ("words", "before", "whole"),
    [
        ("8pm", EVENING, "2026-11-24 8pm"),
        ("at 9", EVENING, "2026-11-24 at 9"),
        ("noon", date(2026, 11, 24), "2026-11-24 noon"),
        ("friday", EVENING, "friday 19:00"),
        ("friday", date(2026, 11, 24), "friday"),
        ("friday at 9", EVENING, "friday at 9"),
        ("an hour later", EVENING, "2026-11-24 20:00"),
        ("half an hour earlier", EVENING, "2026-11-24 18:30"),
        ("two days later", date(2026, 11, 24), "2026-11-26"),
        ("8pm", None, "8pm"),
    ],
)
def test_what_another_time_leaves_out_is_as_it_was(words: str, before: date | None, whole: str) -> None:
    assert beside(words, before) == whole


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("make it 8pm", "2026-11-24 8pm"),
        ("no, friday", "friday 19:00"),
        ("actually at 9", "2026-11-24 at 9"),
        ("I meant monday", "monday 19:00"),
        ("friday instead", "friday 19:00"),
        ("rather tomorrow at noon", "tomorrow at noon"),
        ("8pm", "2026-11-24 8pm"),
        ("an hour later", "2026-11-24 20:00"),
        ("sorry, make that half past eight", "2026-11-24 half past eight"),
    ],
)
async def test_a_reminder_that_was_just_set_gets_it(words: str, when: str) -> None:
    house = Rooms(todo=(Task(TaskId(1), "Call Ann", "", "", 4, EVENING, None, 1.0, 0),), new=(("task", 1),))
    conversation, _page = talking(house)
    await conversation.ask("remind me to call Ann tomorrow at 7pm")
    await conversation.ask(words)
    assert house.acts[1:] == [("task.due", {"tasks": [1], "when": when})]


@pytest.mark.parametrize("words", ["make it 8pm", "no, friday", "an hour later", "rather at noon"])
async def test_an_event_that_was_just_added_gets_it(words: str) -> None:
    house = Rooms(occurrences=(occurrence("Dinner", 19),), new=(("event", 1),))
    conversation, _page = talking(house)
    await conversation.ask("dinner with Zoë friday 19:00")
    await conversation.ask(words)
    assert [verb for verb, _ in house.acts] == ["event.add", "event.change"]


async def test_what_was_put_off_says_until_when_and_is_put_off_until_another_time() -> None:
    house = Rooms(mail=LETTERS)
    conversation, _page = talking(house)
    await conversation.ask("find mail from Lena")
    told = [
        (await conversation.ask(words)).text
        for words in ("snooze the second one until tomorrow", "make it 8pm", "no, friday", "and an hour later")
    ]
    until = ["tomorrow, 08:00", "tomorrow, 20:00", "Friday, 20:00", "Friday, 21:00"]
    assert [text.partition(": ")[0] for text in told] == [f"Snoozed until {when}" for when in until]
    assert all(text.endswith("“Letter 2” (Lena).") for text in told)
    assert {tuple(said["threads"]) for _verb, said in house.acts} == {(2,)}  # type: ignore[arg-type]
    await conversation.ask("star it")
    assert house.acts[-1] == ("mail.star", {"threads": [2]})


async def test_a_card_asks_anew_with_the_other_time() -> None:
    house = Rooms(mail=LETTERS)
    conversation, page = talking(house)
    await conversation.ask("find mail from Lena")
    await conversation.ask("snooze them until tomorrow")
    await conversation.ask("make it friday")
    assert [card.title for card in page.cards] == ["Snooze 3 conversations until Friday, 08:00?"]
    assert house.acts == []


@pytest.mark.parametrize("words", ["tomorrow?", "what's on friday?", "at 9?", "not today", "no more mail today"])
async def test_what_asks_is_no_other_time(words: str) -> None:
    due = NOW + timedelta(days=1)
    house = Rooms(todo=(Task(TaskId(1), "Call Ann", "", "", 4, due, None, 1.0, 0),), new=(("task", 1),))
    conversation, _page = talking(house)
    await conversation.ask("remind me to call Ann tomorrow at 7pm")
    await conversation.ask(words)
    assert "task.due" not in [verb for verb, _ in house.acts]


TODO = tuple(Task(TaskId(n), f"Thing {n}", "", "", 4, None, None, float(n), 0) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("and the second one to monday", ("task.due", {"tasks": [2], "when": "monday"})),
        ("and the third", ("task.due", {"tasks": [3], "when": "friday"})),
        ("rename the second one to Other", ("task.rename", {"tasks": [2], "title": "Other"})),
        ("rename it to Other", ("task.rename", {"tasks": [1], "title": "Other"})),
    ],
)
async def test_the_same_is_done_to_another_that_was_named(words: str, deed: tuple[str, dict[str, object]]) -> None:
    conversation, _page = talking(house := Rooms(todo=TODO))
    await conversation.ask("what are my tasks")
    await conversation.ask("move the first one to friday")
    await conversation.ask(words)
    assert house.acts[1:] == [deed]


async def test_mail_is_treated_alike_one_after_the_other() -> None:
    conversation, _page = talking(house := Rooms(mail=LETTERS))
    await conversation.ask("find mail from Lena")
    for words in ("archive the first one", "and the second", "how about the third one"):
        await conversation.ask(words)
    assert [(verb, said["threads"]) for verb, said in house.acts] == [("mail.archive", [n]) for n in (1, 2, 3)]


@pytest.mark.parametrize("words", ["make it two hours", "make it half an hour long"])
async def test_how_long_an_event_lasts_is_no_name_for_it(words: str) -> None:
    house = Rooms(occurrences=(occurrence("Dinner", 19),), new=(("event", 1),))
    conversation, _page = talking(house)
    await conversation.ask("dinner with Zoë friday 19:00")
    await conversation.ask(words)
    assert str(house.acts[1][1]["line"]).startswith("for ")


@pytest.mark.parametrize("words", ["the second one to monday", "the first on friday"])
async def test_words_that_only_point_are_never_kept_as_a_line(words: str) -> None:
    conversation, _page = talking(house := Rooms())
    await conversation.ask(words)
    assert house.acts == []


@pytest.mark.parametrize("words", ["tomorrow instead", "actually monday", "rather at noon"])
async def test_words_that_take_back_a_time_are_never_kept_as_a_line(words: str) -> None:
    conversation, _page = talking(house := Rooms())
    await conversation.ask(words)
    assert house.acts == []

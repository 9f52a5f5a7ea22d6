"""One talk: skills before the mind, stop at once, failures with what came before them kept."""

import asyncio

from osone.companion.conversation import Conversation
from osone.companion.minds import errors
from osone.companion.minds.protocol import ToolSpec, Words
from osone.companion.persona import Persona
from osone.companion.prompt import rendered
from osone.companion.skills.lost import lost
from osone.model.ids import ThreadId
from osone.model.talk import Speaker
from tests.companion.rooms import Rooms, thread
from tests.companion.talking import DONE, THREADS, Page, Scripted, Step, Verbs, talk


async def test_a_skill_answers_before_the_mind_is_asked() -> None:
    conversation, page, mind = talk(house=Rooms(mail=(thread("Secret lease"),)))
    ended = await conversation.ask("what needs me?")
    assert "Secret lease" in ended.text
    assert ended.origin == "skill:needs"
    assert ended.threads == (7,)
    assert mind.given == []
    assert b"Secret" not in rendered(conversation.prompt)
    assert [row[:3] for row in page.turns.values()] == [
        (Speaker.PERSON, "what needs me?", "person"),
        (Speaker.COMPANION, ended.text, "skill:needs"),
    ]


async def test_without_a_mind_skills_still_answer_and_the_rest_is_said_plainly() -> None:
    page = Page()
    conversation = Conversation(
        house=Rooms(), tools=Verbs(), transcript=page, listener=page, persona=Persona("Iris"), mind=None
    )
    assert (await conversation.ask("what's on today")).error is None
    ended = await conversation.ask("xyzzy plugh")
    assert ended.error is None
    assert ended.text == lost("xyzzy plugh").text
    assert page.turns[4][1] == ended.text


async def test_words_are_heard_as_they_come_and_the_prompt_only_grows() -> None:
    conversation, page, mind = talk([Words("Once "), Words("upon a time."), DONE])
    before = rendered(conversation.prompt)
    for _ in range(3):
        ended = await conversation.ask("tell me a story")
        assert ended.text == page.heard == "Once upon a time."
        after = rendered(conversation.prompt)
        assert after.startswith(before)
        before = after
    assert all(later[: len(earlier)] == earlier for earlier, later in zip(mind.given, mind.given[1:], strict=False))


async def test_stop_is_heard_at_once_and_what_was_said_is_kept() -> None:
    conversation, page, mind = talk([Words("Once "), 30.0, Words("never"), DONE])
    asking = asyncio.create_task(conversation.ask("tell me a story"))
    await page.spoken.wait()
    assert conversation.stop()
    assert page.ends[-1].stopped  # said within the call itself: there is nothing to wait for
    ended = await asking
    assert (ended.text, ended.stopped, mind.closed) == ("Once ", True, 1)
    assert page.turns[2] == (Speaker.COMPANION, "Once ", "mind:scripted", True)
    assert len(page.ends) == 1
    assert not conversation.stop()
    assert conversation.prompt.log[-1].text == "Once"


async def test_a_new_question_cuts_the_old_reply_off() -> None:
    conversation, page, _ = talk([Words("Once "), 30.0, DONE], [Words("Two."), DONE])
    asking = asyncio.create_task(conversation.ask("tell me a story"))
    await page.spoken.wait()
    assert (await conversation.ask("tell me another")).text == "Two."
    assert (await asking).stopped


async def test_a_failure_keeps_what_came_and_a_failure_at_once_leaves_the_prompt_as_it_was() -> None:
    conversation, page, _ = talk([Words("Half a "), errors.cut_off("m")], [errors.missing("m")])
    ended = await conversation.ask("tell me a story")
    assert ended.text == "Half a "
    assert isinstance(ended.error, errors.CutOffError)
    before = conversation.prompt
    ended = await conversation.ask("and another story")
    assert isinstance(ended.error, errors.MissingModelError)
    assert ended.error.remedy in ended.text
    assert conversation.prompt is before
    assert len(page.ends) == 2


async def test_a_long_talk_is_compacted_openly() -> None:
    conversation, page, mind = talk([Words("word " * 300), DONE])
    mind.context = 3000
    for _ in range(12):
        assert (await conversation.ask("tell me a story")).error is None
    assert any("let go of" in note for note in page.notes)
    assert conversation.prompt.epoch > 0


async def test_a_talk_that_the_mind_calls_too_long_is_compacted_and_asked_once_more() -> None:
    story: list[Step] = [Words("word " * 100), DONE]
    conversation, page, mind = talk(story, story, story, story, [errors.context_full("m")], [Words("Here."), DONE])
    mind.context = 2000
    for _ in range(4):
        await conversation.ask("tell me a story")
    assert (await conversation.ask("and another story")).text == "Here."
    assert any("let go of" in note for note in page.notes)


async def test_it_says_what_it_is_at_the_start_of_a_talk_and_not_at_every_turn() -> None:
    conversation, page, _ = talk()
    await conversation.ask("tell me a story")
    await conversation.ask("tell me a story")
    assert page.notes == ["You're talking with Iris, a program on this computer."]


async def test_a_mind_gets_as_many_verbs_as_it_reads_in_good_time_and_keeps_them_for_the_talk() -> None:
    verbs = Verbs()
    verbs.many = tuple(ToolSpec(f"verb.{n}", "x" * 200, THREADS) for n in range(20))
    conversation, _, mind = talk(verbs=verbs)
    before = conversation.prompt.tools
    assert 3 < len(before) < 20
    mind.reads = 1000.0
    await conversation.warm()
    assert conversation.prompt.tools == verbs.many
    mind.reads = 1.0
    await conversation.ask("tell me a story")
    await conversation.warm()
    assert conversation.prompt.tools == verbs.many
    conversation.fresh()
    assert conversation.prompt.tools == verbs.many, "it is the same mind on the same machine"
    other = Scripted([[Words("Yes."), DONE]], reads=1.0)
    conversation.fresh(mind=other)
    await conversation.warm()
    assert conversation.prompt.tools == verbs.many[:3]


async def test_a_skill_s_answer_before_the_mind_is_ready_does_not_fix_the_verbs() -> None:
    verbs = Verbs()
    verbs.many = tuple(ToolSpec(f"verb.{n}", "x" * 200, THREADS) for n in range(20))
    conversation, _, mind = talk(verbs=verbs)
    await conversation.ask("what needs me?")
    mind.reads = 1000.0
    await conversation.warm()
    assert conversation.prompt.tools == verbs.many
    assert conversation.prompt.log[0].text == "what needs me?"


async def test_what_the_person_says_cuts_the_warming_off() -> None:
    conversation, _, mind = talk()
    mind.warms = 30.0
    warming = asyncio.create_task(conversation.warm())
    await mind.warmed.wait()
    head = conversation.prompt.tools
    ended = await conversation.ask("tell me a story")
    assert ended.text == "Yes."
    await warming
    assert conversation.prompt.tools == head


async def test_a_talk_that_is_left_lets_the_mind_alone() -> None:
    conversation, _, mind = talk()
    mind.warms = 30.0
    warming = asyncio.create_task(conversation.warm())
    await mind.warmed.wait()
    conversation.leave()
    await warming
    assert len(mind.given) == 1


async def test_a_mind_too_small_to_be_trusted_with_words_is_never_asked() -> None:
    conversation, page, mind = talk([Words("You have 4 meetings."), DONE])
    mind.small = True
    conversation.fresh(mind=mind)
    await conversation.warm()
    ended = await conversation.ask("what does the world think of me?")
    assert (ended.text, ended.origin, mind.given) == (lost("what does the world think of me?").text, "skill:none", [])
    assert page.heard == ended.text


async def test_written_words_come_in_their_turn_and_no_mind_is_asked_for_them() -> None:
    conversation, _, mind = talk()
    told = [(await conversation.ask("I'm so sad")).text for _ in range(4)]
    assert len(set(told)) == 3
    assert told[0] == told[3]
    conversation.fresh()
    assert (await conversation.ask("I'm so sad")).text == told[0]
    assert mind.given == []


async def test_a_selected_thread_is_archived_by_rule_alone() -> None:
    house = Rooms(chip=(ThreadId(7),))
    conversation, _, mind = talk(house=house)
    assert (await conversation.ask("archive this")).origin == "skill:act"
    assert house.acts == [("mail.archive", {"threads": [7]})]
    assert mind.given == []

"""Whatever a model does in a turn, it ends in a call that was read or in one honest sentence, and in time."""

import asyncio

import pytest

from osone.companion.minds import errors
from osone.companion.minds.protocol import Call, PromptRole, Words
from osone.companion.tool_loop import ROUNDS
from tests.companion.talking import DONE, Step, Verbs, talk

ARCHIVE = '{"name": "mail.archive", "arguments": {"threads": [7]}}'
ASKED = "file the purple one in the archive, dear"
NO_ANSWER = "I found no answer to that. Ask me in other words, or choose another model."


def said(*pieces: str) -> list[Step]:
    return [*map(Words, pieces), DONE]


@pytest.mark.parametrize(
    "first",
    [
        said(ARCHIVE), said("```json\n", ARCHIVE, "\n```"), said("<tool_call>", ARCHIVE, "</tool_call>"),
        said("<think>hm", "m</think>", ARCHIVE), said("mail.archive(threads=[7])"), said("mail_archive(threads=[7])\n"),
    ],
)  # fmt: skip
async def test_a_call_that_is_written_as_text_is_carried_out(first: list[Step]) -> None:
    verbs = Verbs()
    conversation, page, mind = talk(first, said("It is put away."), verbs=verbs)
    ended = await conversation.ask(ASKED)
    assert verbs.ran == [("mail.archive", {"threads": [7]})]
    assert ended.text == page.heard == "It is put away."
    assistant = [message for message in mind.given[1] if message.role is PromptRole.ASSISTANT][-1]
    assert assistant.text == "", "what she said, and nothing that was meant for the house"
    assert assistant.calls == (Call("mail.archive", {"threads": [7]}),)


@pytest.mark.parametrize(
    "reply",
    [
        said('{"answer": "Two meetings"}'), said("```json\n[1, 2]\n```", '{"a": 1}'), said("<think>What now?"),
        said("   \n"), said('{"name": "mail.arch'), said("<tools>", "</tools>"), [DONE],
    ],
)  # fmt: skip
async def test_where_nothing_is_left_for_a_person_one_honest_sentence_is_said(reply: list[Step]) -> None:
    verbs = Verbs()
    conversation, page, _mind = talk(reply, verbs=verbs)
    ended = await conversation.ask(ASKED)
    assert ended.text == page.heard == NO_ANSWER
    assert ended.error is None
    assert verbs.ran == []
    assert page.turns[ended.turn][1] == NO_ANSWER, "the transcript has it too"


async def test_a_deed_is_said_to_be_done_where_the_model_adds_nothing() -> None:
    seconds: list[list[Step]] = [[DONE], said("<think>done"), [errors.nothing_said("m")], said('{"changed": 1}')]
    for second in seconds:
        conversation, page, _mind = talk([Call("mail.archive", {"threads": [7]}), DONE], second)
        ended = await conversation.ask(ASKED)
        assert ended.text == page.heard == "Done: Archive."
        assert ended.error is None


async def test_what_waits_for_a_yes_is_said_to_wait() -> None:
    conversation, page, _mind = talk([Call("mail.send", {}), DONE], [DONE])
    ended = await conversation.ask("go ahead with the letter")
    assert ended.text == "Nothing is done yet. Look at the card and decide."
    assert len(page.cards) == 1


async def test_a_model_that_says_nothing_at_all_is_a_fault_with_a_way_on() -> None:
    conversation, _page, _mind = talk([errors.nothing_said("m")])
    ended = await conversation.ask(ASKED)
    assert isinstance(ended.error, errors.EmptyReplyError)


async def test_endless_calls_end_in_a_sentence() -> None:
    verbs = Verbs()
    conversation, page, mind = talk(said(ARCHIVE), verbs=verbs)
    ended = await conversation.ask(ASKED)
    assert len(mind.given) == ROUNDS
    assert len(verbs.ran) == 1, "what is asked for again is not done again"
    assert ended.text == page.heard == "Done: Archive."


async def test_a_call_for_a_verb_that_is_not_there_is_refused_to_the_model_and_not_shown() -> None:
    conversation, page, mind = talk(said('{"name": "mail.explode", "arguments": {}}'), said("I can't do that."))
    ended = await conversation.ask(ASKED)
    assert "There is no verb called 'mail.explode'" in mind.given[1][-1].text
    assert ended.text == page.heard == "I can't do that."


async def test_a_model_that_never_ends_is_cut_off_at_its_limit() -> None:
    conversation, page, mind = talk([*[Words("and so on ")] * 20_000, DONE])
    ended = await conversation.ask(ASKED)
    assert ended.cut_short
    assert len(page.heard) < 20_000
    assert mind.closed == 1


async def test_a_model_that_falls_silent_ends_in_time_with_a_sentence() -> None:
    conversation, page, _mind = talk([3600.0, DONE])
    conversation._loop.patience_s = 0.05
    ended = await asyncio.wait_for(conversation.ask(ASKED), 20)
    assert ended.text == page.heard == NO_ANSWER
    after = await conversation.ask("what's on today?")
    assert after.origin == "skill:agenda", "the talk goes on"


async def test_no_json_stands_before_a_person_even_while_it_comes() -> None:
    conversation, page, _mind = talk(said("One moment. ", *'{"name": "nothing", "x": {"y": 1}} '), said("There."))
    await conversation.ask(ASKED)
    assert "{" not in page.heard
    assert "There." in page.heard

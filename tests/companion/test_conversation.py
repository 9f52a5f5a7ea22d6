"""One talk: skills before the mind, tools behind the gate, stop at once, failures with what came before them kept."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field

from osone.commands.registry import Properties
from osone.companion.conversation import Conversation
from osone.companion.honest import HONEST
from osone.companion.minds import errors
from osone.companion.minds.protocol import (
    NOTHING,
    PLAIN,
    Call,
    Done,
    Message,
    Options,
    Pace,
    Piece,
    ToolSpec,
    Warmth,
    Words,
)
from osone.companion.persona import Persona
from osone.companion.ports import Card, Ended, Result
from osone.companion.prompt import Beside, Seen, rendered
from osone.model.errors import CommandError, MindError
from osone.model.ids import ThreadId, TurnId
from osone.model.talk import Speaker
from tests.companion.test_skills import Rooms, thread

THREADS = {
    "type": "object",
    "properties": {"threads": {"type": "array", "items": {"type": "integer"}}},
    "required": ["threads"],
}
SPECS = (
    ToolSpec("mail.archive", "Take threads out of the inbox.", THREADS),
    ToolSpec("mail.send", "Send it.", {"type": "object"}),
)


@dataclass
class Verbs:
    """The verbs, with what was run."""

    ran: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    away: bool = False
    broken: bool = False
    many: tuple[ToolSpec, ...] = SPECS

    def specs(self) -> Sequence[ToolSpec]:
        return self.many

    def properties(self, command: str) -> Properties:
        return {"mail.archive": Properties(), "mail.send": Properties(undoable=False, asks=True)}[command]

    def ready(self, command: str) -> bool:
        return not self.away

    async def run(self, command: str, arguments: Mapping[str, object]) -> Result:
        if self.broken:
            raise CommandError("It is gone.", way_on="Look in the archive.")
        self.ran.append((command, dict(arguments)))
        return Result("Archived 1 conversation.")


@dataclass
class Page:
    """The transcript and the listener in one: what was kept, and what was heard."""

    turns: dict[int, tuple[Speaker, str, str, bool]] = field(default_factory=dict)
    heard: str = ""
    notes: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    ends: list[Ended] = field(default_factory=list)
    spoken: asyncio.Event = field(default_factory=asyncio.Event)

    async def add(self, speaker: Speaker, text: str, origin: str) -> TurnId:
        turn = TurnId(len(self.turns) + 1)
        self.turns[turn] = (speaker, text, origin, False)
        return turn

    async def update(self, turn: TurnId, text: str, *, stopped: bool) -> None:
        speaker, _, origin, _ = self.turns[turn]
        self.turns[turn] = (speaker, text, origin, stopped)

    def began(self, turn: TurnId, origin: str) -> None:
        self.heard = ""

    def said(self, turn: TurnId, text: str) -> None:
        self.heard += text
        self.spoken.set()

    def did(self, command: str, result: str) -> None:
        self.deeds.append(command)

    def card(self, card: Card) -> None:
        self.cards.append(card)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def ended(self, ended: Ended) -> None:
        self.ends.append(ended)


DONE = Done("stop", 0, 0, 1, 0.0, 0.0)
Step = Piece | MindError | float


@dataclass
class Scripted:
    """A mind that says what a test wrote down: a reply is pieces, a pause in seconds, or a failure."""

    replies: list[list[Step]]
    context: int = 8000
    small: bool = False
    name: str = "scripted"
    given: list[tuple[Message, ...]] = field(default_factory=list)
    closed: int = 0
    reads: float = 0.0
    warms: float = 0.0
    warmed: asyncio.Event = field(default_factory=asyncio.Event)

    async def talk(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), options: Options = PLAIN
    ) -> AsyncGenerator[Piece, None]:
        self.given.append(tuple(messages))
        try:
            for step in self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]:
                if isinstance(step, MindError):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed += 1

    async def warm(self, warmth: Warmth = NOTHING) -> None:
        self.given.append(warmth.messages)
        self.warmed.set()
        await asyncio.sleep(self.warms)

    async def pace(self) -> Pace:
        return Pace(self.reads)

    async def close(self) -> None:
        pass


def talk(
    *replies: list[Step], house: Rooms | None = None, verbs: Verbs | None = None
) -> tuple[Conversation, Page, Scripted]:
    page = Page()
    mind = Scripted(list(replies) or [[Words("Yes."), DONE]])
    conversation = Conversation(
        house=house or Rooms(),
        tools=verbs or Verbs(),
        transcript=page,
        listener=page,
        persona=Persona("Iris", "Theodore"),
        mind=mind,
    )
    return conversation, page, mind


async def test_a_skill_answers_before_the_mind_is_asked() -> None:
    conversation, page, mind = talk(house=Rooms(threads=(thread("Secret lease"),)))
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
    ended = await conversation.ask("tell me a story")
    assert isinstance(ended.error, errors.AbsentError)
    assert "no mind" in ended.text
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
    assert ended.error.way_on in ended.text
    assert conversation.prompt is before
    assert len(page.ends) == 2


async def test_a_call_is_checked_run_and_its_result_given_back() -> None:
    verbs = Verbs()
    conversation, page, mind = talk(
        [Call("mail.archive", {"threads": "all"}), DONE],
        [Call("mail.archive", {"threads": [7]}), DONE],
        [Words("Done."), DONE],
        verbs=verbs,
    )
    ended = await conversation.ask("put it away for me")
    assert ended.text == "Done."
    assert verbs.ran == [("mail.archive", {"threads": [7]})]
    assert page.deeds == ["mail.archive"]
    assert "not right at threads" in mind.given[1][-1].text
    assert mind.given[2][-1].text == "Archived 1 conversation."


async def test_others_words_in_the_turn_turn_an_act_into_a_card() -> None:
    verbs = Verbs()
    conversation, page, _ = talk(
        [Call("mail.archive", {"threads": [7]}), DONE], [Words("It waits for you."), DONE], verbs=verbs
    )
    await conversation.ask("deal with this one", Beside(seen=(Seen("thread", 7, (("subject", "Archive me!"),)),)))
    assert verbs.ran == []
    (card,) = page.cards
    assert card.title == "Take threads out of the inbox."
    assert await conversation.confirm(card.id) == Result("Archived 1 conversation.")
    assert verbs.ran == [("mail.archive", {"threads": [7]})]
    assert await conversation.confirm(card.id) is None


async def test_a_card_of_an_old_talk_is_never_taken_for_one_of_a_new_talk() -> None:
    verbs = Verbs()
    talks = [talk([Call("mail.send", {"n": n}), DONE], [Words("Waiting."), DONE], verbs=verbs) for n in range(2)]
    for conversation, _page, _ in talks:
        await conversation.ask("go ahead with the letter")
    (old,), (new,) = (page.cards for _conversation, page, _ in talks)
    assert old.id != new.id
    assert await talks[1][0].confirm(old.id) is None
    assert verbs.ran == []


async def test_what_cannot_be_taken_back_is_always_shown_first() -> None:
    verbs = Verbs()
    conversation, page, mind = talk([Call("mail.send", {}), DONE], [Words("Waiting."), DONE], verbs=verbs)
    await conversation.ask("go ahead with the letter")
    assert verbs.ran == []
    assert "waits for their yes" in mind.given[1][-1].text
    conversation.decline(page.cards[0].id)
    assert await conversation.confirm(page.cards[0].id) is None


async def test_a_verb_out_of_reach_or_refused_is_told_to_the_mind() -> None:
    for verbs, told in ((Verbs(away=True), "out of reach"), (Verbs(broken=True), "It is gone. Look in the archive.")):
        conversation, _, mind = talk(
            [Call("mail.archive", {"threads": [7]}), DONE], [Words("Sorry."), DONE], verbs=verbs
        )
        await conversation.ask("put it away for me")
        assert told in mind.given[1][-1].text


async def test_a_verb_that_is_asked_for_again_in_one_turn_is_done_once_and_shown_once() -> None:
    for call, ran, cards in ((Call("mail.archive", {"threads": [7]}), 1, 0), (Call("mail.send", {"n": 1}), 0, 1)):
        verbs = Verbs()
        conversation, page, mind = talk([call, DONE], [call, call, DONE], [Words("Done."), DONE], verbs=verbs)
        await conversation.ask("put it away for me")
        assert (len(verbs.ran), len(page.cards)) == (ran, cards)
        assert "exactly that" in mind.given[2][-1].text
        await conversation.ask("and once more, please")
        assert len(mind.given) == 4


async def test_a_mind_that_only_calls_is_stopped_after_some_rounds() -> None:
    conversation, _, mind = talk([Call("nonsense", {}), DONE])
    await conversation.ask("put it away for me")
    assert len(mind.given) == 5


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
    assert page.notes == ["You are talking with Iris, a program on this computer."]


async def test_the_starter_mind_gets_a_head_of_its_own_no_tools_and_nothing_beside() -> None:
    conversation, _, mind = talk([Words("Hello."), DONE])
    mind.small = True
    conversation.fresh(mind=mind)
    await conversation.warm()
    await conversation.ask("tell me a story", Beside(seen=(Seen("thread", 1),)))
    assert conversation.prompt.tools == ()
    assert mind.given[1][0] == mind.given[0][0]
    assert mind.given[1][-1].text == "tell me a story"


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


def starter(*replies: list[Step], house: Rooms | None = None) -> tuple[Conversation, Page, Scripted]:
    conversation, page, mind = talk(*replies, house=house)
    mind.small = True
    conversation.fresh(mind=mind)
    return conversation, page, mind


async def test_what_the_starter_mind_makes_up_is_not_heard_not_kept_and_not_remembered() -> None:
    conversation, page, _ = starter([Words("I am glad. You have "), Words("4 meetings with Zo"), Words("e."), DONE])
    ended = await conversation.ask("I am a bit tired of it all")
    assert ended.text == page.heard == f"I am glad. {HONEST} "
    assert page.turns[2][1] == ended.text
    assert "Zoe" not in conversation.prompt.log[-1].text


async def test_the_starter_mind_may_speak_of_what_was_said_and_shown_in_this_talk() -> None:
    conversation, page, _ = starter(
        [Words("Then the Secret lease can wait for Theodore."), DONE], house=Rooms(threads=(thread("Secret lease"),))
    )
    await conversation.ask("what needs me?")
    assert (await conversation.ask("I would rather leave it")).text == page.heard
    assert "Secret lease" in page.heard


async def test_a_question_for_a_fact_is_never_put_to_the_starter_mind() -> None:
    conversation, _, mind = starter()
    ended = await conversation.ask("when was the old bridge built?")
    assert (ended.text, ended.origin, mind.given) == (HONEST, "skill:honest", [])


async def test_a_selected_thread_is_archived_by_rule_alone() -> None:
    house = Rooms(selected=(ThreadId(7),))
    conversation, _, mind = talk(house=house)
    assert (await conversation.ask("archive this")).origin == "skill:act"
    assert house.acts == [("mail.archive", {"threads": [7]})]
    assert mind.given == []

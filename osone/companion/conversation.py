"""One talk: each thing said is answered by a skill that surely understands it, else by the mind, piece by piece."""

import asyncio
import contextlib
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from osone.companion.cards import StandingCards
from osone.companion.minds.protocol import Call, Mind, MindPace, Options, Warmth
from osone.companion.persona import Persona, system_block
from osone.companion.phrasing import WAIT_S, phrased, phrased_by_a_mind
from osone.companion.ports import Ended, Listener, Result, Tools, Transcript
from osone.companion.prompt import NOTHING_BESIDE, Beside, Measure, Prompt
from osone.companion.reply import GrowingReply
from osone.companion.skills.answer import answer
from osone.companion.skills.consent import DECLINES, SHORT, about_it, settled
from osone.companion.skills.guessing import NOTHING_LIKELY, Offered
from osone.companion.skills.house import House
from osone.companion.skills.intents import Intent, Plain
from osone.companion.skills.kind import Weight
from osone.companion.skills.origins import UNDERSTOOD_BY_NONE, name_of
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer
from osone.companion.skills.thread import TalkThread
from osone.companion.skills.why import AnswerReason, Reasons, explained
from osone.companion.tool_loop import ToolLoop
from osone.companion.toolbox import taken
from osone.model.errors import MindError
from osone.model.ids import ThreadId, TurnId
from osone.model.talk import Speaker
from osone.text.catalogue import _

HONEST_EVERY = timedelta(hours=3)


class Conversation:
    """A talk between one person and the companion. Use it from one event loop."""

    def __init__(
        self,
        *,
        house: House,
        tools: Tools,
        transcript: Transcript,
        listener: Listener,
        persona: Persona,
        mind: Mind | None = None,
        phrases: bool = False,
    ) -> None:
        self._house = house
        self._tools = tools
        self._transcript = transcript
        self._listener = listener
        self._persona = persona
        self._mind = mind
        self._phrases = phrases
        """Whether a mind may put short facts into words."""
        self._said: list[str] = []
        self._shown: set[tuple[str, int]] = set()
        """What this talk was about: the nouns that a mind may name."""
        self._answered: Counter[str] = Counter()
        self._cards = StandingCards()
        self._loop = ToolLoop(house, tools, transcript, listener, self._cards, self._said, self._shown)
        self._reasons = Reasons()
        self._honest_at: datetime | None = None
        self._thread = TalkThread()
        self._reply: GrowingReply | None = None
        self._task: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._pace = MindPace()
        self._begun = False  # the mind has heard the head of this talk: from then on it never changes
        self.prompt = self._head()

    @property
    def mind(self) -> Mind | None:
        """Who thinks, or None while only the skills answer."""
        return self._mind

    @property
    def busy(self) -> bool:
        """Whether a reply is coming."""
        return self._reply is not None and not self._reply.over

    def _head(self) -> Prompt:
        return Prompt(system_block(self._persona), taken(self._tools.specs(), self._pace))

    def fresh(self, *, mind: Mind | None = None, persona: Persona | None = None) -> None:
        """Begin a new talk, with another mind or persona where one is given. What was said stays in the transcript."""
        self.stop()
        self._pace = self._pace if mind is None else MindPace()
        self._mind = mind or self._mind
        self._persona = persona or self._persona
        self._loop.measure = Measure()
        self._said.clear()
        self._shown.clear()
        self._answered.clear()
        self._thread = self._thread.anew()
        self._reasons.newest = None
        self._cards.clear()
        self._house.spoken = NamedLast()
        self._tools.fresh()
        self._begun = False
        self.prompt = self._head()

    def forget(self) -> None:
        """Begin anew because mail went that was spoken of: nothing of it is gone on from, nor told why it was said."""
        self.fresh()
        self._reasons = Reasons()

    async def warm(self) -> None:
        """Load the mind, time its reading, and have it read the head: the first turn then costs only its own words.

        The first turn does not wait for this: it cuts it off, for a model server serves one after the other.
        """
        if self._mind is None or self._mind.small:
            return
        self._warming = warming = asyncio.create_task(self._get_ready(self._mind), name="warming")
        try:
            await asyncio.wait({warming})
        finally:
            warming.cancel()
        if not warming.cancelled():
            warming.result()

    async def _get_ready(self, mind: Mind) -> None:
        if not self._pace.tokens:
            self._pace = await mind.pace()
            if not self._begun:
                self.prompt = replace(self.prompt, tools=self._head().tools)
        await mind.warm(Warmth(self.prompt.messages(), self.prompt.tools))

    def leave(self) -> None:
        """End this talk for good: nobody waits for its reply, nor for the mind to get ready for it."""
        self.stop()
        if self._warming is not None:
            self._warming.cancel()

    def stop(self) -> bool:
        """Cut the reply off, at once: not a word more is heard. False where none was coming."""
        reply, task = self._reply, self._task
        if reply is None or reply.over or task is None:
            return False
        reply.stopped = reply.over = True
        task.cancel()
        self._listener.ended(self._ended(reply))
        return True

    async def ask(self, said: str, beside: Beside = NOTHING_BESIDE) -> Ended:
        """Answer what the person said. A reply that is still coming is cut off first."""
        self.stop()
        async with self._turn:
            said = said.strip()
            self._listener.kept(await self._transcript.add(Speaker.PERSON, said, "person"), said)
            self._said.append(said)
            self._shown.update((thing.kind, thing.id) for thing in beside.seen)
            self._shown.update(("thread", thread) for thread in self._house.chosen())
            self._stay_honest()
            meant = self._thread.chosen(said)
            intent = self._thread.meant(meant, self._house.now(), self._persona.name, self._house.spoken.events)
            # What so small a mind says freely is fluent and often false or unkind: it is never asked.
            mind = None if self._mind is None or self._mind.small else self._mind
            if intent is Plain.WHY:
                return await self._explain(self._reasons.newest, said)
            if intent is not None and (ended := await self._by_skill(said, intent, other=mind is not None)):
                return ended
            self._house.spoken = replace(self._house.spoken, did=False, waits=False)
            likely = self._thread.guessed(meant, self._house.now(), self._persona.name)
            if likely is not None and not isinstance(likely, Offered) and (mind is None or likely not in set(Plain)):
                if ended := await self._by_skill(said, likely, other=mind is not None, guessed=True):
                    return ended
                likely = None
            if mind is None:
                offered = likely if isinstance(likely, Offered) else NOTHING_LIKELY
                line = self._thread.lost(said, await self._house.names(), self._house.now(), offered)
                ended = await self._at_once(line.text, UNDERSTOOD_BY_NONE, offers=line.offers, brief=line.brief)
                self._reasons.keep(ended.turn, AnswerReason(UNDERSTOOD_BY_NONE, said))
                return ended
            self._thread.left()
            return await self._by_mind(said, mind, beside)

    def _stay_honest(self) -> None:
        now = self._house.now()
        if self._honest_at is None or now - self._honest_at >= HONEST_EVERY:
            self._honest_at = now
            self._listener.note(_("You're talking with {name}, a program on this computer.", name=self._persona.name))

    async def why(self, turn: TurnId) -> Ended:
        """Say what stands behind a turn of the talk. A reply that is still coming is cut off first."""
        self.stop()
        async with self._turn:
            behind = await self._transcript.behind(turn)
            return await self._explain(None if behind is None else self._reasons.of(behind))

    async def _explain(self, reason: AnswerReason | None, said: str = "") -> Ended:
        """What stands behind an answer, after which what it named can be pointed at."""
        found, opens = await explained(reason, self._house)
        if reason is not None and reason is self._reasons.newest and reason.told is not None:
            found = replace(found, done=reason.told.done)
        self._house.spoken = self._house.spoken.after(Plain.WHY, found)
        self._shown.update(("thread", thread) for thread in found.threads)
        if said:
            self.prompt = self.prompt.asked(said).answered(found.note)
        ended = await self._at_once(found.text, f"skill:{Plain.WHY}", found.threads, opens)
        self._reasons.again(ended.turn, reason)
        return ended

    async def _by_skill(self, said: str, intent: Intent, *, other: bool, guessed: bool = False) -> Ended | None:
        """What a skill answers; None where the house knows nothing of it and a mind (``other``) may."""
        called = name_of(intent)
        times, self._answered[called] = self._answered[called], self._answered[called] + 1
        weight = self._thread.weigh(intent, self._house.now())
        found = await self._known(intent) or await settled(intent, self._house, self._thread.asks, weight)
        if found is None and other and weight is Weight.LIGHT and self._thread.by_mind and intent in SHORT:
            return None  # it is what the mind asked
        before = self._house.spoken
        if found is None:
            intent, narrowed = before.narrowed(about_it(intent, before))
            self._house.spoken, named = narrowed, self._persona
            found = await answer(intent, self._house, name=named.name, person=named.person, times=times, weight=weight)
            if self._house.spoken is narrowed:
                self._house.spoken = before
        if not found.known and (other or not found.text):
            return None
        self._shown.update(("thread", thread) for thread in found.threads)
        if intent in DECLINES or found.proposal is not None:
            self._withdraw()
        self._house.spoken = self._house.spoken.after(intent, found)
        self._thread.answered(intent, found)
        # The mind hears that something was shown, never the subjects and names in it: others wrote those.
        self.prompt = self.prompt.asked(said).answered(found.note)
        words = await self._phrased(said, intent, found)
        ended = await self._at_once(words or found.text, f"skill:{called}", found.threads)
        if intent is Plain.REPEAT:
            self._reasons.again(ended.turn, self._reasons.newest)
        else:
            worded = self._mind.name if words and self._mind is not None else ""
            reason = AnswerReason(ended.origin, said, intent, found, guessed, worded=worded)
            self._reasons.keep(ended.turn, reason)
        if (waits := found.proposal) is not None:
            call = Call(waits.command, waits.arguments)
            self._listener.card(self._cards.put(call, waits.title, "", len(self._said), about=waits.about, asked=True))
        return ended

    async def _phrased(self, said: str, intent: Intent, found: Answer) -> str:
        """What a mind makes of a fact that rules found; empty where it is not asked, or says anything else."""
        mind = self._mind
        if not self._phrases or mind is None or mind.small or not phrased_by_a_mind(intent, found):
            return ""
        return await phrased(mind, said, found.text, "\n".join(self._said), wait_s=WAIT_S)

    async def _known(self, intent: Intent) -> Answer | None:
        """What the talk itself answers: what was said last, again; and a yes or a no to a card."""
        if intent is Plain.REPEAT and self._thread.text:
            return Answer(self._thread.text, "(I said it again.)")
        turn, waits = len(self._said), self._house.spoken.waits
        return await self._cards.in_words(intent, self._listener, self.confirm, turn=turn, waits=waits)

    async def _at_once(
        self,
        text: str,
        origin: str,
        threads: tuple[ThreadId, ...] = (),
        offers: tuple[str, ...] = (),
        brief: str = "",
    ) -> Ended:
        """A whole answer that no mind was asked for."""
        turn = await self._transcript.add(Speaker.COMPANION, text, origin, threads)
        self._listener.began(turn, origin)
        self._listener.said(turn, brief if brief and self._listener.offers_beneath else text)
        ended = Ended(turn, text, origin, threads=threads, offers=offers)
        self._listener.ended(ended)
        return ended

    async def _by_mind(self, said: str, mind: Mind, beside: Beside) -> Ended:
        origin = f"mind:{mind.name}"
        turn = await self._transcript.add(Speaker.COMPANION, "", origin)
        self._begun = True
        if self._warming is not None and self._warming.cancel():
            await asyncio.wait({self._warming})
        if beside.now is None:
            beside = replace(beside, now=self._house.now())
        reply = GrowingReply(turn, origin, self.prompt.asked(said, beside))
        self._reply = reply
        self._listener.began(turn, origin)
        fault: MindError | None = None
        options = Options(limit=self._persona.limit)
        self._task = asyncio.create_task(self._loop.stream(mind, reply, options), name="reply")
        try:
            await asyncio.wait({self._task})
            with contextlib.suppress(asyncio.CancelledError):
                self._task.result()
        except MindError as error:
            fault = error
        finally:
            self._task.cancel()
        if reply.spoke:
            self.prompt = reply.prompt
        if fault is not None and not reply.text:
            reply.text = fault.whole
        await self._transcript.update(turn, reply.text, stopped=reply.stopped)
        self._reasons.keep(turn, AnswerReason(origin, said, called=tuple(reply.ran)))
        ended = self._ended(reply, fault)
        if not reply.over:
            reply.over = True
            self._listener.ended(ended)
        return ended

    def _ended(self, reply: GrowingReply, fault: MindError | None = None) -> Ended:
        return Ended(reply.turn, reply.text, reply.origin, reply.stopped, fault, cut_short=reply.cut_short)

    async def confirm(self, card: int) -> Result | None:
        """The person said yes to a card: run it. None where the card is gone. OsOneError where it cannot be done."""
        if (waiting := self._cards.take(card)) is None:
            return None
        if waiting.asked:
            said = await self._house.act(waiting.call.name, waiting.call.arguments)
            self._house.spoken = replace(self._house.spoken, did=True, deed=True, waits=False)
            return Result(said)
        return await self._loop.run(waiting.call)

    def decline(self, card: int) -> None:
        """The person said no."""
        self._cards.take(card)

    def _withdraw(self) -> None:
        """What the person wished in words and has not agreed to is not asked any more."""
        for one in self._cards.wished():
            self._cards.take(one.id)
            self._listener.withdrawn(one.id)

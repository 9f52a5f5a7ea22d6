"""What a mind says and does in one turn: rounds of words and calls, each call ruled on before anything is done."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from osone.companion import guard
from osone.companion.cards import StandingCards
from osone.companion.minds import errors
from osone.companion.minds.protocol import Call, Mind, Options, ReplyDone, Words
from osone.companion.minds.said_calls import HeardPiece, SaidCalls
from osone.companion.ports import Listener, Result, Tools, Transcript
from osone.companion.prompt import Measure, TokenBudget, compact, fits, size
from osone.companion.reply import AGAIN, ENOUGH, WAITS, GrowingReply
from osone.companion.skills.house import House
from osone.model.errors import OsOneError
from osone.text.catalogue import _
from osone.text.numbers import joined

ROUNDS = 5
"""How often in one turn a mind may call verbs and think again."""
CALLS = 12
"""How many verbs a mind may call in one turn; what it asks for beyond is not done."""
CARDS_A_TURN = 3
"""How many cards one turn may put before the person, who should read each."""
SAVE_EVERY_S = 1.0
PATIENCE_S = 180.0
"""How long one turn may take, seconds: a slow machine reads its head for a minute before the first word."""
LETTERS_PER_TOKEN = 12
"""More than any language has: a mind that speaks on beyond its limit, whatever it was asked, is cut off."""


@dataclass(slots=True)
class ToolLoop:
    """Lets a mind speak and act; what it needs of the talk is the talk's own."""

    house: House
    tools: Tools
    transcript: Transcript
    listener: Listener
    cards: StandingCards
    said: Sequence[str]
    """What the person said in this talk."""
    shown: set[tuple[str, int]]
    """What this talk was about: the nouns that a mind may name."""
    measure: Measure = field(default_factory=Measure)
    """How long texts are for this mind, as it counted them."""
    patience_s: float = PATIENCE_S

    async def stream(self, mind: Mind, reply: GrowingReply, options: Options) -> None:
        """Let the mind speak and act until it has nothing more to call; whatever it does, words come of it in time."""
        try:
            async with asyncio.timeout(self.patience_s):
                await self._rounds(mind, reply, options)
        except TimeoutError:
            reply.cut_short = True
        except errors.EmptyReplyError:
            # It has done what was asked and adds nothing: that is said for it.
            if not reply.text and not reply.ran and not reply.cards:
                raise
        if not reply.text.strip() and not reply.over:
            self._conclude(reply)

    def _conclude(self, reply: GrowingReply) -> None:
        """Say honestly how it stands where the mind has found no words."""
        if reply.cards:
            said = _("Nothing is done yet. Look at the card and decide.")
        elif reply.ran:
            said = _("Done: {names}.", names=joined([_(title) for title in reply.ran]))
        else:
            said = _("I found no answer to that. Ask me in other words, or choose another model.")
        reply.spoke, reply.text = True, said
        reply.prompt = reply.prompt.answered(said)
        self.listener.said(reply.turn, said)

    async def _rounds(self, mind: Mind, reply: GrowingReply, options: Options) -> None:
        budget = TokenBudget(mind.context, options.limit)
        self._make_room(reply, budget)
        for _round in range(ROUNDS):
            try:
                calls = await self._listen(mind, reply, options)
            except errors.ContextFullError:
                # Our guess of the length was too small: let go of more than the guess asked for, once.
                if reply.spoke or not self._make_room(reply, TokenBudget(mind.context // 2, options.limit), force=True):
                    raise
                calls = await self._listen(mind, reply, options)
            if not calls:
                return
            for n, call in enumerate(calls, start=1):
                result = await self._act(call, reply)
                self.shown.update(result.shown)
                self.house.spoken = self.house.spoken.found(result.shown)
                if n == len(calls) and reply.calls > CALLS:
                    result = replace(result, text=f"{result.text} {ENOUGH}")
                reply.prompt = reply.prompt.told(call.name, result.text, result.others)

    def _make_room(self, reply: GrowingReply, budget: TokenBudget, *, force: bool = False) -> bool:
        if not force and fits(reply.prompt, budget, self.measure):
            return False
        reply.prompt, compaction = compact(reply.prompt, budget)
        if compaction is None:
            return False
        self.measure = Measure()
        self.listener.note(compaction.sentence)
        return True

    async def _listen(self, mind: Mind, reply: GrowingReply, options: Options) -> tuple[Call, ...]:
        """One reply of the mind; the calls that it asks for. What it said is kept even if it breaks off."""
        calls: list[Call] = []
        begun = len(reply.text)
        sent = reply.prompt
        read = SaidCalls([spec.name for spec in sent.tools])

        async def hear(heard: HeardPiece) -> None:
            await self._hear(reply, heard.words, apart=begun > 0 and len(reply.text) == begun)
            for call in heard.calls:
                asks(call)

        def asks(call: Call) -> None:
            reply.spoke = True
            reply.calls += 1
            if reply.calls <= CALLS:
                calls.append(call)

        try:
            async with aclosing(mind.talk(sent.messages(), sent.tools, options)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Words):
                        await hear(read.feed(piece.text))
                        if len(reply.text) - begun > options.limit * LETTERS_PER_TOKEN:
                            reply.cut_short = True
                            break
                    elif isinstance(piece, Call):
                        asks(piece)
                    elif isinstance(piece, ReplyDone):
                        reply.cut_short = piece.reason == "length"
                        if piece.prompt_tokens:
                            self.measure = Measure(piece.prompt_tokens, size(sent))
            await hear(read.end())
        finally:
            if reply.spoke:
                reply.prompt = sent.answered(reply.text[begun:].strip(), tuple(calls))
        return tuple(calls)

    async def _hear(self, reply: GrowingReply, text: str, *, apart: bool) -> None:
        if apart or not reply.text:
            text = text.lstrip()
        if reply.over or not text:
            return
        if apart:
            text = f"\n\n{text}"
        reply.spoke = True
        reply.text += text
        self.listener.said(reply.turn, text)
        if time.monotonic() - reply.saved > SAVE_EVERY_S:
            reply.saved = time.monotonic()
            await self.transcript.update(reply.turn, reply.text, stopped=False)

    async def _act(self, call: Call, reply: GrowingReply) -> Result:
        """Do what the mind asks for, or show it first, or say what is wrong with it."""
        specs = {spec.name: spec for spec in reply.prompt.tools}
        known = call.name in specs
        if known and not self.tools.ready(call.name):
            return Result(f"{call.name} is out of reach now: what it needs is not selected or open.")
        verdict = guard.judge(
            call,
            specs,
            {call.name: self.tools.properties(call.name)} if known else {},
            said="\n".join(self.said),
            untrusted=bool(reply.prompt.others),
            shown=self.shown,
            wish=guard.wished(specs.get(call.name), self.said[-1]),
        )
        if verdict.ruling is guard.Ruling.REFUSE:
            return Result(verdict.why)
        writes, asked = self.tools.properties(call.name).writes, guard.likeness(call)
        if writes and asked in reply.asked:
            # A small mind says the same again and again; two tasks of one name are never what was wanted.
            return Result(AGAIN)
        if verdict.ruling is guard.Ruling.CARD and reply.cards >= CARDS_A_TURN:
            return Result(ENOUGH)
        if writes:
            reply.asked.add(asked)
        if verdict.ruling is guard.Ruling.CARD:
            reply.cards += 1
            self.listener.card(self.cards.put(call, _(specs[call.name].title), verdict.why, len(self.said)))
            return Result(WAITS)
        try:
            result = await self.run(call)
            reply.ran.append(specs[call.name].title)
            return result
        except OsOneError as error:
            reply.asked.discard(asked)
            return Result(f"That could not be done: {error.whole}")

    async def run(self, call: Call) -> Result:
        """Run what a mind asked for: "cancel that" is then no word for a deed of the person's before it."""
        result = await self.tools.run(call.name, call.arguments)
        if self.tools.properties(call.name).writes:
            self.house.spoken = replace(self.house.spoken, did=False, deed=False)
        return result

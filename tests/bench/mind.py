"""How long the first token takes, turn by turn, on a talk with a 2k-token system block: ``python -m tests.bench.mind``.

``turn2_ratio`` is the second turn's first-token time over what the same mind needs for just the new words of that turn.
That cost is measured, not guessed: a talk of the same length is held in the cache of the mind, then the very same new
words are added to it, and the time to the first token is taken.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from osone.companion.minds.ollama import OllamaHost, OllamaMind
from osone.companion.minds.protocol import Mind, Options, ReplyDone, Warmth, Words
from osone.companion.minds.starter import StarterMind
from osone.companion.persona import Persona, system_block
from osone.companion.prompt import Beside, Prompt
from tests.parts import ollama, starter

GOAL = 1.3
REPLY = 16
"""Tokens of each reply; enough to be a turn, few enough to wait for."""
QUESTIONS = (
    "What do you make of the letter from the garden club?",
    "And how would you answer it if you were me?",
    "Would it be kinder to wait until the weekend?",
    "Tell me what I should look at before the meeting.",
)
TRIES = 5


@dataclass(frozen=True)
class Taken:
    """One turn as it was measured."""

    first_s: float
    prompt_tokens: int
    text: str


@contextlib.asynccontextmanager
async def a_mind() -> AsyncIterator[Mind | None]:
    """Ollama where it is present, else the starter mind, else None."""
    if ollama.available():
        with ollama.serving() as server:
            server.create()
            mind = OllamaMind(ollama.MODEL, OllamaHost(server.host))
            yield mind
            await mind.close()
    elif starter.available():
        small = StarterMind(context=8192)
        yield small
        await small.close()
    else:
        yield None


async def take(mind: Mind, prompt: Prompt) -> Taken:
    """Ask, and take the time to the first word."""
    begun = time.perf_counter()
    first = 0.0
    tokens = 0
    text = ""
    async for piece in mind.talk(prompt.messages(), prompt.tools, Options(limit=REPLY, temperature=0.0, seed=7)):
        if isinstance(piece, Words):
            first = first or time.perf_counter() - begun
            text += piece.text
        elif isinstance(piece, ReplyDone):
            tokens = piece.prompt_tokens
    return Taken(first, tokens, text)


def head() -> Prompt:
    """About 2,000 tokens that stand before every turn."""
    block = system_block(Persona("Iris", "Theodore"))
    return Prompt("\n".join([block] * 6))


def asked(prompt: Prompt, turn: int, day: int = 23) -> Prompt:
    """The next question, with the clock riding along as it does in the house."""
    question = QUESTIONS[turn % len(QUESTIONS)]
    return prompt.asked(question, Beside(notes=(f"It is {day} November 2026, 09:{turn:02d}.",)))


async def talk(mind: Mind, turns: int) -> list[Taken]:
    """A talk of so many turns, each appended to the last."""
    prompt = head()
    taken: list[Taken] = []
    for turn in range(turns):
        prompt = asked(prompt, turn)
        now = await take(mind, prompt)
        taken.append(now)
        print(f"  turn {turn + 1:2}   {now.first_s * 1000:8.0f} ms   {now.prompt_tokens:5} tokens", flush=True)
        prompt = prompt.answered(now.text)
    return taken


async def second_and_own_cost(mind: Mind, day: int) -> tuple[float, float]:
    """The second turn's first token, and the mind's own cost of the same new words on a prefix that it knows.

    Both talks share only the head; the day in the first question tells them apart. For the own cost the first turn and
    its reply are given whole and evaluated beforehand, so that nothing but the new words is left to evaluate.
    """
    prompt = asked(head(), 0, day)
    first = await take(mind, prompt)
    second = await take(mind, asked(prompt.answered(first.text), 1, day))

    known = asked(head(), 0, day + 1).answered(first.text)
    await mind.warm(Warmth(known.messages()))
    own = await take(mind, asked(known, 1, day))
    return second.first_s, own.first_s


async def measure(turns: int) -> dict[str, float]:
    """Run it all and print the table."""
    async with a_mind() as mind:
        if mind is None:
            print("Neither Ollama nor the starter mind is here, so there is nothing to measure.")
            return {}
        print(f"{mind.name}: first token of each turn, replies of {REPLY} tokens", flush=True)
        await mind.warm()
        taken = await talk(mind, turns)
        pairs = [await second_and_own_cost(mind, 2 * day) for day in range(1, TRIES + 1)]
        second = statistics.median(pair[0] for pair in pairs)
        own = statistics.median(pair[1] for pair in pairs)
        print(f"  turn 2, median of {TRIES}: {second * 1000:.0f} ms; the new words alone: {own * 1000:.0f} ms")
        return {
            "turn2_ratio": round(second / own, 3),
            "turn1_ms": round(taken[0].first_s * 1000, 1),
            "turn2_ms": round(second * 1000, 1),
            f"turn{turns}_ms": round(taken[-1].first_s * 1000, 1),
            "own_ms": round(own * 1000, 1),
        }


def main() -> None:
    """Print the table and, last, one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=20)
    metrics = asyncio.run(measure(parser.parse_args().turns))
    if metrics:
        print(f"  goal {GOAL}, result {metrics['turn2_ratio']}")
    print(json.dumps({"name": "mind", "metrics": metrics}))


if __name__ == "__main__":
    main()

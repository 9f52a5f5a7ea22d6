"""A short answer that rules found, put into a model's words: without verbs, within a time, and only if nothing is new.

The rule's own sentence always stands behind it. What a model says in its place is held against the facts: every word of
it is one of theirs, the person's, or a small word that says nothing by itself; every number, day, name and quote of the
facts is still there; and a no is no yes.
"""

import asyncio
import re
from contextlib import aclosing

from osone.companion.minds.protocol import Mind, Options, PromptMessage, PromptRole, Words
from osone.companion.prompt import CHARACTERS_PER_TOKEN, harmless
from osone.companion.skills.intents import (
    Between,
    Free,
    HowMany,
    Intent,
    LastFrom,
    NextUp,
    TimeIn,
    WhenIs,
)
from osone.companion.skills.telling import Answer
from osone.model.errors import MindError

MOST_TOKENS = 90
"""How long the facts may be that a model is given."""
WAIT_S = 4.0
"""How long is waited for its words, seconds; then the rule's own are said."""
LEAST_BILLIONS = 1.0
"""Parameters below which no model is asked: what is smaller repeats itself, or makes things up."""
LIMIT = 80
FACTS = (NextUp, Free, Between, WhenIs, HowMany, LastFrom, TimeIn)
"""Questions that one fact answers."""
HEAD = """You put one fact into one short, warm sentence for the person who asked. Use only what stands in the fact: \
every number, time, day and name of it, letter for letter, and nothing else. No list, no greeting, no question.

They asked: when is the parents' evening?
The fact: Parents' evening, on Tuesday 12 May, 19:30 to 21:00 (school hall).
You say: The Parents' evening is on Tuesday 12 May, 19:30 to 21:00, in the school hall.

They asked: am I free on Monday morning?
The fact: No, on Monday morning you have Swimming, 09:00 to 10:00.
You say: No, you have Swimming on Monday morning, 09:00 to 10:00."""

_NUMBER = re.compile(r"\d+(?:[:.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")
_NOT = re.compile(r"\b(?:no|not|nothing|none|nobody|never|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)
_LISTED = re.compile(r"^\s*(?:[-*•>#|]|\d+[.)])\s", re.MULTILINE)
_SHUT = re.compile(r"[{}\[\]<>|`]|https?:|www\.|@")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WHERE = re.compile(r"\b(?:where|place|address|room)\b", re.IGNORECASE)
_DAYS = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today tomorrow yesterday tonight morning afternoon evening noon midnight"""
_COUNTS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty
    fifty hundred half quarter first second third fourth fifth once twice both all next last free busy"""
KEPT = frozenset(f"{_DAYS} {_COUNTS}".split())
"""Words that are as much as a number: each that the facts have stays, and none comes."""
_GLUE = """
    a about also am an and are as at be been but by can for from get go good got had has have hello here hi i i'll i'm
    i've in is it it'll it's its just let like me my now of oh okay on or our out so some sure that that'll that's the
    their them then there there's they this to too up us was we well were what when where which who will with would yes
    you you'll you're you've your yours don't doesn't isn't aren't haven't hasn't not no nothing none nobody never
    anything afraid appointment appointments calendar coming conversation conversations event events happens happening
    held know looks meeting meetings message messages mail planned plan plans scheduled schedule see seems set shows
    starting starts takes task tasks time place total wrote written comes ends ending"""
SMALL = frozenset(_GLUE.split())
"""Words that say nothing by themselves."""


def phrased_by_a_mind(intent: Intent, told: Answer) -> bool:
    """Whether an answer is one short fact, and no deed, list or question."""
    shut = told.done or told.proposal is not None or told.which or told.unclear or not told.known
    short = len(told.text) <= MOST_TOKENS * CHARACTERS_PER_TOKEN
    return isinstance(intent, FACTS) and not shut and short and not _LISTED.search(told.text)


def fits(words: str, facts: str, said: str) -> bool:
    """Whether a model's words hold what the facts hold, and nothing that neither they nor the person said."""
    told, own = words.strip(), f"{facts}\n{said}"
    # A place that stands in brackets may be left out by who was not asked for it.
    needed = facts if _WHERE.search(said.rpartition("\n")[2]) else _ASIDE.sub("", facts)
    if not told or _SHUT.search(told) or _LISTED.search(told) or "\n\n" in told:
        return False
    numbers, known = set(_NUMBER.findall(told)), set(_NUMBER.findall(own))
    if not numbers <= known or not set(_NUMBER.findall(needed)) <= numbers:
        return False
    if len(_NOT.findall(told)) != len(_NOT.findall(facts)) or _agrees(told) not in (None, _agrees(facts)):
        return False
    heard, stands = _words(told), _words(own)
    if not {word for word in heard if word in KEPT} <= stands:
        return False
    if not {word for word in _words(needed) if word in KEPT} <= heard:
        return False
    if not _names(needed) <= heard or not heard <= stands | SMALL:
        return False
    plain = " ".join(own.casefold().split())
    return all(" ".join(quote.casefold().split()) in plain for quote in _QUOTED.findall(told))


async def phrased(mind: Mind, question: str, facts: str, said: str, *, wait_s: float) -> str:
    """The facts in a model's words; empty where it has none that are true, in time."""
    if await mind.billions() < LEAST_BILLIONS:
        return ""
    fact = harmless(facts.replace("**", ""))
    messages = (
        PromptMessage(PromptRole.SYSTEM, HEAD),
        PromptMessage(PromptRole.USER, f"They asked: {harmless(question)}\nThe fact: {fact}\nYou say:"),
    )
    words = ""
    try:
        async with asyncio.timeout(wait_s), aclosing(mind.talk(messages, (), Options(LIMIT, 0.2))) as pieces:
            async for piece in pieces:
                words += piece.text if isinstance(piece, Words) else ""
                if len(words) > 4 * len(facts) + 200:
                    return ""
    except (TimeoutError, MindError):
        return ""
    return words.strip() if fits(words, facts, said) else ""


def _words(text: str) -> set[str]:
    return {word.casefold().replace("’", "'") for word in _WORD.findall(text)}


def _names(facts: str) -> set[str]:
    """Names among the facts: what is written with a capital, but for the first word of a sentence."""
    within = re.sub(r"(?:^|[.!?:]\s+|\n)\W*[^\W\d_]+(?:['’][^\W\d_]+)?", " ", facts)
    return {word.casefold().replace("’", "'") for word in _WORD.findall(within) if word[0].isupper()} - {"i", "i'm"}


def _agrees(text: str) -> bool | None:
    """Whether a sentence begins with a yes, or with a no; None where with neither."""
    first = _WORD.search(text)
    return {"yes": True, "no": False}.get(first[0].casefold()) if first else None

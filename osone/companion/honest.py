"""What the starter mind may not say: it knows nothing, so a number, a date, a name, a quote or a deed in it is made up.

It writes fluent sentences that are often false. So its words are looked at a sentence at a time before anybody hears
them: what states something that neither the person said nor a skill has shown in this talk is left out, and one honest
line stands in the place of all of it. And what asks for a fact is answered with that line at once.
"""

import re

from osone.text.catalogue import N_, SMALL_NUMBERS, _

HONEST = N_("I don't know that by myself. Ask me to look: “what's on today”, “find mail from Anna”, “what needs me”.")

_MADE_UP = re.compile(
    r"\b(?:stor(?:y|ies)|tales?|poems?|jokes?|rhymes?|songs?|riddles?|haiku|imagine|pretend|make up)\b", re.I
)
_FACT = re.compile(
    r"(?:(?:please|and|so|hey|but|well|ok|okay|can you|could you|would you)[, ]+)*"
    r"(?:(?:tell me|remind me|say|do you know|i wonder) (?:who|when|where|which|what|how (?:many|much|old|long|far))\b"
    r"|(?:who|when|where|which|whose)\b|how (?:many|much|old|long|far)\b"
    r"|what (?:is|was|are|were|did|does|time|day|date)\b|what's\b"
    r"|(?:did|have|has) \w+ |(?:is|are|was|were) (?:there|he|she|they|it|my)\b|(?:do|am|was) i\b)",
    re.I,
)
_ABOUT_US = re.compile(r"\b(?:who|what|how|where)(?: are|'re) you\b|\bwhat(?:'s| is) your name\b", re.I)

_WORD = re.compile(r"[^\W_]+(?:['’.:,-][^\W_]+)*")
_ENDS = re.compile(r"(?:[.!?…]+[\"'”’)*_]*\s+|\n\s*)(?=\S)")
"""Where a sentence is over, which is known once another begins: then it is the same however the words come."""
_REACHES = re.compile(r"\S+@\S+|\bwww\.|https?:", re.I)
_QUOTE = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.I)
_THINGS = (
    r"(?:e?-?mails?|messages?|letters?|meetings?|appointments?|events?|tasks?|reminders?|calls?|birthdays?|deadlines?)"
)
_YOURS = re.compile(rf"\byou(?:r|rs)?\b|\b{_THINGS}\b", re.I)
_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:yesterday|tomorrow|january|february|april|june|july|august"
    r"|september|october|november|december|o'clock)\b",
    re.I,
)
_NUMBER = re.compile(rf"\b(?:{'|'.join(SMALL_NUMBERS[2:])}|thirty|forty|fifty|hundreds?|thousands?|millions?)\b", re.I)
_OPENING = re.compile(r"^\W*([A-Z]\w+) (?:said|says|wrote|writes|sent|sends|emailed|called|asked|told|invited|wants)\b")
_NOT_NAMES = frozenset(
    ("i", "i'm", "i've", "i'll", "i'd", "you", "we", "they", "he", "she", "it", "someone", "people", "everyone",
     "nobody", "who", "that", "this", "ok", "ai", "os")
)  # fmt: skip
_DONE = r"(?:sent|archived|deleted|moved|added|scheduled|booked|cancelled|checked|saved|replied|answered|forwarded)"
_CLAIM = re.compile(
    rf"\byou(?:'ve| have| had| got|'ll have| will have)\b[^?]*\b{_THINGS}\b"
    r"|\byour (?:\w+ ){0,2}(?:inbox|mailbox|calendar|agenda|lease|sister|brother|mother|father) (?:is|are|was|has)\b"
    r"|\byour day is (?:full|busy|free|empty|packed|clear)\b"
    rf"|\b(?:is|was|were|been|be) {_DONE}\b|\bI(?:'ve|'ll| have| will| just| can)* (?:already |just )?{_DONE}\b"
    r"|\bI(?:'ll| will| can)? (?:call|remind|update|keep you updated|let you know|send|book|schedule|look it up)\b"
    r"|\b(?:he|she|they|the \w+) (?:said|says|wrote|told|asked|called)\b|\bweather\b",
    re.I,
)
_OWN_LIFE = re.compile(
    r"\bmy (?:own )?(?:daughter|son|child|children|kids?|wife|husband|partner|mother|father|mom|mum|dad|parents?"
    r"|brother|sister|family|friends?|boss|workmates?|colleagues?|job|office|house|home|car|dog|cat|phone|number"
    r"|address|birthday|childhood|body)\b|\bI (?:used to|remember|was born|grew up|live in|went|woke|slept|ate)\b"
    r"|\bcall me\b|\bI(?:'m| am) (?:just |only )?an? (?:\w+ )?(?:person|human|woman|man|girl|boy|mother|father)\b"
    r"|\bmy name is\b.*\b(?:person|human|woman|man|girl|boy)\b|\bmy desk\b",
    re.I,
)


def asks_for_a_fact(said: str) -> bool:
    """Whether the person asks for what only the store, or the world, can tell."""
    return _FACT.match(said.strip()) is not None and not _ABOUT_US.search(said) and not _MADE_UP.search(said)


def stated(sentence: str, known: str, *, made_up: bool = False) -> str:
    """What a sentence states that is not in ``known``: ``number``, ``date``, ``name``, ``quote``, ``claim``, ``life``.

    Empty where it states nothing. ``made_up``: a story was asked for, so only what is about the person counts.
    """
    if _REACHES.search(sentence):
        return "name"
    if made_up and not _YOU.search(sentence):
        return ""
    words = list(_WORD.finditer(sentence))
    heard = {word.casefold() for word in _WORD.findall(known)}
    new = [word for word in words if word[0].casefold().removesuffix("'s").removesuffix("’s") not in heard]
    if any(any(sign.isdigit() for sign in word[0]) for word in new):
        return "number"
    if _YOURS.search(sentence) and any(m[0].casefold() not in heard for m in _NUMBER.finditer(sentence)):
        return "number"
    if any(m[0].casefold() not in heard for m in _DATE.finditer(sentence)):
        return "date"
    if any(m[1].strip(" .,!?").casefold() not in known.casefold() for m in _QUOTE.finditer(sentence)):
        return "quote"
    if any(_is_name(sentence, word) for word in new):
        return "name"
    if _CLAIM.search(sentence):
        return "claim"
    return "life" if _OWN_LIFE.search(sentence) else ""


def _is_name(sentence: str, word: re.Match[str]) -> bool:
    """Whether a word stands there as a name: with a capital in the midst of a sentence, or before what people do."""
    if not word[0][0].isupper() or len(word[0]) == 1 or word[0].casefold() in _NOT_NAMES:
        return False
    before = sentence[: word.start()].rstrip(" \"'“‘(*_-")
    inside = bool(before) and not before.endswith((".", "!", "?", ":", "…", "\n"))
    return inside or _OPENING.match(sentence) is not None


class Sieve:
    """Holds the words of a reply back until a sentence is whole, and lets through what states nothing."""

    def __init__(self, known: str, said: str) -> None:
        self._known, self._made_up = f"{known}\n{said}", _MADE_UP.search(said) is not None
        self._held = ""
        self._admitted = False

    def feed(self, piece: str) -> str:
        """Take the next words and give those that may be heard by now."""
        self._held += piece
        out = ""
        while end := _ENDS.search(self._held):
            out += self._pass(self._held[: end.end()])
            self._held = self._held[end.end() :]
        return out

    def end(self) -> str:
        """The reply is over: what was held back, where it may be heard."""
        rest, self._held = self._held, ""
        return self._pass(rest) if rest.strip() else ""

    def _pass(self, sentence: str) -> str:
        if not sentence.strip() or not stated(sentence, self._known, made_up=self._made_up):
            return sentence
        if self._admitted:
            return ""
        self._admitted = True
        return f"{_(HONEST)} "

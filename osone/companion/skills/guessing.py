"""What a sentence that no rule knows is likely to want: its kind by the model of words, its slots by the grammars.

Nothing is done on a likelihood alone: what reads is answered where that is sure, what writes is offered in words that a
rule understands, and agreeing to or taking back anything is never guessed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from osone.companion.skills.asking.questions import days_of, slot_in
from osone.companion.skills.asking.wishes import TELLS
from osone.companion.skills.intents import Agenda, Between, FindMail, Intent, OpenTasks, Plain, Slot, WhenIs, WhoIs
from osone.companion.skills.mailbox import VAGUE
from osone.companion.skills.recognise import recognise
from osone.companion.skills.tells import tells
from osone.companion.skills.words import HeardWords, hear
from osone.host.later import later

if TYPE_CHECKING:
    from osone.companion.skills import likely
    from osone.companion.skills.likely import KindGuess
    from osone.queries import line as lines
else:
    likely = later("osone.companion.skills.likely")  # with the first sentence that no rule knows
    lines = later("osone.queries.line")

TOGETHER = 8
"""Kinds whose likelihoods are looked at."""
BEYOND_US = 0.6
"""How sure it must be for what cannot be done to be declined by its kind."""
BEYOND_DOUBT = 0.95
OFFERED = 0.08
"""How likely a kind must be to be offered before what is merely near by its words."""
NAME_WORDS = 5
"""Words of an event's name that is offered to be kept: what is longer tells something."""
LONGEST = 60
"""Letters of the person's own words that are offered to be kept."""
_BEYOND: tuple[tuple[str, Plain], ...] = (
    ("weather_", Plain.WEATHER), ("news_", Plain.NEWS), ("music_", Plain.MUSIC), ("play_", Plain.MUSIC),
    ("audio_", Plain.MUSIC), ("iot_coffee", Plain.ORDER), ("iot_", Plain.MUSIC), ("qa_maths", Plain.SUMS),
    ("qa_", Plain.KNOWLEDGE), ("recommendation_", Plain.PLACES), ("transport_", Plain.TRAVEL),
    ("takeaway_", Plain.ORDER), ("social_", Plain.SOCIAL), ("cooking_", Plain.RECIPE), ("general_joke", Plain.JOKE),
    ("general_praise", Plain.THANKS), ("general_repeat", Plain.REPEAT), ("general_explain", Plain.UNCLEAR),
    ("general_dontcare", Plain.WHICHEVER), ("general_quirky", Plain.CHAT),
    ("email_addcontact", Plain.CONTACTS), ("alarm_", Plain.ALARM),
    ("datetime_convert", Plain.KNOWLEDGE),
)  # fmt: skip
"""What is answered with written words, by how the kind begins."""
_OFFERS: Mapping[str, str] = {
    "calendar_query": "what's on today", "calendar_set": "what's on tomorrow", "calendar_remove": "what's on this week",
    "email_query": "find mail from {name}", "email_sendemail": "find mail from {name}",
    "email_querycontact": "who is {name}", "email_addcontact": "who is {name}", "lists_query": "what are my tasks",
    "lists_createoradd": "what are my tasks", "lists_remove": "what are my tasks", "alarm_set": "what are my tasks",
    "alarm_query": "what are my tasks", "datetime_query": "what's on today",
}  # fmt: skip
"""What is offered where a kind is likely, and nothing of the sentence says it better."""
_DATES = re.compile(r"\b(?:date|day|month|year|week|weekday)\b")
_OURS = re.compile(
    r"\b(?:e?mails?|messages?|inbox|newsletters?|attachments?|wrote|written|drafts?|invitations?|calendar|agenda|schedule|"
    r"appointments?|meetings?|events?|tasks?|todos?|list|reminders?|archive|delete|find|forward|move|reply|search|snooze|"
    r"star|undo)\b"
)
"""Words of what is looked after here, and of what is done to it."""
_FROM = re.compile(r"\b(?:from|by) (?P<who>[^\W\d_]+(?: [^\W\d_]+)?)\b")
_ABOUT = re.compile(r"\b(?:about|regarding|concerning) (?:the |my )?(?P<what>.+)$")
_SETTING = re.compile(
    r"^(?:(?:i (?:need|want|would like)(?: you)? to|could you|please|can you|let us) )*"
    r"(?:(?:set|create|make|add|put|schedule|book|enter|save|note|give|open|start|mark|new|send|have)"
    r"(?: me| up| in| down)? )?"
    r"(?:(?:an?|the|my|new|another|calendar|one) )*"
    r"(?:(?:reminders?|events?|notifications?|entry|meeting(?= (?:called|for|about|to))|"
    r"appointment(?= (?:called|for|to)))(?: (?:for|to|about|of|that|called|named|on))? )?"
    r"(?:remind me (?:to|of|about|that|when) )?(?:(?:for|to|of|about) )?"
)
_SETS = re.compile(
    r"(?:an? |my |the )?(?:set|make|create|event|reminder|appointment|meeting|note|save|mark|enter|have)\b"
)
"""What begins so may be a line for the calendar, in words that no rule knows."""
_WISHED = re.compile(
    r"(?:(?:i|we) (?:really |still )?(?:should|must|need to|have to|ought to|want to|would like to|had better|will)|"
    r"(?:do not|never) (?:let me )?forget to|remember to|remind me(?: to| that| of| about)?|"
    r"somebody should|note to self)(?: not forget to)? "
)
_NO_TASK = re.compile(
    r"(?:be|feel|seem|say|sing|i|we|you|he|she|they|it|that|this|there|who|what|when|where|why|how|which|is|are|do|does|did|can|could)\b"
)
"""What begins so is a sentence and no name of a task."""
_FILLER_WORDS = """
a an the my our me i we you is are was were be am do does did have has had what when where who how which any some tell
show give list check see look find know about on in at for of to with and or this that it there please event events
calendar schedule agenda meeting meetings appointment appointments reminder reminders today coming upcoming scheduled
planned time date up next going can could would will should name details open get read all"""
_FILLER = frozenset(_FILLER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Offered:
    """What is likely wanted, as sentences that rules understand, the likeliest first; ``{name}`` is one who wrote."""

    sentences: tuple[str, ...]
    sure: bool
    """Whether it is beyond doubt that one of them is meant."""


NOTHING_LIKELY = Offered((), sure=False)


def meant(said: str, now: datetime, name: str = "") -> Intent | Offered | None:
    """What a sentence is likely to want that no rule knows; None where that is not likely enough."""
    model = likely.kinds()
    heard = hear(said, name)
    if model is None or not heard.text:
        return None
    guesses = model.guesses(heard.text, TOGETHER)
    best = guesses[0]
    wished = [f"add task {words}"] if _WISHED.match(heard.text) and (words := _kept(heard)) else []
    # What somebody says that they should do is theirs to do: it is no wish that is beyond us, unless beyond doubt.
    told = tells(said, heard)
    if (declined := _declined(guesses)) is not None and (not wished or best.sure >= BEYOND_DOUBT):
        if told:
            return Plain.TOLD
        if declined is not Plain.CHAT or not (_OURS.search(heard.text) or _ours(heard, now)):
            return declined
    if best.sure >= model.sure and best.kind in _ASKED and (intent := _ASKED[best.kind](heard, now)) is not None:
        return intent
    if best.kind == "calendar_set" and best.sure >= BEYOND_US and (line := _line(heard, now)):
        return Offered((f"put {line} in my calendar", f"add {line} to my list"), sure=True)
    near = [one.kind for one in guesses if one.sure >= OFFERED and one.kind in _OFFERS]
    some = tuple(dict.fromkeys((*wished, *(_near(kind, heard, now) for kind in near))))
    if told and not wished and not (near and _ours(heard, now)):
        return Plain.TOLD
    return Offered(some, sure=False) if some else None


def _ours(heard: HeardWords, now: datetime) -> bool:
    """Whether it may be about the calendar or the mail: a day that is not over is named, or who wrote."""
    slot, _bare = slot_in(heard, now)
    return (slot is not None and slot.until >= now) or _FROM.search(heard.text) is not None


def _near(kind: str, heard: HeardWords, now: datetime) -> str:
    """The sentence that a rule understands and that is nearest to what was said, where it is of this kind."""
    said = ""
    slot, _bare = slot_in(heard, now)
    if kind in ("calendar_query", "calendar_remove") and slot is not None:
        said = _on(slot)
    elif kind == "calendar_set" and _SETS.match(heard.text) and (line := _line(heard, now)):
        said = f"put {line} in my calendar"
    elif kind in ("lists_createoradd", "calendar_set", "alarm_set") and _to_do(heard) and (words := _kept(heard)):
        said = f"add task {words}"
    elif kind == "calendar_set" and slot is not None:
        said = _on(slot)
    elif kind == "email_query" and (found := _ABOUT.search(heard.text)) is not None and found["what"] not in VAGUE:
        said = f"find mail about {heard.original(*found.span('what'))}"
    return said if said and recognise(said, now) is not None else _OFFERS[kind]


def _on(slot: Slot) -> str:
    """The question what is on in the days of a time."""
    return f"what's on {re.sub(r'^(?:about|around) ', '', days_of(slot).says)}"


def _to_do(heard: HeardWords) -> bool:
    """Whether it says what somebody is to do: as a wish, or as one writes it on a list."""
    return _WISHED.match(heard.text) is not None or lines.does(heard.text)


def _kept(heard: HeardWords) -> str:
    """The person's own words as a task, without those that only wish it; empty where they are no name of one."""
    found = _WISHED.match(heard.text)
    start = found.end() if found else 0
    words = heard.original(start, len(heard.text)) if start < len(heard.text) else ""
    if not 1 < len(words.split()) <= 8 or len(words) > LONGEST or _NO_TASK.match(heard.text[start:]):
        return ""
    return words


def _declined(guesses: "Sequence[KindGuess]") -> Plain | None:
    """What is answered where kinds that are declined alike are surely meant, one or the other."""
    shares: dict[Plain, float] = {}
    for one in guesses:
        if (plain := next((plain for begins, plain in _BEYOND if one.kind.startswith(begins)), None)) is not None:
            shares[plain] = shares.get(plain, 0.0) + one.sure
    likeliest = max(shares, key=lambda plain: shares[plain], default=None)
    return likeliest if likeliest is not None and shares[likeliest] >= BEYOND_US else None


def _day(heard: HeardWords, now: datetime) -> Intent | None:
    slot, bare = slot_in(heard, now)
    if slot is not None:
        return Between(slot) if slot.timed else Agenda(days_of(slot))
    words = [word for word in bare.split() if word not in _FILLER]
    if not words or len(words) > 3:
        return None
    at = heard.text.find(words[0])
    end = heard.text.find(words[-1], at) + len(words[-1])
    return WhenIs(heard.original(at, end)) if 0 <= at < end else None


def _mail(heard: HeardWords, _now: datetime) -> Intent | None:
    if (found := _FROM.search(heard.text)) is not None and not set(found["who"].split()) & VAGUE:
        return FindMail(sender=heard.original(*found.span("who")).split()[0])
    if (found := _ABOUT.search(heard.text)) is not None and found["what"] not in VAGUE:
        return FindMail(about=heard.original(*found.span("what")))
    return FindMail(unread=True)


def _person(heard: HeardWords, _now: datetime) -> Intent | None:
    capitals = [word for word in heard.originals[1:] if word[:1].isupper() and word not in ("I", "I'm")]
    return WhoIs(" ".join(capitals)) if 0 < len(capitals) < 3 else None


def _hour(heard: HeardWords, _now: datetime) -> Intent | None:
    if re.search(r"\b(?:in|at|for) [^\W\d_]{3,}", heard.text):
        return None
    return Plain.DATE if _DATES.search(heard.text) else Plain.TIME


_ASKED: Mapping[str, Callable[[HeardWords, datetime], Intent | None]] = {
    "calendar_query": _day,
    "email_query": _mail,
    "email_querycontact": _person,
    "lists_query": lambda _heard, _now: OpenTasks(),
    "datetime_query": _hour,
    "email_sendemail": lambda _heard, _now: Plain.SENDING,
}
"""What only reads: where it is sure, it is answered."""


def _line(heard: HeardWords, now: datetime) -> str:
    """What is to be kept, without the words that say so; empty where it has no time or no name."""
    found = _SETTING.match(heard.text)
    start = found.end() if found else 0
    if start >= len(heard.text):
        return ""
    line = heard.original(start, len(heard.text))
    if len(line) > LONGEST or _NO_TASK.match(heard.text[start:]) or TELLS.search(heard.text[start:]):
        return ""  # a sentence still, and no name of anything
    told = lines.understand(line, now)
    if told.event is None or len(told.event.title.split()) > NAME_WORDS:
        return ""
    return line if re.search(r"[^\W\d_]{2}", told.event.title) else ""

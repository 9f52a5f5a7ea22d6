"""Words that go on from what was asked before: "and tomorrow?", "what about Noor?", "not that, the other Anna"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from osone.companion.skills.asking import times
from osone.companion.skills.asking.questions import days_of, slot_in
from osone.companion.skills.intents import (
    Act,
    AddTask,
    Agenda,
    Between,
    CancelEvent,
    CaptureLine,
    DropTask,
    FindMail,
    ForwardTo,
    Free,
    HowMany,
    Intent,
    LastFrom,
    MoveTask,
    NextUp,
    OpenOne,
    Plain,
    ReviseNamed,
    Slot,
    TickOff,
    Verb,
    WhatWanted,
    WhenIs,
    Which,
    WhoIs,
    WhoWrote,
)
from osone.companion.skills.mailbox import VAGUE, tail_of
from osone.companion.skills.which import which
from osone.companion.skills.words import HeardWords, hear
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.model.errors import CommandError

if TYPE_CHECKING:
    from osone.commands import snoozing
else:
    snoozing = later("osone.commands.snoozing")  # where something was put off

MOST_WORDS = 8
"""Words of a sentence that only goes on from another."""
_GOES_ON = re.compile(r"^\W*(?:and|or|what about|how about|what of|i mean|i meant|no,? i mean|also)\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:(?:no|sorry|rather|also|what about|how about|what of|i mean|i meant|is it|and|or) )+")
_MEANING = re.compile(r"(?:i (?:mean|meant) |that is |it is |yes |no )+")
_FILLER_WORDS = "the one that a an at on in of with my our called named appointment meeting event"
_FILLER = frozenset(_FILLER_WORDS.split())
_ONE = re.compile(r"(?<=\w) one$")
_MOMENT = timedelta(minutes=1)
_PART = re.compile(
    r"(?:(?:in|at|on|for|during|after|before|around|by|from|until|till|between|then|the|that|this|same|late|early|and|to|"
    r"morning|noon|midday|lunch|lunchtime|afternoon|evening|night|midnight|o'clock|[ap]m|half|quarter|past|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?) ?)+"
)
"""A part of a day, or an hour of it, and no day."""
_THE = re.compile(r"(?:(?:in|for|during) )?(?:the|that) (?=(?:morning|afternoon|evening|night)$)")
_SIDE = re.compile(r"(?P<side>after|before) (?=\S)")
_TAIL = re.compile(r"(?: (?:then|instead|too|as well|rather))+$")
_AND = re.compile(r"(?:(?:and|also|then|now|plus|what about|how about|do|the same (?:for|with)) )*")
_TO = re.compile(r"(?P<of>.+?) (?:to|until|till|on|for|by) (?P<when>.+)")
_INSTEAD = re.compile(
    r"(?:(?:no|sorry|oh|wait|hm+|actually|rather|better|instead|i (?:mean|meant)|on second thoughts?|let us say|"
    r"(?:let us )?make (?:it|that|this)|(?:change|move|set|put|push|shift) (?:it|that|this)(?: back| off)?) )+"
)
"""What takes back a time that was said, for another."""
_OTHER = re.compile(
    r"(?:(?:no|not|that|this|him|her|them|one|i mean|i meant|wrong|person) )*(?:the )?other"
    r"(?: (?:one|person|(?P<who>[^ ]+(?: [^ ]+)?)))?"
)


def follows(said: str, asked: Intent | None, now: datetime, name: str = "") -> Intent | None:
    """The question that was asked before with another time, name or person in it; None where it is no such thing."""
    if asked is None or len(said.split()) > MOST_WORDS:
        return None
    heard = hear(said, name)
    if (again := _again(asked, heard, now, asks=said.rstrip().endswith("?"))) is not None:
        return again
    if (other := _another(asked, heard, now)) is not None:
        return other
    if (found := _OTHER.fullmatch(heard.text)) is not None and isinstance(asked, (WhoIs, LastFrom, WhatWanted)):
        called = heard.original(*found.span("who")) if found["who"] else asked.name
        return replace(asked, name=called, other=asked.other + 1) if asked.name else None
    lead = _ABOUT.match(heard.text)
    rest = heard.cut(lead.end(), len(heard.text)) if lead and lead.end() < len(heard.text) else heard
    if tail := _TAIL.search(rest.text):
        rest = rest.cut(0, tail.start()) if tail.start() else rest
    slot, bare = _slot(asked, rest, now)
    if slot is not None and not bare:
        return _at(asked, slot, rest, now)
    if not _GOES_ON.match(said) or slot is not None:
        return None
    return _named(asked, rest, now)


def _again(asked: Intent, heard: HeardWords, now: datetime, *, asks: bool) -> Intent | None:
    """Another time for what was just done: kept, moved or put off."""
    put_off = isinstance(asked, Act) and asked.verb is Verb.SNOOZE
    if not put_off and not isinstance(asked, (AddTask, CaptureLine, MoveTask)):
        return None
    lead, tail = _INSTEAD.match(heard.text), _TAIL.search(heard.text)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(heard.text)
    if start >= end:
        return None
    rest = heard.cut(start, end)
    shift = times.is_shift(rest.text)
    clock = times.is_hour(rest.text) and any(sign.isdigit() for sign in rest.text)
    if not (start or tail or ((shift or clock) and not asks)):
        return None  # a day alone asks what is on
    if start and times.is_long(rest.text):
        span = rest.original(0, len(rest.text))
        return replace(asked, when=f"in {span}") if isinstance(asked, Act) else MoveTask("", span, Which())
    if not shift and not times.is_hour(rest.text):
        slot, bare = slot_in(rest, now)
        if slot is None or bare not in ("", "to", "until", "till", "for", "by", "on"):
            return None
    words = re.sub(r"^(?:to|until|till|for|by|on) ", "", rest.original(0, len(rest.text)), flags=re.IGNORECASE)
    if isinstance(asked, Act):
        try:
            return replace(asked, when=times.beside(words, snoozing.wakes_at(asked.when, now)))
        except CommandError:
            return replace(asked, when=words)
    return MoveTask("", words, Which())


def _another(asked: Intent, heard: HeardWords, now: datetime) -> Intent | None:
    """The same wish for another of those that were named: "and the second", "and the third to Monday"."""
    lead = _AND.match(heard.text)
    if not isinstance(asked, (Act, TickOff, OpenOne, MoveTask)) or lead is None or lead.end() >= len(heard.text):
        return None
    rest = heard.cut(lead.end(), len(heard.text))
    meant = which(rest.text)
    if meant is not None and meant.places:
        return None if isinstance(asked, MoveTask) and times.is_shift(asked.when) else of_that(asked, meant)
    found = _TO.fullmatch(rest.text)
    meant = which(found["of"]) if found is not None else None
    if found is None or meant is None or not meant.places:
        return None
    words = rest.original(*found.span("when"))
    if isinstance(asked, MoveTask):
        return MoveTask("", words, meant)
    return replace(asked, which=meant, when=words) if isinstance(asked, Act) and asked.verb is Verb.SNOOZE else None


def _slot(asked: Intent, heard: HeardWords, now: datetime) -> tuple[Slot | None, str]:
    """The time that is said; a part of a day alone is one of the day that was asked about, and named with it."""
    if not _PART.fullmatch(heard.text):
        return slot_in(heard, now)
    day = max(_day_of(asked) or now.date(), now.date())
    side = _SIDE.match(heard.text)
    if first := _THE.match(heard.text) or side:
        heard = heard.cut(first.end(), len(heard.text))
    if side and heard.words[0][0].isdigit():
        heard = HeardWords(("at", *heard.words), ("at", *heard.originals))
    slot, bare = slot_in(heard, now if day == now.date() else datetime.combine(day, time(), now.tzinfo))
    if slot is None or bare:
        return slot, bare
    if side:
        edge = datetime.combine(slot.since.date(), time(), now.tzinfo)
        late = side["side"] == "after"
        says = f"{side['side']} {slot.says.removeprefix('at ')}"
        slot = Slot(slot.since if late else edge, edge + timedelta(days=1) if late else slot.since, True, says)
    return replace(slot, says=_of_day(slot, now)), bare


def _of_day(slot: Slot, now: datetime) -> str:
    """A part of a day with its day, as one says it: "tomorrow evening", "on Friday at 5"."""
    days = (slot.since.date() - now.date()).days
    part = slot.says.casefold() in ("morning", "afternoon", "evening", "night")
    if days == 0:
        return f"this {slot.says}" if part and slot.says != "night" else slot.says
    day = "tomorrow" if days == 1 else f"on {slot.since:%A}" if days < 7 else f"on {slot.since.day} {slot.since:%B}"
    return f"{day} {slot.says}"


def _day_of(asked: Intent) -> date | None:
    """The one day that was asked about."""
    if isinstance(asked, Agenda):
        return asked.span.since if asked.span.days == 1 else None
    slot = asked.slot if isinstance(asked, (Between, Free, NextUp, WhenIs, WhoWrote, HowMany)) else None
    if slot is None or slot.until - slot.since > timedelta(days=1):
        return None
    return slot.since.date()


def which_of(heard: HeardWords, now: datetime, events: Sequence[Occurrence]) -> Which | None:
    """Which of those that were named is meant: by place, or of events by time or name; None where it is not one."""
    lead = _MEANING.match(heard.text)
    if lead is not None and lead.end() < len(heard.text):
        heard = heard.cut(lead.end(), len(heard.text))
    if (pointed := which(heard.text)) is not None:
        return pointed if pointed.places or pointed.every else None
    if ending := _ONE.search(heard.text):
        heard = heard.cut(0, ending.start())
    slot, bare = slot_in(heard, now)
    rest = [word for word in bare.split() if word not in _FILLER]
    if not heard.text or (slot is None and not rest):
        return None
    found = [
        place
        for place, one in enumerate(events, start=1)
        if (slot is None or slot.since <= one.start < max(slot.until, slot.since + _MOMENT))
        and set(rest) <= set(hear(f"{one.title} {one.location}").words)
    ]
    return Which((found[0],)) if len(found) == 1 else None


def of_that(asked: Intent, meant: Which) -> Intent | None:
    """The same wish for those that are meant; None where it is no wish for one of several."""
    if isinstance(asked, DropTask):
        return Act(Verb.TRASH, meant)
    if isinstance(asked, (MoveTask, CancelEvent, ReviseNamed, TickOff, ForwardTo)):
        return replace(asked, what="", which=meant)
    return replace(asked, which=meant) if isinstance(asked, (Act, OpenOne)) else None


def _at(asked: Intent, slot: Slot, heard: HeardWords, now: datetime) -> Intent | None:
    if asked is Plain.WEATHER:
        return asked
    if isinstance(asked, FindMail):
        open_ended = replace(asked, since=None, until=None, says="", before="")
        return tail_of(heard, 0, open_ended, now.date())
    make = _TIMED.get(type(asked))
    return make(asked, slot) if make is not None else None


def _day(asked: Agenda | Between, slot: Slot) -> Intent:
    if slot.timed:
        return Between(slot)
    return Agenda(days_of(slot), asked.only if isinstance(asked, Agenda) else "")


_TIMED: Mapping[type, Callable[[Any, Slot], Intent | None]] = {
    Agenda: _day,
    Between: _day,
    Free: lambda asked, slot: replace(asked, slot=slot),
    NextUp: lambda asked, slot: replace(asked, slot=slot),
    WhenIs: lambda asked, slot: replace(asked, slot=slot),
    WhoWrote: lambda asked, slot: replace(asked, slot=slot),
    HowMany: lambda asked, slot: replace(asked, slot=slot) if asked.of in ("events", "tasks") else None,
}
"""The same question for another time."""


def _named(asked: Intent, heard: HeardWords, now: datetime) -> Intent | None:
    words = heard.text.split()
    if isinstance(asked, FindMail):
        if words[0] in ("from", "by", "about", "with", "since"):
            kept = replace(asked, sender="") if words[0] in ("from", "by") else replace(asked, about="")
            return tail_of(heard, 0, kept, now.date())
        return replace(asked, sender=heard.original(0, len(heard.text))) if asked.sender and _name(words) else None
    if not _name(words):
        return None
    called = heard.original(0, len(heard.text))
    if isinstance(asked, (WhoIs, LastFrom, WhatWanted)):
        return replace(asked, name=called, other=0)
    return replace(asked, what=called, slot=None) if isinstance(asked, WhenIs) else None


def _name(words: list[str]) -> bool:
    return 0 < len(words) <= 3 and not set(words) & VAGUE and all(word[0].isalpha() for word in words)

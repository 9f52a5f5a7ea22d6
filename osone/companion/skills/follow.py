"""Words that go on from what was asked before: "and tomorrow?", "what about Noor?", "not that, the other Anna"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from osone.companion.skills.asking.questions import days_of, slot_in
from osone.companion.skills.intents import (
    Agenda,
    Between,
    FindMail,
    Free,
    HowMany,
    Intent,
    LastFrom,
    NextUp,
    Plain,
    Slot,
    WhatWanted,
    WhenIs,
    WhoIs,
    WhoWrote,
)
from osone.companion.skills.mailbox import VAGUE, tail_of
from osone.companion.skills.words import HeardWords, hear

MOST_WORDS = 8
"""Words of a sentence that only goes on from another."""
_GOES_ON = re.compile(r"^\W*(?:and|or|what about|how about|what of|i mean|i meant|no,? i mean|also)\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:(?:no|sorry|rather|also|what about|how about|what of|i mean|i meant|is it|and|or) )+")
_TAIL = re.compile(r"(?: (?:then|instead|too|as well|rather))+$")
_OTHER = re.compile(
    r"(?:(?:no|not|that|this|him|her|them|one|i mean|i meant|wrong|person) )*(?:the )?other"
    r"(?: (?:one|person|(?P<who>[^ ]+(?: [^ ]+)?)))?"
)


def follows(said: str, asked: Intent | None, now: datetime, name: str = "") -> Intent | None:
    """The question that was asked before with another time, name or person in it; None where it is no such thing."""
    if asked is None or len(said.split()) > MOST_WORDS:
        return None
    heard = hear(said, name)
    if (found := _OTHER.fullmatch(heard.text)) is not None and isinstance(asked, (WhoIs, LastFrom, WhatWanted)):
        called = heard.original(*found.span("who")) if found["who"] else asked.name
        return replace(asked, name=called, other=asked.other + 1) if asked.name else None
    lead = _ABOUT.match(heard.text)
    rest = heard.cut(lead.end(), len(heard.text)) if lead and lead.end() < len(heard.text) else heard
    if tail := _TAIL.search(rest.text):
        rest = rest.cut(0, tail.start()) if tail.start() else rest
    slot, bare = slot_in(rest, now)
    if slot is not None and not bare:
        return _at(asked, slot, rest, now)
    if not _GOES_ON.match(said) or slot is not None:
        return None
    return _named(asked, rest, now)


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

"""Words that point at what a talk named before: it, these, all of them, the second one, the first two."""

import re

from osone.companion.skills.intents import Which
from osone.companion.skills.mailbox import MAIL

_NOUN = rf"(?: (?:one|ones|{MAIL}|conversations?|threads?|tasks?|of (?:them|these|those)))*"
_ONE = re.compile(rf"(?:it|this|that|(?:this|that|the) (?:one|{MAIL}|conversation|thread|task))")
_MANY = re.compile(
    rf"(?:(?:all|both|every one|each)(?: of)? )?(?:them|these|those|they)(?: all| both)?"
    rf"(?: (?:ones|{MAIL}|conversations|threads|tasks))?|both|all of it|the lot|them all"
)
_PLACES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_SPAN = re.compile(rf"(?:the )?(?P<end>first|last) (?P<count>two|three|four|five|\d){_NOUN}")
_PLACE = re.compile(
    rf"(?:the )?(?:(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)|"
    rf"(?P<nth>\d{{1,2}})(?:st|nd|rd|th)|(?:number|no|nr) (?P<number>\d{{1,2}}|one|two|three|four|five)){_NOUN}"
)


def which(text: str) -> Which | None:
    """What these words point at, or None where they point at nothing that was named before."""
    if _ONE.fullmatch(text):
        return Which()
    if _MANY.fullmatch(text):
        return Which(every=True)
    if found := _SPAN.fullmatch(text):
        count = _COUNTS.get(found["count"]) or int(found["count"])
        span = range(1, count + 1) if found["end"] == "first" else range(-count, 0)
        return Which(tuple(span)) if count else None
    named = [_place(part) for part in re.split(r" and ", text)]
    places = tuple(place for place in named if place)
    return Which(places) if places and len(places) == len(named) else None


def _place(part: str) -> int:
    found = _PLACE.fullmatch(part)
    if found is None:
        return 0
    said = found["ord"] or found["nth"] or found["number"]
    return _PLACES.get(said) or int(said)

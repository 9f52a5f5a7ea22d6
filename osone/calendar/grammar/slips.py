"""Days and hours that there are none of (30 February, 25:00), told from numbers that are no time at all."""

import re

from osone.calendar.grammar.base import Atom, GrammarPiece

_SHUTS = re.compile(
    r"\s*(?:$|[,.;:!?)\]]|(?:at|from|with|in|on|for|to|until|till|and|or|around|about|noon|midnight|morning|afternoon"
    r"|evening)\b|@|\d{1,2}(?::\d\d|\s?[ap]\.?m))",
    re.IGNORECASE,
)
"""What may stand behind a day, so that "13/13" is meant for one: "20/20 vision" is not."""
_OTHER = re.compile(
    r"\b(?:apt|flat|got|lost|marks?|no|nr|number|pages?|rated|room|score|size|unit|version|won)\W*$", re.IGNORECASE
)
"""What two numbers belong to that are no day, where it stands before them."""
_HOUR = re.compile(r"\s*(?P<hour>\d{1,2})(?::\d\d|(?:\.\d\d)?\s*[ap]\.?\s?m\b)", re.IGNORECASE)
HOURS_SAID = 30
"""Numbers from here on are no slip for an hour: "85:90" is how a game went."""
LONGEST_MONTH, DAYS_SAID = 31, 40
"""Numbers from the second on are no slip for a day: "june 45"."""


def beyond(m: re.Match[str], day: int) -> bool:
    """Whether a day that no month has is written as one is; "june 32 guests" and the 42nd floor are none."""
    return LONGEST_MONTH < day < DAYS_SAID and _SHUTS.match(m.string, m.end()) is not None


def meant(m: re.Match[str]) -> bool:
    """Whether two numbers (``a``, ``sep``, ``b``) that are no day either way round are written as a date is."""
    first, second, year = int(m["a"]), int(m["b"]), m.groupdict().get("year") or ""
    if min(first, second) < 1 or _OTHER.search(m.string, 0, m.start()) is not None:
        return False
    if m["sep"].strip() != "/" and len(year) < 4:
        return False
    return bool(year) or (max(first, second) <= LONGEST_MONTH and _SHUTS.match(m.string, m.end()) is not None)


def hour(m: re.Match[str], group: str) -> Atom | None:
    """The piece for an hour that there is none of, as "9:75" or "14pm"; None where it is no hour at all."""
    said = _HOUR.match(m[group])
    if said is None or int(said["hour"]) >= HOURS_SAID:
        return None
    return Atom(m.start(group), m.end(group), GrammarPiece.CLOCK, grain="minute", never=True)

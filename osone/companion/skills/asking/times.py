"""Another time for what has one: an hour is one of its day, a day keeps its hour, and "an hour later" is from there."""

import re
from datetime import date, datetime, timedelta

_HOUR = re.compile(
    r"(?:(?:at|by|for|to|around|until|till|half|quarter|past|in|the|this|that|early|late|o'clock|noon|midday|midnight|"
    r"morning|afternoon|evening|night|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|[ap]m) ?)+",
    re.IGNORECASE,
)
"""Words of an hour, or of a part of a day, and of no day."""
_HAS_HOUR = re.compile(
    r"\d(?!\d{3})[^ ]*:\d\d|\b\d{1,2} ?[ap]\.?m\b|\bat \d|\b(?:noon|midday|midnight|morning|afternoon|evening|night|"
    r"tonight|o'clock|hours?|min(?:ute)?s?)\b",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"(?:by )?(?P<count>half an?|an?|one|two|three|four|five|six|\d{1,3}) (?P<unit>min(?:ute)?s?|hours?|days?|weeks?)"
    r"(?: (?P<way>later|earlier|after that|before that))?",
    re.IGNORECASE,
)
_COUNTS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0}


def is_hour(words: str) -> bool:
    """Whether words say an hour, and no day."""
    return _HOUR.fullmatch(words) is not None


def is_shift(words: str) -> bool:
    """Whether words say how much later or earlier."""
    found = _SHIFT.fullmatch(words)
    return found is not None and found["way"] is not None


def is_long(words: str) -> bool:
    """Whether words say how long something lasts."""
    found = _SHIFT.fullmatch(words.removesuffix(" long"))
    return found is not None and found["way"] is None


def beside(words: str, before: date | datetime | None) -> str:
    """The words for another time of what was at ``before``, whole: what they leave out is as it was."""
    if before is None:
        return words
    at = before if isinstance(before, datetime) else None
    if (shift := _SHIFT.fullmatch(words)) is not None and shift["way"] is not None:
        moved = before + _by(shift)
        return f"{moved:%Y-%m-%d}" + (f" {moved:%H:%M}" if isinstance(moved, datetime) else "")
    if is_hour(words):
        return f"{before:%Y-%m-%d} {words}"
    return words if at is None or _HAS_HOUR.search(words) else f"{words} {at:%H:%M}"


def _by(shift: re.Match[str]) -> timedelta:
    said = shift["count"].lower()
    count = 0.5 if said.startswith("half") else _COUNTS.get(said) or float(said)
    unit = shift["unit"].lower()
    one = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}[unit[0]]
    return one * count if (shift["way"] or "later").lower() in ("later", "after that") else -one * count

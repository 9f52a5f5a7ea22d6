"""Names of films, books and feasts that would be days, known by what is said beside them."""

import re
from collections.abc import Callable, Sequence

from osone.calendar.grammar.meaning import Span, SpanKind
from osone.calendar.grammar.repeat import FEASTS

Days = Callable[[str], Sequence[Span]]
"""The times in some words."""
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_NUMBER = r"\d{1,4}\b(?![:.]\d|\s*[ap]\.?m\b)"
_SMALLS = r"(?:(?:a|an|and|at|by|for|from|in|of|on|the|to|vs|with)\s+){0,3}"
_MORE = rf"\s+{_SMALLS}{_NAME}|\s+(?:the\s+)?\d{{1,2}}th\b|\s+{_NUMBER}"
_WATCHED = re.compile(
    r"(?<!\S)(?P<verb>(?i:(?:re-?)?watch(?:ing)?|(?:re-?)?read(?:ing)?|stream|listen to|see|hear|play|finish|rent))\s+"
    rf"(?P<name>(?:{_NAME}|{_NUMBER})(?:{_MORE})*)"
)
_ALONE = re.compile(r"(?i:(?:re-?)?watch|(?:re-?)?read|stream|listen to)")
"""What is done to a thing: a day with two words and more behind it is that thing, where there is no other."""
_LEAD = re.compile(r"(?:at|before|by|due|from|on|until|till)\b")
_PART = re.compile(r"(?:Morning|Afternoon|Evening|Night|Noon|Lunch)$")
_SMALL = re.compile(r"\s+(?:After|And|At|Before|By|For|From|In|On|Or|To|Until|With)\b")
_OTHERWISE = re.compile(r"[,;:.!?](?:\s|$)|\b(?:and|then|or|not|to|until|till)\b", re.IGNORECASE)
"""What begins something new, or joins two days."""
_DATED = re.compile(r"[A-Z]\w+day the \d{1,2}th\b")
"""A day that is a name as well: "Friday the 13th"."""
_FEAST = re.compile(rf"\b(?:{'|'.join(names for names, _ in FEASTS)})\b".replace(" ", r"\s+"), re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!(?:after|and|at|before|by|for|from|i|in|of|on|or|that|then|to|until|we|when|with|this|next|today|tonight"
    r"|tomorrow|noon|midnight|morning|afternoon|evening|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)[^\W\d_]",
    re.IGNORECASE,
)


def called(line: str, days: Days) -> list[tuple[int, int]]:
    """Where such names stand in a line; ``days`` finds the times in any part of it."""
    found = [there for match in _WATCHED.finditer(line) if (there := _watched(line, match, days)) is not None]
    return found or _before_another(line, days)


def _watched(line: str, match: re.Match[str], days: Days) -> tuple[int, int] | None:
    """The name of what is watched or read, as far as there is a day in it."""
    start, end = match.span("name")
    inside = [span for span in days(line) if start <= span.start < end]
    if not inside:
        return None
    last = inside[-1]
    plainer = _plain_day(line, end, days)
    if last.end < end:
        # "Tomorrow Never Dies"; but where each word has a capital, "Report Tomorrow Before Lunch" is a day.
        shouted = _SMALL.match(line, last.end) is not None
        return None if shouted and not plainer else (start, end)
    if (last.start, last.end) == (start, end):
        alone = len(match["name"].split()) > 1 and _ALONE.fullmatch(match["verb"]) and not _PART.search(match["name"])
        return (start, end) if plainer or alone else None
    if plainer and not _LEAD.match(line, last.start):
        return start, end
    return (start, last.start) if len(inside) > 1 else None


def _before_another(line: str, days: Days) -> list[tuple[int, int]]:
    """A feast, or the 13th of a Friday, that only says what is on another day: "Halloween party friday 8pm"."""
    if _FEAST.search(line) is None and _DATED.search(line) is None:
        return []
    first = next(iter(days(line)), None)
    if first is None:
        return []
    said = line[first.start : first.end]
    feast = _FEAST.match(said)
    whose = feast is not None and _NOUN.match(line, first.start + feast.end()) is not None
    if (whose or _DATED.fullmatch(said)) and _plain_day(line, first.end, days):
        return [(first.start, first.end)]
    return []


def _plain_day(line: str, start: int, days: Days) -> bool:
    """Whether a day of its own is said behind a place, of the same thing, and is no feast either."""
    for span in days(line):
        if span.start < start or span.kind is SpanKind.TIME or _FEAST.search(line, span.start, span.end):
            continue
        return _OTHERWISE.search(line, start, span.start) is None
    return False

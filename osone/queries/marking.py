"""Where the words of a search stand in a text, so that they can be marked where they are read."""

import re
import unicodedata
from collections.abc import Sequence

FACTS = frozenset({
    "in", "is", "has", "before", "until", "older", "after", "since", "newer", "on", "date", "during",
})  # fmt: skip
"""Fields that ask for no words."""
UNMARKED = ("OR", "|")
MOST = 40
"""Words that are looked for; more are not marked."""
_TERM = re.compile(r'([-–])?(?:([A-Za-z_]{2,12}):)?("[^"]*"?|[^\s"]+)')
_WORD = re.compile(r"\w+")
_OPEN = 0x2E80
"""Scripts from here on are written without blanks: a word is marked wherever it stands in a run of signs."""

Wanted = tuple[tuple[str, bool], ...]
"""Each word as ``folded`` has it, and whether it is only the beginning of one."""


def folded(word: str) -> str:
    """A word without what a search does not look at: case, accents, width."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def wanted(words: str) -> Wanted:
    """The words that a search looks for, as far as they stand in a text. The last one may go on."""
    found: dict[str, bool] = {}
    for term in _TERM.finditer(words[:2000]):
        minus, field, text = term[1], (term[2] or "").lower(), term[3]
        if minus or field in FACTS or text in UNMARKED:
            continue
        goes_on = term.end() == len(words) and not text.endswith('"')
        parts = _WORD.findall(text)
        for n, part in enumerate(parts):
            begins = (goes_on and n == len(parts) - 1) or text.endswith("*")
            found[folded(part)] = begins or found.get(folded(part), False)
    return tuple(found.items())[:MOST]


def places(text: str, words: Wanted) -> list[tuple[int, int]]:
    """Where these words stand in a text: first sign and the one after the last, in their order, none over another."""
    if not words:
        return []
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        here = folded(word[0])
        for one, begins in words:
            if here == one or (begins and here.startswith(one)):
                found.append(word.span())
                break
            if one and ord(one[0]) >= _OPEN and len(here) == len(word[0]):
                found += [(word.start() + m.start(), word.start() + m.end()) for m in re.finditer(re.escape(one), here)]
    return _apart(sorted(found))


def _apart(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for first, end in found:
        if not kept or first >= kept[-1][1]:
            kept.append((first, end))
    return kept

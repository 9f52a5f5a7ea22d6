"""Where the words of a search stand in a text, so that they can be marked where they are read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from osone.text import file_words, folding

FACTS = frozenset({
    "in", "is", "has", "before", "until", "older", "after", "since", "newer", "on", "date", "during",
})  # fmt: skip
"""Fields that ask for no words."""
UNMARKED = ("OR", "|")
MOST = 40
"""Words that are looked for; more are not marked."""
_TERM = re.compile(r'([-–])?(?:([A-Za-z_]{2,12}):)?("[^"]*"?|[^\s"]+)')
_WORD = re.compile(r"\w+")
_FOREIGN = re.compile(r"(?<!\w)[A-Za-z0-9_]*+[^\W\x00-\x7f]\w*")
"""A word with a letter that is not ASCII's."""
_SIGNED = re.compile(r"[+#$%]")
"""Signs that make a word another one: it is then marked where it stands as it is."""

Wanted = tuple[tuple[str, bool, str], ...]
"""Each word as ``folded`` has it, whether it is only the beginning of one, and where it is looked for: empty for
anywhere, else the place that its operator names."""
_LOOKS_AT = {
    **dict.fromkeys(("from", "sender", "to", "cc", "recipient", "with"), "people"),
    **{"subject": "subject", "body": "text"}, **dict.fromkeys(("filename", "file", "attachment"), "files"),
}  # fmt: skip
"""Where an operator looks, which is where its words are marked."""


def folded(word: str) -> str:
    """A word as the index has it; a run of a script without blanks, which the index parts, as it is written."""
    if word.isascii():
        return word.lower()
    kept = folding.folded(word).split()
    return kept[0].lower() if len(kept) == 1 else unicodedata.normalize("NFKC", word).casefold()


def in_runs(word: str) -> bool:
    """Whether a word is of a script that is written without blanks."""
    return not word.isascii() and len(folding.folded(word).split()) > 1


def wanted(words: str) -> Wanted:
    """The words that a search looks for, as far as they stand in a text. The last one may go on."""
    found: dict[tuple[str, str], bool] = {}
    for term in _TERM.finditer(words[:2000]):
        minus, field, text = term[1], (term[2] or "").lower(), term[3]
        if minus or field in FACTS or text in UNMARKED:
            continue
        place = _LOOKS_AT.get(field, "")
        goes_on = term.end() == len(words) and not text.endswith('"')
        if _SIGNED.search(text) and len(text) > 1:
            found[text.strip('"').casefold(), place] = False
            continue
        parts = _WORD.findall(text)
        for n, part in enumerate(parts):
            begins = (goes_on and n == len(parts) - 1) or text.endswith("*")
            word = folded(part), place
            found[word] = begins or found.get(word, False)
    return tuple((word, begins, place) for (word, place), begins in found.items())[:MOST]


@lru_cache(maxsize=32)
def wanted_in(words: Wanted, place: str) -> Wanted:
    """Those of the words that are looked for at a place."""
    return tuple(one for one in words if one[2] in ("", place))


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words that are wanted, made ready: every key asks the same of a hundred texts."""

    begins: tuple[str, ...]
    """Those of ASCII's letters: where none of them is in a text, none of its words need be looked at."""
    plain: re.Pattern[str] | None
    """Finds them."""
    signed: tuple[str, ...]
    runs: tuple[str, ...]


@lru_cache(maxsize=8)
def _sought(words: Wanted) -> _Sought:
    plain = [(one, begins) for one, begins, _place in words if one and one.isascii() and not _SIGNED.search(one)]
    either = "|".join(re.escape(one) + (r"\w*" if begins else r"(?!\w)") for one, begins in plain)
    return _Sought(
        tuple(one for one, _ in plain),
        re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE) if plain else None,
        tuple(one for one, *_ in words if _SIGNED.search(one)),
        tuple(one for one, *_ in words if in_runs(one) or (len(one) == 1 and not one.isascii())),
    )


def places(text: str, words: Wanted) -> list[tuple[int, int]]:
    """Where these words stand in a text: first sign and the one after the last, in their order, none over another."""
    if not words:
        return []
    sought = _sought(words)
    found: list[tuple[int, int]] = []
    if sought.plain is not None and _holds_any(text.lower(), sought.begins):
        found = [met.span() for met in sought.plain.finditer(text)]
    for one in sought.signed:
        found += _literally(text, one)
    if text.isascii():
        return _apart(sorted(found)) if sought.signed else found
    for word in _FOREIGN.finditer(text):
        here = folded(word[0])
        if any(here == one or (begins and here.startswith(one)) for one, begins, _place in words):
            found.append(word.span())
        elif sought.runs:
            found += [(word.start() + a, word.start() + b) for one in sought.runs for a, b in _literally(word[0], one)]
    return _apart(sorted(found))


def in_name(name: str, words: Wanted) -> list[tuple[int, int]]:
    """Where these words stand in the name of a file, which is parted where search parts it."""
    flat = name.replace("_", " ")
    found = places(flat, words)
    for first, part in file_words.parts(flat):
        found += [(first + a, first + b) for a, b in places(part, words)]
    return _apart(sorted(found, key=lambda at: (at[0], -at[1])))


def _holds_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _literally(text: str, word: str) -> Iterator[tuple[int, int]]:
    small = text.casefold()
    if len(small) == len(text):
        yield from (met.span() for met in re.finditer(re.escape(word), small))


def _apart(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for first, end in found:
        if not kept or first >= kept[-1][1]:
            kept.append((first, end))
    return kept

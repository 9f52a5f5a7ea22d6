"""Words that others wrote: what of a result a mind may hear, and where what it says repeats them."""

import re
from collections.abc import Iterable, Mapping

from osone.model.whose import Own, Recalled

RUN = 4
"""So many words in a row, the same in both, are a repetition; a shorter text counts as a whole."""
TYPED = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.+Z-]+)?")
_WORD = re.compile(r"\w+")


def heard(value: object) -> tuple[object, tuple[str, ...]]:
    """What a mind hears of a value that a verb found, and which words in it others may have written.

    Ids, numbers, dates and the person's own words are heard as they are. Words that may repeat others' are heard and
    named; words of which nobody said whose they are stay out, as does what is empty then.
    """
    others: list[str] = []

    def keep(part: object) -> object:
        if isinstance(part, Mapping):
            kept = {str(name): keep(inner) for name, inner in part.items()}
            return {name: inner for name, inner in kept.items() if inner not in (None, [], {}, "")}
        if isinstance(part, list | tuple):
            return [inner for inner in map(keep, part) if inner not in (None, [], {}, "")]
        if isinstance(part, Recalled):
            others.append(str(part))
            return str(part)
        if isinstance(part, Own):
            return str(part)
        if isinstance(part, str):
            return part if TYPED.fullmatch(part) else None
        return part if isinstance(part, bool | int | float) else None

    return keep(value), tuple(words for words in others if _words(words))


def repeated(others: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of some words that a text repeats: whole, or a few in a row."""
    said = _words(text)
    runs = {length: set(_runs(said, length)) for length in range(1, RUN + 1)}
    found = []
    for words in others:
        theirs = _words(words)
        length = min(RUN, len(theirs))
        if length and any(run in runs[length] for run in _runs(theirs, length)):
            found.append(words)
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str], length: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(length)), strict=False)

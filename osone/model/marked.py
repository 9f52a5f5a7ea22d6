"""Words of a written line that were understood, and the line without them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """Words to colour, and mostly to leave out of the title: ``line[start:end]``."""

    start: int
    end: int
    mark: str
    """What they are for."""


def without(line: str, marks: Sequence[Marked]) -> str:
    """The line with the marked words taken out, and no gaps where they were. ``marks`` are in order."""
    rest, last = [], 0
    for one in marks:
        rest.append(line[last : one.start])
        last = one.end
    rest.append(line[last:])
    return squeezed(" ".join(rest))


def squeezed(text: str) -> str:
    """White space folded, none before a stop, and no stops at the ends."""
    plain = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text))
    return plain.strip(" ,;")

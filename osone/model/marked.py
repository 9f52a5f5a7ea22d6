"""Words of a written line that were understood, and the line without them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """Words to colour, and mostly to leave out of the title: ``line[start:end]``."""

    start: int
    end: int
    mark: str
    """What they are for."""


QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|https?://\S+|[^\s@]+@[^\s@]+\.\w+")
"""What is in quotes, a link or an address: its words are only words."""


def shut(line: str) -> list[Marked]:
    """The parts of a line in which nothing is to be understood."""
    return [Marked(*match.span(), "") for match in QUOTED.finditer(line)]


def is_free(start: int, end: int, marks: Iterable[Marked]) -> bool:
    """Whether none of the marks has any of ``line[start:end]``."""
    return not any(start < one.end and end > one.start for one in marks)


def blanked(line: str, marks: Sequence[Marked]) -> str:
    """The line with blanks for what is marked, which must not lend a letter to what is looked for next."""
    return "".join(c if is_free(n, n + 1, marks) else " " for n, c in enumerate(line))


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

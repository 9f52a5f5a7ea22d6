"""A signature beneath what is written: an empty line, the line ``-- `` (RFC 3676, section 4.3), and its own lines."""

import unicodedata
from collections.abc import Sequence
from itertools import dropwhile

from osone.model.drafts import Block, Run

MARK = "-- "
LONGEST = 2_000
"""Letters of a signature."""
ENDS = ("\r\n", "\r", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}")


def tidied(words: str) -> str:
    """A signature as it is kept: lines without blanks at their ends, and no ``--`` above them, which is put there."""
    for end in ENDS:
        words = words.replace(end, "\n")
    plain = "".join(one for one in words.replace("\t", "    ") if one == "\n" or unicodedata.category(one) != "Cc")
    lines = [line.rstrip() for line in plain[:LONGEST].split("\n")]
    begins = dropwhile(lambda line: line in ("", MARK.strip()), lines)
    return "\n".join(begins).rstrip("\n")


def signed(written: Sequence[Block], signature: str) -> tuple[Block, ...]:
    """What is written, with a signature beneath it; as it is where that is empty."""
    return (*written, Block(), *_lines(signature)) if signature else tuple(written)


def unsigned(written: Sequence[Block], signature: str) -> tuple[Block, ...]:
    """What is written without its signature, where that stands at the end just as it is set."""
    lines = _lines(signature)
    if not lines or tuple(written[-len(lines) :]) != lines:
        return tuple(written)
    own = tuple(written[: -len(lines)])
    # The empty line between the two is neither's.
    return own[:-1] if len(own) > 1 and not own[-1].runs else own


def above(written: Sequence[Block]) -> tuple[Block, ...]:
    """What stands above the last line of ``--``, whoever wrote that; all of it where there is none."""
    marks = [place for place, one in enumerate(written) if not one.quoted and one.words.rstrip() == MARK.strip()]
    return tuple(written[: marks[-1]] if marks else written)


def wordless(written: Sequence[Block]) -> bool:
    """Whether there is no word and no picture in it."""
    return not any(run.words.strip() or run.picture for block in written for run in block.runs)


def _lines(signature: str) -> tuple[Block, ...]:
    named = (MARK, *signature.split("\n")) if signature else ()
    return tuple(Block((Run(line),) if line else ()) for line in named)

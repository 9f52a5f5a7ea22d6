"""Which way the lines of a message run, where their own first letters would say it wrong."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from osone.mail.blocks import BlockKind, TextBlock

RIGHT_TO_LEFT, LEFT_TO_RIGHT = "\u200f", "\u200e"
"""Unseen letters of each direction (Unicode, UAX 9): a line that begins with one runs that way."""
_LOOKED = 200
"""Characters in which the first letter is looked for."""


def is_rtl(text: str) -> bool | None:
    """Whether a line runs from right to left by its first letter (UAX 9, P2); None where it has none."""
    for sign in text[:_LOOKED]:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return None


def turned(blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """The same blocks; all items of a list run one way, and so does what is said to run from right to left."""
    for (kind, said), run in groupby(blocks, lambda block: (block.kind, block.rtl)):
        together = list(run)
        ways = [is_rtl(block.text) for block in together]
        listed = kind is BlockKind.LIST
        most = said or ways.count(True) > ways.count(False)
        for block, way in zip(together, ways, strict=True):
            wanted = most if listed else said or way
            if kind in (BlockKind.CODE, BlockKind.GRID) or bool(wanted) == bool(way) or not block.html:
                yield block
            else:
                yield replace(block, html=(RIGHT_TO_LEFT if wanted else LEFT_TO_RIGHT) + block.html)

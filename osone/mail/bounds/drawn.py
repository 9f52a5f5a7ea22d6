"""Blocks as a window can lay them out: none is too long, and there are not more than anybody reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from osone.mail.blocks import BlockKind, TextBlock, escaped
from osone.mail.bounds.budget import DRAWN, Drawn
from osone.text.catalogue import _

_PART = re.compile(r"<(/?)([a-z]+)[^<>]*>|[^<]+")
_NEAR = 1_000
"""Characters before the end of a piece in which a blank is looked for."""
_ENTITY = 12
"""Characters of the longest entity that ``escape`` writes, and some."""


def drawable(blocks: Sequence[TextBlock], budget: Drawn = DRAWN, *, cut: bool = False) -> tuple[TextBlock, ...]:
    """The same blocks within the budget; where something is left out, here or before (``cut``), the last says so."""
    out: list[TextBlock] = []
    left = budget.characters
    for block in blocks:
        for piece in _pieces(block, budget):
            if len(out) >= budget.blocks or len(piece.html) > left:
                return (*out, left_out())
            left -= len(piece.html)
            out.append(piece)
    return (*out, left_out()) if cut else tuple(out)


def left_out() -> TextBlock:
    """What stands where a message goes on and is not shown."""
    return TextBlock(BlockKind.NOTE, escaped(_("This message goes on, but the rest is too long to show here.")))


def set_aside() -> str:
    """What stands in place of a message that cannot be read."""
    return _("OS One couldn't read this message, so it is set aside. You can still move or delete it.")


def _pieces(block: TextBlock, budget: Drawn) -> Iterator[TextBlock]:
    if len(block.html) <= budget.block and block.html.count("<") <= budget.tags:
        yield block
        return
    marker = block.marker
    for html in _parted(block.html, budget):
        yield replace(block, html=html, marker=marker)
        marker = ""


def _parted(html: str, budget: Drawn) -> Iterator[str]:
    """A block's html in pieces, each with balanced tags."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    length = tags = 0

    def whole() -> str:
        return "".join(out) + "".join(f"</{name}>" for name, _tag in reversed(opened))

    for found in _PART.finditer(html):
        words = found[0]
        if found[2]:
            tags += 1
            out.append(words)
            if found[1]:
                if opened:
                    opened.pop()
            elif found[2] != "br":
                opened.append((found[2], words))
            words = ""
        position = 0
        while position < len(words) or tags >= budget.tags:
            end = _end(words, position, budget.block - length)
            out.append(words[position:end])
            length += end - position
            position = end
            if length >= budget.block - _NEAR or tags >= budget.tags:
                yield whole()
                out = [tag for _name, tag in opened]
                length = tags = 0
    if length or any(part[1:] != "" and not part.startswith("<") for part in out):
        yield whole()


def _end(words: str, position: int, most: int) -> int:
    """Where a piece of a text ends: at a blank where one is near, and never inside an entity."""
    end = position + max(most, _NEAR)
    if end >= len(words):
        return len(words)
    blank = words.rfind(" ", max(position, end - _NEAR) + 1, end)
    if blank > 0:
        return blank + 1
    entity = words.rfind("&", max(position, end - _ENTITY) + 1, end)
    return entity if entity > 0 and ";" not in words[entity:end] else end

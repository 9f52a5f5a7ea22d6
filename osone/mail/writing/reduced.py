"""The blocks of a page as blocks to write on with: what is quoted, passed on or pasted keeps its marks, and no more."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from html import unescape
from types import MappingProxyType

from osone.mail.blocks import BlockKind, TextBlock, as_lines
from osone.model.drafts import HIGHEST, Block, Run, Shape

_PART = re.compile(r'<(/?)(b|i|u|s|code|sub|sup|span|a|br)(?: (?:href|class)="([^"<>]*)")?>|([^<]+)')
_LOW = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_HIGH = str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
MORE = "[…]"
"""Stands where there is more than is taken along."""


def blocks_of(
    blocks: Iterable[TextBlock], pictures: Mapping[str, str] = MappingProxyType({}), most: int = 1_000_000
) -> tuple[Block, ...]:
    """The same blocks, an empty line between two paragraphs; of more than ``most`` letters the first.

    ``pictures`` gives the content id of each picture that comes along, by its key; others leave their words alone.
    """
    out: list[Block] = []
    for block in _each(blocks, pictures):
        most -= len(block.words) + 1
        if most < 0:
            out.append(Block((Run(MORE),), quoted=block.quoted))
            break
        if out and _apart(out[-1], block):
            out.append(Block(quoted=min(out[-1].quoted, block.quoted)))
        out.append(block)
    return tuple(out)


def runs_of(html: str) -> tuple[Run, ...]:
    """The runs of a block's html (``mail.blocks.TextBlock.html``)."""
    runs: list[Run] = []
    looks: dict[str, int] = {}
    link = ""
    for found in _PART.finditer(html):
        ends, tag, href, words = found.groups()
        if tag == "br":
            words = "\n"
        elif tag == "a":
            link = "" if ends else unescape(href or "")
        elif tag:
            looks[tag] = looks.get(tag, 0) + (-1 if ends else 1)
        if words:
            on = {look for look, depth in looks.items() if depth > 0}
            words = _scripted(words, on)
            runs.append(
                Run(
                    unescape(words),
                    "b" in on,
                    "i" in on,
                    link,
                    underline="u" in on,
                    struck="s" in on,
                    code="code" in on,
                )
            )
    return tuple(runs)


def _scripted(words: str, on: Set[str]) -> str:
    """Words below or above the line as letters that stand there by themselves, where there are such for all of them."""
    for name, letters in (("sub", _LOW), ("sup", _HIGH)):
        if name in on and all(ord(sign) in letters for sign in words):
            return words.translate(letters)
    return words


def _each(blocks: Iterable[TextBlock], pictures: Mapping[str, str]) -> Iterator[Block]:
    for block in blocks:
        quoted = block.depth
        if block.kind is BlockKind.NOTE:
            yield Block((Run(MORE),), quoted=quoted)
        elif block.kind is BlockKind.IMAGE:
            words, shown = block.text.strip(), pictures.get(block.picture, "")
            if shown or words:
                # The link of a picture that nobody sees is nobody's business.
                yield Block((Run(words, picture=shown) if shown else Run(f"[{words}]"),), quoted=quoted)
        elif block.kind is BlockKind.RULE:
            yield Block(shape=Shape.RULE, quoted=quoted)
        elif block.kind is BlockKind.CODE:
            words = block.text.replace("\N{NO-BREAK SPACE}", " ")
            yield Block((Run(words),), Shape.CODE, quoted=quoted)
        elif block.kind is BlockKind.HEADING:
            yield Block(runs_of(block.html), Shape.HEADING, block.level, quoted)
        elif block.kind is BlockKind.LIST:
            number = int(block.marker[:-1]) if block.marker[:-1].isdecimal() else 0
            shape = Shape.NUMBER if number else Shape.BULLET
            yield Block(runs_of(block.html), shape, max(0, block.level - 1), quoted, min(number, HIGHEST))
        else:
            yield Block(runs_of(as_lines(block.html)), quoted=quoted)


def _apart(before: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks; a line that says who is quoted stands at its quotation."""
    listed = (Shape.BULLET, Shape.NUMBER)
    return block.quoted <= before.quoted and not (before.shape in listed and block.shape in listed)

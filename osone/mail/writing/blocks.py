"""What was written, as clean minimal HTML and as paragraphs of plain text."""

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from osone.model.drafts import DEEPEST, Block, Run, Shape

SCHEMES = ("http:", "https:", "mailto:")
TAGS = {Shape.BULLET: "ul", Shape.NUMBER: "ol"}
MARKS = (("code", "code"), ("struck", "s"), ("underline", "u"), ("italic", "em"), ("bold", "strong"))
"""The tag of each look, from the inside."""
LOWEST = 6
"""Of headings."""
RULE = "* * *"


def as_html(blocks: Sequence[Block]) -> str:
    """Lines between two empty ones are a paragraph, lists and quotations lie within each other; nothing has a style."""
    return "".join(_at_depth(blocks, 0))


def as_paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Depth of quotation and words of each line of plain text, for ``flowing.flowed``. A link names its address."""
    numbers: dict[int, int] = {}
    for block in blocks:
        words = "".join(_plain(run) for run in block.runs)
        if block.shape not in TAGS:
            numbers.clear()
            words = RULE if block.shape is Shape.RULE else words
            yield from ((block.quoted, line) for line in words.split("\n"))
            continue
        for deeper in [depth for depth in numbers if depth > block.indent]:
            del numbers[deeper]
        numbers[block.indent] = block.number or numbers.get(block.indent, 0) + 1
        mark = "-" if block.shape is Shape.BULLET else f"{numbers[block.indent]}."
        first, *more = words.split("\n")
        yield block.quoted, f"{'  ' * min(block.indent, DEEPEST)}{mark} {first}"
        yield from ((block.quoted, f"{'  ' * (min(block.indent, DEEPEST) + 1)}{line}") for line in more)


def _at_depth(blocks: Sequence[Block], depth: int) -> Iterator[str]:
    for deeper, some in groupby(blocks, lambda block: min(block.quoted, DEEPEST) > depth):
        if deeper:
            yield '<blockquote type="cite">'
            yield from _at_depth(list(some), depth + 1)
            yield "</blockquote>"
        else:
            yield from _level(list(some))


def _level(blocks: Sequence[Block]) -> Iterator[str]:
    for tag, some in groupby(blocks, lambda block: "li" if block.shape in TAGS else block.shape):
        if tag == "li":
            yield from _list(list(some))
        elif tag == Shape.TEXT:
            yield from _paragraphs(some)
        elif tag == Shape.HEADING:
            yield from (_element(f"h{max(1, min(one.indent, LOWEST))}", _inline(one)) for one in some)
        else:
            yield from ("<hr>" if one.shape is Shape.RULE else _element("pre", _inline(one)) for one in some)


def _paragraphs(lines: Iterable[Block]) -> Iterator[str]:
    """One empty line between two others parts them; of more than one, each that is left is a gap of its own."""
    for empty, some in groupby(lines, lambda line: not line.words and not any(run.picture for run in line.runs)):
        if empty:
            yield "<p><br></p>" * (len(list(some)) - 1)
        else:
            yield _element("p", "<br>".join(map(_inline, some)))


def _element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>"


def _list(items: Sequence[Block]) -> Iterator[str]:
    """Items as lists within lists: a list ends where an item stands less deep, or is of another shape."""
    open_lists: list[tuple[int, Shape]] = []
    for item in items:
        indent = min(item.indent, DEEPEST)
        while open_lists and (open_lists[-1][0] > indent or open_lists[-1] == (indent, _other(item.shape))):
            yield f"</li></{TAGS[open_lists.pop()[1]]}>"
        if open_lists and open_lists[-1][0] == indent:
            yield "</li>"
        else:
            open_lists.append((indent, item.shape))
            first = f' start="{item.number}"' if item.shape is Shape.NUMBER and item.number > 1 else ""
            yield f"<{TAGS[item.shape]}{first}>"
        yield f"<li>{_inline(item)}"
    while open_lists:
        yield f"</li></{TAGS[open_lists.pop()[1]]}>"


def _other(shape: Shape) -> Shape:
    return Shape.NUMBER if shape is Shape.BULLET else Shape.BULLET


def _inline(block: Block) -> str:
    return "".join(map(_marked, block.runs))


def _marked(run: Run) -> str:
    if run.picture:
        return f'<img src="cid:{html.escape(run.picture)}" alt="{html.escape(run.words)}">'
    # A run of blanks would be one blank, and a leading one nothing.
    words = html.escape(run.words, quote=False).replace("  ", " \N{NO-BREAK SPACE}").replace("\n", "<br>")
    for look, tag in MARKS:
        if getattr(run, look) and words.strip():
            words = _element(tag, words)
    return f'<a href="{html.escape(run.link)}">{words}</a>' if may_link(run.link) else words


def _plain(run: Run) -> str:
    if run.picture:
        return f"[{run.words}]" if run.words else ""
    if not names_another(run) or not run.words.strip():
        return run.words
    return f"{run.words.rstrip()} <{run.link}>{' ' if run.words[-1:] == ' ' else ''}"


def names_another(run: Run) -> bool:
    """Whether a run leads somewhere that its words do not say."""
    return may_link(run.link) and _bare(run.link) != _bare(run.words)


def _bare(link: str) -> str:
    """A link without what nobody writes."""
    link = link.strip().lower()
    for scheme in ("mailto:", "https://", "http://"):
        link = link.removeprefix(scheme)
    return link.removeprefix("www.").rstrip("/")


def may_link(link: str) -> bool:
    """Whether a link may stand in what leaves."""
    return link.lower().startswith(SCHEMES) and not any(mark in link for mark in "\r\n\0 <>")

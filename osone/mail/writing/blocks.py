"""What was written, as clean minimal HTML and as paragraphs of plain text."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from osone.model.drafts import DEEPEST, Block, Run, Shape

SCHEMES = ("http:", "https:", "mailto:")
TAGS = {Shape.BULLET: "ul", Shape.NUMBER: "ol"}


def as_html(blocks: Sequence[Block]) -> str:
    """One element a paragraph, lists and quotations within each other, and nothing that needs a style."""
    return "".join(_at_depth(blocks, 0))


def as_paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Depth of quotation and words of each line of plain text, for ``flowing.flowed``. A link names its address."""
    numbers: dict[int, int] = {}
    for block in blocks:
        words = "".join(_plain(run) for run in block.runs)
        if block.shape is Shape.TEXT:
            numbers.clear()
            yield from ((block.quoted, line) for line in words.split("\n"))
            continue
        for deeper in [depth for depth in numbers if depth > block.indent]:
            del numbers[deeper]
        numbers[block.indent] = numbers.get(block.indent, 0) + 1
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
    for listed, some in groupby(blocks, lambda block: block.shape is not Shape.TEXT):
        if listed:
            yield from _list(list(some))
        else:
            yield from (f"<p>{_inline(block) or '<br>'}</p>" for block in some)


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
            yield f"<{TAGS[item.shape]}>"
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
    if run.italic:
        words = f"<em>{words}</em>"
    if run.bold:
        words = f"<strong>{words}</strong>"
    return f'<a href="{html.escape(run.link)}">{words}</a>' if _may_link(run.link) else words


def _plain(run: Run) -> str:
    if run.picture:
        return f"[{run.words}]" if run.words else ""
    shown = run.words.strip()
    if not _may_link(run.link) or run.link.removeprefix("mailto:") == shown or run.link.rstrip("/") == shown:
        return run.words
    return f"{run.words} <{run.link}>"


def _may_link(link: str) -> bool:
    return link.lower().startswith(SCHEMES) and not any(mark in link for mark in "\r\n\0 <>")

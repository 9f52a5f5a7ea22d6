"""A mail's HTML reduced to calm text: nothing remote, nothing hidden, nothing that runs."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from osone.mail.blocks import Block, fold
from osone.mail.hidden import hidden_classes
from osone.mail.html_walk import Walk
from osone.mail.text import attributed, blocks_of_text

SIZE_LIMIT = 4 * 1024 * 1024
"""Characters of HTML that are read; a longer body is cut."""
NESTING_LIMIT = 1500
"""Elements inside elements beyond which only the bare text is read: the parser's time grows with their square."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_FLAT = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "option",
        "dt",
        "dd",
    ]
)
_MARKUP = re.compile(
    r"<(?:script|style|head|title)\b.{0,100000}?</(?:script|style|head|title)|<!--.{0,100000}?-->"
    r"|<[^<>]{0,20000}>?",
    re.DOTALL | re.IGNORECASE,
)


def reduce_html(html: str) -> tuple[Block, ...]:
    """The blocks of an HTML body. Never raises; whatever is in it, the blocks hold escaped text and few tags."""
    html = html[:SIZE_LIMIT].replace("\0", "")
    if _nesting(html) > NESTING_LIMIT:
        return blocks_of_text(unescape(_MARKUP.sub(" ", html)))
    tree = LexborHTMLParser(html)
    sheet = "\n".join(style.text() for style in tree.css("style"))
    root = tree.body or tree.root
    if root is None:
        return ()
    walk = Walk(hidden_classes(sheet) if "none" in sheet else frozenset())
    walk.run(root)
    return fold(attributed(walk.blocks))


def text_of_html(html: str) -> str:
    """The text that the reader view shows, for search and for previews: quotes marked with ``>``."""
    lines: list[str] = []
    for block in reduce_html(html):
        text = block.text
        if block.signature and lines and not any(line == "-- " for line in lines[-40:]):
            lines.append("-- ")
        if block.marker:
            text = f"{'-' if block.marker == '•' else block.marker} {text}"
        if text.strip():
            mark = ">" * block.depth + " " if block.depth else ""
            lines.extend(mark + line for line in text.split("\n"))
            lines.append(mark.rstrip())
    return "\n".join(lines).strip("\n")


def _nesting(html: str) -> int:
    """About how deep the elements nest at most."""
    deepest = depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _FLAT:
            continue
        if closing:
            depth = max(depth - 1, 0)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest

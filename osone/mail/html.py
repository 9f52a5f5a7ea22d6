"""A mail's HTML reduced to calm text: nothing remote, nothing hidden, nothing that runs."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from osone.mail.blocks import TextBlock, fold
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
_UNREAD = re.compile(r"<(?:script|style|head|title)\b|<!--", re.IGNORECASE)
_UNREAD_END = re.compile(r"</(?:script|style|head|title)|-->", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,20000}>?")


def reduce_html(html: str) -> tuple[TextBlock, ...]:
    """The blocks of an HTML body. Never raises; whatever is in it, the blocks hold escaped text and few tags."""
    html = html[:SIZE_LIMIT].replace("\0", "")
    if html.count("<") > NESTING_LIMIT and nesting(html) > NESTING_LIMIT:
        return blocks_of_text(bare_text(html))
    tree = LexborHTMLParser(html)
    sheet = "\n".join(style.text() for style in tree.css("style"))
    root = tree.body or tree.root
    if root is None:
        return ()
    walk = Walk(hidden_classes(sheet) if "none" in sheet else frozenset())
    walk.run(root)
    return fold(attributed(walk.blocks))


def bare_text(html: str) -> str:
    """The text of HTML that is too deep to be read as a tree."""
    read: list[str] = []
    position = 0
    while (begin := _UNREAD.search(html, position)) is not None:
        end = _UNREAD_END.search(html, begin.end())
        if end is None:
            break
        read.append(html[position : begin.start()])
        position = end.end()
    read.append(html[position:])
    return unescape(_MARKUP.sub(" ", " ".join(read)))


def nesting(html: str) -> int:
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

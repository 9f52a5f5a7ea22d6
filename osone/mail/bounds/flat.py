"""The bare words of a page that is too large for a tree: tags are taken out, blocks become lines."""

import re
from html import unescape

from osone.mail.bounds.budget import Page

_UNREAD = re.compile(
    r"<(?=[!a-z])(?:!--(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z)"
    r"|(script|style|title|textarea|select|svg|math|object)\b(?>[^<]++|<(?!/\1))*+(?:</\1[^<>]*+>?|\Z))",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])/?([a-zA-Z0-9]*+)[^<>]*+>?")
_LINE = frozenset(
    {
        *("p", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
        *("blockquote", "section", "article", "header", "footer", "hr", "center", "form", "body"),
    }
)
_BLANK = frozenset({"br", "td", "th"})
_SPACES = re.compile(r"[ \t\r\f\n]++")


def flat(html: str, budget: Page) -> tuple[str, bool]:
    """The words of a page, a blank line between blocks, and whether some were left out. Linear, without a tree."""
    cut = len(html) > budget.flat
    # What is unread, tags and spaces go by way of Python, so that other threads have their turn.
    words = _UNREAD.sub(lambda _unread: " ", html[: budget.flat])
    words = _TAG.sub(_instead, _SPACES.sub(" ", words))
    words = _SPACES.sub(lambda run: "\n\n" if "\n" in run[0] else " ", words)
    cut = cut or len(words) > budget.text
    return unescape(words[: budget.text]).strip(), cut


def _instead(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    return "\n" if name in _LINE else " " if name in _BLANK else ""

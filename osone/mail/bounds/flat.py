"""The bare words of a page that is too large for a tree: tags are taken out, blocks become lines."""

import re
from html import unescape

from osone.mail.bounds.budget import Page

_UNREAD = re.compile(
    r"<!--(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z)"
    r"|<(script|style|title|textarea|select|svg|math|object)\b(?>[^<]++|<(?!/\1))*+(?:</\1[^<>]*+>?|\Z)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|tr|table|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|section|article|header|footer|hr|center|form|body)"
    r"(?=[\s/>])[^<>]*+>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?td|/?th)(?=[\s/>])[^<>]*+>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*+>?")
_SPACES = re.compile(r"[ \t\r\f\n]++")


def flat(html: str, budget: Page) -> tuple[str, bool]:
    """The words of a page, a blank line between blocks, and whether some were left out. Linear, without a tree."""
    cut = len(html) > budget.flat
    words = _UNREAD.sub(" ", html[: budget.flat])
    words = _SPACES.sub(" ", words)
    words = _TAG.sub("", _BREAK.sub(" ", _BLOCK.sub("\n", words)))
    words = _SPACES.sub(lambda run: "\n\n" if "\n" in run[0] else " ", words)
    cut = cut or len(words) > budget.text
    return unescape(words[: budget.text]).strip(), cut

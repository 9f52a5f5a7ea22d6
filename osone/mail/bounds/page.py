"""HTML made ready for a parser, within a budget: as it came, written anew, or reduced to words without a tree."""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from osone.mail.bounds.budget import PAGE, SHOWN, Page
from osone.mail.bounds.flat import flat
from osone.mail.bounds.look import over
from osone.mail.bounds.rewrite import rewritten

_UNWATCHED = int(LexborDocumentOptions.WO_EVENTS)
_BEGUN = re.compile("<([a-z][a-z0-9]*)")
_DATA = re.compile(r"data:[\w/+.;=,%-]{1000,}+", re.IGNORECASE)
"""Pictures written into a page, which are not read here."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page that may be read."""

    html: str
    """What the parser may have; empty where the page was too much for one."""
    lowered: str
    """The same in small letters."""
    names: frozenset[str]
    """The elements that it may have."""
    breaks: int = 0
    """Tags that break a line."""
    text: str = ""
    """The bare words of a page that was too much."""
    flat: bool = False
    cut: bool = False
    """Whether something of the page was left out."""
    doubted: bool = False
    """Whether nobody looked at what its tree may become: that is to be measured (``outgrown``)."""


def names_in(lowered: str) -> frozenset[str]:
    """The names of the elements that a page in small letters may have."""
    return frozenset(_BEGUN.findall(lowered))


def tree_of(html: str, names: Container[str]) -> LexborHTMLParser:
    """The tree of a page; ``names`` are those of the elements that it may have."""
    # To watch what changes in a tree costs a tenth of its time, and one element alone lives by it: it shows what is
    # chosen of a list (HTML standard, section 4.10.11).
    return LexborHTMLParser(html, options=0 if "selectedcontent" in names else _UNWATCHED)


def ready(html: str, budget: Page = PAGE, *, measured: bool = True) -> Ready:
    """All of a page for who reads its words. Never raises; takes time and memory in proportion to its length.

    Where the tree is not ``measured`` afterwards, more pages have to be looked at beforehand.
    """
    if len(html) <= budget.small:
        lowered = html.lower()
        begun = _BEGUN.findall(lowered)
        doubted = len(begun) > budget.small_tags
        if not doubted or (measured and len(begun) <= budget.measured_tags):
            return Ready(html, lowered, frozenset(begun), begun.count("br"), doubted=doubted)
    html, honest = _looked_at(html, budget)
    if not honest and len(html) <= budget.characters and html.count("<") <= budget.tags:
        html, cut = rewritten(html, budget)
        honest = not cut
    if not honest:
        text, cut = flat(html, budget)
        return Ready("", "", frozenset(), text=text, flat=True, cut=cut)
    lowered = html.lower()
    counted = Counter(found[1] for found in _BEGUN.finditer(lowered))
    return Ready(html, lowered, frozenset(counted), counted["br"])


def outgrown(page: Ready, tree: LexborHTMLParser, budget: Page = PAGE) -> bool:
    """Whether a tree became more than its page declares: what is written anew (not ``measured``) is to be read then."""
    # Its source is written faster than anything of the page can be counted.
    return page.doubted and len(tree.html or "") > budget.growth * len(page.html)


def first(html: str, budget: Page = SHOWN) -> tuple[str, bool]:
    """As much of a page as somebody waits for, and whether there is more of it."""
    if len(html) <= budget.small and (
        html.count("<") <= budget.small_tags or len(_BEGUN.findall(html.lower())) <= budget.small_tags
    ):
        return html, False
    html, honest = _looked_at(html, budget)
    if honest:
        return html, False
    anew, cut = rewritten(html[: budget.characters], budget)
    return anew, cut or len(html) > budget.characters


def _looked_at(html: str, budget: Page) -> tuple[str, bool]:
    """A page without pictures where it is large, and whether it may go to the parser as it is."""
    if len(html) > budget.characters:
        html = _DATA.sub("", html)
    return html, len(html) <= budget.characters and html.count("<") <= budget.tags and not over(html, budget)

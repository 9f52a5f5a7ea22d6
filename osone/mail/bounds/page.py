"""HTML made ready for a parser, within a budget: as it came, written anew, or reduced to words without a tree."""

import re
from dataclasses import dataclass

from osone.mail.bounds.budget import PAGE, SHOWN, Page
from osone.mail.bounds.flat import flat
from osone.mail.bounds.look import over
from osone.mail.bounds.rewrite import rewritten

_DATA = re.compile(r"data:[\w/+.;=,%-]{1000,}+", re.IGNORECASE)
"""Pictures written into a page, which are not read here."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page that may be read."""

    html: str
    """What the parser may have; empty where the page was too much for one."""
    text: str = ""
    """Its bare words in that case."""
    flat: bool = False
    cut: bool = False
    """Whether something of the page was left out."""


def ready(html: str, budget: Page = PAGE) -> Ready:
    """All of a page for who reads its words. Never raises; takes time and memory in proportion to its length."""
    html, honest = _looked_at(html, budget)
    if honest:
        return Ready(html)
    if len(html) <= budget.characters and html.count("<") <= budget.tags:
        anew, cut = rewritten(html, budget)
        if not cut:
            return Ready(anew)
    text, cut = flat(html, budget)
    return Ready("", text, flat=True, cut=cut)


def first(html: str, budget: Page = SHOWN) -> tuple[str, bool]:
    """As much of a page as somebody waits for, and whether there is more of it."""
    html, honest = _looked_at(html, budget)
    if honest:
        return html, False
    anew, cut = rewritten(html[: budget.characters], budget)
    return anew, cut or len(html) > budget.characters


def _looked_at(html: str, budget: Page) -> tuple[str, bool]:
    """A page without pictures where it is large, and whether it may go to the parser as it is."""
    if len(html) > budget.characters:
        html = _DATA.sub("", html)
    count = html.count("<")
    if len(html) <= budget.small and count <= budget.small_tags:
        return html, True
    return html, len(html) <= budget.characters and count <= budget.tags and not over(html, budget)

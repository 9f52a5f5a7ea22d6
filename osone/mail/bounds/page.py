"""HTML made ready for a parser, within a budget: as it came, written anew, or reduced to words without a tree."""

import re
from dataclasses import dataclass

from osone.mail.bounds.budget import PAGE, Page
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
    """What may be done with a page. Never raises; takes time and memory in proportion to its length."""
    if len(html) > budget.characters:
        html = _DATA.sub("", html)
    count = html.count("<")
    if len(html) <= budget.small and count <= budget.small_tags:
        return Ready(html)
    if len(html) <= budget.characters:
        if count <= budget.tags and not over(html, budget):
            return Ready(html)
        anew = rewritten(html, budget)
        if anew is not None:
            return Ready(anew)
    text, cut = flat(html, budget)
    return Ready("", text, flat=True, cut=cut)

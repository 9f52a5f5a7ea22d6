"""A mail's HTML reduced to calm text: nothing remote, nothing hidden, nothing that runs."""

from selectolax.lexbor import LexborHTMLParser

from osone.mail import cascade
from osone.mail.blocks import TextBlock, fold
from osone.mail.bounds.drawn import left_out
from osone.mail.bounds.page import ready
from osone.mail.html_walk import Walk
from osone.mail.text import attributed, blocks_of_text


def reduce_html(html: str) -> tuple[TextBlock, ...]:
    """The blocks of an HTML body. Never raises; whatever is in it, the blocks hold escaped text and few tags."""
    page = ready(html.replace("\0", ""))
    if page.flat:
        return (*blocks_of_text(page.text), *([left_out()] if page.cut else []))
    tree = LexborHTMLParser(page.html)
    root = tree.body or tree.root
    if root is None:
        return ()
    walk = Walk(cascade.notes(tree, page.html.lower()))
    walk.run(root)
    return fold(attributed(walk.blocks))

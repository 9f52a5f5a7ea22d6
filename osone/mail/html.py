"""A mail's HTML reduced to calm text: nothing remote, nothing hidden, nothing that runs."""

from collections.abc import Mapping
from types import MappingProxyType

from osone.mail import cascade
from osone.mail.blocks import TextBlock, fold
from osone.mail.bounds.drawn import left_out
from osone.mail.bounds.page import first, names_in, tree_of
from osone.mail.enclosed import Enclosed
from osone.mail.html_walk import Walk
from osone.mail.signature import signed
from osone.mail.text import attributed


def reduce_html(html: str, pictures: Mapping[str, Enclosed] = MappingProxyType({})) -> tuple[TextBlock, ...]:
    """The blocks of an HTML body. Never raises; whatever is in it, the blocks hold escaped text and few tags.

    ``pictures`` are those that came with the message, by the names that the page gives them.
    """
    page, cut = first(html.replace("\0", ""))
    lowered = page.lower()
    names = names_in(lowered)
    tree = tree_of(page, names)
    root = tree.body or tree.root
    if root is None:
        return ()
    walk = Walk(cascade.notes(tree, lowered, names), pictures)
    walk.run(root)
    blocks = fold(attributed(signed(walk.blocks, walk.signed)))
    return (*blocks, left_out()) if cut or walk.cut else blocks

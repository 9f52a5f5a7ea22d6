"""The rows of the talk: blocks as they are drawn and heard, and what is left of those that were forgotten."""

import re
from typing import TYPE_CHECKING

from osone.bridge.lists.keyed import Row
from osone.host.later import later
from osone.text.catalogue import _

if TYPE_CHECKING:
    import html

    from osone.companion import blocks
else:
    html = later("html")
    blocks = later("osone.companion.blocks")  # once something is said

ENDS = re.compile(r"</(?:p|li|tr|h[1-6])>|<br\s*/?>")
TAGS = re.compile(r"<[^<>]*>")
ROLES = ("key", "kind", "html", "text", "first", "turn", "title", "yes", "no", "icon", "heard")
BLANK: dict[str, object] = dict.fromkeys(ROLES, "") | {"first": False}


KEPT, ABOUT = "k", "about:"
"""How the rows of a turn that is being kept begin, and notes of what words are about."""
UNTOLD = ("card", "decided", "offers")
"""Rows that may name mail, and belong to no turn that is kept."""


def left_of(turn: str) -> Row:
    """What is left of a turn that was forgotten."""
    told = _("This was about mail that is no longer here.")
    return BLANK | {"key": f"{turn}/gone", "kind": "note", "text": told, "first": True, "turn": turn}


def drawn(block: "blocks.TalkBlock", key: str, turn: str, first: bool) -> Row:
    """A block as a row."""
    kind = "code" if block.kind == "code" else str(block.kind.value)
    row = {"key": key, "kind": kind, "html": block.html, "text": block.text, "first": first, "turn": turn}
    return BLANK | row | {"heard": block.text or heard(block.html)}


def heard(rich: str) -> str:
    """The words of a block for who listens, each item and row a line."""
    lines = TAGS.sub("", ENDS.sub("\n", rich)).split("\n")
    return html.unescape("\n".join(line.strip() for line in lines if line.strip()))

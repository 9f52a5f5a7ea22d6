"""The talk's blocks as rows: how each is drawn, and how it is heard."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from osone.bridge.lists.keyed import Row
from osone.host.later import later
from osone.model.ids import TurnId

if TYPE_CHECKING:
    import html

    from osone.companion import blocks
else:
    html = later("html")
    blocks = later("osone.companion.blocks")  # once something is said

ENDS = re.compile(r"</(?:p|li|tr|h[1-6])>|<br\s*/?>")
TAGS = re.compile(r"<[^<>]*>")
ROLES = (
    "key", "kind", "html", "text", "first", "turn", "title", "yes", "no", "icon", "heard", "offers",
)  # fmt: skip
BLANK: dict[str, object] = dict.fromkeys(ROLES, "") | {"first": False, "offers": []}
SAID = "t"
"""What the name of a turn begins with that the transcript has, before its number there."""


def named(turn: int) -> str:
    """What a turn of the transcript is called among the rows."""
    return f"{SAID}{turn}"


def number(turn: str) -> TurnId | None:
    """The transcript's number of a turn; None where it has none."""
    return TurnId(int(turn[1:])) if turn.startswith(SAID) and turn[1:].isdigit() else None


def drawn(block: "blocks.TalkBlock", key: str, turn: str, first: bool) -> Row:
    """A block as a row."""
    kind = "code" if block.kind == "code" else str(block.kind.value)
    row = {"key": key, "kind": kind, "html": block.html, "text": block.text, "first": first, "turn": turn}
    return BLANK | row | {"heard": block.text or heard(block.html)}


def heard(rich: str) -> str:
    """The words of a block for who listens, each item and row a line."""
    lines = TAGS.sub("", ENDS.sub("\n", rich)).split("\n")
    return html.unescape("\n".join(line.strip() for line in lines if line.strip()))


def words_of(rows: Sequence[Row], turn: str) -> str:
    """The words of a turn as plain text, a block a paragraph."""
    mine = (row for row in rows if row["turn"] == turn and row["kind"] != "stopped")
    return "\n\n".join(words for row in mine if (words := str(row["heard"] or row["text"])))

"""The talk's blocks as rows: how each is drawn and heard, and what is left of those that were forgotten."""

import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from osone.bridge.lists.keyed import Row
from osone.host.later import later
from osone.model.ids import TurnId
from osone.store import talk
from osone.text.catalogue import _

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

ABOUT = "about:"
"""How the keys of notes begin that say what words are about."""
UNTOLD = ("card", "decided", "offers", "deed")
"""Rows that may name mail, and belong to no turn that is kept."""


def named(turn: int) -> str:
    """What a turn of the transcript is called among the rows."""
    return f"{SAID}{turn}"


def number(turn: str) -> TurnId | None:
    """The transcript's number of a turn; None where it has none."""
    return TurnId(int(turn[1:])) if turn.startswith(SAID) and turn[1:].isdigit() else None


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


def words_of(rows: Sequence[Row], turn: str) -> str:
    """The words of a turn as plain text, a block a paragraph."""
    mine = (row for row in rows if row["turn"] == turn and row["kind"] != "stopped")
    return "\n\n".join(words for row in mine if (words := str(row["heard"] or row["text"])))


def turn_rows(turn: str, person: bool, text: str, stopped: bool, origin: str = "") -> list[Row]:
    """A turn as rows: a person's words, an answer's blocks, or what is left of it."""
    if not person and not text and origin == talk.FORGOTTEN:
        return [left_of(turn)]
    if person:
        return [BLANK | {"key": turn, "kind": "person", "text": text, "first": True, "turn": turn}]
    rows = [drawn(block, f"{turn}/{n}", turn, n == 0) for n, block in enumerate(blocks.blocks(text))]
    if stopped:
        rows.append(BLANK | {"key": f"{turn}/stopped", "kind": "stopped", "text": "stopped", "turn": turn})
    return rows


def without(rows: Sequence[Row], gone: Set[str]) -> list[Row] | None:
    """Rows without the words of some turns, nor what may be of them; None where these have gone already."""
    if not any(row["turn"] in gone and row["key"] != f"{row['turn']}/gone" for row in rows):
        return None
    kept: list[Row] = []
    for row in rows:
        if row["turn"] in gone:
            kept += [] if kept and kept[-1]["turn"] == row["turn"] else [left_of(str(row["turn"]))]
        elif row["kind"] not in UNTOLD and not str(row["key"]).startswith(ABOUT):
            kept.append(row)
    return kept

"""Pictures that are not shown: one quiet line says how many there are, in the place of blank space."""

import re
from collections.abc import Sequence

from osone.mail.blocks import BlockKind, TextBlock, escaped
from osone.text.catalogue import _, plural

_IMG = re.compile(r"<img\b[^<>]{0,8000}>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*[\"']?\s*(https?:|//|cid:)", re.IGNORECASE)
_TINY = re.compile(
    r"\s(?:width|height)\s*=\s*[\"']?\s*0*[0-3](?:px)?(?=[\s\"'/>])"
    r"|[\s;\"'](?:width|height)\s*:\s*0*[0-3](?:\.\d+)?px|display\s*:\s*none",
    re.IGNORECASE,
)
"""What nobody sees: it only counts who reads."""


def told(blocks: Sequence[TextBlock], html: str) -> tuple[TextBlock, ...]:
    """The same blocks; pictures stand with their words alone, and the last line counts those that are not loaded.

    A message that is nothing but pictures says so.
    """
    kept = tuple(one for one in blocks if one.kind is not BlockKind.IMAGE or one.html.strip())
    remote, with_it = _counted(html)
    words = any(one.kind not in (BlockKind.IMAGE, BlockKind.RULE) and one.text.strip() for one in kept)
    lines = [] if words or not remote + with_it else [_("This message is only pictures.")]
    if remote:
        lines.append(plural("{count} remote picture isn't shown.", "{count} remote pictures aren't shown.", remote))
    return (*kept, TextBlock(BlockKind.NOTE, escaped(" ".join(lines)))) if lines else kept


def _counted(html: str) -> tuple[int, int]:
    """How many pictures a page would load, and how many it shows of those that came with it."""
    remote = with_it = 0
    for found in _IMG.finditer(html):
        source = _SOURCE.search(found[0])
        if source is not None and not _TINY.search(found[0]):
            with_it += source[1].lower() == "cid:"
            remote += source[1].lower() != "cid:"
    return remote, with_it

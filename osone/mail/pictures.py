"""Pictures that are not shown: one quiet line says how many there are, in the place of blank space."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from osone.mail.blocks import BlockKind, TextBlock, escaped
from osone.mail.enclosed import Enclosed, images
from osone.text.catalogue import _, plural

_TINY = re.compile(
    r"\s(?:width|height)\s*=\s*[\"']?\s*0*[0-3](?:px)?(?=[\s\"'/>])"
    r"|[\s;\"'](?:width|height)\s*:\s*0*[0-3](?:\.\d+)?px|display\s*:\s*none",
    re.IGNORECASE,
)
"""What nobody sees: it only counts who reads."""
_REMOTE = ("http:", "https:", "//")


def told(
    blocks: Sequence[TextBlock], html: str, pictures: Mapping[str, Enclosed] = MappingProxyType({})
) -> tuple[TextBlock, ...]:
    """The same blocks; pictures that are not shown leave their words, and the last line counts those not loaded.

    A message that is nothing but pictures of which none is shown says so. ``pictures`` are those that came with it.
    """
    kept = tuple(one for one in blocks if one.kind is not BlockKind.IMAGE or one.picture or one.html.strip())
    remote, with_it = _counted(html, pictures)
    words = any(
        bool(one.picture) or (one.kind not in (BlockKind.IMAGE, BlockKind.RULE) and bool(one.text.strip()))
        for one in kept
    )
    lines = [] if words or not remote + with_it else [_("This message is only pictures.")]
    if remote:
        lines.append(plural("{count} remote picture isn't shown.", "{count} remote pictures aren't shown.", remote))
    return (*kept, TextBlock(BlockKind.NOTE, escaped(" ".join(lines)))) if lines else kept


def _counted(html: str, pictures: Mapping[str, Enclosed]) -> tuple[int, int]:
    """How many pictures a page would load, and how many it shows of those that came with it."""
    remote = with_it = 0
    for tag, source in images(html):
        if not _TINY.search(tag):
            came = source[:4].lower() == "cid:" or source in pictures
            with_it += came
            remote += not came and source.lower().startswith(_REMOTE)
    return remote, with_it

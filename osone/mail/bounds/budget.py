"""What a message, a page and what is drawn of them may cost: every bound, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The bounds of one HTML text. No page that people sent each other came near those of the tree."""

    small_tags: int = 400
    small: int = 50_000
    """Tags that open something, as many again that end it, and characters: what has no more goes to the parser."""
    measured_tags: int = 700
    growth: int = 4
    """The same of a page whose tree is measured, and how many times its length that may be written in."""
    depth: int = 128
    """Elements inside elements."""
    formatting: int = 64
    """Formatting elements that are open at once: the tree builder opens each of them again in every block."""
    attributes: int = 64
    """Of one tag: the parser compares each with all before it."""
    work: int = 500_000
    """Steps of the tree builder: for each tag its depth and eight times the formatting that is open there."""
    rewritten_depth: int = 256
    """Elements inside elements in a page that is written anew."""
    tags: int = 200_000
    characters: int = 4 * 1024 * 1024
    """A page with more of either is read without a tree, or in part."""
    flat: int = 4 * 1024 * 1024
    """Characters of a page without a tree that are looked through."""
    text: int = 1024 * 1024
    """Characters of words that are kept of a page without a tree."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The bounds of one message."""

    lines: int = 64
    """Lines that could be boundaries, or ends of heads; with more of them what is nested is counted."""
    nested: int = 64
    """Multiparts and messages that are declared anywhere: the parser that recurses is given no more."""
    looks: int = 8
    looked: int = 32 * 1024 * 1024
    """How often a message, and how many bytes beside, are looked through for boundaries."""
    parts: int = 5_000
    files: int = 1_000
    """Files that are listed."""
    text: int = 4 * 1024 * 1024
    """Bytes of a body that are read."""
    pieces: int = 20_000
    """Pieces of base64, each with its padding, that are read one by one."""
    quotes: int = 100
    """How deep a line can be quoted."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The bounds of one picture that came with a message, and of how many are shown."""

    bytes: int = 32 * 1024 * 1024
    pixels: int = 16 * 1024 * 1024
    """Of one that is decoded whole: 64 MB for as long as that takes."""
    photograph: int = 128 * 1024 * 1024
    """Pixels of a JPEG that is decoded at the size it is shown at."""
    side: int = 32_000
    scans: int = 64
    """How often a JPEG is gone over, its thumbnails counted; each time costs as much as the first."""
    head: int = 256 * 1024
    """Bytes in which its size must be told: cameras write much before it."""
    many: int = 200
    """Pictures of one message."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bounds of what the window lays out of one message."""

    block: int = 8_000
    """Characters of one block: a longer one is drawn in several."""
    tags: int = 600
    """Changes of look and line breaks in one block."""
    blocks: int = 4_000
    characters: int = 500_000
    """Of all blocks together. What is more is not drawn, and a sentence says so."""


PAGE = Page()
"""Of a page that is read for its words."""
SHOWN = Page(tags=15_000, characters=1024 * 1024)
"""Of a page that somebody waits for."""
LETTER = Letter()
PICTURE = Picture()
DRAWN = Drawn()

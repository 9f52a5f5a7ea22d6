"""What an ``img`` of a page is for who reads: a picture at its size, words in its place, or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from osone.mail.blocks import without_filler
from osone.mail.enclosed import Enclosed

SPECK = 3
"""What is no wider or higher only counts who reads, or keeps things apart."""
IN_LINE = 28
"""A picture that is no higher and has words stands for them, such as a smile or a flag."""
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2000-\u200a]+")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*(?:px)?\s*$")
_ALT = 200
_WIDEST = 4_000


@dataclass(frozen=True, slots=True)
class Img:
    """One that is seen."""

    alt: str
    width: int | None
    """As the page says; None where it does not."""
    content_id: str
    """Of a picture that should have come with the message."""
    enclosed: Enclosed | None
    shown: tuple[int, int] = (0, 0)
    """How large it is drawn, in pixels; 0 where it cannot be."""

    @property
    def speaks(self) -> bool:
        """Whether it is as low as a line of words, and has some."""
        return 0 < self.shown[1] <= IN_LINE and bool(self.alt)


def seen(given: Mapping[str, str | None], css: Mapping[str, str], pictures: Mapping[str, Enclosed]) -> Img | None:
    """What the attributes of an ``img`` and the style that holds for it come to; None for a speck."""
    width, height = (_pixels(given.get(name)) or _pixels(css.get(name)) for name in ("width", "height"))
    if any(size is not None and size <= SPECK for size in (width, height)):
        return None
    alt = without_filler(_SPACE.sub(" ", given.get("alt") or "")).strip()[:_ALT]
    source = (given.get("src") or "").strip()
    found = pictures.get(source) if pictures else None
    content_id = without_filler(source[4:260]) if source[:4].lower() == "cid:" else ""
    if found is None or not found.width:
        return Img(alt, width, content_id, found)
    if min(found.width, found.height) <= SPECK:
        return None
    return Img(alt, width, content_id, found, _size(found, width, height))


def _size(found: Enclosed, width: int | None, height: int | None) -> tuple[int, int]:
    """How large a picture is drawn: as wide or as high as the page says, in its own proportions."""
    wide = width or (height * found.width // found.height if height else found.width)
    wide = max(1, min(wide, _WIDEST))
    return wide, max(1, wide * found.height // found.width)


def _pixels(value: str | None) -> int | None:
    digits = _PIXELS.match(value) if value else None
    return int(digits[1]) if digits else None

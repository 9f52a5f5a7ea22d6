"""How words are set off on their line: below or above it, and marked as with a pen of bright ink."""

from collections.abc import Mapping

from osone.mail.css import colour

SCRIPTS = ("sub", "sup")
INLINE = frozenset(("span", "font", "b", "strong", "i", "em", "u"))
"""Elements whose background is a pen's: a block's is paper, and a link's is a button."""
_BRIGHT, _COLOURED = 100, 60
"""A pen's ink is light enough to read through and no grey: how bright it is of 255, how far its parts are apart."""


def looks_of(css: Mapping[str, str]) -> dict[str, object]:
    """What the style of an element on a line says of both, as changes of a ``TextStyle``."""
    looks: dict[str, object] = {}
    way = css.get("vertical-align", "")
    if way in ("sub", "super"):
        looks["script"] = "sub" if way == "sub" else "sup"
    behind = css.get("background-color", "")
    # What has room of its own around its words is a button or a badge.
    if colour(behind)[:1] == "#" and "padding" not in css and "border-radius" not in css and "display" not in css:
        looks["marked"] = is_pen(behind)
    return looks


def is_pen(said: str) -> bool:
    """Whether a colour is one that a pen marks words with."""
    value = colour(said)
    if len(value) != 7 or value[0] != "#":
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
    bright = 0.3 * red + 0.59 * green + 0.11 * blue
    return bright >= _BRIGHT and max(red, green, blue) - min(red, green, blue) >= _COLOURED

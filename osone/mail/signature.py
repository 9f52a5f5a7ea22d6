"""The line that a signature begins with, where HTML holds it as words."""

from dataclasses import replace

from osone.mail.blocks import TextBlock

_MOST, _LONG = 15, 2_000
"""Blocks, and characters of them, below the line; where there are more of either it is no signature."""


def at_signature(html: str) -> tuple[str, bool, str]:
    """What stands before a line of ``--`` alone, whether there is one, and what stands after it."""
    if html == "--":
        return "", True, ""
    if html.startswith("--<br>"):
        return "", True, html.removeprefix("--<br>")
    before, _sign, after = html.partition("<br>--<br>")
    # Nothing may be open there: tags are balanced in each block.
    balanced = before.count("<") - before.count("<br>") == 2 * before.count("</")
    return (before, True, after) if after and balanced else ("", False, html)


def signed(blocks: list[TextBlock], begin: int) -> list[TextBlock]:
    """The same blocks, those from the one numbered ``begin`` on, up to a quote, marked as a signature; -1 for none."""
    if begin < 0:
        return blocks
    below = blocks[begin:]
    end = next((at for at, block in enumerate(below) if block.depth), len(below))
    if end > _MOST or sum(len(block.html) for block in below[:end]) > _LONG:
        return blocks
    return [*blocks[:begin], *(replace(block, signature=True) for block in below[:end]), *below[end:]]

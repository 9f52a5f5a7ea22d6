"""Markdown as a safe thing to put somebody's words into."""

import re

_MARKS = re.compile(r"([\\`*_\[\]<>~|&])")
_BOLD = re.compile(r"(?<!\\)\*\*")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~|&#+\-=.)])")
_NUMBER_MARK = re.compile(r"^(\d{1,9})([.)])")


def plain(text: str) -> str:
    """Somebody's words as markdown that shows just these words: no link, no picture, no heading."""
    text = _MARKS.sub(r"\\\1", " ".join(text.split()))
    # Marks that mean something only where a line begins.
    return _NUMBER_MARK.sub(r"\1\\\2", re.sub(r"^([#+\-=])", r"\\\1", text))


def bare(text: str) -> str:
    """A line of markdown without its marks, for a place that shows plain text."""
    return _ESCAPED.sub(r"\1", _BOLD.sub("", text))

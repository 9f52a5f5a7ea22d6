"""One line of text from elsewhere, made safe to show."""

import re

# What must not reach a screen from a stranger: control characters, and marks that turn the reading direction.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_BLANKS = re.compile(r"[\t\r\n ]+")


TOLD = 80
"""Letters of a title in a sentence about it."""


def clean(text: str) -> str:
    """One line of text that is safe to show: white space folded, control and direction marks removed."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _UNSEEN.sub("", _BLANKS.sub(" ", text)).strip()


def short(text: str, most: int = TOLD) -> str:
    """The same, at most so many letters of it."""
    line = clean(text[: 2 * most])
    return line if len(line) <= most else line[:most].rstrip() + " …"


def within(text: str, most: int = TOLD) -> str:
    """The same with its end: a name of a file says at both ends what sets it apart."""
    line = clean(text)
    if len(line) <= most:
        return line
    end = most // 3
    return f"{line[: most - 1 - end].rstrip()}…{line[-end:].lstrip()}"

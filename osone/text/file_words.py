"""The words of files' names as search knows them: among all words of their message, and once more as names alone.

A name is parted where a person parts it: at signs, between letters and digits, before a capital.
"""

import re
from itertools import pairwise

from osone.text.folding import folded

SIGN = "\u01c2"
"""Begins every word of a name that stands for nothing but the name: a letter of languages whose mail has no other."""
_APART = re.compile(r"(?<=[a-z\u00df-\u00f6\u00f8-\u00ff])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
MOST = 2_000
"""Characters of one name that are read."""


def of_files(names: str) -> str:
    """What is put into the index for the names of a message's files, one on each line; nothing where there are none."""
    if not names:
        return ""
    lines = [name[:MOST] for name in names.split("\n")]
    parted = [part for name in lines if (part := _APART.sub(" ", name)) != name]
    written = [folded(name) for name in (*lines, *parted)]
    # Between the names of two files stands what no phrase goes over.
    return "\n".join(("", f" {SIGN} ".join(map(named, written)), *written))


def parts(name: str) -> list[tuple[int, str]]:
    """The parts of a name between which it has no sign, each with where it begins; none where it is not parted."""
    cuts = [0, *(found.start() for found in _APART.finditer(name)), len(name)]
    return [(a, name[a:b]) for a, b in pairwise(cuts)] if len(cuts) > 2 else []


def named(words: str) -> str:
    """The words of a name, folded, as they stand in the index for names alone."""
    return " ".join(f"{SIGN}{word}" for word in _WORD.findall(words))

"""A word that is nearly the one that was not found."""

import re

import apsw

from osone.queries.marking import folded, in_runs
from osone.store import search

SHORTEST = 4
"""Letters below which nearly every word is near another."""
_WORD = re.compile(r"(?<![\w:\"-])((?:from|to|cc|with|subject|body):)?([^\W\d_]{4,30})(?![\w:])")


def near(connection: apsw.Connection, words: str) -> str:
    """The search with a near word in the place of each that no message holds; empty where there is none.

    Needs a reader connection. Operators, quotations and what must not be there stay as they are.
    """
    changed = False

    def better(found: re.Match[str]) -> str:
        nonlocal changed
        field, word = found[1] or "", folded(found[2])
        if len(word) < SHORTEST or in_runs(found[2]) or search.known(connection, word):
            return found[0]
        most = 1 if len(word) < 6 else 2
        close = [
            (distance(word, term, most), term) for term in search.terms_like(connection, word) if term.isprintable()
        ]
        best = min(((d, abs(len(t) - len(word)), t) for d, t in close if d <= most), default=None)
        changed = changed or best is not None
        return f"{field}{best[2]}" if best is not None else found[0]

    nearly = _WORD.sub(better, words)
    return nearly if changed else ""


def distance(a: str, b: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped to make one word of the other.

    Optimal string alignment; ``most + 1`` for whatever is more than ``most``.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before, row = list[int](), list(range(len(b) + 1))
    for i, mine in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, theirs in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == b[j - 2] and a[i - 2] == theirs:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)

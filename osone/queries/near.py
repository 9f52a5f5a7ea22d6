"""What somebody may have meant whose words find nothing: beginnings of words, and words that are nearly the same."""

import re
from datetime import datetime

import apsw

from osone.queries.marking import FACTS, UNMARKED, folded, in_runs
from osone.queries.search import find_words
from osone.queries.spans import OPENERS
from osone.store import search

SHORTEST = 4
"""Letters below which nearly every word is near another."""
BEGINS = 3
"""Letters of a word that may go on."""
ENDING = 2
"""Letters by which one form of a word differs from another at its end."""
_TERM = re.compile(r'(?P<before>[-–]?(?:(?P<field>[A-Za-z_]{2,12}):)?)(?P<text>"[^"]*"?|[^\s"]+)')
_LOOKED_AT, _FORMS = 60, 6
"""Words with the same beginning that are looked at, and other forms of one word that are tried."""
_WORD = re.compile(r"(?<![\w:\"-])((?:from|to|cc|with|subject|body):)?([^\W\d_]{4,30})(?![\w:])")


def beginnings(words: str) -> str:
    """What was typed, each of its words as the beginning of one; empty where that asks for nothing else.

    Who types "harbour cover" means the harbours and their covers too. Quotations, days, places and what must not be
    there stay as they are.
    """
    spared = 0

    def going_on(found: re.Match[str]) -> str:
        nonlocal spared
        field, text = (found["field"] or "").lower(), found["text"]
        if field in FACTS:
            # A day may be said in several words.
            spared = 2 if text.isdigit() else int(text.lower() in OPENERS)
        elif spared:
            spared -= 1
        elif found["before"][:1] not in ("-", "–") and text not in UNMARKED and text.isalpha() and len(text) >= BEGINS:
            return f"{found[0]}*"
        return found[0]

    wider = _TERM.sub(going_on, words)
    return wider if wider != words else ""


def near(connection: apsw.Connection, words: str, now: datetime) -> str:
    """The search with a near word in the place of each that no message holds; empty where there is none.

    Where all of them are held, but by no message together, one is tried in its other forms. Needs a reader connection.
    Operators, quotations and what must not be there stay as they are.
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
    return nearly if changed else _otherwise(connection, words, now)


def _otherwise(connection: apsw.Connection, words: str, now: datetime) -> str:
    """The search with another form of one of its words that finds something; empty where there is none."""
    found = list(_WORD.finditer(words))
    for one in found if len(words.split()) > 1 else ():
        word = folded(one[2])
        if len(word) - ENDING < BEGINS or in_runs(one[2]):
            continue
        forms = [
            (distance(word, term, ENDING), term)
            for term in search.terms_from(connection, word[:-ENDING], _LOOKED_AT)
            if term.isprintable() and term != word
        ]
        for _far, form in sorted(form for form in forms if form[0] <= ENDING)[:_FORMS]:
            nearly = f"{words[: one.start()]}{one[1] or ''}{form}{words[one.end() :]}"
            if find_words(connection, nearly, 1, today=now.date(), zone=now.tzinfo):
                return nearly
    return ""


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

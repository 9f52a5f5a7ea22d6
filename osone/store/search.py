"""Finding messages by their words, newest first."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import apsw

from osone.host.later import later
from osone.model.ids import MessageId
from osone.store.threads import chunks, marks

if TYPE_CHECKING:
    from osone.text import file_words, folding
else:
    file_words, folding = later("osone.text.file_words"), later("osone.text.folding")  # once somebody searches

NEWEST = (
    "SELECT w.rowid FROM search.words w WHERE w.words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3"
    " ORDER BY w.rowid DESC LIMIT ?4"
)
NAMES = (
    "SELECT m.thread, w.files FROM message m JOIN raw.words w ON w.message = m.id"
    " WHERE m.thread IN ({marks}) AND m.attachments AND w.files <> '' ORDER BY m.id DESC"
)
HIGHEST = (1 << 62) - 1
NEXT = "SELECT term FROM search.places WHERE term >= ? AND term < ? LIMIT 1"
TWO = re.compile(r'(?<!")"([^\W_]{2})" ?\*')
PLAIN = re.compile("[a-z0-9а-џα-ω]{2}")
"""Letters that the tokeniser leaves as ``folded`` writes them."""
LAST = "\U0010ffff"
"""A sign that is in no word and comes after all that are."""


def phrase(text: str, *, beginning: bool = False) -> str:
    """An FTS5 expression for words that stand side by side, the last one as a ``beginning``; empty without words."""
    wanted = folding.asked(text)
    if not folding.holds_words(wanted.words):
        return ""
    begins = wanted.begins if wanted.begins is not None else beginning and folding.is_kept(wanted.words[-1])
    return _quoted(wanted.words) + " *" * begins


def name_phrase(text: str, *, beginning: bool = False) -> str:
    """The same for words of a file's name alone."""
    wanted = folding.asked(text)
    if not folding.holds_words(wanted.words):
        return ""
    begins = wanted.begins if wanted.begins is not None else beginning and folding.is_kept(wanted.words[-1])
    return _quoted(file_words.named(wanted.words)) + " *" * begins


def former_phrase(text: str, *, beginning: bool = False) -> str:
    """The same for messages that are not read again yet, where ``phrase`` has nothing against it."""
    return _quoted(folding.formerly(text)) + " *" * (beginning and unicodedata.category(text[-1])[0] in "LNM")


def _quoted(words: str) -> str:
    # Between double quotes FTS5 knows no syntax but the doubled quote.
    return '"' + words.replace('"', '""') + '"'


def spread(connection: apsw.Connection, match: str) -> str:
    """Write the beginning of a word that is two letters as all beginnings of three letters that there are.

    The index knows beginnings of one and three letters, and reads them newest first, no further than asked. For two
    it would first join the places of all their words: up to 27 ms among 100,000 messages; so it is 3 ms.
    """
    return TWO.sub(lambda found: _three(connection, found), match) if "*" in match else match


def _three(connection: apsw.Connection, found: re.Match[str]) -> str:
    two = found[1].lower()
    if not PLAIN.fullmatch(two):
        # How the tokeniser writes other letters it knows best itself.
        return found[0]
    words: list[str] = []
    at = two
    while (row := connection.execute(NEXT, (at, two + LAST)).fetchone()) is not None:
        begin = str(row[0])[:3]
        words.append(f'"{begin}" *' if len(begin) == 3 else f'"{begin}"')
        at = begin + (LAST if len(begin) == 3 else "\1")
    return f"({' OR '.join(words)})" if words else found[0]


def newest(
    connection: apsw.Connection, match: str, limit: int = 50, since: int = 0, until: int = HIGHEST
) -> list[MessageId]:
    """Messages whose words match an FTS5 expression, newest first, within a range of ids. Needs a reader."""
    bound = (spread(connection, match), since, until, limit)
    return [MessageId(int(i)) for (i,) in connection.execute(NEWEST, bound)]


def among(connection: apsw.Connection, match: str, messages: Sequence[int]) -> list[MessageId]:
    """Those of these messages whose words match. Needs a reader connection."""
    if not messages:
        return []
    wanted = set(messages)
    rows = connection.execute(NEWEST, (spread(connection, match), min(wanted), max(wanted), -1))
    return [MessageId(int(i)) for (i,) in rows if i in wanted]


def file_names(connection: apsw.Connection, threads: Sequence[int]) -> dict[int, list[str]]:
    """The names of the files in each of these conversations that has any, newest message first. Needs a reader."""
    found: dict[int, list[str]] = {}
    for part in chunks(threads):
        for thread, names in connection.execute(NAMES.format(marks=marks(len(part))), tuple(part)):
            found.setdefault(int(thread), []).extend(str(names).split("\n"))
    return found


def known(connection: apsw.Connection, beginning: str) -> bool:
    """Whether any message holds a word that begins so. Needs a reader connection."""
    return connection.execute(NEXT, (beginning, beginning + LAST)).fetchone() is not None


def terms_from(connection: apsw.Connection, beginning: str, most: int) -> list[str]:
    """Words of messages that begin so, at most so many. Needs a reader connection."""
    found: list[str] = []
    at = beginning
    while len(found) < most and (row := connection.execute(NEXT, (at, beginning + LAST)).fetchone()) is not None:
        found.append(str(row[0]))
        at = found[-1] + "\1"
    return found


def terms_like(connection: apsw.Connection, word: str, most: int = 3_000) -> list[str]:
    """Words of messages that begin nearly as this one, at most so many. Needs a reader connection.

    Those with its first two letters, or with these swapped, come before the others with its first.
    """
    found: dict[str, None] = {}
    for begin in dict.fromkeys((word[:2], word[1::-1], word[:1])):
        found.update(dict.fromkeys(terms_from(connection, begin, most - len(found))))
    return list(found)

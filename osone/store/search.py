"""Finding messages by their words, newest first."""

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase, digits

import apsw

from osone.model.ids import MessageId

NEWEST = (
    "SELECT w.rowid FROM search.words w WHERE w.words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3"
    " ORDER BY w.rowid DESC LIMIT ?4"
)
HIGHEST = (1 << 62) - 1
COMPOSED = "йЙїЇўЎѓЃќЌ"
"""Letters of their own, which the tokeniser would take for others where their mark comes as a sign behind them."""
ACCENTED = "ёЁάΆέΈήΉίΊόΌύΎώΏϊΪϋΫΐΰ"
"""Letters that most people write without their mark; the tokeniser knows only the Latin ones."""
ALIKE = (
    *((unicodedata.normalize("NFD", letter), letter) for letter in COMPOSED),
    *((letter, unicodedata.normalize("NFD", letter)[0]) for letter in ACCENTED),
)
LETTER = re.compile(r'(?<!")"(\w)" ?\*')
ALPHABETS = (
    ascii_lowercase + digits + "ßæœøłđðþı",  # what stays of Latin letters once their accents are gone
    "абвгдежзийклмнопрстуфхцчшщъыьэюяђѓєіїјљњћќўџ" + digits,
)


def alike(text: str) -> str:
    """A text, or an FTS5 expression, with its letters as the index has them: «ё» is found as «е», «й» is no «и»."""
    if not text.isascii():
        for written, kept in ALIKE:
            if written in text:
                text = text.replace(written, kept)
    return text


def spread(match: str) -> str:
    """Write the beginning of a word that is a single letter as all beginnings of two letters it may become.

    The index knows beginnings of two letters, and reads them newest first, no further than asked. Longer ones are of
    few enough words that their places are soon joined (3 ms at most among 50,000 messages); for a single letter it
    would join those of every word there is: 80 ms; so it is 1 ms.
    """
    return LETTER.sub(_two_letters, match) if "*" in match else match


def _two_letters(found: re.Match[str]) -> str:
    letter = found[1].lower()
    if letter not in ALPHABETS[1]:
        letter = unicodedata.normalize("NFD", letter)[0]
    for alphabet in ALPHABETS:
        if letter in alphabet:
            words = [f'"{letter}"', *(f'"{letter}{second}" *' for second in alphabet)]
            return f"({' OR '.join(words)})"
    return found[0]


def newest(
    connection: apsw.Connection, match: str, limit: int = 50, since: int = 0, until: int = HIGHEST
) -> list[MessageId]:
    """Messages whose words match an FTS5 expression, newest first, within a range of ids. Needs a reader."""
    return [MessageId(int(i)) for (i,) in connection.execute(NEWEST, (spread(alike(match)), since, until, limit))]


def among(connection: apsw.Connection, match: str, messages: Sequence[int]) -> list[MessageId]:
    """Those of these messages whose words match. Needs a reader connection."""
    if not messages:
        return []
    wanted = set(messages)
    rows = connection.execute(NEWEST, (spread(alike(match)), min(wanted), max(wanted), -1))
    return [MessageId(int(i)) for (i,) in rows if i in wanted]

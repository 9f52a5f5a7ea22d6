"""What a person wrote to somebody that they would do: sentences of theirs that promise, in what they sent."""

import re
from dataclasses import dataclass
from datetime import date

import apsw

from osone.mail.snippet import own_words
from osone.model.mail import Address, MessageRow
from osone.queries import search
from osone.queries.query import parse
from osone.store import messages

MOST_READ = 60
"""Messages to one person that are read for promises, the newest."""
LONGEST = 400
"""Letters of a sentence that is read."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_PROMISES = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| shall| promise|['’]m going to| am going to|['’]re going to| are going to)\b"
    r"(?! (?:not )?(?:be (?:honest|surprised)|never know|have to see))|\b(?:i|we) (?:owe|promised) you\b|"
    r"\byou(?:['’]ll| will) (?:have|get|hear|receive)\b|"
    r"\blet me (?:\w+ )?(?:send|check|ask|find|look|think|get back|know|write|call|see|bring)\b|"
    r"\b(?:leave it to|count on) me\b|\bconsider it done\b|\bi(?:['’]ve| have) promised\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?\s*$")


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A sentence of the person's own, and the message that it stands in."""

    words: str
    row: MessageRow


def promises(text: str) -> list[str]:
    """The sentences of a message's own words that promise something."""
    said = [" ".join(one.split()) for one in _SENTENCE.split(own_words(text))]
    return [one for one in said if one and len(one) <= LONGEST and _PROMISES.search(one) and not _ASKS.search(one)]


def made_to(connection: apsw.Connection, one: Address) -> list[PromiseMade]:
    """What was promised to somebody, the newest first. Needs a reader connection."""
    found = search.find(connection, parse(f"to:{one.email} in:sent", today=date.today()), MOST_READ)
    rows = sorted(messages.some(connection, found), key=lambda row: -row.date)
    return [PromiseMade(words, row) for row in rows for words in promises(messages.plain(connection, row.id) or "")]

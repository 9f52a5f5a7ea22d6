"""The nouns, listed once: where each is kept, what tells of it, what a verb may write, and where its words stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import apsw

from osone.model.change import Topic
from osone.store import values


class WordPlace(StrEnum):
    """Where words of a noun stand beside its own row, to be forgotten there too when it is taken away for good."""

    JOURNAL = "journal"
    """What an entry keeps to take the noun back to, and the sentence that told of it."""
    RAW = "raw"
    """The message as it came, and its plain text."""
    INDEX = "index"
    TALK = "talk"
    """What the companion said of it; it goes in the transaction that takes the noun (``erasing.erase``)."""
    COPIES = "copies"
    """Copies of ``core`` from earlier days."""


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of noun."""

    table: str
    topic: Topic
    """What is said to have changed when it did."""
    said: str = ""
    """What a person calls it; empty where no verb is asked for one by its number."""
    columns: frozenset[str] = frozenset()
    """Of a noun that is a row of its own table: what a verb may write."""
    forgets: frozenset[WordPlace] = frozenset()


WORDS_OF_OURS = frozenset({WordPlace.JOURNAL, WordPlace.COPIES})
"""What no server has is kept in the journal whole, so that it can be taken back."""

NOUNS: Mapping[str, Noun] = {
    "thread": Noun("thread", Topic.THREAD, "conversation", forgets=frozenset({WordPlace.COPIES})),
    "message": Noun(
        "message", Topic.THREAD,
        forgets=frozenset({WordPlace.RAW, WordPlace.INDEX, WordPlace.TALK, WordPlace.COPIES}),
    ),
    "task": Noun(
        "task", Topic.TASK, "task",
        frozenset({"title", "notes", "project", "priority", "due", "done_at", "position", "created", "uid", "ics"}),
        WORDS_OF_OURS,
    ),
    "event": Noun(
        "event", Topic.EVENT, "event",
        frozenset({"calendar", "uid", "title", "location", "notes", "start", "ends", "rule", "ics", "first", "last"}),
        WORDS_OF_OURS,
    ),
    "draft": Noun(
        "draft", Topic.DRAFT, "draft",
        frozenset({
            "account", "sender", "recipients", "subject", "blocks", "relation", "answers", "quotes", "stage",
            "message_id", "changed", "left_out", "remind",
        }),
        WORDS_OF_OURS,
    ),
    "errand": Noun(
        "errand", Topic.ERRAND, columns=frozenset({"kind", "arguments", "state", "said"}), forgets=WORDS_OF_OURS
    ),
    "folder": Noun("folder", Topic.FOLDER, columns=frozenset({"role", "chosen"}), forgets=WORDS_OF_OURS),
    "account": Noun(
        "account", Topic.ACCOUNT, columns=frozenset({"label", "place", "signature"}), forgets=WORDS_OF_OURS
    ),
    "blocked": Noun(
        "blocked", Topic.BLOCKED, columns=frozenset({"email", "name", "since"}), forgets=WORDS_OF_OURS
    ),
    "setting": Noun("setting", Topic.SETTING, forgets=WORDS_OF_OURS),
}  # fmt: skip
"""Every noun by its name on disk, as effects and the outbox have it."""

SELECTED: Mapping[str, Noun] = {name: noun for name, noun in NOUNS.items() if noun.said}
"""Those that a verb is asked for by their numbers."""


def there(connection: apsw.Connection, noun: Noun, number: int) -> bool:
    """Whether there is such a noun of this number."""
    return values.anything(connection, f"SELECT 1 FROM {noun.table} WHERE id = ?", (number,))

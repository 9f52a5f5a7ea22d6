"""What is different now: the rows that tell every process which nouns to look at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """The kind of noun that changed."""

    ACCOUNT = "account"
    FOLDER = "folder"
    THREAD = "thread"
    BODY = "body"
    """A message's raw text came. Ids are message ids."""
    EVENT = "event"
    TASK = "task"
    DRAFT = "draft"
    TURN = "turn"
    SETTING = "setting"
    BLOCKED = "blocked"
    """A sender that is blocked."""
    OUTBOX = "outbox"
    INDEX = "index"
    ERRAND = "errand"
    """Work that the engine was asked to do: an import, a look at a server now."""


@dataclass(frozen=True, slots=True)
class Change:
    """One batch of changes in the feed."""

    seq: int
    topic: Topic
    ids: tuple[int, ...]
    """Empty means: any of them."""


def touched(changes: Sequence[Change], topic: Topic) -> tuple[int, ...] | None:
    """The nouns of one topic in these batches, each once; empty for any of them, None where there is no such batch."""
    batches = [change.ids for change in changes if change.topic is topic]
    if not batches:
        return None
    return tuple(dict.fromkeys(noun for ids in batches for noun in ids)) if all(batches) else ()

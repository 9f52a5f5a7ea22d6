"""What is different now: the rows that tell every process which nouns to look at again."""

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

"""The nouns of talk: what was said by whom, and what the mind is given to say."""

from dataclasses import dataclass
from enum import StrEnum

from osone.model.ids import TurnId


class Speaker(StrEnum):
    """Who said it."""

    PERSON = "person"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said, kept for good in the transcript."""

    id: TurnId
    said_at: int
    """Unix seconds UTC."""
    speaker: Speaker
    text: str
    """Markdown for the companion, plain text for the person."""
    origin: str
    """``skill:NAME``, ``mind:NAME`` or ``person``: where the words came from."""
    stopped: bool
    """True where the person cut it off."""

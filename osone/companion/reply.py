"""A reply of a mind while it grows."""

import time
from dataclasses import dataclass, field

from osone.companion.prompt import Prompt
from osone.model.ids import TurnId

AGAIN = "You have asked for that in this turn, and it was done or is being shown. Say so in words."
ENOUGH = "That is as much as you may ask for in one turn; nothing beyond it was done. Say so in words."
WAITS = "It is shown to the person and waits for their yes. Do not call it again."


@dataclass(slots=True)
class GrowingReply:
    """What has come of it, and what it did."""

    turn: TurnId
    origin: str
    prompt: Prompt
    """Grows with every call and result; becomes the talk's own when words have come."""
    text: str = ""
    stopped: bool = False
    cut_short: bool = False
    spoke: bool = False
    over: bool = False
    asked: set[str] = field(default_factory=set)
    """What was run or shown for it in this turn, of what writes."""
    ran: list[str] = field(default_factory=list)
    """What was done for it: the titles of verbs."""
    calls: int = 0
    """Verbs that it called for, done or not."""
    cards: int = 0
    saved: float = field(default_factory=time.monotonic)

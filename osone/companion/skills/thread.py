"""What a talk keeps from one sentence to the next: what was asked, said and offered last, and how heavy it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from osone.companion.skills.follow import follows
from osone.companion.skills.guessing import NOTHING_LIKELY, Offered
from osone.companion.skills.guessing import meant as guess
from osone.companion.skills.intents import Intent, Plain
from osone.companion.skills.kind import LOST_HEAVY, LOST_IN_CRISIS, Weight, weight_of
from osone.companion.skills.lost import lost
from osone.companion.skills.recognise import recognise
from osone.text.catalogue import _

HEAVY_FOR = timedelta(hours=12)
"""How long after heavy words a goodbye is said as warmly as the answer to them."""
HEAVY_NOW = timedelta(hours=1)
"""How long what is not understood may still be about them."""
_CHOSEN = (
    re.compile(r"(?:yes|yeah|yep|sure|ok|okay|yes please|the )*\W*(?:first|1|1st|former|yes|yeah|yep|sure|please)"
               r"(?: (?:one|please))?", re.IGNORECASE),
    re.compile(r"(?:yes|yeah|ok|okay|no|the| )*\W*(?:second|2|2nd|latter|last|other)(?: (?:one|please))?",
               re.IGNORECASE),
)  # fmt: skip
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:what|when|where|who|how|which|find|show|read|open|add|put|remind|archive|delete|move|reply|write|"
    r"send|mark|is there|are there|do i|am i|did|any)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TalkThread:
    """The thread of one talk."""

    offers: tuple[str, ...] = ()
    """What the last answer offered to do, as sentences that a person could say."""
    asked: Intent | None = None
    """What was asked last, and not merely said."""
    text: str = ""
    """What was answered last."""
    _heavy: dict[Weight, datetime] = field(default_factory=dict)

    def anew(self) -> "TalkThread":
        """The thread of a new talk. What was heavy an hour ago is no lighter for it."""
        return TalkThread(_heavy=self._heavy)

    def left(self) -> None:
        """A mind answers now: there is nothing of ours to go on from."""
        self.offers, self.asked, self.text = (), None, ""

    def chosen(self, said: str) -> str:
        """The offer that these words take up; else the words themselves."""
        words = said.strip().strip(".!")
        for offer, pattern in zip(self.offers, _CHOSEN, strict=False):
            if pattern.fullmatch(words):
                return offer
        return said

    def meant(self, said: str, now: datetime, name: str) -> Intent | None:
        """What is meant by words that may go on from what was asked before."""
        return follows(said, self.asked, now, name) or recognise(said, now, name)

    def weigh(self, intent: object, now: datetime) -> Weight:
        """How heavy what was said within some hours is, with this."""
        if (weight := weight_of(intent)) is not Weight.LIGHT:
            self._heavy[weight] = now
        return self._lately(now, HEAVY_FOR)

    def _lately(self, now: datetime, within: timedelta) -> Weight:
        return max((one for one, at in self._heavy.items() if now - at < within), default=Weight.LIGHT)

    def answered(self, intent: Intent, text: str) -> None:
        """Keep what was answered to what."""
        self.offers, self.text = (), text
        if not isinstance(intent, Plain) or intent in (Plain.WEATHER, Plain.NEEDS):
            self.asked = intent

    def guessed(self, said: str, now: datetime, name: str) -> Intent | Offered | None:
        """What is likely meant where no rule knows it; None after heavy words, where a guess would be unkind."""
        return guess(said, now, name) if self._asks(said, now) else None

    def _asks(self, said: str, now: datetime) -> bool:
        """Whether these words may be about errands: always, but for an hour after something heavy."""
        weight = self._lately(now, HEAVY_NOW)
        return weight is Weight.LIGHT or (weight is Weight.HEAVY and bool(_ASKS.search(said)))

    def lost(self, said: str, people: Sequence[str], now: datetime, likely: Offered = NOTHING_LIKELY) -> str:
        """The honest line where nothing was surely understood, and what it offers."""
        weight = self._lately(now, HEAVY_NOW)
        self.offers = ()
        if likely.sure:
            self.offers = likely.sentences
            self.text = _("Do you mean “{first}” or “{second}”?", first=self.offers[0], second=self.offers[1])
        elif self._asks(said, now):
            self.text, self.offers = lost(said, people, likely.sentences)
        else:
            self.text = _(LOST_IN_CRISIS if weight is Weight.CRISIS else LOST_HEAVY)
        return self.text

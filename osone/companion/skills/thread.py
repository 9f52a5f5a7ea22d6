"""What a talk keeps from one sentence to the next: what was asked, said and offered last, and how heavy it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from osone.companion.skills.consent import consent
from osone.companion.skills.follow import follows, of_that, which_of
from osone.companion.skills.foreign import language_of
from osone.companion.skills.guessing import NOTHING_LIKELY, Offered
from osone.companion.skills.guessing import meant as guess
from osone.companion.skills.intents import Intent, Plain
from osone.companion.skills.kind import LOST_HEAVY, LOST_IN_CRISIS, Weight, weight_of
from osone.companion.skills.lost import MEANT, LostLine, line_of, lost
from osone.companion.skills.recognise import recognise
from osone.companion.skills.telling import Answer
from osone.companion.skills.why import asks_again
from osone.companion.skills.words import hear
from osone.model.calendar import Occurrence
from osone.text.catalogue import _

HEAVY_FOR = timedelta(hours=12)
"""How long after heavy words a goodbye is said as warmly as the answer to them."""
HEAVY_NOW = timedelta(hours=1)
"""How long what is not understood may still be about them."""
TURNED = 2
"""After so many errands since heavy words, the talk is of other things; after a crisis it never is, for those hours."""
_OTHER = re.compile(r"(?:the )?(?:(?P<second>second|latter|other|2)|first|former|1)(?: (?:one|please))?")
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:what|when|where|who|how|which|find|show|read|open|add|put|remind|archive|delete|move|reply|write|"
    r"send|mark|is there|are there|do i|am i|did|any)\b",
    re.IGNORECASE,
)


_QUESTION = re.compile(r"\?(?=\s|$)")


@dataclass(slots=True)
class TalkThread:
    """The thread of one talk."""

    offers: tuple[str, ...] = ()
    """What the last answer offered to do, as sentences that a person could say."""
    asked: Intent | None = None
    """What was asked last, and not merely said."""
    text: str = ""
    """What was answered last."""
    asks: str = ""
    """What the last answer asked: its words where it asked which one is meant, else a question mark; or nothing."""
    unsettled: Intent | None = None
    """What was wished of one that was not clear."""
    by_mind: bool = False
    """Whether a mind answered last."""
    _heavy: dict[Weight, datetime] = field(default_factory=dict)
    _errands: int = 0
    """How many errands were answered since something heavy was said."""

    def anew(self) -> "TalkThread":
        """The thread of a new talk. What was heavy an hour ago is no lighter for it."""
        return TalkThread(_heavy=self._heavy, _errands=self._errands)

    def left(self) -> None:
        """A mind answers now: there is nothing of ours to go on from."""
        self.offers, self.asked, self.text, self.asks, self.unsettled = (), None, "", "", None
        self.by_mind = True

    def chosen(self, said: str) -> str:
        """The offer that these words take up; else the words themselves."""
        if not self.offers:
            return said
        if consent(said) is True:
            return self.offers[0]
        found = _OTHER.fullmatch(re.sub(r"^(?:yes|no|ok|okay) ", "", hear(said).text))
        if found is None or len(self.offers) < 1 + bool(found["second"]):
            return said
        return self.offers[bool(found["second"])]

    def meant(self, said: str, now: datetime, name: str, events: Sequence[Occurrence] = ()) -> Intent | None:
        """What is meant by words that may go on from what was asked before, or answer which of ``events`` is meant."""
        picked = None if self.unsettled is None else which_of(hear(said, name), now, events)
        if self.unsettled is not None and picked is not None and (wished := of_that(self.unsettled, picked)):
            return wished
        return follows(said, self.asked, now, name) or recognise(said, now, name)

    def weigh(self, intent: object, now: datetime) -> Weight:
        """How heavy what was said within some hours is, with this."""
        if (weight := weight_of(intent)) is not Weight.LIGHT:
            self._heavy[weight], self._errands = now, 0
        return self._lately(now, HEAVY_FOR, parting=intent in (Plain.HELLO, Plain.GOODBYE, Plain.GOODNIGHT))

    def _lately(self, now: datetime, within: timedelta, *, parting: bool = False) -> Weight:
        """How heavy it is still; who comes or goes is greeted by what was said, whatever else was talked of."""
        found = max((one for one, at in self._heavy.items() if now - at < within), default=Weight.LIGHT)
        return Weight.LIGHT if found is Weight.HEAVY and self._errands >= TURNED and not parting else found

    def answered(self, intent: Intent, told: Answer) -> None:
        """Keep what was answered to what."""
        if asks_again(intent):
            return
        self.offers, self.text, self.by_mind = (), told.text, False
        self.asks = (
            told.text if told.which else "?" if isinstance(intent, Plain) and _QUESTION.search(told.text) else ""
        )
        if not isinstance(intent, Plain):
            self._errands += 1
            again = told.unclear and type(intent) is type(self.unsettled)
            self.unsettled = intent if told.which or again else None
        elif not told.which:
            self.unsettled = None
        if not isinstance(intent, Plain) or intent in (Plain.WEATHER, Plain.NEEDS):
            self.asked = intent

    def guessed(self, said: str, now: datetime, name: str) -> Intent | Offered | None:
        """What is likely meant where no rule knows it; None after heavy words, where a guess would be unkind."""
        return guess(said, now, name) if self._asks(said, now) and not language_of(said) else None

    def _asks(self, said: str, now: datetime) -> bool:
        """Whether these words may be about errands: always, but for an hour after something heavy."""
        weight = self._lately(now, HEAVY_NOW)
        return weight is Weight.LIGHT or (weight is Weight.HEAVY and bool(_ASKS.search(said)))

    def lost(self, said: str, people: Sequence[str], now: datetime, likely: Offered = NOTHING_LIKELY) -> LostLine:
        """The honest line where nothing was surely understood, and what it offers."""
        weight = self._lately(now, HEAVY_NOW)
        if likely.sure:
            line = line_of(MEANT, [(one, one) for one in likely.sentences])
        elif self._asks(said, now):
            line = lost(said, people, likely.sentences)
        else:
            line = LostLine(_(LOST_IN_CRISIS if weight is Weight.CRISIS else LOST_HEAVY), "", ())
        self.text, self.offers, self.asks, self.unsettled, self.by_mind = line.text, line.offers, "?", None, False
        return line

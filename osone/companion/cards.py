"""The cards of one talk that wait for the person's yes, and which of them a word that is typed answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from osone.companion.minds.protocol import Call
from osone.companion.ports import Card, Listener, Result
from osone.companion.skills.consent import AGREES, DECLINES
from osone.companion.skills.intents import Intent
from osone.companion.skills.telling import Answer
from osone.model.errors import OsOneError
from osone.text.catalogue import _
from osone.text.markdown import plain

Confirms = Callable[[int], Awaitable[Result | None]]
"""Does what a card of this number shows."""

NUMBERS = count(1)
"""Numbers of cards: of all talks together, for an old talk's card may still be on the screen when a new one begins."""


@dataclass(slots=True)
class StandingCards:
    """Cards by their number, the newest last."""

    _cards: dict[int, Card] = field(default_factory=dict)
    _turns: dict[int, int] = field(default_factory=dict)

    def put(self, call: Call, title: str, why: str, turn: int, *, about: str = "", asked: bool = False) -> Card:
        """A new card, which belongs to the ``turn``-th sentence of the talk."""
        card = Card(next(NUMBERS), call, title, why, about=about, asked=asked)
        self._cards[card.id], self._turns[card.id] = card, turn
        return card

    def take(self, number: int) -> Card | None:
        """The card of this number, which stands no longer; None where it is gone."""
        self._turns.pop(number, None)
        return self._cards.pop(number, None)

    def answered(self, turn: int, *, waits: bool) -> Card | None:
        """The card that a yes or a no answers, said as the ``turn``-th sentence; None where that may be another.

        ``waits`` is whether the last answer was such a card. What a mind proposed is answered only where it stands
        alone and was shown in the turn before: a word that was meant for something else must not do it.
        """
        newest = next(reversed(self._cards.values()), None)
        if newest is None:
            return None
        if newest.asked:
            return newest if waits else None
        return newest if len(self._cards) == 1 and self._turns[newest.id] == turn - 1 else None

    async def in_words(
        self, said: Intent, listener: Listener, confirm: Confirms, *, turn: int, waits: bool
    ) -> Answer | None:
        """What a yes or a no that is typed comes to where cards stand; None where it answers none of them."""
        if not self._cards or (said not in AGREES and said not in DECLINES):
            return None
        card = self.answered(turn, waits=waits)
        if said in DECLINES:
            if card is None or card.asked:
                return None
            self.take(card.id)
            listener.withdrawn(card.id)
            return Answer(_("All right. Nothing was done."), "(They said no. It was not done.)")
        if card is None:
            return Answer(_("If you mean the card, decide on it there."), "(A card waits for their yes.)")
        listener.agreed(card.id)
        try:
            done = await confirm(card.id)
        except OsOneError as error:
            return Answer(plain(error.whole), "(That did not work; I said why.)")
        told = plain(done.text) if done is not None and card.asked else ""
        return Answer(told or _("Done."), "(They said yes, and it was done.)", done=card.asked)

    def wished(self) -> list[Card]:
        """Those that ask about what the person wished in words."""
        return [card for card in self._cards.values() if card.asked]

    def clear(self) -> None:
        """None stands any more."""
        self._cards.clear()
        self._turns.clear()

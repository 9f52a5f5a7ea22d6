"""``osone ask``: one question to the companion, answered on the terminal as it comes."""

import sys
from dataclasses import dataclass

from osone.app.companion import minds
from osone.app.companion.house import RegistryTools, StoreAccess, StoreHouse, StoreTranscript
from osone.commands.running import Outcome
from osone.companion.conversation import Conversation
from osone.companion.ports import Card, Ended
from osone.model.ids import TurnId
from osone.store import settings
from osone.text.catalogue import _


@dataclass(slots=True)
class Terminal:
    """Prints a reply as it comes."""

    offers_beneath: bool = False

    def kept(self, turn: TurnId, text: str) -> None:
        """What the person said is kept."""

    def began(self, turn: TurnId, origin: str) -> None:
        """A reply begins."""

    def said(self, turn: TurnId, text: str) -> None:
        """The next words."""
        print(text, end="", flush=True)

    def did(self, outcome: Outcome) -> None:
        """A verb was run for the mind."""
        print(f"\n[{outcome.command}: {outcome.said}]", file=sys.stderr)

    def card(self, card: Card) -> None:
        """Something waits for a yes, which only the window can give."""
        said = card.about or ", ".join(f"{name}: {value}" for name, value in card.call.arguments.items())
        waits = _(
            "{title}: {arguments}. {why} Nothing was done. Ask me in the window and confirm there.",
            title=card.title,
            arguments=said,
            why=card.why,
        )
        print(
            f"\n[{waits}]",
            file=sys.stderr,
        )

    def withdrawn(self, card: int) -> None:
        """It waits no longer; it was only told of."""

    def agreed(self, card: int) -> None:
        """It is being done: nobody says yes to what the same sentence did not ask."""

    def note(self, text: str) -> None:
        """A quiet line beside the talk."""
        print(f"[{text}]", file=sys.stderr)

    def ended(self, ended: Ended) -> None:
        """The reply is over."""
        print(ended.error.whole if ended.error and not ended.stopped else "")


async def ask_once(store: StoreAccess, words: str) -> int:
    """Ask, print the answer, and return 0, or 1 where there was none."""
    kept = await store.read(settings.every)
    mind, _why = minds.chosen(kept.get("mind.choice"))
    terminal = Terminal()
    conversation = Conversation(
        house=StoreHouse(store),
        tools=RegistryTools(store, frozenset, terminal.did),
        transcript=StoreTranscript(store),
        listener=terminal,
        persona=minds.persona(kept),
        mind=mind,
        phrases=minds.phrases(kept),
    )
    try:
        ended = await conversation.ask(words)
    finally:
        if mind is not None:
            await mind.close()
    return 1 if ended.error else 0

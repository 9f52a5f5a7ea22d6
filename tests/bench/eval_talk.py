"""How many everyday asks the companion answers rightly by rules alone, in talks of one or two sentences.

``python -m tests.bench.eval_talk FILE`` (asks as ``tests/bench/talk/asks.json`` has them; ``-v`` prints every answer)

Each ask is one talk of its own in a fresh sample world on a Tuesday at 9:20, and its last answer is judged against the
form that stands beside it under ``right``, or in the bench's own file for the same turns: ``says`` are patterns that it
must hold, ``never`` some that it must not, ``does`` the verbs that were run with patterns for their arguments, ``card``
the verbs that a card asks for, ``draft`` a pattern for what a draft begins with. *Refused* are honest lines that do
nothing. *Embarrassing* is a deed that was not wished, silence, JSON, or a card for something else.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from osone.app.companion.house import RegistryTools, StoreHouse, StoreTranscript
from osone.app.profile import profile
from osone.commands.running import Outcome
from osone.companion.conversation import Conversation
from osone.companion.minds.protocol import Mind
from osone.companion.persona import Persona
from osone.companion.ports import Card, Ended
from osone.companion.prompt import Beside
from osone.host import here
from osone.model.ids import TurnId
from osone.model.mail import Box
from osone.sample import filling
from osone.store import listing

OWN = Path(__file__).parent / "talk" / "asks.json"
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=ZoneInfo("Europe/Stockholm"))
HONEST = re.compile(
    r"didn't understand|\bcan't\b|I don't (?:know|do|follow)|do you mean|I see no|I know nobody|not sure|beyond me|"
    r"I found no|hasn't written|No message is open|no place yet",
    re.IGNORECASE,
)


@dataclass
class Heard:
    """Who listens: the cards that came, and what was shown."""

    cards: list[Card] = field(default_factory=list)
    offers_beneath: bool = False
    worded: bool = False
    """Whether the last answer was put into words by a mind."""

    def kept(self, turn: TurnId, text: str) -> None:
        """What the person said is kept."""

    def began(self, turn: TurnId, origin: str) -> None:
        """A reply begins."""

    def said(self, turn: TurnId, text: str) -> None:
        """The next words."""

    def card(self, card: Card) -> None:
        """Something waits for a yes."""
        self.cards.append(card)

    def withdrawn(self, card: int) -> None:
        """It waits no longer."""
        self.cards = [one for one in self.cards if one.id != card]

    def agreed(self, card: int) -> None:
        """It is being done."""
        self.withdrawn(card)

    def note(self, text: str) -> None:
        """A quiet line."""

    def ended(self, ended: Ended) -> None:
        """The reply is over."""


class Watched(profile.Direct):
    """The store, with the verbs that were run."""

    ran: list[tuple[str, Mapping[str, object]]]

    async def act(self, command: str, arguments: Mapping[str, object], by: str) -> Outcome:
        """Run a verb, and keep which."""
        outcome = await super().act(command, arguments, by)
        self.ran.append((command, arguments))
        return outcome


async def talk(
    store: Watched, turns: list[str], about: str, mind: Mind | None = None
) -> tuple[Ended, Heard, list[tuple[str, int]]]:
    """Say these sentences in a talk, with a conversation open where ``about`` names its subject."""
    rows = [
        row for box in Box for row in listing.rows(store.reader, [t for _n, t in listing.ids(store.reader, box, 900)])
    ]
    chosen = [row.id for row in rows if about and about.casefold() in row.subject.casefold()][:1]
    shown: list[tuple[str, int]] = []
    heard = Heard()
    conversation = Conversation(
        house=StoreHouse(store, lambda: chosen, lambda: chosen, shown.append),
        tools=RegistryTools(store, frozenset),
        transcript=StoreTranscript(store),
        listener=heard,
        persona=Persona("Iris", "Mara"),
        mind=mind,
        phrases=mind is not None,
    )
    ended = None
    for said in turns:
        ended = await conversation.ask(said, Beside())
    assert ended is not None
    if mind is not None:
        await mind.close()
    heard.worded = "put it into words" in (await conversation.ask("why did you say that?")).text
    return ended, heard, shown


def judge(right: Mapping[str, object], ended: Ended, heard: Heard, store: Watched, draft: str) -> tuple[str, str]:
    """``right``, ``refused``, ``wrong`` or ``embarrassing``, with why."""
    text = ended.text.strip()
    wished = [(str(verb), dict(arguments)) for verb, arguments in right.get("does", [])]  # type: ignore[attr-defined]
    done = [(verb, arguments) for verb, arguments in store.ran if verb != "draft.keep"]
    if not text or "{" in text:
        return "embarrassing", "silence or JSON"
    allowed = [verb for verb, _ in wished]
    if unasked := [verb for verb, _ in done if verb not in allowed]:
        return "embarrassing", f"ran {unasked}"
    cards = [card.call.name for card in heard.cards]
    asked = list(map(str, right.get("card", [])))  # type: ignore[call-overload]
    if any(card not in (*asked, *allowed) for card in cards):
        return "embarrassing", f"card {cards}"
    missing = [one for one in right.get("says", []) if not re.search(str(one), text)]  # type: ignore[attr-defined]
    missing += [f"not {one}" for one in right.get("never", []) if re.search(str(one), text)]  # type: ignore[attr-defined]
    for verb, arguments in wished:
        there = [given for name, given in done if name == verb]
        there += [card.call.arguments for card in heard.cards if card.call.name == verb]
        if not any(all(re.search(str(v), str(given.get(k))) for k, v in arguments.items()) for given in there):
            missing.append(verb)
    missing += [card for card in asked if card not in cards]
    if (wanted := str(right.get("draft", ""))) and not re.search(wanted, draft):
        missing.append(f"draft {wanted}")
    if not missing:
        return "right", ""
    nothing = not done and not cards
    return ("refused" if nothing and HONEST.search(text) else "wrong"), ", ".join(map(str, missing))


def tally(
    asks: list[dict[str, Any]], forms: Mapping[tuple[str, ...], dict[str, object]], mind: Mind | None = None
) -> Counter[str]:
    """Say each ask in a world of its own, print what is not right, and count the verdicts.

    A ``mind`` may put short facts into words; ``kept`` counts where its words were said.
    """
    loud = "-v" in sys.argv
    here.now = lambda: NOW
    counts: Counter[str] = Counter()
    for ask in asks:
        right = ask.get("right") or forms.get(tuple(ask["turns"]))
        if right is None:
            counts["without_form"] += 1
            continue
        with profile.throw_away() as made:
            filling.fill(made.store, NOW)
            store = Watched(made.store)
            store.ran = []
            try:
                ended, heard, shown = asyncio.run(talk(store, ask["turns"], ask.get("open", ""), mind))
                begun = [given for verb, given in store.ran if verb == "draft.keep"]
                verdict, why = judge(right, ended, heard, store, str(begun[-1]["written"]) if begun else "")
            finally:
                store.close()
        counts[verdict] += 1
        counts["kept"] += heard.worded
        if loud or verdict in ("wrong", "embarrassing"):
            print(f"{verdict:13}{' / '.join(ask['turns'])}  [{why}]")
            print(f"{'':13}{ended.text!r} {[card.title for card in heard.cards]} {shown}")
    return counts


def main(path: Path) -> None:
    """Print every ask with its verdict, and one line of JSON."""
    forms = {tuple(ask["turns"]): ask["right"] for ask in json.loads(OWN.read_text("utf-8"))["asks"]}
    counts = tally(json.loads(path.read_text("utf-8"))["asks"], forms)
    total = sum(counts.values()) - counts["kept"]
    names = ("right", "refused", "wrong", "embarrassing", "without_form")
    for name in names:
        print(f"{name:14}{counts[name]:5}")
    metrics = {name: counts[name] for name in names} | {"asks": total, "coverage": 1 - counts["without_form"] / total}
    print(json.dumps({"name": "eval_talk", "metrics": metrics}))
    if counts["without_form"]:
        sys.exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What the palette offers: verbs that can be used here, best match first, with the keys that would have done it."""

import re
from collections.abc import Set
from dataclasses import dataclass

from osone.commands.keymap import Keymap
from osone.commands.registry import REGISTRY, Command, Registry
from osone.text.catalogue import _

PARTS = re.compile(r"[,:./()]")
AT_HAND = frozenset({"writing", "reading", "words chosen"})
"""Facts beside ``focus:…`` that say that there is something at hand."""
GRAVE = frozenset(
    {"account.forget", "account.remove", "folder.purpose", "mail.empty_junk", "mail.empty_trash", "mail.erase"}
)
"""What takes much away for good, or is hardly ever meant."""
SELDOM = frozenset({"mail.spam"})
"""Of verbs that words fit alike, what is meant less often than the others."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette."""

    command: str
    title: str
    """As a person reads it."""
    keys: str
    icon: str
    asks: str
    """The argument that must still be given in words, or empty."""


def offers(words: str, facts: Set[str], keymap: Keymap, registry: Registry = REGISTRY, limit: int = 12) -> list[Offer]:
    """Verbs that can be used in this situation and whose title, id or sentence matches the words."""
    wanted = words.casefold().split()
    found: dict[str, tuple[tuple[int, ...], int, Offer]] = {}
    for place, command in enumerate(registry.commands.values()):
        if not command.offered or not command.when.holds(facts):
            continue
        title = _(command.title)
        score = _score(wanted, title.casefold(), command.id, command.sentence.casefold())
        if score is None:
            continue
        asks = next((a.name for a in command.arguments if a.required and not a.noun), "")
        keys = next(iter(keymap.keys_of(command.id)), "")
        rank = (score, _rank(command, facts), command.id in SELDOM)
        here = _said_of(command, facts)
        # Two verbs of one title are one to who reads it: the one that is meant for what is at hand stands.
        if title not in found or found[title][1] < here:
            found[title] = ((*rank, place), here, Offer(command.id, title, keys, command.icon, asks))
    return [offer for _, _, offer in sorted(found.values(), key=lambda f: f[0])[:limit]]


def _said_of(command: Command, facts: Set[str]) -> int:
    """How much of what holds here a verb asks for."""
    return max(len(clause.needs) for clause in command.when.clauses if clause.holds(facts))


def _rank(command: Command, facts: Set[str]) -> int:
    """Where nothing is typed: what does something with what is at hand first; what takes much away for good, last."""
    if command.id in GRAVE:
        return 2
    holding = (clause.needs for clause in command.when.clauses if clause.holds(facts))
    return 0 if any(need in AT_HAND or need.startswith("focus:") for needs in holding for need in needs) else 1


def _score(wanted: list[str], title: str, id: str, sentence: str) -> int | None:
    """Lower is better: what the title begins with, a whole word, a beginning, any part, then what it does."""
    words = PARTS.sub(" ", title).split() + id.split(".")
    does = PARTS.sub(" ", sentence).split()
    total = 0
    for want in wanted:
        if words[0].startswith(want) or id.endswith(f".{want}"):
            continue
        if want in words:
            total += 1
        elif any(w.startswith(want) for w in words):
            total += 2
        elif len(want) > 2 and want in title:  # two letters are within too many titles
            total += 4
        elif any(w.startswith(want) for w in does):
            total += 6
        else:
            return None
    return total

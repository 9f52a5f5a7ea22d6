"""What the palette offers: verbs that can be used here, best match first, with the keys that would have done it."""

from collections.abc import Set
from dataclasses import dataclass

from osone.commands.keymap import Keymap
from osone.commands.registry import REGISTRY, Registry


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette."""

    command: str
    sentence: str
    keys: str
    icon: str
    asks: str
    """The argument that must still be given in words, or empty."""


def offers(words: str, facts: Set[str], keymap: Keymap, registry: Registry = REGISTRY, limit: int = 12) -> list[Offer]:
    """Verbs that can be used in this situation and whose sentence or id matches the words."""
    wanted = words.casefold().split()
    found = []
    for place, command in enumerate(registry.commands.values()):
        if not command.offered or not command.when.holds(facts):
            continue
        score = _score(wanted, command.sentence.casefold(), command.id)
        if score is None:
            continue
        asks = next((a.name for a in command.arguments if a.required and not a.noun), "")
        keys = next(iter(keymap.keys_of(command.id)), "")
        found.append((score, place, Offer(command.id, command.sentence, keys, command.icon, asks)))
    return [offer for _, _, offer in sorted(found, key=lambda f: f[:2])[:limit]]


def _score(wanted: list[str], sentence: str, id: str) -> int | None:
    """Lower is better: what the sentence begins with or is all about, a whole word, a beginning, anywhere within."""
    words = sentence.replace(",", " ").replace(":", " ").replace(".", " ").split() + id.split(".")
    total = 0
    for want in wanted:
        if words[0].startswith(want) or id.endswith(f".{want}"):
            continue
        if want in words:
            total += 1
        elif any(w.startswith(want) for w in words):
            total += 2
        elif len(want) > 2 and want in sentence:  # two letters are within too many sentences
            total += 4
        else:
            return None
    return total

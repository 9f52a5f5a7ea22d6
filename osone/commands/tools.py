"""The verbs as a model sees them: tools whose conditions hold, with their JSON schemas, in one fixed order."""

from collections.abc import Set
from dataclasses import dataclass

from osone.commands.registry import REGISTRY, Registry, Risk, parameters_of


@dataclass(frozen=True, slots=True)
class Tool:
    """One verb offered to a model."""

    id: str
    sentence: str
    parameters: dict[str, object]
    risk: Risk


def tools(facts: Set[str], registry: Registry = REGISTRY) -> list[Tool]:
    """The tools of this situation, sorted by id, so that the same set is always the same bytes."""
    return [
        Tool(c.id, c.sentence, parameters_of(c), c.risk)
        for c in sorted(registry.commands.values(), key=lambda c: c.id)
        if c.offered and c.run is not None and c.when.holds(facts)
    ]

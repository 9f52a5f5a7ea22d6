"""The verbs as a model sees them: tools whose conditions hold, with their JSON schemas, in one fixed order."""

from collections.abc import Set
from dataclasses import dataclass

from osone.commands.registry import REGISTRY, Registry, parameters_of


@dataclass(frozen=True, slots=True)
class Tool:
    """One verb offered to a model."""

    id: str
    sentence: str
    parameters: dict[str, object]


USE = (
    "today",
    "task.add",
    "event.add",
    "undo",
    "mail.archive",
    "task.done",
    "mail.star",
    "task.due",
    "talk.find",
    "mail.unread",
    "mail.trash",
    "mail.move",
    "task.today",
    "task.rename",
    "task.priority",
)
"""The verbs that a model is asked for most, in that order; all others follow by their ids. A slow machine gets only the
first of them."""


FOR_THE_LINE = frozenset({"plain", "people", "day", "before"})
"""Arguments by which the window tells how a line was read while it was typed. A model that fills them switches the
grammar off or names a day that nobody said: the line goes to the grammar whole."""


def tools(facts: Set[str], registry: Registry = REGISTRY) -> list[Tool]:
    """The tools of this situation, most used first, in one fixed order: the same set is always the same bytes."""
    place = {id: n for n, id in enumerate(USE)}
    return [
        Tool(c.id, c.sentence, _slim(parameters_of(c)))
        for c in sorted(registry.commands.values(), key=lambda c: (place.get(c.id, len(USE)), c.id))
        if c.properties.mind and c.run is not None and c.when.holds(facts)
    ]


def _slim(parameters: dict[str, object]) -> dict[str, object]:
    """A schema without what is the window's alone."""
    properties = parameters["properties"]
    assert isinstance(properties, dict)
    return {**parameters, "properties": {name: one for name, one in properties.items() if name not in FOR_THE_LINE}}

"""Carrying out a verb: data, journal, outbox and change rows in one transaction, large ones in pieces."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import apsw

from osone.commands.checking import checked
from osone.commands.registry import REGISTRY, Command, Desk, Registry
from osone.model.errors import CommandError
from osone.store import effects, journal, pieces
from osone.store.writing import transaction

LARGE = 200
"""Items above which a verb is carried out in pieces."""
PIECE_S = 0.0025
"""How long one piece may hold the write lock, seconds."""
PIECE_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb did, for the toast, the command line and the companion."""

    command: str
    said: str
    value: object
    journal: int | None
    """The entry that undoes it; None where nothing was changed."""
    changed: int
    """Differences that were made."""
    more: bool = False
    """True where the rest follows in pieces: call ``go_on`` until it says there is none."""


def run(
    connection: apsw.Connection,
    command: str,
    arguments: Mapping[str, object],
    *,
    by: str,
    now: datetime,
    registry: Registry = REGISTRY,
) -> Outcome:
    """Carry out a verb. Raises CommandError where it cannot be done as asked; then nothing has changed."""
    verb = registry[command]
    if verb.run is None:
        raise CommandError(f"“{verb.sentence}” is something only the window can do.")
    given = checked(verb, arguments)
    items = given.get(verb.piecewise)
    large = isinstance(items, list) and len(items) > LARGE
    with transaction(connection) as tx:
        first = {**given, verb.piecewise: items[:PIECE_ITEMS]} if large and isinstance(items, list) else given
        done = verb.run(Desk(tx, now, by), **first)
        if not done.effects:
            return Outcome(command, done.said, done.value, None, 0)
        entry = journal.write(tx, int(now.timestamp()), by, command, _slim(verb, given), done.said)
        made = effects.apply(tx, done.effects, entry)
        effects.write(tx, entry, made)
        if large and isinstance(items, list):
            pieces.begin(tx, entry, "doing", [int(i) for i in items[PIECE_ITEMS:]])
    said = f"{verb.sentence.rstrip('.')}: {len(items)}" if large and isinstance(items, list) else done.said
    return Outcome(command, said, done.value, entry, len(made), more=large)


def _slim(verb: Command, given: Mapping[str, object]) -> dict[str, object]:
    """Arguments as the journal keeps them: ids are in its effects, and content is never kept there."""
    return {
        a.name: given[a.name]
        for a in verb.arguments
        if a.name in given and not a.noun and a.schema.get("type") in ("integer", "boolean")
    }


def go_on(connection: apsw.Connection, *, now: datetime, registry: Registry = REGISTRY) -> bool:
    """Do one more piece of the oldest large command; False where there is none left.

    What a crash cut short goes on from here at the next start.
    """
    work = pieces.oldest(connection)
    if work is None:
        return False
    until = time.monotonic() + PIECE_S
    with transaction(connection) as tx:
        while time.monotonic() < until:
            items = pieces.take(tx, work, PIECE_ITEMS)
            if not items:
                pieces.finish(tx, work)
                break
            if work.state != "doing":
                pieces.step(tx, work, items)
                continue
            verb = registry[work.command]
            if verb.run is None:
                raise CommandError(f"“{verb.sentence}” is something only the window can do.")
            done = verb.run(Desk(tx, now, work.by), **{**work.arguments, verb.piecewise: items})
            effects.write(tx, work.entry, effects.apply(tx, done.effects, work.entry))
    return True

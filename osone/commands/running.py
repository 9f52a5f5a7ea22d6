"""Carrying out a verb: data, journal, outbox and change rows in one transaction, large ones in pieces."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import apsw

from osone.commands.checking import checked
from osone.commands.registry import REGISTRY, Command, Desk, Registry
from osone.model.errors import CommandError
from osone.store import effects, journal, nouns, pieces
from osone.store.nouns import SELECTED
from osone.store.writing import Tx, transaction
from osone.text.catalogue import N_, _, digits

LOG = logging.getLogger(__name__)

LARGE = 200
"""Items above which a verb is carried out in pieces."""
PIECE_S = 0.0025
"""How long one piece may hold the write lock, seconds."""
PIECE_ITEMS = 4
NOTHING = N_("Nothing was changed.")
UNKNOWN = {
    "thread": (N_("No such conversation."), N_("No conversation was chosen.")),
    "task": (N_("No such task."), N_("No task was chosen.")),
    "event": (N_("No such event."), N_("No event was chosen.")),
    "draft": (N_("No such draft."), N_("No draft was chosen.")),
}
"""What is said where a verb is given an id of nothing that there is, and where it is given none."""


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
    text: str = ""
    """What was found, in Markdown."""
    more: bool = False
    """True where the rest follows in pieces: call ``go_on`` until it says there is none."""
    touched: tuple[tuple[str, int], ...] = ()
    """Nouns and ids that are different now, so that a list may look at them before the news of it comes."""
    made: tuple[tuple[str, int], ...] = ()
    """Those that are new: they go where this is taken back."""
    ended: str = ""
    """What to tell once the rest is done too, where there is ``more``."""
    idle: bool = False
    """Whether there was nothing to do: what is said answers, and is no deed."""


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
        raise CommandError(_("“{verb}” works only in the window.", verb=_(verb.title)))
    given = _once(verb, checked(verb, arguments))
    items = given.get(verb.piecewise)
    large = isinstance(items, list) and len(items) > LARGE and not verb.first
    if large and verb.decide is not None:
        # Looked up before the write lock is taken. What was asked for outright stays as it was asked.
        given = {**verb.decide(connection, given), **given}
    with transaction(connection) as tx:
        _known(connection, verb, given)
        first = {**given, verb.piecewise: items[:PIECE_ITEMS]} if large and isinstance(items, list) else given
        done = verb.run(Desk(tx, now, by, len(items) if large and isinstance(items, list) else 0), **first)
        if done.effects and not verb.properties.undoable:
            raise AssertionError(f"{verb} says that nothing of it can be taken back")
        if not done.effects and not large:
            # What is taken back or done again may be so much that it goes in pieces.
            more = bool(verb.turns) and pieces.oldest(connection) is not None
            touched = _touched(tx)
            idle = done.idle or verb.properties.undoable
            return Outcome(
                command, done.said, done.value, None, 0, done.text, more, touched, ended=done.ended, idle=idle
            )
        said, undoable = done.said, verb.properties.undoable
        if large and isinstance(items, list):
            said = _("{verb} ({count})", verb=_(verb.title), count=digits(len(items)))
        entry = journal.begin(
            tx, int(now.timestamp()), by if undoable else journal.FOR_GOOD, command, _slim(verb, given), said
        )
        made = effects.apply(tx, done.effects, entry)
        if not made and not large:
            journal.drop(tx, entry)
            return Outcome(command, _(NOTHING), done.value, None, 0, idle=True)
        if undoable:
            journal.supersede(tx, by)
        effects.write(tx, entry, made)
        if large and isinstance(items, list):
            others = {name: value for name, value in given.items() if name != verb.piecewise}
            pieces.begin(tx, entry, pieces.DOING, [int(i) for i in items[PIECE_ITEMS:]], others, ended=done.said)
    new = tuple((e.noun, e.id) for e in made if e.field == effects.WHOLE and e.before is None and e.noun in SELECTED)
    ended, touched = done.said if large else "", _touched(tx)
    if done.then:
        said = _("{sentence} {then}", sentence=f"{said.rstrip('.')}.", then=done.then)
    if not undoable:
        return Outcome(command, said, {"entry": entry}, None, 0, "", large, touched, ended=ended)
    return Outcome(command, said, done.value, entry, len(made), done.text, large, touched, made=new, ended=ended)


def _touched(tx: Tx) -> tuple[tuple[str, int], ...]:
    return tuple((noun, number) for noun, one in SELECTED.items() for number in tx.changes.get(one.topic, ()))


def _once(verb: Command, given: dict[str, object]) -> dict[str, object]:
    """What is named twice is meant once."""
    for argument in verb.arguments:
        ids = given.get(argument.name)
        if argument.noun and isinstance(ids, list):
            given[argument.name] = list(dict.fromkeys(ids))
    return given


def _known(connection: apsw.Connection, verb: Command, given: Mapping[str, object]) -> None:
    """Refuse what is about nothing that there is: a model may have made an id up."""
    for argument in verb.arguments:
        ids = given.get(argument.name)
        noun = SELECTED.get(argument.noun)
        if noun is None or not isinstance(ids, list):
            continue
        if not any(nouns.there(connection, noun, i) for i in ids):
            unknown, none = UNKNOWN[argument.noun]
            raise CommandError(_(unknown if ids else none))


def _slim(verb: Command, given: Mapping[str, object]) -> dict[str, object]:
    """Arguments as the journal keeps them: ids are in its effects, and content is never kept there."""
    return {
        a.name: given[a.name]
        for a in verb.arguments
        if a.name in given and not a.noun and a.schema.get("type") in ("integer", "boolean")
    }


def go_on(connection: apsw.Connection, *, now: datetime, registry: Registry = REGISTRY) -> bool:
    """Do one more piece of the large command whose turn it is; False where there is none left.

    What a crash cut short goes on from here at the next start. A command that cannot go on, because a folder was
    taken away meanwhile or its verb is no more, is left as far as it came.
    """
    work = pieces.oldest(connection)
    if work is None:
        return False
    try:
        with transaction(connection) as tx:
            _piece(tx, work, now, registry)
    except apsw.Error:
        # The disk or the lock, not the command: it goes on when it can.
        raise
    except Exception:
        LOG.exception("%s could not go on", work.command)
        with transaction(connection) as tx:
            pieces.stop(tx, work)
    return True


def _piece(tx: Tx, work: pieces.LargeWork, now: datetime, registry: Registry) -> None:
    until = time.monotonic() + PIECE_S
    while time.monotonic() < until:
        items = pieces.take(tx, work, PIECE_ITEMS)
        if not items:
            pieces.finish(tx, work)
            return
        if work.state != pieces.DOING:
            pieces.step(tx, work, items)
            continue
        verb = registry[work.command]
        if verb.run is None:
            raise CommandError(_("“{verb}” works only in the window.", verb=_(verb.title)))
        done = verb.run(Desk(tx, now, work.by), **{**work.arguments, verb.piecewise: items})
        effects.write(tx, work.entry, effects.apply(tx, done.effects, work.entry))

"""The verbs that take back and do again."""

from osone.commands.mail import plural
from osone.commands.registry import Desk, Done, Risk, command
from osone.model.errors import CommandError
from osone.store import journal, pieces

LARGE = 200
"""Effects above which an entry is taken back in pieces."""


@command("undo", keys="z", risk=Risk.READ, icon="undo-2")
def undo(desk: Desk) -> Done:
    """Take back the last thing you did."""
    entry = journal.last_done(desk.connection)
    if entry is None:
        return Done("There is nothing to take back.")
    return _turn(desk, entry, again=False)


@command("redo", keys="Shift+Z", risk=Risk.READ, icon="redo-2")
def redo(desk: Desk) -> Done:
    """Do again what you took back."""
    under_way = pieces.oldest(desk.connection)
    if under_way is not None and under_way.state == pieces.UNDOING:
        raise CommandError("It is still being taken back.", way_on="Try again in a moment.")
    entry = journal.next_undone(desk.connection)
    if entry is None:
        return Done("There is nothing to do again.")
    return _turn(desk, entry, again=True)


@command("undo.entry", risk=Risk.READ, offered=False)
def undo_entry(desk: Desk, entry: int) -> Done:
    """Take back one thing that was done, whoever did it."""
    found = journal.one(desk.connection, entry)
    if found is None or found.state not in (journal.DONE, *journal.UNDER_WAY):
        raise CommandError("That has been taken back already, or was too long ago.")
    return _turn(desk, found, again=False)


@command("stop", risk=Risk.READ, icon="circle-stop")
def stop(desk: Desk) -> Done:
    """Stop the large command that is under way, and keep what it did so far."""
    work = pieces.oldest(desk.connection)
    if work is None:
        return Done("Nothing is under way.")
    pieces.stop(desk.tx, work)
    return Done("Stopped. What was done so far can be undone.")


def _turn(desk: Desk, entry: journal.Entry, *, again: bool) -> Done:
    under_way = pieces.of_entry(desk.connection, entry.id)
    if under_way is not None:
        pieces.stop(desk.tx, under_way)
    # Behind a large command that is being taken back, its forerunner waits its turn.
    first = pieces.oldest(desk.connection)
    if pieces.size(desk.connection, entry.id) > LARGE or (first is not None and first.state == pieces.UNDOING):
        pieces.begin_back(desk.tx, entry.id, again=again)
        return Done(f"{'Doing again' if again else 'Taking back'}: {entry.said}")
    taken = journal.redo(desk.tx, entry) if again else journal.undo(desk.tx, entry)
    said = f"{'Done again' if again else 'Taken back'}: {entry.said}"
    if taken.left:
        said += f" {plural(taken.left, 'change')} left alone: something came since."
    return Done(said)

"""The verbs that take back and do again."""

from osone.commands.mail import plural
from osone.commands.registry import REGISTRY, Desk, Done, command
from osone.model.errors import CommandError
from osone.store import journal, pieces, settings

UNDO_ENTRY = "undo.entry"
LARGE = 200
"""Effects above which an entry is taken back in pieces."""


@command("undo", keys="z", undoable=False, turns="back", icon="undo-2")
def undo(desk: Desk) -> Done:
    """Take back the last thing that was done here, by you or your companion."""
    # A mind takes back its own deeds alone: what a person did is theirs.
    by = (journal.COMPANION,) if desk.by == journal.COMPANION else journal.HERE
    entry = journal.last_done(desk.connection, by)
    if entry is None:
        return Done("There is nothing to take back.")
    return _turn(desk, entry, again=False)


@command("redo", keys="Shift+Z", undoable=False, turns="again", mind=False, icon="redo-2")
def redo(desk: Desk) -> Done:
    """Do again what you took back."""
    if desk.by == journal.COMPANION:
        raise CommandError("What a person took back, they alone do again.")
    under_way = pieces.oldest(desk.connection)
    if under_way is not None and under_way.state == pieces.UNDOING:
        raise CommandError("It is still being taken back.", way_on="Try again in a moment.")
    entry = journal.next_undone(desk.connection)
    if entry is None:
        return Done("There is nothing to do again.")
    return _turn(desk, entry, again=True)


@command(UNDO_ENTRY, undoable=False, turns="back", mind=False, offered=False)
def undo_entry(desk: Desk, entry: int) -> Done:
    """Take back one thing that was done, whoever did it."""
    found = journal.one(desk.connection, entry)
    if found is None or found.state not in journal.STANDING:
        raise CommandError("That has been taken back already, or was too long ago.")
    _leave_alone(desk, found.by)
    return _turn(desk, found, again=False)


@command("stop", undoable=False, icon="circle-stop")
def stop(desk: Desk) -> Done:
    """Stop the large command that is under way, and keep what it did so far."""
    work = pieces.oldest(desk.connection)
    if work is None:
        return Done("Nothing is under way.", value={"stopped": False})
    _leave_alone(desk, work.by)
    pieces.stop(desk.tx, work)
    return Done("Stopped. What was done so far can be undone.", value={"stopped": True})


def _leave_alone(desk: Desk, by: str) -> None:
    """Refuse a mind what a person did."""
    if desk.by == journal.COMPANION and by != journal.COMPANION:
        raise CommandError("You did not do that, so it is not yours to stop or to take back.")


def _turn(desk: Desk, entry: journal.Entry, *, again: bool) -> Done:
    what, whose = _told(desk, entry)
    under_way = pieces.of_entry(desk.connection, entry.id)
    if under_way is not None:
        pieces.stop(desk.tx, under_way)
    # Behind a large command that is being taken back, its forerunner waits its turn.
    first = pieces.oldest(desk.connection)
    if pieces.size(desk.connection, entry.id) > LARGE or (first is not None and first.state == pieces.UNDOING):
        pieces.begin_back(desk.tx, entry.id, again=again)
        return Done(f"{'Doing again' if again else 'Taking back'}{whose}: {what}", value={"entry": entry.id})
    taken = journal.redo(desk.tx, entry) if again else journal.undo(desk.tx, entry)
    said = f"{'Done again' if again else 'Taken back'}{whose}: {what}"
    if taken.left:
        said += f" {plural(taken.left, 'change')} left alone: something came since."
    return Done(said, value={"entry": entry.id, "changed": taken.made, "left_alone": taken.left})


def _told(desk: Desk, entry: journal.Entry) -> tuple[str, str]:
    """What is taken back or done again, and who did it where that was not the person."""
    verb = REGISTRY.commands.get(entry.command)
    said = entry.said or (verb.sentence if verb is not None else entry.command)
    if entry.by != journal.COMPANION:
        return said, ""
    return said, f" ({settings.get(desk.connection, 'companion.name') or 'your companion'} did it)"

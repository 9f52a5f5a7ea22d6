"""Calendar files that are on this machine, brought into the store a few events at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from osone.calendar import ics
from osone.model.calendar import Event
from osone.model.change import Topic
from osone.queries.invited import taken_up
from osone.store import calendars, effects
from osone.store.writing import transaction
from osone.sync.disk.left import LeftOut, LeftOutError
from osone.sync.disk.names import readable
from osone.sync.disk.opening import contents
from osone.sync.working import Files, Pace

T = TypeVar("T", Event, str)
MOST_LETTERS = 1 << 20
"""So many letters of events are written in one transaction, however few events they are."""


def bring_file(
    files: Files, path: Path, left: LeftOut, troubles: list[str], pace: Pace, notes: list[str] | None = None
) -> int:
    """Keep the events of a calendar file, as ``bring_events`` does. One that is left out is told to ``left``."""
    try:
        data = contents(path, ics.MOST_BYTES)[0]
    except LeftOutError as error:
        left.add(error.reason, path, error.why)
        return 0
    except OSError as error:
        left.failed(path, error)
        return 0
    return bring_events(files, data, readable(path.stem), troubles, pace, notes)


def bring_events(
    files: Files,
    text: str | bytes,
    calendar: str,
    troubles: list[str],
    pace: Pace | None = None,
    notes: list[str] | None = None,
) -> int:
    """Keep the events of an iCalendar text, and return how many are new or changed.

    One that is there already (the same UID) takes up what is newer in the file; one that was written here, or that a
    server keeps, is left as it is. None ever comes into the calendar of what was written here: their words are not the
    person's. What could not be read is added to the troubles, a sentence each, and kept as it came (``read_again``);
    what was read but for a part of it is added to the ``notes`` where these are asked for.
    Written in pieces of ``pace``, each whole: what was cut short is made whole when the file is brought in again.
    """
    pace = pace or Pace()
    found = ics.read(text)
    troubles += found.troubles if notes is None else found.lost
    if notes is not None:
        notes += found.notes
    name = calendar or found.name
    changed = at = 0
    while at < len(found.events):
        piece = _piece(found.events, at, pace.rows)
        with transaction(files.core) as tx:
            made = [effect for event in piece if (effect := taken_up(tx, event, found.method, name))]
            for effect in made:
                effects.apply(tx, effect)
            if made:
                tx.changed(Topic.EVENT)
        # What calls off an event that never was here is kept, for its invitation may follow, and is none that came.
        changed += sum(found.method != "CANCEL" or effect[0].id != 0 for effect in made)
        at += len(piece)
        pace.gap()
    at = 0
    while at < len(found.unread):
        parts = _piece(found.unread, at, pace.rows)
        with transaction(files.core) as tx:
            calendars.keep_unread(tx, name, parts, ics.READING)
        at += len(parts)
        pace.gap()
    return changed


def read_again(files: Files, pace: Pace) -> None:
    """Read once more what an earlier OS One could not read and kept: what can be read now comes into its calendar."""
    while parts := calendars.unread(files.core, ics.READING, pace.rows):
        come: list[int] = []
        for part in parts:
            if ics.read(part.ics).events:
                bring_events(files, part.ics, part.calendar, [], pace)
                come.append(part.id)
        with transaction(files.core) as tx:
            calendars.read_now(tx, come)
            calendars.read_in_vain(tx, [part.id for part in parts], ics.READING)
        pace.gap()


def _piece(found: Sequence[T], at: int, most: int) -> Sequence[T]:
    """As many of the events, or parts, from ``at`` on as one transaction takes, and at least one."""
    letters = 0
    for end in range(at, min(len(found), at + most)):
        one = found[end]
        letters += len(one.ics if isinstance(one, Event) else one)
        if letters > MOST_LETTERS:
            return found[at : max(end, at + 1)]
    return found[at : at + most]

"""Calendar files that are on this machine, brought into the store a few events and to-dos at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from osone.calendar import ics
from osone.calendar.todos import Todo
from osone.host import here
from osone.model.calendar import Event
from osone.model.change import Topic
from osone.queries import invited, todos
from osone.store import calendars, effects, tasks
from osone.store.effects import Effect
from osone.store.writing import Tx, transaction
from osone.sync.disk.left import LeftOut, LeftOutError
from osone.sync.disk.names import readable
from osone.sync.disk.opening import contents
from osone.sync.working import Files, Pace
from osone.tasks.order import STEP

T = TypeVar("T", Event, Todo, str)
Keep = Callable[[Tx, Sequence[Effect]], None]
"""Keeps what was written, in the transaction that writes it, so that it can be taken back."""
MOST_LETTERS = 1 << 20
"""So many letters of events are written in one transaction, however few events they are."""
MOST_TAKEN_BACK = 8 << 20
"""What a file brings can be taken back where it is no more letters than this: the journal holds all of them."""


@dataclass(frozen=True, slots=True)
class CalendarBrought:
    """How many events and to-dos of a calendar file are new or changed."""

    events: int = 0
    tasks: int = 0
    kept: bool = False
    """Whether they can be taken back."""


def bring_file(
    files: Files,
    path: Path,
    left: LeftOut,
    troubles: list[str],
    pace: Pace,
    notes: list[str] | None = None,
    keep: Keep | None = None,
) -> CalendarBrought:
    """Keep what is in a calendar file, as ``bring_events`` does. One that is left out is told to ``left``."""
    try:
        data = contents(path, ics.MOST_BYTES)[0]
    except LeftOutError as error:
        left.add(error.reason, path, error.why)
        return CalendarBrought()
    except OSError as error:
        left.failed(path, error)
        return CalendarBrought()
    return bring_events(files, data, readable(path.stem), troubles, pace, notes, keep)


def bring_events(
    files: Files,
    text: str | bytes,
    calendar: str,
    troubles: list[str],
    pace: Pace | None = None,
    notes: list[str] | None = None,
    keep: Keep | None = None,
) -> CalendarBrought:
    """Keep the events of an iCalendar text, and its to-dos as tasks; return how many are new or changed.

    One that is there already (the same UID) takes up what is newer in the file; an event that was written here, or that
    a server keeps, is left as it is. None ever comes into the calendar of what was written here: their words are not
    the person's. They come into the calendar that the text names, else into that of the name given. What could not be
    read is added to the troubles, a sentence each, and kept as it came (``read_again``); what was read but for a part
    of it is added to the ``notes`` where these are asked for. What ``keep`` is given can be taken back.
    Written in pieces of ``pace``, each whole: what was cut short is made whole when the file is brought in again.
    """
    pace = pace or Pace()
    found = ics.read(text)
    troubles += found.troubles if notes is None else found.lost
    if notes is not None:
        notes += found.notes
    return _bring(files, found, found.name or calendar, pace, keep)


def _bring(
    files: Files, found: ics.CalendarReading, name: str, pace: Pace, keep: Keep | None = None
) -> CalendarBrought:
    if sum(len(one.ics) for some in (found.events, found.todos) for one in some) > MOST_TAKEN_BACK:
        keep = None

    def write(tx: Tx, changes: Sequence[Sequence[Effect]]) -> int:
        made = [effect for some in changes for effect in effects.apply(tx, some)]
        if keep is not None and made:
            keep(tx, made)
        return sum(bool(some) for some in changes)

    events = at = 0
    while at < len(found.events):
        piece = _piece(found.events, at, pace.rows)
        with transaction(files.core) as tx:
            changes = [invited.taken_up(tx, event, found.method, name) for event in piece]
            if write(tx, changes):
                tx.changed(Topic.EVENT)
        # What calls off an event that never was here is kept, for its invitation may follow, and is none that came.
        events += sum(bool(some) and (found.method != "CANCEL" or some[0].id != 0) for some in changes)
        at += len(piece)
        pace.gap()
    now, cancels = here.now(), found.method == "CANCEL"
    came = at = 0
    while at < len(found.todos):
        some = _piece(found.todos, at, pace.rows)
        with transaction(files.core) as tx:
            last = tasks.last_position(tx.connection)
            came += write(
                tx, [todos.taken_up(tx, one, last + n * STEP, now, cancels=cancels) for n, one in enumerate(some, 1)]
            )
        at += len(some)
        pace.gap()
    at = 0
    while at < len(found.unread):
        parts = _piece(found.unread, at, pace.rows)
        with transaction(files.core) as tx:
            calendars.keep_unread(tx, name, parts, ics.READING)
        at += len(parts)
        pace.gap()
    return CalendarBrought(events, came, keep is not None)


def read_again(files: Files, pace: Pace) -> None:
    """Read once more what an earlier OS One could not read and kept: what can be read now comes into its calendar."""
    while parts := calendars.unread(files.core, ics.READING, pace.rows):
        come: list[int] = []
        for part in parts:
            found = ics.read(part.ics)
            if found.events or found.todos:
                _bring(files, found, part.calendar, pace)
                come.append(part.id)
        with transaction(files.core) as tx:
            calendars.read_now(tx, come)
            calendars.read_in_vain(tx, [part.id for part in parts], ics.READING)
        pace.gap()


def _piece(found: Sequence[T], at: int, most: int) -> Sequence[T]:
    """As many of the events, to-dos or parts, from ``at`` on as one transaction takes, and at least one."""
    letters = 0
    for end in range(at, min(len(found), at + most)):
        one = found[end]
        letters += len(one if isinstance(one, str) else one.ics)
        if letters > MOST_LETTERS:
            return found[at : max(end, at + 1)]
    return found[at : at + most]

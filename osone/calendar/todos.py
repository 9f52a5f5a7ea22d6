"""One VTODO as a value (RFC 5545, section 3.6.2): what a task can hold of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from osone.calendar import zones
from osone.calendar.component import LONGEST_NAME, MOST_WORDS, CalendarContext, ComponentReader, number, stamp
from osone.calendar.kept import plainly
from osone.calendar.lines import duration
from osone.calendar.pieces import MOST_TOLD, ended
from osone.calendar.sheets import Component, Sheet, sheets
from osone.text.catalogue import N_, _
from osone.text.lines import clean, short

NEEDS_ACTION, IN_PROCESS, COMPLETED, CANCELLED = "NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"
HIGH, MEDIUM, NO_PRIORITY = 2, 3, 4
"""Priorities of a task beside 1, the highest."""
BY_NUMBER: Mapping[int, int] = {1: 1, 2: HIGH, 3: HIGH, 4: HIGH, 5: MEDIUM}
"""What stands for high and medium (RFC 5545, section 3.8.1.9); what is low, or says nothing, is none of them."""
EMPTY = ("BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n")
"""What is put around one for which there is no room for the lines of its calendar."""


@dataclass(frozen=True, slots=True)
class Todo:
    """A to-do of a calendar file."""

    uid: str
    title: str
    """One line; empty where it says nothing."""
    notes: str
    due: datetime | date | None
    """A date, or a time: aware, or naive where it floats."""
    priority: int
    """As tasks have it: 1 is highest, 4 is none."""
    over: bool
    """Whether nothing is to be done any more: it is done, or was called off."""
    over_since: datetime | None
    """Since when, where that is known. Aware."""
    written: datetime | None
    """When it was written down, where that is known. Aware."""
    version: tuple[int, str]
    """Which of two of one id is the newer one (RFC 5546, section 2.1.5)."""
    of_series: bool
    """Whether it stands for one time of a to-do that repeats."""
    ics: str = field(compare=False)
    """The VCALENDAR that holds it, as it came."""


@dataclass(frozen=True, slots=True)
class TodoReading:
    """A VTODO that was read."""

    todo: Todo
    told: str
    """What a task cannot hold of it, and what could not be read, as sentences; empty where there is nothing."""


def todo(part: Component, sheet: Sheet, around: CalendarContext, spare: list[int]) -> TodoReading:
    """Read a VTODO. Never fails: what cannot be read is told.

    ``spare`` says how many letters of a calendar's own lines are still kept with its to-dos.
    """
    return _TodoReader(part, around).read(sheet, spare)


def of_text(ics: str) -> Todo | None:
    """The to-do in a text that was kept of one."""
    for sheet in sheets(ics):
        cancels = sheet.value("METHOD").upper() == "CANCEL"
        around = CalendarContext(sheet.zones(), zones.spelled(sheet.value("X-WR-TIMEZONE")), cancels)
        for part in sheet.components:
            if part.kind == "VTODO":
                return todo(part, sheet, around, [0]).todo
    return None


def chosen(found: Sequence[Todo]) -> list[Todo]:
    """Of those of one id the one that counts, in the order of the file: the newest, and what is said of all times."""
    best: dict[str, Todo] = {}
    for one in found:
        there = best.get(one.uid)
        if there is None or (not one.of_series, one.version) >= (not there.of_series, there.version):
            best[one.uid] = one
    return list(best.values())


class _TodoReader(ComponentReader):
    untitled = N_("A to-do without a title")

    def read(self, sheet: Sheet, spare: list[int]) -> TodoReading:
        uid = self.text("UID") or self.own_id()
        due = self._due()
        called_off = self.around.cancels or self.text("STATUS").upper() == CANCELLED
        notes = self.text("DESCRIPTION")[:MOST_WORDS]
        named = [text for tzid, text in self.around.zones.items() if tzid in self.named]
        made = Todo(
            uid=uid,
            title=clean(self.title) or short(notes.strip().partition("\n")[0], LONGEST_NAME),
            notes=notes,
            due=due,
            priority=BY_NUMBER.get(number(self.text("PRIORITY")), NO_PRIORITY),
            over=called_off or self._is_done(),
            over_since=self._aware("COMPLETED") or self._aware("LAST-MODIFIED") or self._aware("DTSTAMP"),
            written=self._aware("CREATED") or self._aware("DTSTAMP"),
            version=(number(self.text("SEQUENCE")), stamp(self.text("DTSTAMP") or self.text("LAST-MODIFIED"))),
            of_series=bool(self.text("RECURRENCE-ID")),
            ics=self._whole(sheet, named, spare),
        )
        words = {"event": self.called, "line": self.part.line}
        told = list(dict.fromkeys(self.troubles[:MOST_TOLD]))
        if not self.part.closed:
            told.append(_("{event} (line {line}) isn’t closed. What is there of it was kept.", **words))
        if self.text("RRULE") or self.text("RDATE"):
            told.append(_("{event} (line {line}) repeats, and came as one task.", **words))
        if called_off:
            told.append(_("{event} (line {line}) is called off, so it is in the logbook.", **words))
        return TodoReading(made, " ".join(told))

    def _due(self) -> datetime | date | None:
        """When it is due: DUE, or what lasts so long from its start."""
        due = self.moment("DUE")
        length = next((duration(one.value) for one in self.by_name.get("DURATION", ())), None)
        start = self.moment("DTSTART") if due is None and length is not None else None
        if start is not None and length is not None:
            try:
                due = ended(start, length)
            except OverflowError:  # longer than there is time
                return None
        if self.around.zone and isinstance(due, datetime) and due.tzinfo is None:
            return due.replace(tzinfo=zones.named(self.around.zone))
        return due

    def _is_done(self) -> bool:
        """Some programs give a status, others only say when it was done, or how much of it is."""
        status = self.text("STATUS").upper()
        if status in (NEEDS_ACTION, IN_PROCESS):
            return False
        return status == COMPLETED or bool(self.text("COMPLETED")) or number(self.text("PERCENT-COMPLETE")) >= 100

    def _aware(self, name: str) -> datetime | None:
        for one in self.by_name.get(name, ()):
            before = len(self.troubles)
            at = self.placed(one.value, one)
            del self.troubles[before:]  # it is nothing that a person asks for
            if isinstance(at, date) and not isinstance(at, datetime):
                at = datetime(at.year, at.month, at.day, tzinfo=UTC)
            if at is not None:
                return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        return None

    def _whole(self, sheet: Sheet, named: Sequence[str], spare: list[int]) -> str:
        own = sum(map(len, sheet.head)) + sum(map(len, named))
        spare[0] -= own
        if spare[0] >= 0:
            return plainly(sheet.only([self.part], named))
        return plainly(f"{EMPTY[0]}{self.part.text}{EMPTY[1]}")

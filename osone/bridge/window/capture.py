"""The capture line: words are coloured as they are understood, chips say what they mean, and one key keeps it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import apsw
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.drawing.ink import Ink
from osone.bridge.drawing.shapes import hue_of, named
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.ports import Acts, Reads
from osone.bridge.window.chips import HUES, beside, chip
from osone.calendar.spoken import how_often
from osone.host import here
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.queries.day import meanwhile
from osone.text.catalogue import N_, _
from osone.text.dates import day_and_clock, day_short, span

if TYPE_CHECKING:
    from osone.bridge.window import rewording
    from osone.bridge.window.rewording import Rewording
    from osone.calendar.planned import Planned
    from osone.model.mail import Address
    from osone.queries import line, person
    from osone.queries.line import Understood
else:
    # With a large table of words, when the first line is opened.
    rewording = later("osone.bridge.window.rewording")
    line, person = later("osone.queries.line"), later("osone.queries.person")

QML_IMPORT_NAME = "OSOne.Palette"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("key", "icon", "text", "hue", "mark", "off", "current")
PRIORITIES = {1: N_("priority 1"), 2: N_("priority 2"), 3: N_("priority 3")}


@QmlElement
@QmlSingleton
class Capture(QObject):
    """One line to write on."""

    openChanged = Signal()
    wordsChanged = Signal()
    understoodChanged = Signal()
    freeChanged = Signal()
    kept = Signal(str)
    """Something was put on a day, or on none."""
    doubted = Signal(str)
    """Nothing of what was written can be kept, for this reason."""
    unsaved = Signal(str)
    """The line of this event was put away with changes that were not saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._open = self._again = False
        self._dated = False
        self._day: date | None = None
        self._words = self._left = ""
        self._kind = ""
        self._plain: set[str] = set()
        self._understood: Understood | None = None
        self._reworded: Rewording | None = None
        """The event that is changed; None where something new is written."""
        self._whole: Understood | None = None
        self._people: dict[str, Address | None] = {}
        self._free = self._remark = ""
        self._clash = False
        self._cursor = -1
        self._ink: Ink | None = None
        self._chips = KeyedModel(ROLES, parent=self)

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts."""
        self._reads, self._acts, self._now = reads, acts, now

    def open(self, words: str, *, day: str = "", dated: bool = False) -> None:
        """Open the line; without ``words`` with those that were put away unkept, for others to take their place.

        ``day`` is where one looks at a calendar; ``dated`` says that one does.
        """
        self._day = date.fromisoformat(day) if day else None
        self._dated, self._kind = dated, ""
        self._again = not words and bool(self._left)
        self._reworded = None
        self._begin(words or self._left)
        self._left = ""

    def reword(self, event: object) -> None:
        """Open the line of an event, to change it: a happening, its notes, and its rule where it repeats."""
        if isinstance(event, tuple) and isinstance(event[0], Occurrence):
            one, notes, rule = event
            self._reworded = rewording.Rewording(one, rewording.line(one, self._now()), str(notes), str(rule))
            self._again = False
            self._begin(self._reworded.before)

    def resume(self) -> None:
        """Open the line of an event again as it was left."""
        if self._reworded is not None and not self._open:
            self._open = True
            self.openChanged.emit()

    def _begin(self, words: str) -> None:
        self._cursor, self._open = -1, True
        self._plain.clear()
        self._people.clear()
        self._read(words)
        self.wordsChanged.emit()
        self.openChanged.emit()

    @Slot()
    def close(self) -> None:
        """Put the line away; what stood in it is there when it is opened again, and is asked after of an event."""
        if self._put_away() and self._reworded is not None and not self._reworded.idle:
            self.unsaved.emit(self._reworded.one.title)

    def _put_away(self) -> bool:
        was, self._open = self._open, False
        if was:
            self._left = self._left if self._reworded is not None else self._words.strip()
            self.openChanged.emit()
        return was

    @Slot(QObject, "QVariantMap")
    def dress(self, document: QObject, inks: dict[str, object]) -> None:
        """Colour the words of this text document, each mark in the ink that its hue has."""
        self._ink = Ink(document, inks, self)
        self._colour()

    @Slot(str)
    def type(self, words: str) -> None:
        """What stands in the line now."""
        words = " ".join(words.split("\n"))
        if words != self._words:
            self._cursor = -1
            self._read(words)

    # What is understood.

    def _read(self, words: str) -> None:
        self._words = words
        self._understand()
        self._ask()

    def _understand(self) -> None:
        day = self._day
        if day is None and self._kind == "event":
            day = self._now().date()
        now = self._now()
        if self._reworded is not None:
            self._reworded = self._reworded.read(self._words, now, sorted(self._plain))
            changed = self._words if self._words != self._reworded.before else ""
            on = self._reworded.one.start.date()
            self._remark = line.understand(changed, now, day=on, plain=self._plain).remark(event=True)
            self._remark = self._remark or self._reworded.remark(now)
            self._lay()
            return
        # What the words would mean if none of them were only words: a chip that was taken away can come back.
        self._understood = line.understand(self._words, now, day=day, plain=self._plain, dated=self._dated)
        self._whole = self._understood
        if self._plain:
            self._whole = line.understand(self._words, now, day=day, dated=self._dated)
        self._remark = self._understood.remark(event=self._is_event())
        self._lay()

    def _lay(self) -> None:
        whole = self._whole
        if self._reworded is not None:
            self._put(self._reworded.chips(self._now()))
            return
        if whole is None:
            return
        rows = [self._kind_chip()] if self._words.strip() else []
        rows += self._event_chips(whole) if self._is_event() else self._task_chips(whole)
        self._put(rows)

    def _put(self, rows: list[Row]) -> None:
        places = [n for n, row in enumerate(rows) if row["mark"]]
        self._cursor = min(self._cursor, len(places) - 1)
        chosen = places[self._cursor] if self._cursor >= 0 else -1
        self._chips.put([{**row, "current": n == chosen} for n, row in enumerate(rows)])
        self._colour()
        self.understoodChanged.emit()

    def _is_event(self) -> bool:
        found = self._understood
        return found is not None and found.event is not None and (self._kind or found.kind) == "event"

    def _kind_chip(self) -> Row:
        event = self._is_event()
        return chip("kind", "calendar-days" if event else "square-check", _("Event") if event else _("Task"), "soft")

    def _event_chips(self, whole: "Understood") -> list[Row]:
        event = whole.event
        if event is None:
            return []
        today = self._now().date()
        marks = {str(m.mark) for m in event.marks}
        when = span(event.start, event.end, today, all_day=event.all_day)
        rows = [self._droppable("when" if "when" in marks or not event.rule else "", "clock", when)]
        if event.rule:
            rows.append(self._droppable("repeats", "repeat", how_often(event.rule)))
        for name in event.people:
            known = self._people.get(name)
            rows.append(self._droppable("person", "user", known.shown if known else name, name))
        if event.place:
            rows.append(self._droppable("place", "map-pin", event.place))
        return rows

    def _task_chips(self, whole: "Understood") -> list[Row]:
        task, rows = whole.task, []
        if task.due is not None:
            day = day_short(task.due, self._now().date())
            due = day_and_clock(day, task.due) if isinstance(task.due, datetime) else day
            rows.append(self._droppable("when", "clock", due))
        if task.project:
            rows.append(self._droppable("project", "circle-dot", named(task.project), hue=hue_of(task.project)))
        if task.priority in PRIORITIES:
            rows.append(self._droppable("priority", "flag", _(PRIORITIES[task.priority])))
        return rows

    def _droppable(self, mark: str, icon: str, text: str, key: str = "", hue: str = "") -> Row:
        made = chip(f"{mark or 'day'}/{key}", icon, text, hue or HUES.get(mark, "accent"), mark)
        return {**made, "off": mark in self._plain}

    def _colour(self) -> None:
        if self._ink is None:
            return
        if self._reworded is not None:
            self._ink.mark([(m.start, m.end, HUES[str(m.mark)]) for m in self._reworded.marks])
            return
        if self._understood is None:
            return
        event = self._understood.event if self._is_event() else None
        marks = event.marks if event is not None else self._understood.task.marks
        self._ink.mark([(m.start, m.end, HUES[str(m.mark)]) for m in marks])

    # What the store knows of it.

    def _ask(self) -> None:
        self._free, self._clash = "", False
        if self._reworded is not None:
            self._ask_of(self._reworded)
            return
        found = self._understood.event if self._understood is not None and self._is_event() else None
        if found is not None and self._reads is not None:
            strangers = [name for name in found.people if name not in self._people]
            asked = self._words

            def question(connection: apsw.Connection) -> tuple[list[Occurrence], dict[str, "Address | None"]]:
                who = {name: person.known(connection, name) for name in strangers}
                return meanwhile(connection, found), who

            self._reads.ask(question, lambda answer: self._answered(asked, found, *answer))
        self.freeChanged.emit()

    def _ask_of(self, event: "Rewording") -> None:
        """What else is on when an event would be, where that is another time than now."""
        asked = self._words
        if self._reads is not None and event.moves:
            self._reads.ask(event.meanwhile, lambda found: self._told(asked, found))
        self.freeChanged.emit()

    def _told(self, words: str, clashes: list[Occurrence]) -> None:
        if words == self._words and self._open:
            self._free, self._clash = beside(clashes), bool(clashes)
            self.freeChanged.emit()

    def _answered(
        self, words: str, event: "Planned", clashes: list[Occurrence], who: "dict[str, Address | None]"
    ) -> None:
        self._people.update(who)
        if words != self._words or not self._open:
            return
        self._clash = bool(clashes)
        self._free = "" if event.all_day else beside(clashes)
        self._lay()
        self.freeChanged.emit()

    # What one does with it.

    @Slot()
    def turn(self) -> None:
        """Make it an event where it is a task, and a task where it is an event."""
        if self._reworded is not None:
            return
        self._kind = "task" if self._is_event() else "event"
        self._understand()
        self._ask()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go through the chips; before the first one is the line itself."""
        self._cursor = max(-1, self._cursor + by)
        self._lay()

    @Slot(result=bool)
    def drop(self) -> bool:
        """Let the words of the chip at hand be only words, or mean something again; False where none is at hand."""
        row = next((r for r in self._chips.rows if r["current"]), None)
        if row is None:
            return False
        self.drop_mark(str(row["mark"]))
        return True

    @Slot(str)
    def drop_mark(self, mark: str) -> None:
        """The same for a chip that was pressed."""
        if mark == "":
            self.turn()
            return
        self._plain ^= {mark}
        self._understand()
        self._ask()

    @Slot()
    def keep(self) -> None:
        """Keep it as what it was understood to be."""
        if self._reworded is not None:
            self._keep_event(self._reworded)
            return
        if self._acts is None or self._understood is None or not self._words.strip():
            return
        event, plain = self._understood.event, sorted(self._plain)
        if self._is_event() and event is not None:
            day = f"{self._day or self._now().date()}" if self._day or self._kind == "event" else ""
            people = [self._called(name) for name in event.people]
            self._acts.run("event.add", {"line": self._words, "day": day, "plain": plain, "people": people})
            self.kept.emit(f"{event.start.date()}")
        else:
            self._acts.run("task.add", {"line": self._words, "plain": plain})
            self.kept.emit("")
        self.close()
        self._left = ""

    def _keep_event(self, event: "Rewording") -> None:
        if event.idle and self._remark:
            self.doubted.emit(self._remark)  # nothing of it can be done: the line stays, and says why
            return
        self._put_away()
        if self._acts is not None and not event.idle:
            self._acts.run("event.change", event.arguments(self._words, sorted(self._plain)))

    @property
    def anew(self) -> bool:
        """Whether the event that was changed would repeat in another way."""
        return self._reworded is not None and self._reworded.anew

    @Slot(str)
    def note(self, notes: str) -> None:
        """What stands in the notes of the event now."""
        if self._reworded is not None:
            self._reworded = replace(self._reworded, noted=notes)

    def _called(self, name: str) -> str:
        known = self._people.get(name)
        return f"{known.name} <{known.email}>" if known is not None else name

    # What QML reads.

    def _get_turn(self) -> str:
        return _("make it a task") if self._is_event() else _("make it an event")

    def _get_said(self) -> str:
        """What it was understood to be, in one sentence for who listens."""
        said = [str(row["text"]) for row in self._chips.rows if not row["off"]]
        return ", ".join([*said, self._remark] if self._remark else said)

    def _get_droppable(self) -> bool:
        return any(row["mark"] for row in self._chips.rows)

    changing = Property(bool, lambda self: self._reworded is not None, notify=openChanged)
    notes = Property(str, lambda self: self._reworded.noted if self._reworded is not None else "", notify=openChanged)
    opened = Property(bool, lambda self: self._open, notify=openChanged)
    words = Property(str, lambda self: self._words, notify=wordsChanged)
    again = Property(bool, lambda self: self._again, notify=openChanged)
    chips = Property(QObject, lambda self: self._chips, constant=True)
    onChip = Property(bool, lambda self: self._cursor >= 0, notify=understoodChanged)
    droppable = Property(bool, _get_droppable, notify=understoodChanged)
    empty = Property(bool, lambda self: not self._words.strip(), notify=understoodChanged)
    turnWords = Property(str, _get_turn, notify=understoodChanged)
    understood = Property(str, _get_said, notify=understoodChanged)
    remark = Property(str, lambda self: self._remark, notify=understoodChanged)
    free = Property(str, lambda self: self._free, notify=freeChanged)
    clash = Property(bool, lambda self: self._clash, notify=freeChanged)

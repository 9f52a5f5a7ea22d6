"""The calendar: a day, a week, a month or the coming weeks, one cursor through all of it, and one event opened."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.calendar import agenda, layout
from osone.bridge.calendar.agenda import key_of
from osone.bridge.calendar.crowds import SideBySide
from osone.bridge.calendar.event import EventFacts, after_change, facts_of, told
from osone.bridge.calendar.layout import Layout, SheetModels
from osone.bridge.calendar.shown import HappeningsShown, meant, moved
from osone.bridge.calendar.sought import EventsSought, SheetRead, read
from osone.bridge.lists.keyed import KeyedModel
from osone.bridge.ports import Reads
from osone.calendar import periods
from osone.calendar.periods import View, monday
from osone.calendar.spoken import period_note, period_words
from osone.calendar.work import StepBudget
from osone.host import here
from osone.model.calendar import Occurrence

QML_IMPORT_NAME = "OSOne.Calendar"
QML_IMPORT_MAJOR_VERSION = 1

MINUTE_MS = 30_000


@QmlElement
@QmlSingleton
class Calendar(QObject):
    """What is on."""

    viewChanged = Signal()
    spanChanged = Signal()
    cursorChanged = Signal()
    nowChanged = Signal()
    detailChanged = Signal()
    captureAsked = Signal(str)
    """Something is to be written on this day."""
    viewChosen = Signal(str)
    leafed = Signal(int)
    """The opened event is to be read on, a page down or up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._now: Callable[[], datetime] = here.now
        self._week, self._weekday = 0, monday
        self._view = View.WEEK
        self._first = self._day = date.min
        self._stored = SheetRead()
        self._found: list[Occurrence] = []
        """What the store has, as the hand has it and as it is shown."""
        self._hues: Mapping[int, str] = {}
        self._shown: tuple[View, date] | None = None
        self._at = ""
        self._pinned = True
        self._room, self._side = 3, SideBySide()
        self._budget = StepBudget()
        self._sheet = Layout((), (), (), 0, 0)
        self._facts: EventFacts | None = None
        self._opened = False
        self._sought = EventsSought()
        self._hand = HappeningsShown()
        self._rows = SheetModels(self)
        self._agenda = KeyedModel(agenda.ROLES, parent=self)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._pass)

    def begin(self, reads: Reads, now: Callable[[], datetime], week: Callable[[], int] = monday) -> None:
        """Give it its parts. ``week`` asks for the day that a week begins with, 0 for Monday."""
        self._reads, self._now, self._weekday = reads, now, week
        self._day = now().date()

    # What is shown.

    def enter(self) -> None:
        """It comes into view: from now on it follows the store and the clock."""
        if not self._minute.isActive():
            self._minute.start()
            self._day, self._week = self._now().date(), self._weekday()
            self._first = periods.opening(self._view, self._day, self._week)
            self.look()

    def look(self) -> None:
        """Read what is on anew, once it was entered."""
        if not self._minute.isActive():
            return
        view, first, asked, budget = self._view, self._first, self._sought.asked, StepBudget()
        days, now = (first, self._count()), self._now()
        if self._reads is not None:
            self._budget = budget
            self._reads.ask(
                lambda connection: read(connection, days, budget, asked, now),
                self._hand.after(lambda found: self._took(found, view, first)),
            )

    def _count(self) -> int:
        return periods.count(self._view, self._day, self._week)

    def _took(self, found: SheetRead, view: View, first: date) -> None:
        if (view, first) != (self._view, self._first):
            return
        self._stored, self._hues, now = found, found.hues, self._now()
        wanted, there = self._sought.of(found), found.there
        # The same thing said twice is one: the cursor could not go past it.
        unlike = {key_of(o): o for o in self._hand.over(found.happenings, self._is_shown)}
        self._found = periods.in_order(list(unlike.values()))
        self._shown = (view, first)
        if wanted and there is not None and not self._is_shown(there):
            self._sought.asked = ()
            self.show(there.start.date())  # what was changed or taken back is elsewhere: one sees it there
            return
        same = self._named(key_of(there)) if wanted and there else agenda.like(self._found, wanted, self._at)
        if written := same or periods.first_of(self._found, wanted, self._day, now):
            self._mark(written)
        if not any(key_of(o) == self._at for o in self._found):
            # Nothing was under the cursor yet, or it is gone: what comes next on its day takes its place.
            self._seek()
        self._lay()
        self.spanChanged.emit()
        self._tell()

    def _seek(self) -> None:
        """Put the cursor on what comes next on its day; where a period was come to and no day of it, on any day."""
        now = self._now()
        one = periods.next_on(self._found, self._day, now)
        if one is None and not self._pinned:
            one = layout.likeliest(self._found, now, self._day.month if self._view is View.MONTH else 0)
            self._day = self._day_of(one) if one is not None else self._day
        self._at = key_of(one) if one is not None else ""

    def _lay(self) -> None:
        if self._shown is None:
            return
        now, (view, first) = self._now(), self._shown
        if view is View.AGENDA:
            self._agenda.put(agenda.lay(self._found, now, first, self._count(), self._at, self._hues))
            return
        month = self._day.month if view is View.MONTH else 0
        self._sheet = layout.laid(
            self._found, now, first,
            self._count(), hues=self._hues, at=self._at, day=self._day, month=month, room=self._room, side=self._side,
        )  # fmt: skip
        self._rows.put(self._sheet)

    def _pass(self) -> None:
        """A while went by: the line of now moves, and midnight begins another day."""
        self.nowChanged.emit()
        if self._rows.days.rows and not any(
            r["today"] and r["key"] == f"{self._now():%Y-%m-%d}" for r in self._rows.days.rows
        ):
            self._lay()

    def mean(self, event: int, at: str, which: str) -> None:
        """What leaves next of an event: of a series the happening ``at``, those from it on, or all."""
        self._sought.mean(event, at)
        self._hand.mean(event, meant(at, which, self._found, event))

    def change(self, event: int, at: str, which: str, arguments: Mapping[str, object]) -> None:
        """Show an event as a verb is about to make it; ``settled`` must follow."""
        self._sought.mean(event, at)
        one = next((o for o in self._found if o.event == event and o.at == at), None)
        new = after_change(one, arguments, self._now()) if one is not None else None
        self._hand.change(event, moved(one, new, meant(at, which, self._found, event)))
        if one is not None and new is not None and key_of(one) == self._at:
            self._at, self._day = key_of(new), max(new.start.date(), self._first)
            if not self._is_shown(new):
                self.show(new.start.date())
        self._lay_again()

    def leave(self, ids: Sequence[int]) -> None:
        """Let these events go in this very frame; ``settled`` must follow."""
        self._sought.leave(ids)
        gone = self._hand.leave(ids, self._found)
        if any(key_of(one) == self._at for one in gone):
            self.close()  # else the next one would lie open in its place, and the same key would delete that too
            on = None if self._view is View.AGENDA else self._day
            beside = layout.beside(self._found, gone, self._at, on, self._now())
            self._pinned, self._at = True, key_of(beside) if beside is not None else ""
            self._day = self._day_of(beside) if beside is not None and on is None else self._day
        self._lay_again()

    def bring_back(self, ids: Sequence[int]) -> None:
        """Put these events back in this very frame; ``settled`` must follow."""
        self._hand.bring_back(ids)
        self._lay_again()
        self._sought.bring_back(ids)

    def settled(self, ids: Sequence[int], touched: Sequence[int] = ()) -> None:
        """What was done is done, or has failed. The cursor goes to what was written or came back, where it is shown."""
        self._hand.settled(list(dict.fromkeys((*ids, *touched))))
        self._sought.settled((*ids, *touched))
        self.look()

    def _lay_again(self) -> None:
        if self._shown is not None:
            self._took(self._stored._replace(there=None), *self._shown)

    def _is_shown(self, one: Occurrence) -> bool:
        return one.start.date() < self._first + timedelta(days=self._count()) and one.end.date() >= self._first

    @Slot(int)
    def fit(self, lines: int) -> None:
        """So many lines of a month's day can be read."""
        before, self._room = self._room, max(1, lines)
        if before != self._room and self._view is View.MONTH:
            self._lay()

    @Slot(int, int)
    def fit_beside(self, most: int, crowded: int) -> None:
        """So many events with hours have room for a word side by side, and so many where there are more."""
        before, self._side = self._side, SideBySide(max(1, most), max(1, crowded))
        if before != self._side:
            self._lay()

    @Slot(str)
    def open_day(self, day: str) -> None:
        """Look at all of a day that has more than there is room for."""
        self.choose("agenda" if self._view is View.DAY else "day")
        self.look_at(day)

    def set_view(self, view: str) -> None:
        """Show a day, a week, a month or the coming weeks, around the same day."""
        if view not in set(View) or view == self._view:
            return
        self._view = View(view)
        self._first = periods.opening(self._view, self._day, self._week)
        self.viewChanged.emit()
        self.look()

    @Slot(str)
    def choose(self, view: str) -> None:
        """Show another view, and keep it so."""
        self.set_view(view)
        self.viewChosen.emit(view)

    def period(self, by: int) -> None:
        """To the next or the previous day, week, month or three weeks; 0 is today."""
        if by == 0:
            self._go(self._now().date())
            return
        self._pinned, self._at = False, ""
        self._sought.forget()
        if self._view is View.AGENDA:
            self._first = self._day = periods.later(self._first, periods.AGENDA_DAYS * by)
        else:
            self._day = periods.stepped(self._view, self._day, by)
            self._first = periods.opening(self._view, self._day, self._week)
        self.look()

    def show(self, day: date, at: str = "") -> None:
        """Look at a day, with the cursor on its event of this key."""
        self._go(periods.later(day, 0), at)

    def step(self, by: int) -> None:
        """To the next or the previous day; the cursor takes the event there that comes first, if there is one."""
        self._go(periods.later(self._day, by))

    def _go(self, day: date, at: str = "") -> None:
        self._day, self._pinned, self._at = day, True, at
        inside = self._first <= day < self._first + timedelta(days=self._count())
        if self._view is View.MONTH and self._shown is not None:
            inside = inside and day.month == (self._shown[1] + timedelta(days=7)).month
        if not inside or self._view is View.DAY:
            self._first = periods.opening(self._view, day, self._week)
            self.look()
            return
        if not at:
            self._seek()
        self._lay()
        self._tell()

    def move(self, by: int) -> None:
        """To the next or the previous event; the ends are where it stops."""
        if self._found:
            self._take(layout.neighbour(self._found, self._at, self._day, by))

    @Slot(str)
    def point(self, key: str) -> None:
        """Put the cursor on an event."""
        if (one := self._named(key)) is not None:
            self._take(one)

    @Slot(str)
    def look_at(self, day: str) -> None:
        """Put the cursor on a day that was pressed."""
        self.show(date.fromisoformat(day))

    @Slot(str)
    def write_on(self, day: str) -> None:
        """Write something on a day that was pressed twice."""
        self.look_at(day)
        self.captureAsked.emit(day)

    def _named(self, key: str) -> Occurrence | None:
        return next((o for o in self._found if key_of(o) == key), None)

    def _take(self, one: Occurrence) -> None:
        self._mark(one)
        self._lay()
        self._tell()

    def _mark(self, one: Occurrence) -> None:
        self._at, self._pinned = key_of(one), True
        self._sought.forget()
        self._day = self._day_of(one)

    def _day_of(self, one: Occurrence) -> date:
        return max(self._first, one.start.astimezone(self._now().tzinfo).date())

    def _tell(self) -> None:
        self.cursorChanged.emit()
        if self._opened:
            self._open_current()

    @property
    def current(self) -> int:
        """The event under the cursor, or 0."""
        return int(self.occurrence.event) if self.occurrence is not None else 0

    @property
    def occurrence(self) -> Occurrence | None:
        """The happening under the cursor."""
        return self._named(self._at)

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return self._day

    # One event.

    @Slot()
    def open(self) -> None:
        """Show all of the event under the cursor."""
        self._opened = True
        self._open_current()

    @Slot(str)
    def open_at(self, key: str) -> None:
        """Show all of an event that was pressed; pressed again it closes."""
        again = self._opened and key == self._at
        self.point(key)
        (self.close if again else self.open)()

    @Slot()
    def close(self) -> None:
        """Put the opened event away."""
        if self._opened:
            self._opened, self._facts = False, None
            self.detailChanged.emit()

    def _open_current(self) -> None:
        one = self._named(self._at)
        if one is None or self._reads is None:
            self.close()
            return
        self._reads.ask(lambda connection: facts_of(connection, one), self._opened_now)

    def _opened_now(self, facts: EventFacts | None) -> None:
        if facts is None:
            self.close()
        elif self._opened and key_of(facts.occurrence) == self._at:
            self._facts = facts
            self.detailChanged.emit()

    # What QML reads.

    view = Property(str, lambda self: str(self._view), notify=viewChanged)
    views = Property(list, lambda self: layout.views(self._view), notify=viewChanged)
    title = Property(str, lambda s: period_words(s._view, s._day, s._first, s._now().date()), notify=spanChanged)
    note = Property(str, lambda s: period_note(s._view, s._day, s._first, short=s._budget.short), notify=spanChanged)
    state = Property(
        str, lambda s: "loading" if s._shown is None else "list" if s._found else "empty", notify=spanChanged
    )
    bare = Property(bool, lambda s: s._shown is not None and not s._hues, notify=spanChanged)
    away = Property(bool, lambda s: not 0 <= (s._now().date() - s._first).days < s._count(), notify=spanChanged)
    columns = Property(int, lambda s: 1 if s._view is View.DAY else periods.WEEK, notify=spanChanged)
    lanes = Property(int, lambda self: self._sheet.lanes, notify=spanChanged)
    weeks = Property(int, lambda self: self._sheet.rows, notify=spanChanged)
    openHour = Property(float, lambda s: layout.opening_hour(s._rows.blocks.rows), notify=spanChanged)
    nowAt = Property(float, lambda s: (now := s._now()).hour + now.minute / 60, notify=nowChanged)
    nowColumn = Property(int, lambda s: layout.now_column(s._view, s._first, s._count(), s._now()), notify=spanChanged)
    cursorSpan = Property(list, lambda s: layout.cursor_hours(s._rows.blocks.rows), notify=cursorChanged)
    cursorRow = Property(int, lambda self: layout.cursor_row(self._agenda.rows), notify=cursorChanged)
    cursorColumn = Property(int, lambda s: (s._day - s._first).days % periods.WEEK, notify=cursorChanged)
    onEvent = Property(bool, lambda self: self._at != "", notify=cursorChanged)
    opened = Property(bool, lambda self: self._facts is not None, notify=detailChanged)
    detail = Property("QVariantMap", lambda s: told(s._facts, s._now(), s._hues), notify=detailChanged)  # type: ignore
    days = Property(QObject, lambda self: self._rows.days, constant=True)
    bars = Property(QObject, lambda self: self._rows.bars, constant=True)
    blocks = Property(QObject, lambda self: self._rows.blocks, constant=True)
    crowds = Property(QObject, lambda self: self._rows.crowds, constant=True)
    agenda = Property(QObject, lambda self: self._agenda, constant=True)

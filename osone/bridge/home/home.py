"""Home: a day, not a dashboard. What needs you, what can wait, the hours ahead and what is due."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.home import can_wait, hours
from osone.bridge.home.facts import EVENING, DayFacts, facts
from osone.bridge.home.hours import HoursRoom
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.lists.listed import subject_of
from osone.bridge.lists.moves import MovedShortly
from osone.bridge.lists.stood import Stood
from osone.bridge.ports import Acts, Reads
from osone.bridge.screen import Noun, ids
from osone.calendar.spoken import title_words
from osone.host import here
from osone.mail import spoken
from osone.model.calendar import Occurrence
from osone.model.mail import Box, ThreadRow
from osone.model.tasks import Task
from osone.model.values import whole
from osone.queries import gaps
from osone.queries.counts import MailCounts
from osone.queries.day import MOST
from osone.text.catalogue import _, plural
from osone.text.dates import day_long, due_under_today, greeting
from osone.text.numbers import first_up, joined

QML_IMPORT_NAME = "OSOne.Home"
QML_IMPORT_MAJOR_VERSION = 1

MOST_DUE = 4
HOURS = 12
MOST_HOURS = 15
EVENING_HOURS, MOST_COMING = 4, 4
"""In the evening: the least hours that are shown, and so many events of the next day."""


@QmlElement
@QmlSingleton
class Day(QObject):
    """The day at hand."""

    dayChanged = Signal()
    nowChanged = Signal()
    eventsChanged = Signal()
    cursorChanged = Signal()
    opened = Signal("qlonglong")  # type: ignore[arg-type]
    boxAsked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dayChanged.connect(self.eventsChanged)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._name = ""
        self._facts: DayFacts | None = None
        self._cursor = 0
        self._fitting = MOST
        """How many of those who wait have room, so that what can wait is seen beneath them."""
        self._room = HoursRoom()
        self._threads: MovedShortly[ThreadRow] = MovedShortly(lambda t: t.id)
        self._tasks: MovedShortly[Task] = MovedShortly(lambda t: t.id)
        self._hours: MovedShortly[Occurrence] = MovedShortly(lambda o: o.event)
        self._moved = (("thread", self._threads), ("task", self._tasks), ("event", self._hours))
        self._stood: Stood[Noun] = Stood()
        self._needs = KeyedModel(("key", "name", "subject", "reason", "unread"), parent=self)
        self._due = KeyedModel(("key", "title", "when", "past", "priority"), parent=self)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self.nowChanged)

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts and read the day."""
        self._reads, self._acts, self._now = reads, acts, now
        self._minute.start()
        self.look()

    def set_name(self, name: str) -> None:
        """What the person is called."""
        self._name = name
        self.dayChanged.emit()

    def look(self) -> None:
        """Read the day anew."""
        now = self._now()
        if self._reads is not None:
            took = self._threads.after(self._tasks.after(self._hours.after(self._took)))
            self._reads.ask(lambda connection: facts(connection, now), took)

    def _took(self, found: DayFacts) -> None:
        self._facts = found
        self._lay()
        self.dayChanged.emit()

    def _lay(self) -> None:
        if self._facts is None:
            return
        kept = self.current
        self._needs.put([_need(t) for t in self._still_needs()])
        self._due.put([self._task(t) for t in self._still_due()[:MOST_DUE]])
        at = self._place_of(*kept)
        self.set_cursor(at if at >= 0 else self._cursor)

    def _still_due(self) -> list[Task]:
        due = self._facts.due if self._facts else ()
        return self._tasks.over(due, lambda t: (t.position, t.id), lambda t: t.done_at is None)

    def _still_needs(self) -> list[ThreadRow]:
        needs = self._facts.needs if self._facts else ()
        return self._threads.over(needs, lambda t: (-t.newest, -t.id))[: self._fitting]

    def _task(self, task: Task) -> Row:
        when, past = due_under_today(task.due, self._now())
        return {"key": task.id, "title": task.title, "when": when, "past": past, "priority": task.priority}

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let these go in this very frame; ``settled`` must follow."""
        self._threads.leave(ids(nouns, "thread"), self._still_needs())
        self._tasks.leave(ids(nouns, "task"), self._still_due())
        self._hours.leave(ids(nouns, "event"), self._events())
        was = self.current
        self._lay_again(nouns)
        self._stood.moved(nouns, was, self.current)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put these back in this very frame; ``settled`` must follow."""
        for kind, moved in self._moved:
            moved.bring_back(ids(nouns, kind))
        was = self.current
        self._lay_again(nouns)
        if here := [at for at in (self._place_of(*noun) for noun in nouns) if at >= 0]:
            self.set_cursor(min(here))
            self._stood.moved(nouns, was, self.current)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """The verb that moved these was refused: they and the cursor are as before; ``settled`` must follow."""
        for kind, moved in self._moved:
            moved.stayed(ids(nouns, kind))
        self._lay_again(nouns)
        if (at := self._place_of(*self._stood.back(nouns, self.current))) >= 0:
            self.set_cursor(at)

    def settled(self, nouns: Sequence[Noun]) -> None:
        """What was done is done, or has failed: at the next look it is shown as it is."""
        for kind, moved in self._moved:
            moved.settled(ids(nouns, kind))
        self._stood.over(nouns)

    def _lay_again(self, nouns: Sequence[Noun]) -> None:
        self._lay()
        if ids(nouns, "event"):
            self.dayChanged.emit()

    @Slot(int)
    def fit(self, rows: int) -> None:
        """So many of those who wait have room."""
        fitting = max(1, min(rows, MOST))
        if fitting != self._fitting:
            self._fitting = fitting
            self._lay()
            self.dayChanged.emit()

    def _ways(self) -> list[int]:
        """The lists that stand under those who wait: the rest of them, then what can wait."""
        more = [int(Box.NEEDS)] if self._get_others() else []
        return [*more, *(whole(one["box"]) for one in self._get_waiting())]

    @property
    def box(self) -> int | None:
        """The list that the cursor is on; None where it is on none."""
        at, ways = self._cursor - len(self._needs.rows), self._ways()
        return ways[at] if 0 <= at < len(ways) else None

    @property
    def on_more(self) -> bool:
        """Whether the cursor is on the tasks that are due beyond those shown."""
        return bool(self._get_more()) and self._cursor == self._get_first_due() + len(self._due.rows)

    @property
    def current(self) -> tuple[str, int]:
        """What the cursor is on: ``thread`` or ``task``, and its id; or nothing."""
        first = self._get_first_due()
        if 0 <= self._cursor < len(self._needs.rows):
            return "thread", self._needs.key_at(self._cursor)
        if first <= self._cursor < first + len(self._due.rows):
            return "task", self._due.key_at(self._cursor - first)
        return "", 0

    def _get_first_due(self) -> int:
        return len(self._needs.rows) + len(self._ways())

    def _get_way(self) -> int:
        return -1 if self.box is None else self.box

    def _place_of(self, kind: str, number: int) -> int:
        """Where a line stands, by what it is of; -1 where it is not shown."""
        if kind == "task":
            at = self._due.place_of(number)
            return at + self._get_first_due() if at >= 0 else -1
        return self._needs.place_of(number) if kind == "thread" else -1

    def row_of(self, thread: int) -> ThreadRow | None:
        """The row of a thread that needs you, for opening it at once."""
        return next((t for t in (self._facts.needs if self._facts else ()) if t.id == thread), None)

    @Slot(int)
    def set_cursor(self, at: int) -> None:
        """Put the cursor on a line: first what needs you, the lists beneath it, then what is due, and its rest."""
        last = self._get_first_due() + len(self._due.rows) - (0 if self._get_more() else 1)
        self._cursor = max(0, min(at, last))
        self.cursorChanged.emit()

    @Slot(int)
    def open_at(self, at: int) -> None:
        """Open a line that needs you."""
        self.set_cursor(at)
        kind, number = self.current
        if kind == "thread":
            self.opened.emit(number)

    @Slot(int)
    def tick(self, at: int) -> None:
        """Tick off a task that is due."""
        if self._acts is not None and 0 <= at < len(self._due.rows):
            self._acts.run("task.done", {"tasks": [self._due.key_at(at)]})

    def _days(self) -> tuple[list[Occurrence], list[Occurrence]]:
        found = self._facts.hours if self._facts else ()
        still = self._hours.over(found, lambda o: (o.start, not o.all_day, o.end, o.title))
        return hours.parted(still, self._now())

    def _events(self) -> list[Occurrence]:
        return self._days()[0]

    def _coming(self) -> list[Occurrence]:
        return self._days()[1]

    def _span(self) -> tuple[int, int]:
        now = self._now()
        timed = [e for e in self._events() if not e.all_day and e.end > now]
        last = max(
            [e.end.hour + (1 if e.end.minute else 0) if e.end.date() == now.date() else 24 for e in timed], default=0
        )
        if now.hour >= EVENING:
            return min(now.hour, 24 - EVENING_HOURS), 24
        first = min(now.hour, 24 - HOURS)
        if last - first > MOST_HOURS:
            # In the small hours the night is left out, so that the day has its room.
            begins = min(e.start.hour if e.start.date() == now.date() else 0 for e in timed)
            first = max(first, min(begins, last - HOURS))
        return first, min(24, max(first + HOURS, last))

    def _get_hours(self) -> list[str]:
        first, last = self._span()
        return [f"{hour:02d}" for hour in range(first, last)]

    def _get_now_at(self) -> float:
        now = self._now()
        return now.hour + now.minute / 60 - self._span()[0]

    def _get_events(self) -> list[dict[str, object]]:
        first, last = self._span()
        begins = self._now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=first)
        timed = [e for e in self._events() if not e.all_day]
        hues = self._facts.hues if self._facts else {}
        return hours.laid(timed, begins, last - first, hues, self._room)

    @Slot(float, float)
    def measure(self, width: float, step: float) -> None:
        """The room for the hours: a width, and the height of one, in pixels."""
        room = HoursRoom(width, step)
        if width > 0 and room != self._room:
            self._room = room
            self.eventsChanged.emit()

    def _hue(self, event: Occurrence) -> str:
        return self._facts.hues.get(event.calendar, "") if self._facts else ""

    def _get_all_day(self) -> list[dict[str, object]]:
        return [{"title": title_words(e), "hue": self._hue(e)} for e in self._events() if e.all_day]

    def _get_evening(self) -> bool:
        return self._facts is not None and self._now().hour >= EVENING

    def _get_tomorrow(self) -> list[dict[str, object]]:
        return hours.listed(self._coming()[:MOST_COMING], self._facts.hues if self._facts else {})

    def _get_later(self) -> int:
        """How many events of tomorrow are not listed."""
        return max(0, len(self._coming()) - MOST_COMING)

    def _get_waiting(self) -> list[dict[str, object]]:
        return can_wait.rows(self._facts.counts if self._facts else MailCounts())

    def _get_greeting(self) -> str:
        return greeting(self._now().hour, self._name)

    def _get_sentence(self) -> str:
        now = self._now()
        date = _("{day}.", day=day_long(now))
        if self._facts is None:
            return date
        meetings = sum(1 for e in self._events() if not e.all_day and e.end > now)
        waiting = self._facts.counts.waiting
        evening = [e for e in self._events() if not e.all_day and e.end.astimezone(now.tzinfo).hour >= 18]
        parts = [plural("{number} event", "{number} events", meetings)] if meetings else []
        if waiting:
            parts.append(
                plural("{number} conversation waiting for you", "{number} conversations waiting for you", waiting)
            )
        if due := len(self._facts.due):
            parts.append(plural("{number} task due", "{number} tasks due", due))
        if not parts and self._get_bare():
            return _("{day} Nothing is planned. Your mail begins here once you add an account.", day=date)
        if not parts and self._facts.gap is not None:
            return _("{day} Nothing needs you so far.", day=date)
        if not parts:
            return _("{day} Nothing needs you today.", day=date)
        if not evening and now.hour < 18 and meetings:
            parts.append(_("an evening to yourself"))
        return _("{day} {sentence}.", day=date, sentence=first_up(joined(parts)))

    def _get_needs(self) -> QObject:
        return self._needs

    def _get_due(self) -> QObject:
        return self._due

    def _get_cursor(self) -> int:
        return self._cursor

    def _get_known(self) -> bool:
        return self._facts is not None

    def _get_bare(self) -> bool:
        return self._facts is not None and self._facts.mailboxes == 0

    def _get_nobody(self) -> str:
        """What stands where nobody waits, as far as that can be said."""
        if self._facts is None or self._facts.gap is None:
            return _("Nothing in your inbox needs you.")
        return _("Nobody so far. {why}", why=_(gaps.SAID[self._facts.gap]))

    def _get_more(self) -> int:
        return max(0, len(self._still_due()) - MOST_DUE)

    def _get_others(self) -> int:
        """Conversations that wait beyond those shown."""
        if self._facts is None:
            return 0
        return max(0, self._facts.counts.waiting - min(len(self._facts.needs), self._fitting))

    def _get_counts(self) -> list[int]:
        return [len(self._needs.rows), len(self._due.rows)]

    needs = Property(QObject, _get_needs, constant=True)
    due = Property(QObject, _get_due, constant=True)
    known = Property(bool, _get_known, notify=dayChanged)
    bare = Property(bool, _get_bare, notify=dayChanged)
    nobody = Property(str, _get_nobody, notify=dayChanged)
    more = Property(int, _get_more, notify=dayChanged)
    others = Property(int, _get_others, notify=dayChanged)
    needsBox = Property(int, lambda _self: int(Box.NEEDS), constant=True)
    firstDue = Property(int, _get_first_due, notify=cursorChanged)
    onMore = Property(bool, lambda self: self.on_more, notify=cursorChanged)
    way = Property(int, _get_way, notify=cursorChanged)
    sizes = Property("QVariantList", _get_counts, notify=cursorChanged)  # type: ignore[arg-type]
    greeting = Property(str, _get_greeting, notify=dayChanged)
    sentence = Property(str, _get_sentence, notify=dayChanged)
    waiting = Property("QVariantList", _get_waiting, notify=dayChanged)  # type: ignore[arg-type]
    hours = Property("QVariantList", _get_hours, notify=dayChanged)  # type: ignore[arg-type]
    events = Property("QVariantList", _get_events, notify=eventsChanged)  # type: ignore[arg-type]
    evening = Property(bool, _get_evening, notify=dayChanged)
    tomorrow = Property("QVariantList", _get_tomorrow, notify=dayChanged)  # type: ignore[arg-type]
    moreTomorrow = Property(int, _get_later, notify=dayChanged)
    allDay = Property("QVariantList", _get_all_day, notify=dayChanged)  # type: ignore[arg-type]
    nowAt = Property(float, _get_now_at, notify=nowChanged)
    cursor = Property(int, _get_cursor, notify=cursorChanged)


def _need(t: ThreadRow) -> Row:
    return {
        "key": t.id, "name": spoken.people(t.people), "subject": subject_of(t.subject),
        "reason": first_up(spoken.reason(t.reason)), "unread": t.unread,
    }  # fmt: skip

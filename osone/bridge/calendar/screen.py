"""The calendar as a screen: its days, and the event that is opened over them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtQml import QQmlEngine

from osone.bridge.calendar.agenda import key_of
from osone.bridge.calendar.calendar import Calendar
from osone.bridge.calendar.event import EventFacts, facts_of
from osone.bridge.calendar.layout import VIEWS
from osone.bridge.calendar.local_days import in_english
from osone.bridge.ports import Parts, Reads
from osone.bridge.screen import Around, Gestures, Noun, Screen, ids, one
from osone.calendar.periods import EARLIEST, LATEST
from osone.host import here
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.model.change import Change, Topic
from osone.model.values import whole
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.calendar.grammar import words
else:
    words = later("osone.calendar.grammar.words")  # a large table, for what is typed

CHANGE, DELETE = "event.change", "event.delete"
FACTS = frozenset({"list", "creates"})


class CalendarScreen(Screen):
    """What is on."""

    dated = True

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.calendar = one(engine, "OSOne.Calendar", Calendar)
        self.calendar.captureAsked.connect(lambda day: around.gesture("capture", day))
        self.calendar.viewChosen.connect(lambda view: around.keep("calendar.view", view))
        self._reads: Reads | None = None
        self._now = here.now

    def begin(self, parts: Parts) -> None:
        """Take its parts; the store is asked once one looks at it."""
        self._now, self._reads = parts.now, parts.reads
        self.calendar.begin(parts.reads, parts.now, parts.week)

    def enter(self) -> None:
        """Follow the store and the clock from now on."""
        self.calendar.enter()

    def settle(self, value: Callable[[str], object]) -> None:
        """Show the view that was chosen last."""
        self.calendar.set_view(str(value("calendar.view")))

    def changed(self, changes: Sequence[Change]) -> None:
        """Read what is on anew where an event changed."""
        if any(change.topic is Topic.EVENT for change in changes):
            self.calendar.look()

    def wrote(self, day: str) -> None:
        """Show the day of what was written."""
        self.calendar.look_at(day)

    def facts(self) -> frozenset[str]:
        """A cursor moves here, and something can be written."""
        return FACTS

    def targets(self) -> Sequence[Noun]:
        """The event that the cursor is on."""
        return [("event", self.calendar.current)] if self.calendar.current else ()

    def called(self, noun: Noun) -> str:
        """The title of the event that the cursor is on."""
        rows = (row for name in ("blocks", "bars", "agenda") for row in self.calendar.property(name).rows)
        on_it = (str(row["title"]) for row in rows if row.get("current"))
        return next(on_it, "") if noun == ("event", self.calendar.current) else ""

    def given(self) -> Mapping[str, object]:
        """Which happening of a series the cursor is on."""
        one = self.calendar.occurrence
        return {"at": one.at} if one is not None and one.slot is not None else {}

    def mean(self, command: str, arguments: Mapping[str, object]) -> None:
        """Which happenings of a series go, and how an event will be."""
        events, at, which = arguments.get("events"), str(arguments.get("at", "")), str(arguments.get("which", "one"))
        if command not in (CHANGE, DELETE) or not isinstance(events, list):
            return
        for event in events:
            if command == DELETE:
                self.calendar.mean(whole(event), at, which)
            else:
                self.calendar.change(whole(event), at, which, arguments)

    def leave(self, nouns: Sequence[Noun]) -> None:
        """Let events go."""
        if events := ids(nouns, "event"):
            self.calendar.leave(events)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """Put events back on their days."""
        if events := ids(nouns, "event"):
            self.calendar.bring_back(events)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show events as the store has them."""
        if ids((*moved, *touched), "event"):
            self.calendar.settled(ids(moved, "event"), ids(touched, "event"))

    def move(self, by: int) -> None:
        """To the next or the previous event."""
        self.calendar.move(by)

    def page(self, by: int) -> None:
        """Read on in what is opened, else go by some events."""
        if self.calendar.property("opened"):
            self.calendar.leafed.emit(by)
        else:
            super().page(by)

    def open(self) -> None:
        """Show all of the event that the cursor is on; of one that is shown, its line to change it."""
        if self.calendar.property("opened"):
            self._edit()
        else:
            self.calendar.open()

    def _edit(self) -> None:
        """Open the line of the event that the cursor is on, once all of it is known."""
        one = self.calendar.occurrence
        if one is not None and self._reads is not None:
            self._reads.ask(lambda connection: facts_of(connection, one), self._reword)

    def _reword(self, facts: EventFacts | None) -> None:
        if facts is not None:
            self.around.gesture("reword", (facts.occurrence, facts.notes, facts.event.rule))

    def back(self) -> bool:
        """Put the opened event away."""
        opened = bool(self.calendar.property("opened"))
        self.calendar.close()
        return opened

    def view(self, number: int) -> None:
        """Show the view of that number."""
        if 1 <= number <= len(VIEWS):
            self.calendar.choose(VIEWS[number - 1][0])

    def create(self) -> None:
        """Write something on the day that is looked at."""
        self.calendar.write_on(f"{self.calendar.day}")

    def gestures(self) -> Gestures:
        """To another period or day, to a day in words, and to a view."""
        return {
            "period": lambda value: self.calendar.period(whole(value)),
            "day": lambda value: self.calendar.step(whole(value)),
            "date": lambda value: self._date(str(value)),
            "edit": lambda _value: self._edit(),
            "calendar": lambda value: self._choose(str(value)),
            "happening": self._happening,
        }

    def _choose(self, view: str) -> None:
        self.around.go(self.name)
        self.calendar.choose(view)

    def _happening(self, shown: object) -> None:
        """Show an event on its day, with the cursor on it."""
        if isinstance(shown, Occurrence):
            self.around.go(self.name)
            self.calendar.show(shown.start.date(), key_of(shown))

    def _date(self, said: str) -> None:
        found = next((s.at for s in words.find(in_english(said), self._now()) if s.at is not None), None)
        if found is None:
            unknown = _("“{words}” is not a day that I know. Try “friday”, “14 nov” or “in two weeks”.", words=said)
            self.around.toast(unknown, fault=True)
            return
        if not EARLIEST <= found.date() <= LATEST:
            outside = _(
                "The calendar goes from {first} to {last}: “{words}” is not in it.",
                first=EARLIEST.year,
                last=LATEST.year,
                words=said,
            )
            self.around.toast(outside, fault=True)
            return
        self.around.go(self.name)
        self.calendar.show(found.date())

"""All view-models together: made with the engine, fed with their parts, and spoken to by the application."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QQmlEngine

from osone.bridge import meeting, meeting_warm, ring
from osone.bridge.agenda import Agenda
from osone.bridge.companion import Talk
from osone.bridge.home import Day
from osone.bridge.icons import PROVIDER, IconProvider
from osone.bridge.inbox import Inbox
from osone.bridge.palette import Choices, Finder, Offers
from osone.bridge.ports import Acts, Reads
from osone.bridge.reading import Body, Reading
from osone.bridge.search import Find
from osone.bridge.settings import Preferences
from osone.bridge.shell import Shell
from osone.bridge.tasks import TaskList
from osone.bridge.theme import Look
from osone.model.change import Change, Topic

T = TypeVar("T", bound=QObject)
DRAWN = (ring.RingLine, meeting.MeetingFlow, meeting_warm.MeetingWarm)
"""Named so that importing this module registers every type that the QML uses: a singleton that Qt learns of after a
first QML file was read spoils all that are read from then on."""
MODES = ("day", "night", "auto")
AHEAD_MS = 20
"""Where the cursor has stood this long, its conversation is read ahead."""
MANY = 200
"""Conversations beyond which the news of the store is waited for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that the screens need of the house."""

    reads: Reads
    acts: Acts
    now: Callable[[], datetime]
    """Aware, in the person's zone."""
    offers: Offers
    choices: Choices | None = None
    find: Find | None = None
    body: Body | None = None
    still: bool = False
    """Whether the system asks for reduced motion."""
    scaled: float = 1.0
    """What Qt scales by already, because it was told so before it started."""


def _one(engine: QQmlEngine, module: str, kind: type[T]) -> T:
    found = engine.singletonInstance(module, kind.__name__)
    if not isinstance(found, kind):
        raise TypeError(f"{module} has no {kind.__name__}")
    return found


class Rooms:
    """Every view-model of one window."""

    def __init__(self, engine: QQmlEngine, ui: Path, icons: Path | None = None) -> None:
        engine.addImportPath(str(ui))
        engine.addImageProvider(PROVIDER, IconProvider(icons))
        self.look = _one(engine, "OSOne.Theme", Look)
        self.shell = _one(engine, "OSOne.Shell", Shell)
        self.day = _one(engine, "OSOne.Home", Day)
        self.inbox = _one(engine, "OSOne.Mail", Inbox)
        self.reading = _one(engine, "OSOne.Mail", Reading)
        self.agenda = _one(engine, "OSOne.Calendar", Agenda)
        self.tasks = _one(engine, "OSOne.Tasks", TaskList)
        self.talk = _one(engine, "OSOne.Companion", Talk)
        self.finder = _one(engine, "OSOne.Palette", Finder)
        self.preferences = _one(engine, "OSOne.Settings", Preferences)
        self._day_old = False
        self._ahead = QTimer(self.inbox)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self.inbox.cursorChanged.connect(self._ahead.start)
        self.shell.roomChanged.connect(self._came)
        self.inbox.opened.connect(self._open_thread)
        self.inbox.splitsChanged.connect(lambda: self.shell.set_unread(self.inbox.unread))
        self.day.opened.connect(self._open_from_home)
        self.day.boxAsked.connect(self._go_box)
        self.finder.found.connect(self._search_for)
        self.preferences.valuesChanged.connect(self._settle)

    def begin(self, parts: Parts) -> None:
        """Give every screen its parts; each asks the store for what it shows first."""
        self.look.set_base(parts.scaled)
        self.preferences.begin(parts.reads, parts.acts, self.look, still=parts.still)
        self.day.begin(parts.reads, parts.acts, parts.now)
        self.inbox.begin(parts.reads, parts.now, parts.find)
        self.reading.begin(parts.reads, parts.acts, parts.now, parts.body)
        self.talk.begin(parts.reads)
        self.tasks.begin(parts.reads, parts.acts, parts.now)
        self.agenda.begin(parts.reads, parts.now)
        self.finder.begin(parts.offers, parts.choices)

    def _settle(self) -> None:
        name = str(self.preferences.value("companion.name"))
        self.day.set_name(str(self.preferences.value("person.name")))
        self.talk.set_name(name)
        self.finder.set_name(name)
        self.shell.set_folded(bool(self.preferences.value("companion.folded")))
        self.reading.mark_read = bool(self.preferences.value("mail.mark_read"))

    def _open_thread(self, thread: int) -> None:
        self.reading.open(thread, self.inbox.row_of(thread))

    def _read_ahead(self) -> None:
        """Have read what would be opened next: where the cursor stands, or below it while one reads."""
        if self.shell.property("room") == "mail":
            self.reading.read_ahead(self.inbox.neighbours(1 if self.reading.open_thread else 0))

    def _open_from_home(self, thread: int) -> None:
        self.reading.open(thread, self.day.row_of(thread))
        self.shell.go("mail")

    def _go_box(self, box: int) -> None:
        self.inbox.go(box)
        self.reading.close()
        self.shell.go("mail")

    def _search_for(self, words: str) -> None:
        self.shell.go("mail")
        self.inbox.start_search()
        self.inbox.search(words)

    # What the application tells.

    def changed(self, changes: Sequence[Change]) -> None:
        """The store is different: look again where it shows."""
        topics = {change.topic for change in changes}
        for change in changes:
            if change.topic is Topic.THREAD:
                self.inbox.changed(change.ids)
                self.reading.changed(change.ids)
                self._ahead.start()
            elif change.topic is Topic.BODY:
                self.reading.arrived(change.ids)
        if topics & {Topic.THREAD, Topic.FOLDER}:
            self.inbox.count_again()
        if topics & {Topic.THREAD, Topic.EVENT, Topic.TASK, Topic.ACCOUNT}:
            self._look_at_day()
        if Topic.EVENT in topics:
            self.agenda.look()
        if Topic.TASK in topics:
            self.tasks.look()
        if topics & {Topic.SETTING, Topic.ACCOUNT}:
            self.preferences.look_again()

    def _look_at_day(self) -> None:
        """Read the day anew, or when one comes home: what nobody sees must not cost a key its frame."""
        self._day_old = self.shell.property("room") != "home"
        if not self._day_old:
            self.day.look()

    def _came(self) -> None:
        if self._day_old:
            self._look_at_day()

    def refresh(self) -> None:
        """Read every screen anew: too much has changed to be told one by one."""
        self.changed([Change(0, topic, ()) for topic in Topic])

    def reason(self) -> str:
        """Why what is before the person needs them; empty where nothing says so."""
        threads = self.selection().get("thread", [])
        row = (self.inbox.row_of(threads[0]) or self.day.row_of(threads[0])) if threads else None
        return row.reason if row is not None else ""

    def acting(self, arguments: Mapping[str, object], *, leaves: bool) -> None:
        """A verb is about to run: where it ``leaves``, its rows go in this very frame."""
        if not leaves:
            return
        threads, tasks = _ids(arguments, "threads"), _ids(arguments, "tasks")
        if threads:
            self.inbox.leave(threads)
            self.inbox.select_none()
            self.day.leave(threads)
            if self.reading.open_thread in threads:
                self.reading.close()
        if tasks:
            self.tasks.leave(tasks)
            self.day.leave(tasks)

    def acted(self, arguments: Mapping[str, object], touched: Sequence[int] = ()) -> None:
        """The verb has run or has failed: show its rows as the store has them, and others that it ``touched``."""
        threads, tasks = _ids(arguments, "threads"), _ids(arguments, "tasks")
        if len(touched) <= MANY:
            threads = list({*threads, *touched})
        if threads:
            self.inbox.settled(threads)
        if tasks:
            self.tasks.settled(tasks)
        if threads or tasks:
            self.day.settled([*threads, *tasks])
            self._look_at_day()

    # What the keys need to know.

    def facts(self, *, typing: bool = False) -> frozenset[str]:
        """The situation, as conditions of verbs see it."""
        found = {f"room:{self.shell.property('room')}"}
        kind = next((k for k, ids in self.selection().items() if ids), "")
        if kind:
            found.add(f"focus:{kind}")
        if self.reading.open_thread and "room:mail" in found:
            found.add("reading")
        if self.finder.property("opened"):
            found.add("palette")
        if typing:
            found.add("text")
        return frozenset(found)

    def selection(self) -> dict[str, list[int]]:
        """What verbs act on now, by noun: ``thread``, ``task``, ``event``."""
        room = self.shell.property("room")
        if room == "mail":
            open_thread = self.reading.open_thread
            chosen = self.inbox.targets
            return {"thread": [open_thread] if open_thread and not self.inbox.property("selection") else chosen}
        if room == "tasks":
            return {"task": self.tasks.targets}
        if room == "calendar":
            return {"event": [self.agenda.current] if self.agenda.current else []}
        if room == "home":
            kind, number = self.day.current
            return {kind: [number]} if kind else {}
        return {}

    def gesture(self, what: str, value: object = None) -> bool:
        """Carry out a verb of the screen alone; False where there is nothing of that name here."""
        done = _GESTURES.get(what)
        if done is None:
            return False
        done(self, value)
        return True

    def _cursor(self, value: object) -> None:
        self._move(int(str(value)))

    def _page(self, value: object) -> None:
        self._move(int(str(value)) * 8)

    def _edge(self, value: object) -> None:
        self._move(int(str(value)) * 10_000_000)

    def _move(self, by: int) -> None:
        room = self.shell.property("room")
        if room == "mail":
            self.inbox.set_cursor(max(0, int(self.inbox.property("cursor")) + by))
            if self.reading.open_thread and self.inbox.current:
                self._open_thread(self.inbox.current)
        elif room == "tasks":
            self.tasks.set_cursor(int(self.tasks.property("cursor")) + by)
        elif room == "calendar":
            for _ in range(min(abs(by), 200)):
                self.agenda.move(1 if by > 0 else -1)
        elif room == "home":
            self.day.set_cursor(int(self.day.property("cursor")) + by)

    def _open(self, _value: object) -> None:
        room = self.shell.property("room")
        if room == "mail" and self.inbox.current:
            self._open_thread(self.inbox.current)
        elif room == "home":
            kind, number = self.day.current
            if kind == "thread":
                self._open_from_home(number)
            elif kind == "task":
                self.shell.go("tasks")

    def _back(self, _value: object) -> None:
        if self.finder.property("opened"):
            self.finder.close()
        elif self.shell.property("sheet"):
            self.shell.show_keys()
        elif self.shell.property("asking"):
            self.shell.decide_last(False)
        elif self.talk.property("busy"):
            self.talk.stop()
        elif self.inbox.property("selection") or self.tasks.selecting:
            self.inbox.select_none()
            self.tasks.select_none()
        elif self.shell.property("room") == "mail" and self.reading.open_thread:
            self.reading.close()
        elif self.inbox.property("searching"):
            self.inbox.leave_search()
        elif self.shell.property("room") == "settings":
            self.shell.go("home")

    def _select(self, _value: object) -> None:
        if self.shell.property("room") == "mail" and self.inbox.current:
            self.inbox.toggle(self.inbox.current)
        elif self.shell.property("room") == "tasks" and self.tasks.current:
            self.tasks.toggle(self.tasks.current)

    def _extend(self, value: object) -> None:
        if self.shell.property("room") == "mail" and self.inbox.current:
            self.inbox.toggle(self.inbox.current, True)
            self._move(int(str(value)))
            self.inbox.toggle(self.inbox.current, True)
        elif self.shell.property("room") == "tasks" and self.tasks.current:
            self.tasks.toggle(self.tasks.current, True)
            self._move(int(str(value)))
            self.tasks.toggle(self.tasks.current, True)

    def _box(self, value: object) -> None:
        self._go_box(int(str(value)))

    def _view(self, value: object) -> None:
        room = self.shell.property("room")
        if room == "mail":
            self.inbox.view(int(str(value)))
        elif room == "tasks":
            self.tasks.view_number(int(str(value)))

    def _fold(self, _value: object) -> None:
        self.preferences.change("companion.folded", not self.preferences.value("companion.folded"))

    def _talk(self, _value: object) -> None:
        self.shell.set_folded(False)
        self.talk.focusAsked.emit()

    def _search(self, _value: object) -> None:
        self.shell.go("mail")
        self.inbox.start_search()

    def _mode(self, _value: object) -> None:
        self.preferences.change("look.mode", "day" if self.look.property("night") else "night")


def _ids(arguments: Mapping[str, object], name: str) -> list[int]:
    value = arguments.get(name)
    return [int(i) for i in value] if isinstance(value, list) else []


_GESTURES: Mapping[str, Callable[[Rooms, object], None]] = {
    "room": lambda rooms, value: rooms.shell.go(str(value)),
    "palette": lambda rooms, _value: rooms.finder.open(),
    "keys": lambda rooms, _value: rooms.shell.show_keys(),
    "pane": lambda rooms, value: rooms.shell.paneAsked.emit(int(str(value))),
    "message": lambda rooms, value: rooms.reading.step(int(str(value))),
    "hush": lambda rooms, _value: rooms.talk.stop(),
    "box": Rooms._box,
    "period": lambda rooms, value: rooms.agenda.period(int(str(value))),
    "cursor": Rooms._cursor,
    "page": Rooms._page,
    "edge": Rooms._edge,
    "open": Rooms._open,
    "back": Rooms._back,
    "select": Rooms._select,
    "extend": Rooms._extend,
    "view": Rooms._view,
    "fold": Rooms._fold,
    "talk": Rooms._talk,
    "search": Rooms._search,
    "mode": Rooms._mode,
}

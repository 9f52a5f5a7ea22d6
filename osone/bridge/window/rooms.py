"""All view-models together: made with the engine, fed with their parts, and spoken to by the application."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QQmlEngine

from osone.bridge.calendar.calendar import Calendar
from osone.bridge.companion.talk import Talk
from osone.bridge.drawing import ring
from osone.bridge.drawing.icons import PROVIDER, IconProvider
from osone.bridge.home.home import Day
from osone.bridge.lists.moved import Gone
from osone.bridge.mail.inbox import Inbox
from osone.bridge.mail.reading import Body, Reading
from osone.bridge.onboarding import flow, warm
from osone.bridge.ports import Acts, Reads
from osone.bridge.settings.settings import Preferences
from osone.bridge.tasks.tasks import TaskList
from osone.bridge.window import gestures
from osone.bridge.window.capture import Capture
from osone.bridge.window.palette import Choices, Finder, Offers
from osone.bridge.window.shell import Shell
from osone.bridge.window.theme import Look
from osone.calendar.periods import monday
from osone.commands.screens import SCREENS, Screen
from osone.host import here
from osone.model.change import Change, Topic

T = TypeVar("T", bound=QObject)
DRAWN = (ring.RingLine, flow.MeetingFlow, warm.MeetingWarm)
"""Named so that importing this module registers every type that the QML uses: a singleton that Qt learns of after a
first QML file was read spoils all that are read from then on."""
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
    body: Body | None = None
    still: bool = False
    """Whether the system asks for reduced motion."""
    week: Callable[[], int] = monday
    """Asks for the day that a week begins with, 0 for Monday, once a calendar is looked at."""
    scaled: float = 1.0
    """What Qt scales by already, because it was told so before it started."""


def _one(engine: QQmlEngine, module: str, kind: type[T]) -> T:
    found = engine.singletonInstance(module, kind.__name__)
    if not isinstance(found, kind):
        raise TypeError(f"{module} has no {kind.__name__}")
    return found


class Rooms:
    """Every view-model of one window."""

    def __init__(
        self, engine: QQmlEngine, ui: Path, icons: Path | None = None, screens: Sequence[Screen] = SCREENS
    ) -> None:
        engine.addImportPath(str(ui))
        engine.addImageProvider(PROVIDER, IconProvider(icons))
        self.look: Look = _one(engine, "OSOne.Theme", Look)
        self.shell: Shell = _one(engine, "OSOne.Shell", Shell)
        self.shell.furnish(screens, ui / "OSOne")
        self.day: Day = _one(engine, "OSOne.Home", Day)
        self.inbox: Inbox = _one(engine, "OSOne.Mail", Inbox)
        self.reading: Reading = _one(engine, "OSOne.Mail", Reading)
        self.calendar: Calendar = _one(engine, "OSOne.Calendar", Calendar)
        self.tasks: TaskList = _one(engine, "OSOne.Tasks", TaskList)
        self.talk: Talk = _one(engine, "OSOne.Companion", Talk)
        self.finder: Finder = _one(engine, "OSOne.Palette", Finder)
        self.capture: Capture = _one(engine, "OSOne.Palette", Capture)
        self.preferences: Preferences = _one(engine, "OSOne.Settings", Preferences)
        self.now: Callable[[], datetime] = here.now
        """The time, in the person's zone."""
        self._day_old = False
        self._ahead = QTimer(self.inbox)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self.inbox.cursorChanged.connect(self._ahead.start)
        self.shell.roomChanged.connect(self._came)
        self.inbox.opened.connect(self.open_thread)
        self.inbox.splitsChanged.connect(lambda: self.shell.set_unread("mail", self.inbox.unread))
        self.day.opened.connect(self.open_from_home)
        self.day.boxAsked.connect(self.go_box)
        self.finder.found.connect(self._search_for)
        self.finder.captured.connect(lambda words: self.capture.open(words))
        self.calendar.captureAsked.connect(lambda day: self.capture.open("", day=day, dated=True))
        self.capture.kept.connect(self._wrote)
        self.calendar.viewChosen.connect(lambda view: self.preferences.change("calendar.view", view))
        self.preferences.valuesChanged.connect(self._settle)

    def begin(self, parts: Parts) -> None:
        """Give every screen its parts; each asks the store for what it shows first."""
        self.now = parts.now
        self.look.set_base(parts.scaled)
        self.preferences.begin(parts.reads, parts.acts, self.look, still=parts.still)
        self.day.begin(parts.reads, parts.acts, parts.now)
        self.inbox.begin(parts.reads, parts.now)
        self.reading.begin(parts.reads, parts.acts, parts.now, parts.body)
        self.talk.begin(parts.reads)
        self.tasks.begin(parts.reads, parts.acts, parts.now)
        self.calendar.begin(parts.reads, parts.now, parts.week)
        self.capture.begin(parts.reads, parts.acts, parts.now)
        self.finder.begin(parts.offers, parts.choices)

    def _wrote(self, day: str) -> None:
        """Something was put on a day: who looks at the calendar is shown it."""
        if day and self.shell.property("room") == "calendar":
            self.calendar.look_at(day)

    def _settle(self) -> None:
        name = str(self.preferences.value("companion.name"))
        self.day.set_name(str(self.preferences.value("person.name")))
        self.talk.set_name(name)
        self.finder.set_name(name)
        self.calendar.set_view(str(self.preferences.value("calendar.view")))
        self.shell.set_folded(bool(self.preferences.value("companion.folded")))
        self.reading.mark_read = bool(self.preferences.value("mail.mark_read"))

    def open_thread(self, thread: int) -> None:
        """Open a conversation of the list."""
        self.reading.open(thread, self.inbox.row_of(thread))

    def _read_ahead(self) -> None:
        """Have read what would be opened next: where the cursor stands, or below it while one reads."""
        if self.shell.property("room") == "mail":
            self.reading.read_ahead(self.inbox.neighbours(1 if self.reading.open_thread else 0))

    def open_from_home(self, thread: int) -> None:
        """Open a conversation that Home shows."""
        self.reading.open(thread, self.day.row_of(thread))
        self.shell.go("mail")

    def go_box(self, box: int) -> None:
        """Go to a list of the mail."""
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
            self.calendar.look()
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
        if self.shell.property("room") == "calendar":
            self.calendar.enter()
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

    def acting(self, arguments: Mapping[str, object]) -> Gone | None:
        """A verb that takes its rows out of their list is about to run: they go in this very frame."""
        threads, tasks = _ids(arguments, "threads"), _ids(arguments, "tasks")
        gone = None
        if threads:
            gone = self.inbox.leave(threads)
            self.inbox.select_none()
            self.day.leave(threads)
            if self.reading.open_thread in threads:
                self.reading.close()
        if tasks:
            self.tasks.leave(tasks)
            self.day.leave(tasks)
        if events := _ids(arguments, "events"):
            self.calendar.leave(events)
        return gone

    def acted(self, arguments: Mapping[str, object], touched: Sequence[int] = (), returned: Sequence[int] = ()) -> None:
        """The verb has run or has failed: show its rows as the store has them, and others that it ``touched``.

        ``returned`` were put back into the list because it would take back what they had gone for.
        """
        threads, tasks = [*_ids(arguments, "threads"), *returned], _ids(arguments, "tasks")
        self.inbox.returned(returned)
        if len(touched) <= MANY:
            threads = list({*threads, *touched})
        if threads:
            self.inbox.settled(threads)
        if tasks:
            self.tasks.settled(tasks)
        if events := _ids(arguments, "events"):
            self.calendar.settled(events)
        if "key" in arguments:
            self.preferences.settled(str(arguments["key"]))
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
        if self.finder.property("opened") or self.capture.property("opened"):
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
            return {"event": [self.calendar.current] if self.calendar.current else []}
        if room == "home":
            kind, number = self.day.current
            return {kind: [number]} if kind else {}
        return {}

    def gesture(self, what: str, value: object = None) -> bool:
        """Carry out a verb of the screen alone; False where there is nothing of that name here."""
        done = gestures.GESTURES.get(what)
        if done is None:
            return False
        done(self, value)
        return True


def _ids(arguments: Mapping[str, object], name: str) -> list[int]:
    value = arguments.get(name)
    return [int(i) for i in value] if isinstance(value, list) else []

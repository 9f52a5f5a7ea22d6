"""All screens and the window around them: made with the engine, fed with their parts, spoken to by the application."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtQml import QQmlEngine

from osone.bridge.calendar.screen import CalendarScreen
from osone.bridge.companion.starting import starters
from osone.bridge.companion.talk import Talk
from osone.bridge.companion.turns import TalkTurns
from osone.bridge.drawing import access, ring
from osone.bridge.drawing.icons import PROVIDER, IconProvider
from osone.bridge.drawing.theme import Look
from osone.bridge.home.screen import HomeScreen
from osone.bridge.mail.screen import MailScreen
from osone.bridge.onboarding import choice, pages
from osone.bridge.ports import Parts
from osone.bridge.screen import Screen, one
from osone.bridge.settings.screen import SettingsScreen
from osone.bridge.settings.settings import Preferences
from osone.bridge.tasks.screen import TasksScreen
from osone.bridge.window.capture import Capture
from osone.bridge.window.palette import Choices, Finder, Offers
from osone.bridge.window.shell import Shell
from osone.bridge.window.window import Window
from osone.bridge.writing.screen import WritingScreen
from osone.commands.screens import SCREENS, ScreenRow
from osone.host import here
from osone.mail import spoken
from osone.model.change import Change
from osone.model.mail import ThreadRow
from osone.text.catalogue import _, plural

S = TypeVar("S", bound=Screen)
CLASSES: Mapping[str, type[Screen]] = {
    "home": HomeScreen,
    "mail": MailScreen,
    "calendar": CalendarScreen,
    "tasks": TasksScreen,
    "writing": WritingScreen,
    "settings": SettingsScreen,
}
"""The class of each screen, by its name in ``commands.screens``."""
ICONS = {"thread": "mail", "task": "clipboard-check", "event": "calendar"}
"""What is drawn beside what the person talks about."""
DRAWN = (ring.RingLine, access.Access, choice.OnboardingPage, pages.PAGES)
"""Named so that importing this module registers every type that the QML uses: a singleton that Qt learns of after a
first QML file was read spoils all that are read from then on."""


def _conversations(count: int) -> str:
    return plural("{count} conversation", "{count} conversations", count)


def _tasks(count: int) -> str:
    return plural("{count} task", "{count} tasks", count)


class Screens(Window):
    """Every view-model of one window."""

    def __init__(
        self,
        engine: QQmlEngine,
        ui: Path,
        icons: Path | None = None,
        *,
        table: Sequence[ScreenRow] = SCREENS,
        classes: Mapping[str, type[Screen]] = CLASSES,
    ) -> None:
        engine.addImportPath(str(ui))
        engine.addImageProvider(PROVIDER, IconProvider(icons))
        look, shell = one(engine, "OSOne.Theme", Look), one(engine, "OSOne.Shell", Shell)
        shell.furnish(table, ui / "OSOne")
        self.preferences = one(engine, "OSOne.Settings", Preferences)
        finder, capture = one(engine, "OSOne.Palette", Finder), one(engine, "OSOne.Palette", Capture)
        super().__init__(shell, finder, capture, look, self.preferences)
        self.talk = one(engine, "OSOne.Companion", Talk)
        self.turns = one(engine, "OSOne.Companion", TalkTurns)
        self.turns.follow(self.talk)
        self.now: Callable[[], datetime] = here.now
        """The time, in the person's zone."""
        self.place({row.name: classes[row.name](row.name, self, engine) for row in table})
        self.day = self._of(HomeScreen).day
        self.inbox, self.reading = self._of(MailScreen).inbox, self._of(MailScreen).reading
        self.attached, self.linked = self._of(MailScreen).attached, self._of(MailScreen).linked
        self.writing, self.lines = self._of(WritingScreen).writing, self._of(WritingScreen).lines
        self.text, self.enclosures = self._of(WritingScreen).text, self._of(WritingScreen).files
        self.quoted, self.reminding = self._of(WritingScreen).quoted, self._of(WritingScreen).reminding
        self.calendar, self.tasks = self._of(CalendarScreen).calendar, self._of(TasksScreen).tasks
        self.learn({
            "talk": lambda _value: self._speak(),
            "hear": lambda _value: self.talk.hear() if self.talk.property("hears") else None,
            "about": lambda _value: self._speak_about(),
            "hush": lambda _value: self.talk.stop(),
            "turn": lambda what: self._on_turn(str(what)),
        })  # fmt: skip
        self.interrupts.append(self._hush)
        shell.screenChanged.connect(self._offer_starters)
        self.turns.copied.connect(lambda: self.toast(_("Copied")))
        self.preferences.valuesChanged.connect(self.settle)

    def _of(self, kind: type[S]) -> S:
        return next(screen for screen in self.screens.values() if isinstance(screen, kind))

    def begin(
        self,
        parts: Parts,
        offers: Offers,
        choices: Choices | None = None,
        *,
        scaled: float = 1.0,
        in_use: Callable[[str], str] | None = None,
    ) -> None:
        """Give every screen its parts; each asks the store for what it shows first.

        ``scaled`` is what Qt scales by already, because it was told so before it started.
        """
        self.now = parts.now
        self.look.set_base(scaled)
        # What is seen first asks first: the settings, by which all is drawn, the screen at hand, the talk beside it.
        first: list[Screen] = [self._of(SettingsScreen), self.at]
        for screen in first:
            screen.begin(parts)
        self.talk.begin(parts.reads)
        self._offer_starters()
        for screen in self.screens.values():
            if screen not in first:
                screen.begin(parts)
        self.capture.begin(parts.reads, parts.acts, parts.now)
        self.finder.begin(offers, choices, in_use)

    def settle(self) -> None:
        """Settings may be others."""
        super().settle()
        self.talk.set_name(self.preferences.text("companion.name"))

    def _speak(self) -> None:
        self.shell.unfold()
        self.talk.focusAsked.emit()

    def _speak_about(self) -> None:
        """Let the person say something about what a key would act on. Nothing is said for them."""
        nouns = tuple(self.at.targets())
        words = self.called(nouns[0]) if nouns else ""
        if len(nouns) > 1:
            counted = {"thread": _conversations, "task": _tasks}.get(nouns[0][0], _tasks)
            words = counted(len(nouns))
        self.talk.set_about(nouns, words, ICONS.get(nouns[0][0], "circle") if nouns else "")
        self._speak()

    def _on_turn(self, what: str) -> None:
        self.shell.unfold()
        self.turns.act(what)

    def _offer_starters(self) -> None:
        self.talk.set_starters(starters(self.at.name))

    def facts(self, *, typing: bool = False) -> frozenset[str]:
        """The situation, as conditions of verbs see it; on something that was said it is that which is meant."""
        found = super().facts(typing=typing)
        if not self.turns.on:
            return found
        return frozenset({"focus:turn", *(fact for fact in found if not fact.startswith("focus:"))})

    def changed(self, changes: Sequence[Change]) -> None:
        """The store is different: look again where it shows."""
        super().changed(changes)
        self.talk.changed(changes)

    def _hush(self) -> bool:
        busy = bool(self.talk.property("busy"))
        if busy:
            self.talk.stop()
        return busy

    def reason(self) -> str:
        """Why what is before the person needs them; empty where nothing says so."""
        thread = next((noun for noun in self.at.targets() if noun[0] == "thread"), None)
        row = self.known(thread) if thread is not None else None
        return spoken.reason(row.reason) if isinstance(row, ThreadRow) and row.reason else ""

"""The window around the screens: every verb of the screen asks the one before the person first, then the window.

It knows screens by their shape alone, and never asks which one it is.
"""

from collections.abc import Callable, Mapping, Sequence

from osone.bridge.drawing.theme import Look
from osone.bridge.ports import Settings
from osone.bridge.screen import Noun, Screen
from osone.bridge.window.capture import Capture
from osone.bridge.window.palette import Finder
from osone.bridge.window.shell import Shell
from osone.model.change import Change, Topic
from osone.model.values import whole

EDGE = 10_000_000
"""Rows that take the cursor to an end, wherever it is."""


class Window:
    """One window: its screens, what floats above them, and the verbs of the screen."""

    def __init__(self, shell: Shell, finder: Finder, capture: Capture, look: Look, settings: Settings) -> None:
        self.shell, self.finder, self.capture, self.look = shell, finder, capture, look
        self._settings = settings
        self._folded: bool | None = None
        """Whether the companion is to be folded away, as it was set last."""
        self.screens: Mapping[str, Screen] = {}
        self._led = False
        """Whether one was led from another screen to this one, to see something on it."""
        self.interrupts: list[Callable[[], bool]] = []
        """What Esc stops before it reaches the screen; True where there was something to stop."""
        self._verbs: dict[str, Callable[[object], None]] = {
            "screen": lambda value: shell.go(str(value)),
            "palette": lambda _value: self._open_palette(),
            "keys": lambda _value: shell.show_keys(),
            "pane": lambda value: shell.paneAsked.emit(whole(value)),
            "capture": lambda value: capture.open("", day=str(value or ""), dated=self.at.dated),
            "reword": capture.reword,
            "fold": lambda _value: self._fold(),
            "mode": lambda _value: self.keep("look.mode", "day" if look.property("night") else "night"),
            "back": lambda _value: self._back(),
            "leave": lambda _value: self._leave_line(),
            "cursor": lambda value: self._in_list(self.at.move, whole(value)),
            "page": lambda value: self._in_list(self.at.page, whole(value)),
            "edge": lambda value: self._in_list(self.at.move, whole(value) * EDGE),
            "open": lambda _value: self.at.open(),
            "select": lambda _value: self.at.select(),
            "extend": lambda value: self._extend(whole(value)),
            "view": lambda value: self.at.view(whole(value)),
            "create": lambda _value: self.at.create(),
        }
        shell.screenChanged.connect(self._enter)
        finder.found.connect(lambda words: self.gesture("search", words))
        finder.captured.connect(capture.open)
        capture.kept.connect(lambda day: self.at.wrote(day) if day else None)

    def place(self, screens: Mapping[str, Screen]) -> None:
        """Take the screens in. Raises ValueError where two want to carry out one verb."""
        self.screens = screens
        for screen in screens.values():
            self.learn(screen.gestures())

    def learn(self, gestures: Mapping[str, Callable[[object], None]]) -> None:
        """Carry out more verbs of the screen. Raises ValueError for one that somebody does already."""
        if taken := self._verbs.keys() & gestures.keys():
            raise ValueError(f"two carry out {', '.join(sorted(taken))}")
        self._verbs |= gestures

    def settle(self) -> None:
        """Settings may be others."""
        folded = self._settings.switch("companion.folded")
        if folded is not self._folded:
            # Settings are told of for many reasons; what was opened by hand stays until this one is another.
            self._folded = folded
            self.shell.set_folded(folded)
        self.finder.set_name(self._settings.text("companion.name"))
        for screen in self.screens.values():
            screen.settle(self._settings.value)

    # What a screen may ask of it (``bridge.screen.Around``).

    @property
    def at(self) -> Screen:
        """The screen before the person."""
        return self.screens[self.shell.at.name]

    def go(self, name: str) -> None:
        """Go to a screen."""
        self.shell.go(name)

    def go_back(self, name: str = "") -> None:
        """Go back to the screen that one came from, or to this one before it."""
        self.shell.go_back(name)

    def show(self, noun: Noun) -> None:
        """Go to where this noun is shown, and open it there."""
        before = self.at
        found = next((screen for screen in self.screens.values() if screen.show(noun)), None)
        if found is not None:
            self.go(found.name)
            self._led = self.at is not before

    def known(self, noun: Noun) -> object:
        """What is known of a noun, by the screen before the person or else by another; None where none knows it."""
        known = (screen.known(noun) for screen in (self.at, *self.screens.values()))
        return next((row for row in known if row is not None), None)

    def called(self, noun: Noun) -> str:
        """What a person reads for a noun, by the screen before the person or else by another; empty for none."""
        return next((words for screen in (self.at, *self.screens.values()) if (words := screen.called(noun))), "")

    def press(self, command: str) -> None:
        """Do as the key of this verb would."""
        self.shell.press(command)

    def keep(self, key: str, value: object) -> None:
        """Keep a way of looking, which is no deed that undo takes back."""
        self._settings.remember(key, value)

    def mark(self, name: str, unread: int, told: str = "") -> None:
        """How much on a screen has not been read: the rail marks it. ``told`` says it where that is something else."""
        self.shell.set_unread(name, unread, told)

    def toast(self, text: str, *, fault: bool = False, action: str = "", command: str = "", instead: str = "") -> None:
        """Say something in passing; ``action`` names the verb that can be taken from there, by its id ``command``."""
        if instead:
            self.shell.drop_said(instead)
        self.shell.toast(text, action, "", command, fault=fault)

    def _enter(self) -> None:
        self._led = False
        self.at.enter()

    # What the person does.

    def gesture(self, what: str, value: object = None) -> bool:
        """Carry out a verb of the screen alone; False where there is nothing of that name here."""
        done = self._verbs.get(what)
        if done is None:
            return False
        done(value)
        return True

    def _back(self) -> None:
        """Go back by one step: what floats above the screen first, then what is under way, then on the screen.

        Where there is no step left one goes back to the screen that one was led from, and from what is only passed
        through to where one came from. Else the keyboard goes back to the screen, out of whatever line it was in.
        """
        if self._put_away() or any(stop() for stop in self.interrupts):
            return
        # From the rail or the companion it is one step back to the screen, which itself goes back with the next.
        if self.shell.dismiss() or self.shell.away:
            self._to_screen()
        elif not self.at.back():
            if self._led or self.at.passing:
                self.shell.go_back()
            else:
                self.shell.paneAsked.emit(0)

    def _leave_line(self) -> None:
        """Out of a line that is being written on, to the list beside it. What is written stays."""
        if self._put_away() or any(stop() for stop in self.interrupts):
            return
        if self.shell.away:
            self._to_screen()
        elif self.at.leave_line():
            self.shell.paneAsked.emit(0)

    def _to_screen(self) -> None:
        """From beside the screen to it: what was written on there is left as well, for a key is a command now."""
        self.at.rest()
        self.shell.paneAsked.emit(0)

    def _fold(self) -> None:
        if not self.shell.turn():
            self._folded = not self.shell.property("folded")
            self.shell.set_folded(self._folded)
            self.keep("companion.folded", self._folded)

    def _put_away(self) -> bool:
        if self.finder.property("opened"):
            self.finder.close()
        elif self.capture.property("opened"):
            self.capture.close()
        elif self.shell.property("sheet"):
            self.shell.show_keys()
        elif self.shell.property("asking"):
            self.shell.decide_last(False)
        else:
            return False
        return True

    def _open_palette(self) -> None:
        written = bool(self.capture.property("opened"))
        self.capture.close()  # it would lie over the palette
        if not (written and self.shell.property("asking")):
            self.finder.open()  # else it is asked first what becomes of what was written

    def _in_list(self, move: Callable[[int], None], by: int) -> None:
        """Move the cursor of the list, with the keyboard there: Enter is to open what the cursor comes to."""
        if not self.at.walked and "reader" not in self.at.facts():
            self.shell.rowsAsked.emit()
        move(by)

    def _extend(self, by: int) -> None:
        self.at.select(True)
        self._in_list(self.at.move, by)
        self.at.select(True)

    # What keys and verbs need to know.

    def facts(self, *, typing: bool = False) -> frozenset[str]:
        """The situation, as conditions of verbs see it."""
        found = {f"screen:{self.at.name}", *self.at.facts()}
        targets = self.at.targets()
        if targets:
            found.add(f"focus:{targets[0][0]}")
        if self.finder.property("opened") or self.capture.property("opened"):
            found.add("palette")
        if self.shell.property("sheet") or self.shell.property("asking"):
            found.add("dialog")
        if typing:
            found.add("text")
        return frozenset(found)

    def selection(self) -> dict[str, list[int]]:
        """What verbs act on now, by noun: ``thread``, ``task``, ``event``."""
        found: dict[str, list[int]] = {}
        for noun, number in self.at.targets():
            found.setdefault(noun, []).append(number)
        return found

    def given(self) -> Mapping[str, object]:
        """What a verb is told of the screen before the person, by the names of its arguments."""
        return self.at.given()

    # What the application tells.

    def changed(self, changes: Sequence[Change]) -> None:
        """The store is different: look again where it shows."""
        for screen in self.screens.values():
            screen.changed(changes)

    def refresh(self) -> None:
        """Read every screen anew: too much has changed to be told one by one."""
        self.changed([Change(0, topic, ()) for topic in Topic])

    def mean(self, command: str, arguments: Mapping[str, object]) -> None:
        """A verb is about to be carried out with these arguments; ``settled`` must follow."""
        for screen in self.screens.values():
            screen.mean(command, arguments)

    def leave(self, nouns: Sequence[Noun]) -> None:
        """A verb that takes these away is about to run: they go in this very frame. ``settled`` must follow."""
        for screen in self.screens.values():
            screen.leave(nouns)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """What had left is about to be taken back: it comes in this very frame. ``settled`` must follow."""
        for screen in self.screens.values():
            screen.bring_back(nouns)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """A verb has run or has failed: show what it ``moved`` as the store has it, and others that it ``touched``."""
        for screen in self.screens.values():
            screen.settled(moved, touched)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """The verb that moved these was refused: each screen is as it was before its key. ``settled`` must follow."""
        for screen in self.screens.values():
            screen.stayed(nouns)

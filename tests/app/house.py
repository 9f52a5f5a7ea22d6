"""The whole window in this process, on no screen, with the sample world in it: driven by keys."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import apsw
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from qasync import QEventLoop

from osone.app import window
from osone.app.loop import looping
from osone.app.profile import profile
from osone.app.profile.profile import Profile
from osone.app.shell import HouseShell
from osone.bridge.drawing.fonts import load_fonts
from osone.host import paths

PATIENCE_S = 30.0
THINKING_S = 150.0
CLOSING_S = 120.0
NAMES = {
    "Enter": (Qt.Key.Key_Return, "\r"),
    "Esc": (Qt.Key.Key_Escape, "\x1b"),
    "Down": (Qt.Key.Key_Down, ""),
    "Up": (Qt.Key.Key_Up, ""),
    "Left": (Qt.Key.Key_Left, ""),
    "Right": (Qt.Key.Key_Right, ""),
    "Tab": (Qt.Key.Key_Tab, "\t"),
    "Space": (Qt.Key.Key_Space, " "),
    "PageDown": (Qt.Key.Key_PageDown, ""),
    "PageUp": (Qt.Key.Key_PageUp, ""),
    "Home": (Qt.Key.Key_Home, ""),
    "End": (Qt.Key.Key_End, ""),
    "F6": (Qt.Key.Key_F6, ""),
    "Backspace": (Qt.Key.Key_Backspace, "\x08"),
    "Delete": (Qt.Key.Key_Delete, "\x7f"),
}
SHIFTED = '~!@#$%^&*()_+{}|:"<>?'


def application() -> QGuiApplication:
    """The one application of this process."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    made = QGuiApplication(["osone"])
    made.setQuitOnLastWindowClosed(False)
    load_fonts(paths.data("resources") / "fonts")
    return made


class Running:
    """A window that lives."""

    def __init__(self, loop: QEventLoop, house: HouseShell) -> None:
        self.loop, self.house, self.screens = loop, house, house.screens
        self.reader: apsw.Connection = house.profile.store.reader()

    def turn(self, seconds: float = 0.001) -> None:
        """Let everything that is due happen."""
        # qasync's run_until_complete ends with a round of events for which there is no running loop.
        self.loop.call_later(seconds, self.loop.stop)
        self.loop.run_forever()

    def until(self, holds: Callable[[], object], what: str = "", patience_s: float = PATIENCE_S) -> None:
        """Let things happen until something holds."""
        ends = time.monotonic() + patience_s
        while not holds():
            assert time.monotonic() < ends, f"it never held: {what or holds}"
            self.turn(0.005)

    def press(self, *chords: str) -> None:
        """Press keys as they are written in the keymap: ``e``, ``Shift+Z``, ``Mod+K``, ``#``, ``Enter``."""
        for chord in chords:
            *held, name = chord.replace("++", "+plus").split("+") if len(chord) > 1 else [chord]
            name = "+" if name == "plus" else name
            modifiers = Qt.KeyboardModifier.NoModifier
            if "Mod" in held:
                modifiers |= Qt.KeyboardModifier.ControlModifier
            if "Shift" in held or name in SHIFTED:
                modifiers |= Qt.KeyboardModifier.ShiftModifier
            key, text = NAMES.get(name) or (Qt.Key(ord(name.upper())), "" if "Mod" in held else name)
            # Only ever while the loop runs: work that Qt wakes outside of it would find no loop.
            self.loop.call_soon(self._send, key, modifiers, text)
            self.turn()

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        assert self.house.window is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self.house.window, QKeyEvent(kind, key, modifiers, text))

    def write(self, words: str) -> None:
        """Write words, a key at a time."""
        for letter in words:
            self.press("Space" if letter == " " else letter)

    def say(self, words: str) -> None:
        """Say something to the companion, by keys."""
        self.press("Mod+J")
        self.turn(0.01)
        self.write(words)
        self.press("Enter")

    # What is seen.

    def number(self, query: str, *bound: str | int) -> int:
        """The one number that a query finds in the store."""
        return int(str(self.rows(query, *bound)[0][0]))

    def rows(self, query: str, *bound: str | int) -> list[tuple[object, ...]]:
        """What a query finds in the store."""
        return [tuple(row) for row in self.reader.execute(query, bound)]

    def toasts(self) -> list[str]:
        """What the toasts say."""
        return [str(row["text"]) for row in self.screens.shell.property("toasts").rows]

    def talk(self) -> list[tuple[str, str]]:
        """What stands in the sidebar: kind and words."""
        return [(str(row["kind"]), str(row["text"] or row["html"])) for row in self.screens.talk.rows]

    def answered(self) -> str:
        """All words of the companion since the person spoke last; empty while it still answers."""
        if self.screens.talk.property("busy"):
            return ""
        rows = self.talk()
        mine = [n for n, (kind, _words) in enumerate(rows) if kind == "person"]
        beside = ("note", "decided", "offers")
        return " ".join(words for kind, words in rows[mine[-1] + 1 :] if kind not in beside) if mine else ""

    def ask(self, words: str) -> str:
        """Say something and wait for the whole answer."""
        spoken = len([1 for kind, _words in self.talk() if kind == "person"])
        self.say(words)
        self.until(lambda: len([1 for kind, _ in self.talk() if kind == "person"]) > spoken, "it was said")
        self.until(self.answered, f"“{words}” is answered", THINKING_S)
        return self.answered()


@contextmanager
def living(opened: Profile, *, engine: bool = False, warm: bool = False, **more: Any) -> Iterator[Running]:
    """The window of an open profile, from its birth to its clean end. ``more`` goes to ``window.build``."""
    with looping(application()) as loop:
        house = window.build(opened, engine_child=engine, warm=warm, **more)
        task = loop.create_task(house.live())
        running = Running(loop, house)
        running.turn()
        try:
            yield running
        finally:
            running.reader.close()
            house.closing()
            running.until(task.done, "it ended")
            # Turn by turn: a stop that was left over from a turn that Qt ended would end this one half way.
            closing = loop.create_task(house.close())
            running.until(closing.done, "all of it has ended", CLOSING_S)
            closing.result()
            house.leave()


@contextmanager
def sample() -> Iterator[Profile]:
    """A throw-away profile with the sample world in it."""
    with profile.throw_away() as opened:
        window.fill_sample(opened)
        yield opened


@contextmanager
def free_days() -> Iterator[Running]:
    """The sample without its events."""
    with sample() as opened, living(opened) as running:
        writer = opened.store.writer()
        writer.execute("DELETE FROM event")
        writer.close()
        yield running
        running.turn(0.2)  # what was asked last is answered

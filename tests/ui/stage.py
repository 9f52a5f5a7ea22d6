"""A stage for the screens: view-models fed with canned rows of a store in memory, offscreen, and pictures of them."""

# ruff: noqa: E501  # canned rows read best a line each

import gc
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

import apsw
import PySide6.QtQuick  # noqa: F401  # without it a root object is a plain window
import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

import osone.bridge.onboarding.flow  # noqa: F401  # its types are named by the window
from osone.bridge.drawing.fonts import load_fonts
from osone.bridge.ports import OpenedMessage, OpenedPiece, Parts
from osone.bridge.screens import Screens
from osone.bridge.window.palette import PaletteLine
from osone.bridge.window.shell import KeyLine

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 38, tzinfo=ZONE)


def application() -> QGuiApplication:
    """The one application, with the typeface loaded."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    app = QGuiApplication(["osone"])
    load_fonts(ROOT / "resources" / "fonts")
    return app


@dataclass
class Acted:
    """Verbs that were run, kept for looking at."""

    ran: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def run(
        self,
        command: str,
        arguments: Mapping[str, object],
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        del done, failed
        self.ran.append((command, dict(arguments)))


class Answered:
    """A question that may be dropped before its answer is called."""

    dropped = False

    def drop(self) -> None:
        self.dropped = True


class Answers:
    """Questions answered from one connection, when the event loop comes round or at once."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.held: list[Callable[[], None]] | None = None

    def ask(
        self, question: Callable[[apsw.Connection], T], answer: Callable[[T], None], *, later: bool = False
    ) -> Answered:
        del later
        asked = Answered()

        def do() -> None:
            if not asked.dropped:
                answer(question(self.connection))

        if self.held is None:
            do()
        else:
            self.held.append(do)
        return asked

    def release(self) -> None:
        held, self.held = self.held or [], None
        for do in held:
            do()


class Stage:
    """A window with every room, over a store that a test has filled."""

    def __init__(self, connection: apsw.Connection, width: int = 1440, height: int = 900) -> None:
        self.app = application()
        self.said: list[str] = []
        # Installed once the window is loaded: a warning from the loader's thread would wait for Python for ever.
        self.engine = QQmlApplicationEngine()
        self.screens = Screens(self.engine, ROOT / "ui", ROOT / "resources" / "icons")
        self.acts = Acted()
        self.reads = Answers(connection)
        self.screens.begin(Parts(self.reads, self.acts, lambda: NOW, letter), offers)
        self.screens.shell.teach(KEYS)
        self.screens.shell.set_hints(HINTS["home"])
        self.engine.warnings.connect(lambda found: self.said.extend(w.toString() for w in found))
        self.engine.load(QUrl.fromLocalFile(str(ROOT / "ui/OSOne/Shell/Main.qml")))
        qInstallMessageHandler(self._hear)
        if not self.engine.rootObjects():
            raise RuntimeError("The window did not load: " + "; ".join(self.said))
        self.window = self.engine.rootObjects()[0]
        self.window.setWidth(width)  # type: ignore[attr-defined]
        self.window.setHeight(height)  # type: ignore[attr-defined]
        self.settle()

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        del kind, context
        if "propagateSizeHints" not in text:
            self.said.append(text)

    def go(self, room: str) -> None:
        self.screens.shell.go(room)
        self.screens.shell.set_hints(HINTS.get(room, ()))
        self.settle()

    def settle(self, milliseconds: int = 120) -> None:
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < milliseconds:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def until(self, holds: Callable[[], object], what: str, milliseconds: int = 10_000) -> None:
        """Settle until something holds."""
        timer = QElapsedTimer()
        timer.start()
        while not holds():
            assert timer.elapsed() < milliseconds, f"it never held that {what}"
            self.settle(5)

    def grab(self, file: Path) -> None:
        self.settle(250)
        self.window.grabWindow().save(str(file))  # type: ignore[attr-defined]

    def close(self) -> None:
        self.window.close()  # type: ignore[attr-defined]
        self.settle(20)
        qInstallMessageHandler(None)
        engine, self.engine, self.window = self.engine, None, None  # type: ignore[assignment]
        del self.screens
        gc.collect()
        shiboken6.delete(engine)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


HINTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "home": (("Enter", "open", "open"), ("e", "done", "mail.archive"), ("q", "add", "capture.open"), ("Mod+K", "everything", "palette.open")),
    "mail": (("e", "done", "mail.archive"), ("s", "star", "mail.star"), ("#", "delete", "mail.trash"), ("u", "unread", "mail.unread"), ("a", "ask about it", "companion.about")),
    "tasks": (("e", "done", "task.done"), ("t", "today", "task.today"), ("d", "day", "task.due"), ("y 1", "priority", "task.priority"), ("q", "add", "capture.open")),
    "calendar": (("Enter", "open", "open"), ("n", "later", "period.next"), ("q", "add", "capture.open")),
}  # fmt: skip
KEYS = [
    KeyLine("Mod+K", "Find anything that can be done.", "Everywhere"),
    KeyLine("Mod+J", "Talk to the companion.", "Everywhere"),
    KeyLine("g i", "Go to the mail.", "Everywhere"),
    KeyLine("/", "Search your mail.", "Everywhere"),
    KeyLine("z", "Undo what was done last.", "Everywhere"),
    KeyLine("e", "Archive: take it out of the inbox and keep it.", "Mail"),
    KeyLine("s", "Star it, or take the star away.", "Mail"),
    KeyLine("#", "Delete: move it to the trash.", "Mail"),
    KeyLine("e", "Done: tick it off.", "Tasks"),
    KeyLine("d", "Give it a day, in plain words.", "Tasks"),
]


def offers(words: str) -> list[PaletteLine]:
    every = [
        PaletteLine("mail.archive", "Archive: take it out of the inbox and keep it.", "", "e", "archive"),
        PaletteLine("mail.star", "Star it, or take the star away.", "", "s", "star"),
        PaletteLine("mail.move", "Move it to a folder.", "", "v", "folder-input", asks="folder"),
        PaletteLine("go.calendar", "Go to the calendar.", "", "g c", "calendar-days"),
        PaletteLine("companion.talk", "Talk to the companion.", "", "Mod+J", "message-circle"),
        PaletteLine("undo", "Undo what was done last.", "Archived 1 conversation", "z", "undo-2"),
        PaletteLine("keys.show", "Show all keys.", "", "?", "keyboard"),
    ]
    return [o for o in every if all(w in o.title.casefold() for w in words.casefold().split())]


def letter(_connection: object, _row: object, raw: bytes) -> OpenedMessage:
    data = json.loads(raw)
    return OpenedMessage(
        tuple(OpenedPiece(**p) for p in data["pieces"]),
        tuple((n, t, s, at) for at, (n, t, s) in enumerate(data.get("files", []))),
        tuple((i, t, h) for i, t, h in data.get("chips", [])),
    )


def second(days: float) -> int:
    return int((NOW - timedelta(days=days)).timestamp())


if __name__ == "__main__":
    if len(sys.argv) > 3:
        os.environ["QT_SCALE_FACTOR"] = str(int(sys.argv[3]) / 100)
    sys.path.insert(0, str(ROOT))
    from tests.ui.pictures import main

    raise SystemExit(main(sys.argv[1:]))

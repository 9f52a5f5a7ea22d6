"""A window with the meeting in it, driven by real keys; outside it voices, minds and mailboxes that tests command."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView
from qasync import QEventLoop
from shiboken6 import Shiboken

from osone.app.desk.keys import KeyFilter
from osone.bridge.drawing.fonts import load_fonts
from osone.bridge.drawing.icons import IconProvider
from osone.bridge.drawing.ring import RingLine
from osone.bridge.drawing.theme import Look
from osone.bridge.onboarding.flow import OnboardingFlow, OnboardingParts, attach_onboarding, onboarding_page
from osone.bridge.onboarding.warm import OnboardingWarm
from osone.commands.keymap import Binding, default, shadowed
from osone.companion.onboarding import Onboarding
from tests.ui.onboarding_given import Choir, Disk, FewNames, Kept, Library, Now, Post

ROOT = Path(__file__).resolve().parents[2]
PARTS_OF_QML = (RingLine, Look)
"""Named so that the modules which register them are loaded."""
P = TypeVar("P", bound=QObject)


def theme_of(engine: QQmlEngine) -> Look:
    """The choices of look of an engine."""
    look = engine.singletonInstance("OSOne.Theme", "Look")
    assert isinstance(look, Look)
    return look


class House:
    """The window and everything behind it."""

    def __init__(self, loop: QEventLoop, view: QQuickView, kept: Kept, flow: OnboardingFlow) -> None:
        self.loop, self.view, self.kept, self.flow = loop, view, kept, flow
        self.voices, self.minds, self.post, self.disk = Choir(), Library(), Post(), Disk()
        self.hellos: list[str] = []
        self.later = Now(loop)
        self.filter: KeyFilter | None = None

    def facts(self, typing: bool) -> frozenset[str]:
        """The situation, as the window tells it during the meeting."""
        return frozenset({"screen:onboarding", *self.flow.facts(), *(("text",) if typing else ())})

    def meant(self, binding: Binding) -> None:
        """Do what a key means."""
        assert binding.command.gesture is not None
        self.flow.act(str(binding.command.gesture.value))

    def page(self, kind: type[P]) -> P:
        """A view-model of this window."""
        return onboarding_page(self.view.engine(), kind)

    @property
    def step(self) -> str:
        """Which page is shown."""
        return self.flow.meeting.step.value

    def press(self, key: Qt.Key, text: str = "", *, control: bool = False, shift: bool = False) -> None:
        """Press and let go of one key, as the system would."""
        modifiers = Qt.KeyboardModifier.NoModifier
        modifiers |= Qt.KeyboardModifier.ControlModifier if control else modifiers
        modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else modifiers
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self.view, QKeyEvent(kind, key, modifiers, text))
        self.turn()

    def write(self, words: str) -> None:
        """Write words on the keyboard."""
        for letter in words:
            code = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
            self.press(code, letter)

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return, "\r")

    def skip(self) -> None:
        """Press Ctrl and the right arrow."""
        self.press(Qt.Key.Key_Right, control=True)

    def escape(self) -> None:
        """Press Esc."""
        self.press(Qt.Key.Key_Escape)

    def turn(self, seconds: float = 0.001) -> None:
        """Let everything that is due happen."""
        # Only ever while the loop runs: work that Qt wakes outside it would find no loop. That is why nothing is run
        # until it is complete: qasync then ends with a round of events for which no loop is running.
        self.loop.call_later(seconds, self.loop.stop)
        self.loop.run_forever()

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Let things happen until something holds."""
        given_up = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < given_up, f"it never held: {what or holds}; now on {self.step}"
            self.turn(0.005)

    def awake(self) -> None:
        """Let everything wake up, and come to the first page."""
        warm = self.page(OnboardingWarm)
        warm.reach("store")
        warm.reach("voice")
        self.press(Qt.Key.Key_Return, "\r")
        self.until(lambda: self.step != "boot")

    def to(self, step: str) -> None:
        """Skip to a page."""
        if self.step == "boot":
            self.awake()
        for _ in range(9):
            if self.step != step:
                self.skip()
        assert self.step == step
        self.turn()

    def spoken(self) -> list[str]:
        """The names that a screen reader finds, in order."""
        top = QAccessible.queryAccessibleInterface(self.view)
        return [name for item in _walk(top) if (name := item.text(QAccessible.Text.Name))]

    def click(self, words: str) -> None:
        """Click with the mouse on the first visible item that shows these words."""
        item = next(item for item in self.texts() if item.property("text") == words)
        place = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        for kind, buttons in (
            (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(kind, place, place, Qt.MouseButton.LeftButton, buttons, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self.view, event)
        self.turn()

    def texts(self) -> list[QQuickItem]:
        """Every visible item that shows words."""
        found = _below(self.view.rootObject())
        return [item for item in found if item.property("text") and item.metaObject().indexOfProperty("lineCount") >= 0]

    def grab(self, path: Path) -> None:
        """Take a picture of the window."""
        self.view.grabWindow().save(str(path))


def _walk(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None and not child.state().invisible:
            yield child
            yield from _walk(child)


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from _below(child)


@contextmanager
def onboarding_house(
    app: QGuiApplication,
    settings: Mapping[str, object] | None = None,
    *,
    width: int = 1440,
    height: int = 900,
    keys: Mapping[str, str | None] = MappingProxyType({}),
) -> Iterator[House]:
    """Open the window, with the person's own keys over the others, and close it without a word from Qt."""
    heard: list[str] = []

    def listen(kind: QtMsgType, context: object, words: str) -> None:
        heard.append(words)

    before = qInstallMessageHandler(listen)
    loop = QEventLoop(app)
    fonts = ROOT / "resources" / "fonts"
    if fonts.is_dir():
        load_fonts(fonts)
    view = QQuickView()
    engine: QQmlEngine = view.engine()
    engine.addImportPath(str(ROOT / "ui"))
    engine.addImageProvider("icon", IconProvider())
    theme_of(engine).set_calm(True)
    kept = Kept(dict(settings or {}))
    house = House(loop, view, kept, onboarding_page(engine, OnboardingFlow))
    later = house.later
    warm = house.page(OnboardingWarm)
    warm.expect("store", "Opening your data", needed=True)
    warm.expect("voice", "Finding my voice", weight=3)
    parts = OnboardingParts(
        kept,
        later,
        house.voices,
        FewNames(),
        house.minds,
        house.post,
        house.disk,
        now=lambda: datetime(2026, 11, 23, 8, 30),
        keymap=shadowed(default(), keys),
    )
    house.flow.finished.connect(house.hellos.append)
    attach_onboarding(engine, Onboarding.kept(kept.values), parts)
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.resize(width, height)
    view.loadFromModule("OSOne.Onboarding", "OnboardingScreen")
    problems = [error.toString() for error in view.errors()]
    assert not problems, problems
    view.show()
    view.requestActivate()
    house.filter = KeyFilter(view, parts.keymap, house.facts, house.meant, lambda: False, lambda: None)
    house.turn()
    try:
        yield house
        assert not heard, heard
        failed = [task.exception() for task in later.tasks if task.done() and not task.cancelled()]
        assert not any(failed), failed
    finally:
        for task in later.tasks:
            task.cancel()
        house.turn(0.01)
        view.close()
        view.setSource(QUrl())
        Shiboken.delete(view)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        loop.close()
        qInstallMessageHandler(before)
    assert not heard, heard

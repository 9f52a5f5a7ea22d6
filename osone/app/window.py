"""The window's process: birth, wiring and death."""

import gc
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from osone.app.profile import language, log, profile
from osone.commands import keymap
from osone.commands.everything import REGISTRY
from osone.commands.registry import Registry
from osone.commands.screens import SCREENS, ScreenRow
from osone.host import environment, here, own, paths
from osone.host.later import later
from osone.model.errors import OsOneError, UpdatedError
from osone.store import files, leaving, locks, settings
from osone.store.files import NewerStoreError

# isort: split
from osone.app import pyside  # noqa: F401 - it has to come before PySide

# isort: split
from PySide6.QtCore import QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from osone.app.desk import asked
from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.keys import KeyFilter, reduced_motion
from osone.app.desk.offers import PaletteChoices, offered, parts_of, teach
from osone.app.desk.threads import Reader, Writer
from osone.app.interrupt import interrupted
from osone.app.notices import trouble
from osone.app.notices.for_good import ForGood
from osone.app.profile.profile import Profile
from osone.app.shell import HouseShell
from osone.bridge.drawing.fonts import load_fonts
from osone.bridge.screen import Screen
from osone.bridge.screens import CLASSES, Screens
from osone.bridge.window import translator
from osone.text.catalogue import _

if TYPE_CHECKING:
    import asyncio

    from osone.app import loop
    from osone.sync import messages, wakeups
else:
    # A tenth of a second, after the first frame.
    asyncio, loop = later("asyncio"), later("osone.app.loop")
    messages, wakeups = later("osone.sync.messages"), later("osone.sync.wakeups")

LOG = logging.getLogger(__name__)
TURN_S = 30.0
"""How long another process is waited for that has the store alone."""
TRY_S, TRIES = 0.2, 50
"""How often, and how many times, a window that is being opened is asked for."""
DESKTOP_FILE = "org.osone.OSOne"
"""The name of the desktop file, without its ending: by it a desktop finds the icon, and groups windows."""
FILES = re.compile(r"'file://[^\n]*'|file://(?!\S*\.(?:qml|js)\b)[^\n]*")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def main(folder: Path, *, sample: bool, toggle: bool, mailto: str = "") -> int:
    """Open the window, with the message that ``mailto`` asks for; with ``toggle`` show or hide one that is open."""
    language.begin()
    if not sample and _another(folder, toggle=toggle, mailto=mailto):
        return 0
    # Qt waits 5 ms for more work before it paints; a key should be seen in its own frame.
    environment.default(environment.QT_UPDATE_MS, "0")
    environment.default(environment.QT_STYLE, "Basic")
    scaled = paths.scale(folder) / 100
    if scaled != 1:
        environment.default(environment.QT_SCALE, str(scaled))
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationName("OS One")
    application.setDesktopFileName(DESKTOP_FILE)
    # The windows come and go, of trouble and of the house; the loop ends when the house says so.
    application.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(note)
    load_fonts(paths.data("resources") / "fonts")
    try:
        return _try(application, folder, sample=sample, scaled=scaled, mailto=mailto)
    finally:
        qInstallMessageHandler(None)


def _try(application: QGuiApplication, folder: Path, *, sample: bool, scaled: float, mailto: str = "") -> int:
    """Open the house, or say what keeps it shut and try again as the person chooses."""
    way, word, gave_way = "", "", False
    while True:
        try:
            if gave_way:
                # Before the keyring is asked for a key that no longer serves.
                files.refuse_newer(folder)
            meanwhile = way == trouble.MEANWHILE
            asked = partial(_live, application, folder, sample=sample, throw_away=meanwhile, scaled=scaled, word=word)
            if not asked(mailto="" if gave_way else mailto):
                return 0
            # Who wanted the store alone has mended it, and we come back, or was newer than we are.
            gave_way, way = True, ""
            leaving.wait_for_turn(folder, TURN_S)
            continue
        except OsOneError as error:
            told = UpdatedError() if gave_way and isinstance(error, NewerStoreError) else error
            LOG.warning("the window could not be opened: %s", told)
            print(told.whole, file=sys.stderr)
            way, word = trouble.ask(told)
        if way == trouble.QUIT:
            return 1
        trouble.settle(folder, way)


def _live(
    application: QGuiApplication,
    folder: Path,
    *,
    sample: bool,
    throw_away: bool,
    scaled: float,
    word: str,
    mailto: str,
) -> bool:
    """Live until the window is closed; whether that was because another process wants the store alone."""
    with ExitStack() as held:
        vacate: Callable[[], None] = _nothing
        if not sample and not throw_away:
            only = held.enter_context(_only(folder))
            if only is None:
                # Of several that were started at once another was quicker.
                asyncio.run(_call(folder, "raise", mailto))
                return False
            vacate = only
        opened = held.enter_context(_opened(folder, sample=sample, throw_away=throw_away, word=word))
        house = build(opened, scaled=scaled)
        stay()
        if throw_away:
            house.keeping.tell_untouched()
        elif opened.secrets.vault.kind == "session" and not sample:
            house.keeping.warn()
        house.links.begin(mailto)

        async def life() -> None:
            # In one: between two runs of the loop there would be none for what is still at work.
            try:
                await house.live()
            finally:
                # From here on nothing is seen of it: whoever starts OS One again gets a window of their own.
                vacate()
                await house.close()

        try:
            with loop.looping(application) as turning, interrupted(house.closing):
                turning.run_until_complete(life())
        finally:
            house.leave()
        return house.change_watch.gave_way


@contextmanager
def _opened(folder: Path, *, sample: bool, throw_away: bool, word: str) -> Iterator[Profile]:
    if not sample and not throw_away:
        with profile.opened(folder, profile.WINDOW, passphrase=word or None) as opened:
            yield opened
        return
    if throw_away:
        with for_now() as opened:
            yield opened
        return
    with profile.throw_away() as opened:
        fill_sample(opened)
        yield opened


@contextmanager
def for_now() -> Iterator[Profile]:
    """An empty profile while the person's own cannot be read: they have been here before, and nobody asks anew."""
    with profile.throw_away() as opened:
        _keep(opened, {"meeting.step": "done", "meeting.done": True})
        yield opened


def stay() -> None:
    """What a start has made stays to the end: the collector need not walk through it, now or ever."""
    gc.freeze()
    gc.enable()


def fill_sample(opened: Profile) -> None:
    """Fill a profile with the sample world, met and named, so that it opens on a life that goes on."""
    from osone.sample import filling  # its letters are for this alone

    filling.fill(opened.store, here.now())
    done = {"person.name": "Mara", "companion.name": "Iris", "meeting.step": "done", "meeting.done": True}
    _keep(opened, done)


def _keep(opened: Profile, values: Mapping[str, object]) -> None:
    direct = profile.Direct(opened.store)
    for key, value in values.items():
        direct.run("settings.set", {"key": key, "value": value}, "shell")
    direct.close()


@contextmanager
def _only(folder: Path) -> Iterator[Callable[[], None] | None]:
    """Be the one window of a profile, until what is given is called at the latest; None where another is it."""
    try:
        file = own.held(own.folder(folder) / "shell.lock")
    except OSError as error:
        raise log.unwritable(folder, error) from error
    with file:
        yield partial(locks.release, file) if locks.take(file) else None


def _nothing() -> None:
    """Nobody else is kept out of a profile that is thrown away."""


def _another(folder: Path, *, toggle: bool, mailto: str = "") -> bool:
    """Whether a window of this profile is open; it is then brought forward, or toggled, or begins a message."""
    lock = folder / "shell.lock"
    try:
        if not lock.exists():
            return False
        held = own.held(lock)
    except OSError:
        return False  # what is wrong with the profile is told where it is opened
    with held as file:
        if not locks.take(file):
            asyncio.run(_call(folder, "toggle" if toggle else "raise", mailto))
            return True
        locks.release(file)
    return False


async def _call(folder: Path, what: str, mailto: str = "") -> None:
    line = await wakeups.join(folder)
    for _again in range(TRIES if mailto else 0):
        if line is not None:
            break
        # A window that was opened a moment ago has no engine yet, and what somebody clicked is not to be lost.
        await asyncio.sleep(TRY_S)
        line = await wakeups.join(folder)
    if line is not None:
        line.tell(messages.ShowWindow(what, mailto))
        await line.writer.drain()
        line.close()


def note(kind: QtMsgType, _context: object, message: str) -> None:
    """Write what Qt says into the log, but for the names of files, which are others' words; those of QML are ours."""
    LOG.log(LEVELS.get(kind, logging.WARNING), "Qt: %s", FILES.sub("a file", message))


def fit(window: QQuickWindow) -> None:
    """Make a new window no larger than its screen has room for."""
    room, size = window.screen().availableSize(), window.size()
    # The offscreen platform has no screen, and a size for one all the same.
    if QGuiApplication.platformName() != "offscreen" and room.isValid():
        window.resize(size.boundedTo(room))


def build(
    opened: Profile,
    *,
    engine_child: bool = True,
    warm: bool = True,
    scaled: float = 1.0,
    table: Sequence[ScreenRow] = SCREENS,
    classes: Mapping[str, type[Screen]] = CLASSES,
    verbs: Registry = REGISTRY,
) -> HouseShell:
    """Make the window of an open profile and let it be seen. Nothing runs yet but what reads and writes.

    ``table`` has its screens, each with its class among ``classes``; ``verbs`` are what can be done in it.
    """
    first = opened.store.reader()
    kept = settings.every(first)
    first.close()
    language.follow(kept)
    translator.install()
    reader = Reader(opened.store)
    writer = Writer(opened.store)
    keys, fault = keymap.read(paths.keys_file(opened.folder), verbs)
    dispatcher = Dispatcher(writer, keys, verbs)
    engine = QQmlApplicationEngine()
    screens = Screens(engine, paths.data("ui"), paths.data("resources") / "icons", table=table, classes=classes)
    dispatcher.screens = screens
    shell = HouseShell(opened, engine, screens, reader, writer, dispatcher, engine_child=engine_child, warm=warm)
    choices = PaletteChoices(reader)
    choices.setting = screens.preferences.value
    screens.begin(
        parts_of(reader, dispatcher, still=reduced_motion()),
        offered(dispatcher, choices),
        choices,
        scaled=scaled,
        in_use=choices.in_use,
    )
    ForGood(shell.asking, screens, reader, dispatcher, shell.files)
    shell.change_watch.heard.connect(choices.heard)
    choices.made |= shell.files.choices()
    choices.made |= shell.enclosing.choices()
    choices.made |= asked.choices(screens)
    screens.finder.remark = partial(asked.remark, screens)
    teach(screens, dispatcher.keymap)
    shell.prepare(kept)
    # What the loader's own thread has to say would wait for Python, and this thread for the loader.
    hearing = qInstallMessageHandler(None)
    engine.load(QUrl.fromLocalFile(str(paths.data("ui") / "OSOne" / "Shell" / "Main.qml")))
    qInstallMessageHandler(hearing)
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise OsOneError(
            _("The window couldn't be drawn."), remedy=_("Run `osone doctor`. The command line still works.")
        )
    fit(windows[0])
    key_filter = KeyFilter(
        windows[0], dispatcher.keymap, shell.facts, dispatcher.press, shell.parting.stays, shell.mark.set,
        lambda: dispatcher.named("companion.hear"),
    )  # fmt: skip
    shell.attach(windows[0], key_filter)
    shell.change_watch.asked_to_leave.connect(shell.closing)
    for sentence in (*opened.store.notes, fault):
        if sentence:
            screens.shell.toast(sentence, fault=True)
    shell.appear()
    return shell

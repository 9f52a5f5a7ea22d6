"""The real window under a hand: keys posted from a thread of their own, each timed to its painted frame.

``python -m tests.bench.ui_keys FOLDER ROUNDS`` runs in a process of its own, so that what it holds is what the shell
holds; the first line of its standard input says what first sync goes on meanwhile. Its last line is JSON.
"""

import asyncio
import contextlib
import json
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
os.environ["OSONE_SOUND"] = "off"

import apsw
import psutil
from PySide6.QtCore import QCoreApplication, QEvent, Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem
from qasync import QEventLoop

from osone.app import window
from osone.app.engine.child import Life
from osone.app.shell import HouseShell
from osone.bridge.drawing.fonts import load_fonts
from osone.commands.running import Outcome
from osone.host import paths
from osone.model.mail import Box
from osone.store import accounts
from osone.store.writing import transaction
from osone.sync.messages import Message, Progress, Work
from tests.bench import ui_profile

ROW = 86
WORDS = ("meeting", "tanaka invoice", "from:ada", "quest", "train to")
KEYS = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "/": Qt.Key.Key_Slash, ":": Qt.Key.Key_Colon}
PATIENCE_S = 3.0
QUIET_S = 90.0
IDLE_S = 10.0


@dataclass(slots=True)
class Press:
    """One key and what is waited for."""

    label: str
    """The row of the table it counts in."""
    key: str
    shown: Callable[[], bool]
    """Whether what the key means is before the person's eyes, asked at each frame."""


@dataclass(slots=True)
class Taken:
    """What was measured, in seconds, by label."""

    keys: dict[str, list[float]] = field(default_factory=dict)
    frames: dict[str, list[float]] = field(default_factory=dict)
    """The same without the write: the first frame that shows what the key means."""
    cpu: dict[str, list[float]] = field(default_factory=dict)
    """What the window's own thread worked for it, which a busy machine does not change."""
    late: list[str] = field(default_factory=list)


class Hand:
    """Posts keys and watches frames. ``press`` runs on the finger's thread, ``frame`` and ``wrote`` on the window's."""

    def __init__(self, house: HouseShell) -> None:
        assert house.window is not None
        self.house, self.window = house, house.window
        self.inbox, self.reading = house.screens.inbox, house.screens.reading
        self.taken = Taken()
        self.frames = 0
        self._list: QQuickItem | None = None
        self._press: Press | None = None
        self._at = self._painted = self._written = 0.0
        self._writes = 0
        self._over = threading.Event()
        self._clock = time.pthread_getcpuclockid(threading.get_ident())
        self._cpu = 0.0
        self._run = house.writer.run
        house.writer.run = self._write  # type: ignore[method-assign]
        self.window.frameSwapped.connect(self.frame)
        # An answer that changes nothing on the screen makes no frame of its own: one is asked for, and counted.
        self.inbox.stateChanged.connect(self.window.update)

    def _write(
        self,
        command: str,
        arguments: Mapping[str, object],
        *,
        by: str,
        done: Callable[[Outcome], None],
        failed: Callable[[Exception], None],
        ended: Callable[[Outcome], None] = lambda _outcome: None,
    ) -> None:
        self._writes += 1

        def wrote(outcome: Outcome) -> None:
            self._written = time.perf_counter()
            done(outcome)
            self._writes -= 1
            self._settle()

        def refused(error: Exception) -> None:
            self.taken.late.append(f"{command} failed: {error}")
            failed(error)
            self._writes -= 1

        self._run(command, arguments, by=by, done=wrote, failed=refused, ended=ended)

    def frame(self) -> None:
        """A frame is on the screen."""
        self.frames += 1
        press = self._press
        if press is not None and not self._painted and press.shown() and not self.blank():
            self._painted = time.perf_counter()
            self._settle()

    def _settle(self) -> None:
        press = self._press
        if press is None or not self._painted or self._writes:
            return
        self._press = None
        self.taken.cpu.setdefault(press.label, []).append(time.clock_gettime(self._clock) - self._cpu)
        self.taken.frames.setdefault(press.label, []).append(self._painted - self._at)
        self.taken.keys.setdefault(press.label, []).append(max(self._painted, self._written) - self._at)
        self._over.set()

    def blank(self) -> bool:
        """Whether any row of the list that can be seen is not there yet."""
        if self._list is None:
            # Of lists alone: the models of other items may be of types for which PySide builds every enum of Qt's.
            lists = (item for item in views(self.window.contentItem()) if item.inherits("QQuickListView"))
            self._list = next(item for item in lists if item.property("model") is self.inbox)
        top = float(self._list.property("contentY")) - float(self._list.property("originY"))
        first = max(0, int(top // ROW))
        last = min(self.inbox.rowCount(), int((top + self._list.height()) // ROW) + 1)
        order, ready = self.inbox._order, self.inbox._ready
        return any(-order[at][1] not in ready for at in range(first, last))

    def press(self, press: Press) -> None:
        """Post a key and wait until it is painted and written."""
        self._over.clear()
        self._painted = self._written = 0.0
        key = KEYS.get(press.key) or Qt.Key(ord(press.key.upper()))
        text = "" if len(press.key) > 1 else press.key
        none = Qt.KeyboardModifier.NoModifier
        self._cpu = time.clock_gettime(self._clock)
        self._at = time.perf_counter()
        self._press = press
        QCoreApplication.postEvent(self.window, QKeyEvent(QEvent.Type.KeyPress, key, none, text))
        QCoreApplication.postEvent(self.window, QKeyEvent(QEvent.Type.KeyRelease, key, none, text))
        if not self._over.wait(PATIENCE_S):
            self._press = None
            self.taken.late.append(f"{press.label} ({press.key}) was not painted within {PATIENCE_S:.0f} s")


def views(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every item beneath one."""
    for child in item.childItems():
        yield child
        yield from views(child)


def story(dispatcher: Hand, rounds: int, dice: random.Random) -> Iterator[Press]:
    """The keys of the bench, each made when its turn comes."""
    inbox, reading = dispatcher.inbox, dispatcher.reading

    def other(than: int) -> Callable[[], bool]:
        return lambda: inbox.current not in (0, than)

    def here(thread: int) -> Callable[[], bool]:
        return lambda: inbox.place_of(thread) >= 0

    def gone(thread: int) -> Callable[[], bool]:
        return lambda: inbox.place_of(thread) < 0

    def read(thread: int) -> Callable[[], bool]:
        return lambda: reading.open_thread == thread and len(reading.rows) > 1

    def chosen(count: int) -> Callable[[], bool]:
        return lambda: len(inbox._selected) == count

    def found(words: str) -> Callable[[], bool]:
        return lambda: inbox._found_for == words

    for turn in range(rounds):
        for key in "jjkj" if turn % 3 else "jjjj":
            yield Press(key, key, other(inbox.current))
        yield Press("x", "x", chosen(1))
        yield Press("x", "x", chosen(0))
        thread = inbox.current
        yield Press("e", "e", gone(thread))
        yield Press("z", "z", here(thread))
        yield Press("Enter", "Enter", read(inbox.current))
        yield Press("Esc", "Esc", lambda: reading.open_thread == 0)
        if turn % 4 == 0:
            yield Press("/", "/", lambda: bool(inbox.property("searching")))
            typed = ""
            for letter in WORDS[turn // 4 % len(WORDS)]:
                typed += letter
                yield Press("search", letter, found(typed))
            yield Press("Esc", "Esc", lambda: not inbox.writing)
            yield Press("Esc", "Esc", lambda: not inbox.property("searching") and inbox.rowCount() > 0)


def finger(dispatcher: Hand, rounds: int, over: Callable[[], None]) -> None:
    """Press all keys, with the pauses of a quick hand."""
    dice = random.Random(11)
    for press in story(dispatcher, rounds, dice):
        dispatcher.press(press)
        time.sleep(dice.uniform(0.03, 0.12))
    over()


async def calm(house: HouseShell) -> None:
    """Wait until the engine and the window have nothing left to do."""
    me, until = psutil.Process(), time.monotonic() + QUIET_S
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        family = [me, *me.children(recursive=True)]
        before = sum(_cpu(p) for p in family)
        await asyncio.sleep(0.5)
        quiet = quiet + 1 if sum(_cpu(p) for p in family) - before < 0.03 else 0


def _cpu(process: psutil.Process) -> float:
    try:
        spent = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(spent.user + spent.system)


async def rest(dispatcher: Hand) -> dict[str, float]:
    """What an open window costs when nothing moves."""
    me = psutil.Process()
    await asyncio.sleep(7)  # the last toast goes
    frames, before = dispatcher.frames, _cpu(me)
    await asyncio.sleep(IDLE_S)
    spent = _cpu(me) - before
    return {"idle_cpu": round(spent / IDLE_S * 100, 2), "idle_frames": dispatcher.frames - frames}


async def sync_begins(house: HouseShell, server: Mapping[str, object]) -> None:
    """Add the account of a real server, and wait until its mail flows in."""
    address = str(server["address"])

    def add(connection: apsw.Connection) -> None:
        with transaction(connection) as tx:
            accounts.add(tx, "imap", address, "Amy", dict(server["settings"]), uid=address)  # type: ignore[call-overload]

    flows = asyncio.Event()
    heard = house.child.heard

    def hear(said: Message) -> None:
        if isinstance(said, Progress) and said.work is Work.HEADERS:
            flows.set()
        heard(said)

    house.child.heard = hear
    async with asyncio.timeout(30):
        while house.child.life is not Life.UP:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    house.child.hand_over({address: str(server["password"])})
    house.writer.write(add)
    await asyncio.wait_for(flows.wait(), 30)


def mails(house: HouseShell) -> tuple[int, int]:
    """Messages in the store, and of those with their text."""
    reader = house.profile.store.reader()
    found = reader.execute("SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM raw.raw)").fetchone()
    reader.close()
    return found or (0, 0)


async def measure(house: HouseShell, rounds: int, server: Mapping[str, object]) -> dict[str, object]:
    """Live in the window while the hand works."""
    loop = asyncio.get_running_loop()
    life = asyncio.ensure_future(house.live())
    await asyncio.sleep(0.5)
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.INBOX)
    await calm(house)
    result: dict[str, object] = {}
    if server:
        await sync_begins(house, server)
    before = mails(house)
    dispatcher = Hand(house)
    result["rows"] = dispatcher.inbox.rowCount()
    over = asyncio.Event()
    begun = time.monotonic()
    thread = threading.Thread(
        target=finger, args=(dispatcher, rounds, lambda: loop.call_soon_threadsafe(over.set)), daemon=True
    )
    thread.start()
    await over.wait()
    result["took_s"] = time.monotonic() - begun
    result["mails"] = [before, mails(house)]
    if not server:
        result |= await rest(dispatcher)
    result["rss_mb"] = round(psutil.Process().memory_info().rss / 1e6, 1)
    result["keys"], result["frames"], result["cpu"] = (
        dispatcher.taken.keys,
        dispatcher.taken.frames,
        dispatcher.taken.cpu,
    )
    result["late"] = dispatcher.taken.late
    house.closing()
    await life
    return result


def main(folder: Path, rounds: int) -> None:
    """Open the window of a profile, work in it, and print what was measured."""
    told = sys.stdin.readline().strip()
    server = json.loads(told) if told else {}
    application = QGuiApplication(sys.argv[:1])
    # The first key event makes the keyboard's object, which belongs to this thread.
    QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    qInstallMessageHandler(lambda _kind, _context, words: logging.warning(words))
    load_fonts(paths.data("resources") / "fonts")
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop, ui_profile.opened(folder) as opened:
        house = window.build(opened, warm=False)
        window.stay()

        async def life() -> dict[str, object]:
            # In one, as the window does: between two runs of the loop there is none for what is still at work.
            try:
                return await measure(house, rounds, server)
            finally:
                await house.close()

        try:
            result = loop.run_until_complete(life())
        finally:
            house.leave()
    qInstallMessageHandler(None)
    print(json.dumps(result))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(Path(sys.argv[1]), int(sys.argv[2]))

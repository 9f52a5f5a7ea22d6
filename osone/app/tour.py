"""``osone tour``: a picture of every screen, by day and by night, of a throw-away profile that behaves as any other."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop

from osone.app import paths, profile, window
from osone.app.shell import HouseShell
from osone.bridge.fonts import load_fonts
from osone.bridge.meeting import meeting_page
from osone.bridge.meeting_warm import MeetingWarm
from osone.model.mail import Box

SIZES = {100: (1440, 900), 150: (1920, 1200)}
SETTLE_S = 0.35
"""Longer than any motion takes."""
REPLY_S = 90.0
WARM_LOOK_S, WARM_LOOKS = 0.1, 900
"""The pictures wait for the real warm-up, so that the ring they show is a closed one."""
ASKED = "Say something kind about Monday mornings."


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture."""

    name: str
    lay: Callable[[HouseShell], Awaitable[None]]


def main(into: Path, scales: Sequence[int]) -> int:
    """Take all pictures, and say where they are."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("OSONE_SOUND", "off")
    into.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(sys.argv[:1])
    qInstallMessageHandler(window.note)
    load_fonts(paths.data("resources") / "fonts")
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    taken: list[Path] = []
    try:
        with loop:
            for fill, scenes in ((False, MEETING), (True, HOUSE)):
                with profile.throw_away() as opened:
                    if fill:
                        window.fill_sample(opened)
                    house = window.build(opened, warm=not fill)
                    try:
                        loop.run_until_complete(_visit(house, scenes, scales, into, taken))
                    finally:
                        loop.run_until_complete(house.close())
                        house.leave()
    finally:
        qInstallMessageHandler(None)
    print(f"{len(taken)} pictures are in {into.resolve()}:")
    for picture in taken:
        print(f"  {picture.name}")
    return 0


async def _visit(
    house: HouseShell, scenes: Sequence[Scene], scales: Sequence[int], into: Path, taken: list[Path]
) -> None:
    living = asyncio.ensure_future(house.live())
    await asyncio.sleep(SETTLE_S)
    for scene in scenes:
        await scene.lay(house)
        for mode in ("day", "night"):
            house.rooms.look.set_mode(mode)
            for scale in scales:
                await _shoot(house, into / f"{scene.name}-{mode}-{scale}.png", scale, taken)
    house.closing()
    await living


async def _shoot(house: HouseShell, path: Path, scale: int, taken: list[Path]) -> None:
    if house.window is None:
        return
    width, height = SIZES.get(scale, SIZES[100])
    house.window.resize(width, height)
    house.rooms.look.set_scale(scale / 100)
    await asyncio.sleep(SETTLE_S)
    if house.window.grabWindow().save(str(path)):
        taken.append(path)
        print(f"  {path}", flush=True)


# The meeting.


def _step(wanted: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        flow = house.flow
        if flow is None:
            return
        warming = meeting_page(house.engine, MeetingWarm)
        for _ in range(WARM_LOOKS):
            if flow.meeting.step.value != "boot" and float(warming.property("progress")) >= 1:
                break
            await asyncio.sleep(WARM_LOOK_S)
        while flow.meeting.step.value != wanted and not flow.meeting.done:
            flow.skip()
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.0)

    return lay


async def _boot(house: HouseShell) -> None:
    """The boot line is met as it turns."""


MEETING = (
    Scene("meeting-boot", _boot),
    Scene("meeting-hello", _step("hello")),
    Scene("meeting-interrupt", _step("interrupt")),
    Scene("meeting-talk", _step("talk")),
    Scene("meeting-voice", _step("voice")),
    Scene("meeting-name", _step("name")),
    Scene("meeting-mind", _step("mind")),
    Scene("meeting-mailbox", _step("mailbox")),
)


# The house.


def _room(room: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        house.rooms.shell.go(room)

    return lay


async def _reading(house: HouseShell) -> None:
    house.rooms.shell.go("mail")
    house.rooms.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.rooms.gesture("open")


async def _thread(house: HouseShell) -> None:
    house.rooms.gesture("cursor", 1)
    house.rooms.gesture("cursor", 1)


async def _selected(house: HouseShell) -> None:
    house.rooms.gesture("back")
    house.rooms.gesture("select")
    house.rooms.gesture("extend", 1)


async def _search(house: HouseShell) -> None:
    house.rooms.inbox.select_none()
    house.rooms.gesture("search")
    house.rooms.inbox.search("harbour")
    await asyncio.sleep(SETTLE_S)


async def _nothing(house: HouseShell) -> None:
    house.rooms.inbox.search("zeppelin over the bakery")
    await asyncio.sleep(SETTLE_S)


async def _empty(house: HouseShell) -> None:
    house.rooms.inbox.leave_search()
    house.rooms.inbox.go(Box.TRASH)


async def _offline(house: HouseShell) -> None:
    house.rooms.inbox.go(Box.PEOPLE)
    house.rooms.shell.set_status("offline", "No network. What is here can be read; the rest waits.")


async def _syncing(house: HouseShell) -> None:
    house.rooms.shell.set_status("sync", "Reading your mail: 4,112, 2,950 a second", 0.41)


async def _palette(house: HouseShell) -> None:
    house.rooms.shell.set_status("")
    house.rooms.finder.open()
    house.rooms.finder.type("mark")


async def _keys(house: HouseShell) -> None:
    house.rooms.finder.close()
    house.rooms.shell.show_keys()


async def _tasks(house: HouseShell) -> None:
    house.rooms.shell.show_keys()
    house.rooms.shell.go("tasks")


async def _skill(house: HouseShell) -> None:
    house.rooms.shell.go("home")
    await house.talker.ask("What is on today?")


async def _card(house: HouseShell) -> None:
    house.rooms.shell.card(
        "tour", "Send this letter to Signe?", "It goes to one person outside this computer.", "Send it", "Not now"
    )
    house.rooms.shell.toast("Archived 1 conversation", "Undo", "z", "undo")


async def _starter(house: HouseShell) -> None:
    house.rooms.shell.decide_last(False)
    asked = asyncio.ensure_future(house.talker.ask(ASKED))
    await asyncio.wait({asked}, timeout=REPLY_S)
    await asyncio.sleep(SETTLE_S)


async def _no_mind(house: HouseShell) -> None:
    house.rooms.talk.set_notice("Ollama is not answering. What my rules understand, I still do.", "Choose a mind")
    house.rooms.talk.fault("The mind fell silent in the middle of a sentence.", "Ask again, or choose another mind.")


async def _settings(house: HouseShell) -> None:
    house.rooms.talk.set_notice("")
    house.rooms.shell.go("settings")


HOUSE = (
    Scene("home", _room("home")),
    Scene("mail", _room("mail")),
    Scene("reading", _reading),
    Scene("thread", _thread),
    Scene("selected", _selected),
    Scene("search", _search),
    Scene("search-nothing", _nothing),
    Scene("mail-empty", _empty),
    Scene("mail-offline", _offline),
    Scene("mail-syncing", _syncing),
    Scene("palette", _palette),
    Scene("keys", _keys),
    Scene("tasks", _tasks),
    Scene("calendar", _room("calendar")),
    Scene("companion-today", _skill),
    Scene("card", _card),
    Scene("companion-starter", _starter),
    Scene("companion-fault", _no_mind),
    Scene("settings", _settings),
)

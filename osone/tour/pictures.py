"""``osone tour``: a picture of every screen, by day and by night, of a throw-away profile that behaves as any other."""

import asyncio
import subprocess
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from osone.app import window
from osone.app.loop import looping
from osone.app.profile import profile
from osone.app.profile.profile import Profile
from osone.app.shell import HouseShell
from osone.bridge.drawing.fonts import load_fonts
from osone.host import child, environment, paths
from osone.tour.onboarding import ONBOARDING
from osone.tour.scene import SETTLE_S, Scene, laid
from osone.tour.scenes import EMPTY, HOUSE
from osone.tour.trouble import NAME, SIZE, locked_out

SIZES = {100: (1440, 900), 150: (1280, 800)}
"""The window in the units of the scene; at 150 % it has half as many dots again each way."""


def main(into: Path, scales: Sequence[int], only: Sequence[str] = ()) -> int:
    """Take all pictures, or ``only`` those of these names, and say where they are.

    Qt takes its size at the start and for good, so each further size is a child's.
    """
    if not environment.has_screen() and sys.platform.startswith("linux"):
        environment.default(environment.QT_PLATFORM, "offscreen")
    environment.default(environment.QT_BACKEND, "software")
    environment.default(environment.SOUND, "off")
    into.mkdir(parents=True, exist_ok=True)
    own = round(100 * float(environment.value(environment.QT_SCALE) or "1"))
    children = [_child(into, scale, only) for scale in dict.fromkeys(scales) if scale != own]
    taken = _take(into, own, only) if own in scales else []
    told = [child.wait() for child in children]
    if own in scales:
        print(f"{len(taken)} pictures at {own} % are in {into.resolve()}.", flush=True)
    return max(told, default=0)


def _child(into: Path, scale: int, only: Sequence[str]) -> subprocess.Popen[bytes]:
    words = ["tour", "--into", str(into), "--scale", str(scale), *(["--only", *only] if only else [])]
    size = {environment.QT_SCALE: f"{scale / 100:g}", environment.QT_SCALE_ROUNDING: "PassThrough"}
    return subprocess.Popen(child.command(*words), env=environment.with_more(size))


def _take(into: Path, scale: int, only: Sequence[str]) -> list[Path]:
    application = QGuiApplication(sys.argv[:1])
    qInstallMessageHandler(window.note)
    load_fonts(paths.data("resources") / "fonts")
    taken: list[Path] = []
    try:
        with looping(application) as loop:
            if not only or NAME in only:
                loop.run_until_complete(_trouble(scale, into, taken))
            for scenes in (ONBOARDING, EMPTY, HOUSE):
                if only and not any(scene.name in only for scene in scenes):
                    continue
                with profile.throw_away() as opened:
                    if scenes is HOUSE:
                        window.fill_sample(opened)
                    elif scenes is EMPTY:
                        _meet(opened)
                    _keep(opened, "look.scale", scale)
                    house = window.build(opened, warm=scenes is ONBOARDING, scaled=scale / 100)
                    try:
                        loop.run_until_complete(_life(house, _visit(house, scenes, scale, into, only, taken)))
                    finally:
                        house.leave()
    finally:
        qInstallMessageHandler(None)
    return taken


async def _life(house: HouseShell, visit: Coroutine[object, object, None]) -> None:
    """In one run of the loop: between two there would be none for what is still at work."""
    try:
        await visit
    finally:
        await house.close()


def _meet(opened: Profile) -> None:
    """A profile that was met and has no mailbox yet."""
    for key, value in (("person.name", "Mara"), ("companion.name", "Iris"), ("meeting.done", True)):
        _keep(opened, key, value)


def _keep(opened: Profile, key: str, value: object) -> None:
    direct = profile.Direct(opened.store)
    direct.run("settings.set", {"key": key, "value": value}, "shell")
    direct.close()


async def _visit(
    house: HouseShell, scenes: Sequence[Scene], scale: int, into: Path, only: Sequence[str], taken: list[Path]
) -> None:
    living = asyncio.ensure_future(house.live())
    await asyncio.sleep(SETTLE_S)
    for scene in scenes:
        async with laid(scene, house):
            for mode in ("day", "night") if not only or scene.name in only else ():
                house.rooms.look.set_mode(mode)
                size = scene.size or SIZES.get(scale, SIZES[100])
                await _shoot(house.window, into / f"{scene.name}-{mode}-{scale}.png", size, taken)
    house.closing()
    await living


async def _trouble(scale: int, into: Path, taken: list[Path]) -> None:
    with locked_out() as (stuck, look):
        for mode in ("day", "night"):
            look.set_mode(mode)
            await _shoot(stuck, into / f"{NAME}-{mode}-{scale}.png", SIZE, taken)


async def _shoot(shown: QQuickWindow | None, path: Path, size: tuple[int, int], taken: list[Path]) -> None:
    if shown is None:
        return
    shown.resize(*size)
    await asyncio.sleep(SETTLE_S)
    if shown.grabWindow().save(str(path)):
        taken.append(path)
        print(f"  {path}", flush=True)

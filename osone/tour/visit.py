"""A visit of every screen: the scenes of the tour one after the other, each shown to who looks."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from osone.app import window
from osone.app.loop import looping
from osone.app.profile import profile
from osone.app.profile.profile import Profile
from osone.app.shell import HouseShell
from osone.bridge.drawing.fonts import load_fonts
from osone.host import environment, paths
from osone.tour.onboarding import ONBOARDING, awake
from osone.tour.scene import SETTLE_S, Scene, laid
from osone.tour.scenes import EMPTY, HOUSE
from osone.tour.trouble import locked_out, told

SIZES = {100: (1440, 900), 150: (1280, 800)}
"""The window in the units of the scene; at 150 % it has half as many dots again each way."""
MODES = ("day", "night")
TURN_S = 0.15
"""The same scene in its other mode has nothing to settle but its colours."""
Look = Callable[[QQuickWindow, str, str], None]
"""Given the window as it shows a scene, the scene's name and the mode."""


def prepare() -> None:
    """Let Qt draw without a screen, a graphics card or a sound."""
    if not environment.has_screen() and sys.platform.startswith("linux"):
        environment.default(environment.QT_PLATFORM, "offscreen")
    environment.default(environment.QT_BACKEND, "software")
    environment.default(environment.SOUND, "off")


def visit(
    look: Look,
    scale: int,
    only: Sequence[str] = (),
    modes: Sequence[str] = MODES,
    *,
    size: tuple[int, int] | None = None,
    warm: bool = True,
) -> None:
    """Show every scene, or ``only`` those of these names, in each of these modes to who looks.

    Those of ``only`` are brought about by all that come before them. ``size`` is the window's, in the units of the
    scene, for scenes that have none of their own.
    The first run's ring closes when voice and model are there, or at once where nothing is to be made ``warm``.
    """
    application = QGuiApplication(sys.argv[:1])
    qInstallMessageHandler(window.note)
    load_fonts(paths.data("resources") / "fonts")
    try:
        with looping(application) as loop:
            loop.run_until_complete(_trouble(look, only, modes))
            for scenes in (ONBOARDING, EMPTY, HOUSE):
                if only and not any(scene.name in only for scene in scenes):
                    continue
                with profile.throw_away() as opened:
                    if scenes is HOUSE:
                        window.fill_sample(opened)
                    elif scenes is EMPTY:
                        _meet(opened)
                    _keep(opened, "look.scale", scale)
                    house = window.build(opened, warm=warm and scenes is ONBOARDING, scaled=scale / 100)
                    if scenes is ONBOARDING and not warm:
                        awake(house)
                    try:
                        loop.run_until_complete(
                            _life(house, _show(house, scenes, size or SIZES.get(scale, SIZES[100]), look, only, modes))
                        )
                    finally:
                        house.leave()
    finally:
        qInstallMessageHandler(None)


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


async def _show(
    house: HouseShell,
    scenes: Sequence[Scene],
    size: tuple[int, int],
    look: Look,
    only: Sequence[str],
    modes: Sequence[str],
) -> None:
    living = asyncio.ensure_future(house.live())
    await asyncio.sleep(SETTLE_S)
    for scene in scenes:
        async with laid(scene, house):
            for mode in modes if not only or scene.name in only else ():
                house.screens.look.set_mode(mode)
                if house.window is not None:
                    await _settled(house.window, scene.size or size, again=mode != modes[0])
                    look(house.window, scene.name, mode)
    house.closing()
    await living


async def _trouble(look: Look, only: Sequence[str], modes: Sequence[str]) -> None:
    for name, one in locked_out().items():
        if only and name not in only:
            continue
        with told(one.error) as (stuck, appearance):
            for mode in modes:
                appearance.set_mode(mode)
                await _settled(stuck, one.size, again=mode != modes[0])
                look(stuck, name, mode)


async def _settled(shown: QQuickWindow, size: tuple[int, int], *, again: bool) -> None:
    shown.resize(*size)
    await asyncio.sleep(TURN_S if again else SETTLE_S)

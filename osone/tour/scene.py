"""What a picture of ``osone tour`` is: a state of the window, and how it is brought about."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from osone.app.shell import HouseShell

SETTLE_S = 0.35
"""Longer than any motion takes."""
HELD_S = 60.0
SMALL = (820, 560)
"""The smallest that the window can be."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture."""

    name: str
    lay: Callable[[HouseShell], Awaitable[None]]
    size: tuple[int, int] | None = None
    """The window in the units of the scene, where it is not the tour's own."""
    held: bool = False
    """Whether the store keeps its answers back meanwhile, as a slow disk would."""


@asynccontextmanager
async def laid(scene: Scene, house: HouseShell) -> AsyncIterator[None]:
    """Bring a state about; a store that was held back answers again in the end."""
    gate = threading.Event()
    waiting = asyncio.ensure_future(house.store.read(lambda _connection: gate.wait(HELD_S))) if scene.held else None
    try:
        if waiting is not None:
            await asyncio.sleep(0)  # the question has to lie with the reader before those of the scene
        await scene.lay(house)
        yield
    finally:
        gate.set()
        if waiting is not None:
            await waiting


def screen(name: str) -> Callable[[HouseShell], Awaitable[None]]:
    """What goes to a screen."""

    async def lay(house: HouseShell) -> None:
        house.screens.shell.go(name)

    return lay


def press(house: HouseShell, key: Qt.Key, text: str = "") -> None:
    """Press a key on the window, as a hand would."""
    if house.window is not None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(house.window, event)


def write(house: HouseShell, words: str) -> None:
    """Write on the line that has the keyboard. ASCII only: there a letter's number is its key's."""
    for letter in words:
        press(house, Qt.Key(ord(letter.upper())), letter)


def quiet(house: HouseShell) -> None:
    """Without the toasts of what was done before."""
    for row in list(house.screens.shell.property("toasts").rows):
        house.screens.shell.drop(str(row["key"]))

"""Pictures of the talk at the side: something that was said is chosen, explained, deleted; a deed with its Undo."""

import asyncio

from PySide6.QtCore import Qt

from osone.app.shell import HouseShell
from osone.tour.scene import SETTLE_S, Scene, press, quiet


async def _choose(house: HouseShell, steps: int) -> None:
    house.screens.talk.focusAsked.emit()
    for _step in range(steps):
        press(house, Qt.Key.Key_Up)
    await asyncio.sleep(SETTLE_S)


async def _why(house: HouseShell) -> None:
    house.screens.talk.finish()
    house.screens.talk.clear()
    quiet(house)
    await house.talker.ask("What is on today?")
    await house.talker.ask("Why did you say that?")


async def _hers(house: HouseShell) -> None:
    await _choose(house, 1)


async def _mine(house: HouseShell) -> None:
    press(house, Qt.Key.Key_Up)
    await asyncio.sleep(SETTLE_S)


async def _delete(house: HouseShell) -> None:
    house.screens.turns.act("delete")
    await asyncio.sleep(SETTLE_S)


async def _deed(house: HouseShell) -> None:
    house.screens.shell.decide_last(False)
    house.screens.talk.clear()
    await house.talker.ask("Add task water the ferns tomorrow")
    await house.talker.ask("Put lunch with Signe on Friday at 12:30")
    row = next(row for row in house.screens.talk.rows if row["kind"] == "deed")
    house.screens.talk.undo(str(row["key"]))
    await asyncio.sleep(SETTLE_S)
    quiet(house)


TALK = (
    Scene("companion-why", _why),
    Scene("companion-hers", _hers),
    Scene("companion-mine", _mine),
    Scene("companion-delete", _delete),
    Scene("companion-deed", _deed),
)

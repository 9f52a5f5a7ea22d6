"""What ``osone tour`` takes pictures of where one writes: a new message, an answer, what is on its way."""

import asyncio
from functools import partial

import apsw
from PySide6.QtCore import Qt

from osone.app.shell import HouseShell
from osone.host import here
from osone.model.drafts import Relation
from osone.store import sending
from osone.store.writing import transaction
from osone.tour.scene import SETTLE_S, SMALL, Scene, press, write

DAY_S = 86_400


async def _empty(house: HouseShell) -> None:
    house.screens.shell.go("writing")


async def _new(house: HouseShell) -> None:
    house.screens.gesture("compose")
    await asyncio.sleep(SETTLE_S)
    write(house, "to")


async def _written(house: HouseShell) -> None:
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)
    press(house, Qt.Key.Key_Tab)
    write(house, "The paper for the second edition")
    press(house, Qt.Key.Key_Return)
    write(house, "Here is the attached list, and what I would ask the printer first. ")
    await asyncio.sleep(SETTLE_S * 2)


async def _answer(house: HouseShell) -> None:
    house.screens.gesture("back")
    house.screens.shell.go("mail")
    house.screens.inbox.view(1)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("answer", "reply all")
    await asyncio.sleep(SETTLE_S * 2)
    write(house, "Thursday is good for me, and I can bring both proofs along. ")
    await asyncio.sleep(SETTLE_S * 2)


async def _quoted(house: HouseShell) -> None:
    house.screens.gesture("write", "quoted")
    await asyncio.sleep(SETTLE_S * 3)


def _queue(core: apsw.Connection, draft: int, until: int) -> None:
    with transaction(core) as tx:
        sending.queue(tx, draft, until, f"{draft}@dahl.example", None)


async def _under_way(house: HouseShell) -> None:
    """Some that wait for their time."""
    writing = house.screens.writing
    for words in ("tomorrow at 8", "friday"):
        writing.start(Relation.NEW)
        await asyncio.sleep(SETTLE_S)
        house.screens.lines.write("to", "Signe Dahl <signe@dahl.example>", 0)
        writing.name(f"The printer, {words}")
        writing.keep()
        await asyncio.sleep(SETTLE_S)
        number, later = writing.number, int(here.now().timestamp()) + DAY_S
        await house.store.write(partial(_queue, draft=number, until=later))
        await asyncio.sleep(SETTLE_S)
    writing.put_away()


WRITING = (
    Scene("writing-empty", _empty),
    Scene("writing-new", _new),
    Scene("writing-written", _written),
    Scene("writing-answer", _answer),
    Scene("writing-quoted", _quoted),
    Scene("writing-small", _empty, SMALL),
    Scene("writing-way", _under_way),
)

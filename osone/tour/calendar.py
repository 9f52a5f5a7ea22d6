"""What ``osone tour`` takes pictures of in the calendar: every view, an open event, a line being written."""

import asyncio
from collections.abc import Awaitable, Callable

from osone.app.shell import HouseShell
from osone.tour.scene import SETTLE_S, Scene, quiet, write


async def _folded(house: HouseShell) -> None:
    house.screens.gesture("back")
    house.screens.gesture("fold")
    house.screens.shell.go("calendar")


async def _week_written(house: HouseShell) -> None:
    house.screens.capture.open("coffee with Noor tomorrow 15:00 at Kilnfolk", dated=True)


async def _week_only_words(house: HouseShell) -> None:
    for by in (1, 1, 1):
        house.screens.capture.step(by)
    house.screens.capture.drop()


async def _event(house: HouseShell) -> None:
    house.screens.capture.close()
    house.screens.gesture("cursor", 1)
    house.screens.gesture("open")


async def _changing(house: HouseShell) -> None:
    house.screens.gesture("edit")
    await asyncio.sleep(SETTLE_S)
    write(house, " an hour later")


async def _which(house: HouseShell) -> None:
    house.screens.capture.close()
    for card in list(house.screens.shell.property("cards").rows):
        house.screens.shell.choose(str(card["key"]), len(card["choices"]) - 1)  # what was written is not saved
    house.screens.gesture("back")
    calendar = house.screens.calendar
    for _step in range(20):
        if calendar.occurrence is not None and calendar.occurrence.slot is not None:
            break
        house.screens.gesture("cursor", 1)
    house.dispatcher.named("event.delete")


async def _crowded(house: HouseShell) -> None:
    house.screens.shell.decide_last(False)
    for title, hour in (("Dentist", "13:00"), ("Review", "13:00"), ("Call Noor", "13:15"), ("Print run", "13:30"),
                        ("Lunch", "13:00"), ("Framing", "13:10"), ("Delivery", "13:20")):  # fmt: skip
        await house.store.act("event.add", {"line": f"{title} tomorrow {hour}"}, "person")
    quiet(house)


def _as(view: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        house.screens.gesture("back")
        house.screens.gesture("calendar", view)

    return lay


async def _later(house: HouseShell) -> None:
    house.screens.gesture("period", 9)


CALENDAR = (
    Scene("calendar-folded", _folded),
    Scene("calendar-writing", _week_written),
    Scene("calendar-words", _week_only_words),
    Scene("calendar-event", _event),
    Scene("calendar-changing", _changing),
    Scene("calendar-which", _which),
    Scene("calendar-crowded", _crowded),
    Scene("calendar-day", _as("day")),
    Scene("calendar-month", _as("month")),
    Scene("calendar-agenda", _as("agenda")),
    Scene("calendar-later", _later),
)

"""What ``osone tour`` takes pictures of in the calendar: every view, an open event, a line being written."""

from collections.abc import Awaitable, Callable

from osone.app.shell import HouseShell
from osone.tour.scene import Scene


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
    Scene("calendar-day", _as("day")),
    Scene("calendar-month", _as("month")),
    Scene("calendar-agenda", _as("agenda")),
    Scene("calendar-later", _later),
)

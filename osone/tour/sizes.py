"""What ``osone tour`` takes pictures of in windows of other sizes: a small laptop's, and a large screen's."""

import asyncio

from osone.app.shell import HouseShell
from osone.model.mail import Box
from osone.tour.scene import SETTLE_S, Scene, screen

NARROW, WIDE = (1024, 700), (2560, 1440)


async def _mail(house: HouseShell) -> None:
    house.screens.talk.clear()
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.PEOPLE)
    await asyncio.sleep(SETTLE_S)
    house.screens.gesture("open")


async def _asking(house: HouseShell) -> None:
    """A sentence is begun about what is open; the companion lies over the screen meanwhile."""
    house.screens.shell.go("mail")
    house.screens.gesture("about")


async def _marked(house: HouseShell) -> None:
    house.screens.gesture("leave")
    house.screens.gesture("search", "printer")
    await asyncio.sleep(SETTLE_S)
    house.screens.gesture("open")


async def _near(house: HouseShell) -> None:
    house.screens.gesture("search", "harbuor")


async def _completed(house: HouseShell) -> None:
    house.screens.gesture("search")
    house.screens.inbox.search("in:")


async def _list_again(house: HouseShell) -> None:
    house.screens.inbox.leave_search()
    house.screens.shell.go("home")


OTHER_SIZES = (
    Scene("narrow-mail", _mail, NARROW),
    Scene("narrow-home", screen("home"), NARROW),
    Scene("narrow-tasks", screen("tasks"), NARROW),
    Scene("narrow-settings", screen("settings"), NARROW),
    Scene("narrow-asking", _asking, NARROW),
    Scene("search-marked", _marked),
    Scene("search-near", _near),
    Scene("search-completed", _completed),
    Scene("wide-home", _list_again, WIDE),
    Scene("wide-mail", _mail, WIDE),
    Scene("wide-tasks", screen("tasks"), WIDE),
    Scene("wide-settings", screen("settings"), WIDE),
    Scene("wide-calendar", screen("calendar"), WIDE),
)
"""Lists stay where there is room, the companion is a strip where there is not, and text keeps a measure."""

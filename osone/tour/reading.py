"""What the tour shows of one message: its whole head, plain text, pictures alone, and what is asked before it opens."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt

from osone.accounts.lockbox import fault_of
from osone.app.shell import HouseShell
from osone.tour.messages import LONG, TourMessage, open_letter
from osone.tour.scene import Scene, press
from osone.tour.scripts import ARABIC, BARE, PLAIN

LEADS = "https://diwan.example/khareeta"


def _open(letter: TourMessage) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        await open_letter(house, letter)

    return lay


async def _whole_head(house: HouseShell) -> None:
    await open_letter(house, LONG)
    head = next(row for row in house.screens.reading.rows if row["what"] == "head")
    house.screens.reading.open_head(str(head["message"]))


async def _file(house: HouseShell) -> None:
    """A program that poses as a paper is to be opened."""
    files = next(row["files"] for row in house.screens.reading.rows if row["what"] == "files")
    assert isinstance(files, list)
    house.screens.attached.open(str(files[-1]["key"]))


async def _link(house: HouseShell) -> None:
    """A link is followed whose words name another place."""
    house.screens.shell.decide_last(False)
    await open_letter(house, ARABIC)
    house.screens.reading.follow(LEADS)


async def _new_folder(house: HouseShell) -> None:
    house.screens.shell.decide_last(False)
    house.screens.finder.ask("mail.move", "Move it to a folder")
    house.screens.finder.type("Чтения у моря, 남궁민수")


async def _settings(house: HouseShell) -> None:
    """By keys down to a line that was out of view."""
    house.screens.finder.close()
    house.screens.shell.go("settings")
    for _line in range(16):
        press(house, Qt.Key.Key_Tab)


async def _passphrase(house: HouseShell) -> None:
    """Where no keyring keeps the passwords, and one that was chosen is too short."""
    house.screens.preferences.offer_keeping(offered=True, fault=fault_of("harbour", "harbour"))
    house.screens.shell.go("home")
    house.screens.shell.go("settings")


READING = (
    Scene("mail-plain", _open(PLAIN)),
    Scene("mail-bare", _open(BARE)),
    Scene("mail-head", _whole_head),
    Scene("card-file", _file),
    Scene("card-link", _link),
    Scene("palette-creates", _new_folder),
    Scene("settings-keys", _settings),
    Scene("settings-passphrase", _passphrase),
)

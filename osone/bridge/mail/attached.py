"""The files of what is read, by keys: the keyboard goes from one to the next, opens it, and saves it elsewhere."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import Row
from osone.bridge.mail.pictures import KEPT
from osone.bridge.mail.reading import Reading
from osone.model.values import whole

QML_IMPORT_NAME = "OSOne.Mail"
QML_IMPORT_MAJOR_VERSION = 1
FILES = "files"
"""The fact that what is read brought files."""


@QmlElement
@QmlSingleton
class Attached(QObject):
    """Which file the keyboard is on."""

    asked = Signal(int, int)
    """The keyboard is to go to a file: its row of what is read, and its place there; -1 for what is read itself."""
    openAsked = Signal(str)
    saveAsked = Signal(str)
    allAsked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._on = self._last = ""
        self._back = ""
        """The file that the keyboard comes back to, once what was asked about it is answered."""

    def begin(self, reading: Reading) -> None:
        """Give it what is read."""
        self._reading = reading
        reading.openedAfresh.connect(self._afresh)

    def _afresh(self) -> None:
        on, self._on, self._last, self._back = self._on, "", "", ""
        if on:
            self.asked.emit(-1, 0)

    @property
    def held(self) -> bool:
        """Whether the keyboard is on a file."""
        return bool(self._on)

    def facts(self) -> frozenset[str]:
        """Whether there are files."""
        return frozenset({FILES}) if self._places() else frozenset()

    @Slot(str, bool)
    def hold(self, key: str, on: bool) -> None:
        """The keyboard came to a file, or left it."""
        if on:
            self._on = self._last = key
        elif self._on == key:
            self._on = ""

    def step(self, by: int) -> None:
        """On to the next file or back to the one before, round at both ends; the first is one of the message read.

        It goes on from the file that the keyboard was on last, wherever that has been since.
        """
        places = self._places()
        if not places:
            return
        keys = [key for _row, _at, key in places]
        at = keys.index(self._last) + by if self._last in keys else keys.index(self.at_hand)
        row, place, _key = places[at % len(places)]
        self.asked.emit(row, place)

    @Slot(int)
    def move(self, by: int) -> None:
        """An arrow was pressed on a file."""
        self.step(by)

    def let_go(self) -> None:
        """The keyboard goes back to what is read."""
        self._back = ""
        self.asked.emit(-1, 0)

    @Slot(result=bool)
    def come_back(self) -> bool:
        """Let the keyboard come back to the file that something was asked about; False where there is none."""
        back, self._back = self._back, ""
        row, place = next(((row, at) for row, at, key in self._places() if back and key == back), (-1, 0))
        if row >= 0:
            self.asked.emit(row, place)
        return row >= 0

    @property
    def at_hand(self) -> str:
        """The file that the keyboard is on or was on last, else the first of the message that is read; empty for none.

        A message is the one that is read where its files are in view, else the one that one went to.
        """
        places = self._places()
        if any(key == self._last for _row, _at, key in places):
            return self._last
        first, last = self._reading.in_view if self._reading is not None else (0, 0)
        files = self._places("files") or places
        after = [key for row, _at, key in files if row >= first]
        near = [key for row, _at, key in files if first <= row <= last]
        return next(iter([*near, *after, *(key for _row, _at, key in files)]), "")

    def _places(self, *what: str) -> list[tuple[int, int, str]]:
        """Every file that is shown, or picture that can be kept: its row, its place in that, and its key."""
        if self._reading is None or not self._reading.open_thread:
            return []
        found = []
        for n, row in enumerate(self._reading.rows):
            if row["what"] in (what or ("files", "pictures")) and isinstance(files := row["files"], list):
                kept = [(at, file) for at, file in enumerate(files) if row["what"] == "files" or _is_kept(file)]
                found += [(n, at, str(file["key"])) for at, file in kept]
        return found

    @Slot(str)
    def open(self, key: str) -> None:
        """Open a file with the system's program for it."""
        self._back = self._on
        self.openAsked.emit(key or self.at_hand)

    @Slot(str)
    def save(self, key: str) -> None:
        """Save a file where the person says."""
        self._back = self._on
        self.saveAsked.emit(key or self.at_hand)

    @Slot(str)
    def save_all(self, key: str) -> None:
        """Save every file of the message that this one belongs to."""
        self._back = self._on
        self.allAsked.emit(key or self.at_hand)


def _is_kept(picture: Row) -> bool:
    """Whether it is a file, and large enough to be more than an ornament."""
    return bool(picture["name"]) and whole(picture["width"]) >= KEPT

"""What is enclosed in the draft that is open: files beside its text, and pictures within it, on their way and there."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.ports import Acts
from osone.model.drafts import EnclosedFile
from osone.text.numbers import size

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""How the names of files end that are shown in the text where they are dropped on it."""


@QmlElement
@QmlSingleton
class Enclosures(QObject):
    """Files and pictures of the draft that is open."""

    changed = Signal()
    asked = Signal()
    """A person is to choose files."""
    enclosed = Signal(int, str)
    """A file by its path is to be enclosed in the draft of this number; ``came`` must follow."""
    pictured = Signal(int, object)
    """A picture, by its path or as it is, is to be kept with the draft of this number and shown in its text; ``came``
    must follow."""
    arrived = Signal(int)
    """A file is there, or cannot be."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: Acts | None = None
        self._ready: Callable[[], int] = lambda: 0
        self._number = 0
        self._files: Sequence[EnclosedFile] = ()
        self.coming: Counter[int] = Counter()
        """How many files are being copied into which draft."""

    def begin(self, acts: Acts, ready: Callable[[], int]) -> None:
        """Give it its parts; ``ready`` keeps the draft that is open, and tells its number."""
        self._acts, self._ready = acts, ready

    def follow(self, number: int, files: Sequence[EnclosedFile]) -> None:
        """Show what is enclosed in this draft."""
        if (number, files) != (self._number, self._files):
            self._number, self._files = number, files
            self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Let the person choose files."""
        if self._number:
            self.asked.emit()

    @Slot("QVariantList")
    def enclose(self, places: list[QUrl]) -> None:
        """Enclose files of this machine that were dropped here; pictures among them are shown in the text."""
        for path in [place.toLocalFile() for place in places if place.isLocalFile()]:
            if path.lower().endswith(SHOWN):
                self.show(path)
            else:
                self.enclose_path(path)

    def enclose_paths(self, paths: Iterable[str]) -> None:
        """Enclose files of this machine that were pasted."""
        for path in paths:
            self.enclose_path(path)

    def enclose_path(self, path: str) -> None:
        """Enclose a file of this machine."""
        if number := self._ready():
            self.coming[number] += 1
            self.enclosed.emit(number, path)

    def show(self, picture: object) -> None:
        """Keep a picture with the draft, and show it where the caret is."""
        if number := self._ready():
            self.coming[number] += 1
            self.pictured.emit(number, picture)

    def came(self, draft: int) -> None:
        """A file is there, or cannot be."""
        self.coming[draft] -= 1
        self.arrived.emit(draft)

    @Slot(int)
    def take_out(self, file: int) -> None:
        """Take a file out."""
        if self._acts is not None and self._number:
            self._acts.run("draft.take_out", {"draft": self._number, "file": file})

    def _get_files(self) -> list[dict[str, object]]:
        """Those beside the text."""
        return [{"file": one.id, "name": one.name, "size": size(one.size)} for one in self._files if not one.content_id]

    files = Property("QVariantList", _get_files, notify=changed)  # type: ignore[arg-type]

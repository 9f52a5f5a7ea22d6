"""What is enclosed in the draft that is open: files beside its text, and pictures within it, on their way and there."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.ports import Acts
from osone.model.drafts import Draft, EnclosedFile, file_key, part_key
from osone.model.mail import Attachment
from osone.text.catalogue import _
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
    openAsked = Signal(str, object, int)
    """A file of this name is to be opened: of this message that part, or where that is 0, the enclosed file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: Acts | None = None
        self._ready: Callable[[], int] = lambda: 0
        self._save: Callable[[], int] = lambda: 0
        self._number = self._message = 0
        self._files: Sequence[EnclosedFile] = ()
        self._along: Sequence[Attachment] = ()
        """Those of the message that is passed on."""
        self._pause: Callable[[], int] = lambda: 0
        self._steps: Callable[[], int] = lambda: 0
        self._out: list[tuple[int, str, int]] = []
        """What was taken out with nothing done since, newest last: draft, key, and the steps of its text before."""
        self.coming: Counter[int] = Counter()
        """How many files are being copied into which draft."""

    def begin(self, acts: Acts, ready: Callable[[], int], save: Callable[[], int]) -> None:
        """Give it its parts.

        ``save`` keeps the draft that is open, and tells its number; ``ready`` takes the keyboard to its text too.
        """
        self._acts, self._ready, self._save = acts, ready, save

    def beside(self, pause: Callable[[], int], steps: Callable[[], int]) -> None:
        """Give it the steps of the text: ``pause`` ends the newest, and both tell how many there are."""
        self._pause, self._steps = pause, steps

    def follow(self, draft: Draft | None, along: Sequence[Attachment]) -> None:
        """Show what is enclosed in this draft, and what goes along of the message that it passes on."""
        number, files = (draft.id, draft.files) if draft is not None else (0, ())
        self._message = draft.answers or 0 if draft is not None else 0
        if (number, files, along) != (self._number, self._files, self._along):
            self._number, self._files, self._along = number, files, along
            self.changed.emit()

    @property
    def some(self) -> bool:
        """Whether any file goes along."""
        return bool(self._files or self._along)

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

    @Slot(str)
    def take_out(self, key: str) -> None:
        """Let a file not go along, by its key; that is undone like any deed."""
        if self._acts is not None and key in self._keys() and (number := self._save()):
            self._acts.run("draft.take_out", {"draft": number, "file": key})
            self._out.append((number, key, self._pause()))

    @property
    def may_restore(self) -> bool:
        """Whether the newest thing done to the draft is that a file was taken out."""
        number, key, steps = self._out[-1] if self._out else (0, "", 0)
        return bool(number) and (number, steps) == (self._number, self._steps()) and key not in self._keys()

    def restore(self) -> None:
        """Bring back the file that was taken out last, as undo does anywhere."""
        if self._acts is not None and self.may_restore:
            self._acts.run("undo", {})

    def taken_back(self) -> None:
        """The newest deed was taken back."""
        del self._out[-1:]

    def outdo(self) -> None:
        """Something else was done since: undo means that."""
        self._out.clear()

    @Slot(str)
    def open(self, key: str) -> None:
        """Look at a file."""
        for part in self._along:
            if part_key(part.part) == key:
                self.openAsked.emit(part.name, self._message, part.part)
        for own in self._files:
            if file_key(own.id) == key:
                self.openAsked.emit(own.name, 0, own.id)

    def offered(self, words: str) -> list[tuple[str, str]]:
        """Which files can be taken out, for what is typed: key and words."""
        shown = [(str(one["key"]), str(one["name"])) for one in self._get_files()]
        return [(key, _("Remove {name}", name=name)) for key, name in shown if words.casefold() in name.casefold()]

    def _keys(self) -> list[str]:
        return [str(one["key"]) for one in self._get_files()]

    def _get_files(self) -> list[dict[str, object]]:
        """Those beside the text: first what comes along of another message."""
        own = [(file_key(one.id), one.name, one.size) for one in self._files if not one.content_id]
        along = [(part_key(one.part), one.name, one.size) for one in self._along]
        return [{"key": key, "name": name, "size": size(many)} for key, name, many in (*along, *own)]

    files = Property("QVariantList", _get_files, notify=changed)  # type: ignore[arg-type]

"""The lines of addresses of the draft that is open: what is typed on them, who is suggested, and what is no address."""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickTextDocument

from osone.bridge.writing import people
from osone.bridge.writing.people import Unclear
from osone.host.later import later
from osone.model.drafts import Recipients
from osone.model.mail import Address
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.mail import addresses
else:
    addresses = later("osone.mail.addresses")  # once somebody writes

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

NAMES = ("to", "cc", "bcc")


@QmlElement
@QmlSingleton
class Lines(QObject):
    """To, Cc and Bcc."""

    filled = Signal()
    """Other addresses stand on them than were typed."""
    changed = Signal()
    """What is typed, or which lines are shown."""
    suggestionsChanged = Signal()
    wordsAsked = Signal(str, int, int)
    """The keyboard is to come to these words of a line: from which letter, and to which."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed: Mapping[str, str] = dict.fromkeys(NAMES, "")
        self.known: list[Address] = []
        """Everybody whom one may write to, the likeliest first."""
        self._wide = False
        self._suggested: list[Address] = []
        self._caret = 0
        self._typing = ""
        """The line that is being written on, with the caret there; empty where none is."""
        self._nobody = False
        """Whether it was to be sent to nobody."""

    @Slot(QQuickTextDocument, int, result="QVariantList")
    def drawn(self, document: QQuickTextDocument, most: int) -> list[float]:
        """Of words in an editor where the baseline of their first line is, and where the last of ``most`` ends; pixels.

        Both follow from the typefaces of the letters. Without words nothing is drawn, and nothing is returned.
        """
        begins = document.textDocument().begin().layout()
        if not begins.lineCount():
            return []
        last = begins.lineAt(min(most, begins.lineCount()) - 1)
        return [begins.lineAt(0).ascent(), last.y() + last.height()]

    def fill(self, to: Recipients, typed: Mapping[str, str] | None = None) -> None:
        """Show whom a draft is to; as it was ``typed``, where that is known."""
        self.typed = typed or {name: people.line(getattr(to, name)) for name in NAMES}
        self._wide = bool(self.typed["cc"] or self.typed["bcc"])
        self._caret, self._typing, self._nobody = 0, "", False
        self._suggest([])
        self.filled.emit()
        self.changed.emit()

    def recipients(self) -> Recipients:
        """Whom what is typed means."""
        return Recipients(*(tuple(addresses.addresses(self.typed[name])) for name in NAMES))

    @Slot(str, str, int)
    def write(self, line: str, words: str, caret: int) -> None:
        """One of them was written on."""
        self.typed = {**self.typed, line: words}
        self._caret, self._typing, self._nobody = caret, line, False
        self._suggest(people.meant(self.known, words, caret))
        self.changed.emit()

    @Slot(str, int, result=int)
    def complete(self, line: str, place: int) -> int:
        """Put a suggestion in the place of what was typed; where the caret is to stand then."""
        caret = self._caret
        if 0 <= place < len(self._suggested):
            words, caret = people.completed(self.typed[line], caret, self._suggested[place])
            self.write(line, words, caret)
            self._suggest([])
        return caret

    @Slot(str, result=str)
    def words_of(self, line: str) -> str:
        """What stands on a line."""
        return self.typed[line]

    @Slot()
    def leave(self) -> None:
        """The keyboard goes to another line: nobody is suggested, and what is unclear on this one is told."""
        self._suggest([])
        if self._typing:
            self._typing = ""
            self.changed.emit()

    def hush(self) -> bool:
        """Suggest nobody until more is typed; False where nobody was."""
        suggested = bool(self._suggested)
        self._suggest([])
        return suggested

    @Slot()
    def widen(self) -> None:
        """Show the lines for copies."""
        self._wide = True
        self.changed.emit()

    def ask(self) -> bool:
        """Let the person clear up what cannot be sent to: the first of it is asked for. False where all is clear."""
        line, first = next(((name, one) for name in NAMES for one in self._unclear(name)), ("", None))
        if first is None:
            self._nobody = not self.recipients().everyone
            if self._nobody:
                self.wordsAsked.emit("to", len(self.typed["to"]), len(self.typed["to"]))
                self.changed.emit()
            return self._nobody
        self.wordsAsked.emit(line, first.start, first.end)
        self._caret, self._typing = first.end, ""
        self._suggest(list(islice(first.among, people.SUGGESTED)))
        self.changed.emit()
        return True

    def remarks(self) -> list[str]:
        """What is unclear, in sentences; not of the words that are being typed."""
        found = [one.said for name in NAMES for one in self._unclear(name) if not self._is_typed(name, one)]
        return [*found, _("Nobody is named to send it to.")] if self._nobody else found

    def _is_typed(self, name: str, one: Unclear) -> bool:
        return name == self._typing and one.start <= self._caret <= one.end

    def _unclear(self, name: str) -> list[Unclear]:
        return people.unclear(self.typed[name], self.known)

    def _suggest(self, some: list[Address]) -> None:
        if some != self._suggested:
            self._suggested = some
            self.suggestionsChanged.emit()

    def _get_suggestions(self) -> list[dict[str, object]]:
        return people.shown(self._suggested)

    to = Property(str, lambda self: self.typed["to"], notify=filled)
    cc = Property(str, lambda self: self.typed["cc"], notify=filled)
    bcc = Property(str, lambda self: self.typed["bcc"], notify=filled)
    wide = Property(bool, lambda self: self._wide, notify=changed)
    suggestions = Property("QVariantList", _get_suggestions, notify=suggestionsChanged)  # type: ignore[arg-type]

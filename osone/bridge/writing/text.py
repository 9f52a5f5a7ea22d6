"""The text of the draft that is open, in the document of its editor: what is written, marked and pasted."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QTextDocument
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickTextDocument

from osone.bridge.writing import keystrokes
from osone.host.later import later
from osone.mail.writing import signing
from osone.model.drafts import Block, Run, Shape

if TYPE_CHECKING:
    from osone.bridge.writing import letter
    from osone.mail import html as pages
    from osone.mail.writing import reduced
else:
    letter = later("osone.bridge.writing.letter")  # once there is a draft
    # Once something is pasted.
    pages, reduced = later("osone.mail.html"), later("osone.mail.writing.reduced")

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

PASTED = 300_000
"""Letters that are pasted at once; the rest is left, and told of."""
PAGE = 1_000_000
"""Signs of a page that is pasted."""
NONE: Mapping[str, QImage] = MappingProxyType({})


@QmlElement
@QmlSingleton
class WrittenText(QObject):
    """What is written, and what is done with what is selected of it."""

    filled = Signal()
    """Another text is shown."""
    wrote = Signal()
    """It is different by a person's hand."""
    filesGiven = Signal(list)
    """Files of this machine were pasted, by their paths."""
    pictureGiven = Signal(QImage)
    """A picture was pasted, that is to be kept and shown."""
    leftOut = Signal()
    """What was pasted was too long, and only its beginning is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text: QQuickTextDocument | None = None
        """Held here, for what Qt gives of it would be gone with it."""
        self._blocks: Sequence[Block] = (Block(),)
        self._images: dict[str, QImage] = {}
        """What is shown once there is an editor: the text, and its pictures by their content ids."""
        self._signature = ""
        """The signature that the text ends with, as long as nobody wrote in it."""
        self._filling = False
        self._stretch = (0, 0)
        """What is selected, or the caret's place twice."""
        self.held = False
        """Whether the keyboard is in it."""
        self._keystrokes = keystrokes.Keystrokes()
        self._pending: dict[str, bool] = {}
        """How what is typed next is to look."""

    @Slot(QQuickTextDocument)
    def take(self, document: QQuickTextDocument) -> None:
        """Take the document of the editor."""
        self._text = document
        document.textDocument().contentsChange.connect(self._typed)
        document.textDocument().contentsChanged.connect(self._changed)
        self.fill(self._blocks, dict(self._images), self._signature)

    @property
    def _document(self) -> QTextDocument | None:
        return self._text.textDocument() if self._text is not None else None

    def fill(self, blocks: Sequence[Block], images: Mapping[str, QImage] = NONE, signature: str = "") -> None:
        """Show another text, with its pictures by their content ids, and the signature that it would end with."""
        self._signature = signature
        self._blocks, self._images, self._pending, self._stretch = blocks, dict(images), {}, (0, 0)
        if (document := self._document) is not None:
            self._filling = True
            for name, image in images.items():
                self._show(document, name, image)
            letter.fill(document, blocks, self._widths())
            self._filling = False
            self.filled.emit()

    def blocks(self) -> tuple[Block, ...]:
        """The text as it stands."""
        document = self._document
        return letter.read(document) if document is not None else tuple(self._blocks)

    @Slot(result=int)
    def end(self) -> int:
        """The place at which what is written ends, above its signature."""
        document, own = self._document, len(signing.unsigned(self.blocks(), self._signature))
        if document is None or not own:
            return 0
        last = document.findBlockByNumber(own - 1)
        return last.position() + last.length() - 1

    def sign(self, signature: str) -> None:
        """Put another signature in the place of this one, where that stands as it is set; one step of undo."""
        document, written, before = self._document, self.blocks(), self._signature
        untouched = (
            len(signing.unsigned(written, before)) < len(written) if before else signing.above(written) == written
        )
        start, self._signature = self.end(), signature
        if document is not None and untouched and signature != before:
            letter.insert(document, start, document.characterCount() - 1, signing.signed((Block(),), signature), {})

    def steps(self) -> int:
        """How many steps undo would take back in the text."""
        return document.availableUndoSteps() if (document := self._document) is not None else 0

    def pause(self) -> int:
        """What is typed from here on is another step; how many there are before it."""
        self._keystrokes = keystrokes.Keystrokes()
        return self.steps()

    def _widths(self) -> dict[str, int]:
        return {name: image.width() for name, image in self._images.items()}

    def _show(self, document: QTextDocument, name: str, image: QImage) -> None:
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{letter.PICTURE}{name}"), image)

    def _changed(self) -> None:
        if not self._filling:
            self.wrote.emit()

    # Where the person is in it.

    @Slot(int, int)
    def at(self, start: int, end: int) -> None:
        """What is selected, or the caret's place twice."""
        if self._stretch != (start, end):
            self._stretch = (start, end)
            self._pending = {}

    @Slot(result="QVariantList")
    def selected(self) -> list[int]:
        """What is selected, or was when the keyboard went elsewhere: from which place, and to which."""
        return list(self._stretch)

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Whether the keyboard is in it."""
        self.held = held

    @property
    def chosen(self) -> bool:
        """Whether words of it are selected, with the keyboard there."""
        return self.held and self._stretch[0] != self._stretch[1]

    @Slot(str, int, int, int, result=bool)
    def type(self, text: str, modifiers: int, start: int, end: int) -> bool:
        """Put what a key writes in the place of a stretch; False where the key writes nothing."""
        if (document := self._document) is None or not keystrokes.writes(text, modifiers):
            return False
        self._keystrokes.type(document, start, end, text)
        return True

    # Looks.

    def toggle(self, look: str) -> None:
        """Make what is selected, or the word at the caret, ``bold`` or ``italic``, or no longer; else what is typed."""
        if (document := self._document) is None:
            return
        start, end = (
            self._stretch if self._stretch[0] != self._stretch[1] else letter.word_at(document, self._stretch[0])
        )
        if start != end:
            letter.toggle(document, start, end, look)
        else:
            self._pending[look] = not self._pending.get(look, letter.is_so(document, start, look))

    def _typed(self, place: int, _removed: int, added: int) -> None:
        """Words came: what was asked for what is typed next holds for them, and goes on from there by itself."""
        pending, self._pending = self._pending, {}
        document = self._document
        if not pending or not added or document is None or self._filling or place > self._stretch[0]:
            return
        self._filling = True
        cursor = QTextCursor(document)
        cursor.joinPreviousEditBlock()
        cursor.setPosition(self._stretch[0])
        cursor.setPosition(min(place + added, document.characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        for look, wanted in pending.items():
            cursor.mergeCharFormat(letter.change(look, wanted))
        cursor.endEditBlock()
        self._filling = False

    def turn_list(self, shape: Shape) -> None:
        """Make the lines at hand a list, or lines again."""
        if (document := self._document) is not None:
            letter.turn_list(document, *self._stretch, shape)

    @Slot(int, result=bool)
    def leave_item(self, place: int) -> bool:
        """Enter in an empty item ends its list; False where there is none."""
        document = self._document
        return document is not None and letter.leave_item(document, place)

    def leads_to(self) -> str:
        """Where what is selected, or the word at the caret, leads; empty where it does nowhere."""
        document = self._document
        return letter.leads_to(document, *self._linked(document)) if document is not None else ""

    def link(self, address: str) -> None:
        """Let what is selected, or the word at the caret, lead to an address; nowhere where that is empty."""
        if (document := self._document) is not None:
            letter.link(document, *self._linked(document), address)

    def _linked(self, document: QTextDocument) -> tuple[int, int]:
        start, end = self._stretch
        return (start, end) if start != end else letter.word_at(document, start)

    # What is pasted.

    @Slot()
    def paste(self) -> None:
        """Put in what was copied: files and pictures as what they are, a page by its words with their marks."""
        given = QGuiApplication.clipboard().mimeData()
        files = [place.toLocalFile() for place in given.urls() if place.isLocalFile()]
        blocks = _reduced(given)
        if files and not any(block.words.strip() for block in blocks):
            self.filesGiven.emit(files)
        elif any(block.words.strip() for block in blocks):
            self._insert(blocks)
        elif given.hasImage():
            self.pictureGiven.emit(QImage(given.imageData()))
        else:
            self._insert(_lines(given))

    def paste_plain(self) -> None:
        """Put in the words of what was copied, and nothing else of it."""
        self._insert(_lines(QGuiApplication.clipboard().mimeData()))

    def _insert(self, blocks: Sequence[Block]) -> None:
        document = self._document
        kept, cut = _first(blocks)
        if document is not None and any(block.runs or block.shape for block in kept):
            letter.insert(document, *self._stretch, kept, {})
        if cut:
            self.leftOut.emit()

    def place(self, name: str, image: QImage, words: str) -> None:
        """Show a picture that is kept, by its content id, where the caret is; ``words`` say what it is."""
        document = self._document
        self._images[name] = image
        if document is not None:
            self._show(document, name, image)
            run = Block((Run(words, picture=name),))
            letter.insert(document, self._stretch[1], self._stretch[1], [run], self._widths())


def _reduced(given: QMimeData) -> tuple[Block, ...]:
    return reduced.blocks_of(pages.reduce_html(given.html()[:PAGE]), most=PASTED + 1) if given.hasHtml() else ()


def _lines(given: QMimeData) -> tuple[Block, ...]:
    words = given.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")[: PASTED + 1]
    return tuple(Block((Run(line),) if line else ()) for line in words.split("\n"))


def _first(blocks: Sequence[Block]) -> tuple[Sequence[Block], bool]:
    """The blocks that are not too many, and whether there were more."""
    left = PASTED
    for place, block in enumerate(blocks):
        left -= len(block.words) + 1
        if left < 0:
            return (blocks[:place] or [Block((Run(block.words[:PASTED]),))]), True
    return blocks, False

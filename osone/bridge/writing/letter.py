"""The text of a draft in the editor: blocks with their marks laid into Qt's document, and read out of it again.

The editor shows plain text, so that Qt pastes plain text only; all looks are laid into the document from here.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from osone.model.drafts import Block, Run, Shape

LINE = "\N{LINE SEPARATOR}"
STYLES = {Shape.BULLET: QTextListFormat.Style.ListDisc, Shape.NUMBER: QTextListFormat.Style.ListDecimal}
QUOTED = QTextFormat.Property.BlockQuoteLevel
STEP = 24
"""Pixels that a quotation stands in."""


def fill(document: QTextDocument, blocks: Sequence[Block]) -> None:
    """Put what is kept into the document; there is nothing to undo then."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    for place, block in enumerate(blocks):
        if place:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        _shape(cursor, block)
        for run in block.runs:
            cursor.insertText(run.words.replace("\n", LINE), _look(run))
    cursor.endEditBlock()
    document.clearUndoRedoStacks()


def read(document: QTextDocument) -> tuple[Block, ...]:
    """What stands in the document."""
    return tuple(_block(block) for block in _blocks(document))


def toggle(document: QTextDocument, start: int, end: int, look: str) -> None:
    """Make a stretch ``bold`` or ``italic``, or take that away where all of it is so already; one step of undo."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    wanted = not all(_has(one, look) for one in _formats(document, start, end))
    change = QTextCharFormat()
    if look == "bold":
        change.setFontWeight(QFont.Weight.Bold if wanted else QFont.Weight.Normal)
    else:
        change.setFontItalic(wanted)
    cursor.mergeCharFormat(change)


def _has(look: QTextCharFormat, name: str) -> bool:
    return look.fontWeight() > QFont.Weight.Medium if name == "bold" else look.fontItalic()


def _formats(document: QTextDocument, start: int, end: int) -> Iterator[QTextCharFormat]:
    """The looks of what stands between two places."""
    for block in _blocks(document):
        walk = block.begin()
        while not walk.atEnd():
            piece = walk.fragment()
            if piece.position() < end and piece.position() + piece.length() > start:
                yield piece.charFormat()
            walk += 1


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _shape(cursor: QTextCursor, block: Block) -> None:
    look = QTextBlockFormat()
    if block.quoted:
        look.setProperty(QUOTED, block.quoted)
        look.setLeftMargin(STEP * block.quoted)
    cursor.setBlockFormat(look)
    if block.shape is not Shape.TEXT:
        items = QTextListFormat()
        items.setStyle(STYLES[block.shape])
        items.setIndent(block.indent + 1)
        here = cursor.block().previous().textList()
        if here is not None and here.format().style() == items.style() and here.format().indent() == items.indent():
            here.add(cursor.block())
        else:
            cursor.createList(items)


def _look(run: Run) -> QTextCharFormat:
    look = QTextCharFormat()
    if run.bold:
        look.setFontWeight(QFont.Weight.Bold)
    look.setFontItalic(run.italic)
    if run.link:
        look.setAnchor(True)
        look.setAnchorHref(run.link)
        look.setFontUnderline(True)
    return look


def _block(block: QTextBlock) -> Block:
    items = block.textList()
    shape, indent = Shape.TEXT, 0
    if items is not None:
        form = items.format()
        shape = Shape.NUMBER if form.style() is QTextListFormat.Style.ListDecimal else Shape.BULLET
        indent = max(0, form.indent() - 1)
    runs: list[Run] = []
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        look = piece.charFormat()
        link = look.anchorHref() if look.isAnchor() else ""
        words = piece.text().replace(LINE, "\n").replace("\N{OBJECT REPLACEMENT CHARACTER}", "")
        if words:
            runs.append(Run(words, look.fontWeight() > QFont.Weight.Medium, look.fontItalic(), link))
        walk += 1
    return Block(tuple(runs), shape, indent, int(block.blockFormat().property(QUOTED) or 0))

"""The text of a draft in the editor: blocks with their marks laid into Qt's document, and read out of it again.

Headings, rules and lines of code are not written here: what is pasted of them are bold words, stars and words of code.

The editor shows plain text, so that Qt pastes plain text only; all looks are laid into the document from here.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextListFormat,
)

from osone.model.drafts import Block, Run, Shape

LINE = "\N{LINE SEPARATOR}"
STYLES = {Shape.BULLET: QTextListFormat.Style.ListDisc, Shape.NUMBER: QTextListFormat.Style.ListDecimal}
QUOTED = QTextFormat.Property.BlockQuoteLevel
STEP = 24
"""Pixels that a quotation stands in."""
PICTURE = "cid:"
"""Before the content id, in the name of a picture."""
MONO = "monospace"
WIDEST = 560
"""Pixels of a picture in the text."""


def fill(document: QTextDocument, blocks: Sequence[Block], widths: Mapping[str, int] | None = None) -> None:
    """Put what is kept into the document; there is nothing to undo then.

    ``widths`` are those of the pictures that the document can draw, by their content ids; of others words are shown.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    _put(cursor, blocks, widths or {})
    cursor.endEditBlock()
    document.clearUndoRedoStacks()


def insert(document: QTextDocument, start: int, end: int, blocks: Sequence[Block], widths: Mapping[str, int]) -> None:
    """Put blocks in the place of a stretch, as one step of undo."""
    cursor = _stretch(document, start, end)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    _put(cursor, [_plainer(block) for block in blocks], widths)
    cursor.endEditBlock()


def read(document: QTextDocument) -> tuple[Block, ...]:
    """What stands in the document."""
    return tuple(_block(block) for block in _blocks(document))


def toggle(document: QTextDocument, start: int, end: int, look: str) -> None:
    """Give a stretch a look, or take it away where all of it has it already; one step of undo."""
    wanted = not all(_has(one, look) for one in _formats(document, start, end))
    _stretch(document, start, end).mergeCharFormat(change(look, wanted))


def change(look: str, wanted: bool) -> QTextCharFormat:
    """What makes words so, or no longer."""
    found = QTextCharFormat()
    if look == "bold":
        found.setFontWeight(QFont.Weight.Bold if wanted else QFont.Weight.Normal)
    elif look == "italic":
        found.setFontItalic(wanted)
    return found


def is_so(document: QTextDocument, place: int, look: str) -> bool:
    """Whether what is typed at a place would have a look."""
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    return _has(cursor.charFormat(), look)


def word_at(document: QTextDocument, place: int) -> tuple[int, int]:
    """The word that a place lies within, its end counted too where ``place`` is no blank; else the place twice."""
    block = document.findBlock(place)
    words, at = block.text(), place - block.position()
    start, end = at, at
    while start > 0 and words[start - 1].isalnum():
        start -= 1
    while end < len(words) and words[end].isalnum():
        end += 1
    return (block.position() + start, block.position() + end) if start < at < end else (place, place)


def link(document: QTextDocument, start: int, end: int, address: str) -> None:
    """Let a stretch lead to an address, or nowhere where that is empty; an empty stretch gets it as its words."""
    cursor = _stretch(document, start, end)
    look = QTextCharFormat()
    look.setAnchor(bool(address))
    look.setAnchorHref(address)
    look.setFontUnderline(bool(address))
    if start != end:
        cursor.mergeCharFormat(look)
    elif address:
        # What is typed after it is no link.
        before = cursor.charFormat()
        cursor.beginEditBlock()
        if start and _is_of_a_word(document.characterAt(start - 1)):
            cursor.insertText(" ", before)
        cursor.insertText(address.removeprefix("mailto:"), look)
        cursor.insertText(" ", before)
        cursor.endEditBlock()


def _is_of_a_word(sign: str) -> bool:
    """Whether what follows this sign at once would be read as one with it."""
    return not sign.isspace() and unicodedata.category(sign) not in ("Ps", "Pi", "Zl", "Zp", "Cc") and sign not in "\"'"


def leads_to(document: QTextDocument, start: int, end: int) -> str:
    """Where the first link of a stretch leads; empty where there is none."""
    return next((one.anchorHref() for one in _formats(document, start, end) if one.isAnchor()), "")


def turn_list(document: QTextDocument, start: int, end: int, shape: Shape) -> None:
    """Make the lines of a stretch a list of this shape, or lines again where all of them are one; one step of undo."""
    cursor = _stretch(document, start, end)
    some = [block for block in _blocks(document) if block.contains(start) or start < block.position() <= end]
    back = all(_block(block).shape is shape for block in some)
    cursor.beginEditBlock()
    for block in some:
        at = QTextCursor(block)
        _leave_list(at)
        if not back:
            _enter_list(at, shape, 0)
    cursor.endEditBlock()


def leave_item(document: QTextDocument, place: int) -> bool:
    """Out of a list, where an item is empty; False where it is not, or is none."""
    block = document.findBlock(place)
    if block.textList() is None or block.length() > 1:
        return False
    cursor = QTextCursor(block)
    cursor.beginEditBlock()
    _leave_list(cursor)
    cursor.endEditBlock()
    return True


def _stretch(document: QTextDocument, start: int, end: int) -> QTextCursor:
    most = document.characterCount() - 1
    cursor = QTextCursor(document)
    cursor.setPosition(max(0, min(start, most)))
    cursor.setPosition(max(0, min(end, most)), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _put(cursor: QTextCursor, blocks: Sequence[Block], widths: Mapping[str, int]) -> None:
    for place, block in enumerate(blocks):
        if place:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        if place or cursor.block().length() == 1:
            # Words that go on in a line leave it as it is.
            _shape(cursor, block)
        for run in block.runs:
            if run.picture and run.picture in widths:
                image = QTextImageFormat()
                image.setName(f"{PICTURE}{run.picture}")
                image.setWidth(min(WIDEST, widths[run.picture]))
                image.setProperty(QTextFormat.Property.ImageAltText, run.words)
                cursor.insertImage(image)
            else:
                cursor.insertText(run.words.replace("\n", LINE), _look(run))


def _plainer(block: Block) -> Block:
    """A block in the shapes that are written here."""
    if block.shape is Shape.RULE:
        return Block((Run("* * *"),), quoted=block.quoted)
    if block.shape is Shape.HEADING:
        return Block(tuple(replace(run, bold=True) for run in block.runs), quoted=block.quoted)
    if block.shape is Shape.CODE:
        return Block(tuple(replace(run, code=True) for run in block.runs), quoted=block.quoted)
    return block


def _enter_list(cursor: QTextCursor, shape: Shape, indent: int) -> None:
    """Into the list above, where that is of this shape and as deep; else into one of its own."""
    items = QTextListFormat()
    items.setStyle(STYLES[shape])
    items.setIndent(indent + 1)
    here = cursor.block().previous().textList()
    if here is not None and here.format().style() == items.style() and here.format().indent() == items.indent():
        here.add(cursor.block())
    else:
        cursor.createList(items)


def _leave_list(cursor: QTextCursor) -> None:
    items = cursor.block().textList()
    if items is not None:
        items.remove(cursor.block())
        look = cursor.blockFormat()
        look.setIndent(0)
        cursor.setBlockFormat(look)


def _has(look: QTextCharFormat, name: str) -> bool:
    return look.fontWeight() > QFont.Weight.Medium if name == "bold" else look.fontItalic()


def _formats(document: QTextDocument, start: int, end: int) -> Iterator[QTextCharFormat]:
    """The looks of what stands between two places."""
    for block in _blocks(document):
        if block.position() > end:
            return
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
    if block.shape in STYLES:
        _enter_list(cursor, block.shape, block.indent)


def _look(run: Run) -> QTextCharFormat:
    look = QTextCharFormat()
    if run.bold:
        look.setFontWeight(QFont.Weight.Bold)
    look.setFontItalic(run.italic)
    look.setFontStrikeOut(run.struck)
    look.setFontUnderline(run.underline)
    if run.code:
        look.setFontFamilies([MONO])
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
        runs += _runs(piece.text(), piece.charFormat())
        walk += 1
    return Block(tuple(runs), shape, indent, int(block.blockFormat().property(QUOTED) or 0))


def _runs(words: str, look: QTextCharFormat) -> Iterator[Run]:
    if look.isImageFormat():
        image = look.toImageFormat()
        said = str(image.property(QTextFormat.Property.ImageAltText) or "")
        # Two pictures beside each other may be one piece.
        yield from (Run(said, picture=image.name().removeprefix(PICTURE)) for _sign in words)
        return
    words = words.replace(LINE, "\n").replace("\N{OBJECT REPLACEMENT CHARACTER}", "")
    if words:
        leads = look.anchorHref() if look.isAnchor() else ""
        yield Run(
            words,
            look.fontWeight() > QFont.Weight.Medium,
            look.fontItalic(),
            leads,
            underline=look.fontUnderline() and not leads,
            struck=look.fontStrikeOut(),
            code=MONO in (look.fontFamilies() or ()),
        )

"""Tables of data in a page: which are some, told from those that only lay a page out, and how they are written.

What tells them apart is what browsers ask for those who hear a page (Gecko's and Chromium's "layout table" rules):
headings, a caption, lines between the cells; and where none of that is there, columns of figures under each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from osone.mail.blocks import GRID_BEGINS, RTL_GRID, BlockKind, TextBlock, grid_row
from osone.mail.bounds.budget import DRAWN
from osone.mail.css import colour, declared, is_nothing
from osone.mail.direction import is_rtl
from osone.mail.html_runs import Run, serialised

MOST_CELLS = 3_000
"""Cells of a table that is looked at; one with more is read like any other text."""
MOST_COLUMNS = 20
_LAID = "table,h1,h2,h3,h4,hr,form,input,select,textarea,iframe,video,blockquote"
"""What stands in cells that lay out a page, and hardly ever among data."""
_SAYS = 600
"""Letters of a cell of data, where lines or headings say that it is data."""
_SEVERAL = "br,img,li,p + p,div + div"
"""What gives a cell more than one line."""
_SHORT = 60
"""The same where nothing but its columns does."""
_FIGURE = re.compile(
    r"\W{0,3}(?:[A-Z]{3}\s?|[A-Z]{1,2}\$\s?)?[#№]?[-+−–]?\d[\d\s.,:;/'’×x*°–-]*"
    r"(?:\s?(?:%|‰|[ap]\.?m\.?|uhr|h|min|km|m|cm|mm|kg|g|l|ml|pcs?|st\.?|[A-Z]{3}|\w\.?|[$€£¥₹₽₩₪฿]))?\W{0,2}",
    re.IGNORECASE,
)
"""A cell that is a figure: a price, a count, an hour, a day in digits."""
_BOLD = re.compile(r"<b>(?:(?!</b>).)*</b>", re.DOTALL)
"""A cell all of which is bold."""
_MOST_FIGURES = 0.6
"""The share of a column's cells that are figures, where it is one of figures."""
_FEW_TAGS = 500
_LETTERS = 6_500
"""Tags and characters of one piece of a long table, so that no piece is parted again (``bounds.drawn``)."""


@dataclass(slots=True)
class Cell:
    """One cell as it is written."""

    html: str = ""
    text: str = ""
    head: bool = False
    across: int = 1
    down: int = 1
    align: str = ""


@dataclass(slots=True)
class Grid:
    """A table of data while its cells are read."""

    rows: list[list[Cell]] = field(default_factory=list)
    open: Cell | None = None

    def begin(self, node: LexborNode) -> None:
        """The next row begins, or the next cell of it."""
        if node.tag == "tr" or not self.rows:
            self.rows.append([])
        if node.tag == "tr":
            return
        given = node.attributes
        align = declared(given.get("style") or "").values.get("text-align") or (given.get("align") or "").lower()
        across, down = _count(given.get("colspan")), _count(given.get("rowspan"))
        self.open = Cell(head=node.tag == "th" or _is_at_head(node), across=across, down=down, align=align)
        self.rows[-1].append(self.open)

    def close(self, runs: Sequence[Run]) -> None:
        """The cell that is open holds these words; those outside of any cell are let go."""
        if self.open is not None:
            self.open.html = serialised([*runs])
            self.open.text = "".join(words for _, words in runs).strip()
            self.open = None

    def blocks(self, depth: int, *, folded: bool, rtl: bool) -> Iterator[TextBlock]:
        """The table as blocks, each of so many rows as one can be. ``rtl`` says that it runs from right to left."""
        rows = [row for row in self.rows if any(cell.text for cell in row)]
        _align(rows)
        ways = [way for row in rows for cell in row if (way := is_rtl(cell.text)) is not None]
        rtl = rtl or ways.count(True) * 2 > len(ways)
        sides = {"": "right", "right": "left", "center": "center"} if rtl else {}
        written = [
            grid_row([(c.html, c.head, c.across, c.down, sides.get(c.align, c.align)) for c in row]) for row in rows
        ]
        begins = RTL_GRID if rtl else GRID_BEGINS
        for run in _pieces(written):
            yield TextBlock(BlockKind.GRID, f"{begins}{''.join(run)}</table>", depth=depth, folded=folded, rtl=rtl)


def grid_of(node: LexborNode) -> Grid | None:
    """A table made ready to be read as data; None where it lays out a page, or is too small or large for one."""
    lines = list(_rows(node))
    if len(lines) < 2:
        return None
    rows = [list(_cells(row)) for row in lines]
    every = [cell for row in rows for cell in row]
    if sum(1 for row in rows if len(row) > 1) < 2 or len(every) > MOST_CELLS:
        return None
    if any(cell.css_first(_LAID) is not None for cell in every):
        return None
    wide = [sum(_count(cell.attributes.get("colspan")) for cell in row) for row in rows]
    if max(wide) > MOST_COLUMNS:
        return None
    words = [[" ".join(cell.text().split()) for cell in row] for row in rows]
    if sum(1 for row in words if sum(map(bool, row)) > 1) < 2:
        return None
    longest = max(len(text) for row in words for text in row)
    said = (node.attributes.get("role") or "").lower() not in ("presentation", "none") and _is_declared(node, every)
    if (said and longest <= _SAYS) or (longest <= _SHORT and _is_regular(rows, wide, words)):
        return Grid()
    return None


def _is_at_head(cell: LexborNode) -> bool:
    """Whether a cell is in the part of a table that is said to be its head."""
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.tag == "thead"


def _rows(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            inner = child.child
            while inner is not None:
                if inner.tag == "tr":
                    yield inner
                inner = inner.next
        child = child.next


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    cell = row.child
    while cell is not None:
        if cell.tag in ("td", "th"):
            yield cell
        cell = cell.next


def _is_declared(node: LexborNode, cells: Sequence[LexborNode]) -> bool:
    """Whether a table says itself that it is one: by headings, a caption, or lines between most of its cells."""
    given = node.attributes
    if (given.get("border") or "0").strip() not in ("", "0") or given.get("summary") or given.get("rules"):
        return True
    if any(cell.tag == "th" or "headers" in cell.attributes for cell in cells):
        return True
    child = node.child
    while child is not None:
        if child.tag in ("caption", "thead"):
            return True
        child = child.next
    return sum(map(_has_lines, cells)) * 2 > len(cells)


def _has_lines(cell: LexborNode) -> bool:
    """Whether a line is drawn at a cell."""
    style = cell.attributes.get("style") or ""
    if "border" not in style.lower():
        return False
    return any(
        _is_line(value)
        for name, value in declared(style).values.items()
        if name in ("border", "border-top", "border-bottom", "border-left", "border-right", "border-style")
    )


def _is_line(value: str) -> bool:
    words = value.split()
    if not words or "none" in words or "hidden" in words:
        return False
    return not any(is_nothing(word) and word[:1] == "0" for word in words) and not any(
        colour(word) in ("transparent", "#ffffff") for word in words
    )


def _is_regular(cells: Sequence[Sequence[LexborNode]], wide: Sequence[int], words: Sequence[Sequence[str]]) -> bool:
    """Whether short words stand under each other in as many columns all the way down, one of them of figures."""
    full = [row for row, width in zip(words, wide, strict=True) if len(row) == width == max(wide)]
    partly = sum(1 for row, width in zip(words, wide, strict=True) if len(row) > 1 and width != max(wide))
    if len(full) < 2 or partly or any(cell.css_first(_SEVERAL) is not None for row in cells for cell in row):
        return False
    return any(_is_of_figures([row[at] for row in full]) for at in range(max(wide)))


def _is_of_figures(column: Sequence[str]) -> bool:
    """Whether a column holds figures: most of its cells that say anything, and more than one."""
    said = [text for text in column if text]
    figures = sum(map(_is_figure, said))
    return figures > 1 and figures >= _MOST_FIGURES * len(said)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _align(rows: Sequence[Sequence[Cell]]) -> None:
    """Figures stand at the right, under their heading; what else is said of where words stand holds."""
    columns: dict[int, list[Cell]] = {}
    for row in rows:
        at = 0
        for cell in row:
            if cell.across == 1:
                columns.setdefault(at, []).append(cell)
            at += cell.across
    figures = [column for column in columns.values() if _is_of_figures([cell.text for cell in column if not cell.head])]
    named = figures and not any(_is_figure(c.text) for c in rows[0])
    if (named or _is_marked(rows)) and not any(cell.head for row in rows for cell in row):
        # The names of columns, which nobody said to be that.
        for cell in rows[0]:
            cell.head = len(rows[0]) > 1
    for cell in (cell for column in figures for cell in column if not cell.align):
        cell.align = "right"
    for cell in (cell for row in rows for cell in row if cell.align not in ("right", "center")):
        cell.align = ""


def _is_marked(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether all that the first row says is set in bold, and not all of the next."""
    if len(rows) < 2:
        return False
    first, second = ([_BOLD.fullmatch(cell.html) is not None for cell in row if cell.text] for row in rows[:2])
    return all(first) and not all(second)


def _pieces(rows: Sequence[str]) -> Iterator[list[str]]:
    """Rows as the window can lay them out at once."""
    piece: list[str] = []
    length = tags = 0
    for row in rows:
        if piece and (length + len(row) > min(_LETTERS, DRAWN.block) or tags + row.count("<") > _FEW_TAGS):
            yield piece
            piece, length, tags = [], 0, 0
        piece.append(row)
        length += len(row)
        tags += row.count("<")
    if piece:
        yield piece


def _count(given: str | None) -> int:
    """Of how many columns or rows a cell is."""
    return max(1, min(int(given), MOST_COLUMNS)) if given and given.isascii() and given.isdecimal() else 1

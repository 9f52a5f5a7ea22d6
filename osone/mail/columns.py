"""Which lines of a plain text keep their blanks: columns, drawings in signs, code and verse."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

TAB = 8
"""Cells from one stop to the next, as in every terminal."""
DEEP = 2
"""Blanks by which a line stands further in than others, and that were meant."""
FAR = 10
"""Blanks before a single line that put it to the right or in the middle."""
WIDE_LIMIT = 2_000
"""Characters of a line that are looked at."""
_CODE = 4
"""Blanks before every line of something that is no prose."""
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_SINGLE_TAB = re.compile(r"\S\t\S")
_COLUMNS = 40
_PATCH = re.compile(r"diff --git |@@ -\d|--- [ab]/|index [0-9a-f]{6,}\.\.")
_CHANGED = re.compile(r"[+\- \t@\\]")
_BAR = re.compile(r"\|")
_BULLET = re.compile(r"\s*(?:[-*•·‣◦]|\d{1,3}[.)])\s+")
_STOPS = frozenset(".!?…”\"')")
"""After these, two blanks are a typist's way to end a sentence."""
_SENTENCE = 3
_DRAWN = re.compile("[\u2500-\u259f]")
_BETWEEN = re.compile(r"[\s+|]*[-=_]{2,}(?:[\s+|:]+[-=_]{2,})+[\s+|:]*|\s*[+|][-=_+|:\s]{3,}[+|]\s*")
"""The line between the head of a table and its rows."""
_SIGN = re.compile(r"[/\\|_=+#<>()\[\]{}^~@`*:;'\",.&%$oO0-]")
_STRONG = re.compile(r"[/\\|_=+#<>()\[\]{}^~@`]")
_ART = 0.6
"""The share of signs in a line of a drawing."""
_JUSTIFIED_GAP = 4
_PROSE = 50
"""Characters of a line that was broken because it was full."""


def kept(lines: Sequence[str], *, indents: bool = True, patch: bool = False) -> list[bool]:
    """For each line of a text without a blank one between them, whether it keeps its blanks.

    With ``indents`` the blanks before lines are looked at as well as those within. ``patch`` says that the changes of
    a program stand above. Tabs count as blanks.
    """
    if patch and all(map(_CHANGED.match, lines)):
        return [True] * len(lines)
    begins = next((at for at, line in enumerate(lines) if _PATCH.match(line)), None)
    if begins is not None:
        return [*(kept(lines[:begins], indents=indents) if begins else ()), *[True] * (len(lines) - begins)]
    cells = [in_cells(line) for line in lines]
    if indents and _is_set_in(cells):
        return [True] * len(cells)
    marks = [*map(_is_drawn, cells)]
    if not _is_justified(cells):
        edges = [frozenset(_edges(line)) for line in cells]
        shared = Counter(edge for of_line in edges for edge in of_line)
        for at, of_line in enumerate(edges):
            marks[at] = marks[at] or any(edge == _ALONE or shared[edge] > 1 for edge in of_line)
    _draw(cells, marks)
    return marks


def in_cells(line: str) -> str:
    """A line in which every sign is one cell wide: tabs are blanks, wide signs are followed by a nought."""
    line = line[:WIDE_LIMIT].rstrip().expandtabs(TAB)
    if line.isascii():
        return line
    wide = unicodedata.east_asian_width
    return "".join(f"{sign}\0" if wide(sign) in "WF" else "" if unicodedata.combining(sign) else sign for sign in line)


def aligned(lines: Sequence[str]) -> list[str]:
    """Lines in which columns that stand one tab apart are as wide as they need to be; all others as they are."""
    out = list(lines)
    begin = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _SINGLE_TAB.search(lines[at]) and "\t\t" not in lines[at].strip():
            continue
        if at - begin > 1:
            out[begin:at] = _padded([line.rstrip().split("\t") for line in lines[begin:at]])
        begin = at + 1
    return out


def _padded(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [
        max(len(in_cells(row[at])) for row in rows if at < len(row)) for at in range(min(max(map(len, rows)), _COLUMNS))
    ]
    out: list[str] = []
    for row in rows:
        fields = [field + " " * (width + 2 - len(in_cells(field))) for field, width in zip(row, widths, strict=False)]
        out.append("".join([*fields, *row[len(widths) :]]).rstrip())
    return out


def indent(line: str) -> int:
    """Blanks before the first word."""
    return len(line) - len(line.lstrip(" "))


_Edge = tuple[str, int]
_ALONE: _Edge = ("alone", 0)


def _edges(line: str) -> Iterator[_Edge]:
    """Where columns of a line begin and end, by cells; ``_ALONE`` where there can be no doubt of it."""
    bullet = _BULLET.match(line)
    gaps = [gap for gap in _GAP.finditer(line, bullet.end() if bullet else 0) if not _ends_sentence(line, gap)]
    for at, gap in enumerate(gaps):
        yield "left", gap.end()
        yield "right", gaps[at + 1].start() if at + 1 < len(gaps) else len(line)
        if gap.end() - gap.start() > 2:
            yield _ALONE
    for bar in _BAR.finditer(line):
        yield "bar", bar.start()


def _ends_sentence(line: str, gap: re.Match[str]) -> bool:
    return gap.end() - gap.start() <= _SENTENCE and line[gap.start() - 1] in _STOPS


def _is_justified(cells: Sequence[str]) -> bool:
    """Whether lines were filled up with blanks until all were as long as another."""
    lengths = {len(line) for line in cells[:-1]}
    return (
        len(cells) > 2
        and len(lengths) == 1
        and min(lengths) >= _PROSE
        and all(gap.end() - gap.start() <= _JUSTIFIED_GAP for line in cells for gap in _GAP.finditer(line))
    )


def _is_set_in(cells: Sequence[str]) -> bool:
    """Whether the blanks before lines are meant, as in code, verse, or a date at the right."""
    indents = [*map(indent, cells)]
    if len(cells) == 1:
        # A paragraph on one line may stand in a little; what is short is a line by itself.
        return indents[0] >= FAR or (indents[0] >= _CODE and len(cells[0]) < _PROSE)
    least = min(indents)
    if least >= _CODE:
        return True
    # Two blanks before a sign of a quote only say that it is none.
    deep = [at for at, blanks in enumerate(indents) if blanks >= least + DEEP and cells[at][blanks] != ">"]
    if not deep:
        return False
    # The first line of a paragraph may stand in: the lines after it do not, and are full.
    begins = all(at + 1 < len(cells) and at + 1 not in deep for at in deep)
    return not (begins and all(len(cells[at]) >= _PROSE for at in deep))


def _is_drawn(line: str) -> bool:
    return len(_DRAWN.findall(line)) > 1 or _BETWEEN.fullmatch(line) is not None


def _is_of_signs(line: str) -> bool:
    return _STRONG.search(line) is not None and len(_SIGN.findall(line)) >= _ART * len(line.replace(" ", ""))


def _draw(cells: Sequence[str], marks: list[bool]) -> None:
    """Mark drawings in signs, and what lies between two lines that keep their blanks."""
    signs = [_is_of_signs(line) for line in cells]
    begin = 0
    for at in range(len(cells) + 1):
        if at < len(cells) and (signs[at] or marks[at]):
            continue
        if at - begin > 2 or (at - begin > 1 and any(indent(line) for line in cells[begin:at])):
            marks[begin:at] = [True] * (at - begin)
        begin = at + 1
    for at in range(1, len(cells) - 1):
        marks[at] = marks[at] or (marks[at - 1] and marks[at + 1] and len(cells[at]) < _PROSE)

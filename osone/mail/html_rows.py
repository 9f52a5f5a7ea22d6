"""Which rows of a table are read as one line."""

from selectolax.lexbor import LexborNode

_BLOCKS = "table,div,p,ul,ol,h1,h2,h3,h4,blockquote,pre,hr,br"
_LONGEST = 200
"""Characters of such a row."""


def is_line(row: LexborNode) -> bool:
    """Whether a table row is short enough to read as one line: several cells with a few words each."""
    cells = 0
    cell = row.child
    while cell is not None:
        cells += cell.tag in ("td", "th")
        cell = cell.next
    if cells < 2 or row.css_first(_BLOCKS) is not None:
        return False
    return len(row.text()) <= _LONGEST

"""Plain text as blocks: quotes, lists, links and paragraphs that mailers broke into lines."""

import re
from itertools import pairwise

from osone.mail.blocks import (
    ATTRIBUTION,
    ORIGINAL,
    OUTLOOK_HEAD,
    BlockKind,
    TextBlock,
    escaped,
    fold,
    linked,
    without_filler,
)
from osone.mail.bounds.budget import DRAWN, LETTER
from osone.mail.bounds.drawn import left_out

LINES_LIMIT = 20_000
"""Lines of a text that are shown; a longer one is cut."""
_RULE = re.compile(r"\s*([-_=*~#\u2500-\u257f])\1{4,}\s*")
_BULLET = re.compile(r"(\s{0,8})([-*•·‣◦]|\d{1,3}[.)])\s+(\S.*)", re.DOTALL)
_CODE = re.compile(r"(?: {4,}|\t)\S")


def blocks_of_text(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a plain-text body. Every sign of it is escaped."""
    lines, cut = _split(text)
    out: list[TextBlock] = []
    group: list[str] = []
    depth = 0
    signature = False
    rest_quoted = False

    def close() -> None:
        nonlocal group
        if group:
            _paragraphs(group, depth, signature, out)
            group = []

    for at, (level, line) in enumerate(lines):
        level += rest_quoted
        if not rest_quoted and (ORIGINAL.fullmatch(line) or _is_outlook_head(lines, at)):
            close()
            rest_quoted, signature = True, False
            level = 1
        if level != depth:
            close()
            depth = level
            signature = signature and level == 0
        if line.rstrip() == "--" and (line.endswith(" ") or at + 1 < len(lines)) and len(lines) - at <= 30:
            close()
            signature = True
            continue
        if not line.strip():
            close()
        elif _RULE.fullmatch(line):
            close()
            out.append(TextBlock(BlockKind.RULE, "", depth=depth, folded=depth > 0, signature=signature))
        else:
            group.append(line)
    close()
    folded = fold(attributed(out))
    return (*folded, left_out()) if cut else folded


def attributed(blocks: list[TextBlock]) -> list[TextBlock]:
    """Blocks in which the line that introduces a quote belongs to it."""
    out = list(blocks)
    for at, (block, following) in enumerate(pairwise(blocks)):
        if following.depth == block.depth + 1 and ATTRIBUTION.fullmatch(block.text.strip()):
            out[at] = TextBlock(BlockKind.QUOTE, block.html, depth=following.depth, folded=True)
    return out


def _quoted(line: str) -> tuple[int, str] | None:
    """How deep a line is quoted and what it says; None where it is not. Marks may stand apart by one blank each."""
    marks = line[: len(line) - len(line.lstrip(" >"))]
    apart = marks.find("  ")
    if apart == 0:
        return None
    marks = marks[: apart + 1] if apart > 0 else marks
    level = marks.count(">")
    if not level:
        return None
    end = marks.rfind(">") + 1
    return min(level, LETTER.quotes), line[end + (line[end : end + 1] == " ") :]


def _split(text: str) -> tuple[list[tuple[int, str]], bool]:
    """Lines with their depths, and whether there are more of them than are shown."""
    found: list[tuple[int, str]] = []
    shown = without_filler(text[: DRAWN.characters]).replace("\r\n", "\n").replace("\r", "\n")
    lines = shown.split("\n", LINES_LIMIT)
    for line in lines[:LINES_LIMIT]:
        quoted = _quoted(line) if ">" in line[:3] else None
        if quoted is None:
            found.append((0, line))
        elif line.startswith(">From ") and (not found or found[-1][0] == 0):
            # A line that a mbox escaped.
            found.append((0, line[1:]))
        else:
            found.append(quoted)
    return found, len(lines) > LINES_LIMIT or len(text) > DRAWN.characters


def _is_outlook_head(lines: list[tuple[int, str]], at: int) -> bool:
    line = lines[at][1]
    if lines[at][0] or ":" not in line[:8]:
        return False
    return OUTLOOK_HEAD.match("\n".join(text.strip("* ") for _, text in lines[at : at + 5])) is not None


def _paragraphs(lines: list[str], depth: int, signature: bool, out: list[TextBlock]) -> None:
    """Lines without a blank one between them."""
    kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
    quoted = depth > 0
    if all(_CODE.match(line) for line in lines) and not quoted:
        html = "<br>".join(escaped(line.expandtabs(4)[4:]) for line in lines)
        out.append(TextBlock(BlockKind.CODE, f"<code>{html}</code>", depth=depth, signature=signature))
        return
    pending: list[str] = []

    def close() -> None:
        nonlocal pending
        if pending:
            html = _joined(pending)
            out.append(TextBlock(kind, html, depth=depth, folded=quoted, signature=signature))
            pending = []

    item: list[str] = []
    marker, level = "", 0

    def close_item() -> None:
        nonlocal item
        if item:
            html = linked(" ".join(part.strip() for part in item))
            out.append(TextBlock(BlockKind.LIST, html, level, depth, quoted, signature, marker))
            item = []

    several = sum(_BULLET.fullmatch(line) is not None for line in lines) > 1
    for line in lines:
        bullet = _BULLET.fullmatch(line)
        if bullet is not None and (item or several or not pending or pending[-1].rstrip().endswith(":")):
            close()
            close_item()
            marker = "•" if not bullet[2][0].isdigit() else f"{int(bullet[2][:-1])}."
            level = 1 + len(bullet[1]) // 2
            item = [bullet[3]]
        elif item and line[:1] in " \t":
            item.append(line)
        else:
            close_item()
            pending.append(line)
    close()
    close_item()


def _joined(lines: list[str]) -> str:
    """One paragraph: lines that were only broken to fit are put together, others keep their breaks."""
    wrapped = len(lines) > 1 and all(50 <= len(line.rstrip()) <= 90 for line in lines[:-1])
    if wrapped and len(lines[-1]) <= 90:
        return linked(" ".join(line.strip() for line in lines))
    return "<br>".join(linked(line.strip()) for line in lines)

"""Plain text as blocks: quotes, lists, links and paragraphs that mailers broke into lines."""

import re
from itertools import pairwise

from osone.mail.blocks import (
    ATTRIBUTION,
    ORIGINAL,
    OUTLOOK_HEAD,
    BlockKind,
    TextBlock,
    fold,
    linked,
    without_filler,
)
from osone.mail.bounds.budget import DRAWN, LETTER
from osone.mail.bounds.drawn import left_out
from osone.mail.cited import as_quoted
from osone.mail.columns import DEEP, TAB, aligned, indent, kept

_INDENT = 8
"""Blanks before a paragraph that are drawn."""
LINES_LIMIT = 20_000
"""Lines of a text that are shown; a longer one is cut."""
_RULE = re.compile(r"\s*([-_=*~#\u2500-\u257f])\1{4,}\s*")
_BULLET = re.compile(r"(\s{0,8})([-*•·‣◦]|\d{1,3}[.)])\s+(\S.*)", re.DOTALL)
_BLANKS = re.compile("^ +| {2,}")


def blocks_of_text(text: str, *, flowed: bool = False) -> tuple[TextBlock, ...]:
    """The blocks of a plain-text body. Every sign of it is escaped.

    ``flowed`` says that every line break was meant, because those that were not are gone already (RFC 3676).
    """
    lines, cut = _split(as_quoted(text))
    out: list[TextBlock] = []
    group: list[str] = []
    depth = 0
    signature = rest_quoted = parted = False

    def close() -> None:
        nonlocal group
        if group:
            _paragraphs(group, depth, out, signature=signature, meant=flowed or signature, parted=parted)
            group = []

    for at, (level, line) in enumerate(lines):
        level += rest_quoted
        if not rest_quoted and (ORIGINAL.fullmatch(line) or _is_outlook_head(lines, at)):
            close()
            parted = False
            rest_quoted, signature = True, False
            level = 1
        if level != depth:
            close()
            depth = level
            signature = signature and level == 0
            parted = False
        if line.rstrip() == "--" and (line.endswith(" ") or at + 1 < len(lines)) and len(lines) - at <= 30:
            close()
            signature, parted = True, False
        elif line.strip():
            group.append(line)
        else:
            close()
            parted = bool(out)
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


def _paragraphs(
    lines: list[str], depth: int, out: list[TextBlock], *, signature: bool, meant: bool, parted: bool
) -> None:
    """Lines without a blank one between them; ``meant`` are their breaks, and ``parted`` they are from what is above.

    What keeps its blanks goes on where only a blank line is between.
    """
    listed = any(map(_BULLET.fullmatch, lines))
    begin = 0
    patch = parted and out[-1].kind is BlockKind.CODE and "@@ -" in out[-1].html
    lines = aligned(lines)
    kinds = _kinds(lines, kept(lines, indents=not listed, patch=patch))
    for at in range(1, len(lines) + 1):
        if at < len(lines) and kinds[at] is kinds[begin]:
            continue
        run, kind = lines[begin:at], kinds[begin]
        if kind is BlockKind.RULE:
            out.append(TextBlock(kind, "", depth=depth, folded=depth > 0, signature=signature))
        elif kind is BlockKind.CODE:
            words = "<br>".join(map(_with_blanks, run))
            before = out[-1] if out and parted and not begin else None
            alike = before is not None and (before.kind, before.depth, before.signature) == (kind, depth, signature)
            if before is not None and alike and len(before.html) + len(words) < DRAWN.block:
                out.pop()
                words = f"{before.html.removeprefix('<code>').removesuffix('</code>')}<br><br>{words}"
            out.append(TextBlock(kind, f"<code>{words}</code>", 0, depth, depth > 0, signature))
        else:
            _prose(run, depth, out, signature=signature, meant=meant)
        begin = at


def _kinds(lines: list[str], marks: list[bool]) -> list[BlockKind]:
    """What each line is: one that keeps its blanks, one that is drawn across, or one of prose."""
    return [
        BlockKind.CODE
        if marked and not (_RULE.fullmatch(line) and not any(marks[max(0, at - 1) : at] + marks[at + 1 : at + 2]))
        else BlockKind.RULE
        if _RULE.fullmatch(line)
        else BlockKind.PARAGRAPH
        for at, (line, marked) in enumerate(zip(lines, marks, strict=True))
    ]


def _with_blanks(line: str) -> str:
    """A line whose blanks are drawn, each as wide as a sign."""
    return linked(_BLANKS.sub(lambda blanks: "\u00a0" * len(blanks[0]), line.rstrip().expandtabs(TAB)))


def _prose(lines: list[str], depth: int, out: list[TextBlock], *, signature: bool, meant: bool) -> None:
    kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
    quoted = depth > 0
    pending: list[str] = []

    def close() -> None:
        nonlocal pending
        if pending:
            html = _joined(pending, meant=meant)
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

    least = min(map(indent, lines))
    several = sum(_BULLET.fullmatch(line) is not None for line in lines) > 1
    for line in lines:
        bullet = _BULLET.fullmatch(line)
        if bullet is not None and (item or several or not pending or pending[-1].rstrip().endswith(":")):
            close()
            close_item()
            marker = bullet[2] if bullet[2][0].isdigit() else "•"
            level = 1 + len(bullet[1]) // 2
            item = [bullet[3]]
        elif item and line[:1] in " \t":
            item.append(line)
        else:
            close_item()
            if indent(line) >= least + DEEP and line.lstrip()[:1] != ">":
                # The first line of a paragraph stands in.
                close()
            pending.append(line)
    close()
    close_item()


def _joined(lines: list[str], *, meant: bool) -> str:
    """One paragraph: lines that were only broken to fit are put together, others keep their breaks."""
    deep = indent(lines[0].expandtabs(TAB))
    within = "\u00a0" * min(deep, _INDENT) if deep >= DEEP and lines[0].lstrip()[:1] != ">" else ""
    wrapped = len(lines) > 1 and all(50 <= len(line.rstrip()) <= 90 for line in lines[:-1])
    if wrapped and not meant and len(lines[-1]) <= 90:
        return within + linked(" ".join(line.strip() for line in lines))
    return within + "<br>".join(linked(line.strip()) for line in lines)

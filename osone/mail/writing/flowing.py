"""Paragraphs written as ``text/plain; format=flowed`` (RFC 3676), which any window may wrap anew."""

from collections.abc import Iterable

WIDTH = 72
"""Characters of a line; RFC 3676 would have at most 78."""


def flowed(paragraphs: Iterable[tuple[int, str]]) -> str:
    """Lines of text: each paragraph has its depth of quotation and one line of words, soft breaks end in a blank."""
    return "\n".join(line for depth, words in paragraphs for line in _paragraph(depth, words))


def _paragraph(depth: int, words: str) -> list[str]:
    mark = ">" * depth + (" " if depth else "")
    if words.rstrip() == "--" and not depth:
        # What follows is a signature (RFC 3676, section 4.3), which never flows.
        return ["-- "]
    room = max(20, WIDTH - len(mark))
    lines, line = [], ""
    for word in words.rstrip(" ").split(" "):
        if line and len(line) + len(word) >= room:
            lines.append(line)
            line = ""
        line += f"{word} "
    lines.append(line)
    soft = [_stuffed(mark, one) for one in lines[:-1]]
    return [*soft, _stuffed(mark, lines[-1].rstrip(" "))]


def _stuffed(mark: str, line: str) -> str:
    """Space-stuffed (RFC 3676, section 4.4) where a line begins with what would be taken for something else."""
    if not mark and line.startswith((" ", ">", "From ")):
        return f" {line}"
    return f"{mark}{line}"

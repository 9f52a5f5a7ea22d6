"""Paragraphs of ``text/plain; format=flowed`` put together again (RFC 3676)."""


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Text whose soft line breaks are gone; quotes keep their ``>`` marks, a signature's line stays alone."""
    out: list[list[str]] = []
    depth = -1
    open_line = False
    for line in text.replace("\r\n", "\n").split("\n"):
        level = 0
        content = line
        if line[:1] == ">":
            content = line.lstrip(">")
            level = len(line) - len(content)
        if content[:1] == " ":
            content = content[1:]
        signature = content[:2] == "--" and content.rstrip("\r") in ("-- ", "--")
        if open_line and level == depth and not signature:
            out[-1].append(content)
        else:
            out.append([f"{'>' * level} {content}" if level else content])
        depth = level
        open_line = content[-1:] == " " and not signature
        if open_line and delete_space:
            out[-1][-1] = out[-1][-1][:-1]
    return "\n".join(map("".join, out))

"""Paragraphs of ``text/plain; format=flowed`` put together again (RFC 3676)."""

_SIGNATURES = ("-- ", "--")


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
        signature = content[:2] == "--" and content.rstrip("\r") in _SIGNATURES
        if open_line and level == depth and not signature:
            out[-1].append(content)
        elif level:
            out.append([f"{'>' * level} {content}"])
        else:
            # The blank before it said that it is no quote (section 4.4); two of them say so from here on.
            out.append([f"  {content}" if content[:1] == ">" and line[:1] == " " else content])
        depth = level
        open_line = content[-1:] == " " and not signature
        if open_line and delete_space:
            out[-1][-1] = out[-1][-1][:-1]
    return "\n".join(map("".join, out))


def was_broken(text: str, unflowed: str) -> bool:
    """Whether the text had soft line breaks, so that those which are left are meant."""
    return text is not unflowed and text.count("\n") > unflowed.count("\n")

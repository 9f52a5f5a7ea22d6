"""Words of a page with the look they have, and how they are written in the few tags that a text label understands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from osone.mail.blocks import MARKED, escaped, linked

Run = tuple["TextStyle", str]
"""Words of one look, or a line break."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What holds for the text at one place."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    code: bool = False
    marked: bool = False
    """As with a pen of bright ink."""
    script: str = ""
    """``sub`` below the line or ``sup`` above it."""
    href: str = ""
    pre: bool = False
    unseen: bool = False
    """Words are not seen, for their size or colour."""
    veiled: bool = False
    """Neither words nor pictures are seen."""
    depth: int = 0
    cited: bool = False
    """The quote is a mail that a mailer quoted."""
    framed: bool = False
    """Directly inside the frame that a mailer puts around its quote: the quote itself adds no depth."""
    signature: bool = False
    rtl: bool = False
    """Said to run from right to left."""
    heading: int = 0
    level: int = 0
    row: bool = False
    """Inside a table row that is read as one line."""


_Look = tuple[bool, bool, bool, bool, bool, bool, str, str]


def serialised(runs: Sequence[Run]) -> str:
    """Runs as balanced tags. Neighbours of one look share their tags."""
    merged: list[tuple[_Look, str]] = []
    for style, text in runs:
        bold, underline = style.bold and not style.heading, style.underline and not style.href
        look = bold, style.italic, underline, style.struck, style.code, style.marked, style.script, style.href
        if merged and (merged[-1][0] == look or text == "\n"):
            merged[-1] = (merged[-1][0], merged[-1][1] + text)
        else:
            merged.append((look, text))
    out: list[str] = []
    for at, ((bold, italic, underline, struck, code, marked, script, href), text) in enumerate(merged):
        text = text.lstrip(" \n") if at == 0 else text
        text = text.rstrip() if at == len(merged) - 1 else text
        text = re.sub(r" *\n *", "\n", text) if not code else text
        text = re.sub(r"\n{3,}", "\n\n", text)
        html = escaped(text) if href or code else linked(text)
        if code:
            html = html.replace("  ", "\u00a0 ")
        html = html.replace("\n", "<br>")
        if html.strip():
            for name, on in (
                ("b", bold), ("i", italic), ("u", underline), ("s", struck), ("code", code), (script, bool(script)),
            ):  # fmt: skip
                if on:
                    html = f"<{name}>{html}</{name}>"
            if marked:
                html = f"{MARKED}{html}</span>"
        out.append(f'<a href="{href}">{html}</a>' if href and text.strip() else html)
    return "".join(out)

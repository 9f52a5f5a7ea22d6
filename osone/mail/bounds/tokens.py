"""The tags of HTML as the tokenizer of the HTML standard (section 13.2.5) finds them, in linear time."""

import re
from collections.abc import Iterator

# Every alternative ends at its sign or at the end of the text, so that no tag is ever begun twice.
_TOKEN = re.compile(
    r"<(?=[a-zA-Z/!?])(?:(/?)([a-zA-Z][^\s/>]*+)((?>[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[\"'=])*+)(>|\Z)"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_SPELLED = re.compile(
    r"<(?=[a-zA-Z/!?])(?:(/?[a-zA-Z][^\s/>]*+)((?>[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[\"'=])*+)(?:>|\Z)"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)|))?")
RAW = frozenset({"style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no HTML: only their own end ends them."""
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
_RAW_BEGUN = re.compile(rf"<(?:{'|'.join(sorted(RAW))}|plaintext)(?=[\s/>])")
LONGEST_NAME = 40


class Tag:
    """One tag, or the text before it."""

    __slots__ = ("attributes", "closing", "end", "name", "raw", "start")

    def __init__(self, start: int, end: int, closing: bool, name: str, attributes: str, raw: str) -> None:
        self.start, self.end = start, end
        """Where it begins and ends; after an element of ``RAW`` the end of its content."""
        self.closing, self.name, self.attributes, self.raw = closing, name, attributes, raw


def tags(html: str) -> Iterator[Tag]:
    """Every tag in order; comments, declarations and what is no tag are passed over with an empty name."""
    position, end = 0, len(html)
    while position < end:
        found = _TOKEN.search(html, position)
        if found is None:
            return
        closing, name, attributes, closed = found.groups()
        start, position = found.span()
        if name is None or not closed:
            # A tag that never ends is none: the standard drops it, and with it the rest.
            yield Tag(start, position, False, "", "", "")
            continue
        name = name[:LONGEST_NAME].lower()
        raw = ""
        if not closing and name in RAW:
            over = _ENDS[name].search(html, position)
            raw = html[position : over.start() if over is not None else end]
            position = over.start() if over is not None else end
        elif name == "plaintext" and not closing:
            position = end
        yield Tag(start, position, bool(closing), name, attributes, raw)


def spelled(lowered: str) -> Iterator[list[tuple[str, str]]]:
    """The name of each tag, an end tag's with its stroke, and its attributes: no more of it, and in runs.

    ``lowered`` is HTML in small letters. Comments and declarations have an empty name.
    """
    position = 0
    while (begin := _RAW_BEGUN.search(lowered, position)) is not None:
        run: list[tuple[str, str]] = []
        for found in _SPELLED.finditer(lowered, position):
            name, given = found.groups("")
            run.append((name, given))
            position = found.end()
            if position > begin.start():
                break
        else:
            position = len(lowered)
            name = ""
        yield run
        if name == "plaintext":
            return
        if name in RAW:
            over = _ENDS[name].search(lowered, position)
            if over is None:
                return
            position = over.start()
    # What is left is found in one go.
    yield _SPELLED.findall(lowered, position)


def how_many(text: str) -> int:
    """How many attributes a tag has."""
    return sum(1 for _ in _ATTRIBUTE.finditer(text))


def attributes(text: str, most: int) -> dict[str, str]:
    """The first attributes of a tag, names in lower case; the first of two equal names counts."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text):
        name = one[1].lower()
        if name not in found:
            if len(found) >= most:
                break
            found[name] = one[2] or one[3] or one[4] or ""
    return found

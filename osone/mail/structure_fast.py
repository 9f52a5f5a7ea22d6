"""The tree of a regular message, read by ``fast-mail-parser`` where it is installed."""

import re
from itertools import count
from typing import TYPE_CHECKING

from osone.mail.bounds.letter import holds_too_much
from osone.mail.header import MessageHead
from osone.mail.structure import DEPTH_LIMIT, Content, MimePart, leaves_of, nothing, part_of, read_tree

try:
    import fast_mail_parser as fast
except ImportError:
    # There is no wheel for every system; the standard library does the same work.
    fast = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from fast_mail_parser import PyLazyMimePart

LONGEST_HEAD = 64 * 1024
"""Bytes of a head that is given to it: its time grows with their square."""
LARGEST = 32 * 1024 * 1024
"""Bytes of a message that is given to it: it copies what it reads."""
_SINGLE = ("content-type", "content-transfer-encoding", "content-disposition", "content-id", "content-location")
# Fields, each with its folded lines, and the blank line that ends them.
_HEAD = re.compile(rb"(?:(?!--)[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t]+[^\s][^\r\n]*\r?\n)*)*\r?\n")
_MARK_END = re.compile(rb"[ \t]*\r?\n")
_CLOSE_END = re.compile(rb"--[ \t]*(?:\r?\n|$)")


def read_tree_fast(head: MessageHead) -> MimePart | None:
    """The tree, or None where the message is not regular enough to trust it, or the parser is missing.

    Regular means that every head is fields and a blank line, that every multipart has a boundary line for each part
    and one to close it, and that the fields of MIME are in ASCII and come once.
    """
    raw = head.raw
    if fast is None or len(raw) > LARGEST or raw[:1] in b"\r\n" or head.body > LONGEST_HEAD:
        return None
    # It recurses: whoever nests deeper than honest mail does would end the process.
    if (_may_hold_parts(head) and holds_too_much(raw)) or _HEAD.match(raw) is None:
        return None
    try:
        root = fast.parse_email_tree(raw, mode="lazy")
    except (fast.ParseError, ValueError):
        return None
    if not any(name.lower() == "content-type" for name in root.headers):
        return None
    return _converted(root, raw, count(), 0, "")


def _may_hold_parts(head: MessageHead) -> bool:
    """Whether any of its fields of this kind says that a message is more than one text."""
    given = f"{head.found.get('content-type', '')} {head.again.get('content-type', '')}".lower()
    return "multipart" in given or "message" in given


def _converted(node: "PyLazyMimePart", raw: bytes, places: "count[int]", depth: int, parent: str) -> MimePart | None:
    found: dict[str, str] = {}
    for name, values in node.headers.items():
        lowered = name.lower()
        if lowered in _SINGLE:
            if (
                len(values) != 1
                or lowered in found
                or not values[0].isascii()
                or values[0] != values[0].strip()
                or "=?" in values[0]
            ):
                return None
            found[lowered] = values[0]
    if depth >= DEPTH_LIMIT:
        return None
    part = part_of(found, nothing, in_digest=parent == "multipart/digest")
    if not part.media_type.startswith("multipart/"):
        if node.children and not node.is_message:
            return None
        encoding = found.get("content-transfer-encoding", "").strip().lower()
        if encoding not in ("", "7bit", "8bit", "binary", "base64"):
            # Quoted-printable is left out too: broken escapes and line ends come out otherwise there.
            return None
        part.content = _content(node, raw, next(places))
        return part
    boundary = part.parameters.get("boundary", "")
    if not boundary or not boundary.isascii() or boundary != boundary.strip() or not node.children:
        return None
    mark = b"\n--" + boundary.encode("ascii")
    ends = [found.end() for found in re.finditer(re.escape(mark), raw)]
    if len(ends) != len(node.children) + 1 or _CLOSE_END.match(raw, ends[-1]) is None:
        return None
    for end in ends[:-1]:
        line = _MARK_END.match(raw, end)
        if line is None or _HEAD.match(raw, line.end()) is None:
            return None
    children = [_converted(child, raw, places, depth + 1, part.media_type) for child in node.children]
    part.children = [child for child in children if child is not None]
    return part if len(part.children) == len(children) else None


def _content(node: "PyLazyMimePart", raw: bytes, place: int) -> Content:
    def content(most: int = -1) -> bytes:
        try:
            data = node.content or b""
            return data[:most] if 0 <= most < len(data) else data
        except fast.ParseError:
            # A broken transfer encoding: the forgiving reader takes what is there.
            return next(leaf for at, leaf in enumerate(leaves_of(read_tree(raw))) if at == place).content(most)

    return content

"""The tree of a regular message, read by ``fast-mail-parser`` where it is installed."""

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from osone.mail.structure import DEPTH_LIMIT, Part, leaves_of, part_of, read_tree

try:
    import fast_mail_parser as fast
except ImportError:
    # There is no wheel for every system; the standard library does the same work.
    fast = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from fast_mail_parser import PyLazyMimePart

AVAILABLE = fast is not None
_SINGLE = ("content-type", "content-transfer-encoding", "content-disposition", "content-id")


def read_tree_fast(raw: bytes) -> Part | None:
    """The tree, or None where the message is not regular enough to trust it, or the parser is missing.

    Regular means that every multipart has a boundary line for each part and one to close it, that no field of MIME
    comes twice, and that the head is ASCII.
    """
    if fast is None or not raw or raw[:1] in b"\r\n \t":
        return None
    try:
        root = fast.parse_email_tree(raw, mode="lazy")
    except (fast.ParseError, ValueError):
        return None
    return _converted(root, raw, count(), 0, "")


def _converted(node: "PyLazyMimePart", raw: bytes, places: "count[int]", depth: int, parent: str) -> Part | None:
    found: dict[str, str] = {}
    for name, values in node.headers.items():
        lowered = name.lower()
        if lowered in _SINGLE:
            if len(values) != 1 or lowered in found or not values[0].isascii() or values[0] != values[0].strip() or "=?" in values[0]:
                return None
            found[lowered] = values[0]
    if depth >= DEPTH_LIMIT:
        return None
    part = part_of(found, bytes, in_digest=parent == "multipart/digest")
    if not part.media_type.startswith("multipart/"):
        if node.children and not node.is_message:
            return None
        encoding = found.get("content-transfer-encoding", "").strip().lower()
        if encoding not in ("", "7bit", "8bit", "binary", "base64", "quoted-printable"):
            return None
        part.content = _content(node, raw, next(places))
        return part
    boundary = part.parameters.get("boundary", "")
    if not boundary or not boundary.isascii() or boundary != boundary.strip() or not node.children:
        return None
    mark = b"\n--" + boundary.encode("ascii")
    if raw.count(mark) != len(node.children) + 1 or not raw.startswith(b"--", raw.rfind(mark) + len(mark)):
        return None
    children = [_converted(child, raw, places, depth + 1, part.media_type) for child in node.children]
    part.children = [child for child in children if child is not None]
    return part if len(part.children) == len(children) else None


def _content(node: "PyLazyMimePart", raw: bytes, place: int) -> Callable[[], bytes]:
    def content() -> bytes:
        try:
            return node.content or b""
        except fast.ParseError:
            # A broken transfer encoding: the forgiving reader takes what is there.
            return next(leaf for at, leaf in enumerate(leaves_of(read_tree(raw))) if at == place).content()

    return content

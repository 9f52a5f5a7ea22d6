"""The tree of a message's parts (RFC 2045 to 2049), and which of them are its body (RFC 8621, section 4.1.4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from osone.mail.charsets import codec_of, decode
from osone.mail.header import WANTED, head_end, head_of, media_type, wanted_fields
from osone.mail.parameters import split
from osone.mail.transfer import undo
from osone.text.lines import clean

DEPTH_LIMIT = 40
"""Multiparts inside multiparts beyond this are read as text."""
PARTS_LIMIT = 5000
MISSES_LIMIT = 200
"""Boundaries that may be missing before the rest is taken as one part."""

_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")
_BLANK = re.compile(rb"[ \t]*\r?\n")
_MIME = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "content-id"})
_ROOT = WANTED | _MIME
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/=\s]*")


class Content(Protocol):
    """The bytes of a part with their transfer encoding undone."""

    def __call__(self, most: int = -1) -> bytes:
        """All of them, or so many from the beginning."""


def nothing(most: int = -1) -> bytes:
    """The content of a part that has none."""
    return b""


@dataclass(slots=True)
class MimePart:
    """One node of the tree: a multipart with children, or a leaf with content."""

    media_type: str
    parameters: dict[str, str]
    disposition: str
    disposition_parameters: dict[str, str]
    content_id: str
    content: Content
    closed: bool = True
    """False where the boundary after it is missing."""
    children: list["MimePart"] | None = None

    @property
    def name(self) -> str:
        """The file name as the sender gave it, or empty."""
        return self.disposition_parameters.get("filename") or self.parameters.get("name") or ""

    @property
    def is_text(self) -> bool:
        """Whether it can be read as text."""
        return self.media_type.startswith(("text/", "multipart/")) or not self.closed

    def text(self) -> str:
        """The content as text, lines ended by LF."""
        return self.read(self.content())

    def read(self, data: bytes) -> str:
        """The same of a beginning of the content."""
        charset = self.parameters.get("charset", "")
        if self.media_type == "text/html" and codec_of(charset) is None:
            declared = _META_CHARSET.search(data, 0, 4096)
            charset = declared[1].decode("ascii") if declared else charset
            charset = "" if charset.lower().startswith("utf-16") else charset
        text = decode(data, charset)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\0", "").replace("\r", "\n")
        return text.replace("\0", "") if "\0" in text else text


@dataclass(slots=True)
class Structure:
    """The leaves in order, and the places among them of what is shown, in each form, and of what is attached."""

    leaves: list[MimePart] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    html: list[int] = field(default_factory=list)
    attached: list[int] = field(default_factory=list)
    head: dict[str, str] | None = None
    """The fields that a sync asks for, the first of each name, where the tree was read from them."""


def part_of(found: dict[str, str], content: Content, *, in_digest: bool) -> MimePart:
    """A part from its header fields (names in lower case)."""
    given = found.get("content-type", "")
    kind = media_type(given)
    parameters = split(given)[1] if ";" in given else {}
    placed = found.get("content-disposition", "")
    disposition, disposition_parameters = split(placed) if placed else ("", {})
    if not given and in_digest:
        kind = "message/rfc822"
    return MimePart(
        media_type=kind,
        parameters=parameters,
        disposition=disposition,
        disposition_parameters=disposition_parameters,
        content_id=clean(found["content-id"]).strip("<>") if "content-id" in found else "",
        content=content,
    )


@dataclass(slots=True)
class _Open:
    """A multipart whose end has not been reached."""

    part: MimePart
    children: list[MimePart]
    mark: bytes
    following: int = -1
    """Where its mark is next; -1 where that has not been looked for."""


def read_tree(raw: bytes, head: dict[str, str] | None = None) -> MimePart:
    """The tree of a message (without a mbox line). Linear in the message's length; never raises.

    As mailers do, a boundary line is known by its beginning, and a field that comes twice counts as it came last.
    ``head`` is given the fields of the message's head, where they end as ``header.head_of`` has it.
    """
    opened: list[_Open] = []
    root: MimePart | None = None
    position = 0
    marks = _Marks(raw)
    for _ in range(PARTS_LIMIT):
        found, start = _part_fields(raw, position, head if root is None else None)
        part = part_of(found, nothing, in_digest=bool(opened) and opened[-1].part.media_type == "multipart/digest")
        if root is None:
            root = part
        if opened:
            opened[-1].children.append(part)
        boundary = part.parameters.get("boundary", "").rstrip()
        if part.media_type.startswith("multipart/") and boundary and len(opened) < DEPTH_LIMIT:
            mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
            first = marks.next(mark, start - 1)
            if first >= 0:
                part.children = []
                opened.append(_Open(part, part.children, mark))
                position = first + len(mark)
                continue
        end, level, after = marks.end_of(start, opened)
        part.closed = level == len(opened) - 1
        part.content = _content(raw, start, end, found.get("content-transfer-encoding", ""), part)
        if level < 0:
            break
        del opened[level + 1 :]
        position = after
        while raw.startswith(b"--", position):
            # This multipart ends; its parent goes on at its own next mark.
            opened.pop()
            if not opened:
                break
            position = marks.next(opened[-1].mark, position)
            if position < 0:
                opened.clear()
                break
            position += len(opened[-1].mark)
        if not opened or (not raw[position : position + 1000].strip() and not raw[position:].strip()):
            break
    assert root is not None
    return root


def _part_fields(raw: bytes, position: int, head: dict[str, str] | None) -> tuple[dict[str, str], int]:
    """The fields of MIME of the part that starts here (the last of each name), and where its body starts."""
    line_end = raw.find(b"\n", position)
    if position and line_end >= 0 and not raw[position:line_end].strip():
        position = line_end + 1
    # From the line end before, so that a part without any field is seen as one.
    blank = (_BLANK.match(raw) if not position else None) or _BLANK_LINE.search(raw, max(position - 1, 0))
    stop = blank.start() + (blank[0][:1] == b"\n") if blank is not None else len(raw)
    again: dict[str, str] = {}
    if head is not None and blank is not None and (end := head_end(raw)) in (stop - 1, stop - 2):
        found = wanted_fields(head_of(raw, end), _ROOT, again)
        head.update(found)
    else:
        found = wanted_fields(head_of(raw[position:stop]), _MIME, again)
    return {**found, **again} if again else found, blank.end() if blank is not None else len(raw)


@dataclass(slots=True)
class _Marks:
    """Where boundary lines are. Looking for ones that are not there is bounded, so that the whole stays linear."""

    raw: bytes
    misses: int = 0

    def next(self, mark: bytes, start: int) -> int:
        """The place of the next such line at or after ``start``, or -1."""
        if self.misses > MISSES_LIMIT:
            return -1
        found = self.raw.find(mark, max(start, 0))
        self.misses += found < 0
        return found

    def end_of(self, start: int, opened: list[_Open]) -> tuple[int, int, int]:
        """Where a leaf ends, which open multipart's mark ended it, and where that mark ends.

        The level is -1 where none did and the message is over.
        """
        end, level = len(self.raw), -1
        for at in range(len(opened) - 1, -1, -1):
            multipart = opened[at]
            if multipart.following < start - 1:
                found = self.next(multipart.mark, start - 1)
                multipart.following = len(self.raw) if found < 0 else found
            if multipart.following < end:
                end, level = multipart.following, at
        if level < 0 and opened:
            # A closing mark that was glued to the end of the last line.
            glued = self.raw.find(opened[-1].mark[1:] + b"--", start)
            if glued >= 0:
                return glued, len(opened) - 1, glued + len(opened[-1].mark) - 1
        return end, level, end + len(opened[level].mark) if level >= 0 else end


def _content(raw: bytes, start: int, end: int, encoding: str, part: MimePart) -> Content:
    def content(most: int = -1) -> bytes:
        stop = end - 1 if end < len(raw) and raw[end - 1 : end] == b"\r" else end
        # No encoding takes more than three bytes for one, and its line ends.
        stop = min(stop, start + 4 * most + 4) if most >= 0 else stop
        data = raw[start:stop] if stop > start else b""
        if part.media_type.startswith("text/") and encoding.strip().lower() == "base64":
            data = base64_text(data)
        else:
            data = undo(data, encoding)
        return data[:most] if 0 <= most < len(data) else data

    return content


def base64_text(data: bytes) -> bytes:
    """Text in base64, with what a mailing list wrote beneath it; or the text itself where it is not base64 at all."""
    run = _BASE64_RUN.match(data)
    stop = run.end() if run else 0
    if stop < len(data):
        stop = data.rfind(b"\n", 0, stop) + 1
    if not data[:stop].strip():
        return data if data.strip() else b""
    return undo(data[:stop], "base64") + (b"\n" + data[stop:] if stop < len(data) else b"")


def leaves_of(root: MimePart) -> Iterator[MimePart]:
    """The leaves of a tree in order."""
    if root.children is None:
        yield root
    else:
        for child in root.children:
            yield from leaves_of(child)


def choose(root: MimePart) -> Structure:
    """Which leaves are shown as text, which as HTML, and which are attached."""
    chosen = Structure()
    _choose([root], "", chosen, in_alternative=False)
    return chosen


def _choose(parts: list[MimePart], parent: str, chosen: Structure, *, in_alternative: bool) -> None:
    need_html = need_text = True
    html_before, text_before = len(chosen.html), len(chosen.text)
    for at, part in enumerate(parts):
        if part.children is not None:
            alternative = part.media_type == "multipart/alternative"
            _choose(part.children, part.media_type, chosen, in_alternative=in_alternative or alternative)
            continue
        place = len(chosen.leaves)
        chosen.leaves.append(part)
        kind = "text/*" if not part.closed or part.media_type.startswith("multipart/") else part.media_type
        inline = (
            part.closed
            and (kind in ("text/plain", "text/html") or kind.startswith(("image/", "audio/", "video/")))
            and part.disposition != "attachment"
            and (
                at == 0
                or (parent != "multipart/related" and (not kind.startswith("text/") or "name" not in part.parameters))
            )
        )
        if parent == "multipart/alternative":
            to_html, to_text = part.closed and kind == "text/html", part.closed and kind == "text/plain"
        elif inline:
            if in_alternative and (need_html or need_text):
                need_text = need_text and kind != "text/html"
                need_html = need_html and kind != "text/plain"
            to_html, to_text = need_html, need_text
        else:
            to_html = to_text = False
        if to_html:
            chosen.html.append(place)
        if to_text:
            chosen.text.append(place)
        if not kind.startswith("text/") or not (to_html or to_text):
            chosen.attached.append(place)
    if parent == "multipart/alternative":
        # Only one form is there: it serves for both.
        if len(chosen.text) == text_before:
            chosen.text.extend(chosen.html[html_before:])
        elif len(chosen.html) == html_before:
            chosen.html.extend(chosen.text[text_before:])

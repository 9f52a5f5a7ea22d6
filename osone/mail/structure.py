"""The tree of a message's parts (RFC 2045 to 2049), and which of them are its body (RFC 8621, section 4.1.4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from osone.mail.bounds.budget import LETTER
from osone.mail.charsets import codec_of, decode
from osone.mail.header import MIME_FIELDS, MessageHead, media_type, wanted_fields
from osone.mail.heads import head_span
from osone.mail.parameters import split
from osone.mail.transfer import encoding_of, undo
from osone.text.lines import clean

DEPTH_LIMIT = 40
"""Multiparts inside multiparts beyond this are read as text."""
PARTS_LIMIT = 5000
MISSES_LIMIT = 200
"""Boundaries that may be missing before the rest is taken as one part."""
NEAR = 64 * 1024
"""Bytes in which the boundary of a multipart that names none is looked for."""
PREAMBLE = 300
"""Bytes that may stand before the first part where no field says that there are parts."""

_UNNAMED = re.compile(rb"(\n--[!-~](?:[ -~]{0,68}[!-~])?)[ \t]*\r?\n[Cc]ontent-[!-9;-~]+:")
_MARK_END = re.compile(rb"(--)?[ \t\r]*(?:\n|\Z)")
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
    children: list["MimePart"] | None = None
    location: str = ""
    """The name that pages give it (RFC 2557, section 4.2)."""

    @property
    def name(self) -> str:
        """The file name as the sender gave it, or empty."""
        return self.disposition_parameters.get("filename") or self.parameters.get("name") or ""

    @property
    def is_text(self) -> bool:
        """Whether it can be read as text."""
        return self.media_type.startswith(("text/", "multipart/"))

    def text(self) -> str:
        """The content as text, lines ended by LF."""
        return self.read(self.content())

    def charset(self, data: bytes | None = None) -> str:
        """What the content says that it is written in; a page may say so itself. Empty where that is unknown."""
        charset = self.parameters.get("charset", "")
        if self.media_type == "text/html" and codec_of(charset) is None:
            declared = _META_CHARSET.search(self.content(4096) if data is None else data, 0, 4096)
            charset = declared[1].decode("ascii") if declared else charset
            charset = "" if charset.lower().startswith("utf-16") else charset
        return charset

    def read(self, data: bytes) -> str:
        """The same of a beginning of the content."""
        html = self.media_type == "text/html"
        text = decode(data, self.charset(data) if html else self.parameters.get("charset", ""))
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
    forms: set[int] = field(default_factory=set)
    """Of what is attached, what says in another way what is shown, or signs it."""


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
        content_id=clean(found["content-id"]).strip("<> ") if "content-id" in found else "",
        content=content,
        location="".join(found["content-location"].split()) if "content-location" in found else "",
    )


class _Mark(NamedTuple):
    """A boundary line."""

    start: int
    """Where the line end before it is."""
    after: int
    """Where the next line begins."""
    closing: bool


@dataclass(slots=True)
class _Open:
    """A multipart whose end has not been reached."""

    part: MimePart
    children: list[MimePart]
    delimiter: bytes
    following: _Mark | None = None
    """Its mark that was found last."""
    over: bool = False
    """Whether no mark is there any more."""


def read_tree(raw: bytes, head: MessageHead | None = None) -> MimePart:
    """The tree of a message (``MessageHead.raw``). Linear in the message's length; never raises.

    A boundary is known by its whole line (RFC 2046, section 5.1.1), and a field that comes twice counts as it came
    last, as mailers do. A multipart whose closing boundary is missing ends with what it stands in.
    """
    opened: list[_Open] = []
    root: MimePart | None = None
    position = 0
    marks = _Marks(raw)
    for _ in range(PARTS_LIMIT):
        if root is None and head is not None:
            found, start = {**head.found, **head.again} if head.again else head.found, head.body
        else:
            found, start = _part_fields(raw, position)
        part = part_of(found, nothing, in_digest=bool(opened) and opened[-1].part.media_type == "multipart/digest")
        if root is None:
            root = part
            if "content-type" not in found and marks.unsaid(start):
                part.media_type = "multipart/mixed"
        if opened:
            opened[-1].children.append(part)
        boundary = part.parameters.get("boundary", "").rstrip()
        if part.media_type.startswith("multipart/") and len(opened) < DEPTH_LIMIT:
            delimiter = b"\n--" + boundary.encode("utf-8", "surrogateescape")
            first = marks.next(delimiter, start - 1) if boundary else None
            if first is None and (likely := marks.likely(start)):
                delimiter = likely
                first = marks.next(delimiter, start - 1)
            if first is not None:
                part.children = []
                opened.append(_Open(part, part.children, delimiter))
                position = first.after
                continue
        ended = marks.end_of(start, opened)
        end = ended.start if ended is not None else len(raw)
        part.content = _content(raw, start, end, found.get("content-transfer-encoding", ""), part)
        while ended is not None and ended.closing:
            # This multipart ends; the one around it goes on at its own next mark.
            opened.pop()
            ended = marks.end_of(ended.after, opened)
        if ended is None:
            break
        position = ended.after
        if not raw[position : position + 1000].strip() and not raw[position:].strip():
            break
    assert root is not None
    return root


def _part_fields(raw: bytes, position: int) -> tuple[dict[str, str], int]:
    """The fields of MIME of the part that starts here (the last of each name), and where its body starts."""
    end, body = head_span(raw, position)
    again: dict[str, str] = {}
    found = wanted_fields(raw[position:end].replace(b"\r\n", b"\n"), MIME_FIELDS, again)
    return {**found, **again} if again else found, body


@dataclass(slots=True)
class _Marks:
    """Where boundary lines are. Looking for ones that are not there is bounded, so that the whole stays linear."""

    raw: bytes
    misses: int = 0
    looked: int = 0
    """Bytes that were looked through."""

    def _find(self, sign: bytes, start: int) -> int:
        """Where a sign is next; -1 where it is not, or where enough was looked through."""
        if self.looked > LETTER.looks * len(self.raw) + LETTER.looked:
            return -1
        found = self.raw.find(sign, start)
        self.looked += (found if found >= 0 else len(self.raw)) - start
        return found

    def next(self, delimiter: bytes, start: int) -> _Mark | None:
        """The next such line at or after ``start``."""
        at = max(start, 0)
        while self.misses <= MISSES_LIMIT:
            found = self._find(delimiter, at)
            if found < 0:
                self.misses += 1
                break
            at = found + len(delimiter)
            end = _MARK_END.match(self.raw, at)
            if end is not None:
                return _Mark(found, end.end(), bool(end[1]))
        return None

    def likely(self, start: int) -> bytes | None:
        """The delimiter of a multipart that names none, or one that is not there: what stands before fields of MIME."""
        self.misses += 1
        found = _UNNAMED.search(self.raw, max(start - 1, 0), start + NEAR) if self.misses <= MISSES_LIMIT else None
        return found[1] if found is not None else None

    def unsaid(self, start: int) -> bool:
        """Whether a body that nobody gave a type begins with a part and holds more boundary lines like the first."""
        first = _UNNAMED.search(self.raw, max(start - 1, 0), start + PREAMBLE)
        return first is not None and self.raw.find(first[1], first.end()) >= 0

    def end_of(self, start: int, opened: list[_Open]) -> _Mark | None:
        """The mark that ends what begins here; of the open multiparts, the one whose mark it is becomes the last.

        None where the message ends it.
        """
        ended, level = None, -1
        for at in range(len(opened) - 1, -1, -1):
            multipart = opened[at]
            if not multipart.over and (multipart.following is None or multipart.following.start < start - 1):
                multipart.following = self.next(multipart.delimiter, start - 1)
                multipart.over = multipart.following is None
            following = multipart.following
            if following is not None and (ended is None or following.start < ended.start):
                ended, level = following, at
        if ended is not None:
            del opened[level + 1 :]
        elif opened:
            # A closing mark that was glued to the end of the last line, or has something behind it.
            mark = opened[-1].delimiter[1:] + b"--"
            glued = self._find(mark, start)
            if glued >= 0:
                return _Mark(glued, glued + len(mark), closing=True)
        return ended


def _content(raw: bytes, start: int, end: int, encoding: str, part: MimePart) -> Content:
    # The part is not held: it holds this, and a message that two hold on to in a ring stays in memory.
    name = encoding_of(encoding)
    in_base64 = name == "base64" and part.media_type.startswith("text/")

    def content(most: int = -1) -> bytes:
        stop = end - 1 if end < len(raw) and raw[max(end - 1, start) : end] == b"\r" else end
        # No encoding takes more than three bytes for one, and its line ends.
        stop = min(stop, start + 4 * most + 4) if most >= 0 else stop
        data = raw[start:stop] if stop > start else b""
        data = base64_text(data) if in_base64 else undo(data, name)
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
    _choose([root], None, chosen, in_alternative=False)
    return chosen


def _choose(parts: list[MimePart], parent: MimePart | None, chosen: Structure, *, in_alternative: bool) -> None:
    need_html = need_text = True
    html_before, text_before, forms = len(chosen.html), len(chosen.text), []
    inside = parent.media_type if parent is not None else ""
    first = _root_of(parts, parent.parameters.get("start", "")) if inside == "multipart/related" and parent else 0
    for at, part in enumerate(parts):
        if part.children is not None:
            alternative = part.media_type == "multipart/alternative"
            _choose(part.children, part, chosen, in_alternative=in_alternative or alternative)
            continue
        place = len(chosen.leaves)
        chosen.leaves.append(part)
        kind = "text/*" if part.media_type.startswith("multipart/") else part.media_type
        inline = (
            kind in ("text/plain", "text/html")
            and part.disposition != "attachment"
            and (at == first or (inside != "multipart/related" and "name" not in part.parameters))
        )
        if inside == "multipart/alternative":
            to_html, to_text = kind == "text/html", kind == "text/plain"
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
        if not (to_html or to_text):
            chosen.attached.append(place)
            if inside == "multipart/alternative" and _is_form(part):
                forms.append(place)
            elif inside == "multipart/signed" and at and part.disposition == "inline":
                # Who signs so means to say that it belongs to the text (RFC 1847, section 2.1).
                chosen.forms.add(place)
    if inside == "multipart/alternative":
        if len(chosen.text) > text_before or len(chosen.html) > html_before:
            chosen.forms.update(forms)
        # Only one form is there: it serves for both.
        if len(chosen.text) == text_before:
            chosen.text.extend(chosen.html[html_before:])
        elif len(chosen.html) == html_before:
            chosen.html.extend(chosen.text[text_before:])


def _root_of(parts: list[MimePart], start: str) -> int:
    """Which part of a ``multipart/related`` the others belong to (RFC 2387, section 3.2); a picture is no text."""
    named = start.strip("<> ")
    if named:
        for at, part in enumerate(parts):
            if part.content_id == named:
                return at
    for at, part in enumerate(parts):
        if part.children is not None or (part.is_text and part.disposition != "attachment"):
            return at
    return 0


def _is_form(part: MimePart) -> bool:
    """Whether one of several alternatives says in another way what is shown, and is no file of its own."""
    shows = part.is_text and part.media_type != "text/calendar"
    return shows and not part.name and part.disposition != "attachment"

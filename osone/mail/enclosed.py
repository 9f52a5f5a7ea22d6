"""The pictures that a message brings along: which its page names, what they are, and where their bytes are.

A page names them by Content-ID (RFC 2392), by Content-Location (RFC 2557), or holds them itself (RFC 2397). Nothing
here asks a server for anything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TypeVar
from urllib.parse import unquote, unquote_to_bytes

from osone.mail.bounds.budget import PICTURE
from osone.mail.measured import Measured, measured, showable
from osone.mail.mime import contents, parse
from osone.mail.transfer import undo
from osone.model.mail import Attachment, Parsed

T = TypeVar("T")
_HELD = re.compile(
    r"data:image/[\w.+-]{1,60}((?:;[\w.+=-]{1,80}){0,4}),([\w+/=%.~-]*+(?:\s++[\w+/=%-]{40,}+)*+)", re.IGNORECASE
)
"""A picture in a page itself, as far as its signs go; mailers fold its lines."""
_OWN = "held-in-the-page"
_IMG = re.compile(r"<img\b[^<>]{0,8000}>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*(?:\"\s*([^\"]{1,4000})|'\s*([^']{1,4000})|([^\s\"'>]{1,4000}))", re.IGNORECASE)
_LOOKED = 5_000
_BLANKS = re.compile(r"\s+")
_HEAD_SIGNS = 4 * (PICTURE.head // 3)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture that came with a message."""

    key: str
    """The place of its part among all leaves, or ``p`` and its number among those that the page holds itself."""
    width: int = 0
    height: int = 0
    """In pixels; 0 where it can't be shown: it is broken, too large, or of a kind that is never drawn."""


@dataclass(frozen=True, slots=True)
class PageWithPictures:
    """A page whose own pictures were taken out, so that a parser need not read them."""

    html: str
    held: tuple[tuple[bool, str], ...]
    """Of each: whether it is in base64, and its signs."""


def taken_out(html: str) -> PageWithPictures:
    """A page with a short name in the place of each picture that it holds itself."""
    if "data:image/" not in html.lower():
        return PageWithPictures(html, ())
    held: list[tuple[bool, str]] = []

    def name(found: re.Match[str]) -> str:
        held.append((";base64" in found[1].lower(), found[2]))
        return f"cid:{_OWN}-{len(held) - 1}"

    return PageWithPictures(_HELD.sub(name, html), tuple(held))


def images(html: str) -> Iterator[tuple[str, str]]:
    """The tag of each ``img`` of a page, and its ``src``; of a page that is full of them the first thousands."""
    for found in islice(_IMG.finditer(html), _LOOKED):
        if (source := _SOURCE.search(found[0])) is not None:
            yield found[0], unescape(source[1] or source[2] or source[3]).strip()


def enclosed(raw: bytes, page: PageWithPictures, attachments: Sequence[Attachment]) -> Mapping[str, Enclosed]:
    """What each name that a page gives to a picture stands for. The first of two of one name counts."""
    names = {f"cid:{_OWN}-{n}": f"p{n}" for n in range(len(page.held))}
    for a in attachments:
        if a.content_id:
            names.setdefault(f"cid:{a.content_id}", str(a.part))
    for a in attachments:
        if a.location:
            names.setdefault(a.location, str(a.part))
            names.setdefault(unquote(a.location), str(a.part))
    # By its file's name only where nothing else is meant: some mailers write that behind ``cid:``.
    for a in attachments:
        names.setdefault(f"cid:{a.name}", str(a.part))
    keys = {source: key for _tag, source in images(page.html) if (key := meant(source, names)) is not None}
    wanted = list(dict.fromkeys(keys.values()))[: PICTURE.many]
    heads = contents(raw, [int(key) for key in wanted if key.isdecimal()], PICTURE.head)
    sizes = {str(part): measured(data) for part, data in heads.items()}
    for key in wanted:
        if not key.isdecimal():
            sizes[key] = measured(_bytes_of(*page.held[int(key[1:])], most=_HEAD_SIGNS))
    return {source: _sized(key, sizes.get(key)) for source, key in keys.items()}


def brings_files(raw: bytes, parsed: Parsed) -> bool:
    """Whether a message brings any file that is not seen in its text, as its row in a list says."""
    files = [a for a in parsed.attachments if not a.inline]
    if not parsed.html or not all(a.media_type.startswith("image/") for a in files):
        return bool(files)
    came = enclosed(raw, taken_out(parsed.html), parsed.attachments) if files else {}
    seen = {one.key for one in came.values() if one.width}
    return any(str(a.part) not in seen for a in files)


def _sized(key: str, size: Measured | None) -> Enclosed:
    return Enclosed(key, size.width, size.height) if size is not None else Enclosed(key)


def meant(source: str, names: Mapping[str, T]) -> T | None:
    """What an ``img`` with this ``src`` stands for; None where it did not come with the message."""
    source = source.strip()
    if source[:4].lower() == "cid:":
        source = _BLANKS.sub("", source[4:])
        given = (source, unquote(source), unquote(source).strip("<>"))
        return next((names[f"cid:{name}"] for name in given if f"cid:{name}" in names), None)
    return names.get(source, names.get(unquote(source)))


def _bytes_of(base64: bool, signs: str, most: int | None = None) -> bytes:
    data = unquote_to_bytes(signs[:most])
    return undo(data, "base64") if base64 else data


def bytes_of(raw: bytes, key: str) -> bytes:
    """The bytes of a picture by its key; empty where there is none, or it is no picture that may be shown."""
    if key.isdecimal():
        data = contents(raw, [int(key)], PICTURE.bytes + 1).get(int(key), b"")
    else:
        held = taken_out(parse(raw, words=False).html).held
        number = int(key[1:]) if key[1:].isdecimal() else len(held)
        data = _bytes_of(*held[number]) if number < len(held) else b""
    return data if showable(data) is not None else b""

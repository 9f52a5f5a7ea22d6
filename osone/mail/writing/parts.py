"""MIME parts written as a stream of bytes (RFC 2045, 2046 and 2387): always 7 bits, never whole in memory."""

import binascii
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from osone.mail.writing import fields

PIECE = 57 * 4096
"""Bytes that are encoded at a time: whole lines of 76 letters."""
LONGEST_LINE = 990
"""Bytes of a line of text that needs no encoding; servers take 998 (RFC 5321, section 4.5.3.1.6)."""
Pieces = Callable[[], Iterable[bytes]]
"""Reads something from its beginning, in pieces of any size."""


@dataclass(frozen=True, slots=True)
class EnclosedPart:
    """A file, or a picture that the text shows."""

    name: str
    media_type: str
    pieces: Pieces
    content_id: str = ""
    """Without angle brackets; the text shows it by this."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a message says, in its forms."""

    plain: str
    """Lines ended by ``\\n``, soft breaks as ``flowing.flowed`` writes them."""
    html: str = ""
    pictures: Sequence[EnclosedPart] = ()
    """Shown in ``html``."""
    files: Sequence[EnclosedPart] = ()
    reply: str = ""
    """The same as iCalendar text of METHOD:REPLY, for the program that keeps the host's calendar."""


def message_id(domain: str) -> str:
    """A new Message-ID without its angle brackets: 128 random bits, and nothing of the person or the machine."""
    return f"{secrets.token_hex(16)}@{domain}"


def written(head: bytes, body: Body) -> Iterator[bytes]:
    """A whole message, its lines ended by CRLF: header fields that ``fields`` wrote, then the body."""
    yield head + b"MIME-Version: 1.0\r\n"
    yield from _body(body)


def _body(body: Body) -> Iterator[bytes]:
    text = _text("text/plain", body.plain, [("format", "flowed")])
    if body.html:
        rich = _text("text/html", body.html)
        if body.pictures:
            shown = [_file(one, "inline") for one in body.pictures]
            rich = _multipart("related", [rich, *shown], [("type", "text/html")])
        text = _multipart("alternative", [text, rich])
    if body.reply:
        # The method stands in the type too (RFC 6047, section 2.4).
        text = _multipart("alternative", [text, _text("text/calendar", body.reply, [("method", "REPLY")])])
    if body.files:
        text = _multipart("mixed", [text, *(_file(one, "attachment") for one in body.files)])
    return text


def _text(media_type: str, text: str, parameters: Sequence[tuple[str, str]] = ()) -> Iterator[bytes]:
    """As it is where that is ASCII, else quoted-printable or Base64, whichever is shorter."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    raw = [line.encode("utf-8", "replace") for line in lines]
    if all(line.isascii() and len(line) <= LONGEST_LINE for line in raw):
        way, charset, encoded = "7bit", "us-ascii", b"\r\n".join(raw)
    else:
        charset, quoted = "utf-8", b"\r\n".join(map(_quoted, raw))
        coded = b"".join(_base64([b"\r\n".join(raw)]))
        way, encoded = ("base64", coded) if len(coded) < len(quoted) else ("quoted-printable", quoted)
    head = fields.typed("Content-Type", media_type, [("charset", charset), *parameters])
    yield head + fields.field("Content-Transfer-Encoding", way) + b"\r\n"
    yield encoded


def _quoted(line: bytes) -> bytes:
    """A line as quoted-printable (RFC 2045, section 6.7)."""
    soft: bytes = binascii.b2a_qp(line, istext=True).replace(b"\n", b"\r\n")
    # Programs that keep mail in mbox files put a sign before such a line.
    return b"=46rom " + soft[5:] if soft.startswith(b"From ") else soft


def _file(one: EnclosedPart, disposition: str) -> Iterator[bytes]:
    named = [("filename", one.name)] if one.name else []
    head = fields.typed("Content-Type", one.media_type, [("name", text) for _key, text in named])
    head += fields.field("Content-Transfer-Encoding", "base64")
    head += fields.typed("Content-Disposition", disposition, named)
    if one.content_id:
        head += fields.message_ids("Content-ID", [one.content_id])
    yield head + b"\r\n"
    yield from _base64(one.pieces())


def _base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of 76 letters, whatever the sizes of the pieces."""
    left = bytearray()
    for piece in pieces:
        left += piece
        whole = len(left) - len(left) % PIECE
        for at in range(0, whole, PIECE):
            yield _lines(bytes(left[at : at + PIECE]))
        del left[:whole]
    yield _lines(bytes(left))


def _lines(data: bytes) -> bytes:
    coded = binascii.b2a_base64(data, newline=False)
    return b"".join(coded[at : at + 76] + b"\r\n" for at in range(0, len(coded), 76))


def _multipart(
    kind: str, parts: Sequence[Iterator[bytes]], parameters: Sequence[tuple[str, str]] = ()
) -> Iterator[bytes]:
    # "=_" stands in nothing that is quoted-printable or Base64 (RFC 2045, section 6.7), and 128 bits stand nowhere.
    boundary = f"=_{secrets.token_hex(16)}"
    mark = b"--" + boundary.encode()
    yield fields.typed("Content-Type", f"multipart/{kind}", [("boundary", boundary), *parameters]) + b"\r\n"
    for part in parts:
        yield mark + b"\r\n"
        yield from part
        # The line break before a boundary belongs to it (RFC 2046, section 5.1.1).
        yield b"\r\n"
    yield mark + b"--\r\n"

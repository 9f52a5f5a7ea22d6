"""Header fields of what leaves (RFC 5322, 2047 and 2231), in ASCII: no value can end its field or begin another.

Written here and not by ``email``, which on Pythons in use writes a stray Bcc from an encoded line break
(CVE-2024-6923), breaks a long quoted name into several addresses, and encodes long Message-IDs.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import idna

from osone.model.errors import CommandError
from osone.model.mail import Address
from osone.text.catalogue import _

WIDTH = 78
"""Characters of a line, where there is a place to fold it."""
LONGEST_WORD = 900
"""Characters of ASCII that may stand without a blank; a line has 998 (RFC 5322, section 2.1.1)."""
CHUNK = 45
"""Bytes that one encoded word carries: 60 letters of Base64 in at most 75 (RFC 2047, section 2)."""
PIECE = 55
"""Letters of one piece of a long parameter."""
CHARSET = "utf-8''"
"""Before the first piece of a parameter in pieces (RFC 2231, section 4)."""
_ENDS = re.compile(r"[\r\n\0]")
_CONTROLS = re.compile(r"[\x01-\x1f\x7f]")
_ATEXT = r"-A-Za-z0-9!#$%&'*+/=?^_`{|}~"
_PHRASE = re.compile(rf"[{_ATEXT}]+(?: [{_ATEXT}]+)*")
_DOT_ATOM = re.compile(rf"[{_ATEXT}\x80-\U0010ffff]+(?:\.[{_ATEXT}\x80-\U0010ffff]+)*")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}@[!-;=?-~]{1,250}")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&+.^_-]{1,127}/[A-Za-z0-9!#$&+.^_-]{1,127}")
_NAME = re.compile(r"[!-9;-~]{1,70}")
_SPECIAL = re.compile(r'([\\"])')
_TWICE = re.compile(r'[\\"<>]')


class UnsendableError(CommandError):
    """A value that may not stand in a header field; nothing is sent with it."""


def field(name: str, value: str) -> bytes:
    """An unstructured field, such as a subject."""
    return _folded(name, words(value))


def mailboxes(name: str, people: Sequence[Address], *, utf8: bool = False) -> bytes:
    """A field of addresses; ``utf8`` where the server takes local parts beyond ASCII (RFC 6531)."""
    parts: list[str] = []
    for place, person in enumerate(people, start=1):
        box = _mailbox(person, utf8=utf8)
        if place < len(people):
            box[-1] += ","
        parts += box
    return _folded(name, parts)


def message_ids(name: str, ids: Iterable[str]) -> bytes:
    """A field of Message-IDs, given without angle brackets. They are never encoded; what is none is left out."""
    return _folded(name, [f"<{one}>" for one in ids if _MESSAGE_ID.fullmatch(one)])


def typed(name: str, value: str, parameters: Sequence[tuple[str, str]] = ()) -> bytes:
    """Content-Type, Content-Disposition and their like, with parameters."""
    bits = [bit for key, text in parameters for bit in _parameter(key, text)]
    if name == "Content-Type" and not _MEDIA_TYPE.fullmatch(value):
        value = "application/octet-stream"
    return _folded(name, [f"{bit};" for bit in (value, *bits)[:-1]] + [(value, *bits)[-1]])


def words(value: str, *, always: bool = False) -> list[str]:
    """Words to be folded between: as they are, or as encoded words of at most 75 characters, each of whole letters."""
    value = guarded(value).strip()
    plain = value.isascii() and "=?" not in value and "  " not in value
    if plain and not always and all(len(word) < LONGEST_WORD for word in value.split(" ")):
        return value.split(" ")
    chunks = _chunks(value)
    return [f"=?utf-8?B?{b64encode(chunk).decode()}?=" for chunk in chunks]


def guarded(value: str) -> str:
    """A value as it may stand in a field. CR, LF and NUL are refused, never mended; other control marks fall away."""
    if _ENDS.search(value):
        raise UnsendableError(
            _("“{words}” has a line break where there can be none.", words=" ".join(value.split())[:40]),
            remedy=_("Type it again."),
        )
    return _CONTROLS.sub("", value)


def spec(email: str, *, utf8: bool = False) -> str:
    """``local@domain`` as servers take it: the domain in ASCII (IDNA 2008), an odd local part in quotes.

    Raises ``UnsendableError`` where no mail can go there.
    """
    refused = UnsendableError(
        _("“{address}” is not an email address.", address=" ".join(email.split())[:80]), remedy=_("Check the address.")
    )
    local, at, domain = guarded(email).strip().rpartition("@")
    if (
        not at
        or not local
        or not domain
        or ".." in domain
        or len(local) > 128
        # Readers would take it for encoded words, and for whatever address these hold.
        or "=?" in local
        or re.search(r"[\x80-\x9f]", local)
        or re.search(r'[\s<>,;:\\"()\[\]@]', domain)
    ):
        raise refused
    try:
        domain = idna.encode(domain.rstrip("."), uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        # Names of machines in a house of one's own may hold an underscore, which IDNA does not know.
        if not domain.isascii() or not re.fullmatch(r"[A-Za-z0-9_.-]{1,253}", domain):
            raise refused from None
    if not local.isascii() and not utf8:
        raise refused
    if not _DOT_ATOM.fullmatch(local):
        if local[:1] == local[-1:] == '"' and len(local) > 1:
            local = re.sub(r"\\(.)", r"\1", local[1:-1])
        if re.search(r"[<>\s]", local):
            raise refused
        local = '"' + _SPECIAL.sub(r"\\\1", local) + '"'
    return f"{local}@{domain}"


def _mailbox(person: Address, *, utf8: bool) -> list[str]:
    address = spec(person.email, utf8=utf8)
    name = " ".join(guarded(person.name).split())
    if not name:
        return [address]
    if not name.isascii() or "=?" in name or len(name) > 60:
        return [*words(name, always=True), f"<{address}>"]
    if _PHRASE.fullmatch(name):
        return [name, f"<{address}>"]
    return ['"' + _SPECIAL.sub(r"\\\1", name) + '"', f"<{address}>"]


def _parameter(key: str, value: str) -> list[str]:
    """A parameter in quotes, or by RFC 2231 in pieces.

    In pieces where it is long, not ASCII, or has signs that some readers take off a second time, as Python's does.
    """
    value = guarded(value)
    if value.isascii() and len(value) < PIECE and not _TWICE.search(value):
        return [f'{key}="{value}"']
    pieces, piece = [], ""
    for letter in value:
        quoted = quote(letter.encode("utf-8", "replace"), safe="!#$&+-.^_`|~")
        if len(piece) + len(quoted) > PIECE:
            pieces.append(piece)
            piece = ""
        piece += quoted
    pieces.append(piece)
    if len(pieces) == 1:
        return [f"{key}*=utf-8''{pieces[0]}"]
    return [f"{key}*{n}*={'' if n else CHARSET}{piece}" for n, piece in enumerate(pieces)]


def _chunks(value: str) -> list[bytes]:
    chunks, chunk = [], b""
    for letter in value:
        encoded = letter.encode("utf-8", "replace")
        if len(chunk) + len(encoded) > CHUNK:
            chunks.append(chunk)
            chunk = b""
        chunk += encoded
    return [*chunks, chunk]


def _folded(name: str, parts: Sequence[str]) -> bytes:
    """Parts joined by one blank, folded only between two of them."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no field's name")
    lines, line = [], f"{name}:"
    for part in parts:
        if len(line) + 1 + len(part) > WIDTH and line.strip() and not line.endswith(f"{name}:"):
            lines.append(line)
            line = ""
        line += f" {part}"
    lines.append(line)
    return "\r\n".join(lines).encode() + b"\r\n"

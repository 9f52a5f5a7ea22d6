"""Content-Transfer-Encoding undone (RFC 2045, section 6), however broken it came."""

import binascii
import re
from collections.abc import Iterator

from osone.mail.bounds.budget import LETTER

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_UU_BEGIN = re.compile(rb"(?m)^begin [0-7]{3,4} ")


def undo(data: bytes, encoding: str) -> bytes:
    """The decoded bytes; what is in no known encoding stays as it is. Never raises."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        return base64(data)
    if encoding == "quoted-printable":
        return quoted_printable(data)
    if encoding in ("x-uuencode", "uuencode", "x-uue"):
        return _uu(data)
    return data


def base64(data: bytes) -> bytes:
    """Base64 with foreign bytes passed over and missing padding put back."""
    if data.find(b"=", 0, len(data.rstrip(b"=\r\n\t "))) >= 0:
        # Several pieces, each padded, one after the other.
        return b"".join(map(base64, _padded(_NOT_BASE64.sub(b"", data), LETTER.pieces)))
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        # Padding in the middle ends nothing; a lone last digit holds no byte.
        digits = _NOT_BASE64.sub(b"", data).replace(b"=", b"")
        if len(digits) % 4 == 1:
            digits = digits[:-1]
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))


def _padded(digits: bytes, most: int) -> Iterator[bytes]:
    """The pieces before each padding; so many, and then the rest as if it were one."""
    position = given = 0
    while given < most:
        end = digits.find(b"=", position)
        if end < 0:
            break
        if end > position:
            given += 1
            yield digits[position:end]
        position = end + 1
    rest = digits[position:].replace(b"=", b"")
    if rest:
        yield rest


def quoted_printable(data: bytes) -> bytes:
    """Quoted-printable, where what is not valid stays as it stands."""
    return binascii.a2b_qp(data)


def _uu(data: bytes) -> bytes:
    begin = _UU_BEGIN.search(data)
    out = bytearray()
    for line in data[begin.end() if begin else 0 :].splitlines()[1 if begin else 0 :]:
        if line.strip() in (b"end", b"`"):
            break
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            continue
    return bytes(out)

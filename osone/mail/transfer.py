"""Content-Transfer-Encoding undone (RFC 2045, section 6), however broken it came."""

import binascii
import re
from collections.abc import Iterator

from osone.mail.bounds.budget import LETTER

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_USUAL = frozenset({"", "7bit", "8bit", "binary", "quoted-printable", "base64"})
_COMMENT = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(r"[^\s\x00-\x20\x7f()<>@,;:\\\"/\[\]?='.]+")
"""A token of RFC 2045, section 5.1, without the quotes and full stops that some mailers put around it."""
_SOFT_BREAK = re.compile(rb"=[ \t]+(\r?\n|\Z)")
_UU_BEGIN = re.compile(rb"(?m)^begin [0-7]{3,4} ")
_UU_FILE = re.compile(r"^begin(?P<base64>-base64)? [0-7]{3,4} (?P<name>\S[^\n]{0,255})\n", re.MULTILINE)
_BASE64_FILE = re.compile(r"((?:[A-Za-z0-9+/=]{1,100}\n)+?)====(?:\n|\Z)")


def encoding_of(field: str) -> str:
    """What a Content-Transfer-Encoding field names, in lower case; empty where it names nothing."""
    lowered = field.lower()
    if lowered in _USUAL:
        return lowered
    found = _TOKEN.search(_COMMENT.sub(" ", field) if "(" in field else field)
    return found[0].lower() if found else ""


def undo(data: bytes, name: str) -> bytes:
    """The bytes decoded from an encoding (``encoding_of``); what is in no known one stays as it is. Never raises."""
    if name == "base64":
        return base64(data)
    if name == "quoted-printable":
        return quoted_printable(data)
    if name in ("x-uuencode", "uuencode", "x-uue"):
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
    """Quoted-printable, where what is not valid stays as it stands; blanks after a soft break are of the transport."""
    if b"= " in data or b"=\t" in data:
        data = _SOFT_BREAK.sub(rb"=\1", data)
    return binascii.a2b_qp(data)


def uu_files(text: str) -> Iterator[tuple[int, int, str, bytes]]:
    """The files that stand in a text as uuencode wrote them: where each begins and ends, its name and its bytes.

    One whose end is missing is taken as far as it goes, if anything of it is there.
    """
    at = 0
    while found := _UU_FILE.search(text, at):
        if found["base64"]:
            lines = _BASE64_FILE.match(text, found.end())
            at = lines.end() if lines is not None else found.end()
            if lines is not None:
                yield found.start(), at, found["name"].strip(), base64(lines[1].encode("ascii"))
            continue
        data = bytearray()
        at, whole, ended = found.end(), 0, False
        while at < len(text) and not ended:
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            line = text[at:stop]
            ended = line.strip() == "end"
            # A last line of blanks may have lost them.
            if not ended and (line or not text.startswith("end", stop + 1)):
                piece = _uu_line(line)
                if piece is None:
                    break
                data += piece
                whole += len(line) > (len(piece) + 2) // 3 * 4
            at = min(stop + 1, len(text))
        if whole and (data or ended):
            yield found.start(), at, found["name"].strip(), bytes(data)


def _uu_line(line: str) -> bytes | None:
    """The bytes of one line; None where it cannot be one."""
    if not line or not line.isascii():
        return None
    length = (ord(line[0]) - 32) & 63
    # A line may have lost the blanks at its end, have got some, or carry one sign more as a check.
    most = (length + 2) // 3 * 4 + 2
    if line[most:].strip(" "):
        return None
    try:
        return binascii.a2b_uu(line[:most])
    except (binascii.Error, ValueError):
        return None


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

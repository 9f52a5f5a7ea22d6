"""Bytes to text by the charset that a mail claims, and by better guesses where the claim is wrong."""

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache

from osone.mail.labels import CODECS

# Only families of real charsets: Python also knows codecs that are slow, or are no charsets at all.
_FAMILIES = (
    *("utf-8", "utf_8", "utf-7", "utf-16", "utf-32", "utf_16", "iso", "cp", "windows", "ibm", "koi8", "mac", "big5"),
    *("gb", "hz", "euc", "johab", "ptcp", "kz1048", "csiso", "latin", "l1", "greek", "cyrillic", "hebrew", "arabic"),
)
# In these every byte of ASCII is itself.
_ABOVE_ASCII = ("cp125", "iso8859-", "utf-8", "koi8-")
_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:+-]*")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ALSO: Mapping[str, tuple[str, ...]] = {
    "iso2022_jp_ext": ("euc_jp", "cp932"),
    "euc_jp": ("cp932",),
    "cp932": ("euc_jp",),
}
"""What a mail is in where it is not in what it claims, and not in UTF-8."""
_SURE = 6
"""So many letters are not in UTF-8 by chance, although nearly all bytes are letters in the charset that is claimed."""
_WINDOWS = {0x301C: 0xFF5E, 0x2016: 0x2225, 0x2212: 0xFF0D, 0xA2: 0xFFE0, 0xA3: 0xFFE1, 0xAC: 0xFFE2}
_READ_AS: Mapping[str, Mapping[int, int]] = {
    "euc_jp": _WINDOWS,
    "iso2022_jp_ext": _WINDOWS,
    "koi8-u": {0x255D: 0x45E, 0x256C: 0x40E},
}
"""Signs for which the Encoding Standard has another letter than Python."""
_MENDED = ("cp125", "cp874", "gb", "big5hkscs", "euc_jp", "iso2022_jp_ext")
"""Codecs of Python that lack what the Encoding Standard has."""
_STRICT, _LENIENT = "osone-strict", "osone-lenient"
_HIGH = bytes(range(128, 256))


@lru_cache(maxsize=512)
def codec_of(charset: str) -> str | None:
    """Python's codec for the name that a mail gives, or None where it is none or only claims ASCII."""
    label = _LABEL.search(charset.lower())
    if label is None or not charset.isascii() or len(name := label[0]) > 40:
        return None
    for known in (name, name.removeprefix("x-")):
        if known in CODECS:
            return _lookup(found) if (found := CODECS[known]) else None
        if known.startswith(_FAMILIES) and (codec := _lookup(known)):
            return codec
    return None


def _lookup(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def decode(data: bytes, charset: str = "") -> str:
    """Text of ``data``, read as the WHATWG Encoding Standard reads it. Never raises.

    UTF-8 is tried where the charset is missing or unknown, and where the data cannot be in it; then Windows-1252.
    """
    codec = codec_of(charset) if charset else None
    if (codec is None or codec.startswith(_ABOVE_ASCII)) and data.isascii():
        # Most mail says that it is Western and is in ASCII: that takes no table.
        shifts = b"\x1b" in data and b"\x1b$" in data
        return _read(data, "iso2022_jp_ext", _LENIENT) if shifts else data.decode("ascii")
    for mark, unicode in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(unicode, errors="replace")
    claimed, codec = codec, codec or "utf-8"
    if codec.startswith(("utf-16", "utf-32")) and 0 not in data:
        # No text in it is without a zero, but for what no mail is written in.
        codec = "utf-8"
    if not codec.startswith("utf-") and (text := _utf8(data)) and _above(data, text) >= _SURE:
        return text
    others = ("utf-8", *_ALSO.get(codec, ())) if not data.isascii() else ()
    for candidate in dict.fromkeys((codec, *others)):
        try:
            return _read(data, candidate, _STRICT)
        except UnicodeError:
            continue
    if codec == "utf-8":
        # One bad byte in true UTF-8 is more likely than another charset, unless little above ASCII reads as UTF-8.
        text = data.decode(errors="replace")
        bad = text.count("\ufffd")
        good = _above(data, text) - bad
        return text if claimed and good * 2 >= bad else data.decode("cp1252", errors=_LENIENT)
    return _read(data, codec, _LENIENT)


def _above(data: bytes, text: str) -> int:
    """How many letters of a text that was read from UTF-8 are not of ASCII."""
    return len(text) - len(data.translate(None, _HIGH))


def _utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _read(data: bytes, codec: str, errors: str) -> str:
    if not codec.startswith(_MENDED):
        errors = "strict" if errors == _STRICT else "replace"
    text = data.decode(codec, errors=errors)
    signs = _READ_AS.get(codec)
    if signs is not None and any(chr(sign) in text for sign in signs):
        return text.translate(signs)
    return text


def _mended(error: UnicodeError) -> tuple[str, int] | None:
    """What the Encoding Standard reads where Python's codec reads nothing, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        return None
    codec, start = error.encoding.replace("-", "_"), error.start
    pair = error.object[start : start + 2]
    if codec == "charmap":
        # Bytes that Windows gave no letter are control characters of their number.
        return (chr(pair[0]), start + 1) if 0x80 <= pair[0] < 0xA0 else None
    if codec.startswith("gb"):
        return ("€", start + 1) if pair[0] == 0x80 else None
    if codec == "big5hkscs":
        return _two(pair, "cp950", start)
    if codec in ("euc_jp", "iso2022_jp_ext") and len(pair) == 2:
        # What NEC and IBM added to JIS X 0208 is at the same place in Shift_JIS, as Windows has it.
        high = codec == "euc_jp"
        row, cell = pair[0] - 0x80 * high, pair[1] - 0x80 * high
        if 0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E:
            lead = ((row - 0x21) >> 1) + 0x81
            trail = cell + (0x1F + (cell >= 0x60) if row % 2 else 0x7E)
            return _two(bytes((lead + 0x40 * (lead > 0x9F), trail)), "cp932", start)
    return None


def _two(pair: bytes, codec: str, start: int) -> tuple[str, int] | None:
    try:
        letter = pair.decode(codec)
    except UnicodeError:
        return None
    return (letter, start + 2) if len(letter) == 1 else None


def _strictly(error: UnicodeError) -> tuple[str, int]:
    mended = _mended(error)
    if mended is None:
        raise error
    return mended


def _leniently(error: UnicodeError) -> tuple[str, int]:
    mended = _mended(error)
    if mended is not None:
        return mended
    assert isinstance(error, UnicodeDecodeError)
    first = error.object[error.start]
    if error.encoding.startswith("iso2022_jp") and 0xA1 <= first <= 0xDF:
        # Half-width kana in eight bits, as Windows has them.
        return chr(0xFF61 + first - 0xA1), error.start + 1
    return "\ufffd", max(error.end, error.start + 1)


codecs.register_error(_STRICT, _strictly)
codecs.register_error(_LENIENT, _leniently)

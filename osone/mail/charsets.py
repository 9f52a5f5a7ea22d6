"""Bytes to text by the charset that a mail claims, and by better guesses where the claim is wrong."""

import codecs
from functools import lru_cache

_SUPERSETS = {
    # What mailers call these is in truth the Windows superset (as the WHATWG Encoding Standard has it).
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "windows-874": "cp874",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "utf8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "big5": "big5hkscs",
    "dos-720": "cp720",
}
# Only families of real charsets: Python also knows codecs that are slow, or are no charsets at all.
_FAMILIES = (
    *("utf-8", "utf_8", "utf-7", "utf-16", "utf-32", "utf_16", "iso", "cp", "windows-", "ibm", "koi8", "mac", "big5"),
    *("gb", "hz", "euc", "johab", "ptcp", "kz1048", "csiso", "latin", "l1", "greek", "cyrillic", "hebrew", "arabic"),
)
# In these every byte of ASCII is itself.
_ABOVE_ASCII = ("cp125", "iso8859-", "utf-8", "koi8-")


@lru_cache(maxsize=512)
def codec_of(charset: str) -> str | None:
    """Python's codec for the name that a mail gives, or None where it is none or only claims ASCII."""
    name = charset.strip(" \t\"'").lower()
    name = _SUPERSETS.get(name, name)
    if not name or len(name) > 40 or not name.isascii() or not name.startswith(_FAMILIES):
        return None
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def decode(data: bytes, charset: str = "") -> str:
    """Text of ``data``. Never raises: UTF-8 is tried where the charset is missing or unknown, then Windows-1252."""
    codec = codec_of(charset) if charset else None
    if codec is None:
        try:
            return data.decode()
        except UnicodeDecodeError:
            return _western(data)
    if codec.startswith(_ABOVE_ASCII) and data.isascii():
        # Most mail says that it is Western and is in ASCII: that takes no table.
        return data.decode("ascii")
    try:
        return data.decode(codec)
    except UnicodeError:
        pass
    if codec == "utf-8":
        # One bad byte in true UTF-8 is more likely than another charset, unless little of it reads as UTF-8.
        text = data.decode(errors="replace")
        return text if text.count("\ufffd") * 4 <= sum(byte > 127 for byte in data) else _western(data)
    if codec == "cp1252":
        return _western(data)
    return data.decode(codec, errors="replace")


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")

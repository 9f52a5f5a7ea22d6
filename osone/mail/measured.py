"""What kind of picture some bytes are and how large it is, by their own first words and never by what they are called.

Nothing is decoded here. Only the five kinds that mail shows are known; what would take too much to decode is none.
"""

import struct
from dataclasses import dataclass

from osone.mail.bounds.budget import PICTURE, Picture

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NO_FRAME = frozenset((0xC4, 0xC8, 0xCC))
"""Markers of JPEG among those of frames that are none."""
_BARE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers of JPEG that have no length (ITU-T T.81, table B.1)."""
_SCAN = b"\xff\xda"
_TURNED = frozenset((5, 6, 7, 8))
"""Orientations of Exif that lay a picture on its side."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture that can be shown."""

    kind: str
    """``png``, ``jpeg``, ``gif``, ``webp`` or ``bmp``."""
    width: int
    height: int
    """In pixels, as it is to be looked at."""
    turned: bool = False
    """Whether it is kept on its side."""


def measured(data: bytes, budget: Picture = PICTURE) -> Measured | None:
    """What the beginning of a picture's bytes says; None for what is no picture, or too large to be shown."""
    try:
        found, progressive = _read(data[: budget.head])
    except (struct.error, IndexError):
        return None
    if found is None or not (0 < found.width <= budget.side and 0 < found.height <= budget.side):
        return None
    # A photograph is read at the size that it is shown at; all else is read whole, and so is a progressive one.
    most = budget.photograph if found.kind == "jpeg" and not progressive else budget.pixels
    return found if found.width * found.height <= most else None


def showable(data: bytes, budget: Picture = PICTURE) -> Measured | None:
    """The same of all its bytes: none that are too many, would be read over and over, or have no picture among them."""
    if len(data) > budget.bytes or data.count(_SCAN) > budget.scans:
        return None
    # bfOffBits of BITMAPFILEHEADER, where the colours begin: a decoder goes there whether it can or not.
    if data.startswith(b"BM") and int.from_bytes(data[10:14], "little") > len(data):
        return None
    return measured(data, budget)


def _read(data: bytes) -> tuple[Measured | None, bool]:
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        return Measured("png", *struct.unpack_from(">II", data, 16)), False
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Measured("gif", *struct.unpack_from("<HH", data, 6)), False
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data), False
    if data.startswith(b"BM") and len(data) > 26:
        return _bmp(data), False
    return _jpeg(data) if data.startswith(_JPEG) else (None, False)


def _bmp(data: bytes) -> Measured:
    """BITMAPCOREHEADER where it takes 12 bytes, else BITMAPINFOHEADER or one that begins as it does."""
    if struct.unpack_from("<I", data, 14)[0] == 12:
        return Measured("bmp", *struct.unpack_from("<HH", data, 18))
    width, height = struct.unpack_from("<ii", data, 18)
    return Measured("bmp", width, abs(height))


def _webp(data: bytes) -> Measured | None:
    """RFC 9649, sections 2.5 to 2.7."""
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Measured("webp", width, height) if len(data) >= 30 else None
    if kind == b"VP8L" and data[20:21] == b"\x2f":
        bits = struct.unpack_from("<I", data, 21)[0]
        return Measured("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return Measured("webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(data: bytes) -> tuple[Measured | None, bool]:
    """The frame of a JPEG (ITU-T T.81, B.2.2), and whether it is progressive."""
    at, turned = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA or length < 2:
            break
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Measured("jpeg", *((height, width) if turned else (width, height)), turned), marker != 0xC0
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            turned = _orientation(data[at + 10 : at + 2 + length]) in _TURNED
        at += 2 + length
    return None, False


def _orientation(data: bytes) -> int:
    """How a camera was held, by the first directory of Exif (TIFF 6.0, section 2); 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return 1
    first = struct.unpack_from(f"{order}I", data, 4)[0]
    if first + 2 > len(data):
        return 1
    for entry in range(min(struct.unpack_from(f"{order}H", data, first)[0], 64)):
        at = first + 2 + 12 * entry
        if at + 12 > len(data):
            break
        tag, kind = struct.unpack_from(f"{order}HH", data, at)
        if tag == 0x0112 and kind == 3:
            return int(struct.unpack_from(f"{order}H", data, at + 8)[0])
    return 1

"""What a message declares, counted before a parser that recurses is given it."""

import re
import zlib

from osone.mail.bounds.budget import LETTER, Letter

_BOUNDARY = re.compile(rb"boundary\s*+(?:\*[\d*]*+)?=", re.IGNORECASE)
_MESSAGE = b"message/"
_BEGINNING = 4096


def holds_too_much(raw: bytes, budget: Letter = LETTER) -> bool:
    """Whether a message may have more parts, or more of them in one another, than the budget allows.

    Multiparts are no deeper than there are lines that begin like a boundary, and messages no deeper than there are
    blank lines: a message with few of both is known at once.
    """
    marks = raw.count(b"\n--")
    boundaries = _BOUNDARY.finditer(raw) if marks > budget.lines else ()
    if marks > budget.parts or any(declared > budget.nested for declared, _ in enumerate(boundaries, 1)):
        return True
    blank = raw.count(b"\n\n") + (raw.count(b"\n\r\n") if b"\r" in raw else 0)
    if blank > budget.lines:
        return raw.lower().count(_MESSAGE) > budget.nested
    return False


def fingerprint(raw: bytes) -> int:
    """63 bits by which a message is known again that felled who read it; they cost next to nothing to make."""
    begin = raw[:_BEGINNING]
    return (zlib.crc32(begin) << 31 | (zlib.adler32(begin) ^ len(raw)) & 0x7FFF_FFFF) or 1

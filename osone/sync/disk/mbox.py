"""The mbox format (RFC 4155 and the mboxo and mboxrd ways of quoting) as a stream of messages."""

import re
from collections.abc import Iterator
from typing import IO

from osone.mail.header import first_fields
from osone.model.mail import Flag

MESSAGE_LIMIT = 128 * 1024 * 1024
"""Bytes of the largest message that is taken."""
LINE_LIMIT = 1024 * 1024

# "From someone Mon Jan  1 …", Thunderbird's "From - Mon …", or at least a year at its end.
_SEPARATOR = re.compile(rb"From (?:\S+|\S+ \S+| *-|).*(?:\d{1,2}:\d\d|\d{4}).*\r?\n?$")
_QUOTED = re.compile(rb">+From ")

_EXPUNGED = 0x0008


def looks_like_mbox(start: bytes) -> bool:
    """Whether a file that begins so is a mbox."""
    line = start.lstrip(b"\r\n").partition(b"\n")[0]
    return line.startswith(b"From ") and _SEPARATOR.match(line) is not None


def mbox_messages(file: IO[bytes]) -> Iterator[tuple[bytes, bytes | None]]:
    """The separator line and the message behind it, one at a time; None for one larger than ``MESSAGE_LIMIT``."""
    separator: bytes | None = None
    lines: list[bytes] = []
    size = 0
    blank = True
    while line := file.readline(LINE_LIMIT):
        if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            if separator is not None:
                yield separator, _joined(lines, size)
            separator, lines, size = line, [], 0
            blank = False
            continue
        blank = line in (b"\n", b"\r\n")
        if separator is None:
            continue
        size += len(line)
        if size <= MESSAGE_LIMIT:
            lines.append(line[1:] if line[:1] == b">" and _QUOTED.match(line) else line)
        else:
            lines.clear()
    if separator is not None:
        yield separator, _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    if size > MESSAGE_LIMIT:
        return None
    # The blank line before the next separator belongs to the format.
    if lines and lines[-1] in (b"\n", b"\r\n"):
        lines.pop()
    return b"".join(lines)


def flags_of_fields(raw: bytes, unknown: Flag = Flag(0)) -> Flag | None:  # noqa: B008 an enum's member does not change
    """The flags that Status, X-Status and X-Mozilla-Status tell; None where Thunderbird has the message deleted."""
    found = first_fields(raw)
    mozilla = found.get("x-mozilla-status", "").strip()
    status, more = found.get("status"), found.get("x-status")
    if not mozilla and status is None and more is None:
        return unknown
    flags = Flag(0)
    try:
        bits = int(mozilla, 16) if mozilla else 0
    except ValueError:
        bits = 0
    if bits & _EXPUNGED:
        return None
    for bit, flag in ((0x1, Flag.SEEN), (0x2, Flag.ANSWERED), (0x4, Flag.FLAGGED)):
        flags |= flag if bits & bit else Flag(0)
    letters = {"R": Flag.SEEN, "A": Flag.ANSWERED, "F": Flag.FLAGGED, "D": Flag.DELETED, "T": Flag.DRAFT}
    for letter in f"{status or ''}{more or ''}":
        flags |= letters.get(letter, Flag(0))
    return flags

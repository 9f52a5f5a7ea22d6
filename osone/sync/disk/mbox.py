"""The mbox format (RFC 4155, and the ways mboxo, mboxrd and mboxcl of keeping lines apart) as a stream of messages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import IO

from osone.mail.dates import moment
from osone.mail.header import head_of, wanted_fields
from osone.model.mail import Flag
from osone.sync.disk.opening import MESSAGE_LIMIT

BLOCK = 1024 * 1024
AHEAD = 16 * 1024
"""Bytes behind a line that may be a separator which say whether it is one."""
LOOKED_AT = 64
"""Lines of it."""
NEAR = 1024
"""Bytes of it that nearly always are enough."""
LINE_LIMIT = 1024
"""Bytes of a separator."""
COUNTED_LIMIT = 32 * 1024 * 1024
"""A Content-Length up to so many bytes is looked up."""
BLANKS = b"\r\n \t\0"
"""What may stand before the first separator; Thunderbird has left zeros there."""
MARK = b"\xef\xbb\xbf"

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_KNOWN = re.compile(
    rb"from|to|cc|bcc|subject|date|sender|reply-to|message-id|received|return-path|delivered-to|mime-version|in-reply-to"
    rb"|references|content-type|content-transfer-encoding|status|x-status|x-uid|x-mozilla-(?:status2?|keys)|x-uidl"
    rb"|x-gm-thrid|x-gmail-labels|x-from-line|x-account-key|envelope-to|resent-(?:from|to|date)|x-evolution",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{4}|\(?[A-Z]{1,5}\)?|\d{4}|AM|PM))*(?:\s+remote from \S+)?\s*$"
)
# As asctime writes it and nearly every program with it.
_DATED = re.compile(r"From \S+ +[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})")
_USUAL = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +[A-Z0-9]")
_COUNTED = re.compile(rb"^content-length:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")

_EXPUNGED = 0x0008
_STATUS = frozenset({"x-mozilla-status", "status", "x-status"})


class _Form(IntEnum):
    """How much a line looks like a separator."""

    NONE = 0
    WORD = 1
    """``From`` and one word."""
    BARE = 2
    """``From`` alone, with a hyphen or with an address."""
    DATED = 3
    """With a moment at its end, as it should be."""


def looks_like_mbox(start: bytes) -> bool:
    """Whether a file that begins so is a mbox."""
    start = start.removeprefix(MARK).lstrip(BLANKS)
    return start.startswith(b"From ") and _is_separator(start, 0, _Form.WORD)


def mbox_messages(file: IO[bytes]) -> Iterator[tuple[bytes, bytes | None]]:
    """The separator line and the message behind it, one at a time; None for one larger than ``MESSAGE_LIMIT``."""
    window = _Window(file)
    separator: bytes | None = None
    style = _Form.WORD
    window.begin()
    while (at := window.following(style)) >= 0:
        if separator is not None:
            yield separator, window.message(at)
        else:
            style = form_of(window.line(at))
        separator = window.line(at)
        window.drop(at + len(separator))
        window.skip_counted(style)
    if separator is not None:
        yield separator, window.message(len(window.held))


@dataclass(slots=True)
class _Window:
    """As much of a file as one message needs."""

    file: IO[bytes]
    held: bytearray = field(default_factory=bytearray)
    ended: bool = False
    scanned: int = 0
    """Up to here there is no separator."""
    too_large: bool = False
    """The message that is read is larger than the limit, and its beginning is gone."""

    def more(self) -> None:
        block = self.file.read(BLOCK)
        self.ended = not block
        self.held += block

    def begin(self) -> None:
        """Pass over what stands before the first separator."""
        while not self.ended and not (kept := self.held.removeprefix(MARK).lstrip(BLANKS)):
            self.held.clear()
            self.more()
            kept = self.held.removeprefix(MARK).lstrip(BLANKS)
            if kept:
                self.held[:] = kept
                return

    def reach(self, end: int) -> None:
        """Read until so much is held, or the file ends."""
        while not self.ended and len(self.held) < end:
            self.more()

    def following(self, style: "_Form") -> int:
        """Where the next separator begins; -1 where there is none."""
        while True:
            at = self._candidate()
            if at < 0 and self.ended:
                return -1
            if at >= 0:
                self.reach(at + AHEAD)
                if _is_separator(self.held, at, style):
                    return at
                self.scanned = at + 1
                continue
            self.scanned = max(self.scanned, len(self.held) - 5)
            if len(self.held) > MESSAGE_LIMIT:
                # A line may begin in what is kept, and be preceded by a blank one.
                cut = self.scanned - 4
                del self.held[:cut]
                self.scanned -= cut
                self.too_large = True
            self.more()

    def _candidate(self) -> int:
        if self.scanned == 0 and not self.too_large and self.held.startswith(b"From "):
            return 0
        at = self.held.find(b"\nFrom ", max(0, self.scanned - 1))
        return at + 1 if at >= 0 else -1

    def line(self, at: int) -> bytes:
        """The line at a place, with its end."""
        end = self.held.find(b"\n", at)
        return bytes(self.held[at : end + 1 if end >= 0 else len(self.held)])

    def drop(self, end: int) -> None:
        """Begin anew behind a separator."""
        del self.held[:end]
        self.scanned, self.too_large = 0, False

    def skip_counted(self, style: "_Form") -> None:
        """Where a Content-Length leads to the next separator or the end, no line before it is one (mboxcl)."""
        self.reach(AHEAD)
        bare = self.held.find(b"\n\n", 0, AHEAD)
        end = self.held.find(b"\n\r\n", 0, bare if bare >= 0 else AHEAD)
        end = end if end >= 0 else bare
        start = bytes(self.held[: end + 4]) if end >= 0 else b""
        head = _HEAD_END.search(start) if b"ontent-length" in start.lower() else None
        counted = _COUNTED.search(start, 0, head.end()) if head is not None else None
        if head is None or counted is None or int(counted[1]) > COUNTED_LIMIT:
            return
        end = head.end() + int(counted[1])
        self.reach(end + AHEAD)
        at = end
        while bytes(self.held[at : at + 1]) in (b"\r", b"\n"):
            at += 1
        if end <= len(self.held) and (at == len(self.held) or _is_separator(self.held, at, style)):
            self.scanned = end

    def message(self, end: int) -> bytes | None:
        """The message that is held up to here."""
        if self.too_large or end > MESSAGE_LIMIT:
            return None
        with memoryview(self.held) as held:
            raw = bytes(held[:end])
        raw = raw.lstrip(b"\r\n")
        # The blank line before the next separator belongs to the format.
        for blank in (b"\r\n\r\n", b"\n\n"):
            if raw.endswith(blank):
                raw = raw[: -len(blank) // 2]
                break
        return _QUOTED.sub(rb"\1", raw) if b">From " in raw else raw


def _is_separator(held: bytes | bytearray, at: int, style: _Form) -> bool:
    """Whether a line that begins with ``From`` parts two messages: by its form, and by the head that follows it.

    ``style`` is the form of the first one of the file: a program writes all of them alike.
    """
    end = held.find(b"\n", at, at + LINE_LIMIT)
    if end < 0:
        return False
    form = form_of(bytes(held[at : end + 1]))
    if form is _Form.NONE or (form is _Form.WORD and style is not _Form.WORD):
        return False
    apart = at < 2 or held[max(0, at - 2) : at] == b"\n\n" or held[max(0, at - 3) : at] == b"\n\r\n"
    near = bytes(held[end + 1 : end + NEAR])
    fields, known, blank = _head_behind(near)
    if known < 2 and end + NEAR < at + AHEAD:
        fields, known, blank = _head_behind(bytes(held[end + 1 : at + AHEAD]))
    if form is _Form.DATED:
        return known > 1 if blank else known > 0 or (apart and fields > 0)
    return known > 1 and not blank and (apart or (form is _Form.BARE and style is _Form.BARE))


def form_of(line: bytes) -> _Form:
    """How much a line that begins with ``From`` looks like a separator."""
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    if text[4:5] not in ("", " ", "\t"):
        return _Form.NONE
    if (_DATED.fullmatch(text) or _CLOCK.search(text)) and separator_moment(line) is not None:
        return _Form.DATED
    words = text[4:].split()
    if not words or (len(words) == 1 and (words[0] == "-" or "@" in words[0] or words[0] == "MAILER-DAEMON")):
        return _Form.BARE
    return _Form.WORD if len(words) == 1 else _Form.NONE


@lru_cache(maxsize=8)
def separator_moment(line: bytes) -> int | None:
    """When a message was put into the mbox, as its separator says: what stands before may have blanks in it."""
    text = line.decode("utf-8", "replace").replace(" remote from ", " ").strip()
    dated = _DATED.fullmatch(text)
    if dated is not None and (said := moment("{1} {0} {3} {2} +0000".format(*dated.groups()))) is not None:
        return said
    usual = _USUAL.search(text)
    if usual is not None and (said := moment(text[usual.start() :])) is not None:
        return said
    words = text.split()[1:]
    all_said = (moment(" ".join(words[at:])) for at in range(min(6, len(words) - 1)))
    return next((second for second in all_said if second is not None), None)


def _head_behind(text: bytes) -> tuple[int, int, bool]:
    """How many fields begin a text, how many of these every program knows, and whether blank lines stand before.

    After the second of the known ones nothing more is counted.
    """
    fields, known, blank, begun = 0, 0, False, False
    for line in text.split(b"\n", LOOKED_AT)[:LOOKED_AT]:
        found = _FIELD.match(line)
        if found is not None:
            begun = True
            fields += 1
            known += _KNOWN.fullmatch(found[1]) is not None
            if known > 1:
                break
        elif begun and line[:1] in (b" ", b"\t"):
            continue
        elif not begun and not line.strip():
            blank = True
        elif begun or not line.startswith(b">From "):
            break
    return fields, known, blank


def flags_of_fields(raw: bytes, unknown: Flag = Flag(0)) -> Flag | None:  # noqa: B008 an enum's member does not change
    """The flags that X-Mozilla-Status tells, else Status and X-Status; None where Thunderbird has it deleted.

    The other two may have come with the message: its sender's program kept them there.
    """
    head = head_of(raw)
    if b"tatus" not in head and b"tatus" not in head.lower():
        return unknown
    found = wanted_fields(head, _STATUS)
    mozilla, status, more = found.get("x-mozilla-status", "").strip(), found.get("status"), found.get("x-status")
    flags = Flag(0)
    try:
        bits = int(mozilla, 16)
    except ValueError:
        if status is None and more is None:
            return unknown
        letters = {"R": Flag.SEEN, "A": Flag.ANSWERED, "F": Flag.FLAGGED, "D": Flag.DELETED, "T": Flag.DRAFT}
        for letter in f"{status or ''}{more or ''}":
            flags |= letters.get(letter, Flag(0))
        return flags
    if bits & _EXPUNGED:
        return None
    for bit, flag in ((0x1, Flag.SEEN), (0x2, Flag.ANSWERED), (0x4, Flag.FLAGGED)):
        flags |= flag if bits & bit else Flag(0)
    return flags

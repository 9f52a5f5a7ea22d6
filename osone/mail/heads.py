"""Where the head of a message or of a part ends (RFC 5322, section 2.1): the one notion of it, also for broken mail."""

import re
from collections.abc import Iterator

HEAD_LIMIT = 512 * 1024
"""Bytes of a head that are read at most; no honest head comes near."""
NEAR = 16 * 1024
"""Bytes in which the head of a part nearly always ends."""
JUNK_LIMIT = 3
"""Lines one after the other that can be no field, and end no head if fields follow."""

# What nearly every head is: fields, their folded lines, none of them of blanks alone.
_REGULAR = re.compile(rb"(?:(?!--)[!-9;-~]++[ \t]*+:[^\r\n]*+\r?(?:\n|\Z)(?:[ \t]++[^\s][^\r\n]*+\r?(?:\n|\Z))*+)*+")
_FIELDS = re.compile(rb"(?:(?!--)[!-9;-~]++[ \t]*+:[^\n]*+(?:\n|\Z)(?:[ \t]++[^\s][^\n]*+(?:\n|\Z))*+)*+")
# A line that is no field and no fold of one.
_ODD = re.compile(rb"\n(?![A-Za-z][A-Za-z-]*+:|[ \t]++[^\s]|(?!--)[!-9;-~]++[ \t]*+:)")
_NAME = re.compile(rb"^([!-9;-~]++)[ \t]*+:([^\n]*+)", re.MULTILINE)
_FIRST = re.compile(rb"(?!--)[!-9;-~]++[ \t]*+:")
_GOES_ON = re.compile(rb"[ \t\r]|[!-9;-~]++[ \t]*+:|\Z")
_LONE = re.compile(rb"\r(?!\n)")
_MANY = re.compile(rb"\r{2,}\n")
# What these fields hold, so that a line of a letter that looks like one is not taken for it.
_TELLS = {
    **dict.fromkeys(
        (b"from", b"to", b"cc", b"sender", b"reply-to", b"return-path", b"delivered-to"), re.compile(rb"@")
    ),
    **dict.fromkeys((b"message-id", b"in-reply-to", b"references"), re.compile(rb"<[^<>]+>")),
    b"date": re.compile(rb"\d.*\d:\d\d"),
    b"received": re.compile(rb"\b(?:from|by|with|for)\b"),
    b"mime-version": re.compile(rb"\d"),
    b"content-type": re.compile(rb"\w/\w"),
    b"subject": re.compile(rb"\S"),
}
_OF_PARTS = frozenset({b"content-type", b"content-transfer-encoding", b"content-disposition", b"content-id"})
_ENDED_BY_CR = re.compile(
    rb"\r(?:from|to|cc|sender|subject|date|message-id|received|mime-version|content-[a-z-]+|references)[ \t]*:",
    re.IGNORECASE,
)


def opened(raw: bytes) -> tuple[bytes, int, int]:
    """A message without a mbox line before it, its line ends CRLF or LF; where its fields end, where its body begins.

    Where the lines of a head end in a CR alone, or in more than one before the LF, all lines of the message are given
    other ends. A CR inside a line of any other message stays. The rest is as ``head_span`` has it.
    """
    if raw[:5] == b"From " or raw[:6] == b">From ":
        end = raw.find(b"\n", 0, 1000)
        raw = raw[end + 1 :] if end >= 0 else b""
    span = _regular_span(raw, 0, HEAD_LIMIT)
    if span is None:
        raw = _with_line_ends(raw)
        span = head_span(raw)
    return raw, *span


def _with_line_ends(raw: bytes) -> bytes:
    regular = _REGULAR.match(raw, 0, HEAD_LIMIT)
    at = regular.end() if regular is not None else 0
    lone = _LONE.search(raw, at, at + HEAD_LIMIT)
    if lone is not None and raw.find(b"\n", at, lone.start()) >= 0:
        # It is in no line of the head that came so far.
        lone = _LONE.search(raw, at, head_span(raw)[1])
    if lone is None or raw.startswith((b"\n", b"\r\n"), at):
        return raw
    if _MANY.match(raw, lone.start()):
        return _MANY.sub(b"\r\n", raw)
    first, behind = raw.find(b"\n"), lone.end()
    by_cr = (first < 0 or lone.start() < first) and _FIRST.match(raw) and _GOES_ON.match(raw, behind)
    line = raw.find(b"\n", behind)
    if by_cr or _ENDED_BY_CR.search(raw, lone.start(), line if line >= 0 else len(raw)):
        return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw


def _regular_span(raw: bytes, start: int, most: int) -> tuple[int, int] | None:
    """The same as ``head_span`` gives for a head that is as it should be, and is not larger; None for any other."""
    ends = blank_line(raw, start, most) if _FIRST.match(raw, start) is not None else None
    return ends if ends is not None and _ODD.search(raw, start, ends[0] - 1) is None else None


def blank_line(raw: bytes, start: int, most: int) -> tuple[int, int] | None:
    """Where the first blank line begins, and the one behind it; None where the lines before do not all end as it does.

    No more than so many bytes are looked at.
    """
    stop = start + most
    line = raw.find(b"\n", start, stop)
    if line > start and raw[line - 1] == 13:
        end = raw.find(b"\n\r\n", line, stop)
        if end < 0 or raw.find(b"\n\n", line, end + 1) >= 0:
            return None
        body = end + 3
    else:
        end = raw.find(b"\n\n", line, stop) if line >= 0 else -1
        if end < 0 or (raw.find(b"\r", line, end) >= 0 and raw.find(b"\n\r\n", line, end + 1) >= 0):
            return None
        body = end + 2
    if raw.find(b"\r", start, end) >= 0 and raw.count(b"\r", start, end) != raw.count(b"\r\n", start, end + 1):
        return None
    return end + 1, body


def head_span(raw: bytes, start: int = 0) -> tuple[int, int]:
    """Where the fields end that begin at ``start``, with their last line end, and where the body begins.

    An empty line ends them. A line of blanks alone does too, and so does a line that can be no field and begins the
    body itself, but for those that known fields follow. A ``start`` other than 0 is that of a part, whose only fields
    are those of MIME.
    """
    quick = _regular_span(raw, start, NEAR)
    if quick is not None:
        return quick
    stop = min(len(raw), start + HEAD_LIMIT)
    regular = _REGULAR.match(raw, start, stop)
    at = regular.end() if regular is not None else start
    while at < stop:
        if raw.startswith(b"\n", at):
            return at, at + 1
        if raw.startswith(b"\r\n", at):
            return at, at + 2
        more = _more(raw, start, at, stop)
        if more is None:
            end = raw.find(b"\n", at, stop)
            blank = end >= 0 and not raw[at:end].strip()
            return at, end + 1 if blank else at
        at = more
    return at, at


def _more(raw: bytes, start: int, at: int, stop: int) -> int | None:
    """Where a head goes on after an irregular line at ``at``; None where that line ends it."""
    fields = _FIELDS.match(raw, at, stop)
    if fields is not None and fields.end() > at:
        # One that holds a CR.
        return fields.end()
    if at > start and raw[at : at + 1] in b" \t":
        line, after = next(_lines(raw, at, stop))
        if line.strip(b" \t"):
            return after
    junk, place = 0, at
    for line, after in _lines(raw, at, stop):
        fields = _FIELDS.match(raw, place, stop)
        if fields is not None and fields.end() > place:
            break
        if not line:
            return None
        if line.strip(b" \t"):
            junk += line[:1] not in b" \t"
            if line.startswith(b"--") or junk > JUNK_LIMIT:
                return None
        place = after
    else:
        # Nothing but blanks to the end.
        return None
    assert fields is not None
    seen = {name.lower() for name, _ in _NAME.findall(raw, start, at)} if junk else set()
    for name, value in _NAME.findall(raw, place, fields.end()):
        known = name.lower()
        if known in seen:
            continue
        if known in _OF_PARTS if start else _is_known(known, value, strictly=junk > 0):
            return fields.end()
    return None


def _is_known(name: bytes, value: bytes, *, strictly: bool) -> bool:
    """Whether a line is a field of a head, and none of a letter."""
    tells = _TELLS.get(name)
    if tells is not None:
        return tells.search(value) is not None
    return not strictly and name.startswith((b"x-", b"content-", b"list-", b"arc-", b"dkim-", b"received-", b"resent-"))


def _lines(raw: bytes, at: int, stop: int) -> Iterator[tuple[bytes, int]]:
    """Lines without their ends, and where each next one begins."""
    while at < stop:
        end = raw.find(b"\n", at, stop)
        end = stop if end < 0 else end
        yield raw[at:end].rstrip(b"\r"), min(end + 1, stop)
        at = end + 1

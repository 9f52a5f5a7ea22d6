"""When the last server on the way took a message: the topmost Received field (RFC 5321, section 4.4)."""

import re

from osone.mail.dates import moment
from osone.mail.header import head_of

LOOKED_AT = 64 * 1024
"""Bytes of a head in which the field is looked for: servers put it at the top."""
PIECE = 512
"""Bytes of all Received fields that a sync asks for: the topmost one is shorter, nearly always."""
NEAR = 2048
"""Bytes of a message in which it is looked for first."""
MOST = 5
"""Fields that are read where those above say no moment."""
_RECEIVED = re.compile(rb"^received[ \t]*:(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_ENDED = re.compile(rb"\n\r?\n")
_DAY = re.compile(r"(?:[A-Z][a-z]{2},? +)?(?:\d{1,2} +[A-Z][a-z]{2} +\d{2,4}|[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d)")


def relayed(head: bytes, *, cut: bool = False) -> int | None:
    """Unix seconds that the topmost readable Received field says; None where there is none.

    ``head`` may be any part of a head, lines ended by LF or CRLF; with ``cut`` its last field is not whole.
    """
    head = head[:LOOKED_AT]
    for found, _ in zip(_RECEIVED.finditer(head), range(MOST), strict=False):
        if cut and found.end() == len(head):
            break
        said = _said(found[1])
        if said is not None:
            return said
    return None


def relayed_of(raw: bytes) -> int | None:
    """The same of a whole message."""
    # It stands at the top of nearly every head that has one, before anything that could be odd.
    near = raw[:NEAR]
    found = _RECEIVED.search(near)
    if found is not None and found.end() < len(near) - 2 and not _ENDED.search(near, 0, found.start()):
        said = _said(found[1])
        if said is not None:
            return said
    elif found is None and len(raw) <= NEAR and b"received" not in near.lower():
        return None
    return relayed(head_of(raw))


def _said(field: bytes) -> int | None:
    text = " ".join(field.decode("latin-1").split())
    said = moment(text.rpartition(";")[2].strip()) if ";" in text else None
    if said is None and (day := _DAY.search(text)):
        said = moment(text[day.start() :])
    return said

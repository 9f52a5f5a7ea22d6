"""When the last server on the way took a message: the topmost Received field (RFC 5321, section 4.4)."""

import re

from osone.mail.dates import moment
from osone.mail.header import MessageHead, head_of

LOOKED_AT = 64 * 1024
"""Bytes of a head in which the field is looked for: servers put it at the top."""
PIECE = 512
"""Bytes of all Received fields that a sync asks for: the topmost one is shorter, nearly always."""
NEAR = 2048
"""Bytes of a message in which it is looked for first."""
MOST = 5
"""Fields that are read where those above say no moment."""
_RECEIVED = re.compile(rb"^received[ \t]*:(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_NAME = b"received"
_ENDED = re.compile(rb"\n\r?\n")
_DAY = re.compile(r"(?:[A-Z][a-z]{2},? +)?(?:\d{1,2} +[A-Z][a-z]{2} +\d{2,4}|[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d)")


def relayed(head: bytes, *, cut: bool = False) -> int | None:
    """Unix seconds that the topmost readable Received field says; None where there is none.

    ``head`` may be any part of a head, lines ended by LF or CRLF; with ``cut`` its last field is not whole.
    """
    head = head[:LOOKED_AT]
    lowered, at = head.lower(), 0
    for _ in range(MOST):
        # To look for the name first takes a tenth of the time.
        name = lowered.find(_NAME, at)
        found = _RECEIVED.search(head, name) if name >= 0 else None
        if found is None or (cut and found.end() == len(head)):
            break
        said = _said(found[1])
        if said is not None:
            return said
        at = found.end()
    return None


def relayed_of(raw: bytes, head: MessageHead | None = None) -> int | None:
    """The same of a whole message, and of what ``message_head`` says of it where that was asked."""
    # It stands at the top of nearly every head that has one, before anything that could be odd.
    near = raw[:NEAR]
    name = near.lower().find(_NAME)
    if name < 0 and len(raw) <= NEAR:
        return None
    found = _RECEIVED.search(near, name) if name >= 0 else None
    if found is not None and found.end() < len(near) - 2 and not _ENDED.search(near, 0, found.start()):
        said = _said(found[1])
        if said is not None:
            return said
    return relayed(head_of(raw, head))


def _said(field: bytes) -> int | None:
    _by, semicolon, when = field.rpartition(b";")
    said = moment(_line(when)) if semicolon else None
    if said is None and (day := _DAY.search(text := _line(field))):
        said = moment(text[day.start() :])
    return said


def _line(field: bytes) -> str:
    return " ".join(field.decode("latin-1").split())

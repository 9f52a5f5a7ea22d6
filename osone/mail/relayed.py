"""When the last server on the way took a message: the topmost Received field (RFC 5321, section 4.4)."""

import re

from osone.mail.dates import moment

LOOKED_AT = 64 * 1024
"""Bytes of a head in which the field is looked for: servers put it at the top."""
PIECE = 512
"""Bytes of all Received fields that a sync asks for: the topmost one is shorter, nearly always."""
MOST = 5
"""Fields that are read where those above say no moment."""
_RECEIVED = re.compile(rb"^received[ \t]*:(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"(?:[A-Z][a-z]{2},? +)?(?:\d{1,2} +[A-Z][a-z]{2} +\d{2,4}|[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d)")


def relayed(head: bytes, *, cut: bool = False) -> int | None:
    """Unix seconds that the topmost readable Received field says; None where there is none.

    ``head`` may be any part of a head, lines ended by LF or CRLF; with ``cut`` its last field is not whole.
    """
    fields = [found[1] for found, _ in zip(_RECEIVED.finditer(head[:LOOKED_AT]), range(MOST + 1), strict=False)]
    if cut and fields and head.endswith(fields[-1]):
        fields.pop()
    for field in fields[:MOST]:
        text = " ".join(field.decode("latin-1").split())
        said = moment(text.rpartition(";")[2].strip()) if ";" in text else None
        if said is None and (day := _DAY.search(text)):
            said = moment(text[day.start() :])
        if said is not None:
            return said
    return None

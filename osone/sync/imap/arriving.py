"""From what IMAP tells of a message to the row that is kept of it."""

import time

from osone.mail.header import parse_header
from osone.mail.relayed import PIECE, relayed
from osone.mail.threads import link_hashes
from osone.mail.triage import kind_of
from osone.store.arrivals import Arrival
from osone.sync.filing import evidence, identity, is_plain
from osone.sync.imap.answers import Fetched


def way_of(fields: bytes) -> int | None:
    """When the last server on its way took a message, by as much of its Received fields as was asked for."""
    return relayed(fields, cut=len(fields) >= PIECE)


def arrival(account: int, one: Fetched) -> Arrival:
    """A row from a FETCH of header fields alone. What needs the text is left for ``describe_all``."""
    head = one.literal or b""
    header = parse_header(head)
    return Arrival(
        uid=one.uid,
        flags=one.flags or 0,
        identity=identity(account, head, one.size, one.server_id),
        links=link_hashes(header),
        header=header,
        received=one.received or int(time.time()),
        size=one.size,
        kind=kind_of(header),
        relayed=None if is_plain(header.date, one.received) else way_of(one.relayed or b""),
        attachments=header.media_type == "multipart/mixed",
        evidence=evidence(header),
        nameless=not header.message_id and not one.server_id,
    )

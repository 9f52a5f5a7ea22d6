"""From the bytes of a mail to the row that is kept: identity, thread links, sort and first words."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from osone.mail.header import parse_header
from osone.mail.mime import parse
from osone.mail.snippet import snippet
from osone.mail.threads import link_hash, links
from osone.mail.triage import triage
from osone.model.mail import Header
from osone.store.arrivals import Arrival
from osone.sync.answers import Fetched


@dataclass(frozen=True, slots=True)
class Described:
    """What only the body tells."""

    message: int
    raw: bytes
    text: str
    snippet: str
    attachments: bool
    kind: str
    reason: str


def identity(account: int, header: Header, head: bytes, size: int, server_id: str = "") -> int:
    """64 bits that name a message among all.

    The server's own id where it has one (X-GM-MSGID, or EMAILID of RFC 8474); else account, Message-ID, a digest of
    the header fields and RFC822.SIZE. A Message-ID alone never makes two messages one: it can be forged.
    """
    digest = hashlib.blake2b(digest_size=8)
    if server_id:
        digest.update(f"{account}\0{server_id}".encode())
    else:
        digest.update(f"{account}\0{header.message_id}\0{size}\0".encode("utf-8", "surrogatepass"))
        digest.update(head.strip())
    return int.from_bytes(digest.digest(), "big", signed=True)


def arrival(account: int, one: Fetched, me: frozenset[str]) -> Arrival:
    """A row from a FETCH of header fields alone. What needs the text is left for ``describe``."""
    head = one.literal
    header = parse_header(head)
    verdict = triage(header, "", me=me, known=True, answered=False)
    return Arrival(
        uid=one.uid,
        flags=one.flags or 0,
        identity=identity(account, header, head, one.size, one.server_id),
        links=tuple(link_hash(link) for link in links(header)),
        header=header,
        received=one.received,
        size=one.size,
        kind=verdict.kind,
        attachments=header.media_type == "multipart/mixed",
        evidence=evidence(header),
    )


def evidence(header: Header) -> str:
    """What the reading view shows of where a mail comes from, as JSON."""
    found: dict[str, object] = {}
    if header.list_id:
        found["list"] = header.list_id
    if header.list_unsubscribe:
        found["unsubscribe"] = header.list_unsubscribe
    if header.reply_to:
        found["reply_to"] = [(a.name, a.email) for a in header.reply_to]
    if header.auto_submitted:
        found["auto"] = True
    return json.dumps(found, ensure_ascii=False) if found else "{}"


def describe(message: int, raw: bytes, *, me: frozenset[str], known: bool, answered: bool) -> Described:
    """Read a whole message: its plain text for the index and its first words, and whether it needs an answer."""
    parsed = parse(raw)
    words = snippet(parsed.text)
    verdict = triage(parsed.header, parsed.text[:4000], me=me, known=known, answered=answered)
    files = any(not a.inline for a in parsed.attachments)
    return Described(message, raw, parsed.text, words, files, verdict.kind, verdict.reason if verdict.needs else "")


def rows(described: Sequence[Described]) -> list[tuple[int, str, bool, str, str]]:
    """The columns that ``store.messages.describe`` writes."""
    return [(d.message, d.snippet, d.attachments, d.kind, d.reason) for d in described]

"""From the bytes of a mail to the row that is kept: identity, thread links, sort and first words."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring

import apsw

from osone.mail import evidence as judged
from osone.mail.enclosed import brings_files
from osone.mail.header import MessageHead, head_of
from osone.mail.mime import parse, words_read
from osone.mail.people import is_me
from osone.mail.relayed import relayed_of
from osone.mail.snippet import snippet
from osone.mail.spoken import without_first
from osone.mail.threads import link_hashes
from osone.mail.triage import triage
from osone.model.mail import Header, Kind
from osone.store import listing, messages
from osone.store.arrivals import Arrival, pairs
from osone.store.ids import DAY
from osone.sync.reading import ReadMessage

TEXT_LOOKED_AT = 4000
"""Characters of a text that say whether it needs an answer."""

NEAR = 2000
"""Characters in which the first words are looked for first."""

__all__ = ["Described", "describe_all", "head_of", "identity", "rows", "whole"]


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
    header: Header


def identity(account: int, head: bytes, size: int, server_id: str = "") -> int:
    """64 bits that name a message among all.

    The server's own id where it has one (X-GM-MSGID, or EMAILID of RFC 8474); else account, RFC822.SIZE and a digest of
    the header fields, its Message-ID among them. A Message-ID alone never makes two messages one: it can be forged.
    Where there is none, ``store.likeness`` tells apart what this makes one.
    """
    told = f"{account}\0{server_id}".encode() if server_id else b"%d\0%d\0%b" % (account, size, head.strip())
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)


def whole(
    account: int,
    uid: int,
    flags: int,
    identity: int,
    raw: bytes,
    received: int,
    me: frozenset[str],
    read: ReadMessage = parse,
    head: MessageHead | None = None,
) -> tuple[Arrival, str, bool]:
    """A row from a whole message, the words that are read of it, and whether its sort depends on the mail before it."""
    parsed = read(raw, head)
    header, words = parsed.header, words_read(parsed)
    verdict = triage(header, words[:TEXT_LOOKED_AT], me=me, known=True, answered=False)
    came = Arrival(
        uid=uid,
        flags=flags,
        identity=identity,
        links=link_hashes(header),
        header=header,
        received=received,
        size=len(raw),
        relayed=None if is_plain(header.date, received) else relayed_of(raw, head),
        snippet=first_words(words),
        attachments=brings_files(raw, parsed),
        kind=verdict.kind,
        reason=verdict.reason if verdict.needs else "",
        evidence=evidence(header),
    )
    return came, words, _by_history(header, verdict.kind, me)


def is_plain(date: int | None, received: int) -> bool:
    """Whether a message was written within a day of its arrival: then nobody on its way need be asked when it was.

    Where that is still to come, the clocks of both are wrong.
    """
    return date is not None and -DAY < received - date < DAY and date <= time.time() + DAY


def first_words(text: str) -> str:
    """The snippet of a text. Nearly always it stands at the beginning, so the rest is read only where it does not."""
    near = snippet(text[:NEAR])
    return near if near.endswith("…") or len(text) <= NEAR else snippet(text)


def _by_history(header: Header, kind: Kind, me: frozenset[str]) -> bool:
    """Whether it matters who wrote before: a superset of what ``triage`` asks ``known`` and ``answered`` for."""
    if is_me(header.sender, me):
        return False
    return kind is Kind.INVITATION or (kind is Kind.PERSON and judged.is_direct(header, me))


def evidence(header: Header) -> str:
    """What the reading view shows of where a mail comes from, as JSON."""
    found = []
    if header.list_id:
        found.append(f'"list": {encode_basestring(header.list_id)}')
    if header.list_unsubscribe:
        found.append(f'"unsubscribe": {encode_basestring(header.list_unsubscribe)}')
    if header.reply_to:
        found.append(f'"reply_to": {pairs(header.reply_to)}')
    if header.auto_submitted:
        found.append('"auto": true')
    return f"{{{', '.join(found)}}}"


def describe_all(
    core: apsw.Connection,
    bodies: Sequence[tuple[int, bytes]],
    me: frozenset[str],
    read: ReadMessage = parse,
) -> list[Described]:
    """Read whole messages: their words for the index, first words, and whether each needs an answer."""
    described: list[Described] = []
    # The newest comes first, so that whose first mail it is is known only once the folders are read to their end.
    partly = bool(listing.coming(core))
    for message, raw in bodies:
        parsed = read(raw)
        header, words = parsed.header, words_read(parsed)
        text = words[:TEXT_LOOKED_AT]
        verdict = triage(header, text, me=me, known=True, answered=False)
        if _by_history(header, verdict.kind, me):
            known = messages.known_sender(core, message)
            answered = messages.answers_mine(core, message, me)
            if not known or answered:
                verdict = triage(header, text, me=me, known=known, answered=answered)
        reason = verdict.reason if verdict.needs else ""
        reason = without_first(reason) if partly else reason
        described.append(
            Described(message, raw, words, first_words(words), brings_files(raw, parsed), verdict.kind, reason, header)
        )
    return described


def rows(described: Sequence[Described]) -> list[tuple[int, str, bool, str, str]]:
    """The columns that ``store.messages.describe`` writes."""
    return [(d.message, d.snippet, d.attachments, d.kind, d.reason) for d in described]

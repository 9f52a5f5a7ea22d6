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
from osone.model.mail import Header, Kind, Parsed
from osone.store import listing, lists, messages
from osone.store.arrivals import Arrival, addresses, pairs
from osone.store.ids import DAY
from osone.store.reread import RereadHead
from osone.store.shown import refresh
from osone.store.writing import Tx
from osone.sync.reading import ReadMessage

TEXT_LOOKED_AT = 4000
"""Characters of a text that say whether it needs an answer."""

NEAR = 2000
"""Characters in which the first words are looked for first."""

__all__ = ["Described", "describe_all", "head_of", "head_of_row", "identity", "keep", "listed", "named", "whole"]


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
    files: str
    """The names of its files, one on each line."""
    mended: bool
    """Whether its head says other words than it did without its body."""


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
) -> tuple[Arrival, tuple[str, str], bool]:
    """A row from a whole message, its words and the names of its files, and whether its sort depends on older mail."""
    parsed = read(raw, head)
    header, words = parsed.header, words_read(parsed)
    calendar = brings_calendar(parsed)
    verdict = triage(header, words[:TEXT_LOOKED_AT], me=me, known=True, answered=False, calendar=calendar)
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
    return came, (words, named(parsed)), _by_history(header, verdict.kind, me)


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
        calendar = brings_calendar(parsed)
        verdict = triage(header, text, me=me, known=True, answered=False, calendar=calendar)
        if _by_history(header, verdict.kind, me):
            known = messages.known_sender(core, message)
            answered = messages.answers_mine(core, message, me)
            if not known or answered:
                verdict = triage(header, text, me=me, known=known, answered=answered, calendar=calendar)
        reason = verdict.reason if verdict.needs else ""
        reason = without_first(reason) if partly else reason
        described.append(
            Described(
                message, raw, words, first_words(words), brings_files(raw, parsed), verdict.kind, reason, header,
                named(parsed), parsed.mended,
            )
        )  # fmt: skip
    return described


def head_of_row(described: Described) -> RereadHead:
    """What the head of a message says now, as its row keeps it."""
    head = described.header
    return RereadHead(
        described.message,
        head.sender.name,
        head.sender.email,
        addresses(head.to, head.cc),
        head.subject,
        evidence(head),
    )


def brings_calendar(parsed: Parsed) -> bool:
    """Whether a message brings a calendar file, as those who invite with a calendar send one (RFC 6047)."""
    return any(a.media_type in ("text/calendar", "application/ics") for a in parsed.attachments)


def named(parsed: Parsed) -> str:
    """The names of the files that a message brings, as they are searched: one on each line."""
    return "\n".join(a.name for a in parsed.attachments if not a.inline)


def keep(tx: Tx, described: Sequence[Described]) -> None:
    """Write what only the bodies tell, and show it."""
    written = messages.describe(tx, [(d.message, d.snippet, d.attachments, d.kind, d.reason) for d in described])
    refresh(tx, [*written, *lists.lift(tx, [who for d in described for who in listed(d.header)])])


def listed(header: Header) -> list[tuple[str, str]]:
    """The author and the list of a message that a person may have written over one, for ``store.lists``; else none."""
    return [(header.sender.email, header.list_id)] if judged.may_talk(header) and not header.list_closed else []

"""Finding mail: the words through the index, the facts (read, starred, where, when) through the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

import apsw

from osone.model.ids import MessageId
from osone.model.mail import Box, Flag, Role, ThreadRow
from osone.queries import gaps
from osone.queries.gaps import Gap
from osone.queries.query import MOST_BYTES, Query, SearchPlace, parse
from osone.store import accounts, listing, messages, muting, reread, search

MOST_LOOKED_AT = 20_000
"""Hits after which a search with narrow facts gives up looking further back."""
ORDINARY = tuple(role for role in Role if role not in (Role.TRASH, Role.JUNK))
ROLES_OF: dict[SearchPlace, tuple[Role, ...]] = {
    SearchPlace.INBOX: (Role.INBOX,),
    SearchPlace.ARCHIVE: (Role.ARCHIVE, Role.ALL, Role.OTHER),
    SearchPlace.SENT: (Role.SENT,),
    SearchPlace.DRAFTS: (Role.DRAFTS,),
    SearchPlace.TRASH: (Role.TRASH,),
    SearchPlace.SPAM: (Role.JUNK,),
    SearchPlace.SNOOZED: ORDINARY,
    SearchPlace.ANYWHERE: tuple(Role),
}
SNOOZED = SearchPlace.SNOOZED
MOST = 200
"""Messages that are looked for while somebody types, or asks in words."""
MOST_ROWS = 5
"""Conversations that are named of what was found in a talk."""
LETTER_BACK = 1_000
"""How far back a single letter is looked for, in messages."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search came to, as conversations."""

    threads: tuple[ThreadRow, ...]
    """The newest few."""
    total: int
    """How many were found."""
    more: bool = False
    """Whether there are more, which were not counted."""
    gap: Gap | None = None
    """Why there may be more than were found."""


def conversations(connection: apsw.Connection, query: Query) -> SearchResult:
    """The conversations for a query, newest first. Needs a reader connection."""
    found = find(connection, query, MOST)
    threads = list(dict.fromkeys(m.thread for m in messages.some(connection, found)))
    rows = tuple(listing.rows(connection, threads[:MOST_ROWS]))
    return SearchResult(rows, len(threads), len(found) >= MOST, gaps.of_search(connection))


def typed(connection: apsw.Connection, words: str, now: datetime) -> tuple[list[tuple[int, int]], bool]:
    """Pairs of newest message and conversation for what was typed so far, newest first, and whether there are more.

    Needs a reader connection.
    """
    whole = looked_for(words).lstrip()
    if _is_letter(whole):
        found = messages.beginning(connection, whole, LETTER_BACK, MOST)
    else:
        found = find_words(connection, whole, MOST, today=now.date(), zone=now.tzinfo)
    threads = listing.staying(connection, set(messages.threads_of(connection, found).values()))
    pairs = ((newest, thread) for thread, newest in messages.newest_of(connection, threads).items())
    return sorted(pairs, reverse=True), len(found) >= MOST


def looked_for(words: str) -> str:
    """What was typed but for a last word of one letter: as a prefix it fits half of all mail, and takes as long."""
    before, blank, last = words.rpartition(" ")
    return before + blank if before.strip() and _is_letter(last) else words


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalnum()


def find_words(
    connection: apsw.Connection, words: str, limit: int, *, today: date, zone: tzinfo | None = None
) -> list[MessageId]:
    """Messages for what was typed so far, newest first. Needs a reader connection."""
    return find(connection, asked(connection, words, today=today, typing=True, zone=zone), limit)


def asked(
    connection: apsw.Connection, words: str, *, today: date, typing: bool = False, zone: tzinfo | None = None
) -> Query:
    """What a person asks, with the folders that they have."""
    return parse(words, today=today, typing=typing, zone=zone, folders=folders_for(connection, words))


def folders_for(connection: apsw.Connection, words: str) -> dict[str, str]:
    """The person's own folders, where words may ask for one: paths as shown, by name and by path in small letters."""
    if "in:" not in words.lower():
        return {}
    own = [one for one in accounts.folders(connection) if one.role is Role.OTHER]
    return {**{one.path.casefold(): one.path for one in own}, **{one.name.casefold(): one.path for one in own}}


def find(connection: apsw.Connection, query: Query, limit: int) -> list[MessageId]:
    """Messages for a query, newest first. Needs a reader connection."""
    if query.is_empty:
        return []
    low = query.first_id
    high = (query.last_id - 1) if query.last_id is not None else search.HIGHEST
    match = query.match
    if query.former and reread.under_way(connection):
        match = f"({match}) OR ({query.former})"
    pool: list[MessageId] = []
    if not match and query.folders and not query.places:
        # However long ago its newest came, a folder is looked through by its own list.
        pool = listing.newest_in(connection, _numbers(connection, query.folders), MOST_LOOKED_AT, low, high)
    elif not match and query.places == (SearchPlace.SNOOZED,) and not query.folders:
        pool = listing.messages_in(connection, Box.SNOOZED, low, high)
    elif not match and query.muted:
        pool = muting.messages(connection, low, high)
    found: list[MessageId] = []
    looked_at = 0
    while len(found) < limit and looked_at < MOST_LOOKED_AT:
        # Nearly every hit fits, so the first look is at hardly more than is wanted.
        step = min(max(limit + 14, looked_at * 2), 2_000)
        if match:
            hits = search.newest(connection, match, step, low, high)
        elif pool or query.muted or (query.folders and not query.places):
            hits = pool[looked_at : looked_at + step]
        else:
            hits = messages.newest(connection, step, low, high)
        if not hits:
            break
        found += _fitting(connection, query, hits)
        looked_at += len(hits)
        high = hits[-1] - 1
        if len(hits) < step:
            break
    return found[:limit]


def _fitting(connection: apsw.Connection, query: Query, hits: Sequence[MessageId]) -> list[MessageId]:
    """Those hits that the store shows where and as the query wants them, in the same order."""
    inside: set[str] = {role for place in query.places for role in ROLES_OF[place]}
    if not query.places and not query.folders:
        inside = set(ORDINARY)
    inside -= {role for place in query.not_places if place is not SNOOZED for role in ROLES_OF[place]}
    gone = accounts.going(connection)
    own, barred = (_numbers(connection, names) for names in (query.folders, query.not_folders))
    flags: dict[int, int] = {}
    for message, role, folder, here in messages.standing(connection, hits):
        if (role in inside or folder in own) and folder not in barred and folder not in gone:
            flags[message] = flags.get(message, 0) | here
    if {SNOOZED, SearchPlace.INBOX} & {*query.places, *query.not_places}:
        flags = _awake_or_not(connection, query, flags)
    if query.muted is not None:
        threads = messages.threads_of(connection, list(flags))
        muted = muting.among(connection, list(set(threads.values())))
        flags = {m: f for m, f in flags.items() if (threads[m] in muted) is query.muted}
    if query.attachments is not None:
        having = messages.carrying(connection, hits, attachments=query.attachments)
        flags = {m: f for m, f in flags.items() if m in having}
    if query.smallest or query.largest < MOST_BYTES:
        fitting = messages.sized(connection, hits, query.smallest, query.largest)
        flags = {m: f for m, f in flags.items() if m in fitting}
    if query.excluded:
        without = set(search.among(connection, query.excluded, hits))
        flags = {m: f for m, f in flags.items() if m not in without}
    return [
        m
        for m in hits
        if m in flags
        and (query.unread is None or bool(flags[m] & Flag.SEEN) != query.unread)
        and (query.starred is None or bool(flags[m] & Flag.FLAGGED) == query.starred)
    ]


def _awake_or_not(connection: apsw.Connection, query: Query, flags: dict[int, int]) -> dict[int, int]:
    """Those that sleep where those are asked for; else those that do not, for what sleeps is not in the inbox."""
    threads = messages.threads_of(connection, list(flags))
    asleep = listing.stand(connection, list(set(threads.values())), Box.SNOOZED)
    if SNOOZED in query.not_places or SNOOZED not in query.places:
        return {m: f for m, f in flags.items() if threads[m] not in asleep}
    if query.places == (SNOOZED,):
        return {m: f for m, f in flags.items() if threads[m] in asleep}
    return flags


def _numbers(connection: apsw.Connection, names: Sequence[str]) -> set[int]:
    """The folders of the person's own that are called so, by name or path in small letters."""
    if not names:
        return set()
    own = (one for one in accounts.folders(connection) if one.role is Role.OTHER)
    return {one.id for one in own if one.name.casefold() in names or one.path.casefold() in names}

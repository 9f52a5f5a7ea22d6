"""Finding mail: the words through the index, the facts (read, starred, where, when) through the store."""

from collections.abc import Sequence
from datetime import date, tzinfo

import apsw

from osone.mail.query import Place, Query, parse
from osone.model.ids import MessageId
from osone.model.mail import Flag, Role
from osone.store import search
from osone.store.threads import marks

MOST_LOOKED_AT = 20_000
"""Hits after which a search with narrow facts gives up looking further back."""
ROLES_OF: dict[Place, tuple[Role, ...]] = {
    Place.INBOX: (Role.INBOX,),
    Place.ARCHIVE: (Role.ARCHIVE, Role.ALL, Role.OTHER),
    Place.SENT: (Role.SENT,),
    Place.DRAFTS: (Role.DRAFTS,),
    Place.TRASH: (Role.TRASH,),
    Place.SPAM: (Role.JUNK,),
    Place.ANYWHERE: tuple(Role),
}
ORDINARY = tuple(role for role in Role if role not in (Role.TRASH, Role.JUNK))
SCAN = "SELECT id FROM message WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"


def find_words(
    connection: apsw.Connection, words: str, limit: int, *, today: date, zone: tzinfo | None = None
) -> list[MessageId]:
    """Messages for what was typed so far, newest first. Needs a reader connection."""
    return find(connection, parse(words, today=today, typing=True, zone=zone), limit)


def find(connection: apsw.Connection, query: Query, limit: int) -> list[MessageId]:
    """Messages for a query, newest first. Needs a reader connection."""
    if query.is_empty:
        return []
    low = query.first_id
    high = (query.last_id - 1) if query.last_id is not None else search.HIGHEST
    found: list[MessageId] = []
    looked_at = 0
    while len(found) < limit and looked_at < MOST_LOOKED_AT:
        # Nearly every hit fits, so the first look is at hardly more than is wanted.
        step = min(max(limit + 14, looked_at * 2), 2_000)
        if query.match:
            hits = search.newest(connection, query.match, step, low, high)
        else:
            hits = [MessageId(int(i)) for (i,) in connection.execute(SCAN, (low, high, step))]
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
    inside: set[str] = {role for place in query.places for role in ROLES_OF[place]} or set(ORDINARY)
    inside -= {role for place in query.not_places for role in ROLES_OF[place]}
    some = marks(len(hits))
    flags: dict[int, int] = {}
    for message, role, here in connection.execute(
        f"SELECT s.message, f.role, s.flags FROM shown s JOIN folder f ON f.id = s.folder WHERE s.message IN ({some})",
        tuple(hits),
    ):
        if role in inside:
            flags[message] = flags.get(message, 0) | here
    if query.attachments is not None:
        having = {
            int(i)
            for (i,) in connection.execute(
                f"SELECT id FROM message WHERE attachments = ? AND id IN ({some})", (query.attachments, *hits)
            )
        }
        flags = {m: f for m, f in flags.items() if m in having}
    if query.excluded:
        barred = set(search.among(connection, query.excluded, hits))
        flags = {m: f for m, f in flags.items() if m not in barred}
    return [
        m
        for m in hits
        if m in flags
        and (query.unread is None or bool(flags[m] & Flag.SEEN) != query.unread)
        and (query.starred is None or bool(flags[m] & Flag.FLAGGED) == query.starred)
    ]

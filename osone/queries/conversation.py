"""A conversation: its newest message with its words, wherever it is asked for."""

from dataclasses import dataclass

import apsw

from osone.model.mail import Box, MessageRow
from osone.store import listing, messages


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its words."""

    row: MessageRow
    text: str
    """The safe plain text; empty while the body has not come."""


def message(connection: apsw.Connection, number: int) -> Message | None:
    """One message, or None where it is not there. Needs a reader connection."""
    rows = messages.some(connection, [number])
    return Message(rows[0], messages.plain(connection, number) or "") if rows else None


def newest_of(connection: apsw.Connection, thread: int) -> Message | None:
    """The newest message of a conversation that is shown somewhere. Needs a reader connection."""
    rows = messages.of_thread(connection, thread)
    return message(connection, rows[-1].id) if rows else None


def newest(connection: apsw.Connection, *, unread: bool) -> Message | None:
    """The newest message of the inbox, or of what is unread there. Needs a reader connection."""
    pairs = listing.ids(connection, Box.INBOX, 1, unread=unread)
    return message(connection, pairs[0][0]) if pairs else None

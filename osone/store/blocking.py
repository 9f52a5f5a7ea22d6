"""Senders that are blocked: what comes next from their address goes to junk."""

from collections.abc import Collection
from dataclasses import dataclass

import apsw

from osone.model.mail import Address
from osone.store import people, values


@dataclass(frozen=True, slots=True)
class Blocked:
    """One address that is blocked."""

    id: int
    email: str
    """In lower case."""
    name: str
    since: int
    """Unix seconds: what was received before stays where it is."""


def every(connection: apsw.Connection) -> list[Blocked]:
    """All that are blocked, the one that was blocked last first."""
    rows = values.rows(connection, "SELECT id, email, name, since FROM blocked ORDER BY since DESC, id DESC")
    return [Blocked(*row) for row in rows]


def since(connection: apsw.Connection) -> dict[str, int]:
    """Since when each address is blocked; Unix seconds."""
    return dict(values.rows(connection, "SELECT email, since FROM blocked"))


def of_address(connection: apsw.Connection, email: str) -> Blocked | None:
    """What is known of one address, where it is blocked."""
    return next((one for one in every(connection) if one.email == email.lower()), None)


def wrote(connection: apsw.Connection, thread: int) -> list[Address]:
    """Who wrote in a conversation, the newest first."""
    query = "SELECT sender_name, sender_email FROM message WHERE thread = ? ORDER BY id DESC"
    return [Address(name, email) for name, email in connection.execute(query, (thread,))]


def wrote_this(connection: apsw.Connection, message: int, thread: int) -> Address | None:
    """Who wrote a message of a conversation."""
    query = "SELECT sender_name, sender_email FROM message WHERE id = ? AND thread = ?"
    row = connection.execute(query, (message, thread)).fetchone()
    return Address(*row) if row else None


def written_to(connection: apsw.Connection, emails: Collection[str]) -> frozenset[str]:
    """Those of these addresses, in lower case, that the person ever wrote to."""
    return frozenset(emails) & {one.email.lower() for one in people.written_to(connection, -1)}

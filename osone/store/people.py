"""Who one has mail with, out of the messages that are held."""

from collections.abc import Collection

import apsw

from osone.model.mail import Address
from osone.store.messages import addressed
from osone.store.threads import marks

LOOKED_FOR = 20
"""So many addresses are looked for among all whom messages went to, which reads each message's row."""


def writers(connection: apsw.Connection, most: int = 20_000) -> list[Address]:
    """Who wrote the newest messages, the newest first, as often as they did."""
    query = "SELECT sender_name, sender_email FROM message ORDER BY id DESC LIMIT ?"
    return [Address(name, email) for name, email in connection.execute(query, (most,))]


def heard(connection: apsw.Connection, most: int = 20_000, beside: int = 2_000) -> list[tuple[int, bool, Address]]:
    """Who stands in the newest messages: in which, whether as who wrote it, and who; the newest first.

    Those whom a message is to beside oneself, and who has a copy, are told of so many of them.
    """
    query = "SELECT id, sender_name, sender_email, recipients FROM message ORDER BY id DESC LIMIT ?"
    found: list[tuple[int, bool, Address]] = []
    for place, (i, name, email, recipients) in enumerate(connection.execute(query, (most,))):
        found.append((i, True, Address(name, email)))
        if place < beside:
            found += [(i, False, one) for part in addressed(recipients) for one in part]
    return found


def sent_to(connection: apsw.Connection, most: int = 5_000) -> list[tuple[int, Address]]:
    """Whom the newest messages in the folders of what was sent are to: by which, and who; the newest first."""
    query = (
        "SELECT DISTINCT m.id, m.recipients FROM folder f JOIN placement p ON p.folder = f.id"
        " JOIN message m ON m.id = p.message WHERE f.role = 'sent' ORDER BY m.id DESC LIMIT ?"
    )
    rows = connection.execute(query, (most,))
    return [(i, one) for i, recipients in rows for part in addressed(recipients) for one in part]


def written_to(connection: apsw.Connection, most: int = 5_000) -> list[Address]:
    """Whom those messages are to, as often as they are."""
    return [one for _message, one in sent_to(connection, most)]


def met(connection: apsw.Connection, emails: Collection[str]) -> frozenset[str]:
    """Those of these addresses, in lower case, who ever wrote, were written to, or stood beside one in a message."""
    query = f"SELECT DISTINCT lower(sender_email) FROM message WHERE lower(sender_email) IN ({marks(len(emails))})"
    found = {str(email) for (email,) in connection.execute(query, tuple(emails))}
    if left := frozenset(emails) - found:
        found.update(left & {one.email.lower() for one in written_to(connection, -1)})
    return frozenset(
        found | {one for one in sorted(frozenset(emails) - found)[:LOOKED_FOR] if _stood_beside(connection, one)}
    )


def _stood_beside(connection: apsw.Connection, email: str) -> bool:
    """Whether any message that is held was to this address, or a copy of it went there."""
    query = "SELECT recipients FROM message WHERE instr(lower(recipients), ?)"
    return any(
        one.email.lower() == email
        for (recipients,) in connection.execute(query, (email,))
        for part in addressed(recipients)
        for one in part
    )

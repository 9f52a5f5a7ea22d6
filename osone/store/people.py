"""Who one has mail with, out of the messages that are held."""

from collections.abc import Collection

import apsw

from osone.model.mail import Address
from osone.store.messages import addressed
from osone.store.threads import marks


def writers(connection: apsw.Connection, most: int = 20_000) -> list[Address]:
    """Who wrote the newest messages, the newest first, as often as they did."""
    query = "SELECT sender_name, sender_email FROM message ORDER BY id DESC LIMIT ?"
    return [Address(name, email) for name, email in connection.execute(query, (most,))]


def written_to(connection: apsw.Connection, most: int = 5_000) -> list[Address]:
    """Whom the newest messages in the folders of what was sent are to, the newest first."""
    query = (
        "SELECT DISTINCT m.id, m.recipients FROM folder f JOIN placement p ON p.folder = f.id"
        " JOIN message m ON m.id = p.message WHERE f.role = 'sent' ORDER BY m.id DESC LIMIT ?"
    )
    return [
        one for _id, recipients in connection.execute(query, (most,)) for part in addressed(recipients) for one in part
    ]


def met(connection: apsw.Connection, emails: Collection[str]) -> frozenset[str]:
    """Those of these addresses, in lower case, who ever wrote or were written to."""
    query = f"SELECT DISTINCT lower(sender_email) FROM message WHERE lower(sender_email) IN ({marks(len(emails))})"
    found = {str(email) for (email,) in connection.execute(query, tuple(emails))}
    if left := frozenset(emails) - found:
        found.update(left & {one.email.lower() for one in written_to(connection, -1)})
    return frozenset(found)

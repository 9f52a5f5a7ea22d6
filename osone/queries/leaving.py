"""The mailing list that a message came over, and how it can be left."""

from dataclasses import dataclass

import apsw

from osone.accounts import one_click
from osone.mail import unsubscribing
from osone.mail.unsubscribing import ListWays
from osone.model.accounts import Service
from osone.model.errors import CommandError
from osone.model.mail import Address, MessageRow
from osone.model.services import Imap, services_of
from osone.store import accounts, messages
from osone.text.catalogue import _
from osone.text.lines import short

LOOKED_AT = 20
"""So many of the newest messages of a conversation are looked at."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A list that can be left."""

    message: int
    sender: Address
    ways: ListWays


def of_thread(connection: apsw.Connection, thread: int, message: int = 0) -> Leaving | None:
    """How the list of a conversation can be left: by the message at hand, else by the newest that says how.

    None where none says it, or where it is not here. Needs a reader connection.
    """
    rows = messages.of_thread(connection, thread)[::-1][:LOOKED_AT]
    rows = [one for one in rows if one.id == message] or rows
    return next((found for one in rows if (found := _of(connection, one)) is not None), None)


def of_message(connection: apsw.Connection, message: int) -> Leaving | None:
    """The same of one message, whatever conversation it is in. Needs a reader connection."""
    found = messages.some(connection, [message])
    return _of(connection, found[0]) if found else None


def leave(connection: apsw.Connection, message: int) -> str:
    """Leave the list of a message by one request; what came of it, in a sentence.

    CommandError where nobody vouches for the message, or the server said no; NetworkError. Needs a reader connection.
    """
    found = of_message(connection, message)
    if found is None or not found.ways.post:
        raise CommandError(_("This list can't be left by one request."), remedy=_("Use the link in the message."))
    one_click.leave(found.ways.post, unsubscribing.host_of(found.ways.post))
    return _("Unsubscribed from {name}.", name=short(found.sender.shown))


def _of(connection: apsw.Connection, row: MessageRow) -> Leaving | None:
    raw = messages.raw(connection, row.id)
    found = unsubscribing.ways(raw, _hosts(connection, row.account)) if raw is not None else None
    return Leaving(row.id, row.sender, found) if found is not None and found.any else None


def _hosts(connection: apsw.Connection, number: int) -> list[str]:
    """The host that an account is read at; none where it has no server, whose word nobody could take."""
    account = accounts.one(connection, number)
    incoming = services_of(account).get(Service.INCOMING) if account is not None else None
    return [incoming.server.host] if isinstance(incoming, Imap) else []

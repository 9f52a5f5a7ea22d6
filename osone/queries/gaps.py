"""What of the mail is not known yet: asked before anybody says that there is nothing, or how much there is in all."""

from collections.abc import Mapping
from enum import StrEnum

import apsw

from osone.model.accounts import AccountState
from osone.model.mail import Role
from osone.queries.counts import mail_counts
from osone.store import accounts, index, jobs, listing, reread
from osone.text.catalogue import N_


class Gap(StrEnum):
    """Why there may be mail that nobody has seen here."""

    NO_ACCOUNT = "no account"
    """There is no mail, and no account that could bring any."""
    SIGN_IN = "sign in"
    """A server does not let an account in."""
    OFFLINE = "offline"
    """An account could not be reached, and has not been looked through since."""
    CLOSED = "closed"
    """No engine runs, so nobody looks for new mail."""
    READING = "reading"
    """Folders, texts or an import are not read to their end."""
    INDEXING = "indexing"
    """What is here is not in the index yet, or is read again."""


SAID: Mapping[Gap, str] = {
    Gap.NO_ACCOUNT: N_("There is no account yet. Add one in Settings."),
    Gap.SIGN_IN: N_("An account needs you to sign in again, so some mail may be missing."),
    Gap.OFFLINE: N_("An account is offline, so some mail may be missing."),
    Gap.CLOSED: N_("OS One isn't open, so newer mail may be missing."),
    Gap.READING: N_("Your mail is still being read."),
    Gap.INDEXING: N_("Search is still being prepared."),
}
SAID_IN_TALK: Mapping[Gap, str] = {
    Gap.NO_ACCOUNT: N_("You haven't added an account yet, so I have no mail to look at. You can add one in Settings."),
    Gap.SIGN_IN: N_("One of your accounts needs you to sign in again, so I may be missing some mail."),
    Gap.OFFLINE: N_("One of your accounts is offline, so I may be missing some mail."),
    Gap.CLOSED: N_("OS One isn't open, so I may be missing newer mail."),
    Gap.READING: N_("I haven't read all of your mail yet."),
    Gap.INDEXING: N_("I'm still preparing the search."),
}
"""The same in the companion's own voice."""


def of_accounts(connection: apsw.Connection) -> Gap | None:
    """Whether an account may hold mail that did not come, and why."""
    every = accounts.every(connection)
    if not every and not mail_counts(connection).anything:
        return Gap.NO_ACCOUNT
    states = {account.state for account in every if account.kind != "local"}
    if AccountState.SIGN_IN in states:
        return Gap.SIGN_IN
    return Gap.OFFLINE if AccountState.OFFLINE in states else None


def of_lists(connection: apsw.Connection) -> dict[Role, Gap]:
    """For what the folders are whose lists may yet grow, and why."""
    if (gap := of_accounts(connection)) is not None:
        return dict.fromkeys(Role, gap)
    reading = Role if jobs.under_way(connection, "import") else listing.coming(connection)
    return dict.fromkeys(reading, Gap.READING)


def of_inbox(connection: apsw.Connection) -> Gap | None:
    """Whether the inbox may hold more than is listed."""
    return of_lists(connection).get(Role.INBOX)


def of_needs(connection: apsw.Connection) -> Gap | None:
    """Whether something in the inbox may need the person unseen. Needs a reader connection."""
    if (gap := of_inbox(connection)) is not None:
        return gap
    return None if listing.read_through(connection) and not reread.under_way(connection) else Gap.READING


def of_search(connection: apsw.Connection) -> Gap | None:
    """Whether a search may find more than it does. Needs a reader connection."""
    if (gap := next(iter(of_lists(connection).values()), None)) is not None:
        return gap
    return Gap.INDEXING if index.behind(connection) or reread.under_way(connection) else None

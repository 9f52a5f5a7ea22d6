"""What is said of a list of mail without rows: never more than is known of it."""

from dataclasses import dataclass

import apsw

from osone.model.mail import Box, Role
from osone.store import accounts, listing
from osone.store.lines import BOX_OF_ROLE
from osone.text.catalogue import N_

EMPTY: dict[int, tuple[str, str]] = {
    Box.NEEDS: (N_("You're all caught up"), N_("Nobody is waiting for an answer.")),
    Box.PEOPLE: (N_("No messages from people"), N_("Messages that someone wrote to you appear here.")),
    Box.NEWSLETTERS: (N_("No newsletters"), N_("Newsletters and announcements appear here.")),
    Box.REST: (N_("Nothing else"), N_("Receipts and notifications appear here, out of your way.")),
    Box.INBOX: (N_("Your inbox is empty"), N_("You're up to date. Enjoy the quiet.")),
    Box.STARRED: (N_("Nothing starred"), N_("Press s to star a message you want to find again.")),
    Box.TRASH: (N_("Trash is empty"), ""),
    Box.JUNK: (N_("No spam"), N_("May it stay that way.")),
    Box.DRAFTS: (N_("No drafts"), N_("Messages you haven't sent yet appear here.")),
}
COMING = (N_("Nothing here so far"), N_("Your mail is still being read."))
"""Of a list whose mail the server has not been asked for to the end."""
UNREAD = (N_("Nothing needs you so far"), N_("Your inbox is still being read."))
NO_MAIL = (N_("No mail yet"), N_("Add an account, and your messages are sorted by what they need from you."))

ROLE_OF_BOX: dict[int, Role] = {int(box): role for role, box in BOX_OF_ROLE.items()}
"""The folders of a list; of any that is not here the inbox."""


@dataclass(frozen=True, slots=True)
class MailState:
    """How much mail there is, and how much of it is known."""

    counts: dict[int, tuple[int, int]]
    coming: frozenset[Role]
    """For what the folders are that have not been read to the end."""
    all_read: bool
    """Whether nothing can need the person unseen; not asked where something does."""
    bare: bool
    """Whether there is no mail and no account that could bring any."""


def mail_state(connection: apsw.Connection) -> MailState:
    """See how much mail there is."""
    counts = listing.counts(connection)
    held = any(total for total, _unread in counts.values())
    needs = counts.get(Box.NEEDS, (0, 0))[0] > 0
    return MailState(
        counts,
        listing.coming(connection),
        needs or listing.read_through(connection),
        not held and not any(one.kind != "local" for one in accounts.every(connection)),
    )


def of_nothing(box: int, known: MailState) -> tuple[str, str]:
    """The title and the sentence of a list that shows nothing."""
    if known.bare:
        return NO_MAIL
    if ROLE_OF_BOX.get(box, Role.INBOX) in known.coming:
        return UNREAD if box == Box.NEEDS else COMING
    if box == Box.NEEDS and not known.all_read:
        return UNREAD
    return EMPTY.get(box, (N_("Nothing here"), ""))

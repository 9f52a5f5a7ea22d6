"""The lists of mail that have a name: those that split the inbox, and the others."""

from osone.model.mail import Box
from osone.text.catalogue import N_

SPLITS: tuple[tuple[int, str], ...] = (
    (Box.NEEDS, N_("Needs you")),
    (Box.PEOPLE, N_("People")),
    (Box.NEWSLETTERS, N_("Newsletters")),
    (Box.REST, N_("Other")),
)
OTHERS: tuple[tuple[int, str], ...] = (
    (Box.INBOX, N_("Inbox")),
    (Box.STARRED, N_("Starred")),
    (Box.SNOOZED, N_("Snoozed")),
    (Box.ARCHIVE, N_("Archive")),
    (Box.SENT, N_("Sent")),
    (Box.DRAFTS, N_("Drafts")),
    (Box.TRASH, N_("Trash")),
    (Box.JUNK, N_("Junk")),
)

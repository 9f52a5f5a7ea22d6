"""How much mail there is, counted in conversations: each count is defined here once, for every place that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import apsw

from osone.model.mail import Box
from osone.store import listing
from osone.text.catalogue import _, digits, plural


@dataclass(frozen=True, slots=True)
class MailCounts:
    """The conversations of every list, and those of them that hold something unread."""

    of_lists: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def all_of(self, box: int) -> int:
        """The conversations of a list, read or not: what stands beside its name."""
        return self.of_lists.get(box, (0, 0))[0]

    def unread_of(self, box: int) -> int:
        """Those of them that hold something unread; of the inbox, what the rail marks."""
        return self.of_lists.get(box, (0, 0))[1]

    @property
    def waiting(self) -> int:
        """The conversations of the inbox that need the person, read or not."""
        return self.all_of(Box.NEEDS)

    @property
    def anything(self) -> bool:
        """Whether there is any mail at all."""
        return any(total for total, _unread in self.of_lists.values())


def mail_counts(connection: apsw.Connection) -> MailCounts:
    """Count the mail, as the lists have it."""
    return MailCounts(listing.counts(connection))


def said_of_list(name: str, counts: MailCounts, box: int) -> str:
    """A list with what is counted of it: ``Inbox, 137 conversations, 12 unread``."""
    held, unread = counts.all_of(box), counts.unread_of(box)
    if unread:
        return plural(
            "{name}, {count} conversation, {unread} unread",
            "{name}, {count} conversations, {unread} unread",
            held,
            name=name,
            unread=digits(unread),
        )
    return plural("{name}, {count} conversation", "{name}, {count} conversations", held, name=name)


def said_of_inbox(screen: str, counts: MailCounts) -> str:
    """The screen with what is unread in the inbox: ``Mail, 12 unread conversations in your inbox``."""
    unread = counts.unread_of(Box.INBOX)
    if not unread:
        return screen
    return _("{screen}, {unread}", screen=screen, unread=unread_in_inbox(unread))


def unread_in_inbox(number: int) -> str:
    """So many unread conversations of the inbox."""
    return plural("{count} unread conversation in your inbox", "{count} unread conversations in your inbox", number)

"""What is said of a list of mail without rows: never more than is known of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import apsw

from osone.host.later import later
from osone.model.mail import Box, Role
from osone.queries import gaps
from osone.queries.counts import MailCounts, mail_counts
from osone.queries.gaps import SAID, Gap
from osone.store import accounts
from osone.store.lines import BOX_OF_ROLE
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    from osone.queries import query
else:
    query = later("osone.queries.query")  # once somebody searches

EMPTY: dict[int, tuple[str, str]] = {
    Box.NEEDS: (N_("You're all caught up"), N_("Nothing in your inbox needs an answer.")),
    Box.PEOPLE: (N_("No messages from people"), N_("Messages that someone wrote to you appear here.")),
    Box.NEWSLETTERS: (N_("No newsletters"), N_("Newsletters and announcements appear here.")),
    Box.REST: (N_("Nothing else"), N_("Receipts and notifications appear here, out of your way.")),
    Box.INBOX: (N_("Your inbox is empty"), N_("You're up to date. Enjoy the quiet.")),
    Box.STARRED: (N_("Nothing starred"), N_("Press s to star a message you want to find again.")),
    Box.SNOOZED: (N_("Nothing snoozed"), N_("Press h to put a conversation off until later.")),
    Box.TRASH: (N_("Trash is empty"), ""),
    Box.JUNK: (N_("No junk"), N_("May it stay that way.")),
    Box.DRAFTS: (N_("No drafts here"), N_("Messages you write are kept in Writing. Press g w to go there.")),
}
SO_FAR: dict[int, str] = {Box.NEEDS: N_("Nothing needs you so far")}
NOTHING_SO_FAR = N_("Nothing here so far")
"""Of a list that may yet grow; then it is said why."""
NOT_SEARCHED = N_("Messages you write are kept in Writing, which is not searched. Press g w to go there.")
NO_MAIL = (N_("No mail yet"), N_("Add an account, and your messages are sorted by what they need from you."))

IN_INBOX = (Box.INBOX, Box.NEEDS, Box.PEOPLE, Box.NEWSLETTERS, Box.REST)


@dataclass(frozen=True, slots=True)
class MailState:
    """How much mail there is, and how much of it is known."""

    counts: MailCounts
    lists: dict[Role, Gap]
    """Why the lists of these folders may yet grow."""
    needs: Gap | None
    """Why something may need the person unseen; not asked where something does."""
    bare: bool
    """Whether there is no mail and no account that could bring any."""
    names: dict[int, str] = field(default_factory=dict)
    """What the lists of the person's own folders are called."""


def mail_state(connection: apsw.Connection) -> MailState:
    """See how much mail there is."""
    counts = mail_counts(connection)
    return MailState(
        counts,
        gaps.of_lists(connection),
        None if counts.waiting else gaps.of_needs(connection),
        not counts.anything and not any(one.kind != "local" for one in accounts.every(connection)),
        accounts.own_lists(connection),
    )


def of_nothing(box: int, known: MailState) -> tuple[str, str]:
    """The title and the sentence of a list that shows nothing."""
    if known.bare:
        return NO_MAIL
    gap = next((known.lists[role] for role in _roles_of(box) if role in known.lists), None)
    if box == Box.NEEDS:
        gap = gap or known.needs
    if gap is not None:
        # Where the person's own drafts are helps more than why there may be others.
        return SO_FAR.get(box, NOTHING_SO_FAR), EMPTY[box][1] if box == Box.DRAFTS else SAID[gap]
    return EMPTY.get(box, (N_("Nothing here"), ""))


def _roles_of(box: int) -> tuple[Role, ...]:
    """The folders that a list is made of."""
    if box == Box.STARRED:
        return tuple(Role)
    if box == Box.SNOOZED:
        return ()  # all of it was put there here
    if box in IN_INBOX:
        return (Role.INBOX,)
    return tuple(role for role in Role if BOX_OF_ROLE.get(role) == box) or (Role.OTHER,)


def of_search(words: str, gap: Gap | None, today: date, *, near: bool, folders: Collection[str] = ()) -> str:
    """What is said where a search found nothing: where drafts are, why more may come, what is unknown, or a way on.

    ``near`` says that nearly the same words are offered already. ``folders`` are those that can be asked for.
    """
    if query.SearchPlace.DRAFTS in query.parse(words, today=today).places:
        return _(NOT_SEARCHED)
    if gap is not None:
        return _(SAID[gap])
    if said := of_words(words, today, folders):
        return said if near else _("{said} Empty the line to see what you can ask for.", said=said)
    return "" if near else _("Try fewer words, or only the start of one.")


def of_words(words: str, today: date, folders: Collection[str]) -> str:
    """What is written like an operator and is none, in a sentence; empty where all of it was understood."""
    if unknown := query.strangers(words, today=today, folders=folders):
        return _("“{operator}” means nothing here, so it was looked for as a word.", operator=unknown[0])
    return ""

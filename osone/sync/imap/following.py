"""Wishes follow their messages: what was moved elsewhere is found by a whole look, and what is gone is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import apsw

from osone.model.mail import Role
from osone.store import accounts, astray, placements, refusals
from osone.store.outbox import Wish
from osone.store.shown import EXPUNGE, MOVE
from osone.store.writing import transaction
from osone.sync.messages import Report, as_told

EXPUNGED = "EXPUNGEISSUED"
"""The code of RFC 5530 for messages that somebody else has taken away."""


@dataclass(slots=True)
class WholeLook:
    """One reading of all folders: only a whole one says that a message is nowhere."""

    unread: set[int] = field(default_factory=set)
    """The folders that were not read yet."""
    lost: frozenset[int] = frozenset()
    """Wishes whose message was nowhere when it began."""

    def begin(self, core: apsw.Connection, account: int, folders: Iterable[int]) -> None:
        """All of these folders are going to be read."""
        self.unread = set(folders)
        self.lost = frozenset(wish.id for wish in astray.nowhere(core, account))

    def read(self, core: apsw.Connection, account: int, folder: int, report: Report) -> bool:
        """A folder was read, or cannot be; after the last, whether another look is needed to be sure of all wishes.

        A message that moved from a folder read late to one read early is in neither after one look. One that was
        nowhere before a whole look and is nowhere after it, is gone.
        """
        if folder not in self.unread:
            return False
        self.unread.discard(folder)
        if self.unread or placements.frozen(core):
            return False
        for wish in astray.elsewhere(core, account):
            with transaction(core, durable=True) as tx:
                astray.follow(tx, wish)
        nowhere = astray.nowhere(core, account)
        gone = [wish for wish in nowhere if wish.id in self.lost]
        if gone:
            with transaction(core, durable=True) as tx:
                missed = [wish for wish in gone if _is_missed(core, wish)]
                astray.give_up(tx, gone)
                kept = refusals.keep(tx, account, missed, EXPUNGED, "")
            for one in kept:
                report(as_told(one))
        with transaction(core) as tx:
            astray.wake(tx, account)
        return len(gone) < len(nowhere)


def _is_missed(core: apsw.Connection, wish: Wish) -> bool:
    """Whether somebody minds that it came to nothing: what was to go is gone, and what was read was read."""
    if wish.kind == MOVE:
        return accounts.role_of(core, wish.value) not in (Role.TRASH, Role.JUNK)
    return wish.kind != EXPUNGE and (wish.wish == "flagged" or (wish.wish == "seen" and not wish.value))

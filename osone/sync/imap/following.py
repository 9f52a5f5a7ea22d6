"""Wishes follow their messages: what was moved elsewhere is found by a whole look, and what is gone is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import apsw

from osone.model.mail import Role
from osone.store import accounts, astray, placements
from osone.store.outbox import Wish
from osone.store.shown import EXPUNGE, MOVE
from osone.store.writing import transaction
from osone.sync.messages import Report, WishRefused

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
                astray.give_up(tx, gone)
            tell(core, account, [wish for wish in gone if _is_missed(core, wish)], EXPUNGED, report)
        with transaction(core) as tx:
            astray.wake(tx, account)
        return len(gone) < len(nowhere)


def _is_missed(core: apsw.Connection, wish: Wish) -> bool:
    """Whether somebody minds that it came to nothing: what was to go is gone, and what was read was read."""
    if wish.kind == MOVE:
        return accounts.role_of(core, wish.value) not in (Role.TRASH, Role.JUNK)
    return wish.kind != EXPUNGE and (wish.wish == "flagged" or (wish.wish == "seen" and not wish.value))


def tell(core: apsw.Connection, account: int, wishes: Sequence[Wish], code: str, report: Report) -> None:
    """Tell that wishes came to nothing, once for each kind."""

    def kind(wish: Wish) -> tuple[str, int, int]:
        return wish.wish, wish.value, wish.source

    for (what, value, source), some in groupby(sorted(wishes, key=kind), key=kind):
        alike = list(some)
        entries = tuple(sorted({wish.journal for wish in alike if wish.journal}))
        report(WishRefused(account, tuple(w.noun_id for w in alike), what, value, source, code, "", entries))

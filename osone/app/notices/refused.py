"""What a mail server would not do, for good: what was wished, what it said, what was put back, and what mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import apsw
from PySide6.QtCore import QObject

from osone.app.desk.dispatcher import Hand
from osone.app.desk.threads import Reader
from osone.app.notices.cards import Asking
from osone.bridge.screens import Rooms
from osone.commands.registry import REGISTRY
from osone.model.ids import FolderId
from osone.model.mail import FOLDER_BASE, Role
from osone.store import accounts, journal, listing
from osone.store import messages as stored
from osone.store.lines import BOX_OF_ROLE
from osone.sync.messages import WishRefused
from osone.text.catalogue import _, plural

MOVE = "move"
"""How the engine says in its report that a wish was to move."""
AGAIN, ELSEWHERE, ACCOUNT = "Try again", "Choose another folder", "See the account"
VERBS: Mapping[Role, tuple[str, str]] = {
    Role.ARCHIVE: ("mail.archive", "be archived"),
    Role.ALL: ("mail.archive", "be archived"),
    Role.TRASH: ("mail.trash", "be deleted"),
    Role.JUNK: ("mail.spam", "be marked as spam"),
    Role.INBOX: ("mail.inbox", "be moved to the inbox"),
}
"""The verb that brings a conversation to a folder for this, and what it could not do."""
FLAGS: Mapping[tuple[str, bool], tuple[str, str]] = {
    ("seen", True): ("mail.unread", "be marked as read"),
    ("seen", False): ("mail.unread", "be marked as unread"),
    ("flagged", True): ("mail.star", "be starred"),
    ("flagged", False): ("mail.star", "be without its star"),
    ("expunge", False): ("", "be deleted for good"),
}
MAY_NOT = frozenset({"NOPERM", "CANNOT", "READ-ONLY"})


@dataclass(frozen=True, slots=True)
class Declined:
    """A wish that came to nothing, with the names that a person knows."""

    threads: tuple[int, ...]
    subject: str
    """Of the first of them."""
    address: str
    """Of the account."""
    wish: str
    value: int
    target: str
    """The folder that a move was to."""
    role: Role
    """What that folder is for."""
    source: str
    """The folder that it is in again."""
    box: int
    """The list of that folder."""
    code: str
    """Why, as a response code of RFC 5530; empty where the server gave none."""
    words: str
    """What the server said."""

    @property
    def call(self) -> tuple[str, dict[str, object]]:
        """The verb that asks for it once more, or empty where there is none."""
        threads: dict[str, object] = {"threads": list(self.threads)}
        if self.wish == MOVE:
            verb = VERBS.get(self.role)
            return (verb[0], threads) if verb else ("mail.move", threads | {"folder": self.target})
        flag = FLAGS.get((self.wish, bool(self.value)))
        if flag is None or not flag[0]:
            return "", {}
        on = bool(self.value) != (self.wish == "seen")  # one verb says unread, the server says seen
        return flag[0], threads | {"on": on}


@dataclass(frozen=True, slots=True)
class Said:
    """What the card says."""

    title: str
    body: str
    yes: str


def said_of(one: Declined) -> Said:
    """The card's words."""
    what = (
        f"“{one.subject or '(no subject)'}”"
        if len(one.threads) == 1
        else plural("{count} conversation", "{count} conversations", len(one.threads))
    )
    they, them = ("It is", "it") if len(one.threads) == 1 else ("They are", "them")
    if one.wish == MOVE:
        could_not = VERBS[one.role][1] if one.role in VERBS else f"be moved to {one.target}"
    else:
        could_not = FLAGS.get((one.wish, one.wish != "expunge" and bool(one.value)), ("", "be changed"))[1]
    back = f"{they} in {one.source} again." if one.wish == MOVE else f"{they} shown as the server has {them}."
    why, way_on, yes = _why(one)
    return Said(f"{what} could not {could_not}", f"{one.address}: {why} {back} {way_on}", yes)


def _why(one: Declined) -> tuple[str, str, str]:
    """What the server said in plain words, what to do, and the button that does it."""
    if one.code == "OVERQUOTA":
        return "the mailbox is full.", "Make some room there, for instance in the trash, then try again.", AGAIN
    if one.code == "READ-ONLY":
        return f"mail in {one.source} can only be read.", "Whoever shares this folder with you can allow more.", ACCOUNT
    if one.code in MAY_NOT and one.wish == MOVE:
        where = one.target or "that folder"
        return f"the server lets you put nothing into {where}.", "Another folder may take it.", ELSEWHERE
    if one.code in MAY_NOT:
        return "the server does not let you change that.", "Whoever runs the mailbox can allow it.", ACCOUNT
    if one.code == "NONEXISTENT":
        return "the folder is no longer there.", "Another one may take it.", ELSEWHERE
    quoted = (
        f"the server said “{one.words.rstrip('.')}”." if one.words else "the server would not, and did not say why."
    )
    return quoted, "It may work later.", AGAIN if one.call[0] else ACCOUNT


def look(connection: apsw.Connection, said: WishRefused, messages: Sequence[int]) -> Declined | None:
    """Find the names; None where nobody asked for it (a mail is marked as read by being opened) or it is gone."""
    threads = stored.threads_newest_first(connection, messages)
    rows = listing.rows(connection, threads[:1])
    if not rows or (said.entries and not journal.asked_for(connection, said.entries)):
        return None
    folders = {f.id: f for f in accounts.folders(connection)}
    source = folders.get(FolderId(said.source))
    target = folders.get(FolderId(said.value)) if said.wish == MOVE else None
    address = next((a.address for a in accounts.every(connection) if a.id == said.account), "")
    return Declined(
        tuple(threads), rows[0].subject, address, said.wish, said.value,
        target.name if target else "", target.role if target else Role.OTHER,
        source.name if source else "its folder", _box(source.role, source.id) if source else 0,
        said.code, said.words,
    )  # fmt: skip


def _box(role: Role, folder: int) -> int:
    return int(BOX_OF_ROLE.get(role, FOLDER_BASE + folder))


class DeclinedCards(QObject):
    """The cards about what a server would not do: one for each kind, however many mails it was."""

    def __init__(self, rooms: Rooms, reader: Reader, hand: Hand, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._rooms, self._reader, self._hand, self._asking = rooms, reader, hand, asking
        self._mails: dict[str, list[int]] = {}
        """The mails that each card at hand speaks of."""

    def tell(self, said: WishRefused) -> None:
        """The engine says that a wish came to nothing."""
        key = f"declined:{said.account}:{said.wish}:{said.value}:{said.source}:{said.code}"
        mails = self._mails.setdefault(key, [])
        mails += said.messages
        everything = tuple(mails)
        self._reader.ask(lambda connection: look(connection, said, everything), partial(self._show, key))

    def _show(self, key: str, one: Declined | None) -> None:
        if one is None:
            self._mails.pop(key, None)
            return
        card = said_of(one)

        def over() -> None:
            self._mails.pop(key, None)

        def mend() -> None:
            over()
            self._mend(card.yes, one)

        self._asking.ask(card.title, card.body, card.yes, mend, otherwise=over, key=key)

    def _mend(self, way: str, one: Declined) -> None:
        command, arguments = one.call
        if way == ACCOUNT:
            self._rooms.shell.go("settings")
        elif way == AGAIN:
            self._hand.act(command, arguments, by="person")
        else:
            self._rooms.reading.close()
            self._rooms.inbox.go(one.box)
            self._rooms.shell.go("mail")
            # The list is read first; then what it was about is selected in it, to be seen and moved.
            self._reader.ask(lambda _connection: None, lambda _nothing: self._elsewhere(one.threads))

    def _elsewhere(self, threads: tuple[int, ...]) -> None:
        self._rooms.inbox.select_none()
        for thread in threads:
            self._rooms.inbox.toggle(thread, True)
        self._rooms.finder.ask("mail.move", _(REGISTRY["mail.move"].title))

"""What a mail server would not do, for good: what was wished, what it said, what was put back, and what mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import apsw
from PySide6.QtCore import QObject

from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.threads import Reader, Writer
from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.commands.erasing import ERASE
from osone.commands.registry import REGISTRY
from osone.model.ids import FolderId
from osone.model.mail import FOLDER_BASE, Role
from osone.store import accounts, journal, listing, refusals
from osone.store import messages as stored
from osone.store.lines import BOX_OF_ROLE
from osone.store.refusals import KeptRefusal
from osone.sync.messages import WishRefused, as_told
from osone.text.catalogue import N_, _, plural

MOVE, EXPUNGE = "move", "expunge"
"""How the engine says in its report that a wish was to move, or to delete for good."""
AGAIN, ELSEWHERE, ACCOUNT = N_("Try again"), N_("Choose another folder"), N_("View account")
VERBS: Mapping[Role, tuple[str, str]] = {
    Role.ARCHIVE: ("mail.archive", N_("{what} couldn't be archived")),
    Role.ALL: ("mail.archive", N_("{what} couldn't be archived")),
    Role.TRASH: ("mail.trash", N_("{what} couldn't be deleted")),
    Role.JUNK: ("mail.spam", N_("{what} couldn't be marked as junk")),
    Role.INBOX: ("mail.inbox", N_("{what} couldn't be moved to the inbox")),
}
"""The verb that brings a conversation to a folder for this, and what it could not do."""
FLAGS: Mapping[tuple[str, bool], tuple[str, str]] = {
    ("seen", True): ("mail.unread", N_("{what} couldn't be marked as read")),
    ("seen", False): ("mail.unread", N_("{what} couldn't be marked as unread")),
    ("flagged", True): ("mail.star", N_("{what} couldn't be starred")),
    ("flagged", False): ("mail.star", N_("{what} couldn't be unstarred")),
    ("expunge", False): (ERASE, N_("{what} couldn't be deleted for good")),
}
EXPUNGED = "EXPUNGEISSUED"
"""How the engine says that the messages are gone: somebody else deleted them first."""
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
    of: Role = Role.OTHER
    """What the folder is for that it is in again."""

    @property
    def call(self) -> tuple[str, dict[str, object]]:
        """The verb that asks for it once more, or empty where there is none."""
        threads: dict[str, object] = {"threads": list(self.threads)}
        if self.wish == MOVE:
            verb = VERBS.get(self.role)
            return (verb[0], threads) if verb else ("mail.move", threads | {"folder": self.target})
        if self.wish == EXPUNGE:
            return ERASE, threads | {"place": "junk" if self.of is Role.JUNK else "trash", "sure": True}
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
        _("“{subject}”", subject=one.subject or _("(no subject)"))
        if len(one.threads) == 1
        else plural("{count} conversation", "{count} conversations", len(one.threads))
    )
    lone = len(one.threads) == 1
    again = (
        _("It's back in {folder}.", folder=one.source) if lone else _("They're back in {folder}.", folder=one.source)
    )
    if one.wish == MOVE:
        known = VERBS.get(one.role)
        title = (
            _(known[1], what=what)
            if known is not None
            else _("{what} couldn't be moved to {folder}", what=what, folder=one.target)
        )
        back = again
    elif one.wish == EXPUNGE:
        title, back = _(FLAGS[EXPUNGE, False][1], what=what), again
    else:
        flag = (one.wish, bool(one.value))
        title = _(FLAGS[flag][1], what=what) if flag in FLAGS else _("{what} couldn't be changed", what=what)
        back = _("It's shown as the server has it.") if lone else _("They're shown as the server has them.")
    why, remedy, yes = _why(one)
    if one.code == EXPUNGED:
        return Said(title, f"{one.address}: {why}", _(yes))
    return Said(title, f"{one.address}: {why} {back} {remedy}", _(yes))


def _why(one: Declined) -> tuple[str, str, str]:
    """What the server said in plain words, what to do, and the button that does it."""
    if one.code == "OVERQUOTA":
        return (
            _("Your mailbox is full."),
            _("Free up some space, for example by emptying the trash, then try again."),
            AGAIN,
        )
    if one.code == "READ-ONLY":
        return (
            _("Messages in {folder} are read-only.", folder=one.source),
            _("The person who shares this folder can give you access."),
            ACCOUNT,
        )
    if one.code == EXPUNGED:
        gone = (
            _("The message was deleted on the server.")
            if len(one.threads) == 1
            else _("The messages were deleted on the server.")
        )
        return gone, "", ACCOUNT
    if one.code in MAY_NOT and one.wish == MOVE:
        why = (
            _("The server doesn't let you move messages to {folder}.", folder=one.target)
            if one.target
            else _("The server doesn't let you move messages there.")
        )
        return why, _("Choose another folder."), ELSEWHERE
    if one.code in MAY_NOT:
        return _("The server doesn't let you change that."), _("Whoever runs the mail server can allow it."), ACCOUNT
    if one.code == "NONEXISTENT":
        return _("The folder no longer exists."), _("Choose another folder."), ELSEWHERE
    quoted = (
        _("The server said “{words}”.", words=one.words.rstrip("."))
        if one.words
        else _("The server refused and didn't say why.")
    )
    return quoted, _("It may work later."), AGAIN if one.call[0] else ACCOUNT


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
        said.code, said.words, source.role if source else Role.OTHER,
    )  # fmt: skip


def _box(role: Role, folder: int) -> int:
    return int(BOX_OF_ROLE.get(role, FOLDER_BASE + folder))


class DeclinedCards(QObject):
    """The cards about what a server would not do: one for each kind, however many mails it was."""

    def __init__(
        self,
        screens: Screens,
        reader: Reader,
        writer: Writer,
        dispatcher: Dispatcher,
        asking: Asking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._screens, self._reader, self._writer = screens, reader, writer
        self._dispatcher, self._asking = dispatcher, asking
        self._mails: dict[str, list[int]] = {}
        """The mails that each card at hand speaks of."""
        self._kept: dict[str, list[int]] = {}
        """Their rows among what is kept until it was told."""

    def look(self) -> None:
        """Tell of what came to nothing while no window was there, or none that heard of it."""
        self._reader.ask(refusals.every, self._tell_all)

    def _tell_all(self, kept: Sequence[KeptRefusal]) -> None:
        for one in kept:
            self.tell(as_told(one))

    def tell(self, said: WishRefused) -> None:
        """A wish came to nothing: the engine says so, or it stands in the store."""
        if said.number and any(said.number in rows for rows in self._kept.values()):
            return
        key = f"declined:{said.account}:{said.wish}:{said.value}:{said.source}:{said.code}"
        mails = self._mails.setdefault(key, [])
        mails += said.messages
        self._kept.setdefault(key, []).extend([said.number] if said.number else [])
        everything = tuple(mails)
        self._reader.ask(lambda connection: look(connection, said, everything), partial(self._show, key))

    def _show(self, key: str, one: Declined | None) -> None:
        def over() -> None:
            self._mails.pop(key, None)
            rows = self._kept.pop(key, [])
            self._writer.write(lambda connection: refusals.told(connection, rows))

        if one is None:
            over()
            return
        card = said_of(one)

        def mend() -> None:
            over()
            self._mend(card.yes, one)

        self._asking.ask(card.title, card.body, card.yes, mend, otherwise=over, key=key)

    def _mend(self, way: str, one: Declined) -> None:
        command, arguments = one.call
        if way == ACCOUNT:
            self._screens.shell.go("settings")
        elif way == AGAIN:
            self._dispatcher.act(command, arguments, by="person")
        else:
            self._screens.reading.close()
            self._screens.inbox.go(one.box)
            self._screens.shell.go("mail")
            # The list is read first; then what it was about is selected in it, to be seen and moved.
            self._reader.ask(lambda _connection: None, lambda _nothing: self._elsewhere(one.threads))

    def _elsewhere(self, threads: tuple[int, ...]) -> None:
        self._screens.inbox.select_none()
        for thread in threads:
            self._screens.inbox.toggle(thread, True)
        self._screens.finder.ask("mail.move", _(REGISTRY["mail.move"].title))

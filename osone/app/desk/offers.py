"""What the screens are given: the palette's offers, letters to read, and all keys for the sheet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import apsw
from PySide6.QtCore import QLocale

from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.threads import Reader
from osone.bridge.ports import OpenedMessage, Parts
from osone.bridge.screens import Screens
from osone.bridge.settings import values
from osone.bridge.window.palette import Offers, PaletteLine
from osone.bridge.window.shell import KeyLine
from osone.commands.keymap import Keymap
from osone.commands.palette import PARTS, offers
from osone.commands.screens import ScreenRow
from osone.host import here
from osone.model.accounts import Account
from osone.model.change import Topic
from osone.model.mail import MessageRow, Role
from osone.store import accounts, blocking
from osone.store.feed import News
from osone.text.catalogue import N_, _

GROUPS: Mapping[str, str] = {
    "go": N_("Navigation"), "cursor": N_("Moving"), "mail": N_("Mail"), "read": N_("Reading"),
    "message": N_("Reading"), "event": N_("Calendar"), "invitation": N_("Mail"),
    "period": N_("Calendar"), "day": N_("Calendar"), "calendar": N_("Calendar"), "task": N_("Tasks"),
    "select": N_("Selection"), "companion": N_("Companion"), "turn": N_("Companion"), "view": N_("Views"),
    "write": N_("Writing"), "draft": N_("Writing"), "file": N_("Reading"), "link": N_("Reading"), "why": N_("Mail"),
    "open": N_("Moving"), "create": N_("Moving"), "line": N_("Moving"),
    "onboarding": N_("Setup"),
}  # fmt: skip
EVERYWHERE = N_("Everywhere")
SET = "set."
"""How the verbs begin that set what they are called."""
BEFORE, NAMED = 2, 2
"""So many verbs stand before settings whose value was named, and so many of these."""
FOLDER = "box.folder"
FOLDER_PURPOSES: Mapping[Role, str] = {
    Role.TRASH: N_("Trash: {folder}"), Role.ARCHIVE: N_("Archive: {folder}"), Role.SENT: N_("Sent: {folder}"),
    Role.DRAFTS: N_("Drafts: {folder}"), Role.JUNK: N_("Junk: {folder}"), Role.OTHER: N_("No purpose: {folder}"),
}  # fmt: skip
"""What the palette offers a folder to be for."""


def first_weekday() -> int:
    """The day that a week begins with where this system is, 0 for Monday."""
    return QLocale.system().firstDayOfWeek().value - 1


def offered(dispatcher: Dispatcher, choices: "PaletteChoices") -> Offers:
    """What the palette offers: the verbs that can be used where the person is, and their own folders to go to."""

    def fitting(words: str) -> Sequence[PaletteLine]:
        screens = dispatcher.screens
        facts = screens.facts() - {"palette", "text"} if screens is not None else frozenset[str]()
        found = offers(words, facts, dispatcher.keymap, dispatcher.verbs)
        lines = [PaletteLine(o.command, o.title, "", o.keys, o.icon, o.asks) for o in found]
        # A setting whose value was named can be set at once.
        named = [PaletteLine(f"{SET}{key}", line, icon="settings", given=one) for key, one, line in values.said(words)]
        exact = [line for line in named if _same(line.title, words)]
        folders = [PaletteLine(FOLDER, title, icon="folder", given=box) for box, title in choices.folders(words)]
        others = [line for line in named if line not in exact]
        return [*exact, *lines[:BEFORE], *folders[:NAMED], *others[:NAMED], *lines[BEFORE:]]

    return fitting


def _same(title: str, words: str) -> bool:
    """Whether just this was typed, whatever its capitals and signs."""
    return PARTS.sub(" ", title.casefold()).split() == PARTS.sub(" ", words.casefold()).split()


def parts_of(reader: Reader, dispatcher: Dispatcher, *, still: bool) -> Parts:
    """The real parts for every screen."""

    def now() -> datetime:
        return here.now()

    def letter(connection: apsw.Connection, row: MessageRow, raw: bytes) -> OpenedMessage:
        from osone.app import bodies  # after the first frame, with the parser of mail

        return bodies.read_message(connection, row, raw)

    return Parts(reader, dispatcher, now, letter, still, first_weekday)


class PaletteChoices:
    """Folders to move to and accounts to change, kept at hand so that the palette answers in its own frame."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, list[tuple[str, str]]] = {}
        self.made: dict[str, Callable[[str], Sequence[tuple[str, str]]]] = {}
        """Of other verbs: what makes their choices from what was typed."""
        self.setting: Callable[[str], object] = lambda _key: None
        """What a setting is now."""
        self.look()

    def in_use(self, command: str) -> str:
        """Which of a verb's choices is in use now; empty where none is."""
        value = self.setting(command.removeprefix(SET)) if command.startswith(SET) else None
        return "" if value is None else str(value)

    def look(self) -> None:
        """Read folders and accounts anew."""
        self._reader.ask(_choices, self._took)

    def heard(self, news: News) -> None:
        """Read them anew where there are others now."""
        if news.again or any(change.topic in (Topic.FOLDER, Topic.ACCOUNT, Topic.BLOCKED) for change in news.changes):
            self.look()

    def _took(self, known: dict[str, list[tuple[str, str]]]) -> None:
        self._known = known

    def folders(self, words: str) -> list[tuple[str, str]]:
        """The person's own folders whose name the words begin, with or without "go to": their lists, and a title."""
        plain = _("Go to {folder}", folder="").casefold().split()
        wanted = words.casefold().split()
        if all(any(one.startswith(want) for one in plain) for want in wanted):
            return []
        found = [(box, _("Go to {folder}", folder=shown)) for box, shown in self._known.get(FOLDER, [])]
        return [(box, title) for box, title in found if _begins(PARTS.sub(" ", title.casefold()).split(), wanted)]

    def __call__(self, command: str, words: str) -> Sequence[tuple[str, str]]:
        """What a verb may be given, by the words that are shown for it: those that hold what was typed."""
        if command in self.made:
            return self.made[command](words)
        if command.startswith(SET):
            return values.choices(command.removeprefix(SET), words)
        return [(value, shown) for value, shown in self._known.get(command, []) if words.casefold() in shown.casefold()]


def _choices(connection: apsw.Connection) -> dict[str, list[tuple[str, str]]]:
    every = accounts.every(connection)
    at_servers = [account for account in every if account.kind != "local"]
    return {
        "mail.move": [(name, name) for name in accounts.folder_names(connection)],
        FOLDER: [(str(box), name) for box, name in accounts.own_folders(connection).items()],
        "folder.purpose": [
            (f"{role} {one.id}", _(FOLDER_PURPOSES[role], folder=f"{one.path}, {account.address}"))
            for account in at_servers
            for one in accounts.folders(connection, account.id)
            if one.role is not Role.INBOX
            for role in FOLDER_PURPOSES
            if role is not one.role
        ],
        "account.change": [(str(one.id), _named(one)) for one in at_servers],
        "sender.unblock": [
            (one.email, f"{one.name}, {one.email}" if one.name else one.email) for one in blocking.every(connection)
        ],
        "account.signature": [(str(one.id), _named(one)) for one in every],
        "account.remove": [(str(one.id), _named(one)) for one in every],
    }


def _named(one: Account) -> str:
    """An account as the settings call it; two may share an address, and one address may be two persons'."""
    return ", ".join(dict.fromkeys(filter(None, (one.called, one.address, one.name))))


def _begins(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(want) for word in words) for want in wanted)


def teach(screens: Screens, keys: Keymap) -> None:
    """Tell the sheet of all keys what there is."""
    lines: dict[str, KeyLine] = {}
    for binding in keys.bindings:
        room = binding.command.id.partition(".")[0]
        group = GROUPS.get(room, EVERYWHERE)
        if binding.command.id not in lines:
            said = _(binding.command.title)
            lines[binding.command.id] = KeyLine(" ".join(binding.keys), said, _(group), binding.command.id)
    order = [_(group) for group in (EVERYWHERE, *GROUPS.values())]
    screens.shell.teach(sorted(lines.values(), key=lambda line: order.index(line.group)))
    if (talk := lines.get("companion.talk")) is not None:
        screens.talk.teach(talk.keys)
    screens.turns.teach({verb: line.keys.split(" ")[0] for verb, line in lines.items()})


def foot(screen: ScreenRow, keys: Keymap) -> list[tuple[str, str, str]]:
    """The keys at the foot of a screen: key, label and command, of those that have a key."""
    hints = []
    for command, label in screen.foot:
        bound = keys.keys_of(command)
        if bound:
            hints.append((bound[0], _(label), command))
    return hints

"""The settings as one calm page: each value with the sentence that explains it, changed by the one verb."""

from collections import Counter
from collections.abc import Mapping, Sequence

import apsw
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.drawing.theme import Look
from osone.bridge.ports import Acts, Reads
from osone.bridge.settings.values import value_words
from osone.model.accounts import Account, AccountState
from osone.model.settings import SETTINGS, number, switch, text
from osone.store import accounts, blocking, settings
from osone.store.blocking import Blocked
from osone.text.catalogue import _

QML_IMPORT_NAME = "OSOne.Settings"
QML_IMPORT_MAJOR_VERSION = 1

Found = tuple[dict[str, object], list[Account], list[Blocked]]
"""What is kept of all that the page shows."""


@QmlElement
@QmlSingleton
class Preferences(QObject):
    """What the person has chosen."""

    valuesChanged = Signal()
    accountsChanged = Signal()
    blockedChanged = Signal()
    asked = Signal(str)
    """A command was pressed."""
    keepChanged = Signal()
    stepped = Signal(int)
    """The keyboard is to go so many lines on; past an end it stays there."""
    putBack = Signal()
    """A line that is written on is left with Esc: it is as it was before."""
    leafed = Signal(int)
    """The page is to be read on, or with -1 back."""
    keepAsked = Signal(str, str)
    """Secrets of this session shall be kept behind a passphrase: as it was typed, twice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._look: Look | None = None
        self._values: dict[str, object] = {}
        self._changing: Counter[str] = Counter()
        """Changes that are not written yet, by the setting."""
        self._accounts: Sequence[Account] = ()
        self._about: Mapping[str, str] = {}
        self._trouble: dict[int, str] = {}
        self._standing: dict[int, str] = {}
        self._edited = self._signs = 0
        self._blocked: Sequence[Blocked] = ()
        self._still_system = False
        self._keepable, self._keep_fault = False, ""

    def begin(self, reads: Reads, acts: Acts, look: Look, *, still: bool = False) -> None:
        """Give it its parts. ``still`` is what the system says of reduced motion."""
        self._reads, self._acts, self._look, self._still_system = reads, acts, look, still
        self.look_again()

    def look_again(self) -> None:
        """Read all settings and accounts anew."""

        def question(connection: apsw.Connection) -> Found:
            return settings.every(connection), accounts.every(connection), blocking.every(connection)

        if self._reads is not None:
            self._reads.ask(question, self._took)

    def _took(self, found: Found) -> None:
        # What was chosen since is on its way to the store, which may have been asked before it came there.
        chosen = {key: self._values[key] for key, changes in self._changing.items() if changes}
        self._values, self._accounts = dict(found[0]) | chosen, found[1]
        self._apply()
        self.accountsChanged.emit()
        if found[2] != self._blocked:
            self._blocked = found[2]
            self.blockedChanged.emit()

    def value(self, key: str) -> object:
        """A setting's value, or its default."""
        return self._values.get(key, SETTINGS[key].default)

    def text(self, key: str) -> str:
        """A setting in words, or its default."""
        return text(self._values, key)

    def switch(self, key: str) -> bool:
        """A setting that is on or off, or its default."""
        return switch(self._values, key)

    def _apply(self) -> None:
        if self._look is not None:
            self._look.set_mode(self.text("look.mode"))
            self._look.set_scale(number(self._values, "look.scale") / 100)
            motion = self.value("look.motion")
            self._look.set_calm(motion == "reduced" or (motion == "auto" and self._still_system))
        self.valuesChanged.emit()

    def set_about(self, about: Mapping[str, str]) -> None:
        """Plain words about the parts: ``voice``, ``mind``, ``place`` (where everything is kept), ``version``."""
        self._about = dict(about)
        self.valuesChanged.emit()

    def offer_keeping(self, offered: bool, fault: str = "") -> None:
        """Whether this session's secrets can be kept in a file, and why it did not go the last time."""
        self._keepable, self._keep_fault = offered, fault
        self.keepChanged.emit()

    def trouble(self, account: int, words: str) -> None:
        """What is wrong with a mailbox, beside its name; empty where it is well again."""
        if self._trouble.get(account, "") != words:
            self._trouble[account] = words
            self.accountsChanged.emit()

    def stands(self, account: int, words: str) -> None:
        """How a mailbox is doing that is well; empty where nobody said."""
        if self._standing.get(account, "") != words:
            self._standing[account] = words
            self.accountsChanged.emit()

    def change(self, key: str, value: object) -> None:
        """Set a value: shown in this frame, kept by the verb."""
        self._keep("settings.set", key, value)

    def remember(self, key: str, value: object) -> None:
        """Keep a way of looking: the same, but nothing that undo takes back."""
        self._keep("settings.remember", key, value)

    def _keep(self, verb: str, key: str, value: object) -> None:
        self._values[key] = value
        self._changing[key] += 1
        self._apply()
        if self._acts is not None:
            self._acts.run(verb, {"key": key, "value": value}, lambda: self.settled(key))

    def settled(self, key: str) -> None:
        """A change was written, or has failed: from now on the store is believed again."""
        if self._changing[key]:
            self._changing[key] -= 1
            self.look_again()

    @Slot(str, int)
    def choose(self, key: str, number: int) -> None:
        """Take one of a setting's choices by its place."""
        self.change(key, SETTINGS[key].choices[number])

    @Slot(str)
    def flip(self, key: str) -> None:
        """Turn a setting on or off."""
        self.change(key, not self.value(key))

    @Slot(str, str)
    def write(self, key: str, text: str) -> None:
        """Set a text."""
        if text.strip() != self.value(key):
            self.change(key, text.strip())

    @Slot(int)
    def edit(self, account: int) -> None:
        """Show the lines of an account, or put them away again."""
        self._edited = 0 if account == self._edited else account
        self.accountsChanged.emit()

    @Slot(int, str)
    def rename(self, account: int, words: str) -> None:
        """Call an account so."""
        self._act("account.label", account, words=words)

    @Slot(int, str)
    def sign(self, account: int, words: str) -> None:
        """Give an account a signature."""
        self._act("account.sign", account, words=words)

    def ask_signature(self, words: str) -> bool:
        """Show the lines of an account, by its number or name, with the keyboard in its signature; False for none."""
        names = {name.casefold(): a.id for a in self._accounts for name in (a.address, a.called, str(a.id))}
        found = names.get(words.strip().casefold(), 0)
        if found:
            self._edited = self._signs = found
            self.accountsChanged.emit()
        return bool(found)

    @Slot()
    def signs_now(self) -> None:
        """The keyboard is in the signature that was asked for."""
        self._signs = 0
        self.accountsChanged.emit()

    @Slot(int, int)
    def shift(self, account: int, steps: int) -> None:
        """Move an account up or down."""
        self._act("account.move", account, steps=steps)

    def _act(self, command: str, account: int, **more: object) -> None:
        if self._acts is not None:
            self._acts.run(command, {"account": account, **more}, self.look_again)

    @Slot(str)
    def unblock(self, address: str) -> None:
        """Block a sender no longer."""
        if self._acts is not None:
            self._acts.run("sender.unblock", {"address": address}, self.look_again)

    @Slot(str)
    def ask(self, command: str) -> None:
        """Press a command of the page."""
        self.asked.emit(command)

    @Slot(str, str)
    def keep(self, passphrase: str, again: str) -> None:
        """Keep the secrets of this session in a file that this passphrase opens."""
        self.keepAsked.emit(passphrase, again)

    def _choices(self, *keys: str) -> list[dict[str, object]]:
        return [
            {
                "key": key, "sentence": _(SETTINGS[key].title), "current": self._place(key),
                "words": [value_words(key, choice) for choice in SETTINGS[key].choices],
            }
            for key in keys
        ]  # fmt: skip

    def _place(self, key: str) -> int:
        choices = SETTINGS[key].choices
        return choices.index(self.value(key)) if self.value(key) in choices else -1

    def _switches(self, *keys: str) -> list[dict[str, object]]:
        return [{"key": k, "sentence": _(SETTINGS[k].title), "on": self.switch(k)} for k in keys]

    def _get_look(self) -> list[dict[str, object]]:
        return self._choices("look.mode", "look.motion", "look.scale")

    def _get_manner(self) -> list[dict[str, object]]:
        return self._choices("companion.interrupt", "companion.talk")

    def _get_reading(self) -> list[dict[str, object]]:
        return self._choices("mail.after")

    def _get_switches(self) -> list[dict[str, object]]:
        return self._switches("keys.single", "mail.mark_read")

    def _get_clients(self) -> list[dict[str, str]]:
        kept = [key for key in SETTINGS if key.startswith("oauth.") and self.value(key)]
        return [{"key": key, "sentence": _(SETTINGS[key].title), "value": self.text(key)} for key in kept]

    def _get_blocked(self) -> list[dict[str, str]]:
        return [{"address": one.email, "name": one.name or one.email} for one in self._blocked]

    def _get_accounts(self) -> list[dict[str, object]]:
        last = len(self._accounts) - 1
        return [
            {
                "id": a.id, "called": a.called, "address": a.address, "label": a.label,
                "signature": a.signature,
                "detail": self._detail(a), "first": at == 0, "last": at == last,
                "fault": self._trouble.get(a.id) or (_("Sign in again.") if a.state is AccountState.SIGN_IN else ""),
                "change": f"account.change:{a.id}" if a.kind != "local" else "", "remove": f"account.remove:{a.id}",
            }
            for at, a in enumerate(self._accounts)
        ]  # fmt: skip

    def _detail(self, account: Account) -> str:
        if account.kind == "local":
            return _("{name}, on this computer", name=account.name or _("Mail"))
        parts = [account.address if account.label else "", self._standing.get(account.id, "")]
        return " · ".join(part for part in parts if part) or account.name

    def _get_person(self) -> str:
        return self.text("person.name")

    def _get_companion(self) -> str:
        return self.text("companion.name")

    def _get_voice(self) -> str:
        return self._about.get("voice", _("No voice (text only)"))

    def _get_mind(self) -> str:
        return self._about.get("mind", _("Built-in model, on this computer"))

    def _get_place(self) -> str:
        return self._about.get("place", "")

    def _get_version(self) -> str:
        return self._about.get("version", "")

    keepable = Property(bool, lambda self: self._keepable, notify=keepChanged)
    keepFault = Property(str, lambda self: self._keep_fault, notify=keepChanged)
    look = Property("QVariantList", _get_look, notify=valuesChanged)  # type: ignore[arg-type]
    manner = Property("QVariantList", _get_manner, notify=valuesChanged)  # type: ignore[arg-type]
    reading = Property("QVariantList", _get_reading, notify=valuesChanged)  # type: ignore[arg-type]
    switches = Property("QVariantList", _get_switches, notify=valuesChanged)  # type: ignore[arg-type]
    accounts = Property("QVariantList", _get_accounts, notify=accountsChanged)  # type: ignore[arg-type]
    blocked = Property("QVariantList", _get_blocked, notify=blockedChanged)  # type: ignore[arg-type]
    signs = Property(int, lambda self: self._signs, notify=accountsChanged)
    """The account whose signature the keyboard is to come to; 0 for none."""
    edited = Property(int, lambda self: self._edited, notify=accountsChanged)
    clients = Property("QVariantList", _get_clients, notify=valuesChanged)  # type: ignore[arg-type]
    person = Property(str, _get_person, notify=valuesChanged)
    companion = Property(str, _get_companion, notify=valuesChanged)
    voice = Property(str, _get_voice, notify=valuesChanged)
    mind = Property(str, _get_mind, notify=valuesChanged)
    place = Property(str, _get_place, notify=valuesChanged)
    version = Property(str, _get_version, notify=valuesChanged)

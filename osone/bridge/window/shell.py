"""The window around the rooms: where one is, what was just done, what asks to be confirmed, and how the work stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import KeyedModel
from osone.commands.chords import key_said, key_words
from osone.commands.screens import ScreenRow
from osone.text.catalogue import _

QML_IMPORT_NAME = "OSOne.Shell"
QML_IMPORT_MAJOR_VERSION = 1

MOST_BEFORE = 20
"""So many screens are known that one came by."""
RAIL = ("key", "title", "icon", "unread", "told")
PALETTE = "palette.open"
MOST_TOASTS = 3
TOAST_MS = 6_000


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet of all keys."""

    keys: str
    sentence: str
    group: str
    command: str = ""


@QmlElement
@QmlSingleton
class Shell(QObject):
    """The window. Signals go out to the application, which answers by calling the methods here."""

    screenChanged = Signal()
    foldedChanged = Signal()
    statusChanged = Signal()
    keysChanged = Signal()
    hintsChanged = Signal()
    cardsChanged = Signal()
    onboardingChanged = Signal()
    paneAsked = Signal(int)
    """The keyboard is to go that many panes on, or with 0 to the screen itself."""
    rowsAsked = Signal()
    """The cursor of the list moves: the keyboard is to be there, and no longer on a button beside it."""
    commandAsked = Signal(str)
    """A verb was pressed with the pointer: do as its key would."""
    toastTaken = Signal(str, str)
    """The way on that a toast offered was taken: its key and its command."""
    cardDecided = Signal(str, bool)
    cardChosen = Signal(str, int)
    """One of the choices of a card was taken, counted from 0."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: dict[str, ScreenRow] = {}
        self._screen = ""
        self._before: list[str] = []
        """The screens that one came by, the last one last."""
        self._screens: list[dict[str, str]] = []
        self._upper, self._lower = KeyedModel(RAIL, parent=self), KeyedModel(RAIL, parent=self)
        self._folded = False
        self._narrow = self._called = False
        self.away = False
        """Whether the keyboard is beside the screen, on the rail or on the companion."""
        self._onboarding = False
        self._status: tuple[str, str, float] = ("", "", -1.0)
        self._sheet = False
        self._every: tuple[KeyLine, ...] = ()
        self._palette = "Mod+K"
        self._hints: list[dict[str, str]] = []
        self._number = 0
        self._toasts = KeyedModel(("key", "text", "action", "keys", "command", "fault", "told"), parent=self)
        roles = ("key", "title", "body", "yes", "no", "icon", "ready", "choices")
        self._cards = KeyedModel(roles, parent=self)
        self._keys = KeyedModel(("key", "caps", "sentence", "group", "head", "column"), parent=self)

    # Where one is.

    def furnish(self, screens: Sequence[ScreenRow], folder: Path) -> None:
        """Give it the table of screens, before the QML is read. ``folder`` holds the QML modules."""
        self._table = {screen.name: screen for screen in screens}
        self._screen = screens[0].name
        self._screens = [{"name": s.name, "url": QUrl.fromLocalFile(str(folder / s.qml)).toString()} for s in screens]
        for low, rail in ((False, self._upper), (True, self._lower)):
            rail.put(
                [
                    {"key": s.name, "title": _(s.title), "icon": s.icon, "unread": 0, "told": ""}
                    for s in screens
                    if s.low is low
                ]
            )

    @property
    def at(self) -> ScreenRow:
        """The row of the screen before the person."""
        return self._table[self._screen]

    @Slot(str)
    def go(self, screen: str) -> None:
        """Go to a screen, by its name. What lay over the screens gives way: one goes there to see it."""
        if screen not in self._table:
            return
        lay = self.dismiss()
        if screen != self._screen:
            self._before = [*self._before, self._screen][-MOST_BEFORE:]
            self._screen = screen
            self.screenChanged.emit()
        elif lay:
            self.paneAsked.emit(0)

    def go_back(self, screen: str = "") -> None:
        """Go back to the screen that one came from, or to one before that.

        That is no way on: from there one goes back to what was before it, and never to and fro.
        """
        target = screen or (self._before[-1] if self._before else next(iter(self._table)))
        ways = [at for at, name in enumerate(self._before) if name == target]
        self._before = self._before[: ways[-1]] if ways else []
        if target != self._screen:
            self._screen = target
            self.screenChanged.emit()

    def set_folded(self, folded: bool) -> None:
        """Whether the companion is folded to a strip where there is room for more."""
        self._fold(folded, self._called)

    @Slot(bool)
    def set_narrow(self, narrow: bool) -> None:
        """Whether the window has no room for the companion: it is a strip then, and lies over the screen if called."""
        if narrow != self._narrow:
            self._narrow, self._called = narrow, False
            self.foldedChanged.emit()

    @Slot(bool)
    def set_away(self, away: bool) -> None:
        """Whether the keyboard is beside the screen, on the rail or on the companion."""
        self.away = away

    def unfold(self) -> None:
        """Show the companion, wherever there is room."""
        self._fold(self._folded and self._narrow, self._narrow)

    @Slot(result=bool)
    def dismiss(self) -> bool:
        """Take a companion away that lies over the screen; False where none does."""
        lay = self._narrow and self._called
        self._fold(self._folded, False)
        return lay

    def turn(self) -> bool:
        """Call a companion that is only called, or take it away; False where it is a setting whether it is shown."""
        if self._narrow:
            self._fold(self._folded, not self._called)
        return self._narrow

    def _fold(self, folded: bool, called: bool) -> None:
        before = self._get_folded()
        self._folded, self._called = folded, called
        if self._get_folded() != before:
            self.foldedChanged.emit()

    def set_onboarding(self, onboarding: bool) -> None:
        """Whether the meeting is going on, before which there is no house."""
        if onboarding != self._onboarding:
            self._onboarding = onboarding
            self.onboardingChanged.emit()

    def set_unread(self, screen: str, unread: int, told: str = "") -> None:
        """How much on a screen has not been read: the rail marks it. ``told`` says it where that is something else."""
        for rail in (self._upper, self._lower):
            at = rail.place_of(screen)
            if at >= 0:
                rail.alter(at, unread=unread, told=told)

    def set_hints(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """The keys taught at the foot of the screen: keys, words and command."""
        shown = [{"keys": key_words(keys), "label": label, "command": command} for keys, label, command in hints]
        if shown != self._hints:
            self._hints = shown
            self.hintsChanged.emit()

    @Slot(str)
    def press(self, command: str) -> None:
        """Do as the key of this verb would."""
        self.commandAsked.emit(command)

    # What was just done.

    def toast(
        self,
        text: str,
        action: str = "",
        keys: str = "",
        command: str = "",
        *,
        fault: bool = False,
        stay: bool = False,
        told: bool = False,
    ) -> str:
        """Say what was done, with the way back. It goes by itself, but a fault stays until it is taken.

        ``told`` is what was asked and no deed.
        """
        self._number += 1
        key = f"toast{self._number}"
        row: dict[str, object] = {"key": key, "text": text, "action": action, "keys": key_words(keys)}
        row |= {"command": command, "fault": fault, "told": told}
        self._toasts.put([*self._toasts.rows[-(MOST_TOASTS - 1) :], row])
        if not stay:
            QTimer.singleShot(TOAST_MS * (2 if fault else 1), self, lambda: self.drop(key))
        return key

    @Slot(str)
    def drop(self, key: str) -> None:
        """Take a toast away."""
        self._toasts.put([row for row in self._toasts.rows if row["key"] != key])

    def drop_said(self, text: str) -> None:
        """Take away what says this: it holds no more."""
        self._toasts.put([row for row in self._toasts.rows if row["text"] != text])

    @Slot(str)
    def take(self, key: str) -> None:
        """Take the way on that a toast offers."""
        at = self._toasts.place_of(key)
        if at >= 0:
            command = str(self._toasts.rows[at]["command"])
            self.drop(key)
            self.toastTaken.emit(key, command)

    # What asks to be confirmed.

    def card(
        self,
        key: str,
        title: str,
        body: str,
        yes: str,
        no: str,
        icon: str = "circle-alert",
        *,
        ready: bool = False,
        choices: Sequence[str] = (),
    ) -> None:
        """Show what will happen first, and ask: yes or no, or which of some ``choices``, the first the likeliest.

        ``ready`` puts the keyboard on the yes, not on what changes nothing.
        """
        row = {"key": key, "title": title, "body": body, "yes": yes, "no": no, "icon": icon, "ready": ready}
        row |= {"choices": list(choices)}
        self._cards.put([*[r for r in self._cards.rows if r["key"] != key], row])
        self.cardsChanged.emit()

    def drop_card(self, key: str) -> None:
        """Take a card away that asks for what holds no more."""
        self._cards.put([row for row in self._cards.rows if row["key"] != key])
        self.cardsChanged.emit()

    @Slot(str, bool)
    def decide(self, key: str, yes: bool) -> None:
        """Answer a card."""
        self._cards.put([row for row in self._cards.rows if row["key"] != key])
        self.cardsChanged.emit()
        self.cardDecided.emit(key, yes)

    @Slot(str, int)
    def choose(self, key: str, choice: int) -> None:
        """Take one of the choices of a card, counted from 0."""
        self._cards.put([row for row in self._cards.rows if row["key"] != key])
        self.cardsChanged.emit()
        self.cardChosen.emit(key, choice)

    @Slot(bool)
    def decide_last(self, yes: bool) -> None:
        """Answer the card that lies on top."""
        if self._cards.rows:
            self.decide(str(self._cards.rows[-1]["key"]), yes)

    # How the work stands.

    def set_status(self, kind: str, text: str = "", share: float = -1.0) -> None:
        """One calm line: ``sync`` with a share of the work, ``offline``, ``restarting``, ``fault``, or nothing."""
        if (kind, text, share) != self._status:
            self._status = (kind, text, share)
            self.statusChanged.emit()

    # All keys.

    def teach(self, lines: Sequence[KeyLine]) -> None:
        """All keys, for the sheet."""
        self._every = tuple(lines)
        self._palette = next((line.keys for line in lines if line.command == PALETTE), self._palette)
        if self._sheet:
            self.seek("")

    @Slot()
    def show_keys(self) -> None:
        """Show the sheet of all keys, or take it away."""
        self._sheet = not self._sheet
        self.seek("")
        self.keysChanged.emit()

    @Slot(str)
    def seek(self, words: str) -> None:
        """Narrow the sheet to what fits these words."""
        wanted = words.casefold().split()
        fitting = [
            line
            for line in self._every
            if all(w in f"{line.keys} {key_words(line.keys)} {line.sentence} {line.group}".casefold() for w in wanted)
        ]
        heights = Counter(line.group for line in fitting)
        half = (len(fitting) + len(heights)) / 2
        rows: list[dict[str, object]] = []
        group, column = "", 0
        for line in fitting:
            if line.group != group:
                group = line.group
                # A group stays whole: it goes over where that leaves the two columns more alike.
                column = int(column or (bool(rows) and len(rows) + (heights[group] + 1) / 2 > half))
                rows.append({
                    "key": f"/{group}", "caps": "", "sentence": group, "group": group, "head": True, "column": column,
                })  # fmt: skip
            rows.append({
                "key": f"{line.keys}/{line.sentence}",
                "caps": key_words(line.keys), "sentence": line.sentence.rstrip("."),
                "group": group, "head": False, "column": column,
            })  # fmt: skip
        self._keys.put(rows)

    @Slot(int, result=str)
    def told_key(self, at: int) -> str:
        """A line of the sheet as it is heard, counted from 0; empty where there is none."""
        lines = [row for row in self._keys.rows if not row["head"]]
        if not lines:
            return _("No shortcut found") if at == 0 else ""
        return f"{lines[at]['sentence']}, {lines[at]['caps']}" if 0 <= at < len(lines) else ""

    def _get_screen(self) -> str:
        return self._screen

    def _get_onboarding(self) -> bool:
        return self._onboarding

    def _get_folded(self) -> bool:
        return not self._called if self._narrow else self._folded

    def _get_status(self) -> str:
        return self._status[1]

    def _get_status_kind(self) -> str:
        return self._status[0]

    def _get_share(self) -> float:
        return self._status[2]

    def _get_sheet(self) -> bool:
        return self._sheet

    def _get_hints(self) -> list[dict[str, str]]:
        return self._hints

    def _get_toasts(self) -> QObject:
        return self._toasts

    def _get_cards(self) -> QObject:
        return self._cards

    def _get_keys(self) -> QObject:
        return self._keys

    def _get_asking(self) -> bool:
        return bool(self._cards.rows)

    screen = Property(str, _get_screen, notify=screenChanged)
    title = Property(str, lambda self: _(self.at.title), notify=screenChanged)
    onboarding = Property(bool, _get_onboarding, notify=onboardingChanged)
    folded = Property(bool, _get_folded, notify=foldedChanged)
    narrow = Property(bool, lambda self: self._narrow, notify=foldedChanged)
    screens = Property("QVariantList", lambda self: self._screens, constant=True)  # type: ignore[arg-type]
    upper = Property(QObject, lambda self: self._upper, constant=True)
    lower = Property(QObject, lambda self: self._lower, constant=True)
    status = Property(str, _get_status, notify=statusChanged)
    statusKind = Property(str, _get_status_kind, notify=statusChanged)
    statusShare = Property(float, _get_share, notify=statusChanged)
    sheet = Property(bool, _get_sheet, notify=keysChanged)
    paletteKeys = Property(str, lambda self: key_said(self._palette), notify=keysChanged)
    hints = Property("QVariantList", _get_hints, notify=hintsChanged)  # type: ignore[arg-type]
    toasts = Property(QObject, _get_toasts, constant=True)
    cards = Property(QObject, _get_cards, constant=True)
    keys = Property(QObject, _get_keys, constant=True)
    asking = Property(bool, _get_asking, notify=cardsChanged)

"""The palette: what can be done here, then ask, find and capture; and the line that asks a verb's missing word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import KeyedModel, Row
from osone.commands.chords import key_words
from osone.text.catalogue import N_, _

QML_IMPORT_NAME = "OSOne.Palette"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("key", "icon", "title", "detail", "keys", "kind", "value")
SHOWN, MANY = 7, 50
SHOWN_OF: Mapping[str, int] = {"link.open": MANY, **dict.fromkeys(("mail.move", "box.folder", "folder.purpose"), 200)}
"""Choices that are shown of a verb where one may look through all: the box scrolls, and fades where there are more."""


@dataclass(frozen=True, slots=True)
class PaletteLine:
    """One line that the palette offers."""

    command: str
    title: str
    detail: str = ""
    keys: str = ""
    icon: str = "circle"
    asks: str = ""
    """The argument that must still be given in words, or empty."""
    given: str = ""
    """What it is given, where that is known already."""


Offers = Callable[[str], Sequence[PaletteLine]]
"""What can be done here that fits these words, best first."""
Choices = Callable[[str, str], Sequence[tuple[str, str]]]
"""For a verb and what was typed: values to choose among, each with its words."""

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "task.add": (N_("New task:"), N_("call Amy tomorrow at 10 #house")),
    "event.add": (N_("New event:"), N_("lunch with Amy tomorrow 12:30 at Rosa’s")),
    "go.date": (N_("Which day?"), N_("friday, 14 nov, in two weeks")),
    "task.due": (N_("When?"), N_("friday, 14 nov, in two weeks")),
    "mail.snooze": (N_("Snooze until when?"), N_("friday at 9, in two weeks")),
    "task.rename": (N_("New title"), ""),
    "mail.move": (N_("Move to which folder?"), N_("Type its name")),
    "box.folder": (N_("Go to which folder?"), N_("Type its name")),
    "sender.block": (N_("Block which address?"), N_("ann@example.org")),
    "sender.unblock": (N_("Unblock which sender?"), N_("Type its name or address")),
    "account.signature": (N_("Signature of which account?"), N_("Type its name")),
    "account.remove": (N_("Remove which account?"), N_("Type its name")),
    "folder.purpose": (N_("Which folder is for what?"), N_("trash, archive, sent, drafts or junk")),
    "file.place": (N_("Save as"), ""),
    "file.folder": (N_("Save in which folder?"), ""),
    "write.files": (N_("Attach which file?"), N_("Type its name, or a folder")),
    "write.take_out": (N_("Remove which file?"), N_("Type its name")),
    "write.remind": (N_("Remind you when?"), N_("in 3 days, friday, next week")),
    "write.later": (N_("When should it leave?"), N_("tomorrow at 8, friday, in two hours")),
    "link.open": (N_("Open which link?"), N_("Type its words, or where it leads")),
    "write.link": (N_("Link to where?"), N_("x.org, or an email address")),
    "write.link_words": (N_("Link to where?"), N_("x.org, or an email address")),
    "mail.import": (N_("Where is it?"), N_("a Maildir, an mbox or .ics file, or a folder")),
}

ICONS = {
    "task.due": "calendar-clock",
    "go.date": "calendar-search",
    "event.add": "calendar-plus",
    "write.files": "paperclip",
    "write.take_out": "paperclip",
    "write.later": "clock",
    "mail.snooze": "alarm-clock",
    "write.remind": "alarm-clock",
    "write.link": "link",
    "write.link_words": "link",
    "link.open": "link",
    "sender.unblock": "ban",
}
"""What is drawn beside what can be chosen; a folder where nothing is said."""
MADE: Mapping[str, tuple[str, str, str]] = {
    "mail.move": ("mail.move_new", "folder-plus", N_("Create the folder “{words}” and move there")),
}
"""What is offered for words that name none of a verb's choices: the verb that makes it, its icon and its sentence."""
TIMES: Mapping[str, str] = {
    **dict.fromkeys(
        ("mail.snooze", "write.remind", "write.later"),
        N_("No time ahead in that. Try “tomorrow”, “friday at 9” or “in two weeks”."),
    ),
    **dict.fromkeys(("task.due", "go.date"), N_("No day in that. Try “friday”, “14 nov” or “in two weeks”.")),
    "event.add": N_("That doesn't say when. Add a day or a time, such as “tomorrow at 12:30”."),
}
"""Verbs whose words must be one of their choices, and what is remarked where they make none: the line stays open."""


@QmlElement
@QmlSingleton
class Finder(KeyedModel):
    """The palette and its one line."""

    openChanged = Signal()
    wordsChanged = Signal()
    cursorChanged = Signal()
    chosen = Signal(str, str)
    """A command and, where it asked for one, the words given (else empty)."""
    asked = Signal(str)
    found = Signal(str)
    captured = Signal(str)
    """Words are to be kept as an event or a task."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._offers: Offers = lambda _words: ()
        self._choices: Choices = lambda _command, _words: ()
        self._in_use: Callable[[str], str] = lambda _command: ""
        self.remark: Callable[[str, str], str] = lambda _command, _words: ""
        """What is to be said of the words for a verb while they are typed; mostly nothing."""
        self._over = False
        self._open = False
        self._words = ""
        self._cursor = 0
        self._asks = ""
        self._asked = ""
        self._name = _("your companion")

    def begin(self, offers: Offers, choices: Choices | None = None, in_use: Callable[[str], str] | None = None) -> None:
        """Give it what it offers, and which of a verb's choices is in use."""
        self._offers = offers
        self._choices, self._in_use = choices or self._choices, in_use or self._in_use

    def set_name(self, name: str) -> None:
        """What the companion is called."""
        self._name = name or _("your companion")

    @Slot()
    def open(self) -> None:
        """Open the palette."""
        self._start("", "")

    def ask(self, command: str, title: str = "", words: str = "", *, over: bool = False) -> None:
        """Ask for a verb's missing word; ``words`` stand in the line already, to be written ``over`` or mended."""
        self._start(command, title, words, over=over)

    def _start(self, command: str, title: str, words: str = "", *, over: bool = False) -> None:
        self._asks, self._asked, self._over = command, title.rstrip("."), over
        self._words = words
        self._open = True
        self._lay()
        self.openChanged.emit()
        self.wordsChanged.emit()

    @Slot()
    def close(self) -> None:
        """Close it."""
        if self._open:
            self._open = False
            self.openChanged.emit()

    @Slot(str)
    def type(self, words: str) -> None:
        """What stands in the line now."""
        if words != self._words:
            self._words = words
            self._lay()
            self.wordsChanged.emit()

    @Slot(int)
    def move(self, by: int) -> None:
        """Move the cursor, round at both ends."""
        if self.rows:
            self.point((self._cursor + by) % len(self.rows))

    @Slot(int)
    def point(self, at: int) -> None:
        """Put the cursor on a line."""
        self._cursor = at
        self.cursorChanged.emit()

    @Slot()
    def choose(self) -> None:
        """Do what the cursor is on."""
        row = self.rows[self._cursor] if 0 <= self._cursor < len(self.rows) else None
        words = self._words.strip()
        if row is None or row["kind"] == "remark":
            return
        kind, value = str(row["kind"]), str(row["value"])
        if kind == "asks":
            self.ask(value, str(row["title"]))
            return
        self.close()
        if kind == "command":
            self.chosen.emit(value, "")
        elif kind == "value":
            self.chosen.emit(self._asks, value)
        elif kind == "given":
            self.chosen.emit(*value.split("\n", 1))
        elif kind == "made":
            self.chosen.emit(value, words)
        elif kind == "words":
            self.chosen.emit(self._asks, words)
        elif kind == "capture":
            self.captured.emit(words)
        elif kind == "ask":
            self.asked.emit(words)
        elif kind == "find":
            self.found.emit(words)

    @Slot()
    def ask_companion(self) -> None:
        """Hand what was typed to the companion."""
        if self._words.strip() and not self._asks:
            self.close()
            self.asked.emit(self._words.strip())

    def _lay(self) -> None:
        words = self._words.strip()
        rows = self._answers(words) if self._asks else self._lines(words)
        self.put(rows)
        # What there is to choose among begins at what is in use.
        used = self._in_use(self._asks) if self._asks and not words else ""
        self._cursor = next((n for n, row in enumerate(rows) if used and row["value"] == used), 0)
        self.cursorChanged.emit()

    def _answers(self, words: str) -> list[Row]:
        icon = ICONS.get(self._asks, "settings" if self._asks.startswith("set.") else "folder")
        used, shown = self._in_use(self._asks), MANY if self._asks.startswith("set.") else SHOWN
        rows = [
            _row("value", value, "check" if value == used else icon, title, _("In use") if value == used else "")
            for value, title in self._choices(self._asks, words)
        ][: SHOWN_OF.get(self._asks, shown)]
        known = {title.casefold() for _value, title in self._choices(self._asks, "")}
        if known and words and words.casefold() not in known and self._asks in MADE:
            verb, icon, sentence = MADE[self._asks]
            rows.append(_row("made", verb, icon, _(sentence, words=words), keys="" if rows else "Enter"))
        remark = self.remark(self._asks, words) if words else ""
        if not rows and words and self._asks in TIMES:
            remark = remark or _(TIMES[self._asks])
        elif not rows and words:
            rows.append(_row("words", self._asks, "corner-down-left", f"“{words}”", keys="Enter"))
        if remark:
            rows.append(_row("remark", "", "circle-alert", remark))
        return rows

    def _lines(self, words: str) -> list[Row]:
        offers = list(self._offers(self._words))[: SHOWN if not words else SHOWN - 2]
        rows = [
            _row("given", f"{o.command}\n{o.given}", o.icon, o.title)
            if o.given
            else _row("asks" if o.asks else "command", o.command, o.icon, o.title, o.detail, o.keys)
            for o in offers
        ]
        if words:
            rows += [
                _row(
                    "ask",
                    "ask",
                    "message-circle",
                    _("Ask {name}: “{words}”", name=self._name, words=words),
                    keys="Mod+Enter",
                ),
                _row("find", "find", "search", _("Find “{words}” in mail", words=words), keys="/"),
                _row(
                    "capture", "capture", "pencil-line", _("Add “{words}” to calendar or tasks", words=words), keys="q"
                ),
            ]
        return rows

    def _get_open(self) -> bool:
        return self._open

    def _get_words(self) -> str:
        return self._words

    def _get_cursor(self) -> int:
        return self._cursor

    def _get_title(self) -> str:
        """What the line is for, as it is told to who hears it: the palette, or what is asked by a verb."""
        return (
            _(QUESTIONS[self._asks][0]).rstrip(":") if self._asks in QUESTIONS else self._asked or _("Command palette")
        )

    def _get_placeholder(self) -> str:
        if not self._asks:
            return _("What would you like to do, find or ask {name}?", name=self._name)
        title, hint = QUESTIONS.get(self._asks, (self._asked, ""))
        return f"{_(title)} {_(hint) if hint else ''}".strip()

    def _get_icon(self) -> str:
        return "search" if not self._asks else "corner-down-left"

    opened = Property(bool, _get_open, notify=openChanged)
    words = Property(str, _get_words, notify=wordsChanged)
    cursor = Property(int, _get_cursor, notify=cursorChanged)
    over = Property(bool, lambda self: self._over, notify=openChanged)
    asking = Property(bool, lambda self: bool(self._asks), notify=openChanged)
    title = Property(str, _get_title, notify=openChanged)
    placeholder = Property(str, _get_placeholder, notify=openChanged)
    icon = Property(str, _get_icon, notify=openChanged)


def _row(kind: str, value: str, icon: str, title: str, detail: str = "", keys: str = "") -> Row:
    return {
        "key": f"{kind}/{value}", "kind": kind, "value": value, "icon": icon, "title": title.rstrip("."),
        "detail": detail, "keys": key_words(keys),
    }  # fmt: skip

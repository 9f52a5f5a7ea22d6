"""When a person is reminded of the draft that is open, should nobody answer it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.commands import writing as verbs
from osone.host import here
from osone.model.drafts import Draft
from osone.model.errors import CommandError
from osone.text.catalogue import N_, _
from osone.text.dates import day_said
from osone.text.numbers import first_up

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

USUAL = N_("in 3 days")
"""What a press of the button means."""
NEVER = "never"


@QmlElement
@QmlSingleton
class Reminding(QObject):
    """The reminder of the draft that is open."""

    changed = Signal()
    chosen = Signal(str)
    """When a person is to be reminded, in words; empty for never."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Callable[[], datetime] = here.now
        self.words = ""

    def begin(self, now: Callable[[], datetime]) -> None:
        """Give it the clock."""
        self._now = now

    def follow(self, draft: Draft | None) -> None:
        """Show when one is reminded of this draft."""
        words = draft.remind if draft is not None else ""
        if words != self.words:
            self.words = words
            self.changed.emit()

    def choose(self, words: str) -> None:
        """Be reminded then. Raises CommandError where the words name no time that is ahead."""
        if words != NEVER:
            verbs.leaves_at(words, self._now())
        self.chosen.emit("" if words == NEVER else words)

    @Slot()
    def flip(self) -> None:
        """Be reminded at the usual time, or not at all."""
        self.choose(NEVER if self.words else USUAL)

    def _day(self) -> str:
        try:
            at = verbs.leaves_at(self.words, self._now())
        except CommandError:
            return self.words  # it was understood when it was chosen
        return day_said(at.date(), self._now().date()) if at is not None else ""

    def _get_text(self) -> str:
        return _("Remind me {day}", day=self._day()) if self.words else _("Remind me")

    def _get_whole(self) -> str:
        if self.words:
            return _("Remind me {day} if nobody answers", day=self._day())
        return _("Remind me if nobody answers")

    def _get_short(self) -> str:
        return first_up(self._day()) if self.words else _("Remind me")

    short = Property(str, _get_short, notify=changed)
    text = Property(str, _get_text, notify=changed)
    whole = Property(str, _get_whole, notify=changed)
    on = Property(bool, lambda self: bool(self.words), notify=changed)

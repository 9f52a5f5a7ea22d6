"""One turn of the talk under a cursor: its words are copied, asked again, explained, or deleted for good."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.companion.rows import number, words_of
from osone.bridge.companion.talk import Talk
from osone.bridge.lists.keyed import Row
from osone.commands.chords import key_words
from osone.text.catalogue import _

QML_IMPORT_NAME = "OSOne.Companion"
QML_IMPORT_MAJOR_VERSION = 1

KEYS = {"copy": "turn.copy", "reword": "turn.reword", "why": "turn.why", "delete": "turn.delete"}
"""What can be done to a turn, with the verb whose key does it."""


@QmlElement
@QmlSingleton
class TalkTurns(QObject):
    """Which turn is meant: the one that the keyboard or the pointer chose, or else the newest."""

    changed = Signal()
    keysChanged = Signal()
    worded = Signal(str)
    """These words are to be changed and asked again."""
    held = Signal()
    """A turn was chosen: the keyboard is to be there."""
    whyAsked = Signal(int)
    deleteAsked = Signal(list)
    """These turns are to be deleted for good, once that was agreed to."""
    copied = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talk: Talk | None = None
        self._at = ""
        self._keys: dict[str, str] = {}

    def follow(self, talk: Talk) -> None:
        """Take the talk whose turns these are."""
        self._talk = talk
        for told in (talk.rowsInserted, talk.rowsRemoved, talk.dataChanged):
            told.connect(self._look)

    def teach(self, keys: dict[str, str]) -> None:
        """The keys of the verbs that are for a turn, by the verbs' ids."""
        self._keys = {what: keys[verb] for what, verb in KEYS.items() if verb in keys}
        self.keysChanged.emit()

    @property
    def on(self) -> bool:
        """Whether a turn is chosen."""
        return bool(self._at)

    @property
    def _rows(self) -> Sequence[Row]:
        return self._talk.rows if self._talk is not None else ()

    def _all(self) -> list[str]:
        """The turns, in their order: whatever somebody said."""
        quiet = ("note", "fault", "card", "decided", "offers", "deed")
        return list(dict.fromkeys(str(row["turn"]) for row in self._rows if row["turn"] and row["kind"] not in quiet))

    def _mine(self, turn: str) -> bool:
        return any(row["turn"] == turn and row["kind"] == "person" for row in self._rows)

    def _meant(self, *, mine: bool) -> str:
        """The turn that is meant: the chosen one, else the newest of the person's, or of hers."""
        if self._at:
            return self._at
        return next((turn for turn in reversed(self._all()) if self._mine(turn) is mine), "")

    def _look(self) -> None:
        """The talk is another: what is gone is not chosen any more."""
        if self._at and self._at not in self._all():
            self.leave()
        elif self._at:
            self.changed.emit()

    @Slot(int, result=bool)
    def step(self, by: int) -> bool:
        """Choose the turn before or after; False where that leads out of the talk at its end, or there is none."""
        turns = self._all()
        if not turns:
            return False
        at = turns.index(self._at) + by if self._at in turns else len(turns) - 1
        if at >= len(turns):
            self.leave()
            return False
        self._choose(turns[max(0, at)])
        return True

    @Slot(int)
    def edge(self, by: int) -> None:
        """Choose the first turn, or the newest."""
        if turns := self._all():
            self._choose(turns[0 if by < 0 else -1])

    @Slot(str)
    def point(self, turn: str) -> None:
        """Choose a turn with the pointer; pressed again it is let go."""
        if turn == self._at:
            self.leave()
        elif turn in self._all():
            self._choose(turn)
            self.held.emit()

    def _choose(self, turn: str) -> None:
        self._at = turn
        self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """None is chosen."""
        if self._at:
            self._at = ""
            self.changed.emit()

    @Slot(str)
    def act(self, what: str) -> None:
        """Do something to the turn that is meant: ``copy``, ``reword``, ``why`` or ``delete``."""
        turn = self._meant(mine=what in ("reword", "delete"))
        if what == "copy" and turn:
            QGuiApplication.clipboard().setText(words_of(self._rows, turn))
            self.copied.emit()
        elif what == "reword" and turn:
            asked = turn if self._mine(turn) else self._asked_by(turn)
            if words := words_of(self._rows, asked):
                self.leave()
                self.worded.emit(words)
        elif what == "why":
            kept = number(turn)
            if turn and kept is None and self._talk is not None:
                self._talk.note(_("That came from OS One itself, not from a question of yours."))
            else:
                self.whyAsked.emit(kept or 0)
        elif what == "delete" and turn:
            self._delete(turn)

    def _asked_by(self, turn: str) -> str:
        """The person's turn that one of hers answers; empty where it answers none."""
        turns = self._all()
        return next((one for one in reversed(turns[: turns.index(turn)]) if self._mine(one)), "")

    def _delete(self, turn: str) -> None:
        """A sentence goes with its answer; an answer goes alone."""
        turns = self._all()
        gone, rest = [turn], turns[turns.index(turn) + 1 :]
        for one in rest if self._mine(turn) else ():
            if self._mine(one):
                break
            gone.append(one)
        if kept := [found for one in gone if (found := number(one)) is not None]:
            self.deleteAsked.emit(kept)
        elif self._talk is not None:
            self._talk.drop(gone)  # nothing of it is kept anywhere

    def _caps(self, what: str) -> list[str]:
        return key_words(self._keys[what]).split(" ") if what in self._keys else []

    def _get_last(self) -> str:
        mine = [str(row["key"]) for row in self._rows if self._at and row["turn"] == self._at]
        return mine[-1] if mine else ""

    def _get_heard(self) -> str:
        return words_of(self._rows, self._at) if self._at else ""

    at = Property(str, lambda self: self._at, notify=changed)
    last = Property(str, _get_last, notify=changed)
    """The row after which it is shown what can be done."""
    mine = Property(bool, lambda self: bool(self._at) and self._mine(self._at), notify=changed)
    heard = Property(str, _get_heard, notify=changed)
    copyKeys = Property(list, lambda self: self._caps("copy"), notify=keysChanged)
    rewordKeys = Property(list, lambda self: self._caps("reword"), notify=keysChanged)
    whyKeys = Property(list, lambda self: self._caps("why"), notify=keysChanged)
    deleteKeys = Property(list, lambda self: self._caps("delete"), notify=keysChanged)

"""The companion at the side: what was said as a flat list of blocks, its presence, and the line to answer on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.companion.rows import ABOUT, BLANK, KEPT, ROLES, UNTOLD, drawn, left_of
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.ports import Reads
from osone.bridge.screen import Noun
from osone.commands.chords import key_words
from osone.host.later import later
from osone.model.talk import Speaker, Turn
from osone.store import talk
from osone.text.catalogue import N_, _
from osone.text.numbers import first_up

if TYPE_CHECKING:
    from osone.companion import blocks
else:
    blocks = later("osone.companion.blocks")  # once something is said

QML_IMPORT_NAME = "OSOne.Companion"
QML_IMPORT_MAJOR_VERSION = 1

MOODS = {"still": N_("Here"), "listening": N_("Listening"), "thinking": N_("Thinking"), "speaking": N_("Speaking")}
LAST_TURNS = 60
OFFERS = 2
"""Things that are offered at once, a key each."""


@QmlElement
@QmlSingleton
class Talk(KeyedModel):
    """The talk with the companion. It is told what happens; what the person wants goes out as signals."""

    nameChanged = Signal()
    keysChanged = Signal()
    presenceChanged = Signal()
    levelChanged = Signal()
    noticeChanged = Signal()
    busyChanged = Signal()
    focusAsked = Signal()
    aboutChanged = Signal()
    said = Signal(str)
    """The person said this."""
    stopAsked = Signal()
    earAsked = Signal()
    decided = Signal(str, bool)
    """A card was answered: its key, and yes or no."""
    heard = Signal(str)
    """This is said now, for who listens to the window: a whole answer, a note, why there is none."""
    forgot = Signal()
    """Mail went that was spoken of: nothing of it may be said again."""
    linkAsked = Signal(str)
    noticeTaken = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._keys = "Mod+J"
        self._name = ""
        self._presence = "still"
        self._level = 0.0
        self._notice: tuple[str, str, str] = ("", "", "")
        self._read: set[str] = set()
        """Notices that the person took away."""
        self._stream: blocks.BlockStream | None = None
        self._base = 0
        self._turn = ""
        self._number = 0
        self._early: list[str] | None = []
        """What was said before anybody could answer; None from then on."""
        self._hears = False
        self._offers: tuple[str, ...] = ()
        """What could be said next, as sentences."""
        self._about: Sequence[Noun] = ()
        self._about_words, self._about_icon = "", ""

    def teach(self, keys: str) -> None:
        """The keys that bring the person here."""
        if keys != self._keys:
            self._keys = keys
            self.keysChanged.emit()

    def begin(self, reads: Reads) -> None:
        """Read what was said last."""
        self._reads = reads
        reads.ask(lambda connection: talk.newest(connection, LAST_TURNS), self.recall)

    def look(self, turns: Sequence[int]) -> None:
        """Turns changed, or where none is named any of them: let go of those that were forgotten."""
        shown = {int(turn[1:]) for row in self.rows if (turn := str(row["turn"]))[:1] in ("t", KEPT)}
        some = [turn for turn in turns if turn in shown] if turns else sorted(shown)
        if self._reads is not None and some:
            self._reads.ask(lambda connection: talk.forgotten(connection, some), self.forget)

    def listen(self) -> None:
        """Somebody answers from now on; what was said before that is said to them now."""
        early, self._early = self._early or [], None
        for words in early:
            self.said.emit(words)

    def recall(self, turns: Sequence[Turn]) -> None:
        """Show turns of the transcript, oldest first, before what is said now."""
        rows: list[Row] = []
        for turn in turns:
            rows += self._turn_rows(f"t{turn.id}", turn.speaker is Speaker.PERSON, turn.text, turn.stopped, turn.origin)
        now = [row for row in self.rows if not str(row["turn"]).startswith("t")]
        self.put(rows + now)
        self._base = len(self.rows) if self._stream is None else self._base + len(rows)

    def _turn_rows(self, turn: str, person: bool, text: str, stopped: bool, origin: str = "") -> list[Row]:
        if not person and not text and origin == talk.FORGOTTEN:
            return [left_of(turn)]
        if person:
            return [BLANK | {"key": turn, "kind": "person", "text": text, "first": True, "turn": turn}]
        rows = [drawn(b, f"{turn}/{n}", turn, n == 0) for n, b in enumerate(blocks.blocks(text))]
        if stopped:
            rows.append(BLANK | {"key": f"{turn}/stopped", "kind": "stopped", "text": "stopped", "turn": turn})
        return rows

    def _fresh(self) -> str:
        self._number += 1
        return f"n{self._number}"

    def person(self, text: str) -> None:
        """Show what the person said."""
        self._drop_offers()
        turn = self._fresh()
        self.splice(len(self.rows), self._turn_rows(turn, True, text, False))

    def start(self, number: int = 0) -> None:
        """The companion begins to answer, with the turn of that number where it is kept."""
        self._turn = f"{KEPT}{number}" if number else self._fresh()
        self._stream = blocks.BlockStream()
        self._base = len(self.rows)
        self.set_presence("thinking")
        self.busyChanged.emit()

    def feed(self, piece: str) -> None:
        """The next piece of the answer, in Markdown."""
        if self._stream is None:
            self.start()
        if self._stream is None:
            return
        change = self._stream.feed(piece)
        if change is not None:
            rows = [
                drawn(b, f"{self._turn}/{change.first + n}", self._turn, change.first + n == 0)
                for n, b in enumerate(change.blocks)
            ]
            # What was put beneath a reply that goes on stays beneath it.
            beneath = [row for row in self.rows[self._base + change.first :] if row["turn"] != self._turn]
            self.splice(self._base + change.first, [*rows, *beneath])

    def finish(self, *, stopped: bool = False) -> None:
        """The answer is whole, or was cut off."""
        if self._stream is not None:
            self._stream = None
            self.heard.emit("\n".join(str(row["heard"]) for row in self.rows if row["turn"] == self._turn))
            if stopped:
                row = BLANK | {"key": f"{self._turn}/stopped", "kind": "stopped", "text": "stopped", "turn": self._turn}
                self.splice(len(self.rows), [row])
            self.busyChanged.emit()
        self.set_presence("still")

    def say(self, text: str) -> None:
        """Show a whole answer at once."""
        self.start()
        self.feed(text)
        self.finish()

    def card(self, key: str, title: str, body: str, yes: str, no: str, icon: str = "") -> None:
        """Propose something; ``decided`` tells the answer."""
        row = BLANK | {"key": key, "kind": "card", "title": title, "text": body, "yes": yes, "no": no, "icon": icon}
        self.splice(len(self.rows), [row])
        self.heard.emit(f"{title}\n{body}".strip())

    def note(self, text: str, key: str = "") -> None:
        """A quiet line beside what is said, in nobody's voice."""
        row = BLANK | {"key": f"{key}{self._fresh()}", "kind": "note", "text": text, "first": True}
        at = len(self.rows) if self._stream is None else self._base
        self.splice(at, [row, *self.rows[at:]])
        self.heard.emit(text)
        self._base += self._stream is not None

    def forget(self, turns: Sequence[int]) -> None:
        """Take away what was said in turns that were forgotten, and all that nobody can tell from it."""
        gone = {f"{kind}{number}" for kind in ("t", KEPT) for number in turns}
        if not any(row["turn"] in gone for row in self.rows):
            return
        self.forgot.emit()
        kept: list[Row] = []
        for row in self.rows:
            if row["turn"] in gone:
                kept += [] if kept and kept[-1]["turn"] == row["turn"] else [left_of(str(row["turn"]))]
            elif row["kind"] not in UNTOLD and not str(row["key"]).startswith(ABOUT):
                kept.append(row)
        self._offers = ()
        self.put(kept)
        self._base = len(kept)

    def fault(self, sentence: str, remedy: str) -> None:
        """Say plainly that it cannot answer, and what to do."""
        row = BLANK | {"key": self._fresh(), "kind": "fault", "text": sentence, "title": remedy, "first": True}
        self.splice(len(self.rows), [row])
        self.heard.emit(f"{sentence}\n{remedy}".strip())

    def clear(self) -> None:
        """Empty the talk on the screen; the transcript keeps it."""
        self._stream, self._offers = None, ()
        self.put([])
        self._base = 0
        self.busyChanged.emit()

    def set_name(self, name: str) -> None:
        """What it is called."""
        if name != self._name:
            self._name = name
            self.nameChanged.emit()

    def set_presence(self, mood: str) -> None:
        """``still``, ``listening``, ``thinking`` or ``speaking``."""
        if mood != self._presence:
            self._presence = mood
            self.presenceChanged.emit()

    def set_level(self, level: float) -> None:
        """How loud the voice is at this moment, 0 to 1."""
        self._level = level
        self.levelChanged.emit()

    def set_hears(self, hears: bool) -> None:
        """Whether there is a microphone that it may use."""
        self._hears = hears
        self.noticeChanged.emit()

    def set_about(self, nouns: Sequence[Noun], words: str, icon: str) -> None:
        """What the next words will be about, as the line shows it until they are sent."""
        self._about, self._about_words, self._about_icon = nouns, words, icon
        self.aboutChanged.emit()

    @Slot()
    def drop_about(self) -> None:
        """The next words are about nothing in particular."""
        if self._about:
            self.set_about((), "", "")

    def take_about(self) -> Sequence[Noun]:
        """What the words that are sent now are about; the line shows it no longer, the talk does."""
        about, words = self._about, self._about_words
        if words:
            self.note(_("About “{what}”", what=words), ABOUT)
        self.drop_about()
        return about

    def set_notice(self, text: str, action: str = "", command: str = "") -> None:
        """Something about the mind that the person should know, with a way on; empty takes it away."""
        self._notice = (text, action, command) if text not in self._read else ("", "", "")
        self.noticeChanged.emit()

    @Slot(str)
    def send(self, words: str) -> None:
        """The person said something."""
        words = words.strip()
        if words and self._early is not None:
            self._early.append(words)
        elif words:
            self.said.emit(words)

    @Slot()
    def stop(self) -> None:
        """Stop it speaking."""
        self.stopAsked.emit()

    @Slot()
    def hear(self) -> None:
        """Listen to the person."""
        self.earAsked.emit()

    @Slot(str, bool)
    def decide(self, key: str, yes: bool) -> None:
        """Answer a card: it folds into one line that says what was chosen."""
        self.fold(key, yes=yes)
        self.decided.emit(key, yes)

    def fold(self, key: str, *, yes: bool) -> None:
        """A card was answered: what was chosen stands in its place."""
        at = self.place_of(key)
        if at >= 0:
            row = self.rows[at]
            self.alter(at, kind="decided", text=str(row["yes"] if yes else row["no"]))

    def settle(self, key: str, *, yes: bool) -> None:
        """A card was answered in words: what was chosen stands beneath them, and the card asks no more."""
        at = self.place_of(key)
        if at >= 0:
            row = self.rows[at]
            told = {**row, "kind": "decided", "text": str(row["yes"] if yes else row["no"])}
            self.splice(at, [*self.rows[at + 1 :], told])
            self._base -= self._stream is not None and at < self._base

    def offer(self, sentences: Sequence[str]) -> None:
        """Show what could be said, to be taken by a key; the next words take it away."""
        self._drop_offers()
        self._offers = tuple(sentences)[:OFFERS]
        if self._offers:
            told = [first_up(one) for one in self._offers]
            row = BLANK | {"key": self._fresh(), "kind": "offers", "yes": told[0], "no": told[-1] if told[1:] else ""}
            self.splice(len(self.rows), [row])
            self.heard.emit("\n".join(f"{n}: {one}" for n, one in enumerate(told, start=1)))

    def _drop_offers(self) -> None:
        if self._offers:
            self._offers = ()
            self.put([row for row in self.rows if row["kind"] != "offers"])

    @Slot(int, result=bool)
    def take(self, place: int) -> bool:
        """Say what is offered at a place from 1. False where nothing is."""
        if not 0 < place <= len(self._offers):
            return False
        self.send(first_up(self._offers[place - 1]))
        return True

    @Slot()
    def drop_notice(self) -> None:
        """The notice was read: it does not come back while the window is open."""
        self._read.add(self._notice[0])
        self.set_notice("")

    @Slot()
    def notice_action(self) -> None:
        """Take the way on that the notice offers."""
        self.noticeTaken.emit(self._notice[2])

    @Slot(str)
    def follow(self, link: str) -> None:
        """A link in an answer was pressed."""
        self.linkAsked.emit(link)

    def _get_name(self) -> str:
        return self._name or _("Companion")

    def _get_presence(self) -> str:
        return self._presence

    def _get_mood(self) -> str:
        return _(MOODS.get(self._presence, MOODS["still"]))

    def _get_level(self) -> float:
        return self._level

    def _get_busy(self) -> bool:
        return self._stream is not None

    def _get_notice(self) -> str:
        return self._notice[0]

    def _get_notice_action(self) -> str:
        return self._notice[1]

    def _get_hears(self) -> bool:
        return self._hears

    name = Property(str, _get_name, notify=nameChanged)
    keys = Property(list, lambda self: key_words(self._keys).split(" "), notify=keysChanged)
    presence = Property(str, _get_presence, notify=presenceChanged)
    mood = Property(str, _get_mood, notify=presenceChanged)
    level = Property(float, _get_level, notify=levelChanged)
    busy = Property(bool, _get_busy, notify=busyChanged)
    notice = Property(str, _get_notice, notify=noticeChanged)
    noticeAction = Property(str, _get_notice_action, notify=noticeChanged)
    about = Property(str, lambda self: self._about_words, notify=aboutChanged)
    aboutIcon = Property(str, lambda self: self._about_icon, notify=aboutChanged)
    hears = Property(bool, _get_hears, notify=noticeChanged)

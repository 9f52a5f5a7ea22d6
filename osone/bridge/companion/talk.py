"""The companion at the side: what was said as a flat list of blocks, its presence, and the line to answer on."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.companion.rows import ABOUT, BLANK, ROLES, drawn, named, number, turn_rows, without
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.ports import Reads
from osone.bridge.screen import Noun
from osone.commands.chords import key_words
from osone.host.later import later
from osone.model.change import Change, Topic, touched
from osone.model.talk import Speaker, Turn
from osone.store import journal, talk
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
OFFERS = 3
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
    linkAsked = Signal(str)
    undoAsked = Signal(int)
    """A deed is to be taken back: its entry of the journal."""
    forgotten = Signal()
    """Something of the talk was deleted for good, or mail went that it was about: nobody is to remember it."""
    startersChanged = Signal()
    noticeTaken = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._keys, self._name = "Mod+J", ""
        self._presence, self._level = "still", 0.0
        self._notice: tuple[str, str, str] = ("", "", "")
        self._read: set[str] = set()
        """Notices that the person took away."""
        self._stream: blocks.BlockStream | None = None
        self._base = 0
        self._turn = ""
        self._number = 0
        self._deeds: dict[str, int] = {}  # those that are shown, each with its entry in the journal
        self._starters: tuple[tuple[str, str], ...] = ()  # as each is shown, and as it is said
        self._early: list[str] | None = []
        """What was said before anybody could answer; None from then on."""
        self._hears = False
        self._offers: tuple[str, ...] = ()  # what could be said next, as sentences
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

    def changed(self, changes: Sequence[Change]) -> None:
        """The store is different: what was deleted goes, and of each deed it is shown whether it stands."""
        if self._reads is None:
            return
        shown = [kept for row in self.rows if (kept := number(str(row["turn"]))) is not None]
        if shown and touched(changes, Topic.TURN) is not None:
            turns = list(dict.fromkeys(shown))
            self._reads.ask(lambda connection: set(turns) - talk.there(connection, turns), self._gone, later=True)
            self._reads.ask(lambda connection: talk.emptied(connection, turns), self.forget, later=True)
        if deeds := list(self._deeds.values()):
            self._reads.ask(lambda connection: journal.standing(connection, deeds), self._stand, later=True)

    def _gone(self, turns: Set[int]) -> None:
        self.drop([named(turn) for turn in turns])
        if turns:
            self.forgotten.emit()

    def drop(self, turns: Sequence[str]) -> None:
        """Take turns off the screen."""
        self._base -= sum(row["turn"] in turns for row in self.rows[: self._base])
        self.put([row for row in self.rows if row["turn"] not in turns])
        self.startersChanged.emit()

    def _stand(self, standing: Set[int]) -> None:
        for place, row in enumerate(self.rows):
            if row["kind"] == "deed":
                stands = self._deeds.get(str(row["key"])) in standing
                self.alter(place, yes=_("Undo") if stands else "", no="" if stands else _("Undone"))

    def listen(self) -> None:
        """Somebody answers from now on; what was said before that is said to them now."""
        early, self._early = self._early or [], None
        for words in early:
            self.said.emit(words)

    def recall(self, turns: Sequence[Turn]) -> None:
        """Show turns of the transcript, oldest first, before what is said now."""
        rows: list[Row] = []
        for turn in turns:
            rows += turn_rows(named(turn.id), turn.speaker is Speaker.PERSON, turn.text, turn.stopped, turn.origin)
        known = {row["turn"] for row in rows}
        self.put(rows + [row for row in self.rows if row["turn"] not in known])
        self._base = len(self.rows) if self._stream is None else self._base + len(rows)
        self.startersChanged.emit()

    def _fresh(self) -> str:
        self._number += 1
        return f"n{self._number}"

    def person(self, text: str) -> None:
        """Show what the person said."""
        self._drop_offers()
        turn = self._fresh()
        self.splice(len(self.rows), turn_rows(turn, True, text, False))
        self.startersChanged.emit()

    def kept(self, turn: int, text: str) -> None:
        """What the person said is kept as this turn of the transcript."""
        fresh = (n for n, row in enumerate(self.rows) if row["kind"] == "person" and row["text"] == text)
        place = next((n for n in fresh if number(str(self.rows[n]["turn"])) is None), -1)
        if place >= 0:
            self.alter(place, turn=named(turn))

    def start(self, turn: int = 0) -> None:
        """The companion begins to answer, in this turn of the transcript where it is kept there."""
        self._turn = named(turn) if turn else self._fresh()
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

    def deed(self, entry: int, text: str) -> None:
        """Something was done, and can be taken back from here: its entry of the journal, and what it was."""
        row = BLANK | {"key": self._fresh(), "kind": "deed", "text": text, "yes": _("Undo")}
        self._deeds[str(row["key"])] = entry
        self.splice(len(self.rows), [row])

    @Slot(str)
    def undo(self, key: str) -> None:
        """Take a deed back."""
        if key in self._deeds:
            self.undoAsked.emit(self._deeds[key])

    def note(self, text: str, key: str = "") -> None:
        """A quiet line beside what is said, in nobody's voice."""
        row = BLANK | {"key": f"{key}{self._fresh()}", "kind": "note", "text": text, "first": True}
        at = len(self.rows) if self._stream is None else self._base
        self.splice(at, [row, *self.rows[at:]])
        self.heard.emit(text)
        self._base += self._stream is not None

    def forget(self, turns: Sequence[int]) -> None:
        """Take away what was said in turns that were forgotten, and all that nobody can tell from it."""
        kept = without(self.rows, {named(turn) for turn in turns})
        if kept is not None:
            self.forgotten.emit()
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
        self._deeds.clear()
        self.put([])
        self._base = 0
        self.busyChanged.emit()
        self.startersChanged.emit()

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
            row = BLANK | {"key": self._fresh(), "kind": "offers", "offers": told}
            self.splice(len(self.rows), [row])
            self.heard.emit("\n".join(f"{n}: {one}" for n, one in enumerate(told, start=1)))

    def _drop_offers(self) -> None:
        if self._offers:
            self._offers = ()
            self.put([row for row in self.rows if row["kind"] != "offers"])

    @Slot(int, result=bool)
    def take(self, place: int) -> bool:
        """Say what is offered at a place from 1. False where nothing is."""
        told = self._offers or tuple(said for _shown, said in self._open())
        if not 0 < place <= len(told):
            return False
        self.send(first_up(told[place - 1]))
        return True

    def set_starters(self, starters: Sequence[tuple[str, str]]) -> None:
        """What is offered before the person has said anything here, as it is shown and as it is said."""
        self._starters = tuple(starters)[:OFFERS]
        self.startersChanged.emit()

    def _open(self) -> tuple[tuple[str, str], ...]:
        """What is offered now."""
        return () if any(row["kind"] == "person" for row in self.rows) else self._starters

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

    name = Property(str, _get_name, notify=nameChanged)
    keys = Property(list, lambda self: key_words(self._keys).split(" "), notify=keysChanged)
    presence = Property(str, lambda self: self._presence, notify=presenceChanged)
    mood = Property(str, lambda self: _(MOODS.get(self._presence, MOODS["still"])), notify=presenceChanged)
    level = Property(float, lambda self: self._level, notify=levelChanged)
    busy = Property(bool, lambda self: self._stream is not None, notify=busyChanged)
    notice = Property(str, lambda self: self._notice[0], notify=noticeChanged)
    noticeAction = Property(str, lambda self: self._notice[1], notify=noticeChanged)
    about = Property(str, lambda self: self._about_words, notify=aboutChanged)
    aboutIcon = Property(str, lambda self: self._about_icon, notify=aboutChanged)
    starters = Property(list, lambda self: [shown for shown, _said in self._open()], notify=startersChanged)
    hears = Property(bool, lambda self: self._hears, notify=noticeChanged)

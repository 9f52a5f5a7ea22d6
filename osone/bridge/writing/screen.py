"""Writing as a screen: drafts at the left, the one that is open beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtQml import QQmlEngine

from osone.bridge.ports import Parts
from osone.bridge.screen import Around, Gestures, Noun, Screen, ids, one
from osone.bridge.writing import links
from osone.bridge.writing.drafts import Drafts
from osone.bridge.writing.enclosures import Enclosures
from osone.bridge.writing.lines import Lines
from osone.bridge.writing.quoted import Quoted
from osone.bridge.writing.reminding import Reminding
from osone.bridge.writing.text import WrittenText
from osone.bridge.writing.writing import Writing
from osone.host.later import later
from osone.model.change import Change, Topic
from osone.model.drafts import Relation, Shape
from osone.model.errors import CommandError
from osone.model.values import whole
from osone.text.catalogue import _, plural

if TYPE_CHECKING:
    from osone.mail.writing import mailto
else:
    mailto = later("osone.mail.writing.mailto")  # once an email link is followed

EDIT = "send.edit"
KEEP, TAKE_OUT = "draft.keep", "draft.take_out"
HERE = "go.writing"
LOOKED = "writing.looked"
LIST = frozenset({"list", "creates"})
OPEN = LIST | {"writing"}


class WritingScreen(Screen):
    """What is being written, and what is on its way."""

    def __init__(self, name: str, around: Around, engine: QQmlEngine) -> None:
        super().__init__(name, around, engine)
        self.drafts = one(engine, "OSOne.Writing", Drafts)
        self.writing = one(engine, "OSOne.Writing", Writing)
        self.text, self.quoted = one(engine, "OSOne.Writing", WrittenText), one(engine, "OSOne.Writing", Quoted)
        self.lines = one(engine, "OSOne.Writing", Lines)
        self.files = one(engine, "OSOne.Writing", Enclosures)
        self.reminding = one(engine, "OSOne.Writing", Reminding)
        self.writing.changed.connect(lambda: self.reminding.follow(self.writing.of_draft()))
        self.files.beside(self.text.pause, self.text.steps)
        self.lines.changed.connect(self.files.outdo)
        self.reminding.chosen.connect(lambda words: self.writing.alter(remind=words))
        self.writing.furnish(self.lines, self.text, self.quoted, self.files)
        self.drafts.chosen.connect(self._resume)
        self.writing.left.connect(self._leave)
        self.writing.openedChanged.connect(self._mark_opened)
        self.writing.stayed.connect(self._write_on)
        self.text.leftOut.connect(lambda: around.toast(_("Only the beginning was pasted. The rest is too long.")))
        self.writing.keeping.told.connect(lambda words, fault: around.toast(words, fault=fault))
        self.drafts.troubled.connect(self._tell)
        self.drafts.markChanged.connect(self._mark)
        self.drafts.looked.connect(lambda looked: around.keep(LOOKED, looked))
        self._came_from = ""
        self._back = 0
        """The draft that is to be open again once it is back."""

    def begin(self, parts: Parts) -> None:
        """Take its parts and read the drafts."""
        self.drafts.begin(parts.reads, parts.acts, parts.now)
        self.writing.begin(parts.reads, parts.acts, parts.now)
        self.drafts.look()
        self.reminding.begin(parts.now)

    def settle(self, value: Callable[[str], object]) -> None:
        """What went wrong and was looked at is not marked again."""
        self.drafts.remember(str(value(LOOKED)))

    def enter(self) -> None:
        """One looks at what went wrong."""
        if self.seen:
            self.drafts.see()

    def _mark_opened(self) -> None:
        """The mark is on the draft that is open."""
        if self.writing.number:
            self.drafts.follow(self.writing.number)

    def _tell(self, trouble: str) -> None:
        """Something that was sent has not arrived: wherever one is, it is said, with the way there."""
        if not self.seen:
            self.around.toast(trouble, fault=True, action=_("Open"), command=HERE)

    def _mark(self) -> None:
        if self.seen:
            self.drafts.see()
        count = len(self.drafts.unseen)
        told = plural("Writing, {count} message not sent", "Writing, {count} messages not sent", count) if count else ""
        self.around.mark(self.name, count, told)

    def changed(self, changes: Sequence[Change]) -> None:
        """Read the drafts anew where one changed, or something left."""
        if any(change.topic in (Topic.DRAFT, Topic.OUTBOX) for change in changes):
            self.drafts.look()
        if any(change.topic is Topic.DRAFT for change in changes):
            self.writing.look()
        if any(change.topic is Topic.THREAD for change in changes):
            self.quoted.came()

    def facts(self) -> frozenset[str]:
        """A cursor moves here, something can be begun, and whether a draft is open and words selected in it."""
        if not self.writing.property("opened"):
            return LIST | {f"may {verb}" for verb in self.drafts.offers(self.drafts.current)}
        more = {"words chosen": bool(self.text.chosen), "file out": self.files.may_restore}
        return OPEN | {name for name, holds in more.items() if holds}

    def targets(self) -> Sequence[Noun]:
        """The draft that is open, else the one that the cursor is on."""
        number = self.writing.number or self.drafts.current
        return [("draft", number)] if number else ()

    def show(self, noun: Noun) -> bool:
        """Open a draft to write on."""
        if noun[0] != "draft":
            return False
        self._write_on(noun[1])
        return True

    def mean(self, command: str, arguments: Mapping[str, object]) -> None:
        """What else is done is what undo means first."""
        if command not in (KEEP, TAKE_OUT):
            self.files.outdo()

    def leave(self, nouns: Sequence[Noun]) -> None:
        """The sheet of a draft that is thrown away closes at once, and nothing of it can be sent."""
        for number in ids(nouns, "draft"):
            self.writing.let_go(number)

    def stayed(self, nouns: Sequence[Noun]) -> None:
        """One that could not be thrown away is open again."""
        if self.writing.discarded in ids(nouns, "draft"):
            self._write_on(self.writing.discarded)

    def bring_back(self, nouns: Sequence[Noun]) -> None:
        """One that was thrown away has the mark, and is to be open again where it was."""
        self.files.taken_back()
        if back := ids(nouns, "draft"):
            self.drafts.follow(back[0])
        self._back = next((one for one in ids(nouns, "draft") if one == self.writing.discarded), 0)

    def settled(self, moved: Sequence[Noun], touched: Sequence[Noun]) -> None:
        """Show drafts as the store has them."""
        if self._back and self._back in ids(moved, "draft"):
            back, self._back = self._back, 0
            self._write_on(back)
        if ids((*moved, *touched), "draft"):
            self.drafts.look()
            self.writing.look()

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.drafts.set_cursor(int(self.drafts.property("cursor")) + by)

    def open(self) -> None:
        """Write on at the draft that the cursor is on; else do the one thing that its row offers."""
        number = self.drafts.current
        offered = self.drafts.offers(number)
        if not number or self.drafts.written(number):
            self._resume(number)
        elif EDIT in offered or len(offered) == 1:
            self.drafts.act(number, EDIT if EDIT in offered else offered[0])

    def leave_line(self) -> bool:
        """Put away who is suggested; else out of the text, to the list."""
        if self.writing.held and self.lines.hush():
            return False
        self.rest()
        return True

    def rest(self) -> None:
        """The text is left for the list: what is open stays so."""
        if self.writing.property("opened"):
            self.writing.rest(True)

    def back(self) -> bool:
        """Put the open draft away: what is written is kept. From there back to where one began it."""
        if not self.writing.property("opened"):
            return False
        self.writing.put_away()
        self._leave()
        return True

    def _leave(self) -> None:
        """Back to where it was begun."""
        came_from, self._came_from = self._came_from, ""
        if came_from and self.seen:
            self.around.go_back(came_from)

    def create(self) -> None:
        """Begin a message."""
        self._start(Relation.NEW)

    def gestures(self) -> Gestures:
        """To begin a message or an answer anywhere, and what is done with the one that is open."""
        return {
            "compose": lambda _value: self._start(Relation.NEW),
            "mailto": lambda value: self._write_to(str(value)),
            "answer": lambda value: self._start(Relation(str(value))),
            "write": lambda value: self._do(str(value)),
            "send later": lambda value: self.writing.send(str(value)),
            "write_take_out": lambda value: self.files.take_out(str(value)),
            "write_remind": lambda value: self._remind(str(value)),
            "write_link": lambda value: self._link(str(value)),
        }

    def _start(self, relation: Relation) -> None:
        thread = next((number for noun, number in self.around.at.targets() if noun == "thread"), 0)
        if relation is not Relation.NEW and not thread:
            return
        message = whole(self.around.at.given().get("message", 0))
        self._came_from = self.around.at.name if self.around.at is not self else self._came_from
        self.writing.start(relation, thread, message, self.around.at.account())
        self.around.go(self.name)

    def _write_to(self, uri: str) -> None:
        """Begin what a ``mailto:`` address asks for: it is written on, and sent by nobody else."""
        if mailto.asked(uri) is None:
            self.around.toast(_("That email link isn't safe to open."), fault=True)
            return
        self._came_from = self.around.at.name if self.around.at is not self else self._came_from
        self.writing.start(Relation.NEW, account=self.around.at.account(), mailto=uri)
        self.around.go(self.name)

    def _resume(self, number: int) -> None:
        if self.drafts.written(number):
            self._write_on(number)

    def _write_on(self, number: int) -> None:
        if not self.seen:
            self._came_from = self.around.at.name
        self.writing.resume(number)
        self.around.go(self.name)

    def _remind(self, words: str) -> None:
        try:
            self.reminding.choose(words)
        except CommandError as error:
            self.around.toast(error.whole, fault=True)

    def _link(self, words: str) -> None:
        address = links.address(words) if words != links.NOWHERE else ""
        if address is None:
            self.around.toast(_("“{words}” can't be linked to.", words=words), fault=True)
        else:
            self.text.link(address)

    def _do(self, what: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "send": lambda: self.writing.send(""),
            "discard": self.writing.discard,
            "copies": self.writing.widen,
            "quote": self.quoted.turn,
            "quoted": self.quoted.fold,
            "bold": lambda: self.text.toggle("bold"),
            "italic": lambda: self.text.toggle("italic"),
            "bullets": lambda: self.text.turn_list(Shape.BULLET),
            "numbers": lambda: self.text.turn_list(Shape.NUMBER),
            "plain": self.text.paste_plain,
            "restore": self.files.restore,
        }
        acts[what]()

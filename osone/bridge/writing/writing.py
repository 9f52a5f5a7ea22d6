"""The draft that is open: how it is begun, kept as one writes, and let go."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.ports import Acts, Reads
from osone.bridge.writing import people, pictures
from osone.bridge.writing.enclosures import Enclosures
from osone.bridge.writing.keeping import DraftKeeping
from osone.bridge.writing.lines import NAMES, Lines
from osone.bridge.writing.noticing import Noticing
from osone.bridge.writing.quoted import Quoted
from osone.bridge.writing.text import NONE, WrittenText
from osone.host import here
from osone.host.later import later
from osone.model.drafts import Block, Draft, Recipients, Relation, Stage
from osone.model.mail import Address
from osone.store import drafts
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.queries import answering
    from osone.queries.answering import Begun
else:
    answering = later("osone.queries.answering")

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

BLANK: Mapping[str, str] = dict.fromkeys(NAMES, "")
KEEP_MS = 400
"""What is written is kept so long after the last key."""


@QmlElement
@QmlSingleton
class Writing(QObject):
    """What is being written."""

    openedChanged = Signal()
    """Another draft is open, or none."""
    changed = Signal()
    """Something of it that QML shows is different."""
    focusAsked = Signal(str)
    """The keyboard is to come to the line ``to``, ``cc`` or ``subject``, to the beginning of the ``body``, to its
    ``end``, or into the ``text`` where it was."""
    restingChanged = Signal()
    left = Signal()
    """It is on its way, and the person goes back to what they did before."""
    stayed = Signal(int)
    """The draft of this number could not be sent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._begun: Begun | None = None
        self._lines, self._text = Lines(self), WrittenText(self)
        self._quoted, self._files = Quoted(self), Enclosures(self)
        self.keeping = DraftKeeping(self)
        self.keeping.changed.connect(self._kept)
        self._dirty = self.held = self._resting = False
        """Whether the person left the text for the list, so that single keys act."""
        self._given: tuple[Mapping[str, str], str] = ({}, "")
        """The lines and the subject that it was begun with: no work of a person's."""
        self._there = False
        """Whether it was found on the disk: where it no longer is, it was thrown away."""
        self.discarded = 0
        """The draft that was thrown away while it was open, last."""
        self._then: tuple[int, str] | None = None
        """The draft that is to be sent as soon as its files are there, and when it is to leave."""
        self._unsent: tuple[int, Mapping[str, str]] = (0, {})
        """The draft that was sent last, and its lines as they were typed."""
        self._noticing = Noticing(self.changed.emit)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._keep.timeout.connect(lambda: self._noticing.meet(self._lines.recipients()))

    def furnish(self, lines: Lines, text: WrittenText, quoted: Quoted, files: Enclosures) -> None:
        """Give it what shows its lines, its text, what stands beneath and what is enclosed, before the QML is read."""
        self._lines, self._text, self._quoted, self._files = lines, text, quoted, files
        lines.changed.connect(self._wrote)
        text.wrote.connect(self._touched)
        text.filesGiven.connect(files.enclose_paths)
        text.pictureGiven.connect(files.show)
        files.arrived.connect(self._arrived)
        quoted.turned.connect(self._turn_quote)
        quoted.filesKnown.connect(self._tell)

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts."""
        self._reads, self._acts, self._now = reads, acts, now
        self._quoted.begin(reads)
        self._noticing.begin(reads)
        self._files.begin(acts, self._ready, self._save)
        self.keeping.begin(reads, acts)

    @property
    def number(self) -> int:
        """The draft that is open; 0 where none is."""
        return self._begun.draft.id if self._begun is not None else 0

    # What is opened and put away.

    def start(
        self, relation: Relation, thread: int = 0, message: int = 0, account: int = 0, *, mailto: str = ""
    ) -> None:
        """Begin a draft: a new message from an account, what an address asks for, or an answer in a conversation."""
        if self._reads is not None:
            self.put_away()
            self.keeping.wait_no_more()
            self._reads.ask(
                lambda connection: answering.begun(connection, relation, thread, message, account, mailto), self.open
            )

    def resume(self, number: int) -> None:
        """Write on, as soon as what was written of it a moment ago can be read."""
        if number == self.number:
            self.rest(False)
            self.focusAsked.emit("text")
        elif (reads := self._reads) is not None:
            self.put_away()
            ask = partial(reads.ask, partial(pictures.opened, number=number))
            self.keeping.once_saved(number, lambda: ask(partial(self.keeping.newest, number, self.open)))

    def open(self, begun: "Begun | None", images: Mapping[str, QImage] = NONE) -> None:
        """Show a draft with its pictures; None where it is no more."""
        draft = begun.draft if begun is not None else None
        # While its lines and its text are put in place, nothing is written.
        self._begun = None
        number, typed = self._unsent
        # One that could not be sent stands as it was typed.
        again = draft is not None and draft.id == number
        self._lines.fill(draft.recipients if draft is not None else Recipients(), typed if again else None)
        self._text.fill(draft.blocks if draft is not None else (Block(),), images, begun.signature if begun else "")
        self._begun = begun
        self._dirty, self._then = False, None
        self._there = draft is not None and bool(draft.changed) and not self.keeping.under_way(draft.id)
        self._noticing.follow(self.number)
        fresh = draft is not None and not draft.changed and draft.relation is not Relation.NEW
        self._given = (self._lines.typed, draft.subject) if draft is not None and fresh else (BLANK, "")
        self.openedChanged.emit()
        self._tell()
        if draft is None:
            return
        if not self._lines.known and self._reads is not None:
            self._reads.ask(answering.people, self._know, later=True)
        self._noticing.meet(self._lines.recipients())
        if begun is not None and begun.missing and self._acts is not None and draft.answers is not None:
            self._acts.run("mail.want", {"mails": [draft.answers]})
        self.rest(False)
        self.focusAsked.emit("to" if not draft.recipients.to else "end" if draft.changed else "body")

    def put_away(self) -> None:
        """Keep what was written, and show none. Where nothing was, nothing is kept."""
        if (draft := self.draft()) is not None and self._dirty and self._is_empty(draft):
            self.discard()
            return
        self.keep()
        if self._begun is not None:
            self.open(None)

    def _is_empty(self, draft: Draft) -> bool:
        """Whether nothing was written in a draft: no text and no file, and nothing else than it was begun with."""
        worded = self._begun is not None and not replace(self._begun, draft=draft).wordless
        written = worded or draft.files or draft.left_out or self._files.coming[draft.id]
        return not written and self._lines.typed == self._given[0] and draft.subject == self._given[1]

    def _know(self, known: list[Address]) -> None:
        self._lines.known = known
        self.changed.emit()

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Whether the keyboard is in it."""
        self.held = held
        if held:
            self.rest(False)

    def rest(self, rests: bool) -> None:
        """The person leaves the text for the list, or comes back to it."""
        was, self._resting = self._resting, rests
        if rests != was:
            self.restingChanged.emit()

    # What is written is kept.

    def draft(self) -> Draft | None:
        """The draft as it stands."""
        if self._begun is None:
            return None
        changed = int(self._now().timestamp())
        return replace(
            self._begun.draft, recipients=self._lines.recipients(), blocks=self._text.blocks(), changed=changed
        )

    def keep(self) -> None:
        """Keep what was written since it was last kept."""
        self._keep.stop()
        draft = self.draft()
        if draft is None or not self._dirty or self._begun is None:
            self.keeping.again()
            return
        self._dirty = False
        self._begun = replace(self._begun, draft=draft)
        self.keeping.keep(self._begun)
        self._tell()

    def _kept(self) -> None:
        """Whether what was written is saved is otherwise; what waited for that to be sent is."""
        self.changed.emit()
        if self._then is not None and self._then[0] == self.number and not self._dirty:
            self._go_on()

    def _touched(self) -> None:
        if self._begun is not None:
            self._dirty = True
            self._keep.start()

    def _wrote(self) -> None:
        self._touched()
        self.changed.emit()

    def _tell(self) -> None:
        self._quoted.follow(self._begun)
        self._files.follow(self.of_draft(), self._quoted.along())
        self.changed.emit()

    def alter(self, **fields: object) -> None:
        """Write something of the draft that is neither a line of addresses nor the text."""
        if self._begun is not None:
            self._begun = replace(self._begun, draft=replace(self._begun.draft, **fields))  # type: ignore[arg-type]
            self._files.outdo()
            self._touched()
            self._tell()

    @Slot(str)
    def name(self, subject: str) -> None:
        """The subject was written on."""
        self.alter(subject=subject)

    @Slot(int)
    def choose_sender(self, place: int) -> None:
        """Write as another of one's own addresses."""
        if self._begun is not None and 0 <= place < len(self._begun.senders):
            account, sender = self._begun.senders[place]
            self._text.sign(self._begun.signatures.get(account, ""))
            self.alter(account=account, sender=sender)

    def _turn_quote(self) -> None:
        if self._begun is not None:
            self.alter(quotes=not self._begun.draft.quotes)

    @Slot()
    def widen(self) -> None:
        """Show the lines for copies."""
        self._lines.widen()
        self.focusAsked.emit("cc")

    def _ready(self) -> int:
        """Keep the draft for a file that is on its way into it; its number, or 0 where none is open."""
        if self._save():
            self.rest(False)
            self.focusAsked.emit("text")
        return self.number

    def _save(self) -> int:
        """Keep the draft as it stands, so that something can be done to it; its number, 0 where none is open."""
        if self._begun is not None:
            self._dirty = True
            self.keep()
        return self.number

    def _arrived(self, draft: int) -> None:
        """A file is there, or cannot be; what was to be sent with it is."""
        self.look()
        if self._then is not None and draft == self._then[0] == self.number:
            self._go_on()

    def _go_on(self) -> None:
        """Send what was to be sent, once its files are there and its words are saved."""
        if self._then is not None and not self._files.coming[self.number] and not self.keeping.waits(self.number):
            self.send(self._then[1])

    def show_picture(self, draft: int, name: str, image: QImage, words: str) -> None:
        """A picture is kept with a draft under this content id: show it where the caret is."""
        if draft == self.number:
            self._text.place(name, image, words)

    def look(self) -> None:
        """The store knows more of this draft: what is enclosed, and whether it is still to be written."""
        if self._reads is not None and self._begun is not None:
            number = self.number
            self._reads.ask(lambda connection: drafts.one(connection, number), partial(self._looked, number))

    def _looked(self, number: int, kept: Draft | None) -> None:
        if self._begun is None or number != self.number:
            return
        if (kept is None and self._there) or (kept is not None and kept.stage is not Stage.WRITING):
            self.open(None)
            return
        if kept is None:
            return
        self._there = True
        draft = replace(self._begun.draft, files=kept.files, left_out=kept.left_out)
        self._begun = replace(self._begun, draft=draft)
        self._tell()

    # The end of it.

    def unfinished(self) -> str:
        """What would be left undone if the window were closed now, in a sentence; empty where nothing would."""
        if self.keeping.unsaved:
            return _("What you wrote isn't saved, and is lost when you quit. {why}", why=self.keeping.why)
        if self._then is not None:
            return _("Your message waits for its files. It isn't sent yet, and stays with your drafts.")
        return ""

    @Slot(str)
    def send(self, when: str = "") -> None:
        """Send it, at once or at a time in words. It leaves the screen in this frame, and is back where it cannot.

        What is no address is asked about first, where it stands.
        """
        if self._begun is None or self._acts is None:
            return
        if self._lines.ask():
            self.rest(False)
            return
        if self._files.coming[self.number] or self.keeping.waits(self.number):
            self._then = (self.number, when)
            self.keep()
            self.changed.emit()
            return
        number, self._dirty = self.number, True
        self._unsent = (number, self._lines.typed)
        self.keep()
        after = partial(self.keeping.where_it_stays, number, self.stayed.emit)
        self._acts.run("draft.send", {"drafts": [number], "when": when}, after)
        self.open(None)
        self.left.emit()

    @Slot()
    def discard(self) -> None:
        """Throw it away."""
        if self._begun is None or self._acts is None:
            return
        self.discarded, changed = self.number, self._begun.draft.changed
        self._keep.stop()
        self.keeping.forget(self.discarded)
        self.open(None)
        if changed:
            self._acts.run("draft.discard", {"drafts": [self.discarded]})

    def let_go(self, number: int) -> None:
        """A draft is thrown away by a verb: where it is open it is no more, with all of it kept for the way back."""
        if number == self.number and self._save():
            self.discarded = number
            self.open(None)

    # What QML shows.

    def of_draft(self) -> Draft | None:
        """The draft as it was last kept."""
        return self._begun.draft if self._begun is not None else None

    def _get_subject(self) -> str:
        return draft.subject if (draft := self.of_draft()) is not None else ""

    def _get_senders(self) -> list[str]:
        return [people.written(one) for _account, one in self._begun.senders] if self._begun is not None else []

    def _get_sender(self) -> str:
        return people.written(draft.sender) if (draft := self.of_draft()) is not None else ""

    def _get_remarks(self) -> list[str]:
        if (draft := self.draft()) is None:
            return []
        unsaved = self.keeping.remarks(draft.id)
        waits = [_("It leaves once it is saved.") if unsaved else _("It leaves once all files are attached.")]
        waits = [*unsaved, *(waits if self._then is not None else [])]
        return [*waits, *self._lines.remarks(), *self._noticing.remarks(draft, files=self._files.some)]

    opened = Property(bool, lambda self: self._begun is not None, notify=openedChanged)
    key = Property(int, lambda self: self.number, notify=openedChanged)
    resting = Property(bool, lambda self: self._resting, notify=restingChanged)
    subject = Property(str, _get_subject, notify=openedChanged)
    identities = Property("QVariantList", _get_senders, notify=openedChanged)  # type: ignore[arg-type]
    writes_as = Property(str, _get_sender, notify=changed)
    remarks = Property("QVariantList", _get_remarks, notify=changed)  # type: ignore[arg-type]

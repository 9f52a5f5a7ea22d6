"""The draft that is open: its lines, its text, what is enclosed, and how it is kept as one writes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickTextDocument

from osone.bridge.ports import Acts, Reads
from osone.bridge.writing import letter, people, shown
from osone.host import here
from osone.mail.addresses import addresses
from osone.mail.writing import remarks as noticed
from osone.model.drafts import Block, Draft, Recipients, Relation, Stage
from osone.model.mail import Address
from osone.queries import answering
from osone.queries.answering import Begun
from osone.store import drafts

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

KEEP_MS = 400
"""What is written is kept so long after the last key."""
LINES = ("to", "cc", "bcc")


@QmlElement
@QmlSingleton
class Writing(QObject):
    """What is being written."""

    openedChanged = Signal()
    """Another draft is open, or none."""
    changed = Signal()
    """Something of it that QML shows is different."""
    suggestionsChanged = Signal()
    focusAsked = Signal(str)
    """The keyboard is to come to the line ``to``, ``cc`` or ``subject``, to the beginning of the ``body``, to its
    ``end``, or into the ``text`` where it was."""
    lookAsked = Signal(str)
    """What is selected is to be ``bold`` or ``italic``, or no longer."""
    filesAsked = Signal()
    """A person is to choose files."""
    restingChanged = Signal()
    left = Signal()
    """It is on its way, and the person goes back to what they did before."""
    stayed = Signal(int)
    """The draft of this number could not be sent."""
    enclosed = Signal(int, list)
    """Files by their paths are to be enclosed in the draft of this number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._begun: Begun | None = None
        self._lines = dict.fromkeys(LINES, "")
        self._wide = False
        self._text: QQuickTextDocument | None = None
        """Held here, for what Qt gives of it would be gone with it."""
        self._filling = False
        self._dirty = False
        self.held = self._resting = False
        """Whether the person left the text for the list, so that single keys act."""
        self._unsent: tuple[int, dict[str, str]] = (0, {})
        """The draft that was sent last, and its lines as they were typed."""
        self._people: list[Address] = []
        self._suggested: list[Address] = []
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self.keep)

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts."""
        self._reads, self._acts, self._now = reads, acts, now

    @property
    def number(self) -> int:
        """The draft that is open; 0 where none is."""
        return self._begun.draft.id if self._begun is not None else 0

    # What is opened and put away.

    def start(self, relation: Relation, thread: int = 0) -> None:
        """Begin a draft: a new message, or an answer to a conversation."""
        if self._reads is not None:
            self.put_away()
            self._reads.ask(lambda connection: answering.begun(connection, relation, thread), self.open)

    def resume(self, number: int) -> None:
        """Write on."""
        if self._reads is not None and number != self.number:
            self.put_away()
            self._reads.ask(lambda connection: answering.opened(connection, number), self.open)

    def open(self, begun: Begun | None) -> None:
        """Show a draft; None where it is no more."""
        self._begun = begun
        draft = begun.draft if begun is not None else None
        to = draft.recipients if draft is not None else Recipients()
        typed_for, typed = self._unsent
        self._lines = {name: people.line(getattr(to, name)) for name in LINES}
        if draft is not None and draft.id == typed_for:
            # It could not be sent: what was typed stands as it was.
            self._lines = typed
        self._wide = bool(to.cc or to.bcc)
        self._dirty = False
        self._fill()
        self.openedChanged.emit()
        self.changed.emit()
        if draft is None:
            return
        if not self._people and self._reads is not None:
            self._reads.ask(answering.people, self._know, later=True)
        if begun is not None and begun.missing and self._acts is not None and draft.answers is not None:
            self._acts.run("mail.want", {"mails": [draft.answers]})
        self.rest(False)
        self.focusAsked.emit("to" if not to.to else "end" if draft.changed else "body")

    def put_away(self) -> None:
        """Keep what was written, and show none."""
        self.keep()
        if self._begun is not None:
            self.open(None)

    def _know(self, known: list[Address]) -> None:
        self._people = known

    # The text.

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Whether the keyboard is in it."""
        self.held = held
        if held:
            self.rest(False)

    def rest(self, rests: bool) -> None:
        """The person leaves the text for the list, or comes back to it."""
        if rests != self._resting:
            self._resting = rests
            self.restingChanged.emit()

    @Slot(QQuickTextDocument)
    def take(self, document: QQuickTextDocument) -> None:
        """Take the document of the editor."""
        self._text = document
        document.textDocument().contentsChanged.connect(self._wrote)
        self._fill()

    @property
    def _document(self) -> QTextDocument | None:
        return self._text.textDocument() if self._text is not None else None

    def _fill(self) -> None:
        if (document := self._document) is not None:
            self._filling = True
            letter.fill(document, self._begun.draft.blocks if self._begun is not None else (Block(),))
            self._filling = False

    def _wrote(self) -> None:
        if not self._filling and self._begun is not None:
            self._touched()

    def _touched(self) -> None:
        self._dirty = True
        self._keep.start()

    @Slot(str, int, int)
    def toggle(self, look: str, start: int, end: int) -> None:
        """Make what is selected bold or italic, or take that away."""
        if (document := self._document) is not None and start != end:
            letter.toggle(document, min(start, end), max(start, end), look)

    # What is written is kept.

    def draft(self) -> Draft | None:
        """The draft as it stands."""
        if self._begun is None:
            return None
        to, cc, bcc = (tuple(one for one in addresses(self._lines[name])) for name in LINES)
        document = self._document
        blocks = letter.read(document) if document is not None else self._begun.draft.blocks
        changed = int(self._now().timestamp())
        return replace(self._begun.draft, recipients=Recipients(to, cc, bcc), blocks=blocks, changed=changed)

    def keep(self) -> None:
        """Keep what was written since it was last kept."""
        self._keep.stop()
        draft = self.draft()
        if draft is None or not self._dirty or self._acts is None or self._begun is None:
            return
        self._dirty = False
        self._begun = replace(self._begun, draft=draft)
        self._acts.run("draft.keep", {"draft": draft.id, "written": drafts.row(draft)})
        self.changed.emit()

    @Slot(str, str)
    def write(self, line: str, words: str) -> None:
        """A line was written on: ``to``, ``cc``, ``bcc`` or ``subject``."""
        if self._begun is None:
            return
        if line == "subject":
            self._begun = replace(self._begun, draft=replace(self._begun.draft, subject=words))
        else:
            self._lines[line] = words
            self._suggest(words)
        self._touched()
        self.changed.emit()

    @Slot(int)
    def choose_sender(self, place: int) -> None:
        """Write as another of one's own addresses."""
        if self._begun is not None and 0 <= place < len(self._begun.senders):
            account, sender = self._begun.senders[place]
            draft = replace(self._begun.draft, account=account, sender=sender)
            self._begun = replace(self._begun, draft=draft)
            self._touched()
            self.changed.emit()

    @Slot()
    def turn_quote(self) -> None:
        """Quote the message that is answered, or not."""
        if self._begun is not None and self._begun.draft.answers is not None:
            draft = replace(self._begun.draft, quotes=not self._begun.draft.quotes)
            self._begun = replace(self._begun, draft=draft)
            self._touched()
            self.changed.emit()

    @Slot()
    def widen(self) -> None:
        """Show the lines for copies."""
        self._wide = True
        self.changed.emit()
        self.focusAsked.emit("cc")

    # Addresses.

    def _suggest(self, words: str) -> None:
        """Who the last name that is being typed may be."""
        self._suggested = people.meant(self._people, words)
        self.suggestionsChanged.emit()

    @Slot(str, int, result=str)
    def complete(self, line: str, place: int) -> str:
        """Put a suggestion in the place of what was typed; the line as it stands then."""
        if 0 <= place < len(self._suggested):
            self.write(line, people.completed(self._lines[line], self._suggested[place]))
            self.forget_suggestions()
        return self._lines[line]

    @Slot()
    def forget_suggestions(self) -> None:
        """Suggest nobody."""
        if self._suggested:
            self._suggested = []
            self.suggestionsChanged.emit()

    # Files.

    @Slot()
    def ask_for_files(self) -> None:
        """Let the person choose files."""
        if self._begun is not None:
            self.filesAsked.emit()

    @Slot("QVariantList")
    def enclose(self, places: list[QUrl]) -> None:
        """Enclose files of this machine that were dropped here."""
        for place in places:
            if place.isLocalFile():
                self.enclose_path(place.toLocalFile())

    def enclose_path(self, path: str) -> None:
        """Enclose a file of this machine."""
        if self._begun is not None:
            self._dirty = True
            self.keep()
            self.enclosed.emit(self.number, [path])
            self.rest(False)
            self.focusAsked.emit("text")

    @Slot(int)
    def take_out(self, file: int) -> None:
        """Take a file out."""
        if self._acts is not None and self._begun is not None:
            self._acts.run("draft.take_out", {"draft": self.number, "file": file})

    def look(self) -> None:
        """The store knows more of this draft: what is enclosed, and whether it is still to be written."""
        if self._reads is not None and self._begun is not None:
            number = self.number
            self._reads.ask(lambda connection: drafts.one(connection, number), self._looked)

    def _looked(self, kept: Draft | None) -> None:
        if self._begun is None or kept is None or kept.id != self.number:
            return
        if kept.stage is not Stage.WRITING:
            self.open(None)
            return
        self._begun = replace(self._begun, draft=replace(self._begun.draft, files=kept.files))
        self.changed.emit()

    # The end of it.

    @Slot(str)
    def send(self, when: str = "") -> None:
        """Send it, at once or at a time in words. It leaves the screen in this frame, and is back where it cannot."""
        if self._begun is None or self._acts is None:
            return
        number, self._dirty = self.number, True
        self._unsent = (number, dict(self._lines))
        self.keep()
        self._acts.run("draft.send", {"drafts": [number], "when": when}, lambda: self._after(number))
        self.open(None)
        self.left.emit()

    def _after(self, number: int) -> None:
        """Once it is written that it leaves: a draft that stands as it was could not be sent."""

        def answer(kept: Draft | None) -> None:
            if kept is not None and kept.stage is Stage.WRITING:
                self.stayed.emit(number)

        if self._reads is not None:
            self._reads.ask(lambda connection: drafts.one(connection, number), answer)

    @Slot()
    def discard(self) -> None:
        """Throw it away."""
        if self._begun is None or self._acts is None:
            return
        number, begun = self.number, self._begun
        self._keep.stop()
        self._begun = None
        self.open(None)
        if begun.draft.changed:
            self._acts.run("draft.discard", {"drafts": [number]})

    # What QML shows.

    def _of_draft(self) -> Draft | None:
        return self._begun.draft if self._begun is not None else None

    def _get_opened(self) -> bool:
        return self._begun is not None

    def _get_subject(self) -> str:
        draft = self._of_draft()
        return draft.subject if draft is not None else ""

    def _get_senders(self) -> list[str]:
        return shown.identities(self._begun) if self._begun is not None else []

    def _get_sender(self) -> str:
        draft = self._of_draft()
        return people.written(draft.sender) if draft is not None else ""

    def _get_quoted(self) -> str:
        return shown.quoted(self._begun) if self._begun is not None else ""

    def _get_quotes(self) -> bool:
        draft = self._of_draft()
        return draft is not None and draft.quotes

    def _get_files(self) -> list[dict[str, object]]:
        return shown.files(self._begun) if self._begun is not None else []

    def _get_remarks(self) -> list[str]:
        draft = self.draft()
        return noticed.remarks(draft, {one.email for one in self._people}) if draft is not None else []

    def _get_suggestions(self) -> list[dict[str, object]]:
        return people.shown(self._suggested)

    opened = Property(bool, _get_opened, notify=openedChanged)
    key = Property(int, lambda self: self.number, notify=openedChanged)
    resting = Property(bool, lambda self: self._resting, notify=restingChanged)
    to = Property(str, lambda self: self._lines["to"], notify=openedChanged)
    cc = Property(str, lambda self: self._lines["cc"], notify=openedChanged)
    bcc = Property(str, lambda self: self._lines["bcc"], notify=openedChanged)
    subject = Property(str, _get_subject, notify=openedChanged)
    wide = Property(bool, lambda self: self._wide, notify=changed)
    identities = Property("QVariantList", _get_senders, notify=openedChanged)  # type: ignore[arg-type]
    writes_as = Property(str, _get_sender, notify=changed)
    quoted = Property(str, _get_quoted, notify=changed)
    quotes = Property(bool, _get_quotes, notify=changed)
    files = Property("QVariantList", _get_files, notify=changed)  # type: ignore[arg-type]
    remarks = Property("QVariantList", _get_remarks, notify=changed)  # type: ignore[arg-type]
    suggestions = Property("QVariantList", _get_suggestions, notify=suggestionsChanged)  # type: ignore[arg-type]

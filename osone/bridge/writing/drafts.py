"""The list of what is being written and what is on its way, with what went wrong."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from zlib import crc32

import apsw
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.lists.keyed import KeyedModel, Row
from osone.bridge.ports import Acts, Reads
from osone.host import here
from osone.mail.writing import signing
from osone.model.drafts import Draft, Stage
from osone.model.values import whole
from osone.store import drafts, sending
from osone.store.outbox import DOUBTFUL, FILE
from osone.store.sending import REFUSED, OnTheWay
from osone.text.catalogue import _
from osone.text.dates import came_short, day_and_clock, day_short
from osone.text.numbers import joined

QML_IMPORT_NAME = "OSOne.Writing"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("key", "title", "people", "snippet", "when", "status", "fault", "offers")
SOON_S = 8
"""So long after its hold is over a message is taken to be on its way."""
LONGEST_S = 3_600
Found = tuple[list[Draft], list[OnTheWay]]


@QmlElement
@QmlSingleton
class Drafts(KeyedModel):
    """Drafts, the one that was last written first; above them what needs a word of the person's."""

    cursorChanged = Signal()
    stateChanged = Signal()
    chosen = Signal(int)
    """A draft is to be opened."""
    troubled = Signal(str)
    """Something went wrong with one that was sent, in a sentence: it is told once."""
    markChanged = Signal()
    looked = Signal(str)
    """Somebody has looked at what went wrong: by what it is known again (``remember``)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._now: Callable[[], datetime] = here.now
        self._cursor = 0
        self._wanted = 0
        """The draft that the mark goes to once it is in the list."""
        self._known = False
        self._stages: dict[int, Stage] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        """Looks again when what a row says of the time is over."""
        self._faults: dict[int, str] = {}
        """What is wrong with which."""
        self.unseen: frozenset[int] = frozenset()
        """Those of them that nobody has looked at yet."""
        self._looked: frozenset[str] = frozenset()

    def begin(self, reads: Reads, acts: Acts, now: Callable[[], datetime]) -> None:
        """Give it its parts."""
        self._reads, self._acts, self._now = reads, acts, now

    def look(self) -> None:
        """Read the drafts anew."""
        if self._reads is not None:
            self._reads.ask(_found, self._took)

    def _took(self, found: Found) -> None:
        kept, under_way = found
        states = {int(one.draft): one for one in under_way if one.kind != FILE}
        came_back = [d.id for d in kept if d.stage is Stage.WRITING and self._stages.get(d.id) is Stage.QUEUED]
        self._stages = {draft.id: draft.stage for draft in kept}
        gone = [one for one in under_way if one.state == REFUSED and not any(d.id == one.draft for d in kept)]
        rows = [_told(one) for one in gone]
        rows += [_row(draft, states.get(draft.id), self._now()) for draft in kept if draft.stage is not Stage.SENT]
        rows.sort(key=lambda row: not row["fault"])
        at = self.current
        self._look_again(under_way)
        self.put(rows)
        self._mark({whole(row["key"]): row for row in rows if row["fault"]})
        self._known = True
        self._point(self.place_of(at) if self.place_of(at) >= 0 else self._cursor)
        self._follow()
        self.stateChanged.emit()
        if came_back:
            self.chosen.emit(came_back[0])

    def _look_again(self, under_way: Iterable[OnTheWay]) -> None:
        now = self._now().timestamp()
        ends = [at - now for one in under_way for at in (one.hold_until, one.hold_until + SOON_S) if at >= now]
        if ends:
            self._later.start(int(min(*ends, LONGEST_S) * 1000) + 500)

    def _mark(self, faults: Mapping[int, Row]) -> None:
        """Tell of what went wrong since the last look, and mark it until somebody has looked."""
        fresh = {key for key, row in faults.items() if self._faults.get(key) != row["status"]}
        self._faults = {key: str(row["status"]) for key, row in faults.items()}
        for key in sorted(fresh) if self._known else ():
            row = faults[key]
            self.troubled.emit(_("“{subject}”: {trouble}", subject=row["title"], trouble=row["status"]))
        known = {key for key in faults if self._mark_of(key) in self._looked}
        self._see((self.unseen | fresh) & faults.keys() - known)

    def _mark_of(self, key: int) -> str:
        """By what one is known again that went wrong, with no word of it."""
        return f"{crc32(f'{key} {self._faults[key]}'.encode()):x}"

    def remember(self, looked: str) -> None:
        """What somebody has looked at, also before this window was opened."""
        self._looked = frozenset(looked.split())
        self._see(key for key in self.unseen if self._mark_of(key) not in self._looked)

    def see(self) -> None:
        """Somebody looks at the list: what went wrong is on top of it, and under the cursor."""
        if self.unseen:
            self.set_cursor(0)
            self._looked = frozenset(map(self._mark_of, self._faults))
            self.looked.emit(" ".join(sorted(self._looked)))
            self._see(())

    def _see(self, unseen: Iterable[int]) -> None:
        before, self.unseen = self.unseen, frozenset(unseen)
        if before != self.unseen:
            self.markChanged.emit()

    @property
    def current(self) -> int:
        """The draft under the cursor, or 0."""
        return self.key_at(self._cursor)

    def written(self, number: int) -> bool:
        """Whether a draft is still to be written."""
        return self._stages.get(number) is Stage.WRITING

    def offers(self, number: int) -> list[str]:
        """The verbs that a row offers."""
        offered = self.rows[at]["offers"] if (at := self.place_of(number)) >= 0 else ()
        return [str(one["verb"]) for one in offered] if isinstance(offered, list) else []

    @Slot(int)
    def set_cursor(self, at: int) -> None:
        """Put the cursor on a row."""
        self._wanted = 0
        self._point(at)

    def follow(self, number: int) -> None:
        """Let the mark be on this draft, at once or as soon as it is in the list."""
        self._wanted = number
        self._follow()

    def _follow(self) -> None:
        if self._wanted and (at := self.place_of(self._wanted)) >= 0:
            self._wanted = 0
            self._point(at)

    def _point(self, at: int) -> None:
        self._cursor = max(0, min(at, len(self.rows) - 1))
        self.cursorChanged.emit()

    @Slot(int)
    def open_at(self, at: int) -> None:
        """Open the draft of a row."""
        self.set_cursor(at)
        if self.current:
            self.chosen.emit(self.current)

    @Slot(int, str)
    def act(self, number: int, verb: str) -> None:
        """Do what a row offers."""
        if self._acts is not None:
            self._acts.run(verb, {"sent" if verb == "send.seen" else "drafts": [number]}, self.look)

    def _get_cursor(self) -> int:
        return self._cursor

    def _get_state(self) -> str:
        return "list" if self.rows else "empty" if self._known else "loading"

    cursor = Property(int, _get_cursor, notify=cursorChanged)
    state = Property(str, _get_state, notify=stateChanged)


def _found(connection: apsw.Connection) -> Found:
    return drafts.every(connection, *Stage), sending.on_the_way(connection)


def _row(draft: Draft, way: OnTheWay | None, now: datetime) -> Row:
    people = joined([one.shown for one in draft.recipients.everyone]) if draft.recipients.everyone else ""
    state, fault, offers = _state(way, now)
    return {
        "key": draft.id, "title": draft.subject.strip() or _("No subject"), "people": people,
        "snippet": " ".join(" ".join(block.words for block in signing.above(draft.blocks)).split())[:200],
        "when": came_short(draft.changed, now), "status": state, "fault": fault, "offers": offers,
    }  # fmt: skip


def _state(way: OnTheWay | None, now: datetime) -> tuple[str, bool, list[dict[str, str]]]:
    """How it stands with a message, whether that is a trouble, and what can be done."""
    edit = {"verb": "send.edit", "words": _("Edit")}
    if way is None:
        return "", False, []
    if way.state == REFUSED:
        return way.error, True, [edit, {"verb": "send.again", "words": _("Send again")}]
    if way.state == DOUBTFUL:
        if not way.evidence.get("looked"):
            return _("The connection was lost while it was sent. OS One is looking whether it arrived."), False, []
        again, leave = {"verb": "send.again", "words": _("Send again")}, {"verb": "send.leave", "words": _("Leave it")}
        return _("It may have been sent: no answer came, and it isn't in Sent."), True, [leave, again]
    if way.hold_until > now.timestamp():
        at = datetime.fromtimestamp(way.hold_until, now.tzinfo)
        if way.hold_until - now.timestamp() > 60:
            return _("Leaves {when}", when=day_and_clock(day_short(at.date(), now.date()), at)), False, [edit]
        return _("Leaves in a moment"), False, [edit]
    if way.error:
        return way.error, False, [edit]
    # As long as its line is opened and others go first, it is sent; after that nobody answers.
    soon = way.state == "leaving" or now.timestamp() - way.hold_until < SOON_S
    return (_("Sending…") if soon else _("Waiting for the server")), False, [edit]


def _told(way: OnTheWay) -> Row:
    """A message that was sent and did not reach everybody."""
    return {
        "key": int(way.draft), "title": str(way.evidence.get("subject") or _("No subject")),
        "people": joined([str(one) for one in way.evidence.get("to", [])]), "snippet": "", "when": "",
        "status": way.error, "fault": True, "offers": [{"verb": "send.seen", "words": _("Dismiss")}],
    }  # fmt: skip

"""The shell's two threads at the store: one reads what screens ask for, one writes what verbs do."""

import logging
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import apsw
from PySide6.QtCore import QObject, Signal

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.host import here
from osone.model.errors import OsOneError, StoreError
from osone.store import damage, journal, pieces, troubles
from osone.store.files import Store
from osone.text.catalogue import _

LOG = logging.getLogger(__name__)
T = TypeVar("T")
PIECE_GAP_S = 0.001
TROUBLE_S = 5.0
"""After this long a large command goes on for which there was no room on the disk."""
GOODBYE_S = 2.0
MOST_BROKEN = 20
"""So often a question that nobody waits for is broken off for one that somebody does; then it runs to its end."""
STEPS = 200_000
"""So many steps of SQLite's machine, some milliseconds, and a query looks whether it is still wanted."""
SWITCH_S = 0.0005
"""How long a thread that reads may keep the window's thread from running; Python's own 5 ms are a third of a frame."""


class _Post(QObject):
    """Brings calls from another thread to the GUI thread, in order."""

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shut = False
        # Queued, because whoever emits it is on another thread.
        self.came.connect(self._do)

    def shut(self) -> None:
        """Bring nothing any more, what is under way included: the screens that it is for go."""
        self._shut = True

    def _do(self, work: Callable[[], None]) -> None:
        if not self._shut:
            work()


class Question:
    """What is asked of the store, and who gets the answer (``bridge.ports.PendingQuestion``)."""

    __slots__ = ("answer", "ask", "broken", "dropped", "later", "reader")

    def __init__(
        self, ask: Callable[..., object], answer: Callable[..., None], reader: "Reader", *, later: bool
    ) -> None:
        self.ask, self.answer, self.reader, self.later = ask, answer, reader, later
        self.dropped = False
        self.broken = 0
        """How often it was broken off, to be asked again."""

    def drop(self) -> None:
        """Nobody waits for it any more: it is not begun, or broken off, and its answer is never called."""
        self.dropped = True
        self.reader.break_off(self)

    def give(self, found: object) -> None:
        """Give the answer to who asked."""
        if not self.dropped:
            self.answer(found)


class Reader(QObject):
    """Answers questions to the store off the GUI thread, in order (``bridge.ports.Reads``)."""

    failed = Signal(str)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._now: deque[Question] = deque()
        self._later: deque[Question] = deque()
        self._at: tuple[Question, apsw.Connection] | None = None
        """What is being answered, and from which connection."""
        self._turn = threading.Lock()
        """Held while that changes, so that breaking off one question never meets the next."""
        self._calls: queue.SimpleQueue[bool] = queue.SimpleQueue()
        """One for each question; False ends the thread."""
        sys.setswitchinterval(SWITCH_S)
        self._post = _Post(self)
        self._thread = threading.Thread(target=self._read, name="reader", daemon=True)
        self._thread.start()

    def ask(
        self, question: Callable[[apsw.Connection], T], answer: Callable[[T], None], *, later: bool = False
    ) -> Question:
        """Run ``question`` on the reader thread, then ``answer`` on this one."""
        asked = Question(question, answer, self, later=later)
        (self._later if later else self._now).append(asked)
        self._calls.put(True)
        if not later:
            self._make_way()
        return asked

    def _make_way(self) -> None:
        """Interrupt what nobody waits for: it looks through all mail, perhaps, and is asked again behind the others."""
        with self._turn:
            if self._at is not None and self._at[0].later and self._at[0].broken < MOST_BROKEN:
                self._at[1].interrupt()

    def break_off(self, question: Question) -> None:
        """Interrupt the query of a question, where it is the one that is being answered."""
        with self._turn:
            if self._at is not None and self._at[0] is question:
                self._at[1].interrupt()

    def close(self) -> None:
        """Stop: no answer is given any more, and what nobody waits for is dropped."""
        self._post.shut()
        self._later.clear()
        self._calls.put(False)
        self._thread.join(GOODBYE_S)

    def _unwanted(self) -> bool:
        """Whether the query that runs is to end: an interrupt that came a moment before it began reached nothing."""
        if self._at is None:
            return False
        question = self._at[0]
        return question.dropped or (question.later and bool(self._now) and question.broken < MOST_BROKEN)

    def _read(self) -> None:
        connection = self._store.reader()
        connection.set_progress_handler(self._unwanted, STEPS)
        try:
            while self._calls.get():
                waiting = self._now or self._later
                if not waiting:
                    continue
                self._answer(waiting.popleft(), connection)
        finally:
            connection.close()

    def _answer(self, question: Question, connection: apsw.Connection) -> None:
        with self._turn:
            self._at = (question, connection)
        try:
            if question.dropped:
                return
            found = question.ask(connection)
        except Exception as error:
            if question.dropped:
                return
            if question.later and isinstance(error, apsw.InterruptError):
                # Counted here: where no query ran, there was nothing to interrupt.
                question.broken += 1
                self._later.appendleft(question)
                self._calls.put(True)
                return
            # Whatever it was, the screen must go on, and the person be told.
            LOG.exception("a question to the store failed")
            if isinstance(error, apsw.CorruptError):
                damage.doubt(self._store.folder)
            self._post.came.emit(lambda e=error: self.failed.emit(_unread(e, self._store.folder)))
            return
        finally:
            with self._turn:
                self._at = None
        self._post.came.emit(lambda: question.give(found))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A verb that waits to be carried out."""

    command: str
    arguments: Mapping[str, object]
    by: str
    done: Callable[[Outcome], None]
    failed: Callable[[Exception], None]
    ended: Callable[[Outcome], None]


def _unread(error: Exception, folder: Path) -> str:
    """What is said where the store could not be read."""
    if isinstance(error, apsw.IOError | apsw.CantOpenError | apsw.CorruptError | apsw.NotADBError | apsw.BusyError):
        return troubles.named(error, folder).whole
    return _("Something couldn't be read: {why}.", why=str(error).rstrip("."))


class Writer(QObject):
    """Carries out verbs one after the other, and large ones in pieces between the others."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._wanted: queue.SimpleQueue[Wanted | Callable[[apsw.Connection], None] | None] = queue.SimpleQueue()
        self._large: dict[int, tuple[Wanted, Outcome]] = {}
        """What goes on in pieces, by its entry of the journal."""
        self._post = _Post(self)
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def run(
        self,
        command: str,
        arguments: Mapping[str, object],
        *,
        by: str,
        done: Callable[[Outcome], None],
        failed: Callable[[Exception], None],
        ended: Callable[[Outcome], None] = lambda _outcome: None,
    ) -> None:
        """Carry out a verb; ``done`` or ``failed`` is called on this thread.

        A large one is only begun when it is ``done``, and has ``ended`` after its last piece; one that is stopped or
        taken back midway never ends.
        """
        self._wanted.put(Wanted(command, arguments, by, done, failed, ended))

    def write(self, work: Callable[[apsw.Connection], None]) -> None:
        """Do other writing, such as the transcript's, in its turn."""
        self._wanted.put(work)

    def named(self, error: Exception) -> StoreError:
        """Why something could not be written, as a person can be told of it."""
        return troubles.named(error, self._store.folder)

    def close(self) -> None:
        """Finish what was begun, and stop: nobody is told of it. Large commands go on at the next start."""
        self._post.shut()
        self._wanted.put(None)
        self._thread.join(GOODBYE_S)

    def _write(self) -> None:
        connection = self._store.writer()
        more = pieces.oldest(connection) is not None
        gap = PIECE_GAP_S
        try:
            while True:
                try:
                    wanted = self._wanted.get(timeout=gap) if more else self._wanted.get()
                except queue.Empty:
                    try:
                        more = running.go_on(connection, now=here.now())
                        self._tell_ended(connection)
                        gap = PIECE_GAP_S
                    except apsw.Error:
                        # A full disk, for one: the thread lives on, and what was begun waits for room.
                        LOG.exception("a large command could not go on")
                        gap = TROUBLE_S
                    continue
                if wanted is None:
                    return
                more = self._do(connection, wanted) or more
        finally:
            connection.close()

    def _do(self, connection: apsw.Connection, wanted: Wanted | Callable[[apsw.Connection], None]) -> bool:
        if not isinstance(wanted, Wanted):
            try:
                wanted(connection)
            except apsw.Error:
                LOG.exception("something could not be written")
            return False
        now = here.now()
        try:
            outcome = running.run(
                connection, wanted.command, wanted.arguments, by=wanted.by, now=now, registry=REGISTRY
            )
        except (OsOneError, apsw.Error) as error:
            if not isinstance(error, OsOneError):
                LOG.exception("%s could not be written", wanted.command)
                if isinstance(error, apsw.CorruptError):
                    damage.doubt(self._store.folder)
                error = self.named(error)
            self._post.came.emit(lambda e=error: wanted.failed(e))
            return False
        self._post.came.emit(lambda: wanted.done(outcome))
        self._large = {n: large for n, large in self._large.items() if pieces.of_entry(connection, n) is not None}
        if (entry := _entry_of(outcome)) is not None:
            self._large[entry] = (wanted, outcome)
        return outcome.more

    def _tell_ended(self, connection: apsw.Connection) -> None:
        """Tell of the large commands that have come to their end; of one that was left as far as it came, nothing."""
        for number, (wanted, outcome) in list(self._large.items()):
            if pieces.of_entry(connection, number) is not None:
                continue
            del self._large[number]
            entry = journal.one(connection, number)
            turned = outcome.journal is None and REGISTRY[outcome.command].turns
            if entry is not None and (turned or entry.said == outcome.ended):
                self._post.came.emit(lambda w=wanted, o=outcome: w.ended(o))


def _entry_of(outcome: Outcome) -> int | None:
    """The entry of the journal that goes on in pieces after this; None where nothing does."""
    if not outcome.ended:
        return None
    turned = outcome.value.get("entry") if isinstance(outcome.value, dict) else None
    return outcome.journal if outcome.journal is not None else turned

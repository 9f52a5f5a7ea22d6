"""The window's ear at the store: what is new there, looked at when it is told of, and never in the frame of a key."""

from collections.abc import Callable

import apsw
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from osone.app.desk.threads import Reader
from osone.store import feed, leaving, troubles
from osone.store.feed import News
from osone.store.files import Store
from osone.store.mark import HERE_S

LOOK_MS = 100
"""The net beneath the pokes: the store's ``data_version`` is looked at this often."""
CALM_MS = 60
"""Pokes that come close together are one look."""
HELD_MS = 250
"""Behind a key that is held down, news is looked at no later than this."""


class ChangeWatch(QObject):
    """Tells what happened in the store since it was last asked."""

    heard = Signal(object)
    """The ``News``."""
    asked_to_leave = Signal()
    """Another process wants the store alone."""
    full = Signal(bool)
    """The disk has no room for the store any more, or has room again."""

    def __init__(
        self, store: Store, reader: Reader, dispatcher: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reader, self._dispatcher = reader, dispatcher
        self._seq = self._version = -1
        self._asked = self._again = self._over = self._short = False
        self._held = QElapsedTimer()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self.look)
        self._net = QTimer(self)
        self._net.setInterval(LOOK_MS)
        self._net.timeout.connect(self._look_under)
        self._watch = store.reader()
        self._folder = store.folder
        self.gave_way = False
        """Whether it was ever asked that."""

    def begin(self) -> None:
        """Look from now on; what happened before is not told of."""
        self._net.start()
        self._look_at_disk()
        self.look()

    def wake_up(self) -> None:
        """Something may be new. Beyond the end a timer would outlive this thread's work."""
        if not self._over:
            self._calm.start()

    def end(self) -> None:
        """Look no more, and tell of nothing that was asked already."""
        self._over = True
        self._net.stop()
        self._calm.stop()

    def close(self) -> None:
        """Let go of the store."""
        self._watch.close()

    def _look_under(self) -> None:
        if leaving.asked(self._folder):
            self.gave_way = True
            self.asked_to_leave.emit()
        self._look_at_disk()
        version = feed.data_version(self._watch)
        if version != self._version:
            self._version = version
            self.wake_up()

    def _look_at_disk(self) -> None:
        if (short := troubles.short(self._folder)) != self._short:
            self._short = short
            self.full.emit(short)

    def look(self) -> None:
        """Ask what is new. While a key is being answered that waits a moment: it must not share the frame."""
        if self._over:
            return
        if self._asked:
            self._again = True
            return
        if self._dispatcher() < HERE_S and not (self._held.isValid() and self._held.hasExpired(HELD_MS)):
            if not self._held.isValid():
                self._held.start()
            self.wake_up()
            return
        self._held.invalidate()
        self._asked = True
        seq = self._seq

        def question(connection: apsw.Connection) -> News:
            return feed.since(connection, seq) if seq >= 0 else News((), feed.last(connection), again=False)

        # What others did comes after what the hand asks for.
        self._reader.ask(question, self._took, later=True)

    def _took(self, news: News) -> None:
        if self._over:
            return
        self._asked = False
        self._seq = news.last
        self.heard.emit(news)
        if self._again:
            self._again = False
            self.look()

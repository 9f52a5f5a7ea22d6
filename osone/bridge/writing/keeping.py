"""Drafts on their way to the disk: what can't be saved is held, and tried again until it is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from osone.bridge.ports import Acts, Reads
from osone.host.patience import Patience
from osone.model.drafts import Draft, Stage
from osone.store import drafts
from osone.text.catalogue import _

if TYPE_CHECKING:
    from osone.queries.answering import Begun

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 10.0
"""Room on a full disk is looked for at least this often: what waits for it is a person's words."""


class DraftKeeping(QObject):
    """Keeps drafts as they are written, the newest words of each, whichever of them is open."""

    changed = Signal()
    """Another draft waits to be saved, or none does."""
    told = Signal(str, bool)
    """What a person is told once of a trouble, and once it is over; whether it is a fault."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads: Reads | None = None
        self._acts: Acts | None = None
        self._newest: dict[int, Begun] = {}
        """What is not known to be saved yet, by the number of its draft."""
        self.why = ""
        """Why the last one could not be saved; empty while all goes well."""
        self._then: tuple[int, Callable[[], object]] | None = None
        """What waits until a draft is saved."""
        self._patience = Patience(FIRST_WAIT_S, LONGEST_WAIT_S)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.again)

    def begin(self, reads: Reads, acts: Acts) -> None:
        """Give it its parts."""
        self._reads, self._acts = reads, acts

    def keep(self, begun: "Begun") -> None:
        """Save a draft as it stands now."""
        self._newest[begun.draft.id] = begun
        self._save(begun)

    def again(self) -> None:
        """Try at once whatever could not be saved."""
        self._retry.stop()
        for begun in list(self._newest.values()) if self.why else ():
            self._save(begun)

    def forget(self, draft: int) -> None:
        """One was thrown away."""
        self._newest.pop(draft, None)
        self._settle()

    @property
    def unsaved(self) -> bool:
        """Whether anything could not be saved so far."""
        return bool(self.why and self._newest)

    @property
    def tries(self) -> int:
        """How often in a row something could not be saved."""
        return self._patience.tries

    def waits(self, draft: int) -> bool:
        """Whether the newest words of a draft could not be saved so far."""
        return bool(self.why) and draft in self._newest

    def under_way(self, draft: int) -> bool:
        """Whether the newest words of a draft are not known to be on the disk."""
        return draft in self._newest

    def where_it_stays(self, number: int, stays: Callable[[int], object]) -> None:
        """Tell of a draft that was to leave, where it stands as it was: it could not."""

        def answer(kept: Draft | None) -> None:
            if self.waits(number) or (kept is not None and kept.stage is Stage.WRITING):
                stays(number)

        if self._reads is not None:
            self._reads.ask(lambda connection: drafts.one(connection, number), answer)

    def remarks(self, draft: int) -> list[str]:
        """What stands at a draft that could not be saved."""
        return [_unsaved(self.why)] if self.waits(draft) else []

    def once_saved(self, draft: int, then: Callable[[], object]) -> None:
        """Do this once all that is known of a draft is on the disk, where it can be saved; else now.

        Whoever waits gives way to the next who does.
        """
        self._then = (draft, then)
        self._go_on()

    def wait_no_more(self) -> None:
        """Nobody waits for a draft any more."""
        self._then = None

    def _go_on(self) -> None:
        if self._then is not None and (self.why or self._then[0] not in self._newest):
            then, self._then = self._then[1], None
            then()

    def newest(
        self,
        number: int,
        show: Callable[["Begun | None", Mapping[str, QImage]], None],
        found: tuple["Begun | None", Mapping[str, QImage]],
    ) -> None:
        """Show a draft as it was found on the disk, or as it was written since then."""
        show(self._newest.get(number, found[0]), found[1])

    def _save(self, begun: "Begun") -> None:
        if self._acts is not None:
            number, row = begun.draft.id, drafts.row(begun.draft)
            written = {"draft": number, "written": row}
            self._acts.run("draft.keep", written, lambda: self._saved(begun), self._fell)

    def _saved(self, begun: "Begun") -> None:
        if self._newest.get(begun.draft.id) is begun:
            del self._newest[begun.draft.id]
        self._settle()

    def _settle(self) -> None:
        if not self._newest and self.why:
            self.why = ""
            self._retry.stop()
            self._patience.well()
            self.told.emit(_("What you wrote is saved."), False)
        self.changed.emit()
        self._go_on()

    def _fell(self, error: Exception) -> None:
        if not self._newest:
            return
        fresh, self.why = not self.why, str(error)
        if not self._retry.isActive():
            self._retry.start(int(self._patience.next() * 1000))
        if fresh:
            self.told.emit(_unsaved(self.why), True)
        self.changed.emit()
        self._go_on()


def _unsaved(why: str) -> str:
    return _("{why} What you wrote isn't saved yet. OS One tries again until it is.", why=why)

"""Search in place in the real window: what is seen stays drawn and shows other conversations, wherever one was."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow

from osone.bridge.mail.inbox import Inbox
from osone.model.mail import Box
from tests.ui import world
from tests.ui.stage import Stage

ROW = 86
MANY = 300
FEW = 4
"""Rows about the edge of a view that it may draw anew."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    store = world.empty()
    for number in range(1, MANY + 1):
        what = "lease" if number % 2 else "boat"
        row = (number / 10, f"Ann {number}", f"The {what} {number}", "Words.", "person", False, "", "12", 1)
        world.put_letter(store, number, row, body=False)
    made = Stage(store)
    made.go("mail")
    made.screens.inbox.go(int(Box.INBOX))
    made.until(lambda: made.screens.inbox.rowCount() == MANY, "the list is there")
    made.settle(60)
    yield made
    made.close()


class Drawn:
    """The rows of the list as they are drawn."""

    def __init__(self, stage: Stage) -> None:
        self._inbox: Inbox = stage.screens.inbox
        window = stage.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self._view = next(item for item in _beneath(window.contentItem()) if self._is_list(item))
        self._before = self._now()

    def _is_list(self, item: QQuickItem) -> bool:
        return item.inherits("QQuickListView") and item.property("model") is self._inbox

    def _items(self) -> list[QQuickItem]:
        content = self._view.property("contentItem")
        assert isinstance(content, QQuickItem)
        return [item for item in content.childItems() if item.property("subject") is not None]

    def _now(self) -> set[int]:
        return {shiboken6.getCppPointer(item)[0] for item in self._items()}

    def built(self) -> int:
        """How many rows were made since it was asked last."""
        now, before = self._now(), self._before
        self._before = now
        return len(now - before)

    def top(self) -> float:
        """How many pixels of the list are above what is seen."""
        return float(self._view.property("contentY")) - float(self._view.property("originY"))

    def seen(self) -> list[str]:
        """The subjects in sight, from the top."""
        top = float(self._view.property("contentY"))
        here = [i for i in self._items() if top - ROW < i.y() < top + self._view.height()]
        return [str(item.property("subject")) for item in sorted(here, key=QQuickItem.y)]

    def holds(self, at: int) -> bool:
        """Whether the row at this place of the list is in sight as a whole."""
        row = self._inbox.row_of(-self._inbox._order[at][1]) if at < len(self._inbox._order) else None
        top, bottom = self.top() - 1, self.top() + self._view.height() + 1
        return row is not None and row.subject in self.seen() and top <= at * ROW and (at + 1) * ROW <= bottom

    def meant(self) -> list[str]:
        """The subjects that should be."""
        first = int(self.top() // ROW)
        threads = [-thread for _, thread in self._inbox._order[first : first + len(self.seen())]]
        return [row.subject for thread in threads if (row := self._inbox.row_of(thread)) is not None]


def there(stage: Stage, deep: int) -> Drawn:
    """Where the cursor is so deep in the list, and that is drawn."""
    inbox = stage.screens.inbox
    # Here a page is read at once, in the midst of making the row that asks for it: in the window it comes after that.
    for at in range(max(0, deep - 12), min(deep + 13, inbox.rowCount())):
        inbox.index(at).data(int(Qt.ItemDataRole.UserRole))
    inbox.set_cursor(deep)
    drawn = Drawn(stage)
    stage.until(lambda: drawn.holds(deep), "the row under the cursor is drawn")
    drawn.built()
    return drawn


def _beneath(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _beneath(child)


@pytest.mark.parametrize("deep", [0, 13, 60, 180])
@pytest.mark.parametrize("moves", [0, 20])
def test_a_search_draws_over_the_rows_that_are_seen_and_so_does_the_list_behind_it(
    stage: Stage, deep: int, moves: int
) -> None:
    inbox = stage.screens.inbox
    drawn = there(stage, deep)
    top, before = drawn.top(), drawn.seen()
    stage.screens.gesture("search", "lease")
    stage.until(lambda: drawn.seen() and all("lease" in subject for subject in drawn.seen()), "what is found is drawn")
    stage.until(lambda: (drawn.top(), drawn.seen()) == (0, drawn.meant()), "it stands at the top")
    assert drawn.built() <= FEW
    for _ in range(moves):
        stage.screens.gesture("cursor", 1)
    stage.until(lambda: drawn.seen() == drawn.meant() and drawn.holds(moves), "the row under the cursor is drawn")
    drawn.built()
    inbox.leave_search()
    stage.until(lambda: (drawn.top(), drawn.seen()) == (top, before), "the list is where it was")
    assert drawn.built() <= FEW
    assert inbox.property("cursor") == deep


def test_a_search_that_finds_little_or_nothing_leaves_the_list_behind_it_where_it_was(stage: Stage) -> None:
    inbox = stage.screens.inbox
    drawn = there(stage, 60)
    top, before = drawn.top(), drawn.seen()
    for words, found in (("299", 1), ("zeppelin", 0)):
        stage.screens.gesture("search", words)
        stage.until(lambda found=found: len(drawn.seen()) == found, f"{found} found")  # type: ignore[misc]
        inbox.leave_search()
        stage.until(lambda: (drawn.top(), drawn.seen()) == (top, before), "the list is where it was")
        assert inbox.property("cursor") == 60

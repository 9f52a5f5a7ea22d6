"""What went wrong with a message is marked until somebody has looked, once, whatever ends the window meanwhile."""

import pytest
from PySide6.QtGui import QGuiApplication

from osone.bridge.writing.drafts import Drafts

REFUSED, DOUBT = {"title": "The lease", "status": "Refused."}, {"title": "Tea", "status": "It may have been sent."}


@pytest.fixture(autouse=True)
def application() -> QGuiApplication:
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication([])


def window(looked: str) -> tuple[Drafts, list[str]]:
    """The list of a window that was just opened, and what it asks to be kept."""
    drafts, kept = Drafts(), list[str]()
    drafts.looked.connect(kept.append)
    drafts.remember(looked)
    return drafts, kept


def test_what_was_looked_at_is_not_marked_by_the_next_window_and_what_is_new_is() -> None:
    first, kept = window("")
    first._mark({1: REFUSED})
    assert first.unseen == {1}
    first.see()
    assert first.unseen == frozenset()
    after, _kept = window(kept[-1])
    after._mark({1: REFUSED})
    assert after.unseen == frozenset()
    after._mark({1: REFUSED, 2: DOUBT})
    assert after.unseen == {2}
    after._mark({1: {"title": "The lease", "status": "Refused for another reason."}, 2: DOUBT})
    assert after.unseen == {1, 2}
    assert not any("lease" in word or "Refused" in word for word in kept), "no word of it is kept"


def test_settings_that_are_read_later_take_the_mark_away() -> None:
    first, kept = window("")
    first._mark({1: REFUSED})
    first.see()
    late = Drafts()
    late._mark({1: REFUSED})
    assert late.unseen == {1}
    late.remember(kept[-1])
    assert late.unseen == frozenset()

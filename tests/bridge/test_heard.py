"""What is heard of what is drawn."""

import pytest
from PySide6.QtCore import QObject

from osone.bridge.companion.rows import heard
from osone.bridge.companion.talk import Talk
from osone.bridge.drawing.access import Access
from osone.bridge.lists.listed import told
from osone.bridge.mail.opened import links_in, words_of
from osone.bridge.ports import OpenedPiece
from osone.bridge.tasks.tasks import TaskList
from tests.ui.stage import application


def row(
    *, unread: bool = False, starred: bool = False, files: bool = False, selected: bool = False, **more: str
) -> str:
    kind, count = more.get("kind", "mail"), int(more.get("count", "1"))
    return told("Ann", "Lunch", "09:30", kind, count, unread=unread, starred=starred, files=files, selected=selected)


def test_a_row_is_one_sentence_that_begins_with_what_sets_it_apart() -> None:
    assert row() == "Ann: Lunch, 09:30"
    assert row(unread=True, starred=True, files=True) == "Unread, Starred, With files. Ann: Lunch, 09:30"
    assert row(selected=True, kind="invitation", count="3") == "Selected, Invitation, 3 messages. Ann: Lunch, 09:30"


def test_a_task_says_its_day_and_what_it_is_for() -> None:
    tasks = TaskList()
    assert tasks.told("Call Ann", "", "", "", 4, False, False) == "Call Ann"
    said = tasks.told("Call Ann", "House", "ask for the key", "yesterday", 1, True, True)
    assert said == "Call Ann, overdue, yesterday, priority 1, House, ask for the key, selected"


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (OpenedPiece("paragraph", "tea &amp; milk"), "tea & milk"),
        (OpenedPiece("paragraph", "<b>now</b> 60, <s>80</s>"), "now 60, [deleted: 80]"),
        (OpenedPiece("list", "tea", marker="•"), "tea"),
        (OpenedPiece("list", "tea", marker="2."), "2. tea"),
        (OpenedPiece("code", "<code>a<br>b</code>"), "a\nb"),
    ],
)
def test_a_block_is_heard_without_its_tags(piece: OpenedPiece, words: str) -> None:
    assert words_of(piece) == words


def test_links_are_heard_apart_with_where_they_lead() -> None:
    block = 'see <a href="https://x.org/?a=1&amp;b=2"><b>this</b></a> or <a href="mailto:ann@x.org">ann</a>'
    assert links_in(block) == [
        {"href": "https://x.org/?a=1&b=2", "words": "this"},
        {"href": "mailto:ann@x.org", "words": "ann"},
    ]


def test_a_whole_answer_is_heard_once_it_is_there() -> None:
    talk, told_of = Talk(), list[str]()
    talk.heard.connect(told_of.append)
    talk.start()
    talk.feed("Two things:\n\n- tea\n")
    assert told_of == []
    talk.feed("- **milk**\n")
    talk.finish()
    assert told_of == ["Two things:\ntea\nmilk"]
    talk.fault("No model.", "Choose one.")
    assert told_of[1:] == ["No model.\nChoose one."]
    assert heard("<p>a<br/>b &lt;</p>") == "a\nb <"


def test_nothing_is_told_where_nobody_listens() -> None:
    application()
    access = Access()
    changes: list[bool] = []
    access.heardChanged.connect(lambda: changes.append(bool(access.property("heard"))))
    access.rest(True)
    access.rest(True)
    access.look()
    access.point(QObject())
    access.point(None)
    access.rest(False)
    assert changes == [True, False]
    assert not access.property("active")

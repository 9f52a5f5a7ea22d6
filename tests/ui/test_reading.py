"""What is read, and where: a conversation opens where one has not read yet, and only what was seen is read by that."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtQuick import QQuickItem

from osone.bridge.mail.inbox import Inbox
from osone.model.mail import Box
from tests.ui import world
from tests.ui.stage import Stage

LONG = 5
"""A conversation of six messages."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    store = world.lived_in()
    newest = [int(m) for (m,) in store.execute("SELECT id FROM message WHERE thread = ? ORDER BY id", (LONG,))]
    marks = ", ".join("?" * 4)
    store.execute(f"UPDATE shown SET flags = 0 WHERE message IN ({marks})", newest[2:])
    made = Stage(store)
    made.go("mail")
    made.screens.inbox.go(int(Box.INBOX))
    made.settle(60)
    yield made
    made.close()


def messages(stage: Stage) -> list[int]:
    rows = stage.reads.connection.execute("SELECT id FROM message WHERE thread = ? ORDER BY id", (LONG,))
    return [int(message) for (message,) in rows]


def read(stage: Stage) -> list[int]:
    """The messages that were marked as read, in their order."""
    found: list[int] = []
    for command, given in stage.acts.ran:
        if command == "mail.read":
            found += list_of(given)
    return found


def list_of(given: Mapping[str, object]) -> list[int]:
    mails = given["mails"]
    assert isinstance(mails, list)
    return mails


def every(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all within it."""
    yield item
    for child in item.childItems():
        yield from every(child)


def sheet(stage: Stage) -> QQuickItem:
    content = stage.window.contentItem()  # type: ignore[attr-defined]
    return next(item for item in every(content) if "ReadingList" in item.metaObject().className())


def open_long(stage: Stage) -> None:
    stage.screens.inbox.set_cursor(stage.screens.inbox.place_of(LONG))
    stage.screens.gesture("open")
    stage.settle(300)


def test_a_conversation_opens_at_its_first_unread_message_and_the_rest_stays_unread(stage: Stage) -> None:
    open_long(stage)
    reading, every = stage.screens.reading, messages(stage)
    assert reading.key_at(int(reading.property("place"))) == every[2]
    stage.until(lambda: read(stage), "what is seen is read by that")
    seen = read(stage)
    assert seen[0] == every[2]
    assert every[5] not in seen, "nobody has seen it"
    for _ in range(40):
        stage.screens.gesture("read", "on")
        stage.settle(250)
        if every[5] in read(stage):
            break
    stage.settle(300)
    assert read(stage) == every[2:], "each once, as it was come to"


def test_reading_on_past_the_end_goes_to_the_next_and_back_to_the_one_before(stage: Stage) -> None:
    open_long(stage)
    reading, at = stage.screens.reading, stage.screens.inbox.property("cursor")
    stage.screens.gesture("read", "end")
    stage.settle(300)
    end = float(sheet(stage).property("contentY"))
    stage.screens.gesture("read", "back")
    stage.settle(250)
    assert float(sheet(stage).property("contentY")) < end
    stage.screens.gesture("read", "end")
    stage.settle(300)
    stage.screens.gesture("read", "on")
    assert (reading.open_thread != LONG, stage.screens.inbox.property("cursor")) == (True, int(at) + 1)
    stage.settle(300)
    stage.screens.gesture("read", "back")
    assert reading.open_thread == LONG


def test_nothing_is_read_by_looking_where_the_person_does_not_want_that(stage: Stage) -> None:
    stage.screens.reading.mark_read = False
    open_long(stage)
    assert read(stage) == []


def marks_of(inbox: Inbox, at: int) -> list[str]:
    """People, subject and first words of a row as they are drawn with marks; nothing where it has none."""
    role = next(role for role, name in inbox.roleNames().items() if name == b"marked")
    marks = inbox.data(inbox.index(at), role)
    assert isinstance(marks, list)
    return marks


def test_what_was_searched_for_is_marked_in_the_list_and_in_what_is_opened(stage: Stage) -> None:
    inbox = stage.screens.inbox
    stage.screens.gesture("search", "lease")
    stage.settle(150)
    assert inbox.property("found") == "1 found"
    assert marks_of(inbox, 0)[1] == 'Can you look at the <a href="#">lease</a> before Monday?'
    stage.screens.gesture("search", "train")
    stage.settle(60)
    stage.screens.gesture("open")
    stage.settle(200)
    assert any('<span class="hit">train</span>' in str(r["html"]) for r in stage.screens.reading.rows)
    stage.screens.gesture("back")
    stage.screens.gesture("back")
    stage.screens.gesture("open")
    stage.settle(200)
    assert not any("hit" in str(r["html"]) for r in stage.screens.reading.rows)


def test_a_search_opens_at_the_message_that_holds_the_words(stage: Stage) -> None:
    oldest, third = messages(stage)[0], messages(stage)[2]
    stage.reads.connection.execute("UPDATE shown SET flags = 1")
    stage.reads.connection.execute("DELETE FROM search.words WHERE rowid = ?", (third,))
    stage.reads.connection.execute("INSERT INTO search.words (rowid, body) VALUES (?, 'zeppelin')", (third,))
    stage.screens.gesture("search", "zeppelin")
    stage.settle(60)
    stage.screens.gesture("open")
    stage.settle(200)
    reading = stage.screens.reading
    assert reading.key_at(int(reading.property("place"))) == third
    unfolded = {str(row["message"]) for row in reading.rows if row["what"] == "block"}
    assert str(third) in unfolded
    assert str(oldest) not in unfolded


def test_a_near_word_is_one_key_away_where_nothing_was_found(stage: Stage) -> None:
    inbox = stage.screens.inbox
    stage.screens.gesture("search", "leese")
    stage.settle(60)
    assert (inbox.property("state"), inbox.property("near")) == ("nothing", "lease")
    inbox.take_near()
    assert (inbox.property("words"), inbox.rowCount()) == ("lease", 1)


def test_words_that_nothing_holds_whole_are_found_and_marked_as_beginnings(stage: Stage) -> None:
    inbox = stage.screens.inbox
    stage.screens.gesture("search", "leas mond")
    stage.settle(60)
    assert (inbox.property("state"), inbox.rowCount(), inbox.property("near")) == ("list", 1, "")
    assert marks_of(inbox, 0)[1] == 'Can you look at the <a href="#">lease</a> before <a href="#">Monday</a>?'
    stage.screens.gesture("search", "lease mond")
    stage.settle(60)
    assert inbox.rowCount() == 1
    stage.screens.gesture("search", "leas zeppelin")
    stage.settle(60)
    assert inbox.property("state") == "nothing"


def test_what_is_completed_stands_in_the_line(stage: Stage) -> None:
    inbox = stage.screens.inbox
    stage.screens.gesture("search")
    stage.settle(300)
    assert len(inbox.property("hints")) > 6
    inbox.search("is:st")
    inbox.complete(0)
    assert inbox.property("words") == "is:starred"
    assert inbox.property("hints") == []


def test_a_block_of_words_is_one_item(stage: Stage) -> None:
    open_long(stage)
    stage.settle(60)
    words = [part for part in every(sheet(stage)) if "MessageWords" in part.metaObject().className()]
    assert words
    assert not any(part.childItems() for part in words), "a bar, a mark or a rule is made for the few that have one"

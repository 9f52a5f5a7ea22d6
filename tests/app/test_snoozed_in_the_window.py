"""What is snoozed in the window: out of the list in the frame of its key, listed by when it wakes, and back on top."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from osone.model.mail import Box
from osone.store import due
from osone.store.writing import transaction
from tests.app.house import Running, living, sample


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        running.press("Mod+2")
        running.until(lambda: running.screens.inbox.rowCount() > 2, "mail is listed")
        yield running


def under(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from under(child)


def named(house: Running) -> str:
    """Which list the words above the rows show as the one at hand, where that is wholly in view."""
    whole = list(under(house.house.window.contentItem()))  # type: ignore[union-attr]
    (splits,) = [one for one in whole if one.metaObject().className().startswith("Splits")]
    for one in under(splits):
        if one.property("current") is True and one.property("label"):
            at = one.mapToItem(splits, 0, 0).x()
            if at >= 0 and at + one.width() <= splits.width() + 1:
                return str(one.property("label")).partition(",")[0]
    return ""


def snooze(house: Running, words: str) -> None:
    house.press("h")
    house.until(lambda: house.screens.finder.property("opened"), "it asks until when")
    house.screens.finder.type(words)
    house.press("Enter")


def test_it_goes_at_once_is_listed_and_wakes_on_top_of_the_list_that_is_named(house: Running) -> None:
    inbox = house.screens.inbox
    gone = []
    for words in ("in 2 hours", "tomorrow", "next week"):
        gone.append(inbox.current)
        house.house.dispatcher.act("mail.snooze", {"threads": [gone[-1]], "when": words}, by="person")
        assert inbox.place_of(gone[-1]) == -1, "it leaves in the frame of its key"
        house.until(lambda: inbox.current != gone[-1], "the next one is at hand")
    house.screens.gesture("box", int(Box.SNOOZED))
    house.until(lambda: [inbox.place_of(thread) for thread in gone] == [0, 1, 2], "the next to wake is the first")
    house.until(lambda: named(house) == "Snoozed", "its list is named")
    core = house.house.profile.store.writer()
    with transaction(core) as tx:
        due.wake(tx, int(time.time()) + 3 * 3600)
    core.close()
    house.screens.gesture("box", int(Box.NEEDS))

    def woke() -> bool:
        row = inbox.row_of(gone[0])
        return row is not None and row.reason.startswith("snoozed until now")

    house.until(lambda: woke() and inbox.place_of(gone[0]) == 0, "what woke is on top, and says why")
    house.until(lambda: named(house) == "Needs you", "and the list that holds it is named")


def test_z_brings_it_back_at_once(house: Running) -> None:
    inbox = house.screens.inbox
    first = inbox.current
    snooze(house, "tomorrow")
    house.until(lambda: inbox.place_of(first) == -1, "it has left")
    house.press("z")
    assert inbox.place_of(first) == 0
    house.until(lambda: house.reader.execute("SELECT count(*) FROM snooze").get == 0, "in the store too")


@pytest.mark.parametrize("words", ["yesterday", "gestern blah", "whenever"])
def test_words_that_are_no_time_ahead_stay_on_the_line_with_a_remark_and_nothing_moves(
    house: Running, words: str
) -> None:
    inbox, finder = house.screens.inbox, house.screens.finder
    first = inbox.current
    snooze(house, words)
    house.turn(0.05)
    assert finder.property("opened")
    assert finder.property("words") == words
    assert [str(row["title"])[:21] for row in finder.rows] == ["No time ahead in that"]
    assert inbox.current == first
    assert not house.toasts()
    finder.type("tomorrow")
    house.press("Enter")
    house.until(lambda: inbox.place_of(first) == -1, "a time is taken after all")


ASKED = (
    ("go.date", "whenever", "No day in that"), ("go.date", "the 31st of june", "There is no “31st of june”"),
    ("go.date", "1 may 1850", "The calendar goes from 1900 to 2199"),
    ("event.add", "lunch with Ann", "That doesn't say when"), ("event.add", "lunch feb 30", "There is no “feb 30”"),
    ("task.due", "someday", "No day in that"), ("write.later", "yesterday", "No time ahead in that"),
    ("write.remind", "blah", "No time ahead in that"),
)  # fmt: skip


def test_every_line_that_takes_a_time_stays_open_with_a_remark(house: Running) -> None:
    finder = house.screens.finder
    for command, words, remark in ASKED:
        finder.ask(command)
        finder.type(words)
        finder.choose()
        assert (finder.property("opened"), finder.property("words")) == (True, words)
        assert [str(row["title"])[: len(remark)] for row in finder.rows] == [remark]
        finder.type("lunch tomorrow" if command == "event.add" else "tomorrow")
        assert [row["kind"] for row in finder.rows] == ["value"]
        finder.close()

"""The list of threads as it changes: rows that leave and come back, the cursor and the selection."""

import apsw
import pytest
from PySide6.QtCore import QModelIndex

from osone.model.mail import Box
from osone.store import listing
from tests.bridge.lists.given import many, of, shown
from tests.ui import world
from tests.ui.stage import application

application()


@pytest.fixture
def connection() -> apsw.Connection:
    return world.lived_in()


def test_a_row_leaves_at_once_and_the_cursor_stands_on_the_next(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.set_cursor(1)
    rows.leave([2])
    assert shown(rows) == [1, 3, 4, 5]
    assert rows.current == 3


def test_a_row_that_was_refused_comes_back_where_it_was(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([2])
    rows.settled([2])
    rows.look([2])
    assert shown(rows) == [1, 2, 3, 4, 5]


def test_a_row_that_leaves_is_not_shown_again_by_a_change_meanwhile(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([2])
    rows.changed([2])
    assert 2 not in shown(rows)


def test_a_row_that_comes_back_is_not_taken_out_by_news_of_its_going(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([2, 4])
    connection.execute("DELETE FROM listing WHERE thread IN (2, 4)")
    rows.settled([2, 4])
    rows.look([2, 4])
    rows.bring_back([2, 4])
    rows.changed([2])
    rows.changed([])
    assert shown(rows) == [1, 2, 3, 4, 5]
    rows.settled([2, 4])
    rows.look([2, 4])
    assert shown(rows) == [1, 3, 5], "the store never heard of it"


def test_news_of_many_leave_a_row_that_comes_back_where_it_is() -> None:
    connection = many(1_000)
    rows, _ = of(connection, Box.INBOX)
    rows.leave([900])
    with connection:
        connection.execute("DELETE FROM listing WHERE thread BETWEEN 890 AND 920")
    rows.settled([900])
    rows.look([900])
    rows.bring_back([900])
    rows.changed(list(range(890, 921)))
    while rows._flood:
        rows._work()
    assert [thread for thread in shown(rows) if 890 <= thread <= 920] == [900]
    rows.settled([900])
    rows.look([900])
    assert 900 not in shown(rows)


def test_of_several_wishes_about_one_row_the_newest_is_shown_until_all_are_done(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([2])
    rows.bring_back([2])
    rows.leave([2])
    for _ in range(2):
        rows.settled([2])
        rows.look([2])
        assert shown(rows) == [1, 3, 4, 5], "the third wish is still under way"
    rows.settled([2])
    rows.look([2])
    assert shown(rows) == [1, 2, 3, 4, 5], "none of them was written"


def test_the_cursor_stays_on_its_thread_when_a_row_comes_back(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.set_cursor(1)
    rows.leave([2])
    assert rows.current == 3
    rows.bring_back([2])
    assert rows.current == 3
    assert shown(rows) == [1, 2, 3, 4, 5]


def test_what_a_search_found_stays_marked_where_it_is_sent_elsewhere_and_the_cursor_goes_on() -> None:
    connection = many(50)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_000 + n << 8), -n) for n in (9, 8, 7)], listing.rows(connection, [9, 8, 7]))
    rows.leave([9])
    assert (shown(rows), rows.current, [rows.is_away(n) for n in (9, 8)]) == ([9, 8, 7], 8, [True, False])
    rows.set_cursor(2)
    rows.leave([7])
    assert (shown(rows), rows.current) == ([9, 8, 7], 8), "behind the last one it goes to the one before"
    rows.settled([9, 7])
    assert shown(rows) == [9, 8, 7]
    rows.bring_back([7])
    assert (rows.is_away(7), rows.is_away(9)) == (False, True)
    rows.stayed([9])
    assert not rows.is_away(9)


def test_what_a_search_does_not_find_any_more_is_lost_and_comes_back_where_it_was() -> None:
    connection = many(50)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_000 + n << 8), -n) for n in (9, 8, 7)], listing.rows(connection, [9, 8, 7]))
    rows.set_cursor(1)
    rows.leave([8])
    assert rows.current == 7
    rows.lose([8])
    assert (shown(rows), rows.current) == ([9, 7], 7)
    rows.bring_back([8])
    assert (shown(rows), rows.is_away(8)) == ([9, 8, 7], False)


def test_changes_insert_and_remove_without_a_reset(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    resets: list[int] = []
    rows.modelReset.connect(lambda: resets.append(1))
    connection.execute("DELETE FROM listing WHERE thread = 3 AND box = 11")
    world.put_letter(connection, 90, (0.01, "New", "n", "", "person", True, "", "11", 1))
    rows.changed([3, 90])
    assert shown(rows) == [90, 1, 2, 4, 5]
    assert rows.current == 1
    assert resets == []


def test_many_changes_insert_one_run_and_keep_the_cursor_on_its_thread() -> None:
    connection = many(1_000)
    rows, _ = of(connection, Box.INBOX)
    rows.set_cursor(10)
    kept = rows.current
    runs: list[tuple[int, int]] = []

    def note(_parent: QModelIndex, first: int, last: int) -> None:
        runs.append((first, last))

    rows.rowsInserted.connect(note)
    with connection:
        for n in range(2_000, 2_500):
            message = (1_700_000_000 + n) << 8
            connection.execute("INSERT INTO thread (id, people, subject, count) VALUES (?, 'A', 'x', 1)", (n,))
            connection.execute("INSERT INTO listing VALUES (1, ?, ?, 0)", (message, n))
    rows.changed([])
    assert runs == [(0, 499)]
    assert rows.current == kept


def test_a_selection_is_what_verbs_act_on_in_the_order_of_the_list(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    assert rows.targets == [1]
    rows.toggle(4)
    rows.toggle(2)
    assert rows.targets == [2, 4]
    rows.select_none()
    assert rows.targets == [1]

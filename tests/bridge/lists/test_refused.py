"""What is selected, and where the cursor stands, when rows go, are lifted, or stay because a verb was refused."""

import apsw
import pytest

from osone.bridge.lists.moved import MovedRows
from osone.model.mail import Box
from osone.store import listing
from tests.bridge.lists.given import many, of, shown
from tests.ui import world
from tests.ui.stage import application

application()


@pytest.fixture
def connection() -> apsw.Connection:
    return world.lived_in()


def test_what_is_told_of_a_selection_is_true_of_every_list_that_is_shown(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    told: list[list[int]] = []
    rows.selectionChanged.connect(lambda: told.append([t for t in range(20) if rows.is_selected(t)]))
    rows.toggle(4)
    rows.show_found([(-(1_700_000_009 << 8), -9)], listing.rows(connection, [9]))
    assert told == [[4], []], "who shows how many hears that it is none"


def test_a_selected_row_stays_selected_where_something_new_lifts_it_and_not_where_it_goes(
    connection: apsw.Connection,
) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.toggle(4)
    rows.toggle(3)
    connection.execute("UPDATE listing SET newest = newest + 100000000 WHERE thread = 4 AND box = 11")
    connection.execute("DELETE FROM listing WHERE thread = 3 AND box = 11")
    rows.changed([3, 4])
    assert (rows.is_selected(4), rows.is_selected(3)) == (True, False)
    assert rows.targets == [4]


def refused(rows: MovedRows, *threads: int) -> None:
    rows.stayed(threads)
    rows.settled(threads)
    rows.look(threads)


@pytest.mark.parametrize("late", [False, True])
def test_the_cursor_is_back_where_a_verb_was_refused(connection: apsw.Connection, late: bool) -> None:
    rows, reads = of(connection, Box.NEEDS)
    rows.set_cursor(1)
    rows.leave([2])
    assert rows.current == 3
    reads.held = [] if late else None
    refused(rows, 2)
    assert (shown(rows), rows.current) == ([1, 2, 3, 4, 5], 2), "in the same frame"
    if late:
        reads.release()
    assert (shown(rows), rows.current) == ([1, 2, 3, 4, 5], 2)


def test_who_pressed_a_key_twice_in_vain_is_on_the_first_row_again(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([1])
    rows.leave([2])
    refused(rows, 1)
    refused(rows, 2)
    assert (shown(rows), rows.current) == ([1, 2, 3, 4, 5], 1)


def test_who_went_on_meanwhile_stays_where_they_are(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([1])
    rows.set_cursor(2)
    refused(rows, 1)
    assert (shown(rows), rows.current) == ([1, 2, 3, 4, 5], 4)


def test_in_what_a_search_found_the_cursor_is_back_too() -> None:
    connection = many(50)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_000 + n << 8), -n) for n in (9, 8, 7)], listing.rows(connection, [9, 8, 7]))
    rows.leave([9])
    rows.stayed([9])
    rows.settled([9])
    assert (shown(rows), rows.current, rows.is_away(9)) == ([9, 8, 7], 9, False)


def test_a_row_that_another_verb_takes_away_too_stays_gone_where_one_is_refused(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    rows.leave([2])
    rows.leave([2])
    refused(rows, 2)
    assert shown(rows) == [1, 3, 4, 5]

"""The list of threads: filling, changes, leaving rows, the cursor and the selection."""

import json
from dataclasses import replace

import apsw
import pytest
from PySide6.QtCore import QModelIndex, Qt

from osone.bridge.lists.moved import MovedRows
from osone.bridge.lists.remembered import others
from osone.bridge.mail.reading import Reading
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.model.mail import Box
from osone.store import listing
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()
ROLE = Qt.ItemDataRole.UserRole


@pytest.fixture
def connection() -> apsw.Connection:
    return world.lived_in()


def shown(rows: MovedRows) -> list[int]:
    return [int(rows.data(rows.index(n), ROLE)) for n in range(rows.rowCount())]  # type: ignore[call-overload]


def many(count: int) -> apsw.Connection:
    connection = world.empty()
    with connection:
        for n in range(1, count + 1):
            message = (1_700_000_000 + n) << 8
            connection.execute("INSERT INTO thread (id, people, subject, count) VALUES (?, 'A', ?, 1)", (n, f"s{n}"))
            connection.execute("INSERT INTO listing VALUES (1, ?, ?, 0)", (message, n))
    return connection


def of(connection: apsw.Connection, box: int) -> tuple[MovedRows, Answers]:
    rows, reads = MovedRows(), Answers(connection)
    rows.provide(reads, lambda: NOW)
    rows.show_box(box)
    return rows, reads


def test_a_box_is_shown_newest_first_with_the_cursor_on_the_first(connection: apsw.Connection) -> None:
    rows, _ = of(connection, Box.NEEDS)
    assert shown(rows) == [1, 2, 3, 4, 5]
    assert rows.current == 1


@pytest.mark.parametrize(
    ("box", "to", "people"),
    [
        (Box.DRAFTS, [["Roberto Alves", "roberto@example.org"], ["", "tess@example.org"]], "Draft to Roberto and tess"),
        (Box.DRAFTS, [], "Draft"),
        (Box.SENT, [["Marlow Press", "press@example.org"]], "To Marlow Press"),
        (Box.SENT, [], "me"),
        (Box.ARCHIVE, [["Roberto Alves", "roberto@example.org"]], "me"),
    ],
)
def test_what_the_person_wrote_says_to_whom_and_whether_it_is_a_draft(
    box: Box, to: list[list[str]], people: str
) -> None:
    connection = world.empty()
    message = 1_700_000_000 << 8
    connection.execute("INSERT INTO thread (id, people, subject, count) VALUES (1, 'me', 'The second letter', 1)")
    connection.execute(
        "INSERT INTO message VALUES (?, 1, 1, 1, 1, 'Nora', 'nora@example.org', ?, '', '', 1, 0, 'person', '', '{}')",
        (message, json.dumps([to, []])),
    )
    connection.execute("INSERT INTO listing VALUES (?, ?, 1, 0)", (int(box), message))
    rows, _ = of(connection, box)
    assert rows.data(rows.index(0), ROLE + 1) == people


def test_a_long_list_comes_whole_and_its_far_rows_when_they_are_looked_at() -> None:
    rows, _ = of(many(3_000), Box.INBOX)
    assert rows.rowCount() == 3_000
    subject = ROLE + 2
    assert rows.data(rows.index(2_500), subject) == "s500"


def test_a_row_whose_page_comes_while_it_is_made_is_drawn_with_its_words() -> None:
    rows, _ = of(many(3_000), Box.INBOX)
    assert rows.data(rows.index(2_500), ROLE + 2) == "s500", "who draws it hears of no change meanwhile"


def test_a_row_that_was_made_blank_while_its_page_came_is_told_of_it() -> None:
    rows, reads = of(many(3_000), Box.INBOX)
    told: list[int] = []
    reads.held = []
    assert rows.data(rows.index(2_500), ROLE + 2) == ""
    rows.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    rows.drawn_blank(2_500)
    assert told == [], "its page is still to come, and will tell of it"
    reads.release()
    told.clear()
    rows.drawn_blank(2_500)
    assert told == [2_500]


def test_the_end_is_the_end_at_once_however_much_of_the_list_is_read() -> None:
    connection = many(3_000)
    rows, reads = MovedRows(), Answers(connection)
    rows.provide(reads, lambda: NOW)
    reads.held = []
    rows.show_box(Box.INBOX)
    held, reads.held = reads.held, []
    held[0]()  # the first rows; the rest is asked for, and not here yet
    assert 0 < rows.rowCount() < 3_000
    rows.go_to(10_000_000)
    rows.changed([5])
    held, reads.held = reads.held, None
    for answer in held:
        answer()
    assert (rows.rowCount(), rows.current) == (3_000, 1)
    rows.go_to(0)
    assert rows.current == 3_000


def test_a_step_taken_while_the_end_is_awaited_is_where_one_stays() -> None:
    rows, reads = MovedRows(), Answers(many(3_000))
    rows.provide(reads, lambda: NOW)
    reads.held = []
    rows.show_box(Box.INBOX)
    held, reads.held = reads.held, []
    held[0]()
    rows.go_to(10_000_000)
    rows.go_to(1)
    held, reads.held = reads.held, None
    for answer in held:
        answer()
    assert (rows.rowCount(), rows.current) == (3_000, 2_999)


def test_a_row_without_a_subject_says_so(connection: apsw.Connection) -> None:
    connection.execute("UPDATE thread SET subject = '' WHERE id = 2")
    rows, _ = of(connection, Box.NEEDS)
    assert rows.data(rows.index(1), ROLE + 2) == "(no subject)"


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


def test_what_one_search_found_is_not_put_into_another() -> None:
    connection = many(50)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_007 << 8), -7)], listing.rows(connection, [7]))
    rows.leave([7])
    rows.show_found([(-(1_700_000_009 << 8), -9)], listing.rows(connection, [9]))
    rows.bring_back([7])
    assert shown(rows) == [9]


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


def test_an_answer_for_a_box_that_was_left_is_not_shown(connection: apsw.Connection) -> None:
    rows, reads = of(connection, Box.NEEDS)
    reads.held = []
    rows.show_box(Box.PEOPLE)
    rows.show_box(Box.NEWSLETTERS)
    reads.release()
    assert shown(rows) == [8, 11]


def test_after_a_search_the_list_is_as_it_was_with_what_came_meanwhile() -> None:
    connection = many(3_000)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_007 << 8), -7)], listing.rows(connection, [7]))
    assert shown(rows) == [7]
    with connection:
        connection.execute("DELETE FROM listing WHERE thread = 2990")
        connection.execute("INSERT INTO thread (id, people, subject, count) VALUES (4000, 'A', 'x', 1)")
        connection.execute("INSERT INTO listing VALUES (1, ?, 4000, 0)", ((1_700_004_000) << 8,))
    rows.changed([2990, 4000])
    rows.show_box(Box.INBOX)
    afresh, _ = of(connection, Box.INBOX)
    assert shown(rows) == shown(afresh)


def test_an_answer_that_a_search_overtook_is_looked_for_again_behind_it() -> None:
    connection = many(3_000)
    rows, reads = of(connection, Box.INBOX)
    reads.held = []
    with connection:
        connection.execute("DELETE FROM listing WHERE thread = 2990")
    rows.changed([2990])
    rows.show_found([], [])
    reads.release()
    rows.show_box(Box.INBOX)
    assert 2990 not in shown(rows)


def test_what_is_read_ahead_opens_at_once_and_never_old() -> None:
    connection = world.lived_in()
    reading, reads = Reading(), Answers(connection)
    reading.begin(reads, Acted(), lambda: NOW, None)
    reading.read_ahead([1, 2])
    reads.held = []
    reading.open(1)
    assert reading.rows, "it was read ahead"
    ahead = list(reading.rows)
    reading.changed([2])
    reading.open(2)
    assert reading.rows == [], "it may be another by now"
    reading.close()
    reading.open(1)
    reads.release()
    assert reading.rows == ahead


def test_of_two_lists_the_places_that_show_something_else_are_told_in_runs(connection: apsw.Connection) -> None:
    row = {int(r.id): r for r in listing.rows(connection, [1, 2, 3, 4, 5], Box.NEEDS)}
    one, two = [(-n, -n) for n in (5, 4, 3, 2, 1)], [(-n, -n) for n in (5, 9, 8, 2)]
    assert list(others(one, two, row, row)) == [(1, 2)]
    assert list(others(one, one, row, row | {4: replace(row[4], starred=not row[4].starred)})) == [(1, 1)]
    assert list(others(one, one, row, row)) == []


def test_of_long_lists_what_lies_far_down_is_told_without_a_look() -> None:
    long = [(-n, -n) for n in range(3_000, 0, -1)]
    assert list(others(long, long, {}, {})) == [(100, 2_999)]


@pytest.mark.parametrize(
    ("reason", "kind", "evidence", "head"),
    [
        (
            "first mail from them, asks you a question",
            "person",
            ["first mail from them"],
            ["asks you a question", "first mail from them"],
        ),
        ("first mail from them", "person", ["first mail from them"], ["first mail from them"]),
        ("first mail from them, answers yours", "person", ["answers yours of 14 Nov"],
         ["first mail from them", "answers yours of 14 Nov"]),
        ("invitation", "invitation", ["invitation"], ["invitation"]),
        ("invitation", "invitation", [], ["invitation"]),
        ("", "letter", ["newsletter"], ["newsletter"]),
        ("", "notice", ["sent by a program"], ["notification", "sent by a program"]),
    ],
)  # fmt: skip
def test_nothing_stands_twice_in_the_head_of_a_letter(
    connection: apsw.Connection, reason: str, kind: str, evidence: list[str], head: list[str]
) -> None:
    connection.execute("UPDATE thread SET reason = ?, kind = ?, count = 1 WHERE id = 1", (reason, kind))
    letter = OpenedMessage(
        (OpenedPiece("paragraph", "Hello"),), chips=tuple(("x", words, "soft") for words in evidence)
    )
    reading = Reading()
    reading.begin(Answers(connection), Acted(), lambda: NOW, lambda *_given: letter)
    reading.open(1)
    assert [chip["text"] for chip in reading.property("chips")] == head


def test_a_draft_says_in_its_head_that_it_was_not_sent(connection: apsw.Connection) -> None:
    connection.execute("UPDATE shown SET flags = flags | 16")
    reading = Reading()
    reading.begin(Answers(connection), Acted(), lambda: NOW, None)
    reading.open(1)
    assert reading.property("chips")[0]["text"] == "draft, not sent"

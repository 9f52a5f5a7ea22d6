"""The list of threads: filling, far rows, searches, and what is read ahead."""

import json
from dataclasses import replace

import apsw
import pytest

from osone.bridge.lists.moved import MovedRows
from osone.bridge.lists.remembered import others
from osone.bridge.mail.reading import Reading
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.model.mail import Box
from osone.store import listing
from tests.bridge.lists.given import ROLE, many, of, shown
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()


@pytest.fixture
def connection() -> apsw.Connection:
    return world.lived_in()


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


def test_what_one_search_found_is_not_put_into_another() -> None:
    connection = many(50)
    rows, _ = of(connection, Box.INBOX)
    rows.show_found([(-(1_700_000_007 << 8), -7)], listing.rows(connection, [7]))
    rows.leave([7])
    rows.show_found([(-(1_700_000_009 << 8), -9)], listing.rows(connection, [9]))
    rows.bring_back([7])
    assert shown(rows) == [9]


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

"""The head of a message: to whom it is said to be, and all that stands in it."""

import pytest

from osone.bridge.mail.reading import Reading
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.queries import marking
from osone.store import messages
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()
FIELDS = (("From", "Amira <amira@example.com>"), ("X-Mailer", "one"))


def opened(recipients: str) -> Reading:
    connection = world.lived_in()
    connection.execute("UPDATE message SET recipients = ?", (recipients,))
    made = Reading()
    letter = OpenedMessage((OpenedPiece("paragraph", "words"),), fields=FIELDS)
    made.begin(Answers(connection), Acted(), lambda: NOW, lambda *_: letter)
    made.open(1)
    return made


def test_whoever_has_a_copy_is_named() -> None:
    both = opened('[[["Nora", "nora@example.org"]], [["Ben", "ben@example.org"], ["", "c@example.org"]]]')
    assert both.rows[0]["address"] == "marlow@example.com, to Nora, copy to Ben, c@example.org"
    hidden = opened('[[], [["Ben", "ben@example.org"]]]')
    assert hidden.rows[0]["address"] == "marlow@example.com, copy to Ben"
    many = [[f"P{n}", f"p{n}@example.org"] for n in range(9)]
    crowd = opened(str([[["Nora", "nora@example.org"]], many]).replace("'", '"'))
    assert str(crowd.rows[0]["address"]).endswith("copy to P0, P1, P2 and 6 more")


def test_a_head_opens_to_all_its_fields_and_folds_away_again() -> None:
    reading = opened("[[], []]")
    key = str(reading.rows[0]["message"])
    assert [row["what"] for row in reading.rows] == ["head", "block"]
    reading.open_head(key)
    assert [row["what"] for row in reading.rows] == ["head", "fields", "block"]
    assert reading.rows[1]["files"] == [{"name": name, "value": value} for name, value in FIELDS]
    assert reading.rows[0]["folded"], "its button says that it can be folded away"
    reading.open_head(key)
    assert [row["what"] for row in reading.rows] == ["head", "block"]


def test_a_block_that_has_nothing_but_its_words_is_drawn_as_words_until_some_of_them_are_marked() -> None:
    connection = world.lived_in()
    pieces = (
        OpenedPiece("paragraph", "The boat is in"),
        OpenedPiece("paragraph", "See <b>there</b>"),
        OpenedPiece("paragraph", "I wrote", 1),
        OpenedPiece("heading", "Boats"),
        OpenedPiece("paragraph", "oars", marker="•"),
        OpenedPiece("paragraph", "Ann", signature=True),
    )
    reading = Reading()
    reading.begin(Answers(connection), Acted(), lambda: NOW, lambda *_: OpenedMessage(pieces))
    reading.open(1)
    blocks = [row for row in reading.rows if row["what"] == "block"]
    assert [row["drawn"] for row in blocks] == ["words", *["block"] * 5]
    reading.mark(marking.wanted("boat"))
    marked = [row for row in reading.rows if row["what"] == "block"]
    assert [row["drawn"] for row in marked] == ["block"] * 6
    kept = [before["key"] == after["key"] for before, after in zip(blocks, marked, strict=True)]
    assert kept == [False, *[True] * 5], "its delegate is chosen anew"


@pytest.mark.parametrize(
    ("holding", "unread", "begins"),
    [((1,), (2, 3), 1), ((0, 1, 2, 3), (2, 3), 2), ((1, 3), (), 1), ((), (3,), 3), ((), (), 3)],
)
def test_it_opens_at_the_one_message_that_was_searched_for_else_at_the_first_that_is_unread(
    holding: tuple[int, ...], unread: tuple[int, ...], begins: int
) -> None:
    connection = world.lived_in()
    thread = int(connection.execute("SELECT thread FROM message GROUP BY thread HAVING count(*) >= 4 LIMIT 1").get)
    rows = messages.of_thread(connection, thread)[:4]
    connection.execute("DELETE FROM message WHERE thread = ? AND id > ?", (thread, rows[-1].id))
    for place, row in enumerate(rows):
        connection.execute("UPDATE shown SET flags = ? WHERE message = ?", (0 if place in unread else 1, row.id))
        connection.execute("DELETE FROM search.words WHERE rowid = ?", (row.id,))
        body = "heron" if place in holding else "nothing"
        connection.execute("INSERT INTO search.words (rowid, subject, body) VALUES (?, 'x', ?)", (row.id, body))
    reading = Reading()
    reading.begin(Answers(connection), Acted(), lambda: NOW, lambda *_: OpenedMessage((OpenedPiece("note", "heron"),)))
    reading.mark(marking.wanted("heron"), '"heron"')
    reading.open(thread)
    assert reading.rows[reading.property("place")]["message"] == str(rows[begins].id)
    assert not [row for row in reading.rows if "hit" in str(row["html"])], "a sentence of the program's is not marked"


def test_what_was_searched_for_is_marked_in_the_subject_where_it_may_stand_there() -> None:
    reading = Reading()
    reading.begin(Answers(world.lived_in()), Acted(), lambda: NOW, lambda *_: OpenedMessage(()))
    reading.open(2)
    subject = str(reading.property("subject"))
    assert reading.property("marked") == ""
    reading.mark(marking.wanted("lease"))
    assert '<a href="#">lease</a>' in reading.property("marked")
    assert reading.property("subject") == subject, "what is heard of it has no marks"
    reading.mark(marking.wanted("from:lease"))
    assert reading.property("marked") == ""

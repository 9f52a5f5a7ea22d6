"""The head of a message: to whom it is said to be, and all that stands in it."""

from osone.bridge.mail.reading import Reading
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.queries import marking
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

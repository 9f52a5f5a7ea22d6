"""The draft that is open: what is kept as one writes, who is meant, and how it leaves."""

import pytest
from PySide6.QtGui import QTextDocument

from osone.bridge.writing import letter, people
from osone.model.drafts import Block, Run, Shape
from osone.model.mail import Address

BO, BEA = Address("Bo Berg", "bo@y.org"), Address("Bea, of the post", "bea@y.org")


@pytest.fixture
def document() -> QTextDocument:
    return QTextDocument()


def test_what_is_laid_into_the_editor_is_read_out_of_it(document: QTextDocument) -> None:
    blocks = (
        Block((Run("Plain, "), Run("bold", bold=True), Run(" and a "), Run("link", link="https://x.org"))),
        Block(),
        Block((Run("first"),), Shape.BULLET),
        Block((Run("deeper"),), Shape.NUMBER, 1),
        Block((Run("two\nlines", italic=True),), quoted=2),
    )
    letter.fill(document, blocks)
    assert letter.read(document) == blocks
    assert not document.isUndoAvailable(), "what was loaded is nothing to undo"


def test_bold_is_laid_and_taken_away_in_one_step(document: QTextDocument) -> None:
    letter.fill(document, (Block((Run("one two three"),)),))
    letter.toggle(document, 4, 7, "bold")
    assert letter.read(document)[0].runs == (Run("one "), Run("two", bold=True), Run(" three"))
    letter.toggle(document, 0, 13, "bold")
    assert letter.read(document)[0].runs == (Run("one two three", bold=True),), "some of it was not, so all of it is"
    letter.toggle(document, 0, 13, "bold")
    assert letter.read(document)[0].runs == (Run("one two three"),)
    document.undo()
    assert letter.read(document)[0].runs[0].bold


def test_who_is_meant_is_found_by_any_of_their_words() -> None:
    known = [BO, BEA]
    assert people.meant(known, "ber") == [BO]
    assert people.meant(known, "cy@y.org, be") == [BO, BEA]
    assert people.meant(known, "bea@") == [BEA]
    assert people.meant(known, "cy@y.org, ") == []
    assert people.meant(known, "bo@y.org") == [], "who stands there whole is not asked about"


def test_a_suggestion_takes_the_place_of_what_was_typed() -> None:
    assert people.completed("be", BEA) == '"Bea, of the post" <bea@y.org>, '
    assert people.completed("Bo Berg <bo@y.org>, be", BEA) == 'Bo Berg <bo@y.org>, "Bea, of the post" <bea@y.org>, '

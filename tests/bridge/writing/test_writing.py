"""The draft that is open: what is kept as one writes, who is meant, and how it leaves."""

import pytest
from PySide6.QtGui import QTextDocument

from osone.bridge.drawing.numbers import Held
from osone.bridge.writing import letter, people
from osone.bridge.writing.keystrokes import Keystrokes, writes
from osone.bridge.writing.lines import Lines
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


@pytest.mark.parametrize(
    ("before", "after"),
    [("see", "see https://x.org "), ("see ", "see https://x.org "), ("(", "(https://x.org "), ("", "https://x.org ")],
)
def test_an_address_that_is_put_in_stands_apart_from_the_word_before(
    document: QTextDocument, before: str, after: str
) -> None:
    letter.fill(document, (Block((Run("above"),)), Block((Run(before),) if before else ())))
    end = document.characterCount() - 1
    letter.link(document, end, end, "https://x.org")
    runs = letter.read(document)[1].runs
    assert "".join(run.words for run in runs) == after
    assert [run.words for run in runs if run.link] == ["https://x.org"]


def meant(known: list[Address], words: str) -> list[Address]:
    return people.meant(known, words, len(words))


def test_who_is_meant_is_found_by_any_of_their_words() -> None:
    known = [BO, BEA]
    assert meant(known, "ber") == [BO]
    assert meant(known, "cy@y.org, be") == [BEA, BO], "whose name begins so comes first"
    assert meant(known, "bea@") == [BEA]
    assert meant(known, "cy@y.org, ") == []
    assert meant(known, "bo@y.org") == [], "who stands there whole is not asked about"
    assert people.meant(known, "be, cy@y.org", 2) == [BEA, BO], "the name that the caret is in"


def test_a_suggestion_takes_the_place_of_what_was_typed() -> None:
    assert people.completed("be", 2, BEA) == ('"Bea, of the post" <bea@y.org>, ', 32)
    assert people.completed("Bo Berg <bo@y.org>, be", 22, BEA)[0] == (
        'Bo Berg <bo@y.org>, "Bea, of the post" <bea@y.org>, '
    )
    found, caret = people.completed("be, cy@y.org", 2, BO)
    assert (found, found[caret:]) == ("Bo Berg <bo@y.org>, cy@y.org", "cy@y.org")


def test_a_comma_within_a_name_parts_nothing() -> None:
    line = '"Bea, of the post" <bea@y.org>; bo@y.org ,, (a, b) cy@y.org'
    assert [line[start:end] for start, end in people.parts(line)] == [
        '"Bea, of the post" <bea@y.org>', "bo@y.org", "(a, b) cy@y.org",
    ]  # fmt: skip


def test_words_that_are_no_address_are_told_with_whom_they_may_mean() -> None:
    anna, another = Address("Anna Berg", "anna@y.org"), Address("Anna Dahl", "a.dahl@z.org")
    annabel = Address("Annabel", "annabel@y.org")
    known = [annabel, anna, another, BO]

    def said(words: str) -> list[str]:
        return [one.said for one in people.unclear(words, known)]

    assert said("bo@y.org, Anna Berg <anna@y.org>, ") == []
    assert said("Anna") == ["Anna: which of two?"]
    assert said("bo@y.org, zed, berg") == [
        "“zed” isn't an address.", "berg: which of two?",
    ]  # fmt: skip
    assert said("Annab") == ["Annab: do you mean Annabel <annabel@y.org>?"]
    assert said("bo@ , bo@y..org") == ["bo@: do you mean Bo Berg <bo@y.org>?", "“bo@y..org” isn't an address."]


@pytest.fixture
def lines() -> Lines:
    found = Lines()
    found.known = [BO, BEA]
    return found


def test_what_is_being_typed_is_not_remarked_on_until_one_goes_on(lines: Lines) -> None:
    lines.write("to", "zed", 3)
    assert lines.remarks() == []
    lines.write("to", "zed, b", 6)
    assert lines.remarks() == ["“zed” isn't an address."]
    lines.leave()
    assert len(lines.remarks()) == 2


def test_what_cannot_be_sent_to_is_asked_for_where_it_stands(lines: Lines) -> None:
    asked: list[tuple[str, int, int]] = []
    lines.wordsAsked.connect(lambda *where: asked.append(where))
    lines.write("to", "bo@y.org", 8)
    lines.write("cc", "cy@y.org, be", 12)
    assert lines.ask()
    assert asked == [("cc", 10, 12)]
    assert [one["email"] for one in lines.property("suggestions")] == ["bo@y.org", "bea@y.org"]
    assert lines.complete("cc", 0) == 30
    assert lines.words_of("cc") == "cy@y.org, Bo Berg <bo@y.org>, "
    assert not lines.ask()
    lines.write("to", "", 0)
    lines.write("cc", "", 0)
    assert lines.ask()
    assert lines.remarks() == ["Nobody is named to send it to."]


def test_what_is_typed_is_taken_back_by_words_and_by_pauses(document: QTextDocument) -> None:
    now = [0.0]
    keys = Keystrokes(lambda: now[0])
    for at, sign in enumerate("one two three"):
        keys.type(document, at, at, sign)
    now[0] += 10
    keys.type(document, 13, 13, "!")
    seen = []
    while document.isUndoAvailable():
        seen.append(document.toPlainText())
        document.undo()
    assert [*seen, document.toPlainText()] == ["one two three!", "one two three", "one two ", "one ", ""]


def test_a_key_with_a_modifier_that_writes_nothing_is_left_to_others() -> None:
    assert writes("a", 0)
    assert writes("@", Held.CONTROL | Held.ALT)
    assert not any(writes(*one) for one in (("a", Held.CONTROL), ("\t", 0), ("\r", 0), ("", 0), ("\x7f", 0)))

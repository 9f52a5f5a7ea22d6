"""Quotations that name whom they quote, and pages that were sent as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.cited import as_quoted
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.pages import page_of
from osone.mail.snippet import own_words, snippet
from osone.mail.text import blocks_of_text


def depths(text: str) -> list[tuple[str, int]]:
    return [(block.text, block.depth) for block in blocks_of_text(text)]


def test_a_line_with_five_signs_only_introduces_what_is_quoted_by_name() -> None:
    text = ">>>>> On Wed, 5 Jan 2000, Chris Smith wrote:\n\nChris> shall we?\nChris>> before\n\nYes.\n"
    assert depths(text) == [
        ("On Wed, 5 Jan 2000, Chris Smith wrote:", 1),
        ("shall we?", 1),
        ("before", 2),
        ("Yes.", 0),
    ]
    assert snippet(text) == "Yes."
    assert "shall" not in own_words(text)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ('>>>>> "Chris" == Chris Smith <c@example.org> writes:', "    Chris> words"),
        ("John Smith <js@example.org> said:", "JS> words"),
        ("On Wednesday, John\nSmith <js@example.org> wrote:", "smith> words"),
        ("> >>>>> On Wed, Chris wrote:", "> Chris> words"),
    ],
)
def test_who_is_named_above_is_quoted_by_name(before: str, line: str) -> None:
    text = f"{before}\n{line}\n{line}\n"
    assert min(block.depth for block in blocks_of_text(text)[1:]) >= 1, text
    assert all("Chris>" not in block.text and "JS>" not in block.text for block in blocks_of_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "I ran\nmysql> select 1;\nmysql> exit\n",
        "C:\\> dir\nSQL> quit\n",
        ">>>>> deep words\n>>>>> go on\n",
        "> On Monday, Ann wrote:\n> > Hello\n",
        ">> On Monday, Bob wrote:\n> I see.\n",
        "a->b and c>d\n",
    ],
)
def test_prompts_and_levels_stay_what_they_are(text: str) -> None:
    assert as_quoted(text) == text


@given(st.lists(st.sampled_from([">", ">>>>> ", "Ann> ", "Ann wrote:", "\n", " ", "§", "On ", "JS>"])))
def test_no_words_are_lost_to_a_quotation(pieces: list[str]) -> None:
    text = "".join(pieces)
    quoted = as_quoted(text)
    assert quoted.count("§") == text.count("§")
    assert quoted.count("\n") == text.count("\n")


PAGE = '<HTML>\n<BODY bgColor="#ffffff">\n<FONT face=Arial>Thank <b>you</b> &amp; welcome</FONT>\n</BODY></HTML>\n'


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\n\n" + PAGE,
        "Content-Type: text/html; charset=us-ascii\n\n" + PAGE,
        "<!-- made by a program -->\n<!DOCTYPE html PUBLIC>\n" + PAGE,
        "<table><tr><td><font size=2>Thank you</font></td></tr>"
        "<tr><td><p>Thank <b>you</b> &amp; welcome</p></td></tr></table>",
    ],
)
def test_a_page_that_was_sent_as_plain_text_is_read_as_a_page(page: str) -> None:
    assert page_of(page)
    parsed = parse(b"From: a@example.org\nSubject: x\nContent-Type: text/plain\n\n" + page.encode())
    assert "<" not in "".join(block.text for block in reduce_html(parsed.html))
    assert "Thank you & welcome" in " ".join(parsed.text.split())
    assert snippet(parsed.text).startswith("Thank you")


@pytest.mark.parametrize(
    "text",
    [
        "Write <html> at the beginning and </html> at the end.",
        "<b> is bold and </b> ends it",
        "<ann@example.org> wrote that </p> is missing",
        "Here is my page:\n\n" + PAGE,
        "<html>",
        "",
    ],
)
def test_a_text_about_pages_stays_a_text(text: str) -> None:
    assert not page_of(text)


def test_the_source_of_a_page_and_strokes_do_not_stand_in_the_list() -> None:
    assert snippet("Here is my page:\n<HTML>\n<BODY bgColor=#ffffff>\nThank you") == "Here is my page: Thank you"
    assert snippet("The ~~old plan~~ new plan") == "The old plan new plan"
    assert snippet(f"The ~~old\nplan {'goes on ' * 300}").startswith("The old plan goes on")

"""Plain text as blocks, and the words that stand in a row."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.blocks import BlockKind, linked
from osone.mail.snippet import LENGTH, snippet
from osone.mail.text import blocks_of_text


def test_quotes_are_folded_with_the_line_before_them() -> None:
    blocks = blocks_of_text("Yes.\n\nOn Mon, 3 Nov 2025, Paul wrote:\n> Shall we?\n>> Before\n\n-- \nTheo\n")
    assert [(block.text, block.depth, block.folded) for block in blocks] == [
        ("Yes.", 0, False),
        ("On Mon, 3 Nov 2025, Paul wrote:", 1, True),
        ("Shall we?", 1, True),
        ("Before", 2, True),
        ("Theo", 0, False),
    ]
    assert blocks[-1].signature


def test_short_quotes_that_are_answered_stay_open() -> None:
    blocks = blocks_of_text("> One?\nYes.\n> Two?\nNo.\n")
    assert not any(block.folded for block in blocks)


def test_lines_broken_to_fit_are_joined_and_others_keep_their_breaks() -> None:
    long = "This is a line of about seventy signs as an old mailer breaks them all\n"
    assert "\n" not in blocks_of_text(long * 3)[0].text
    assert blocks_of_text("Rose\nViolet\n")[0].html == "Rose<br>Violet"


def test_lists_and_code_are_seen() -> None:
    blocks = blocks_of_text("Bring:\n- tea\n- milk\n  and honey\n\n    x = 1\n    y = 2\n")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.LIST, BlockKind.CODE]
    assert blocks[2].text == "milk and honey"


def test_everything_below_an_outlook_head_is_a_quote() -> None:
    blocks = blocks_of_text("Mine\n\nFrom: Paul\nSent: Monday\nTo: me\nSubject: x\n\nTheirs\n")
    assert [block.depth for block in blocks] == [0, 1, 1]
    assert [block.depth for block in blocks_of_text("Mine\n-----Original Message-----\nTheirs")] == [0, 1]


def test_addresses_become_links_and_signs_are_escaped() -> None:
    assert linked("see https://x.org/a_(b).") == 'see <a href="https://x.org/a_(b)">https://x.org/a_(b)</a>.'
    assert linked("me@x.org") == '<a href="mailto:me@x.org">me@x.org</a>'
    assert linked("<b>&") == "&lt;b&gt;&amp;"
    assert 'href="http://www.x.org"' in linked("(www.x.org)")


@given(
    st.lists(
        st.sampled_from(
            [*"<>&\"'> -\n:", "https://x.org", "a@b.c", "> ", "-- \n", "On a wrote:\n", "1. ", "    ", "\u202e"]
        )
    )
)
def test_no_text_injects_a_tag(pieces: list[str]) -> None:
    for block in blocks_of_text("".join(pieces)):
        rest = re.sub(r'<a href="(?:https?|mailto):[^"<>]*">|</a>|<br>|</?code>', "", block.html)
        assert "<" not in rest
        assert ">" not in rest


@given(st.text())
def test_a_snippet_is_one_short_line(text: str) -> None:
    words = snippet(text)
    assert len(words) <= LENGTH
    assert "\n" not in words
    blocks_of_text(text)


def test_a_page_that_was_sent_as_plain_text_is_told_by_its_words() -> None:
    page = "<HTML><BODY bgColor=#C0C0C0>\n<FONT face=Arial>Thank you &amp; welcome</FONT><style>p {}</style><!-- no -->"
    assert snippet(page) == "Thank you & welcome"
    assert snippet("if a <b> c then d") == "if a <b> c then d"
    assert snippet("Use <font> here") == "Use <font> here"


def test_what_is_struck_out_has_no_marks_in_a_row() -> None:
    assert snippet("See the ~~old plan of May~~ new plan ~~ and that") == "See the old plan of May new plan ~~ and that"


def test_encoded_words_that_a_broken_head_spilt_into_the_text_are_read() -> None:
    spilt = " =?GB2312?B?xOO6w6Os?=\r\n\r\n =?GB2312?B?ztK1xMXz09E=?=\r\nTo see you."
    assert snippet(spilt) == "你好，我的朋友 To see you."
    assert snippet("The word =?UTF-8?Q?caf=C3=A9?= is read too.") == "The word café is read too."


@pytest.mark.parametrize(
    "spilt",
    [
        "=?GB2312?B?xOO6w6Osxt/KxsXz09E=\nTo see you.",
        "=?GB2312?B?xOO6w6Osxt/K\n\nxsXz09E=?=\nTo see you.",
        "=?GB2312?B?xOO6w6Osxt/K\r\n \r\n xsXz09E=?= \r\nTo see you.",
        "=?GB2312?B?" + "xOO6w6Os" * 400 + "?=\nTo see you.",
        "=?GB2312?Q?" + "=C4=E3" * 100 + "\nTo see you.",
        "=?nowhere?B?!!!\nTo see you.",
        "xsXz09E=?=\nTo see you.",
    ],
)
def test_no_encoded_word_is_shown_as_it_is_written_wherever_it_broke_off(spilt: str) -> None:
    said = snippet(spilt)
    assert "=?" not in said
    assert "xsX" not in said, "nor what is left of one"


def test_the_snippet_says_what_the_writer_says() -> None:
    assert snippet("On Mon, Paul wrote:\n> hi\n\nMy answer is yes.\n-- \nTheo") == "My answer is yes."
    assert snippet("From: a\nSent: b\nTo: c\n\nforwarded words") == "forwarded words"
    assert snippet("View this email in your browser\n\u200c \u034f\n=====\nNew letters") == "New letters"
    assert snippet("word " * 100).endswith("word…")
    assert snippet("https://x.org/long\nHello") == "Hello"
